"""Postings: what an entry is to say, what should stand in the ledger, and what stands there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from engine.ledger.tables import Entry, EntryKind
from engine.people import Participant
from rules.scoring import Line
from rules.terms import Currency

DECIDED_BY_RULES = (EntryKind.AWARD, EntryKind.CAP, EntryKind.REVERSAL)


@dataclass(frozen=True)
class Posting:
    """What an entry is to say; the ledger adds its place, its time and its seal."""

    kind: EntryKind
    currency: Currency
    points: int
    source: str
    effective_on: date
    catalog: int
    rule: str = ""
    campus: str = ""
    reason: str = ""

    @property
    def key(self) -> "Key":
        """Lines under one key are compared as a sum.

        The day belongs to it, except for caps: theirs moves with the latest completion of the
        window, and nobody should see points go and come back for that.
        """
        day = None if self.kind is EntryKind.CAP else self.effective_on
        return Key(self.source, self.rule, self.campus, self.currency, day)


@dataclass(frozen=True)
class Key:
    """What one line is about."""

    source: str
    rule: str
    campus: str
    currency: Currency
    day: date | None


def desired(lines: Iterable[Line]) -> dict[Key, Posting]:
    """What the rules say should stand there, a posting for each currency of a line."""
    return {posting.key: posting for line in lines for posting in _postings(line)}


def booked(session: Session, place: Participant) -> dict[Key, Posting]:
    """What stands there by the rules' decision, as one sum for each key."""
    keys = (
        col(Entry.source),
        col(Entry.rule),
        col(Entry.campus),
        col(Entry.currency),
        col(Entry.effective_on),
    )
    sums = session.execute(
        select(
            *keys,
            func.sum(Entry.points),
            func.max(Entry.catalog),
        )
        .where(
            col(Entry.district_id) == place.district_id,
            col(Entry.participant_id) == place.id,
            col(Entry.kind).in_(DECIDED_BY_RULES),
        )
        .group_by(*keys)
        .order_by(func.max(Entry.seq))
    )
    found: dict[Key, Posting] = {}
    for source, rule, campus, currency, day, points, catalog in sums:
        kind = EntryKind.CAP if is_cap(rule) else EntryKind.AWARD
        posting = Posting(kind, currency, int(points), source, day, catalog, rule, campus)
        before = found.get(posting.key)
        found[posting.key] = _added(before, posting) if before else posting
    return found


def booked_under(session: Session, place: Participant, posting: Posting) -> int:
    """How many points stand there under the key of this posting."""
    found = booked(session, place).get(posting.key)
    return found.points if found else 0


def is_cap(rule: str) -> bool:
    """Whether a rule's key is that of a cap."""
    return rule.startswith("cap:")


def _added(before: Posting, more: Posting) -> Posting:
    """Two sums under one key, as happens to caps whose day moved."""
    latest = max(before, more, key=lambda posting: posting.effective_on)
    return Posting(
        latest.kind,
        latest.currency,
        before.points + more.points,
        latest.source,
        latest.effective_on,
        latest.catalog,
        latest.rule,
        latest.campus,
    )


def _postings(line: Line) -> Iterator[Posting]:
    kind = EntryKind.CAP if is_cap(line.rule) else EntryKind.AWARD
    for currency, points in (
        (Currency.EXPERIENCE, line.experience),
        (Currency.REDEEMABLE, line.redeemable),
    ):
        if points:
            yield Posting(
                kind,
                currency,
                points,
                line.source,
                line.effective,
                line.catalog,
                line.rule,
                line.campus,
                line.reason,
            )
