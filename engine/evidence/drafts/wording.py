"""What an owner writes, field by field, as plain values that can be kept, compared and told."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from engine.evidence.tables import Evidence
from rules.terms import EvidenceKind

WRITTEN = frozenset(
    {
        "kinds",
        "done_on",
        "minutes",
        "outside_minutes",
        "learned",
        "did",
        "changed",
        "measure",
        "measured_of",
        "measured_before",
        "measured_after",
        "value",
        "value_source",
    }
)
"""What an owner writes beside answers; the rest of the row is the program's."""

_ANSWER = "answer-"
"""What the name of an answer begins with; the question's key follows."""

TEXTS = ("learned", "did", "changed", "measure")
"""What is written in words."""

Wording = dict[str, Any]
"""Values by the field's name, as JSON can hold them."""


def of(claim: Evidence) -> Wording:
    """All that stands there now."""
    fields = {name: plain(name, getattr(claim, name)) for name in sorted(WRITTEN)}
    return fields | {answer_name(key): text for key, text in claim.answers.items()}


def answer_name(key: str) -> str:
    """What the answer to a question is called among what is written."""
    return _ANSWER + key


def is_hers(name: str) -> bool:
    """Whether an owner writes what is called so."""
    return name in WRITTEN or name.startswith(_ANSWER)


def stored(claim: Evidence, name: str) -> Any:
    """What stands under a name now; an answer that nobody wrote is empty."""
    if name.startswith(_ANSWER):
        return claim.answers.get(name.removeprefix(_ANSWER), "")
    return plain(name, getattr(claim, name))


def plain(name: str, value: Any) -> Any:
    """One value as it is kept: kinds joined, days as text, lines ended in one way."""
    if name == "kinds" and not isinstance(value, str):
        return joined(value or ())
    if isinstance(value, date):
        return value.isoformat()
    return "\n".join(value.splitlines()) if _is_foreign(value) else value


def put(claim: Evidence, wording: Mapping[str, Any]) -> None:
    """Write plain values into the row."""
    for name, value in values(claim, wording).items():
        setattr(claim, name, value)


def values(claim: Evidence, wording: Mapping[str, Any]) -> dict[str, Any]:
    """Plain values as the row has them, by its fields."""
    answers = {
        name.removeprefix(_ANSWER): text or ""
        for name, text in wording.items()
        if name.startswith(_ANSWER)
    }
    found = {name: value for name, value in wording.items() if not name.startswith(_ANSWER)}
    if day := found.get("done_on"):
        found["done_on"] = date.fromisoformat(day)
    return {**found, "answers": claim.answers | answers} if answers else found


def joined(kinds: Iterable[EvidenceKind]) -> str:
    return ",".join(sorted(EvidenceKind(kind) for kind in kinds))


def marks(written: Mapping[str, Any]) -> dict[str, str]:
    """What tells of each field whether it is still the same; short enough for a page to carry."""
    return {name: mark(plain(name, value)) for name, value in written.items()}


def mark(value: Any) -> str:
    text = "" if value is None else str(value)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def is_blank(wording: Mapping[str, Any]) -> bool:
    """Whether nothing is said in words."""
    said = [*TEXTS, *(name for name in wording if name.startswith(_ANSWER))]
    return not any((wording.get(name) or "").strip() for name in said)


def _is_foreign(value: Any) -> bool:
    """Whether it is a text in which lines end as browsers send them."""
    return isinstance(value, str) and "\r" in value
