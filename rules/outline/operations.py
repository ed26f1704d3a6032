"""What can be done to a tree: each operation as edits of its text, and never a tree half made."""

from typing import Any

from rules.outline.edits import Edit, Insert, Lift, Move, Put, Rekey, Remove, plain
from rules.outline.nodes import Node
from rules.outline.working import (
    CannotChange,
    Changed,
    Grouping,
    Impossible,
    Work,
    once_out,
    place_in,
)
from rules.pack.written import Path


def add(root: Node, group: Path, value: Any, place: int | None = None) -> Changed:
    """Ask one thing more; where a single thing was asked, both stand in a group from now on."""
    work = Work(root)
    node = work.node(group)
    if not node.is_group:
        work.wrap(node, Grouping.ALL)
        node = work.node(group)
    if not node.holds_list:
        raise CannotChange(Impossible.NO_LIST)
    path = node.path_of(len(node.children) if place is None else place)
    work.do(Insert(path, value))
    return work.changed(path)


def wrap(root: Node, path: Path, grouping: Grouping = Grouping.ALL) -> Changed:
    """Put a requirement into a group of its own, to which others can be added."""
    work = Work(root)
    work.wrap(work.node(path), grouping)
    return work.changed(path)


def dissolve(root: Node, path: Path) -> Changed:
    """Let the requirements of a group stand where the group stood."""
    work = Work(root)
    node = work.node(path)
    parent = work.root.parent_of(node)
    work.refuse_if_named(node, below=False)
    if parent is None or not parent.holds_list or not node.holds_list:
        if len(node.children) != 1:
            raise CannotChange(Impossible.SEVERAL)
        work.do(Lift(path, node.children[0].path[len(path) :]))
        return work.changed(path)
    first = place_in(path)
    work.keepplace_in(node)
    for taken in range(len(node.children)):
        gone = (*path[:-1], first + taken)  # The group itself, which moves on by each.
        work.do(Move((*gone, *node.inside, 0), gone))
    work.do(Remove((*path[:-1], first + len(node.children))))
    return work.changed(path)


def regroup(root: Node, path: Path, grouping: Grouping, n: int | None = None) -> Changed:
    """Ask for all of a group's requirements, for one, or for so many of them."""
    work = Work(root)
    node = work.node(path)
    n = max(1, n or 1) if node.is_template else min(max(1, n or 1), len(node.children))
    for edit in _regrouped(node, grouping, n):
        work.do(edit)
    return work.changed(path)


def change(root: Node, path: Path, value: Any) -> Changed:
    """Write a requirement anew."""
    work = Work(root)
    if plain(work.node(path).written) != plain(value):
        work.do(Put(path, value))
    return work.changed(path)


def move(root: Node, path: Path, group: Path, place: int | None = None) -> Changed:
    """Let a requirement stand elsewhere, before what is in that place of the group now."""
    work = Work(root)
    node, target = work.node(path), work.node(group)
    if group[: len(path)] == path:
        raise CannotChange(Impossible.INSIDE_ITSELF)
    parent = work.listed_in(node)
    if not target.holds_list:
        raise CannotChange(Impossible.NO_LIST)
    end = len(target.children)
    place = end if place is None else min(place, end)
    to = once_out(target.path_of(place), path)
    emptied = len(parent.children) == 1 and target.path != parent.path
    if emptied:
        work.keepplace_in(parent)
    work.do(Move(path, to))
    return work.changed(work.settle(parent.path, moved=path, follow=to, emptied=emptied))


def remove(root: Node, path: Path) -> Changed:
    """Ask it no longer; a group in which nothing is left goes with it."""
    work = Work(root)
    node = work.node(path)
    work.refuse_if_named(node)
    parent = work.listed_in(node)
    while len(parent.children) == 1:
        node, parent = parent, work.listed_in(parent)
        work.refuse_if_named(node)
    work.do(Remove(node.path))
    work.settle(parent.path)
    return work.changed(parent.path)


def _regrouped(node: Node, grouping: Grouping, n: int) -> list[Edit]:
    path, written = node.path, node.written
    if isinstance(written, list):
        if grouping is Grouping.ALL:
            return []
        counted = {"n_of": n, "of": written}
        return [Put(path, counted if grouping is Grouping.N_OF else {"any": written})]
    if "each_campus" in written:
        return _counted(node, "n_of", "each_campus", n if grouping is Grouping.N_OF else 1
                        if grouping is Grouping.ANY else None)  # fmt: skip
    if "kind" in written:
        kind = Put((*path, "kind"), str(grouping))
        return [kind, *_counted(node, "n", "of", n if grouping is Grouping.N_OF else None)]
    word = "of" if grouping is Grouping.N_OF else str(grouping)
    rekeyed: list[Edit] = [] if word == node.inside[0] else [Rekey((*path, *node.inside), word)]
    return [*rekeyed, *_counted(node, "n_of", "of", n if grouping is Grouping.N_OF else None)]


def _counted(node: Node, word: str, before: str, n: int | None) -> list[Edit]:
    """Say how many, or say it no longer."""
    path = (*node.path, word)
    if word in node.written:
        return [Remove(path)] if n is None else [Put(path, n)]
    return [] if n is None else [Insert(path, n, before)]
