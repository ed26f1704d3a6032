"""Looking again at a list that was worked out: what says otherwise since something happened."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from engine import catalogs, outbox, people
from engine.changes.foreseeing import reach
from engine.changes.keeping import SAME
from engine.changes.running import (
    OVERLAP,
    add,
    catalog_of,
    lines_of,
    of_run,
    proposal_of,
    write,
)
from engine.changes.summing import totals
from engine.changes.tables import DryRun, Foretold, Outcome
from engine.errors import ListOutdated


@dataclass(frozen=True)
class _Looked:
    """What was seen of some people, and how it differs from the list."""

    lines: Sequence[Mapping[str, Any]]
    fresh: Sequence[uuid.UUID]
    """Who is not on the list."""
    changed: int
    """How many lines say otherwise now."""


def refresh(
    session: Session, run: DryRun, *, now: datetime, whose: Iterable[uuid.UUID] | None = None
) -> int:
    """Work those out again to whom something happened since; how many lines say otherwise now.

    `whose` names them, where that is known already.
    """
    must_be_of_today(session, run, now)
    found = _look(session, run, _since(session, run) if whose is None else sorted(whose))
    add(session, run, found.fresh)
    write(session, run, found.lines)
    run.seen_until = now - OVERLAP
    run.people = people.head_count(session, run.district_id)
    run.touched += len(found.fresh)
    if found.changed:
        run.totals = dict(totals(session, run, catalog_of(run)))
    session.add(run)
    session.flush()
    return found.changed


def changed(session: Session, run: DryRun) -> int:
    """How many lines would say otherwise now; nothing is changed."""
    return _look(session, run, _since(session, run)).changed


def must_be_of_today(session: Session, run: DryRun, now: datetime) -> None:
    """Records are judged on a day: a list of yesterday says nothing of today."""
    if catalogs.today(session, run.district_id, now=now) != run.today:
        raise ListOutdated(run.today)


def _look(session: Session, run: DryRun, whose: Sequence[uuid.UUID]) -> _Looked:
    known = {each.participant_id: _said(each) for each in _rows(session, run, whose)}
    every = lines_of(session, run, whose)
    lines = [each for each in every if each["participant_id"] in known or _says_something(each)]
    return _Looked(
        lines,
        [line["participant_id"] for line in lines if line["participant_id"] not in known],
        sum(known.get(line["participant_id"], SAME) != _plain(line) for line in lines),
    )


def _says_something(line: Mapping[str, Any]) -> bool:
    return line["outcome"] is not Outcome.SAME


def _since(session: Session, run: DryRun) -> list[uuid.UUID]:
    """To whom something happened since the list was looked at, and whom it can touch since."""
    happened = outbox.about_whom(session, run.district_id, since=run.seen_until)
    listed = set(session.scalars(sa.select(col(Foretold.participant_id)).where(*of_run(run))))
    touched = set(reach(session, proposal_of(run)).whose)
    return sorted((happened & (listed | touched)) | (touched - listed))


def _rows(session: Session, run: DryRun, whose: Sequence[uuid.UUID]) -> Sequence[Foretold]:
    asked = sa.select(Foretold).where(*of_run(run), col(Foretold.participant_id).in_(whose))
    return session.scalars(asked).all()


def _said(row: Foretold) -> Mapping[str, Any]:
    return {name: getattr(row, name) for name in SAME}


def _plain(line: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: line[name] for name in SAME}
