"""Things that move, are copied or get another key, with their comments."""

from typing import Any

from rules.pack.written import Path
from rules.writing.adding import collection_at, insert, placed, remove, taken
from rules.writing.layout import (
    Child,
    column,
    lay_out,
    line_end,
    line_start,
    opens_line,
    walk,
)
from rules.writing.replacing import replace
from rules.writing.splices import Splice, newline_of, spliced, value_in
from rules.writing.values import quoted


def move(text: str, path: Path, to: Path, index: int) -> str:
    """Let an entry or item, with its comments, stand before that index of the collection at `to`.

    The index counts the children as they stand now.
    """
    root = lay_out(text)
    way = walk(root, path)
    holder, at = way[-1]
    if to == path[:-1] and index in (at, at + 1):
        return text
    if to[: len(path)] == path:
        raise ValueError("Nothing can stand in itself.")
    into = collection_at(root, to)
    if holder.flow or into.flow or not into.children or len(holder.children) == 1:
        return _moved_by_value(text, path, to, index)
    lines = block_of(text, holder.children[at], column(text, into.children[0].start))
    there = placed(text, into, min(index, len(into.children)), lines, len(to))
    return spliced(text, [taken(text, holder, at), there])


def block_of(text: str, child: Child, indent: int) -> list[str]:
    """The lines of a child with its comments, as they would stand in that column."""
    start = child.lead if opens_line(text, child.start) else child.start
    own = column(text, child.start)
    block = text[start : line_end(text, child.end)]
    if start == child.start:
        block = " " * own + block
    lines = block.replace("\r\n", "\n").removesuffix("\n").split("\n")
    return [_shifted(line, indent - own) for line in lines]


def _shifted(line: str, by: int) -> str:
    if not line.strip():
        return line
    if by >= 0:
        return " " * by + line
    return line[min(-by, len(line) - len(line.lstrip(" "))) :]


def _path_after(path: Path, to: Path, index: int) -> Path:
    """Where a child is once it has moved: behind it, all of its list come one nearer."""
    step = path[-1]
    if not isinstance(step, int):
        return (*to, step)
    above, depth = path[:-1], len(path) - 1
    there = to[depth] if len(to) > depth and to[:depth] == above else None
    if isinstance(there, int) and there > step:
        to = (*above, there - 1, *to[depth + 1 :])
    if to == above and index > step:
        index -= 1
    return (*to, index)


def _moved_by_value(text: str, path: Path, to: Path, index: int) -> str:
    value = _value_at(text, path)
    there = _path_after(path, to, index)
    key = None if isinstance(path[-1], int) else path[-1]
    place = there[-1] if isinstance(there[-1], int) else index - (_before(text, path, to, index))
    return insert(remove(text, path), there[:-1], place, value, key)


def _before(text: str, path: Path, to: Path, index: int) -> int:
    """Whether the entry stood before that index of the same mapping."""
    return int(path[:-1] == to and walk(lay_out(text), path)[-1][1] < index)


def _value_at(text: str, path: Path) -> Any:
    holder, index = walk(lay_out(text), path)[-1]
    return value_in(holder.children[index].value)


def copy(text: str, source: str, path: Path, to: Path, index: int) -> str:
    """Let the item that stands in the source also stand before that index of the list at `to`."""
    holder, at = walk(lay_out(source), path)[-1]
    child = holder.children[at]
    into = collection_at(lay_out(text), to)
    if holder.flow or into.flow or not into.children:
        return insert(text, to, index, value_in(child.value))
    lines = block_of(source, child, column(text, into.children[0].start))
    return spliced(text, [placed(text, into, index, lines, len(to))])


def duplicate(text: str, path: Path, key: str) -> str:
    """Write an entry once more, right behind it and under another key."""
    holder, at = walk(lay_out(text), path)[-1]
    child = holder.children[at]
    if holder.flow or not opens_line(text, child.start):
        return insert(text, path[:-1], at + 1, value_in(child.value), key)
    own = text[child.start : line_end(text, child.end)]
    lines = block_of(text, child, column(text, child.start))
    head = len(lines) - len(own.replace("\r\n", "\n").removesuffix("\n").split("\n"))
    indent = column(text, child.start)
    first = " " * indent + quoted(key) + lines[head][indent + child.key_end - child.start :]
    return spliced(
        text,
        [placed(text, holder, at + 1, [*lines[:head], first, *lines[head + 1 :]], len(path) - 1)],
    )


def enclose(text: str, path: Path, key: str) -> str:
    """Let the value at this key be the one item of a list under another key, comments and all."""
    holder, index = walk(lay_out(text), path)[-1]
    child = holder.children[index]
    value = child.value
    if value.flow or value.kind == "text" or not opens_line(text, value.start):
        return replace(text, path, {key: [value_in(value)]})
    start, indent = line_end(text, child.after), column(text, child.start) + 2
    own = column(text, value.start)
    above = text[start : line_start(text, value.start)].splitlines(keepends=True)
    below = text[line_start(text, value.start) : child.end].splitlines(keepends=True)
    lines = [
        *(_shifted(line, indent + 2 - own) for line in above),
        " " * (indent + 2) + "- " + below[0].lstrip(" "),
        *(_shifted(line, indent + 4 - own) for line in below[1:]),
    ]
    head = " " * indent + f"{quoted(key)}:" + newline_of(text)
    return spliced(text, [Splice(start, child.end, head + "".join(lines))])


def lift(text: str, path: Path, inner: Path) -> str:
    """Let what stands below a key be the value at that key, comments and all."""
    holder, index = walk(lay_out(text), path)[-1]
    child = holder.children[index]
    within, place = walk(lay_out(text), (*path, *inner))[-1]
    item = within.children[place]
    value = item.value
    plain = value.flow or value.kind == "text" or child.value.flow
    if plain or isinstance(path[-1], int) or not opens_line(text, child.value.start):
        return replace(text, path, value_in(value))
    start, indent = line_end(text, child.after), column(text, child.start) + 2
    own, first = column(text, value.start), line_start(text, value.start)
    head, *below = text[value.start : item.end].splitlines(keepends=True)
    lines = [
        *_remarks(text[start:first], indent),
        " " * indent + head,
        *(_shifted(line, indent - own) for line in below),
        *_remarks(text[item.end : child.end], indent),
    ]
    return spliced(text, [Splice(start, child.end, "".join(lines))])


def _remarks(text: str, indent: int) -> list[str]:
    """The lines that are comments alone."""
    lines = (line.lstrip(" ") for line in text.splitlines(keepends=True))
    return [" " * indent + line for line in lines if line.startswith("#")]


def rekey(text: str, path: Path, key: str) -> str:
    """Give an entry another key where it stands."""
    holder, index = walk(lay_out(text), path)[-1]
    child = holder.children[index]
    return spliced(text, [Splice(child.start, child.key_end, quoted(key))])
