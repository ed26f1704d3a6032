"""Working a dry run out lot by lot, and keeping it."""

import time
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col

from engine import catalogs
from engine.changes.areas import must_stay_inside
from engine.changes.foreseeing import foresee_some, reach
from engine.changes.keeping import SAME, columns
from engine.changes.proposing import Proposal
from engine.changes.sifting import views
from engine.changes.summing import totals
from engine.changes.tables import DryRun, Foretold, Publishing
from engine.people import Actor
from rules.catalog import Catalog

LOT = 40
"""How many people are worked out between two looks at the clock."""
OVERLAP = timedelta(minutes=10)
"""Whatever was under way for so long when the list was begun is looked at again."""
_FORETOLD = SQLModel.metadata.tables[Foretold.__tablename__]


def begin(
    session: Session,
    proposal: Proposal,
    *,
    by: Actor,
    now: datetime,
    draft_id: uuid.UUID | None = None,
) -> DryRun:
    """Begin the list of a proposal: who has to be worked out is found at once.

    An earlier list of the same draft that was never published is forgotten.
    """
    must_stay_inside(session, proposal.files, proposal.policy, by=by)
    _forget(session, proposal.district, draft_id)
    among = reach(session, proposal)
    run = DryRun(
        district_id=proposal.district,
        draft_id=draft_id,
        files=dict(proposal.files),
        digest=catalogs.digest_of(proposal.files),
        policy=proposal.policy,
        number=proposal.number,
        applies_from=proposal.applies_from,
        today=proposal.today,
        begun_at=now,
        begun_by=by.participant.id,
        seen_until=now - OVERLAP,
        people=among.people,
        touched=len(among.whose),
    )
    session.add(run)
    session.flush()
    add(session, run, among.whose)
    if not among.whose:
        _finish(session, run, now)
    return run


def work_out(
    session: Session, run: DryRun, *, seconds: float | None = None
) -> list[Mapping[str, Any]]:
    """The next lines that wait, for so long; nothing is changed."""
    found: list[Mapping[str, Any]] = []
    begun, waiting = time.monotonic(), waits(session, run)
    for start in range(0, len(waiting), LOT):
        found += lines_of(session, run, waiting[start : start + LOT])
        if seconds is not None and time.monotonic() - begun > seconds:
            break
    return found


def keep(session: Session, run: DryRun, lines: Iterable[Mapping[str, Any]], now: datetime) -> None:
    """Keep lines that were worked out; when none waits any more the list is done."""
    write(session, run, lines)
    if run.done_at is None and not waits(session, run, most=1):
        _finish(session, run, now)


def waits(session: Session, run: DryRun, *, most: int | None = None) -> Sequence[uuid.UUID]:
    """Whose lines wait to be worked out, in the order of ids."""
    asked = (
        sa.select(col(Foretold.participant_id))
        .where(*of_run(run), col(Foretold.outcome).is_(None))
        .order_by(col(Foretold.participant_id))
        .limit(most)
    )
    return session.scalars(asked).all()


def proposal_of(run: DryRun) -> Proposal:
    """The proposal that the list is of."""
    return Proposal(run.files, catalog_of(run), run.policy, run.number, run.applies_from, run.today)


def catalog_of(run: DryRun) -> Catalog:
    """The catalog that the list is of."""
    return catalogs.check(run.files)


def lines_of(session: Session, run: DryRun, whose: Sequence[uuid.UUID]) -> list[Mapping[str, Any]]:
    proposal = proposal_of(run)
    common = catalogs.timeline(session, run.district_id)
    among = views(session, run.district_id, common, proposal.recorded, run.today)
    ladder = tuple(proposal.catalog.levels)
    found = {
        each.participant_id: columns(each, ladder)
        for each in foresee_some(session, proposal, among, whose)
    }
    return [{"participant_id": each, **found.get(each, SAME)} for each in whose]


def _finish(session: Session, run: DryRun, now: datetime) -> None:
    run.totals = dict(totals(session, run, catalog_of(run)))
    run.done_at = now
    session.add(run)
    session.flush()


def _forget(session: Session, district: str, draft_id: uuid.UUID | None) -> None:
    stale = sa.select(col(DryRun.id)).where(
        col(DryRun.district_id) == district,
        col(DryRun.draft_id) == draft_id,
        col(DryRun.published).is_(None),
    )
    gone = session.scalars(stale).all()
    refer = ((Foretold, Foretold.run_id), (Publishing, Publishing.run_id), (DryRun, DryRun.id))
    for table, key in refer:
        session.execute(
            sa.delete(table).where(col(table.district_id) == district, col(key).in_(gone))
        )


def add(session: Session, run: DryRun, whose: Iterable[uuid.UUID]) -> None:
    rows: list[dict[str, Any]] = [
        {"district_id": run.district_id, "run_id": run.id, "participant_id": each,
         "outcome": None, "experience": 0, "redeemable": 0, "before": {}, "after": {}, "why": {}}
        for each in whose
    ]  # fmt: skip
    if rows:
        session.connection().execute(sa.insert(_FORETOLD), rows)


def write(session: Session, run: DryRun, lines: Iterable[Mapping[str, Any]]) -> None:
    rows: list[dict[str, Any]] = [
        {f"new_{key}": value for key, value in line.items()} for line in lines
    ]
    if rows:
        named = [column.name for column in _FORETOLD.columns if not column.primary_key]
        statement = (
            sa.update(_FORETOLD)
            .where(
                _FORETOLD.c.district_id == run.district_id,
                _FORETOLD.c.run_id == run.id,
                _FORETOLD.c.participant_id == sa.bindparam("new_participant_id"),
            )
            .values({name: sa.bindparam(f"new_{name}") for name in named})
        )
        session.connection().execute(statement, rows)
        session.expire_all()


def of_run(run: DryRun) -> tuple[sa.ColumnElement[bool], ...]:
    return col(Foretold.district_id) == run.district_id, col(Foretold.run_id) == run.id
