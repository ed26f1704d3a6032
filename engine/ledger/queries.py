"""Balances and statements: what the entries say."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import ColumnElement, func, true
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from engine import people
from engine.errors import NotFound
from engine.ledger.postings import DECIDED_BY_RULES
from engine.ledger.tables import Balance, Entry
from engine.people import Participant
from engine.store import looks_back_to
from rules.terms import Currency


@dataclass(frozen=True)
class StatementLine:
    """An entry, and what the participant had in its currency after it."""

    entry: Entry
    after: int


def balance(session: Session, place: Participant) -> Balance:
    """What the participant has, or had at the moment looked back to; zeros before any entry."""
    if (moment := looks_back_to(session)) is not None:
        return _balance_at(session, place, moment)
    found = session.get(Balance, place.key)
    return found or Balance(district_id=place.district_id, participant_id=place.id)


def balances(
    session: Session, district: str, between: people.Between | None = None
) -> dict[uuid.UUID, Balance]:
    """Everybody's balance in the district, by participant."""
    rows = session.exec(
        select(Balance).where(
            Balance.district_id == district, people.within(col(Balance.participant_id), between)
        )
    )
    return {row.participant_id: row for row in rows}


def lengths(session: Session, district: str, whose: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    """How many entries each of these participants has, where there is any."""
    rows = session.execute(
        sa.select(col(Balance.participant_id), col(Balance.seq)).where(
            col(Balance.district_id) == district, col(Balance.participant_id).in_(whose)
        )
    )
    return {participant: seq for participant, seq in rows}


def earned_by_rules(session: Session, district: str, *, until: date) -> dict[uuid.UUID, int]:
    """Everybody's experience by the rules' decisions, for work up to that day."""
    rows = session.execute(
        sa.select(col(Entry.participant_id), sa.func.sum(col(Entry.points)))
        .where(
            col(Entry.district_id) == district,
            col(Entry.currency) == Currency.EXPERIENCE,
            col(Entry.kind).in_(DECIDED_BY_RULES),
            col(Entry.effective_on) <= until,
        )
        .group_by(col(Entry.participant_id))
    )
    return {whose: int(points) for whose, points in rows}


def statement(
    session: Session,
    place: Participant,
    *,
    currency: Currency = Currency.EXPERIENCE,
    until: date | None = None,
) -> list[StatementLine]:
    """Every entry in the order of posting, with the running sum; none effective after `until`."""
    asked = _entries(session, place, currency).order_by(col(Entry.seq))
    if until is not None:
        asked = asked.where(Entry.effective_on <= until)
    return _added_up(session.exec(asked))


def statement_by_day(
    session: Session, place: Participant, *, currency: Currency = Currency.EXPERIENCE
) -> list[StatementLine]:
    """Every entry in the order of the days that they count for, with the running sum.

    So the lines of a month or a school year stand together, and add up to what counts for it.
    """
    asked = _entries(session, place, currency)
    asked = asked.order_by(col(Entry.effective_on), col(Entry.seq))
    return _added_up(session.exec(asked))


def entry(session: Session, place: Participant, seq: int) -> Entry:
    """The participant's entry with this number, or a refusal."""
    found = session.get(Entry, (*place.key, seq))
    if found is None:
        raise NotFound("entry")
    return found


def entries_of(session: Session, place: Participant, source: str) -> Sequence[Entry]:
    """What was posted for one source, such as a piece of evidence."""
    return session.exec(
        select(Entry)
        .where(
            Entry.district_id == place.district_id,
            Entry.participant_id == place.id,
            Entry.source == source,
            posted(session),
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
            posted(session),
        )
    ).one()
    return int(total)


def posted(session: Session) -> ColumnElement[bool]:
    """That an entry was written by the moment to which a session looks back, if it does."""
    moment = looks_back_to(session)
    return true() if moment is None else col(Entry.posted_at) <= moment


def _entries(session: Session, place: Participant, currency: Currency) -> SelectOfScalar[Entry]:
    return select(Entry).where(
        Entry.district_id == place.district_id,
        Entry.participant_id == place.id,
        Entry.currency == currency,
        posted(session),
    )


def _balance_at(session: Session, place: Participant, moment: datetime) -> Balance:
    sums = session.exec(
        select(Entry.currency, func.sum(Entry.points), func.max(Entry.seq))
        .where(
            Entry.district_id == place.district_id,
            Entry.participant_id == place.id,
            Entry.posted_at <= moment,
        )
        .group_by(col(Entry.currency))
    )
    found = Balance(district_id=place.district_id, participant_id=place.id)
    for currency, points, seq in sums:
        setattr(found, currency, int(points))
        found.seq = max(found.seq, seq)
    found.owes = found.redeemable < 0
    return found


def _added_up(entries: Iterable[Entry]) -> list[StatementLine]:
    lines: list[StatementLine] = []
    for each in entries:
        before = lines[-1].after if lines else 0
        lines.append(StatementLine(each, before + each.points))
    return lines
