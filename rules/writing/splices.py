"""Parts of a text and what stands there afterwards; what is written there as a plain value."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rules.writing.layout import Written


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


def newline_of(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
