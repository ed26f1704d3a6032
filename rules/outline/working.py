"""A tree that is being changed: every edit is noted, and nothing empty is left."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from rules.outline.edits import Edit, Enclose, Insert, Move, Put, Remove, applied, plain
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


@dataclass
class Work:
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
        place, inside = place_in(node.path), (*node.path, word)
        self.do(Insert(node.path, _grouped(grouping, STAND_IN)))
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

    def keepplace_in(self, group: Node) -> None:
        """Write something at the end of a list, so that the last one can be moved out of it."""
        self.do(Insert(group.path_of(len(group.children)), STAND_IN))

    def settle(
        self, path: Path, *, moved: Path = (), follow: Path = (), emptied: bool = False
    ) -> Path:
        """Nothing empty is left, and no group asks for more than it holds."""
        group = self.node(_without_moved(path, moved, follow))
        if emptied:
            follow = once_out(follow, group.path)
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


def place_in(path: Path) -> int:
    """Its number in the list in which it stands."""
    return int(path[-1])


def once_out(path: Path, out: Path) -> Path:
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
    path = once_out(path, moved)
    depth = len(to) - 1
    if not moved or len(path) <= depth or path[:depth] != to[:depth]:
        return path
    here, come = path[depth], to[depth]
    if isinstance(here, int) and isinstance(come, int) and here >= come:
        return (*path[:depth], here + 1, *path[depth + 1 :])
    return path


def _grouped(grouping: Grouping, one: Any) -> dict[str, Any]:
    return {"n_of": 1, "of": [one]} if grouping is Grouping.N_OF else {str(grouping): [one]}


STAND_IN = {"count": 1}
"""Keeps the place until what belongs there has moved in."""


def _n_word(group: Node) -> str:
    return "n_of" if "n_of" in group.written else "n"
