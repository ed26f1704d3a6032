"""Writing to the ledger: desired minus booked, and what people do with their points."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from engine import store
from engine.errors import NotEnoughPoints
from engine.ledger.chain import seal
from engine.ledger.postings import Key, Posting, booked, desired, is_cap, note
from engine.ledger.tables import Balance, Entry, EntryKind
from engine.outbox import Announced
from engine.people import Participant
from rules.scoring import Line
from rules.terms import Currency

_WRITE = sa.insert(SQLModel.metadata.tables[Entry.__tablename__])


def settle(
    session: Session,
    place: Participant,
    lines: Iterable[Line],
    *,
    cause: Announced,
    now: datetime,
    own: Mapping[str, Announced] | None = None,
) -> Sequence[Posting]:
    """Append what should be there minus what is there; a second time appends nothing.

    Each line names the cause of its `own` source, where there is one. What people did with their
    points (redemptions, refunds, adjustments) is never touched.
    """
    balance = locked_balance(session, place)
    stands = booked(session, place)
    postings = unsettled(session, place, lines)
    causes = own or {}
    append(session, balance, [(each, causes.get(each.source, cause).id) for each in postings], now)
    note(stands, postings)
    return postings


def unsettled(session: Session, place: Participant, lines: Iterable[Line]) -> Sequence[Posting]:
    """What settling would append: what should be there minus what is there."""
    should, is_ = desired(lines), booked(session, place)
    return [
        posting
        for key in dict.fromkeys((*should, *is_))
        if (posting := _difference(key, should.get(key), is_.get(key))) is not None
    ]


def post(
    session: Session, place: Participant, posting: Posting, *, cause: Announced, now: datetime
) -> None:
    """Append one entry that no rule decided, such as a redemption.

    Raises NotEnoughPoints when redeemable points are spent that are not there.
    """
    balance = locked_balance(session, place)
    spends = posting.currency is Currency.REDEEMABLE and posting.points < 0
    if spends and balance.redeemable + posting.points < 0:
        raise NotEnoughPoints(-(balance.redeemable + posting.points))
    append(session, balance, [(posting, cause.id)], now)


def hold(session: Session, place: Participant) -> bool:
    """Keep everybody else from changing what the participant has until this transaction ends.

    False when it was held already, so that nothing can have changed since.
    """
    return store.hold(session, Participant, place.key)


def _difference(key: Key, should: Posting | None, is_: Posting | None) -> Posting | None:
    """The posting that turns what is booked under a key into what should be there."""
    points = (should.points if should else 0) - (is_.points if is_ else 0)
    template = should or is_
    if template is None or points == 0:
        return None
    if is_cap(key.rule):
        return replace(template, points=points)
    gained = should is not None and points > 0
    return replace(
        template,
        points=points,
        kind=EntryKind.AWARD if gained else EntryKind.REVERSAL,
        reason=template.reason if should else "reversed",
    )


def locked_balance(session: Session, place: Participant) -> Balance:
    """The participant's balance, which nobody else can change until this transaction ends."""
    fresh = hold(session, place)
    balance = session.get(Balance, place.key, populate_existing=fresh)
    if balance is None:
        balance = Balance(district_id=place.district_id, participant_id=place.id)
        session.add(balance)
    return store.at_hand(session, balance)


def append(
    session: Session,
    balance: Balance,
    postings: Iterable[tuple[Posting, uuid.UUID]],
    now: datetime,
) -> None:
    """Add a line for each posting, with the event that caused it."""
    rows = [_row(balance, posting, event_id, now) for posting, event_id in postings]
    if rows:
        session.add(balance)
        session.connection().execute(_WRITE, rows)


def _row(
    balance: Balance, posting: Posting, event_id: uuid.UUID, now: datetime
) -> dict[str, object]:
    """The entry's columns; moves the balance along."""
    balance.seq += 1
    row = asdict(posting) | {
        "district_id": balance.district_id,
        "participant_id": balance.participant_id,
        "seq": balance.seq,
        "event_id": event_id,
        "posted_at": now,
    }
    balance.digest = row["digest"] = seal(balance.digest, row)
    if posting.currency is Currency.EXPERIENCE:
        balance.experience += posting.points
    else:
        balance.redeemable += posting.points
        balance.owes = balance.redeemable < 0
    return row
