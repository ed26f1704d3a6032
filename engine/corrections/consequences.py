"""Everything that follows from a correction: what she had, what she has then, and every line."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlmodel import Session

from engine import ledger
from engine.corrections.picture import Picture
from engine.ledger import Entry, EntryKind
from engine.people import Participant
from rules.terms import Currency


@dataclass(frozen=True)
class Line:
    """A line that the ledger gets."""

    kind: EntryKind
    currency: Currency
    points: int
    source: str
    rule: str
    campus: str
    reason: str
    catalog: int
    effective_on: date


@dataclass(frozen=True)
class Consequences:
    """What follows from one correction."""

    before: Picture
    after: Picture
    lines: tuple[Line, ...]

    @property
    def digest(self) -> str:
        """By which what is done can be held against what was shown; other moments don't matter."""
        told = [asdict(self.after) | {"questioned": sorted(self.after.questioned)}]
        told += [asdict(line) for line in self.lines]
        return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()

    @property
    def lost_badges(self) -> Sequence[str]:
        return sorted(self.before.badges.keys() - self.after.badges.keys())

    @property
    def new_badges(self) -> Sequence[str]:
        return sorted(self.after.badges.keys() - self.before.badges.keys())

    @property
    def put_in_question(self) -> Sequence[str]:
        return sorted(self.after.questioned - self.before.questioned)

    @property
    def new_degrees(self) -> Sequence[str]:
        return sorted(self.after.conferred.keys() - self.before.conferred.keys())

    @property
    def falls(self) -> bool:
        """Whether any number or anything that was reached is less than before."""
        before, after = self.before, self.after
        return (
            after.experience < before.experience
            or after.redeemable < before.redeemable
            or after.level != before.level
            or bool(self.lost_badges or self.put_in_question)
            or any(after.degrees.get(key, 0) < share for key, share in before.degrees.items())
        )


def lines_after(session: Session, place: Participant, seq: int) -> tuple[Line, ...]:
    """The lines that her ledger got after the one of this number."""
    entries = (
        line.entry
        for currency in Currency
        for line in ledger.statement(session, place, currency=currency)
    )
    return tuple(_lines(sorted((e for e in entries if e.seq > seq), key=lambda e: e.seq)))


def _lines(entries: Iterable[Entry]) -> Iterable[Line]:
    for each in entries:
        yield Line(
            each.kind,
            each.currency,
            each.points,
            each.source,
            each.rule,
            each.campus,
            each.reason,
            each.catalog,
            each.effective_on,
        )
