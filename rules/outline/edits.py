"""Changes of a written text, each at a path: what a tree's operations come down to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rules.pack.written import Path


@dataclass(frozen=True, slots=True)
class Put:
    """Write a value at a key or a place of a list, in the stead of what is there."""

    path: Path
    value: Any


@dataclass(frozen=True, slots=True)
class Insert:
    """Write a value into a list, before what stands at its place; or a key before another key."""

    path: Path
    value: Any
    before: str = ""


@dataclass(frozen=True, slots=True)
class Enclose:
    """Let what stands at a key be the one item of a list, under a key of that list's own."""

    path: Path
    key: str


@dataclass(frozen=True, slots=True)
class Lift:
    """Let what stands somewhere below a key be the value at that key."""

    path: Path
    inner: Path


@dataclass(frozen=True, slots=True)
class Rekey:
    """Give what stands at a key another key."""

    path: Path
    key: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Take out a key, or one of a list."""

    path: Path


@dataclass(frozen=True, slots=True)
class Move:
    """Take out one of a list, and write it at a place of the same or another list.

    The place is named as it is once the moved thing is out.
    """

    path: Path
    to: Path


Edit = Put | Insert | Enclose | Lift | Rekey | Remove | Move


def applied(tree: Any, edits: Iterable[Edit]) -> Any:
    """The tree as plain values after these edits; what was given stays as it was."""
    holder = {"": plain(tree)}
    for edit in edits:
        _apply(holder, edit)
    return holder[""]


def plain(value: Any) -> Any:
    """A copy in plain mappings and lists."""
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


def at(tree: Any, path: Path) -> Any:
    """What stands at a path."""
    for step in path:
        tree = tree[step]
    return tree


def _apply(holder: dict[str, Any], edit: Edit) -> None:
    match edit:
        case Put(path, value):
            parent, step = _spot(holder, path)
            parent[step] = plain(value)
        case Insert(path, value, before):
            parent, step = _spot(holder, path)
            _insert(parent, step, plain(value), before)
        case Enclose(path, key):
            parent, step = _spot(holder, path)
            parent[step] = {key: [parent[step]]}
        case Lift(path, inner):
            parent, step = _spot(holder, path)
            parent[step] = at(parent[step], inner)
        case Rekey(path, key):
            parent, step = _spot(holder, path)
            _in_place(parent, {key if each == step else each: parent[each] for each in parent})
        case Remove(path):
            parent, step = _spot(holder, path)
            del parent[step]
        case _:
            parent, step = _spot(holder, edit.path)
            moved = parent.pop(step)
            parent, step = _spot(holder, edit.to)
            parent.insert(step, moved)


def _insert(parent: Any, step: Any, value: Any, before: str) -> None:
    if isinstance(parent, list):
        parent.insert(step, value)
        return
    made: dict[str, Any] = {}
    for key, each in parent.items():
        if key == before:
            made[step] = value
        made[key] = each
    _in_place(parent, made)


def _in_place(mapping: dict[str, Any], made: dict[str, Any]) -> None:
    mapping.clear()
    mapping.update(made)


def _spot(holder: dict[str, Any], path: Path) -> tuple[Any, Any]:
    steps: Sequence[str | int] = ("", *path)
    return at(holder, tuple(steps[:-1])), steps[-1]
