"""Changes to a pack: each to the text of the one file in which the thing stands."""

from collections.abc import Mapping
from typing import Any

from rules.pack.written import Path
from rules.writing import adding, moving, putting
from rules.writing.layout import Nowhere
from rules.writing.places import (
    Files,
    destination,
    file_for,
    file_for_section,
    holders,
    is_written,
    place_of,
    written_at,
)


def put(files: Files, path: Path, value: Any) -> dict[str, str]:
    """Let what stands at the path say this; what is not there yet is added, with all around it."""
    if len(path) == 1 and len(list(holders(files, str(path[0])))) > 1:
        return _put_spread(files, str(path[0]), value)
    try:
        name, local = place_of(files, path)
    except Nowhere:
        return _put_new(files, path, value)
    return {**files, name: putting.put(files[name], local, value)}


def insert(
    files: Files, path: Path, value: Any, *, before: str | int | None = None
) -> dict[str, str]:
    """Add an item to the list at the path, or an entry under the path's last key.

    A path that ends in a number is the place of the new item; one that names a list adds to its
    end. `before` is the key of the entry before which a new entry stands.
    """
    *above, last = path
    holder = tuple(above)
    if not isinstance(last, int):
        if before is None and not _is_a_new_entry(files, path):
            return _append(files, path, value)
        return _insert_entry(files, holder, last, value, before)
    if not is_written(files, holder):
        return put(files, holder, [value])
    return _append(files, holder, value, last)


def remove(files: Files, path: Path) -> dict[str, str]:
    """Take out what stands at the path, with its own comments."""
    name, local = place_of(files, path)
    return {**files, name: adding.remove(files[name], local)}


def move(files: Files, path: Path, to: Path) -> dict[str, str]:
    """Let an item or entry, with its comments, stand before what stands at `to` now.

    `to` ends in the index of an item, or in the key of an entry; behind the last, in the number of
    those that there are.
    """
    name, local = place_of(files, path)
    where, holder, index = destination(files, to)
    if where == name:
        return {**files, name: moving.move(files[name], local, holder, index)}
    value = written_at(files, path)
    key = None if isinstance(path[-1], int) else path[-1]
    there = adding.insert(files[where], holder, index, value, key)
    return {**files, where: there, name: adding.remove(files[name], local)}


def copy(files: Files, path: Path, to: Path) -> dict[str, str]:
    """Let the same item, with its comments, also stand before what stands at `to`."""
    name, local = place_of(files, path)
    where, holder, index = destination(files, to)
    return {**files, where: moving.copy(files[where], files[name], local, holder, index)}


def duplicate(files: Files, path: Path, key: str) -> dict[str, str]:
    """Let a copy of an entry stand right behind it, under another key."""
    name, local = place_of(files, path)
    return {**files, name: moving.duplicate(files[name], local, key)}


def enclose(files: Files, path: Path, key: str) -> dict[str, str]:
    """Let the value at a key be the one item of a list, under a key of that list's own."""
    name, local = place_of(files, path)
    return {**files, name: moving.enclose(files[name], local, key)}


def lift(files: Files, path: Path, inner: Path) -> dict[str, str]:
    """Let what stands below a key be the value at that key."""
    name, local = place_of(files, path)
    return {**files, name: moving.lift(files[name], local, inner)}


def rekey(files: Files, path: Path, key: str) -> dict[str, str]:
    """Give what stands at the path another key where it stands; nothing that names it follows."""
    name, local = place_of(files, path)
    return {**files, name: moving.rekey(files[name], local, key)}


def _put_spread(files: Files, section: str, value: Any) -> dict[str, str]:
    """The whole of a section that several files share, thing by thing."""
    changed = dict(files)
    if isinstance(value, Mapping):
        for key in written_at(files, (section,)):
            if key not in value:
                changed = remove(changed, (section, key))
        for key, each in value.items():
            changed = put(changed, (section, key), each)
        return changed
    there = written_at(files, (section,))
    for index in range(len(there) - 1, len(value) - 1, -1):
        changed = remove(changed, (section, index))
    for index, each in enumerate(value):
        changed = put(changed, (section, index), each)
    return changed


def _put_new(files: Files, path: Path, value: Any) -> dict[str, str]:
    *above, last = path
    holder = tuple(above)
    if not holder:
        name = file_for_section(files, str(last))
        text = files.get(name, "")
        return {**files, name: adding.insert(text, (), 10**6, value, str(last))}
    if isinstance(last, int):
        there = written_at(files, holder) if is_written(files, holder) else []
        if not isinstance(there, list) or last != len(there):
            raise Nowhere(path)
        return insert(files, path, value)
    return _insert_entry(files, holder, last, value, None)


def _is_a_new_entry(files: Files, path: Path) -> bool:
    try:
        return not isinstance(written_at(files, path), list)
    except Nowhere:
        # A section of which nothing is written yet holds entries by their keys.
        return len(path) == 2 or (len(path) > 1 and is_written(files, path[:-1]))


def _insert_entry(
    files: Files, holder: Path, key: str, value: Any, before: str | int | None
) -> dict[str, str]:
    if not is_written(files, holder):
        return put(files, holder, {key: value})
    if before is not None:
        name, local, index = destination(files, (*holder, before))
    elif len(holder) == 1:
        name, local, index = file_for(files, str(holder[0]), value), holder, 10**6
    else:
        name, local = place_of(files, holder)
        index = 10**6
    return {**files, name: adding.insert(files[name], local, index, value, key)}


def _append(files: Files, path: Path, value: Any, index: int | None = None) -> dict[str, str]:
    if not is_written(files, path):
        return put(files, path, [value])
    at = len(written_at(files, path)) if index is None else index
    name, local, place = destination(files, (*path, at))
    return {**files, name: adding.insert(files[name], local, place, value)}
