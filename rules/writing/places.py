"""In which of a pack's files a thing stands, and where a new one goes."""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rules.pack.written import Path
from rules.writing.layout import Nowhere, Written, lay_out, line_end, line_start, walk
from rules.writing.splices import value_in

Files = Mapping[str, str]

_BESIDE = {
    "pathways": "badges",
    "sharing": "degrees",
    "between_degrees": "degrees",
    "district": "pack",
    "branding": "pack",
    "review": "pack",
    "files": "pack",
    "proposals": "pack",
    "mentoring": "pack",
    "nominations": "pack",
    "coaching": "pack",
    "follow_ups": "pack",
    "standings": "pack",
    "upkeep": "pack",
    "seasons": "pack",
    "breaks": "pack",
    "school_awards": "schools",
}
"""Which section's file a section goes to when the pack has none of it yet."""


def written_at(files: Files, path: Path) -> Any:
    """What is written at a path, as plain words, lists and mappings; Nowhere if nothing is."""
    if len(path) == 1:
        return _section(files, str(path[0]))
    name, local = place_of(files, path)
    holder, index = walk(lay_out(files[name]), local)[-1]
    return value_in(holder.children[index].value)


def is_written(files: Files, path: Path) -> bool:
    try:
        written_at(files, path)
    except Nowhere:
        return False
    return True


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


def place_of(files: Files, path: Path) -> tuple[str, Path]:
    """The file in which something stands, and its path inside that file."""
    offset = 0
    for name, section in holders(files, str(path[0])):
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


def destination(files: Files, to: Path) -> tuple[str, Path, int]:
    """File, collection and index before which something is to stand."""
    try:
        name, local = place_of(files, to)
        return name, local[:-1], walk(lay_out(files[name]), local)[-1][1]
    except Nowhere:
        pass
    found = [name for name, _ in holders(files, str(to[0]))] if len(to) == 2 else []
    name, local = (found[-1], to[:1]) if found else place_of(files, to[:-1])
    holder, index = walk(lay_out(files[name]), local)[-1]
    return name, local, len(holder.children[index].value.children)


def file_for(files: Files, section: str, value: Any) -> str:
    """The file to which a new entry of a section goes: that of its neighbours."""
    found = list(holders(files, section))
    campus = value.get("campus") if isinstance(value, Mapping) else None
    if campus is not None:
        near = [name for name, each in found if _is_of(each, str(campus))]
        if near:
            return near[-1]
    return found[-1][0]


def _is_of(section: Written, campus: str) -> bool:
    entries = [value_in(each.value) for each in section.children]
    return any(isinstance(each, dict) and each.get("campus") == campus for each in entries)


def file_for_section(files: Files, section: str) -> str:
    texts = [name for name in sorted(files) if name.endswith(".yaml")]
    neighbour = _BESIDE.get(section)
    named = f"{section}.yaml"
    if named in texts or (len(texts) > 1 and neighbour is None):
        return named
    beside = [name for name, _ in holders(files, neighbour)] if neighbour else []
    return beside[-1] if beside else texts[0] if texts else named


def holders(files: Files, section: str) -> Iterator[tuple[str, Written]]:
    """Every file that has the section, with what stands in it there."""
    for name in sorted(files):
        if name.endswith(".yaml"):
            root = lay_out(files[name])
            index = root.index(section)
            if index is not None:
                yield name, root.children[index].value


def _section(files: Files, section: str) -> Any:
    found = [value_in(each) for _, each in holders(files, section)]
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
