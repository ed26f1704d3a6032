"""Another value where one stands: in its style, beside its comments, below if it grew long."""

from typing import Any

from rules.pack.written import Path
from rules.writing.layout import (
    Child,
    Written,
    column,
    comments,
    has_comment,
    lay_out,
    line_start,
    opens_line,
    text_end,
    walk,
)
from rules.writing.splices import Splice, newline_of, spliced, value_in
from rules.writing.values import WIDTH, entry, flowing, in_marks, plain, quoted


def replace(text: str, path: Path, value: Any) -> str:
    """Let this stand in place of what stands at the path, whatever that is."""
    holder, index = walk(lay_out(text), path)[-1]
    return fitted(_replaced(text, holder, holder.children[index], plain(value), path), path)


def _replaced(text: str, holder: Written, child: Child, value: Any, path: Path) -> str:
    if not holder.flow:
        return replaced_below(text, child, value, path)
    if child.key is None or child.value.start > child.after:
        return spliced(text, [Splice(child.value.start, child.end, kept_style(child, value))])
    sign = " " if text[child.after - 1] == ":" else ": "
    return spliced(text, [Splice(child.after, child.end, sign + flowing(value))])


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


def replaced_below(text: str, child: Child, value: Any, path: Path) -> str:
    """Change the value of an entry that has lines of its own."""
    newline = newline_of(text)
    indent = column(text, child.start)
    head = text[child.start : child.after]
    lines = entry(head, value, indent, lines=on_lines(path))
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


def _comment_beside(text: str, child: Child) -> str:
    """The comment on the line of its key, or behind its value."""
    for at in (child.after, child.end):
        stop = text_end(text, at)
        found = comments(text, at, stop)
        if found and (at == child.end or not text[at:stop].strip().removeprefix(found[0])):
            return found[0]
    return ""


def on_lines(path: Path) -> int:
    """How many levels of mappings from here on get lines of their own."""
    return (2 if path[0] in _SINGLE else 3) - len(path)


def fitted(text: str, path: Path) -> str:
    """Let the outermost brackets around a change stand on lines of their own if they grew long."""
    way = walk(lay_out(text), path)
    for depth, (holder, index) in enumerate(way):
        child = holder.children[index]
        if child.value.flow and child.value.kind != "text" and not holder.flow:
            long = column(text, child.end) > WIDTH + 4 and "\n" not in text[child.start : child.end]
            if long and not has_comment(text, child.start, text_end(text, child.end)):
                return replaced_below(text, child, value_in(child.value), path[: depth + 1])
    return text


_SINGLE = (
    "pack", "district", "branding", "review", "files", "proposals", "nominations", "coaching",
    "mentoring", "follow_ups", "standings", "upkeep",
)  # fmt: skip
"""Sections that are one thing, and not many by their keys."""
