"""Two texts held beside each other: what stands in both, what is more, and what is gone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_PAIRS_MOST = 4_000_000
"""Above so many pairs of words, texts are compared line by line, so that no page keeps waiting."""

_LONELY = 3
"""Fewer words than these in a row, between two changes, are read more easily as changed too."""


class Kind(StrEnum):
    SAME = "same"
    MORE = "more"
    GONE = "gone"


@dataclass(frozen=True)
class Piece:
    """A run of text in the later one, or one that it has no more."""

    kind: Kind
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """The later text piece by piece, with what is gone where it stood."""
    return [piece for piece in _pieces(before, after) if piece.text]


def words_more(before: str, after: str) -> int:
    """By how many words the later text is longer; below zero when it is shorter."""
    return len(after.split()) - len(before.split())


def _pieces(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) * len(new) > _PAIRS_MOST:
        old, new = _LINES.findall(before), _LINES.findall(after)
    gone = more = ""
    for same, i, j, k, m in _runs(old, new):
        if same:
            yield from (Piece(Kind.GONE, gone), Piece(Kind.MORE, more))
            yield Piece(Kind.SAME, "".join(new[k:m]))
            gone = more = ""
        else:
            gone, more = gone + "".join(old[i:j]), more + "".join(new[k:m])
    yield from (Piece(Kind.GONE, gone), Piece(Kind.MORE, more))


def _runs(old: list[str], new: list[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Runs of both, and whether they are the same; a lonely word between two changes is not."""
    runs = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for n, (tag, i, j, k, m) in enumerate(runs):
        inside = 0 < n < len(runs) - 1
        words = sum(word[0].isalnum() for word in old[i:j])
        yield tag == "equal" and not (inside and words < _LONELY), i, j, k, m
