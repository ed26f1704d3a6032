"""One entry or item more, or one less: the others keep their very lines."""

from typing import Any

from rules.pack.written import Path
from rules.writing.layout import (
    Written,
    after_blank_lines,
    before_blank_lines,
    column,
    has_comment,
    lay_out,
    line_end,
    opens_line,
    walk,
)
from rules.writing.replacing import fitted, on_lines, replace
from rules.writing.splices import Splice, newline_of, spliced
from rules.writing.values import entry, flowing, plain, quoted


def insert(text: str, path: Path, index: int, value: Any, key: str | None = None) -> str:
    """Write one more entry or item into the collection at this path, before that index."""
    holder = collection_at(lay_out(text), path)
    value = plain(value)
    if not holder.children and path:
        return replace(text, path, [value] if key is None else {key: value})
    if not holder.children:
        return _begun(text, str(key), value)
    index = min(index, len(holder.children))
    if holder.flow:
        return fitted(
            _inserted_inside(text, holder, index, value, key),
            (*path, index if key is None else key),
        )
    indent = column(text, holder.children[0].start)
    head = "-" if key is None else f"{quoted(key)}:"
    lines = entry(head, value, indent, lines=on_lines((*path, 0)))
    return spliced(text, [placed(text, holder, index, lines, len(path))])


def _begun(text: str, key: str, value: Any) -> str:
    """The first section of a file in which nothing stands but comments."""
    newline = newline_of(text)
    text += "" if not text or text.endswith("\n") else newline
    lines = entry(f"{quoted(key)}:", value, 0, lines=on_lines((key,)))
    return text + "".join(line + newline for line in lines)


def _inserted_inside(text: str, holder: Written, index: int, value: Any, key: str | None) -> str:
    new = flowing(value) if key is None else f"{quoted(key)}: {flowing(value)}"
    if index < len(holder.children):
        at = holder.children[index].start
        return spliced(text, [Splice(at, at, new + ", ")])
    at = holder.children[-1].end
    return spliced(text, [Splice(at, at, ", " + new)])


def placed(text: str, holder: Written, index: int, lines: list[str], depth: int) -> Splice:
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
        return _emptied(text, way[-2], holder)
    return spliced(text, [taken(text, holder, index)])


def _emptied(text: str, above: tuple[Written, int], holder: Written) -> str:
    """The text without the only child of a collection, which stays as an empty one."""
    nothing = "{}" if holder.kind == "map" else "[]"
    if holder.flow:
        return spliced(text, [Splice(holder.start, holder.end, nothing)])
    child, own = above[0].children[above[1]], holder.children[0]
    if not opens_line(text, own.start):
        return spliced(text, [Splice(child.after, own.end, f" {nothing}")])
    gone = Splice(own.lead, line_end(text, own.end), "")
    return spliced(text, [Splice(child.after, child.after, f" {nothing}"), gone])


def taken(text: str, holder: Written, index: int) -> Splice:
    child = holder.children[index]
    last = index == len(holder.children) - 1
    if holder.flow:
        return _taken_inside(text, holder, index)
    end = line_end(text, child.end)
    if not opens_line(text, child.start):  # the first of several, beside a dash
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


def collection_at(root: Written, path: Path) -> Written:
    way = walk(root, path)
    return way[-1][0].children[way[-1][1]].value if way else root
