"""What can be done to a tree: each operation as edits of its text, and never a tree half made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from rules.outline.edits import Edit, Enclose, Insert, Move, Put, Rekey, Remove, applied, plain
from rules.outline.nodes import Node, outline
from rules.pack.written import Path


class Grouping(StrEnum):
    """How many of a group's requirements are asked."""

    ALL = "all"
    ANY = "any"
    N_OF = "n_of"


class Impossible(StrEnum):
    """Why an operation leaves everything as it is."""

    LAST = "last"
    """Something has to be asked."""
    NAMED = "named"
    """Another requirement names this one, or one below it."""
    INSIDE_ITSELF = "inside_itself"
    NO_LIST = "no_list"
    """What stands there cannot be listed with others: it is asked in every campus."""
    SEVERAL = "several"
    """More than one requirement would have to stand where one can."""


class CannotChange(Exception):
    """An operation that would leave no readable tree; nothing was changed."""

    def __init__(self, why: Impossible, names: tuple[str, ...] = ()) -> None:
        self.why, self.names = why, names
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Changed:
    """The edits that an operation comes to, and where the node stands afterwards."""

    edits: tuple[Edit, ...]
    path: Path


def add(root: Node, group: Path, value: Any, place: int | None = None) -> Changed:
    """Ask one thing more; where a single thing was asked, both stand in a group from now on."""
    work = _Work(root)
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
    work = _Work(root)
    work.wrap(work.node(path), grouping)
    return work.changed(path)


def dissolve(root: Node, path: Path) -> Changed:
    """Let the requirements of a group stand where the group stood."""
    work = _Work(root)
    node = work.node(path)
    parent = work.root.parent_of(node)
    work.refuse_if_named(node, below=False)
    if parent is None or not parent.holds_list or not node.holds_list:
        if len(node.children) != 1:
            raise CannotChange(Impossible.SEVERAL)
        work.do(Put(path, node.children[0].written))
        return work.changed(path)
    first = _place(path)
    work.keep_place(node)
    for taken in range(len(node.children)):
        gone = (*path[:-1], first + taken)  # The group itself, which moves on by each.
        work.do(Move((*gone, *node.inside, 0), gone))
    work.do(Remove((*path[:-1], first + len(node.children))))
    return work.changed(path)


def regroup(root: Node, path: Path, grouping: Grouping, n: int | None = None) -> Changed:
    """Ask for all of a group's requirements, for one, or for so many of them."""
    work = _Work(root)
    node = work.node(path)
    n = max(1, n or 1) if node.is_template else min(max(1, n or 1), len(node.children))
    for edit in _regrouped(node, grouping, n):
        work.do(edit)
    return work.changed(path)


def change(root: Node, path: Path, value: Any) -> Changed:
    """Write a requirement anew."""
    work = _Work(root)
    if plain(work.node(path).written) != plain(value):
        work.do(Put(path, value))
    return work.changed(path)


def move(root: Node, path: Path, group: Path, place: int | None = None) -> Changed:
    """Let a requirement stand elsewhere, before what is in that place of the group now."""
    work = _Work(root)
    node, target = work.node(path), work.node(group)
    if group[: len(path)] == path:
        raise CannotChange(Impossible.INSIDE_ITSELF)
    parent = work.listed_in(node)
    if not target.holds_list:
        raise CannotChange(Impossible.NO_LIST)
    end = len(target.children)
    place = end if place is None else min(place, end)
    to = _once_out(target.path_of(place), path)
    emptied = len(parent.children) == 1 and target.path != parent.path
    if emptied:
        work.keep_place(parent)
    work.do(Move(path, to))
    return work.changed(work.settle(parent.path, moved=path, follow=to, emptied=emptied))


def remove(root: Node, path: Path) -> Changed:
    """Ask it no longer; a group in which nothing is left goes with it."""
    work = _Work(root)
    node = work.node(path)
    work.refuse_if_named(node)
    parent = work.listed_in(node)
    while len(parent.children) == 1:
        node, parent = parent, work.listed_in(parent)
        work.refuse_if_named(node)
    work.do(Remove(node.path))
    work.settle(parent.path)
    return work.changed(parent.path)


# -- how it is done --------------------------------------------------------------------------------


@dataclass
class _Work:
    """A tree that is being changed, and the edits so far."""

    before: Node
    edits: list[Edit] = field(default_factory=list)
    tree: Any = None

    def __post_init__(self) -> None:
        self.tree = plain(self.before.written)

    @property
    def root(self) -> Node:
        return outline(self.tree)

    def node(self, path: Path) -> Node:
        found = self.root.find(path)
        if found is None:
            raise LookupError(path)
        return found

    def do(self, edit: Edit) -> None:
        self.edits.append(edit)
        self.tree = applied(self.tree, (edit,))

    def changed(self, path: Path) -> Changed:
        return Changed(tuple(self.edits), path)

    def wrap(self, node: Node, grouping: Grouping) -> None:
        """In a list it is moved, so that its comments go along."""
        parent = self.root.parent_of(node)
        counted = grouping is Grouping.N_OF
        word = "of" if counted else str(grouping)
        if parent is None or not parent.holds_list:
            self.do(Enclose(node.path, word))
            if counted:
                self.do(Insert((*node.path, "n_of"), 1, word))
            return
        place, inside = _place(node.path), (*node.path, word)
        self.do(Insert(node.path, _grouped(grouping, _STAND_IN)))
        self.do(Move((*node.path[:-1], place + 1), (*inside, 0)))
        self.do(Remove((*inside, 1)))

    def listed_in(self, node: Node) -> Node:
        """The group that lists a node."""
        parent = self.root.parent_of(node)
        if parent is None:
            raise CannotChange(Impossible.LAST)
        if not parent.holds_list:
            raise CannotChange(Impossible.NO_LIST)
        return parent

    def refuse_if_named(self, node: Node, *, below: bool = True) -> None:
        """What another requirement comes after, or looks at, has to stay."""
        gone = {each.id for each in (node.walk() if below else [node]) if each.id}
        stay = {each.path for each in self.root.walk()}
        stay -= {each.path for each in node.walk()} if below else {node.path}
        named = {
            name
            for each in self.root.walk()
            if each.path in stay
            for name in names_in(each.written)
        }
        if gone & named:
            raise CannotChange(Impossible.NAMED, tuple(sorted(gone & named)))

    def keep_place(self, group: Node) -> None:
        """Write something at the end of a list, so that the last one can be moved out of it."""
        self.do(Insert(group.path_of(len(group.children)), _STAND_IN))

    def settle(
        self, path: Path, *, moved: Path = (), follow: Path = (), emptied: bool = False
    ) -> Path:
        """Nothing empty is left, and no group asks for more than it holds."""
        group = self.node(_without_moved(path, moved, follow))
        if emptied:
            follow = _once_out(follow, group.path)
            parent = self.listed_in(group)
            self.refuse_if_named(group)
            self.do(Remove(group.path))
            return self.settle(parent.path, follow=follow, emptied=len(parent.children) == 1)
        if group.n is not None and group.n > len(group.children):
            self.do(Put((*group.path, _n_word(group)), len(group.children)))
        return follow


def names_in(written: Any) -> set[str]:
    """The ids that one requirement names: those that it comes after, and whose evidence it sees."""
    if not isinstance(written, Mapping):
        return set()
    inner = written.get("collect")
    below = names_in(inner) if isinstance(inner, Mapping) else set()
    after = written.get("after") or []
    named = {after} if isinstance(after, str) else {str(each) for each in after}
    looks = written.get("looks_at") or written.get("of")
    return below | named | ({looks} if isinstance(looks, str) else set())


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


def _grouped(grouping: Grouping, one: Any) -> dict[str, Any]:
    return {"n_of": 1, "of": [one]} if grouping is Grouping.N_OF else {str(grouping): [one]}


_STAND_IN = {"count": 1}
"""Keeps the place until what belongs there has moved in."""


def _n_word(group: Node) -> str:
    return "n_of" if "n_of" in group.written else "n"


def _place(path: Path) -> int:
    """Its number in the list in which it stands."""
    return int(path[-1])


def _once_out(path: Path, out: Path) -> Path:
    """A path as it is once another place of a list is taken out."""
    depth = len(out) - 1
    if not out or len(path) <= depth or path[:depth] != out[:depth]:
        return path
    here, gone = path[depth], out[depth]
    if isinstance(here, int) and isinstance(gone, int) and here > gone:
        return (*path[:depth], here - 1, *path[depth + 1 :])
    return path


def _without_moved(path: Path, moved: Path, to: Path) -> Path:
    """Where a group stands once something was moved from one list to another."""
    path = _once_out(path, moved)
    depth = len(to) - 1
    if not moved or len(path) <= depth or path[:depth] != to[:depth]:
        return path
    here, come = path[depth], to[depth]
    if isinstance(here, int) and isinstance(come, int) and here >= come:
        return (*path[:depth], here + 1, *path[depth + 1 :])
    return path
