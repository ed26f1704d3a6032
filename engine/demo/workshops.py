"""Playing people's time in copies of the district, several at once, and carrying the work over."""

import pickle
import uuid
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import NamedTemporaryFile
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from engine import catalogs, credentials, outbox, people, progress, rewards
from engine.demo.calendar import Calendar
from engine.demo.cast import Character
from engine.demo.playing import Offices, Player
from engine.people import Actor
from engine.rewards import Redemption, Shelf
from engine.store import Store, keep_apart, open_store

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Rows by the name of their table."""

_IN_MEMORY = "sqlite://"
_ADDED_UP = Shelf.__tablename__
"""What several workshops write on: it follows from the other rows, and is counted at the end."""


@dataclass(frozen=True)
class Script:
    """Everything that a workshop needs to know: the district as it is, and who is who in it."""

    district: str
    seed: int
    calendar: Calendar
    places: Mapping[str, uuid.UUID]
    """Participants by their address."""
    reviewers: Sequence[uuid.UUID]
    desk: uuid.UUID
    in_reach: Mapping[str, frozenset[str]]
    """Addresses of those who may take one, by the reward of which there are only so many."""
    rows: Rows


class Workshop:
    """A copy of the district in memory, in which people's time is played and forgotten again."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self._store: Store = open_store(_IN_MEMORY)
        SQLModel.metadata.create_all(self._store.engine)
        with self._store.write() as session:
            carry_over(session, script.rows)

    def play(self, characters: Sequence[Character]) -> Rows:
        """Play these people's time by the engine's own actions, and tell the rows that it made."""
        with self._rehearsal() as session:
            offices = self._offices(session)
            for character in characters:
                self._play(session, offices, character)
            return _made(session, self.script.rows)

    @contextmanager
    def _rehearsal(self) -> Iterator[Session]:
        with self._store.write() as session:
            keep_apart(session)
            yield session
            session.rollback()

    def _offices(self, session: Session) -> Offices:
        reviewers = [self._actor(session, each) for each in self.script.reviewers]
        return Offices(reviewers, self._actor(session, self.script.desk))

    def _play(self, session: Session, offices: Offices, character: Character) -> None:
        script, email = self.script, character.email
        player = Player(
            session,
            catalogs.timeline(session, script.district).newest.catalog,
            script.calendar,
            offices,
            self._actor(session, script.places[email]),
            character,
            Random(f"{script.seed} plays {email}"),
            frozenset(reward for reward, lucky in script.in_reach.items() if email not in lucky),
        )
        player.play()
        has_seen(session, player.actor, script.calendar)
        session.flush()
        session.expunge_all()

    def _actor(self, session: Session, participant: uuid.UUID) -> Actor:
        return people.acting(
            session, people.participant(session, self.script.district, participant)
        )


def played(script: Script, shares: Sequence[Sequence[Character]], processes: int) -> Iterator[Rows]:
    """What each share of the people made, in order; in so many processes at once."""
    if processes == 1:
        yield from map(Workshop(script).play, shares)
        return
    with NamedTemporaryFile() as file:
        pickle.dump(script, file)
        file.flush()
        spawning = get_context("spawn")  # A forked process would share open connections.
        with ProcessPoolExecutor(processes, spawning, _set_up, (file.name,)) as pool:
            yield from pool.map(_play_here, shares)


def everything(session: Session) -> Rows:
    """All rows that there are, but for those that follow from others."""
    session.flush()
    outbox.write_down(session)
    return {
        table.name: [dict(row) for row in session.execute(sa.select(table)).mappings()]
        for table in SQLModel.metadata.sorted_tables
        if table.name != _ADDED_UP
    }


def carry_over(session: Session, rows: Rows) -> None:
    """Write these rows; whoever made them checked them."""
    session.flush()
    for table in SQLModel.metadata.sorted_tables:
        if new := rows.get(table.name):
            session.connection().execute(sa.insert(table), list(map(dict, new)))


def with_own_slips(session: Session, district: str, rows: Rows) -> Rows:
    """The same rows; what was handed out under a number that is taken gets another one."""
    name = Redemption.__tablename__
    taken = rewards.slips_given(session, district)
    redeemed = [
        {**row, "slip": rewards.new_slip(session, district)} if row["slip"] in taken else row
        for row in rows[name]
    ]
    return {**rows, name: redeemed}


def has_seen(session: Session, actor: Actor, calendar: Calendar) -> None:
    """What was reached in the past was celebrated in the past."""
    credentials.mark_seen(session, actor.participant, now=calendar.closes)
    progress.mark_seen(session, actor.participant, now=calendar.closes)


def _made(session: Session, before: Rows) -> Rows:
    return {name: _new(name, rows, before[name]) for name, rows in everything(session).items()}


def _new(
    name: str, rows: Sequence[Mapping[str, Any]], before: Sequence[Mapping[str, Any]]
) -> Sequence[Mapping[str, Any]]:
    """The rows that weren't there; nobody changes a row that was there before she came."""
    columns = [column.name for column in SQLModel.metadata.tables[name].primary_key]
    known = {tuple(row[each] for each in columns) for row in before}
    return [row for row in rows if tuple(row[each] for each in columns) not in known]


_here: list[Workshop] = []
"""The workshop of this process."""


def _set_up(file: str) -> None:
    script: Script = pickle.loads(Path(file).read_bytes())  # noqa: S301 (our own file)
    _here.append(Workshop(script))


def _play_here(characters: Sequence[Character]) -> Rows:
    return _here[-1].play(characters)
