"""Verifying levels and conferrals, by the record and by what was announced."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from engine import catalogs, ledger, people
from engine.errors import NoCatalog
from engine.ledger import Fault, Said, Whose
from engine.outbox import EventRow, all_of
from engine.progress import queries
from engine.progress.events import (
    ConferralRevoked,
    DegreeConferred,
    DegreeDecided,
    DegreeDecisionWithdrawn,
    LevelWasReached,
    RightsLapsed,
    Switched,
)
from engine.progress.tables import (
    Conferral,
    DegreeDecision,
    Enrollment,
    LevelReached,
    Switch,
    digest_of,
)
from rules.holdings import levels_in


def verify_levels(session: Session, district: str, *, now: datetime) -> Iterator[Fault]:
    """Every participant whose levels are not those of her record; the first wrong one of each.

    A day that was changed is told apart.
    """
    yield from levels_out_of_line(session, district, now=now)
    yield from altered_levels(session, district)


def levels_out_of_line(
    session: Session, district: str, between: people.Between | None = None, *, now: datetime
) -> Iterator[Fault]:
    """Whose levels are not those of her record; the first wrong one of each.

    The level that everybody begins on is noted with the first thing that happens.
    """
    try:
        catalog = catalogs.current(session, district, now=now)
    except NoCatalog:
        return
    today = catalogs.local_day(catalog, now)
    given = {key for key, level in catalog.levels.items() if not level.experience}
    noted = _by_person(_levels_kept(session, district, between))
    for place in people.everybody(session, district, between):
        timeline = catalogs.timeline_of(session, place)
        should = set(levels_in(timeline, queries.record(session, place, on=today)))
        for level in sorted((should ^ noted.get(place.id, set())) - given)[:1]:
            told = ("reached", "nothing") if level in should else ("nothing", "reached")
            yield Fault("level_reached", place.id, f"level {level}", *told)


def altered_levels(session: Session, district: str) -> Iterator[Fault]:
    """Every level that was reached on another day than was announced."""
    kept, announced = _levels_kept(session, district, None), _levels_announced(session, district)
    both = kept.keys() & announced.keys()
    yield from ledger.differences(
        "level_reached",
        {whose: kept[whose] for whose in both},
        {whose: announced[whose] for whose in both},
    )


def verify_conferrals(session: Session, district: str) -> Iterator[Fault]:
    """Every conferral that does not say what was announced when the degree was granted."""
    rows = session.exec(select(Conferral).where(Conferral.district_id == district))
    kept = {(row.participant_id, row.degree): _conferral_said(row) for row in rows}
    yield from ledger.differences("conferral", kept, _conferrals_announced(session, district))


def verify_switches(session: Session, district: str) -> Iterator[Fault]:
    """Every switch that is not what was announced, and enrollments that lead elsewhere."""
    rows = session.exec(
        select(Switch).where(Switch.district_id == district).order_by(col(Switch.seq))
    ).all()
    kept = {(row.participant_id, f"{row.degree} {row.seq}"): _switch_said(row) for row in rows}
    yield from ledger.differences("switch", kept, _switches_announced(session, district))
    for row in {(row.participant_id, row.degree): row for row in rows}.values():
        enrollment = session.get_one(Enrollment, (district, row.participant_id, row.degree))
        if enrollment.catalog != row.to_catalog:
            told = (f"catalog {row.to_catalog}", f"catalog {enrollment.catalog}")
            yield Fault("enrollment", row.participant_id, f"degree {row.degree}", *told)


def _switch_said(row: Switch) -> Said:
    facts = {
        "from_catalog": row.from_catalog,
        "to_catalog": row.to_catalog,
        "undoes": row.undoes,
        "lapsed": row.lapsed,
    }
    return Said(f"switch {row.seq} of degree {row.degree}", facts)


def _switches_announced(session: Session, district: str) -> Mapping[Whose, Said]:
    found: dict[Whose, Said] = {}
    for event in all_of(session, district, Switched, RightsLapsed):
        (whose, degree), facts = _parted(event, "degree")
        seq = facts.pop("seq")
        facts = {"undoes": None, **facts, "lapsed": event.kind == RightsLapsed.__name__}
        found[whose, f"{degree} {seq}"] = Said(f"switch {seq} of degree {degree}", facts)
    return found


def verify_decisions(session: Session, district: str) -> Iterator[Fault]:
    """Every decision about a requirement that does not say what was announced of it."""
    rows = session.exec(select(DegreeDecision).where(DegreeDecision.district_id == district))
    kept = {(row.participant_id, str(row.id)): _decision_said(row) for row in rows}
    yield from ledger.differences("degree_decision", kept, _decisions_announced(session, district))


def _decision_said(row: DegreeDecision) -> Said:
    facts = {
        "degree": row.degree,
        "catalog": row.catalog,
        "verb": row.verb.value,
        "requirement": row.requirement,
        "evidence": row.evidence,
        "need": row.need,
        "value": row.value,
        "note": row.reason,
        "withdrawn": row.withdrawn_at is not None,
    }
    return Said(f"decision {row.id}", facts)


def _decisions_announced(session: Session, district: str) -> Mapping[Whose, Said]:
    """What was announced of each decision, and whether it was withdrawn since."""
    found: dict[Whose, Said] = {}
    for event in all_of(session, district, DegreeDecided, DegreeDecisionWithdrawn):
        whose, facts = _parted(event, "decision")
        withdrawn = event.kind == DegreeDecisionWithdrawn.__name__
        said = found[whose].facts if withdrawn and whose in found else facts
        found[whose] = Said(f"decision {whose[1]}", {**said, "withdrawn": withdrawn})
    return found


def _levels_announced(session: Session, district: str) -> Mapping[Whose, Said]:
    """What was announced of each level, the last word counting."""
    found: dict[Whose, Said] = {}
    for event in all_of(session, district, LevelWasReached):
        whose, facts = _parted(event, "level")
        found[whose] = Said(f"level {whose[1]}", facts)
    return found


def _levels_kept(
    session: Session, district: str, between: people.Between | None
) -> Mapping[Whose, Said]:
    rows = session.exec(
        select(LevelReached).where(
            LevelReached.district_id == district,
            people.within(col(LevelReached.participant_id), between),
        )
    )
    return {
        (row.participant_id, row.level): Said(f"level {row.level}", {"reached_on": row.reached_on})
        for row in rows
    }


def _by_person(kept: Iterable[Whose]) -> Mapping[uuid.UUID, set[str]]:
    found: dict[uuid.UUID, set[str]] = {}
    for who, level in kept:
        found.setdefault(who, set()).add(level)
    return found


def _conferral_said(row: Conferral) -> Said:
    facts = {
        "catalog": row.catalog,
        "conferred_on": row.conferred_on,
        "audit": digest_of(row.audit),
        "revoked": row.revoked_at is not None,
    }
    return Said(f"degree {row.degree}", facts)


def _conferrals_announced(session: Session, district: str) -> Mapping[Whose, Said]:
    """What was announced of each conferral, the last word counting."""
    found: dict[Whose, Said] = {}
    for event in all_of(session, district, DegreeConferred, ConferralRevoked):
        whose, facts = _parted(event, "degree")
        facts.pop("note", None)
        before = found[whose].facts if whose in found else {}
        revoked = {"revoked": event.kind == ConferralRevoked.__name__}
        found[whose] = Said(f"degree {whose[1]}", {**before, **facts, **revoked})
    return found


def _parted(event: EventRow, name: str) -> tuple[Whose, dict[str, object]]:
    """Whose thing an event is about, and what else it says."""
    facts = dict(event.facts)
    return (uuid.UUID(facts.pop("participant")), facts.pop(name)), facts
