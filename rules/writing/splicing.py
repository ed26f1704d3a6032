"""Changes to the text of one file: only the lines of what changes are written anew."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rules.pack.written import Path
from rules.writing.layout import (
    Child,
    Nowhere,
    Written,
    after_blank_lines,
    before_blank_lines,
    column,
    comments,
    has_comment,
    lay_out,
    line_end,
    line_start,
    opens_line,
    text_end,
    walk,
)
from rules.writing.values import WIDTH, entry, flowing, in_marks, plain, quoted, same


@dataclass(frozen=True, slots=True)
class Splice:
    """A part of a text, and what stands there afterwards."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """The text with all of its splices, each at a place of the text as it was."""
    for each in sorted(splices, key=lambda one: (one.start, one.end), reverse=True):
        text = text[: each.start] + each.text + text[each.end :]
    return text


def value_in(root: Written) -> Any:
    """The plain value of what is written."""
    if root.kind == "map":
        found: dict[str, Any] = {}
        for each in root.children:
            found.setdefault(str(each.key), value_in(each.value))
        return found
    if root.kind == "list":
        return [value_in(each.value) for each in root.children]
    return None if root.empty else root.text


# -- putting ---------------------------------------------------------------------------------


def put(text: str, path: Path, value: Any) -> str:
    """Let the entry or item at this path say this; its neighbours keep their very text."""
    way = walk(lay_out(text), path)
    holder, index = way[-1]
    child = holder.children[index]
    written = value_in(child.value)
    if same(written, value):
        return text
    value = plain(value)
    if value and isinstance(value, dict) and isinstance(written, dict) and written:
        return _put_entries(text, path, written, value)
    if value and isinstance(value, list) and isinstance(written, list) and written:
        return _put_items(text, path, written, value)
    return _fitted(_replaced(text, holder, child, value, path), path)


def _put_entries(text: str, path: Path, written: dict[str, Any], value: dict[str, Any]) -> str:
    before = None
    for key, each in value.items():
        if key in written:
            text = put(text, (*path, key), each)
        else:
            text = insert(
                text, path, 0 if before is None else _behind(text, path, before), each, key
            )
        before = key
    for key in written:
        if key not in value:
            text = remove(text, (*path, key))
    return _in_order(text, path, list(value))


def _behind(text: str, path: Path, key: str) -> int:
    return walk(lay_out(text), (*path, key))[-1][1] + 1


def _in_order(text: str, path: Path, keys: list[str]) -> str:
    for index, key in enumerate(keys):
        if walk(lay_out(text), (*path, key))[-1][1] != index:
            text = move(text, (*path, key), path, index)
    return text


def _put_items(text: str, path: Path, written: list[Any], value: list[Any]) -> str:
    """What stands before and behind the change stays; the rest is changed one by one."""
    first = 0
    while first < min(len(written), len(value)) and same(written[first], value[first]):
        first += 1
    behind = 0
    while behind < min(len(written), len(value)) - first and same(
        written[-1 - behind], value[-1 - behind]
    ):
        behind += 1
    old, new = len(written) - behind, len(value) - behind
    for index in range(first, min(old, new)):
        text = put(text, (*path, index), value[index])
    for index in range(old, new):
        text = insert(text, path, index, value[index])
    for index in range(old - 1, new - 1, -1):
        text = remove(text, (*path, index))
    return text


def _replaced(text: str, holder: Written, child: Child, value: Any, path: Path) -> str:
    if holder.flow:
        sign = "" if text[child.after - 1 : child.after] != ":" else " "
        if child.key is not None and not sign:
            sign = ": "
        if child.value.start > child.after:
            return spliced(text, [Splice(child.value.start, child.end, kept_style(child, value))])
        return spliced(text, [Splice(child.after, child.end, sign + flowing(value))])
    return _replaced_below(text, child, value, path)


def kept_style(child: Child, value: Any) -> str:
    """A text in needless quotation marks keeps them."""
    old = child.value
    if isinstance(value, str) and old.style in ('"', "'"):
        needless = quoted(old.text, flow=old.flow) == old.text
        if needless and "\n" not in value:
            return in_marks(value, old.style)
    if isinstance(value, str) and not old.flow:
        return quoted(value, flow=False)
    return flowing(value)


def _replaced_below(text: str, child: Child, value: Any, path: Path) -> str:
    """Change the value of an entry that has lines of its own."""
    newline = newline_of(text)
    indent = column(text, child.start)
    head = text[child.start : child.after]
    lines = entry(head, value, indent, lines=_on_lines(path))
    if isinstance(value, str) and len(lines) == 1:
        lines = [" " * indent + head + " " + kept_style(child, value)]
    first = lines[0][indent + len(head) :]
    below = "".join(newline + line for line in lines[1:])
    beside = _comment_beside(text, child)
    kept = comments(text, child.after, child.end)
    if beside in kept:
        kept.remove(beside)
    end = child.end
    if beside and not below and text[end : text_end(text, end)].strip() == beside:
        changed = [Splice(child.after, end, first)]
    else:
        if beside and text[end : text_end(text, end)].strip() == beside:
            end = text_end(text, end)
        if beside and child.value.start == child.after:
            end = text_end(text, child.after)
        changed = [Splice(child.after, end, first + (f"  {beside}" if beside else "") + below)]
    if kept:
        at = line_start(text, child.start)
        if not opens_line(text, child.start):
            return spliced(text, changed)
        above = "".join(" " * indent + line + newline for line in kept)
        changed.append(Splice(at, at, above))
    return spliced(text, changed)


def _on_lines(path: Path) -> int:
    """How many levels of mappings from here on get lines of their own."""
    return (2 if path[0] in _SINGLE else 3) - len(path)


_SINGLE = ("pack", "district", "branding", "review", "standings")
"""Sections that are one thing, and not many by their keys."""


def _comment_beside(text: str, child: Child) -> str:
    """The comment on the line of its key, or behind its value."""
    for at in (child.after, child.end):
        stop = text_end(text, at)
        found = comments(text, at, stop)
        if found and (at == child.end or not text[at:stop].strip().removeprefix(found[0])):
            return found[0]
    return ""


def _fitted(text: str, path: Path) -> str:
    """Let the outermost brackets around a change stand on lines of their own if they grew long."""
    way = walk(lay_out(text), path)
    for depth, (holder, index) in enumerate(way):
        child = holder.children[index]
        if child.value.flow and child.value.kind != "text" and not holder.flow:
            long = column(text, child.end) > WIDTH + 4 and "\n" not in text[child.start : child.end]
            if long and not has_comment(text, child.start, text_end(text, child.end)):
                return _replaced_below(text, child, value_in(child.value), path[: depth + 1])
    return text


# -- adding and taking out -----------------------------------------------------------------------


def insert(text: str, path: Path, index: int, value: Any, key: str | None = None) -> str:
    """Write one more entry or item into the collection at this path, before that index."""
    root = lay_out(text)
    way = walk(root, path)
    holder = way[-1][0].children[way[-1][1]].value if way else root
    value = plain(value)
    if not holder.children:
        return (
            put(text, path, [value] if key is None else {key: value})
            if way
            else _begun(text, key, value)
        )
    index = min(index, len(holder.children))
    if holder.flow:
        return _fitted(
            _inserted_inside(text, holder, index, value, key),
            (*path, index if key is None else key),
        )
    indent = column(text, holder.children[0].start)
    head = "-" if key is None else f"{quoted(key)}:"
    lines = entry(head, value, indent, lines=_on_lines((*path, 0)))
    return spliced(text, [_placed(text, holder, index, lines, len(path))])


def _begun(text: str, key: str | None, value: Any) -> str:
    """The first section of a file in which nothing stands but comments."""
    newline = newline_of(text)
    text += "" if not text or text.endswith("\n") else newline
    lines = entry(f"{quoted(str(key))}:", value, 0, lines=_on_lines((str(key),)))
    return text + "".join(line + newline for line in lines)


def _inserted_inside(text: str, holder: Written, index: int, value: Any, key: str | None) -> str:
    new = flowing(value) if key is None else f"{quoted(key)}: {flowing(value)}"
    if index < len(holder.children):
        at = holder.children[index].start
        return spliced(text, [Splice(at, at, new + ", ")])
    at = holder.children[-1].end
    return spliced(text, [Splice(at, at, ", " + new)])


def _placed(text: str, holder: Written, index: int, lines: list[str], depth: int) -> Splice:
    """Lines that go before that child of a collection, or behind its last."""
    newline = newline_of(text)
    gap = newline if _stands_apart(text, holder, depth) else ""
    block = "".join(line + newline for line in lines)
    if index == len(holder.children):
        at = line_end(text, holder.children[-1].end)
        broken = "" if not at or text[at - 1] == "\n" else newline
        return Splice(at, at, broken + gap + block)
    child = holder.children[index]
    if opens_line(text, child.start):
        return Splice(child.lead, child.lead, block + gap)
    indent = column(text, child.start)
    return Splice(child.start, child.start, block.lstrip() + " " * indent)


def _stands_apart(text: str, holder: Written, depth: int) -> bool:
    """Whether empty lines stand between the children."""
    gaps = [
        after_blank_lines(text, end) > end
        for end in (line_end(text, each.end) for each in holder.children[:-1])
    ]
    if gaps:
        return sum(gaps) * 2 > len(gaps)
    child = holder.children[0]
    return depth == 1 and "\n" in text[child.start : child.end]


def remove(text: str, path: Path) -> str:
    """Take an entry or item out, with its own comments."""
    way = walk(lay_out(text), path)
    holder, index = way[-1]
    if len(holder.children) == 1 and len(path) > 1:
        return _emptied(text, way[-2], holder, path[:-1])
    return spliced(text, [_taken(text, holder, index)])


def _emptied(text: str, above: tuple[Written, int], holder: Written, path: Path) -> str:
    nothing: Any = {} if holder.kind == "map" else []
    if holder.flow:
        return spliced(text, [Splice(holder.start, holder.end, flowing(nothing))])
    child = above[0].children[above[1]]
    own = holder.children[0]
    gone = comments(text, own.lead, text_end(text, own.end))
    changed = _replaced_below(text, child, nothing, path)
    for line in gone:  # they belonged to what is taken out
        at = changed.find(line, line_start(text, child.lead))
        if at >= 0 and opens_line(changed, at):
            changed = changed[: line_start(changed, at)] + changed[line_end(changed, at) :]
    return changed


def _taken(text: str, holder: Written, index: int) -> Splice:
    child = holder.children[index]
    last = index == len(holder.children) - 1
    if holder.flow:
        return _taken_inside(text, holder, index)
    end = line_end(text, child.end)
    if not opens_line(text, child.start):
        if last:
            return Splice(child.start, child.end, "")
        behind = after_blank_lines(text, end)
        return Splice(child.start, behind + len(text[behind:]) - len(text[behind:].lstrip()), "")
    if last and index:
        floor = line_end(text, holder.children[index - 1].end)
        return Splice(max(floor, before_blank_lines(text, child.lead)), end, "")
    return Splice(child.lead, end if last else after_blank_lines(text, end), "")


def _taken_inside(text: str, holder: Written, index: int) -> Splice:
    child = holder.children[index]
    if index < len(holder.children) - 1:
        end = holder.children[index + 1].start
        if has_comment(text, child.end, end):
            end = text.index(",", child.end) + 1
        return Splice(child.start, end, "")
    start = holder.children[index - 1].end if index else child.start
    if has_comment(text, start, child.start):
        start = child.start
    return Splice(start, child.end, "")


# -- moving --------------------------------------------------------------------------------------


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
    into = _collection(root, to)
    if holder.flow or into.flow or not into.children or len(holder.children) == 1:
        return _moved_by_value(text, path, to, index)
    lines = block_of(text, holder.children[at], column(text, into.children[0].start))
    changed = spliced(
        text,
        [
            _taken(text, holder, at),
            _placed(text, into, min(index, len(into.children)), lines, len(to)),
        ],
    )
    return (
        changed
        if _still_reads(changed, text, path, to, index)
        else _moved_by_value(text, path, to, index)
    )


def _collection(root: Written, path: Path) -> Written:
    way = walk(root, path)
    return way[-1][0].children[way[-1][1]].value if way else root


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


def _still_reads(changed: str, text: str, path: Path, to: Path, index: int) -> bool:
    moved = _value_at(text, path)
    there = _path_after(path, to, index)
    try:
        return same(_value_at(changed, there), moved)
    except Exception:  # whatever it is, the value is written anew instead
        return False


def _path_after(path: Path, to: Path, index: int) -> Path:
    """Where a child is once it has moved."""
    step, at = path[-1], to
    if isinstance(step, int):
        if len(to) >= len(path) and to[: len(path) - 1] == path[:-1]:
            there = to[len(path) - 1] if len(to) > len(path) - 1 else None
            if isinstance(there, int) and there > step:
                at = (*path[:-1], there - 1, *to[len(path) :])
        if to == path[:-1] and index > step:
            index -= 1
        return (*at, index)
    return (*to, step)


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
    into = _collection(lay_out(text), to)
    if holder.flow or into.flow or not into.children:
        return insert(text, to, index, value_in(child.value))
    lines = block_of(source, child, column(text, into.children[0].start))
    return spliced(text, [_placed(text, into, index, lines, len(to))])


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
        [_placed(text, holder, at + 1, [*lines[:head], first, *lines[head + 1 :]], len(path) - 1)],
    )


def enclose(text: str, path: Path, key: str) -> str:
    """Let the value at this key be the one item of a list under another key, comments and all."""
    holder, index = walk(lay_out(text), path)[-1]
    child = holder.children[index]
    value = child.value
    if value.flow or value.kind == "text" or not opens_line(text, value.start):
        return put(text, path, {key: [value_in(value)]})
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


def rekey(text: str, path: Path, key: str) -> str:
    """Give an entry another key where it stands."""
    holder, index = walk(lay_out(text), path)[-1]
    child = holder.children[index]
    return spliced(text, [Splice(child.start, child.key_end, quoted(key))])


def newline_of(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


__all__ = [
    "Nowhere",
    "Splice",
    "block_of",
    "insert",
    "move",
    "newline_of",
    "put",
    "rekey",
    "remove",
    "spliced",
    "value_in",
]
