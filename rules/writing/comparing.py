"""What two states of a pack's text say differently, thing by thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rules.pack.written import Path, read_files


class Turn(StrEnum):
    """What became of a thing between two states."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the later state says otherwise."""

    turn: Turn
    path: Path
    """Its section and key; the section alone where it holds no keys."""


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Difference, ...]:
    """Every entry that is new, changed, gone or elsewhere in its order, in the order of writing.

    Comments, quotation marks and files don't count: only what a reader of the pack would see.
    """
    old, new = _things(before), _things(after)
    found = []
    for path, value in new.items():
        if path not in old:
            found.append(Difference(Turn.NEW, path))
        elif old[path] != value:
            found.append(Difference(Turn.CHANGED, path))
    found.extend(Difference(Turn.GONE, path) for path in old if path not in new)
    if _ladder(old, new) != _ladder(new, old):
        found.extend(Difference(Turn.MOVED, path) for path in _out_of_order(old, new))
    return tuple(found)


def _things(files: Mapping[str, str]) -> dict[Path, Any]:
    written, _slips = read_files({n: t for n, t in files.items() if n.endswith(".yaml")})
    things: dict[Path, Any] = {}
    for section, value in written.items():
        if isinstance(value, Mapping):
            things |= {(section, key): each for key, each in value.items()}
        else:
            things[(section,)] = value
    return things


def _ladder(these: Mapping[Path, Any], those: Mapping[Path, Any]) -> list[Path]:
    """The levels that both have, in the order of one; of nothing else does the order matter."""
    return [path for path in these if path[0] == "levels" and path in those]


def _out_of_order(old: Mapping[Path, Any], new: Mapping[Path, Any]) -> list[Path]:
    pairs = zip(_ladder(new, old), _ladder(old, new), strict=True)
    return [here for here, there in pairs if here != there]
