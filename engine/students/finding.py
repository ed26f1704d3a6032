"""Finding names in a text: whole words, in any case, with or without accents, in any order."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from engine.students.ordinary import ORDINARY, PARTICLES

_WORD = re.compile(r"[^\W\d_]+(?:['’\u02bc][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’\u02bc]s$", re.IGNORECASE)
_APOSTROPHES = str.maketrans("", "", "'’\u02bc")
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "\u0131": "i", "æ": "ae", "œ": "oe", "ð": "d"}
)
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Scripts in which nothing stands between two words, or endings stick to names."""
_PARTED = re.compile(r"\u00ad|(?<=[^\W\d_])-\n(?=[a-zß-ÿ])")
"""Where a word was parted at the end of a line."""
_ENDS = re.compile(r"[.!?…]['\"”’)]*\s|\n")
_BESIDE = 90
"""How many letters of a long sentence are shown on each side."""


@dataclass(frozen=True)
class Hit:
    """A place in a text, with the sentence around it."""

    before: str
    found: str
    after: str
    names: tuple[str, ...]
    """The names on the list that it may be."""
    ordinary: bool
    """Whether it may just as well be an ordinary word."""
    of_colleague: bool = False
    """Whether it is somebody of the district's staff, and not a name on a teacher's list."""


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    name: str
    ordinary: bool


def find(text: str, names: Iterable[str], *, by_surname: bool = False) -> Sequence[Hit]:
    """Every place at which one of the names stands, in the order of the text.

    Of a whole staff first names alone are too common to mean anybody: then a surname is asked for.
    """
    text = _PARTED.sub("", unicodedata.normalize("NFC", text))
    words = [(each.start(), each.end(), folded(each[0])) for each in _WORD.finditer(text)]
    places: dict[str, list[int]] = {}
    for i, (_start, _end, word) in enumerate(words):
        places.setdefault(word, []).append(i)
    spans = sorted(
        {
            span
            for name in names
            for span in _spans(text, words, places, name, surnames(name) if by_surname else None)
        },
        key=lambda span: (span.start, -span.end, span.name),
    )
    return [_hit(text, [span for span in spans if _same(span, first)]) for first in _firsts(spans)]


def folded(word: str) -> str:
    """A word as it is compared: without case, accents, apostrophes and possessive."""
    word = _POSSESSIVE.sub("", word).translate(_APOSTROPHES)
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).translate(_PLAIN)


def _spans(
    text: str,
    words: Sequence[tuple[int, int, str]],
    places: Mapping[str, Sequence[int]],
    name: str,
    asked: Collection[str] | None,
) -> Iterator[_Span]:
    if _UNSPACED.search(name):
        for found in re.finditer(re.escape(unicodedata.normalize("NFC", name)), text):
            yield _Span(found.start(), found.end(), name, False)
        return
    at = sorted(i for part in _parts(name) for i in places.get(part, ()))
    for run in _runs(at, words):
        those = [words[i] for i in run]
        if asked is not None and not any(word in asked for _start, _end, word in those):
            continue
        doubtful = all(_is_doubtful(word) for _start, _end, word in those)
        if not doubtful or any(text[start].isupper() for start, _end, _word in those):
            yield _Span(those[0][0], those[-1][1], name, doubtful and len(run) == 1)


def words_of(text: str) -> Sequence[str]:
    """The words of a text, as they are compared."""
    return [folded(each[0]) for each in _WORD.finditer(unicodedata.normalize("NFC", text))]


def surnames(name: str) -> Collection[str]:
    """By which somebody is known without her first name: the last of its words, or the last two."""
    parts = [each for each in words_of(name) if len(each) > 1 and each not in PARTICLES]
    return parts[1:][-2:] or parts


def _parts(name: str) -> frozenset[str]:
    """What of a name is looked for by itself: no particles, no single letters."""
    parts = {folded(each[0]) for each in _WORD.finditer(name)}
    return frozenset(each for each in parts if len(each) > 1 and each not in PARTICLES) or (
        frozenset(each for each in parts if len(each) > 1)
    )


def _runs(at: Sequence[int], words: Sequence[tuple[int, int, str]]) -> Iterator[Sequence[int]]:
    """Parts of one name that stand side by side, with nothing but particles between."""
    run = [*at[:1]]
    for before, after in pairwise(at):
        if any(words[i][2] not in PARTICLES for i in range(before + 1, after)):
            yield run
            run = []
        run.append(after)
    if run:
        yield run


def _is_doubtful(part: str) -> bool:
    return part in ORDINARY or part in PARTICLES or len(part) == 2


def _firsts(spans: Sequence[_Span]) -> Iterator[_Span]:
    """One for each place; a part of what is somebody's whole name is not told again."""
    last: _Span | None = None
    for span in spans:
        if last is None or span.start >= last.end:
            yield span
            last = span


def _same(span: _Span, first: _Span) -> bool:
    return (span.start, span.end) == (first.start, first.end)


def _hit(text: str, spans: Sequence[_Span]) -> Hit:
    first = spans[0]
    earliest, latest = max(0, first.start - 2 * _BESIDE), first.end + 2 * _BESIDE
    ends = [each.end() for each in _ENDS.finditer(text, earliest, first.start)]
    start = ends[-1] if ends else earliest
    end = found.start() + 1 if (found := _ENDS.search(text, first.end, latest)) else latest
    before, after = text[start : first.start], text[first.end : end]
    return Hit(
        before=_cut_left(before.lstrip()),
        found=text[first.start : first.end],
        after=_cut_right(after.rstrip()),
        names=tuple(dict.fromkeys(each.name for each in spans)),
        ordinary=all(each.ordinary for each in spans),
    )


def _cut_left(text: str) -> str:
    return text if len(text) <= _BESIDE else f"… {text[-_BESIDE:].partition(' ')[2]}"


def _cut_right(text: str) -> str:
    return text if len(text) <= _BESIDE else f"{text[:_BESIDE].rpartition(' ')[0]} …"
