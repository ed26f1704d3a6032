"""What somebody writes by hand in place of one thing, where that stands in its file."""

import textwrap
from collections.abc import Mapping
from typing import Any

import yaml

from rules.pack.written import Path
from rules.writing import packs
from rules.writing.layout import (
    Child,
    Written,
    column,
    lay_out,
    line_start,
    opens_line,
    text_end,
    walk,
)
from rules.writing.places import place_of
from rules.writing.splices import newline_of


class Unreadable(ValueError):
    """A text that cannot stand there, and from which of its lines on."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line, self.problem = line, problem


def rewrite(files: Mapping[str, str], path: Path, text: str) -> dict[str, str]:
    """Let the thing at the path be what this text writes, as `source` gives it: with its key or
    dash, its comments, and lines that begin at the margin.

    Raises Unreadable where the text is no YAML, or writes something else beside it.
    """
    text = textwrap.dedent(text.replace("\r\n", "\n")).strip("\n")
    name, local = place_of(files, path)
    whole = files[name]
    holder, index = walk(lay_out(whole), local)[-1]
    child = holder.children[index]
    value = _only_one(text, holder, child)
    if holder.flow or not opens_line(whole, child.start):
        return packs.put(files, path, value)
    newline, indent = newline_of(whole), " " * column(whole, child.start)
    lines = [indent + line if line.strip() else "" for line in text.split("\n")]
    start, end = line_start(whole, child.lead), text_end(whole, child.end)
    return {**files, name: whole[:start] + newline.join(lines) + whole[end:]}


def _only_one(text: str, holder: Written, child: Child) -> Any:
    """What the text writes, if that is one thing of the sort that stood there."""
    try:
        read = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506  (words only)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line + 1 if mark else 1, text.count("\n") + 1)
        raise Unreadable(line, str(error.problem or "")) from None
    except yaml.YAMLError:
        raise Unreadable(1, "a character that no text file should hold") from None
    if holder.flow and child.key is None:
        return read
    if child.key is None and isinstance(read, list) and len(read) == 1:
        return read[0]
    if child.key is not None and isinstance(read, dict) and list(read) == [child.key]:
        return read[child.key]
    raise Unreadable(1, "it writes one thing, in the place of what stands there")
