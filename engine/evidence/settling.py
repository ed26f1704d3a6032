"""The ledger brought in line with what is approved: once for each person, whatever happened."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from engine import catalogs, ledger
from engine.evidence.completions import work
from engine.evidence.events import EvidenceEvent
from engine.outbox import Announced
from engine.people import Participant

_PUT_OFF = "who is settled when the act is over"


@dataclass
class _Due:
    """Somebody to settle, and all that happened to her since she was settled last."""

    place: Participant
    causes: list[Announced] = field(default_factory=list)


def settle(
    session: Session, place: Participant, *, cause: Announced, now: datetime
) -> Sequence[ledger.Posting]:
    """Post what the rules grant for everything approved, less what is posted already.

    The participant is held from the first look: what somebody else approves or publishes
    meanwhile is seen. Where people are `settled_once`, it is posted when that is over.
    """
    if ledger.hold(session, place):
        catalogs.look_again(session, place.district_id)
    put_off: dict[tuple[str, uuid.UUID], _Due] | None = session.info.get(_PUT_OFF)
    if put_off is None:
        return _post(session, place, [cause], now)
    put_off.setdefault(place.key, _Due(place)).causes.append(cause)
    return []


@contextmanager
def settled_once(session: Session, *, now: datetime) -> Iterator[None]:
    """Let each person be settled once for all that happens to her in here, at its end.

    A hundred approvals cost a reviewer who is credited for each of them one settling and not a
    hundred. A cap that they pass is then one line, of the same sum.
    """
    if _PUT_OFF in session.info:
        yield
        return
    put_off: dict[tuple[str, uuid.UUID], _Due] = {}
    session.info[_PUT_OFF] = put_off
    try:
        yield
    finally:
        del session.info[_PUT_OFF]
    for due in put_off.values():
        _post(session, due.place, due.causes, now)


def settle_at_once(session: Session, place: Participant, *, now: datetime) -> None:
    """Post what was put off for her, as whoever looks at her ledger now has to know it."""
    due = session.info.get(_PUT_OFF, {}).pop(place.key, None)
    if due is not None:
        _post(session, place, due.causes, now)


def _post(
    session: Session, place: Participant, causes: Sequence[Announced], now: datetime
) -> Sequence[ledger.Posting]:
    """Each line names what happened to its own evidence; what is of several pieces, the last."""
    own = {
        f"evidence/{each.event.evidence}": each
        for each in causes
        if isinstance(each.event, EvidenceEvent)
    }
    lines = work(session, place).scored.lines
    return ledger.settle(session, place, lines, cause=causes[-1], own=own, now=now)
