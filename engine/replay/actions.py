"""Replaying a district: worked out lot by lot and kept beside, then put in place as one act."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engine import credentials, evidence, ledger, people, progress, rewards, standings
from engine.ledger import Fault
from engine.outbox import announce
from engine.replay.events import RecordReplayed
from engine.replay.footing import footings
from engine.replay.tables import Replayed
from engine.replay.working_out import BROKEN, DIFFERENCES, faults_in, work_out


@dataclass(frozen=True)
class Replay:
    """What a replay of a district came to."""

    people: int
    entries: int
    broken: tuple[Fault, ...]
    """What no replay can mend: rows that were changed after they were written."""
    differences: tuple[Fault, ...]
    """What the record calls for and what stands does not say, or the other way round."""
    renewed: Mapping[str, int]
    """How many people's balances, levels and the like were put right, by table."""
    appended: bool
    """Whether the differences were appended."""


def waiting(session: Session, district: str, *, now: datetime) -> list[uuid.UUID]:
    """Who is still to be worked out, or is again because something has happened since."""
    done = {row.participant_id: row.worked_from for row in _rows(session, district)}
    footing = footings(session, district, now=now)
    return sorted(each for each in footing if done.get(each) != footing[each])


def keep(session: Session, rows: Iterable[Replayed]) -> None:
    """Keep what was worked out beside what stands, so that a replay can go on from there."""
    for row in rows:
        session.merge(row)
    session.flush()


def finish(session: Session, district: str, *, now: datetime, repair: bool = False) -> Replay:
    """Put what was worked out in the place of what stands, or leave all as it is.

    Whatever changed meanwhile is worked out here. While the ledger differs nothing is changed,
    unless told to repair: then each record with a difference is announced, and what follows from
    that appends it. What was changed by hand is left for a backup to mend.
    """
    people.hold_district(session, district)
    if late := waiting(session, district, now=now):
        keep(session, work_out(session, district, late, now=now))
    rows = _rows(session, district)
    broken = (*faults_in(rows, BROKEN), *_altered(session, district))
    differences = tuple(faults_in(rows, DIFFERENCES))
    sound = not broken and (repair or not differences)
    renewed = _renew(session, district, rows, now) if sound else {}
    if sound:
        for row in rows:
            if row.differences:
                told = RecordReplayed(district, row.participant_id, len(row.differences))
                announce(session, told, by=None, now=now)
    session.execute(sa.delete(Replayed).where(col(Replayed.district_id) == district))
    entries = sum(each.seq for each in ledger.balances(session, district).values())
    appended = sound and bool(differences)
    return Replay(len(rows), entries, broken, differences, renewed, appended)


def _rows(session: Session, district: str) -> list[Replayed]:
    asked = select(Replayed).where(Replayed.district_id == district)
    return list(session.exec(asked.order_by(col(Replayed.participant_id))))


def _altered(session: Session, district: str) -> Iterable[Fault]:
    """What says something else than what was announced or decided when it was written."""
    yield from evidence.unapproved(session, district)
    yield from evidence.waivers.verify_waivers(session, district)
    yield from progress.verify_conferrals(session, district)
    yield from progress.verify_switches(session, district)
    yield from progress.verify_decisions(session, district)
    yield from credentials.altered(session, district)
    yield from (each for each in rewards.verify(session, district) if each.table != "shelf")


def _renew(
    session: Session, district: str, rows: Iterable[Replayed], now: datetime
) -> dict[str, int]:
    """Put what was worked out in the place of what was kept for speed, where it differs."""
    stale: dict[str, set[uuid.UUID]] = defaultdict(set)
    for row in rows:
        for table in row.stale:
            stale[table].add(row.participant_id)
    for fault in progress.altered_levels(session, district):
        stale[fault.table].update(filter(None, [fault.participant_id]))
    for participant_id in sorted(stale.get("balance", ())):
        ledger.rebuild(session, people.participant(session, district, participant_id))
    progress.rebuild_levels(session, district, stale.get("level_reached", ()), now=now)
    progress.rebuild_progress(session, district, stale.get("degree progress", ()), now=now)
    standings.count(session, district, stale.get("total", ()))
    shelves = [each for each in rewards.verify(session, district) if each.table == "shelf"]
    rewards.recount(session, district)
    renewed = {table: len(whose) for table, whose in sorted(stale.items())}
    return renewed | ({"shelf": len(shelves)} if shelves else {})
