"""Going about many beside the pages: begun, heard of on the way, and ended with what came of it."""

import logging
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

import sqlalchemy as sa
from sqlmodel import Session, col

from engine.batches.tables import Batch, BatchRun, Doing, Trouble
from engine.errors import NotFound, Refusal
from engine.people import Actor
from engine.store import Store

_LOG = logging.getLogger("tassel.batches")
_BEAT = timedelta(seconds=1)
_SILENT = timedelta(minutes=1)
"""Of what goes on something is heard more often than that."""

_Own = TypeVar("_Own")
Clock = Callable[[], datetime]


def begin(
    session: Session, doing: Doing, *, by: Actor, now: datetime, batch: Batch | None = None
) -> BatchRun:
    """Keep that it begins."""
    run = BatchRun(
        district_id=by.participant.district_id,
        doing=doing,
        batch_id=batch.id if batch else None,
        begun_by=by.participant.id,
        begun_at=now,
        heard_at=now,
    )
    session.add(run)
    session.flush()
    return run


def under_way(session: Session, actor: Actor, run_id: uuid.UUID) -> BatchRun:
    """How far it is, for whoever began it."""
    found = session.get(BatchRun, (actor.participant.district_id, run_id))
    if found is None or found.begun_by != actor.participant.id:
        raise NotFound("batch")
    return found


def goes_on(run: BatchRun, now: datetime) -> bool:
    """Whether it is under way; of one whose process was killed nothing is heard any more."""
    return run.ended_at is None and now - run.heard_at <= _SILENT


def end(
    session: Session,
    run: BatchRun,
    *,
    now: datetime,
    trouble: Trouble | None = None,
    **came: object,
) -> None:
    """It is over; what `came` of it is kept too."""
    _note(session, run, ended_at=now, heard_at=now, trouble=trouble, **came)


@dataclass
class Going:
    """An act on many under way; whoever waits for it learns what kept it from being done."""

    store: Store
    run: BatchRun
    clock: Clock
    refusal: Refusal | None = field(default=None, init=False)

    def carry_out(self, act: Callable[["Going"], object]) -> None:
        """Do it; whatever happens, how it ended is kept."""
        try:
            act(self)
        except Refusal as refusal:
            self.refusal = refusal
            self._end(Trouble.REFUSED)
        except Exception:
            _LOG.exception("Nothing was done to many.")
            self._end(Trouble.BROKEN)

    def ended(self, session: Session, batch: uuid.UUID, pieces: int) -> None:
        """It is done, and is kept together with what was done."""
        end(session, self.run, now=self.clock(), batch_id=batch, pieces=pieces)

    def watch(self, whose: Sequence[_Own]) -> Iterator[_Own]:
        """Each of them, and about once a second a word of how far it is."""
        heard = self.run.begun_at - _BEAT
        for done, each in enumerate(whose):
            if self.clock() - heard >= _BEAT:
                heard = self._beat(done, len(whose))
            yield each
        self._beat(len(whose), len(whose))

    def _beat(self, done: int, people: int) -> datetime:
        now = self.clock()
        with self.store.write() as session:
            _note(session, self.run, done=done, people=people, heard_at=now)
        return now

    def _end(self, trouble: Trouble) -> None:
        with self.store.write() as session:
            end(session, self.run, now=self.clock(), trouble=trouble)


def _note(session: Session, run: BatchRun, **what: object) -> None:
    session.execute(
        sa.update(BatchRun)
        .where(col(BatchRun.district_id) == run.district_id, col(BatchRun.id) == run.id)
        .values(**what)
    )
