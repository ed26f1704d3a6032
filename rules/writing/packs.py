"""Changes to a pack: in which of its files a thing stands, and where a new one goes."""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rules.pack.written import Path
from rules.writing import splicing
from rules.writing.layout import Nowhere, Written, lay_out, line_end, line_start, walk

Files = Mapping[str, str]

_BESIDE = {
    "pathways": "badges",
    "sharing": "degrees",
    "between_degrees": "degrees",
    "district": "pack",
    "branding": "pack",
    "review": "pack",
    "standings": "pack",
    "seasons": "pack",
    "school_awards": "schools",
}
"""Which section's file a section goes to when the pack has none of it yet."""


def written_at(files: Files, path: Path) -> Any:
    """What is written at a path, as plain words, lists and mappings; Nowhere if nothing is."""
    if len(path) == 1:
        return _section(files, str(path[0]))
    name, local = place_of(files, path)
    holder, index = walk(lay_out(files[name]), local)[-1]
    return splicing.value_in(holder.children[index].value)


def is_written(files: Files, path: Path) -> bool:
    try:
        written_at(files, path)
    except Nowhere:
        return False
    return True


def put(files: Files, path: Path, value: Any) -> dict[str, str]:
    """Let what stands at the path say this; what is not there yet is added, with all around it."""
    if len(path) == 1 and len(list(_holders(files, str(path[0])))) > 1:
        return _put_spread(files, str(path[0]), value)
    try:
        name, local = place_of(files, path)
    except Nowhere:
        return _put_new(files, path, value)
    return {**files, name: splicing.put(files[name], local, value)}


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
    return {**files, name: splicing.remove(files[name], local)}


def move(files: Files, path: Path, to: Path) -> dict[str, str]:
    """Let an item or entry, with its comments, stand before what stands at `to` now.

    `to` ends in the index of an item, or in the key of an entry; behind the last, in the number of
    those that there are.
    """
    name, local = place_of(files, path)
    where, holder, index = _destination(files, to)
    if where == name:
        return {**files, name: splicing.move(files[name], local, holder, index)}
    value = written_at(files, path)
    key = None if isinstance(path[-1], int) else path[-1]
    there = splicing.insert(files[where], holder, index, value, key)
    return {**files, where: there, name: splicing.remove(files[name], local)}


def copy(files: Files, path: Path, to: Path) -> dict[str, str]:
    """Let the same item, with its comments, also stand before what stands at `to`."""
    name, local = place_of(files, path)
    where, holder, index = _destination(files, to)
    return {**files, where: splicing.copy(files[where], files[name], local, holder, index)}


def duplicate(files: Files, path: Path, key: str) -> dict[str, str]:
    """Let a copy of an entry stand right behind it, under another key."""
    name, local = place_of(files, path)
    return {**files, name: splicing.duplicate(files[name], local, key)}


def enclose(files: Files, path: Path, key: str) -> dict[str, str]:
    """Let the value at a key be the one item of a list, under a key of that list's own."""
    name, local = place_of(files, path)
    return {**files, name: splicing.enclose(files[name], local, key)}


def rekey(files: Files, path: Path, key: str) -> dict[str, str]:
    """Give what stands at the path another key where it stands; nothing that names it follows."""
    name, local = place_of(files, path)
    return {**files, name: splicing.rekey(files[name], local, key)}


# -- which file --------------------------------------------------------------------------------


def _holders(files: Files, section: str) -> Iterator[tuple[str, Written]]:
    """Every file that has the section, with what stands in it there."""
    for name in sorted(files):
        if name.endswith(".yaml"):
            root = lay_out(files[name])
            index = root.index(section)
            if index is not None:
                yield name, root.children[index].value


def _section(files: Files, section: str) -> Any:
    found = [splicing.value_in(each) for _, each in _holders(files, section)]
    parts = [part for part in found if part is not None]
    if not found:
        raise Nowhere((section,))
    if all(isinstance(part, dict) for part in parts):
        return _merged(parts)
    if all(isinstance(part, list) for part in parts):
        return [each for part in parts for each in part]
    return parts[0]


def _merged(parts: list[dict[str, Any]]) -> dict[str, Any]:
    whole: dict[str, Any] = {}
    for part in parts:
        for key, each in part.items():
            whole.setdefault(key, each)
    return whole


def place_of(files: Files, path: Path) -> tuple[str, Path]:
    """The file in which something stands, and its path inside that file."""
    offset = 0
    for name, section in _holders(files, str(path[0])):
        local = path
        if len(path) > 1 and isinstance(path[1], int) and section.kind == "list":
            local = (path[0], path[1] - offset, *path[2:])
            offset += len(section.children)
        try:
            walk(lay_out(files[name]), local)
        except Nowhere:
            continue
        return name, local
    raise Nowhere(path)


def _destination(files: Files, to: Path) -> tuple[str, Path, int]:
    """File, collection and index before which something is to stand."""
    try:
        name, local = place_of(files, to)
        return name, local[:-1], walk(lay_out(files[name]), local)[-1][1]
    except Nowhere:
        pass
    holders = [name for name, _ in _holders(files, str(to[0]))] if len(to) == 2 else []
    name, local = (holders[-1], to[:1]) if holders else place_of(files, to[:-1])
    holder, index = walk(lay_out(files[name]), local)[-1]
    return name, local, len(holder.children[index].value.children)


def _file_for(files: Files, section: str, value: Any) -> str:
    """The file to which a new entry of a section goes: that of its neighbours."""
    holders = list(_holders(files, section))
    campus = value.get("campus") if isinstance(value, Mapping) else None
    if campus is not None:
        near = [name for name, each in holders if _is_of(each, str(campus))]
        if near:
            return near[-1]
    if holders:
        return holders[-1][0]
    return _file_for_section(files, section)


def _is_of(section: Written, campus: str) -> bool:
    entries = [splicing.value_in(each.value) for each in section.children]
    return any(isinstance(each, dict) and each.get("campus") == campus for each in entries)


def _file_for_section(files: Files, section: str) -> str:
    texts = [name for name in sorted(files) if name.endswith(".yaml")]
    neighbour = _BESIDE.get(section)
    named = f"{section}.yaml"
    if named in texts or (len(texts) > 1 and neighbour is None):
        return named
    beside = [name for name, _ in _holders(files, neighbour)] if neighbour else []
    return beside[-1] if beside else texts[0] if texts else named


# -- adding --------------------------------------------------------------------------------------


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
        name = _file_for_section(files, str(last))
        text = files.get(name, "")
        return {**files, name: splicing.insert(text, (), 10**6, value, str(last))}
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
        name, local, index = _destination(files, (*holder, before))
    elif len(holder) == 1:
        name, local, index = _file_for(files, str(holder[0]), value), holder, 10**6
    else:
        name, local = place_of(files, holder)
        index = 10**6
    return {**files, name: splicing.insert(files[name], local, index, value, key)}


def _append(files: Files, path: Path, value: Any, index: int | None = None) -> dict[str, str]:
    if not is_written(files, path):
        return put(files, path, [value])
    at = len(written_at(files, path)) if index is None else index
    name, local, place = _destination(files, (*path, at))
    return {**files, name: splicing.insert(files[name], local, place, value)}


# -- reading it back -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """The lines of a file that write one thing, with its own comments."""

    file: str
    line: int
    text: str


def source(files: Files, path: Path) -> Source:
    """The very text of what stands at the path."""
    name, local = place_of(files, path)
    text = files[name]
    holder, index = walk(lay_out(text), local)[-1]
    child = holder.children[index]
    start = child.lead if holder.flow else line_start(text, child.lead)
    lines = text[start : child.end if holder.flow else line_end(text, child.end)]
    return Source(name, text.count("\n", 0, start) + 1, textwrap.dedent(lines).strip("\r\n"))
