"""Questions about dry runs: which there are, and who stands on the list of one."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engine.changes.tables import DryRun, Foretold, Outcome
from engine.errors import NotFound
from engine.people import Act, Actor, Participant, Person


class Order(StrEnum):
    """How the list is sorted."""

    LOSSES = "losses"
    GAINS = "gains"
    NAMES = "names"


@dataclass(frozen=True)
class Asked:
    """Which lines of a list, in which order."""

    outcome: Outcome | None = None
    school: str | None = None
    search: str = ""
    order: Order = Order.LOSSES


@dataclass(frozen=True)
class Line:
    """One person on the list."""

    name: str
    school: str
    foretold: Foretold


def run(session: Session, who: Actor, run_id: uuid.UUID) -> DryRun:
    """One dry run of her district; of a program author hers."""
    who.must(Act.WRITE_CATALOG)
    found = session.get(DryRun, (who.participant.district_id, run_id))
    if found is None or not (who.may(Act.ADMINISTER) or found.begun_by == who.participant.id):
        raise NotFound("dry_run")
    return found


def run_of(session: Session, who: Actor, draft_id: uuid.UUID) -> DryRun | None:
    """The latest dry run of a draft, which is hers."""
    who.must(Act.WRITE_CATALOG)
    return session.exec(
        select(DryRun)
        .where(DryRun.district_id == who.participant.district_id, DryRun.draft_id == draft_id)
        .order_by(col(DryRun.begun_at).desc())
        .limit(1)
    ).one_or_none()


def runs(session: Session, who: Actor) -> Sequence[DryRun]:
    """The lists of changes that were published, the latest first: what each of them did."""
    who.must(Act.ADMINISTER)
    return session.exec(
        select(DryRun)
        .where(
            DryRun.district_id == who.participant.district_id, col(DryRun.published).is_not(None)
        )
        .order_by(col(DryRun.number).desc())
    ).all()


def lines(
    session: Session, of: DryRun, asked: Asked, *, limit: int | None = None, offset: int = 0
) -> list[Line]:
    """The people of a list for whom something changes."""
    rows = session.execute(
        _asked(of, asked, col(Person.name), col(Participant.school), Foretold)
        .order_by(*_ORDERS[asked.order], sa.func.lower(col(Person.name)), col(Participant.id))
        .limit(limit)
        .offset(offset)
    )
    return [Line(*row) for row in rows]


def counted(session: Session, of: DryRun, asked: Asked) -> int:
    """How many `lines` has in all."""
    return int(session.execute(_asked(of, asked, sa.func.count())).scalar_one())


def line(session: Session, of: DryRun, participant_id: uuid.UUID) -> Line:
    """One person's line."""
    asked = _asked(of, Asked(), col(Person.name), col(Participant.school), Foretold)
    found = session.execute(asked.where(col(Participant.id) == participant_id)).one_or_none()
    if found is None:
        raise NotFound("line")
    return Line(*found)


def _asked(of: DryRun, asked: Asked, *columns: Any) -> Any:
    owner = sa.and_(
        col(Participant.district_id) == col(Foretold.district_id),
        col(Participant.id) == col(Foretold.participant_id),
    )
    found = (
        sa.select(*columns)
        .select_from(Foretold)
        .join(Participant, owner)
        .join(Person, col(Person.id) == col(Participant.person_id))
        .where(
            col(Foretold.district_id) == of.district_id,
            col(Foretold.run_id) == of.id,
            col(Foretold.outcome).is_not(None),
            col(Foretold.outcome) != Outcome.SAME,
        )
    )
    if asked.outcome is not None:
        found = found.where(col(Foretold.outcome) == asked.outcome)
    if asked.school is not None:
        found = found.where(col(Participant.school) == asked.school)
    for part in asked.search.split():
        found = found.where(col(Person.name).icontains(part, autoescape=True))
    return found


_WORST_FIRST = sa.case(
    {Outcome.LOSES: 0, Outcome.SPARED: 1, Outcome.GAINS: 2},
    value=col(Foretold.outcome),
)
_ORDERS: Mapping[Order, tuple[Any, ...]] = {
    Order.LOSSES: (_WORST_FIRST, col(Foretold.experience), col(Foretold.redeemable)),
    Order.GAINS: (
        _WORST_FIRST.desc(), col(Foretold.experience).desc(), col(Foretold.redeemable).desc()
    ),
    Order.NAMES: (),
}  # fmt: skip
