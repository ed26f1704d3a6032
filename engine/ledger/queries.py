"""Balances and statements: what the entries say."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from engine.ledger.tables import Balance, Entry
from engine.people import Participant
from rules.terms import Currency


@dataclass(frozen=True)
class StatementLine:
    """An entry, and what the participant had in its currency after it."""

    entry: Entry
    after: int


def balance(session: Session, place: Participant) -> Balance:
    """What the participant has; zeros before the first entry."""
    found = session.get(Balance, place.key)
    return found or Balance(district_id=place.district_id, participant_id=place.id)


def balances(session: Session, district: str) -> dict[uuid.UUID, Balance]:
    """Everybody's balance in the district, by participant."""
    rows = session.exec(select(Balance).where(Balance.district_id == district))
    return {row.participant_id: row for row in rows}


def statement(
    session: Session,
    place: Participant,
    *,
    currency: Currency = Currency.EXPERIENCE,
    until: date | None = None,
) -> list[StatementLine]:
    """Every entry in the order of posting, with the running sum; none effective after `until`."""
    asked = (
        select(Entry)
        .where(
            Entry.district_id == place.district_id,
            Entry.participant_id == place.id,
            Entry.currency == currency,
        )
        .order_by(col(Entry.seq))
    )
    if until is not None:
        asked = asked.where(Entry.effective_on <= until)
    lines: list[StatementLine] = []
    for entry in session.exec(asked):
        before = lines[-1].after if lines else 0
        lines.append(StatementLine(entry, before + entry.points))
    return lines


def entries_of(session: Session, place: Participant, source: str) -> Sequence[Entry]:
    """What was posted for one source, such as a piece of evidence."""
    return session.exec(
        select(Entry)
        .where(
            Entry.district_id == place.district_id,
            Entry.participant_id == place.id,
            Entry.source == source,
        )
        .order_by(col(Entry.seq))
    ).all()


def earned_between(
    session: Session, place: Participant, first: date, last: date, currency: Currency
) -> int:
    """The sum of what counts for these days, both included."""
    total = session.exec(
        select(func.coalesce(func.sum(Entry.points), 0)).where(
            Entry.district_id == place.district_id,
            Entry.participant_id == place.id,
            Entry.currency == currency,
            col(Entry.effective_on).between(first, last),
        )
    ).one()
    return int(total)
