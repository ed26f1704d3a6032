"""A batch, rehearsed: what it will write is known before anybody has to wait for it.

The act is done on copies of what everybody has whom it concerns, with all that follows. What was
written there is then written as it is, in a moment, unless something happened to somebody of them
meanwhile: then it is rehearsed anew.
"""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from engine import catalogs, credentials, evidence, ledger, outbox, reactions, rehearsals
from engine.batches.holding import hold_all
from engine.outbox import Heard
from engine.progress import LevelTakenBack
from engine.rehearsals import Written
from engine.store import Store, is_apart

_Own = TypeVar("_Own")
_Told = TypeVar("_Told")
_Kept = TypeVar("_Kept")

Watch = Callable[[Sequence[Any]], Iterable[Any]]
"""Gives what is given to it, one by one, and tells somebody how far it is."""

_TRIES = 3

OVERLAP = timedelta(minutes=10)
"""Whatever was under way for so long when it began is heard of later."""
_TABLES = tuple(
    SQLModel.metadata.tables[name]
    for name in (
        "evidence", "artifact", "decision", "counted", "taking", "second_look", "teammate",
        "event", "letter", "notification", "balance", "entry", "level_reached",
        "degree_progress", "conferral", "credential", "goal", "total",
    )
)  # fmt: skip
"""All that approving or undoing may write; a rehearsal refuses to write anything else."""
_NEW_ALONE = ("artifact", "letter", "notification")
"""Copied empty: what there was before is not asked for."""
_OF_A_PIECE = ("decision", "taking", "second_look")


class Moved(Exception):
    """Something happened meanwhile to somebody whom it concerns."""


@dataclass(frozen=True)
class Ground:
    """What a rehearsal stands on; where it is no longer so, it has to be rehearsed anew."""

    catalog: int
    seqs: Mapping[uuid.UUID, int]
    """How many lines each ledger has."""
    versions: Mapping[uuid.UUID, int]
    """Which text of each piece is meant."""

    @classmethod
    def of(cls, session: Session, district: str, concerned: "Concerned") -> "Ground":
        return cls(
            catalogs.timeline(session, district).newest.number,
            ledger.lengths(session, district, concerned.people),
            evidence.versions_of(session, district, concerned.pieces),
        )


@dataclass(frozen=True)
class Concerned:
    """Whose records an act may change, and the pieces that it is about."""

    people: frozenset[uuid.UUID]
    pieces: frozenset[uuid.UUID]

    @classmethod
    def by(
        cls, session: Session, district: str, pieces: Collection[uuid.UUID],
        whose: Collection[uuid.UUID],
    ) -> "Concerned":  # fmt: skip
        """These people, and all who worked on these pieces with them."""
        team = evidence.teams.all_around(session, district, pieces)
        return cls(frozenset({*whose, *team}), frozenset(pieces))


@dataclass(frozen=True)
class Rehearsed:
    """What the act will write, and what that is true of."""

    district: str
    concerned: Concerned
    ground: Ground
    heard: Heard
    written: Sequence[Written]

    def write(self, session: Session, *, now: datetime) -> None:
        """Write it where it counts; raises Moved when it has to be rehearsed anew."""
        pieces = evidence.these(session, self.district, self.concerned.pieces)
        hold_all(session, self.district, pieces, self.concerned.people)
        if self._has_moved(session):
            raise Moved
        rehearsals.write(session, self.written)
        session.expire_all()
        credentials.credit_their_mentors(session, self.district, self.concerned.people, now=now)

    def _has_moved(self, session: Session) -> bool:
        moved = outbox.about_whom(session, self.district, since=self.heard)
        now = Ground.of(session, self.district, self.concerned)
        return not self.concerned.people.isdisjoint(moved) or now != self.ground


def all_of(whose: Sequence[_Own]) -> Iterable[_Own]:
    """What nobody watches."""
    return whose


def do_for_each(
    session: Session,
    whose: Iterable[_Own],
    do: Callable[[_Own], None],
    then: Callable[[], None],
    *,
    now: datetime,
    mail: bool = True,
) -> None:
    """Do it for all of them, with all that follows.

    On copies one owner after the other, so that one can tell how far it is; what others are
    credited for comes then, since there it does not follow by itself.
    """
    if not is_apart(session):
        with evidence.settled_once(session, now=now):
            for own in whose:
                do(own)
        reactions.follow(session, now=now, mail=mail)
        return
    for own in whose:
        with evidence.settled_once(session, now=now):
            do(own)
        reactions.follow(session, now=now, mail=mail)
    with evidence.settled_once(session, now=now):
        then()
    reactions.follow(session, now=now, mail=mail)


def beside(
    store: Store,
    district: str,
    concerned: Concerned,
    act: Callable[[Session], _Told],
    keep: Callable[[Session, _Told], _Kept],
    *,
    plain: Callable[[Session], _Told],
    now: datetime,
) -> _Kept:
    """Do an act beside everybody else's: rehearsed, then written with what is to be kept of it.

    Where people move too often, or it reaches further than a rehearsal, others wait for it.
    """
    for _ in range(_TRIES):
        try:
            told, rehearsed = rehearse(store, district, concerned, act, now=now)
            with store.write() as session:
                rehearsed.write(session, now=now)
                kept = keep(session, told)
                reactions.follow(session, now=now)
            return kept
        except Moved:
            continue
        except rehearsals.NotCopied:
            break
    with store.write() as session:
        kept = keep(session, plain(session))
        reactions.follow(session, now=now)
    return kept


def rehearse(
    store: Store,
    district: str,
    concerned: Concerned,
    act: Callable[[Session], _Told],
    *,
    now: datetime,
) -> tuple[_Told, Rehearsed]:
    """Do an act on copies of all that these people have: what it tells, and what it wrote."""
    with store.session() as session:
        heard = outbox.heard(session, district, since=now - OVERLAP)
    whose = _rows_of(district, concerned.people)
    with rehearsals.rehearsal(store, _TABLES, whose, whole=True) as session:
        ground = Ground.of(session, district, concerned)
        told = act(session)
        outbox.write_down(session)
        written = rehearsals.written(session, _TABLES, whose)
        return told, Rehearsed(district, concerned, ground, heard, written)


def _rows_of(district: str, everybody: Collection[uuid.UUID]) -> rehearsals.Whose:
    copied = SQLModel.metadata.tables["evidence"]

    def whose(name: str, table: Any) -> sa.ColumnElement[bool]:
        here: sa.ColumnElement[bool] = table.c.district_id == district
        pieces = sa.select(copied.c.id).where(copied.c.district_id == district)
        if name in _NEW_ALONE:
            return sa.false()
        if name == "total":  # A place is one among everybody.
            return here
        if name == "event":
            return sa.and_(here, table.c.kind == LevelTakenBack.__name__)
        if name == "teammate":
            among = sa.or_(table.c.work_id.in_(pieces), table.c.part_id.in_(pieces))
            return sa.and_(here, among)
        if name in _OF_A_PIECE:
            return sa.and_(here, table.c.evidence_id.in_(pieces))
        return sa.and_(here, table.c.participant_id.in_(everybody))

    return whose
