"""Numbers that texts say, held against the numbers of the rule that they are about.

A title of “20 hours” goes stale without a sound when the rule comes to ask for 15. Names of
requirements are held against every number in them; a longer text only where a number stands
before the name of something that is counted, since prose has numbers of its own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rules.catalog import Catalog
from rules.pack.written import Path
from rules.requirements import Kind, Requirement
from rules.requirements.phrases import summary
from rules.terms import Text
from rules.words import word

_IN_WORDS: Mapping[str, Mapping[str, int]] = {
    "en": {
        "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "twenty-five": 25,
        "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100,
    },
    "es": {
        "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
        "nueve": 9, "diez": 10, "once": 11, "doce": 12, "quince": 15, "veinte": 20,
        "veinticinco": 25, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60,
        "cien": 100,
    },
}  # fmt: skip
"""One is left out: it is also an article."""

_NUMBER = re.compile(
    r"(?<![\w.,/’'$-])(\d+(?:,\d{3})*(?:\.\d+)?|[^\W\d_]+(?:-[^\W\d_]+)?)(?![\w/’'-])"
)
_BEHIND = re.compile(r"\s*(%|\w*)")
_COUNTED = {"en": ("hour", "hours", "pieces", "courses"), "es": ("hora", "horas", "cursos")}
_TERMS = ("point", "badge", "activity")


@dataclass(frozen=True, slots=True)
class Stale:
    """A number in a text that its rule does not have."""

    path: Path
    """Where the pack writes the text."""
    said: str
    text: Text
    language: str


def stale(catalog: Catalog) -> Iterator[Stale]:
    """Every number that a degree, badge or level says and does not ask for."""
    for section in ("levels", "badges", "degrees"):
        for key, thing in getattr(catalog, section).items():
            path, asks = (section, key), thing.requires
            known = {Fraction(thing.experience)} if section == "levels" else set()
            known |= {Fraction(year) for year in getattr(thing, "years", ())}
            if asks is not None:
                known |= _numbers_of(asks, catalog)
                yield from _of_tree(asks, (*path, "requires"), catalog)
            for name in ("summary", "criteria"):
                if text := getattr(thing, name, None):
                    yield from _unasked((*path, name), text, known, _counted(catalog))


def stale_name(node: Requirement, catalog: Catalog) -> tuple[Stale, ...]:
    """What the name of one requirement says and the requirement does not ask."""
    return tuple(_of_name(node, (), catalog))


def told(found: Sequence[Stale], language: str) -> str:
    """That a text says a number that is not asked: the text in that language, if it is there."""
    each = next((each for each in found if each.language == language), found[0])
    text = each.text.root[each.language]
    return _TOLD.get(language, _TOLD["en"]).format(text=text, said=each.said)


def mending(language: str) -> str:
    return _MENDING.get(language, _MENDING["en"])


_TOLD = {
    "en": "“{text}” says {said}, and that is not what is asked.",
    "es": "“{text}” dice {said}, y no es lo que se pide.",
}
_MENDING = {
    "en": "Let the text say what is asked, or leave the number out.",
    "es": "Haz que el texto diga lo que se pide, o quita el número.",
}


def _of_tree(node: Requirement, path: Path, catalog: Catalog) -> Iterator[Stale]:
    yield from _of_name(node, path, catalog)
    for place, child in enumerate(node.of):
        steps = ("of",) if node.kind is Kind.N_OF else (node.kind.value, "of")
        yield from _of_tree(child, (*path, *steps, place), catalog)


def _of_name(node: Requirement, path: Path, catalog: Catalog) -> Iterator[Stale]:
    if node.title is not None:
        yield from _unasked((*path, "title"), node.title, _numbers_of(node, catalog))


def _numbers_of(node: Requirement, catalog: Catalog) -> set[Fraction]:
    """Every number of a requirement and of what stands below it."""
    found = set(_numbers(summary(node).to_json()))
    each = any(below.each for below in node.walk())
    return found | ({Fraction(len(catalog.campuses))} if each else set())


def _unasked(
    path: Path, text: Text, known: set[Fraction], counted: Mapping[str, set[str]] | None = None
) -> Iterator[Stale]:
    """`counted` has the words before which a number matters; without them each one does."""
    for language, words in text.root.items():
        for said, value, following in _said(words, language):
            matters = counted is None or following in counted.get(language or "en", ())
            if matters and value not in known and not (following == "%" and _part(value, known)):
                yield Stale(path, said, text, language)


def _said(text: str, language: str) -> Iterator[tuple[str, Fraction, str]]:
    """Each number of a text as it is written, its value, and the word behind it."""
    in_words = _IN_WORDS.get(language or "en", {})
    for found in _NUMBER.finditer(text):
        said = found[1]
        behind = _BEHIND.match(text, found.end())[1].casefold()  # type: ignore[index]
        if said[0].isdigit():
            if not _is_year(said):
                yield said, Fraction(said.replace(",", "")), behind
        elif said.casefold() in in_words:
            yield said, Fraction(in_words[said.casefold()]), behind


def _part(percent: Fraction, known: set[Fraction]) -> bool:
    """Whether one number is this part of another: 360 is 40% of 900."""
    return any(one * 100 == other * percent for one in known for other in known)


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits.isdigit() and digits[:2] in ("19", "20")


def _counted(catalog: Catalog) -> dict[str, set[str]]:
    """What is counted, as the language and the district call it."""
    return {
        language: {
            *names,
            *(word(term, language, catalog.words).casefold() for term in _TERMS),
        }
        for language, names in _COUNTED.items()
    }


def _numbers(said: Any) -> Iterator[Fraction]:
    match said:
        case bool():
            return
        case int() | float() | Fraction():
            yield Fraction(said)
        case str() if re.fullmatch(r"\d+(/[1-9]\d*)?", said):
            yield Fraction(said)
            yield Fraction(said) * 100
        case Mapping():
            for each in said.values():
                yield from _numbers(each)
        case list() | tuple():
            for each in said:
                yield from _numbers(each)
