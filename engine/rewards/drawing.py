"""Drawings: one ticket wins, by a seed that anybody can check afterwards."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from engine import catalogs
from engine.errors import NotFound
from engine.outbox import announce
from engine.people import Act, Actor, Participant, Person
from engine.rewards.events import TicketDrawn
from engine.rewards.tables import Drawing, Redemption, Status
from rules.catalog import RewardClass


def draw(session: Session, key: str, *, by: Actor, now: datetime, seed: str) -> Drawing:
    """Draw the winner among the tickets that are held; all of them are used up by it.

    The seed should be something that nobody could know or choose when tickets were sold, such as
    that evening's lottery numbers.
    """
    by.must(Act.ADMINISTER)
    district = by.participant.district_id
    tickets = _tickets(session, district, key)
    if not tickets:
        raise NotFound("ticket")
    slips = [ticket.slip for ticket in tickets]
    winner = tickets[drawn(seed, slips)]
    for ticket in tickets:
        ticket.status = Status.FULFILLED
        ticket.fulfilled_at, ticket.fulfilled_by = now, by.participant.id
        ticket.fulfilled_on = catalogs.today(session, district, now=now)
    drawing = Drawing(
        district_id=district,
        reward=key,
        seed=seed,
        slips=slips,
        winner=winner.id,
        drawn_at=now,
        drawn_by=by.participant.id,
    )
    session.add(drawing)
    session.flush()
    event = TicketDrawn(district, winner.participant_id, winner.id)
    announce(session, event, by=by.participant.id, now=now)
    return drawing


def tickets(session: Session, actor: Actor) -> dict[str, int]:
    """How many tickets wait for the drawing of each reward."""
    actor.must(Act.ADMINISTER)
    rows = session.exec(
        select(Redemption.reward, func.count())
        .where(
            Redemption.district_id == actor.participant.district_id,
            Redemption.kind == RewardClass.DRAWING,
            Redemption.status == Status.HELD,
        )
        .group_by(col(Redemption.reward))
    )
    return dict(rows.all())


def drawings(session: Session, actor: Actor) -> Sequence[tuple[Drawing, Redemption, str]]:
    """Every drawing with the ticket that won it and its owner's name, the newest first."""
    actor.must(Act.ADMINISTER)
    return session.exec(
        select(Drawing, Redemption, Person.name)
        .join(Redemption, _of_the_district(Redemption) & (col(Redemption.id) == Drawing.winner))
        .join(
            Participant,
            _of_the_district(Participant) & (col(Participant.id) == Redemption.participant_id),
        )
        .join(Person, col(Person.id) == col(Participant.person_id))
        .where(Drawing.district_id == actor.participant.district_id)
        .order_by(col(Drawing.drawn_at).desc())
    ).all()


def _of_the_district(table: Any) -> Any:
    return col(table.district_id) == col(Drawing.district_id)


def drawn(seed: str, slips: Sequence[str]) -> int:
    """Which ticket wins: SHA-256 over the seed and the slips in order, modulo their number."""
    told = json.dumps([seed, *slips]).encode()
    return int.from_bytes(hashlib.sha256(told).digest()) % len(slips)


def _tickets(session: Session, district: str, key: str) -> Sequence[Redemption]:
    return session.exec(
        select(Redemption)
        .where(
            Redemption.district_id == district,
            Redemption.reward == key,
            Redemption.kind == RewardClass.DRAWING,
            Redemption.status == Status.HELD,
        )
        .order_by(col(Redemption.slip))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
