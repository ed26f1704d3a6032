"""Holding many pieces at once: two acts on the same ones never wait for each other."""

import uuid
from collections.abc import Collection, Iterable

from sqlmodel import Session

from engine import catalogs, ledger, people
from engine.evidence import Evidence
from engine.store import hold_row


def hold_all(
    session: Session, district: str, claims: Iterable[Evidence], whose: Collection[uuid.UUID]
) -> None:
    """See all of it as it is now: the pieces first and then the people, each in order.

    Whoever decides on a single piece takes the two in this order, too.
    """
    people.look_up(session, district, whose)
    for claim in sorted(claims, key=lambda each: each.id):
        hold_row(session, claim)
    for key in sorted(whose):
        ledger.hold(session, people.participant(session, district, key))
    catalogs.look_again(session, district)
