"""Attempts to publish a list: begun once, heard of on the way, and ended with what came of it."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engine.changes.areas import must_stay_inside
from engine.changes.tables import DryRun, Publishing, Trouble
from engine.people import Actor
from engine.store import hold

SILENT = timedelta(minutes=1)
"""Of what goes on something is heard more often than that."""
SILENT_WRITING = timedelta(minutes=5)
"""The writing is one act, and tells nothing before it is over."""


def attempt(session: Session, run: DryRun, *, by: Actor, now: datetime) -> Publishing | None:
    """Begin to publish a list; None while that goes on already, or is done."""
    must_stay_inside(session, run.files, run.policy, by=by)
    key = (run.district_id, run.id)
    hold(session, DryRun, key)
    run, last = session.get_one(DryRun, key), last_attempt(session, run)
    if run.published or (last is not None and goes_on(last, now)):
        return None
    begun = Publishing(
        district_id=run.district_id,
        run_id=run.id,
        begun_at=now,
        begun_by=by.participant.id,
        heard_at=now,
    )
    session.add(begun)
    session.flush()
    return begun


def last_attempt(session: Session, run: DryRun) -> Publishing | None:
    """The latest attempt to publish a list."""
    return session.exec(
        select(Publishing)
        .where(Publishing.district_id == run.district_id, Publishing.run_id == run.id)
        .order_by(col(Publishing.begun_at).desc(), col(Publishing.id).desc())
        .limit(1)
    ).one_or_none()


def goes_on(attempted: Publishing, now: datetime) -> bool:
    """Whether it is under way; of one whose process was killed nothing is heard any more."""
    writes = 0 < attempted.people == attempted.done
    silent = now - attempted.heard_at > (SILENT_WRITING if writes else SILENT)
    return attempted.ended_at is None and not silent


def hear_of(session: Session, attempted: Publishing, done: int, people: int, now: datetime) -> None:
    """It is still under way, and so far."""
    _note(session, attempted, done=done, people=people, heard_at=now)


def end(
    session: Session,
    attempted: Publishing,
    *,
    now: datetime,
    trouble: Trouble | None = None,
    number: int = 0,
) -> None:
    """It is over; nothing is kept of one whose list was forgotten meanwhile."""
    _note(session, attempted, ended_at=now, heard_at=now, trouble=trouble, number=number)


def _note(session: Session, attempted: Publishing, **what: object) -> None:
    session.execute(
        sa.update(Publishing)
        .where(
            col(Publishing.district_id) == attempted.district_id,
            col(Publishing.id) == attempted.id,
        )
        .values(**what)
    )
