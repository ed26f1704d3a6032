"""Carrying out, beside the pages, what takes longer than a page: publishing a list."""

import logging
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from engine import catalogs, changes, people, reactions, studio
from engine.changes import DryRun, Publishing, Rehearsed, Trouble
from engine.errors import ListChanged, ListOutdated, PublishedMeanwhile
from engine.people import Actor
from engine.store import Store

_LOG = logging.getLogger("tassel.publishing")
_BEAT = timedelta(seconds=1)

Clock = Callable[[], datetime]


def carry_out(store: Store, attempted: Publishing, *, clock: Clock) -> None:
    """Publish a list as it was begun, rehearsed first; whatever happens, how it ended is kept."""
    work = _Work(store, attempted, clock)
    try:
        work.publish()
    except ListOutdated:
        work.end(Trouble.LIST_OUTDATED)
    except PublishedMeanwhile as meanwhile:
        work.end(Trouble.PUBLISHED_MEANWHILE, meanwhile.version)
    except Exception:
        _LOG.exception("A list was not published.")
        work.end(Trouble.BROKEN)


@dataclass(frozen=True)
class _Work:
    store: Store
    attempted: Publishing
    clock: Clock

    def publish(self) -> None:
        try:
            self._write(self._rehearse())
        except ListChanged as changed:
            self._look_again(changed.people)

    def end(self, trouble: Trouble, number: int = 0) -> None:
        with self._act() as session:
            now = self.clock()
            changes.end(session, self.attempted, now=now, trouble=trouble, number=number)

    def _rehearse(self) -> Rehearsed:
        with self.store.session() as session:
            run, by = self._begun(session)
        return changes.rehearse_listed(
            self.store,
            run,
            by=by,
            now=self.clock(),
            bring_in_line=reactions.bring_in_line,
            watch=self._told,
        )

    def _write(self, rehearsed: Rehearsed) -> None:
        with self._act() as session:
            run, by = self._begun(session)
            pack = changes.publish_listed(
                session, run, by=by, now=self.clock(), rehearsed=rehearsed
            )
            if run.draft_id is not None:
                draft = studio.note_published(session, run.draft_id, pack.number, by=by)
                if catalogs.digest_of(draft.files) != run.digest:
                    raise ListOutdated(run.today)
            changes.end(session, self.attempted, now=self.clock())

    def _look_again(self, unlike: int) -> None:
        """What happened meanwhile stands on the list when its admin comes back to it."""
        with self._act() as session:
            run, _by = self._begun(session)
            now = self.clock()
            changes.refresh(session, run, now=now)
            trouble = Trouble.LIST_CHANGED
            changes.end(session, self.attempted, now=now, trouble=trouble, number=unlike)

    def _told(self, whose: Sequence[uuid.UUID]) -> Iterable[uuid.UUID]:
        """Each of them, and now and then a word of how far it is."""
        heard = self.attempted.begun_at - _BEAT
        for done, each in enumerate(whose):
            if self.clock() - heard >= _BEAT:
                heard = self._beat(done, len(whose))
            yield each
        self._beat(len(whose), len(whose))

    def _beat(self, done: int, of: int) -> datetime:
        now = self.clock()
        with self.store.write() as session:
            changes.hear_of(session, self.attempted, done, of, now)
        return now

    def _begun(self, session: Session) -> tuple[DryRun, Actor]:
        """The list, and who publishes it."""
        begun = self.attempted
        place = people.participant(session, begun.district_id, begun.begun_by)
        by = people.acting(session, place)
        return changes.run(session, by, begun.run_id), by

    @contextmanager
    def _act(self) -> Iterator[Session]:
        with self.store.write() as session:
            yield session
            reactions.follow(session, now=self.clock())
