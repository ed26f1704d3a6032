"""Publishing, rehearsed: what it will write for each person is known before anybody has to wait."""

import uuid
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from engine import catalogs, people, rehearsals, standings
from engine.catalogs import PublishedPack, Spared
from engine.changes.actions import put_in_force
from engine.changes.foreseeing import Watch, reach
from engine.changes.proposing import Proposal
from engine.credentials import Credential
from engine.goals import Goal
from engine.ledger import Balance, Entry
from engine.notifications import Notification
from engine.outbox import Announced, EventRow, Heard, Letter, about_whom, waiting, write_down
from engine.people import Actor
from engine.progress import Conferral, DegreeProgress, LevelReached
from engine.rehearsals import Row, Written
from engine.standings import Total
from engine.store import Store, new_id

LOT = 100
"""How many people's rows are copied at a time."""
_TOLD = ("event", "letter", "notification")
"""Copied empty: what happened before is not asked for."""
_TABLES = tuple(
    SQLModel.metadata.tables[str(each.__tablename__)]
    for each in (
        PublishedPack, Spared, EventRow, Letter, Notification, Balance, Entry, LevelReached,
        DegreeProgress, Conferral, Credential, Goal, Total,
    )
)  # fmt: skip
"""All that a published catalog may write; a rehearsal refuses to write anything else."""
_PUT_IN_FORCE = ("published_pack", "spared")
"""What publishing itself writes, and no reaction does."""
_LEFT_OVER = "whom the catalog that is being published has still to be followed for"

BringInLine = Callable[[Session, Sequence[uuid.UUID], Announced, datetime], None]
"""All that follows for these people from a catalog that was published."""


@dataclass(frozen=True)
class Concerned:
    """Whom a catalog that is to be published concerns."""

    touched: frozenset[uuid.UUID]
    """Who has anything that it judges otherwise."""
    counted: Sequence[uuid.UUID]
    """Whose totals are counted anew, in the order of ids; everybody's, if it divides time anew."""


@dataclass(frozen=True)
class Rehearsed:
    """What publishing will write, unless something happens to somebody meanwhile."""

    event: uuid.UUID
    """The id under which the publishing will be announced: entries name it as their cause."""
    now: datetime
    """The moment of which it all is."""
    heard: Heard
    spared: frozenset[uuid.UUID]
    lots: Sequence[Sequence[Written]]
    letters: Mapping[uuid.UUID, uuid.UUID]
    """Whom each letter and notification is about, whoever reads it."""

    def moved(self, session: Session, district: str) -> frozenset[uuid.UUID]:
        """To whom something has happened since."""
        return frozenset(about_whom(session, district, since=self.heard))

    def write(self, session: Session, *, but: Collection[uuid.UUID]) -> None:
        """Write it for everybody but those who have moved; for them all has still to follow."""
        for lot in self.lots:
            rehearsals.write(session, (self._without(each, but) for each in lot))
        session.info[_LEFT_OVER] = sorted(but)

    def _without(self, each: Written, whose: Collection[uuid.UUID]) -> Written:
        if not whose:
            return each
        return replace(
            each,
            new=[row for row in each.new if self._owner(row) not in whose],
            changed=[pair for pair in each.changed if self._owner(pair[0]) not in whose],
            gone=[key for key in each.gone if self._owner(key) not in whose],
        )

    def _owner(self, row: Row) -> uuid.UUID:
        """Whose row it is: an event, a letter or a notification is about somebody too."""
        if row.get("id") in self.letters:
            return self.letters[row["id"]]
        if "participant_id" in row:
            owner: uuid.UUID = row["participant_id"]
            return owner
        return uuid.UUID(row["facts"]["participant"])


def concerned(session: Session, proposal: Proposal) -> Concerned:
    """Whom it has to be rehearsed for."""
    before = catalogs.timeline(session, proposal.district)
    applies = proposal.applies_from <= proposal.today
    touched = reach(session, proposal).whose if applies else ()
    if standings.divide_unlike(before, before.followed_by(proposal.recorded)):
        return Concerned(frozenset(touched), people.ids(session, proposal.district))
    return Concerned(frozenset(touched), touched)


def rehearse(
    store: Store,
    proposal: Proposal,
    whom: Concerned,
    heard: Heard,
    *,
    spared: Collection[uuid.UUID],
    bring_in_line: BringInLine,
    now: datetime,
    by: Actor | None = None,
    watch: Watch = lambda whose: whose,
) -> Rehearsed:
    """Publish it on copies, lot by lot, and keep what was written there.

    `heard` is what was known before anything of this was asked for; `bring_in_line` is what a
    floor above knows of reactions.
    """
    lots: list[Sequence[Written]] = []
    letters: dict[uuid.UUID, uuid.UUID] = {}
    rehearsed = Rehearsed(new_id(), now, heard, frozenset(spared), lots, letters)
    coming = iter(watch(whom.counted))
    while lot := list(islice(coming, LOT)):
        with rehearsals.rehearsal(store, _TABLES, _rows_of(proposal.district, lot)) as session:
            among = rehearsed.spared.intersection(lot)
            put_in_force(session, proposal, among, now=now, by=by, under=rehearsed.event)
            (cause,) = waiting(session)
            for each in lot:
                if each in whom.touched:
                    bring_in_line(session, [each], cause, now)
                else:
                    standings.count(session, proposal.district, [each])
                letters.update((letter, each) for letter in _new(session, letters))
            write_down(session)
            lots.append(_written(session, proposal.district, lot, rehearsed.event))
    return rehearsed


def left_over(session: Session) -> Sequence[uuid.UUID] | None:
    """For whom all has still to follow, where a rehearsal knew it for the others."""
    found: Sequence[uuid.UUID] | None = session.info.pop(_LEFT_OVER, None)
    return found


def _rows_of(district: str, lot: Sequence[uuid.UUID]) -> rehearsals.Whose:
    def whose(name: str, table: Any) -> sa.ColumnElement[bool]:
        here: sa.ColumnElement[bool] = table.c.district_id == district
        if name in _TOLD:
            return sa.false()
        return (
            sa.and_(here, table.c.participant_id.in_(lot)) if "participant_id" in table.c else here
        )

    return whose


def _new(session: Session, known: Collection[uuid.UUID]) -> Iterator[uuid.UUID]:
    """The letters and notifications that were written last."""
    session.flush()
    return (each for each in session.scalars(_LETTERS).all() if each not in known)


_LETTERS = sa.union_all(
    *(sa.select(SQLModel.metadata.tables[name].c.id) for name in ("letter", "notification"))
)


def _written(
    session: Session, district: str, lot: Sequence[uuid.UUID], published: uuid.UUID
) -> Sequence[Written]:
    """What the reactions wrote: all but the publishing itself."""
    tables = [table for table in _TABLES if table.name not in _PUT_IN_FORCE]
    return [
        replace(each, new=[row for row in each.new if row.get("id") != published])
        for each in rehearsals.written(session, tables, _rows_of(district, lot))
    ]
