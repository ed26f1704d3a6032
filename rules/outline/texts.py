"""Changes of a tree in the text of a pack, where comments and the rest of the file stay."""

from collections.abc import Iterable, Mapping

from rules import writing
from rules.outline.edits import Edit, Enclose, Insert, Lift, Move, Put, Rekey, Remove
from rules.pack.written import Path


def rewritten(files: Mapping[str, str], root: Path, edits: Iterable[Edit]) -> dict[str, str]:
    """The files of a pack with these edits of the tree that stands at `root`."""
    changed = dict(files)
    for edit in edits:
        changed = _on(changed, root, edit)
    return changed


def _on(files: dict[str, str], root: Path, edit: Edit) -> dict[str, str]:
    path = (*root, *edit.path)
    match edit:
        case Put():
            return writing.put(files, path, edit.value)
        case Insert():
            return writing.insert(files, path, edit.value, before=edit.before or None)
        case Enclose():
            return writing.enclose(files, path, edit.key)
        case Lift():
            return writing.lift(files, path, edit.inner)
        case Rekey():
            return writing.rekey(files, path, edit.key)
        case Remove():
            return writing.remove(files, path)
        case _:
            return writing.move(files, path, (*root, *_as_it_stands(edit)))


def _as_it_stands(move: Move) -> Path:
    """Where a moved thing goes, counted while it still stands in its old place."""
    depth = len(move.path) - 1
    here, gone = move.to[depth : depth + 1], move.path[depth]
    same = move.to[:depth] == move.path[:depth]
    if same and here and isinstance(here[0], int) and isinstance(gone, int) and here[0] >= gone:
        return (*move.to[:depth], here[0] + 1, *move.to[depth + 1 :])
    return move.to
