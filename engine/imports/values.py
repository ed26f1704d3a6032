"""What the cells of a list mean: days, hours, kinds of evidence, stages and links."""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar
from urllib.parse import urlsplit

from engine.imports.sheets import plain
from rules.catalog.forms import as_figure
from rules.terms import EvidenceKind, Stage

Kinds = frozenset[EvidenceKind]
_Meaning = TypeVar("_Meaning")

_STUDENT: Kinds = frozenset({EvidenceKind.STUDENT})
_OWN: Kinds = frozenset({EvidenceKind.OWN})
_KINDS: Mapping[Kinds, tuple[str, ...]] = {
    _STUDENT: (
        "student", "student evidence", "students", "student work", "pupil", "pupils",
        "estudiante", "estudiantes", "evidencia de estudiantes", "trabajo de estudiantes",
        "alumno", "alumnos",
    ),
    _OWN: (
        "own", "own learning", "my own learning", "own evidence", "learning", "self",
        "propio", "propia", "aprendizaje", "aprendizaje propio", "evidencia propia",
    ),
    _STUDENT | _OWN: (
        "both", "student and own", "own and student", "ambos", "ambas", "los dos", "las dos",
    ),
    frozenset({EvidenceKind.ATTENDANCE}): ("attendance", "attended", "asistencia", "presencia"),
    frozenset({EvidenceKind.SYSTEM}): ("system", "sistema"),
}  # fmt: skip
_STAGES: Mapping[Stage, tuple[str, ...]] = {
    Stage.DONE: ("done", "hecho"),
    Stage.LEARNED: ("learned", "learned it", "learn", "1", "aprendido", "lo aprendi", "aprendi"),
    Stage.USED: (
        "used", "used it", "used with students", "used it with students", "use", "2",
        "usado", "lo use", "usado con estudiantes", "lo use con estudiantes",
    ),
}  # fmt: skip
_MONTHS = (
    ("jan", "ene"), ("feb",), ("mar",), ("apr", "abr"), ("may",), ("jun",), ("jul",),
    ("aug", "ago"), ("sep", "set"), ("oct",), ("nov",), ("dec", "dic"),
)  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:,? \d.*)?")
_WORDS = re.compile(r"(?:(\d{1,2}) (?:de )?)?([a-z]{3,}) (?:(\d{1,2}) )?(?:de )?(\d{4})")
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)")


def kinds_of(text: str) -> Kinds | None:
    """What the evidence shows; None for a word that is no kind."""
    return _meaning(text, _KINDS)


def stage_of(text: str) -> Stage | None:
    """The stage of an activity; None for a word that is none."""
    return _meaning(text, _STAGES)


def minutes_of(text: str) -> int | None:
    """Minutes of hours written as `1.5`, `1,5`, `1:30` or `1.5 h`; None for what is no number."""
    if clock := _CLOCK.fullmatch(text):
        return int(clock[1]) * 60 + int(clock[2])
    number = re.sub(r"\s*(h|hrs?|hours?|horas?)\.?$", "", text.lower()).replace(",", ".")
    try:
        hours = float(number)
    except ValueError:
        return None
    return round(hours * 60) if math.isfinite(hours) else None


def figure_of(text: str) -> float | None:
    """A metric's value written as `89.9`, `89,9` or `89.9 %`; None for what is no such number."""
    return as_figure(text.removesuffix("%").strip().replace(",", "."))


def day_of(text: str, *, day_first: bool) -> date | None:
    """A day as people write it; None for what is no day. A time behind it is passed over."""
    try:
        if iso := _ISO.fullmatch(text):
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if numbers := _NUMBERS.fullmatch(text):
            return _from_numbers(numbers, day_first=day_first)
        if words := _WORDS.fullmatch(plain(text)):
            return _from_words(words)
    except ValueError:
        return None
    return None


def order_of_days(texts: Iterable[str]) -> bool | None:
    """Whether these days are written with the day first; None when nothing tells."""
    found = [match for text in texts if (match := _in_numbers(text))]
    if any(int(match[1]) > 12 for match in found):
        return not any(int(match[3]) > 12 for match in found)
    if any(int(match[3]) > 12 for match in found):
        return False
    return None if found else False


def is_in_numbers(text: str) -> bool:
    """Whether it is a day whose order somebody has to know."""
    return _in_numbers(text) is not None


def link_of(text: str) -> str | None:
    """A web address, with its scheme; None for what is none."""
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    sound = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    return address if sound and not re.search(r"\s", address) else None


def _meaning(text: str, words: Mapping[_Meaning, tuple[str, ...]]) -> _Meaning | None:
    return next((meaning for meaning, known in words.items() if plain(text) in known), None)


def _in_numbers(text: str) -> re.Match[str] | None:
    found = _NUMBERS.fullmatch(text)
    return found if found and found[2] != "." else None


def _from_numbers(match: re.Match[str], *, day_first: bool) -> date:
    first, second = int(match[1]), int(match[3])
    day, month = (first, second) if day_first or match[2] == "." else (second, first)
    year = int(match[4])
    return date(year if year > 99 else 2000 + year, month, day)


def _from_words(match: re.Match[str]) -> date | None:
    day = match[1] or match[3]
    months = (number for number, names in enumerate(_MONTHS, 1) if match[2].startswith(names))
    month = next(months, None)
    return date(int(match[4]), month, int(day)) if month and day else None
