"""Rehearsing a correction and doing it: both are the same act, and of the first nothing stays."""

from datetime import datetime

from sqlmodel import Session

from engine import evidence, people, reactions
from engine.corrections.acts import Correction
from engine.corrections.consequences import Consequences, lines_after
from engine.corrections.picture import Picture
from engine.errors import ConsequencesChanged
from engine.people import Act, Actor
from engine.store import Store


class _OnlyRehearsed(Exception):
    """The transaction has shown what it was to show."""


def foresee(store: Store, correction: Correction, *, by: Actor, now: datetime) -> Consequences:
    """Everything that would follow, exactly: it is done with all reactions, and rolled back."""
    found: list[Consequences] = []
    try:
        with store.write() as session:
            told = correction.with_note(correction.note or "…")
            found.append(_carried_out(session, told, by=by, now=now, mail=False))
            raise _OnlyRehearsed
    except _OnlyRehearsed:
        return found[0]


def carry_out(
    session: Session,
    correction: Correction,
    *,
    by: Actor,
    now: datetime,
    shown: str | None = None,
) -> Consequences:
    """Correct it, and let everything follow; nothing is done when that is not what was `shown`."""
    found = _carried_out(session, correction, by=by, now=now, mail=True)
    if shown is not None and found.digest != shown:
        raise ConsequencesChanged()
    return found


def _carried_out(
    session: Session, correction: Correction, *, by: Actor, now: datetime, mail: bool
) -> Consequences:
    claim = evidence.get(session, by, correction.claim)
    place = people.participant(session, claim.district_id, claim.participant_id)
    by.must(Act.CORRECT, place)
    before = Picture.of(session, place, now=now)
    correction.do(session, claim, by=by, now=now)
    reactions.follow(session, now=now, mail=mail)
    after = Picture.of(session, place, now=now)
    return Consequences(before, after, lines_after(session, place, before.entries))
