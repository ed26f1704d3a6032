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
    }
)
"""What an owner writes; the rest of the row is the program's."""

TEXTS = ("learned", "did", "changed", "measure")
"""What is written in words."""

Wording = dict[str, Any]
"""Values by the field's name, as JSON can hold them."""


def of(claim: Evidence) -> Wording:
    """All that stands there now."""
    return {name: plain(name, getattr(claim, name)) for name in sorted(WRITTEN)}


def plain(name: str, value: Any) -> Any:
    """One value as it is kept: kinds joined, days as text, lines ended in one way."""
    if name == "kinds" and not isinstance(value, str):
        return joined(value or ())
    if isinstance(value, date):
        return value.isoformat()
    return "\n".join(value.splitlines()) if _is_foreign(value) else value


def put(claim: Evidence, wording: Mapping[str, Any]) -> None:
    """Write plain values into the row."""
    for name, value in wording.items():
        is_day = name == "done_on" and value is not None
        setattr(claim, name, date.fromisoformat(value) if is_day else value)


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
    return not any((wording.get(name) or "").strip() for name in TEXTS)


def _is_foreign(value: Any) -> bool:
    """Whether it is a text in which lines end as browsers send them."""
    return isinstance(value, str) and "\r" in value
