"""Handing in as a team: once for all, and when enough have joined."""

from datetime import datetime

from sqlmodel import Session

from engine import catalogs, ledger, people, store
from engine.errors import TeamTooSmall, WorkDeclined
from engine.evidence.holding import hold
from engine.evidence.tables import Evidence, Status
from engine.evidence.team.finding import mates, parts, place_of, whose, work_of
from engine.evidence.team.tables import Answer, Teammate
from rules.catalog import Catalog
from rules.terms import EvidenceKind


def hold_common_work(session: Session, claim: Evidence) -> None:
    """Whoever decides on the common work and whoever hands in a part of it see each other."""
    if (work := work_of(session, claim)) is not None:
        hold(session, work)
        store.forget(session, Teammate)


def hold_team(session: Session, claim: Evidence) -> None:
    """Everybody whose record will change, always in the same order."""
    team = whose(session, claim)
    for each in sorted(team) if len(team) > 1 else ():
        ledger.hold(session, people.participant(session, claim.district_id, each))


def must_be_ready(session: Session, claim: Evidence, catalog: Catalog) -> None:
    """Refuse common work for which not enough have joined, and a part of what was declined."""
    work = work_of(session, claim)
    if work is not None and work.status is Status.DECLINED:
        raise WorkDeclined()
    team = catalog.activities[claim.activity].team
    together = 1 + len(parts(session, claim))
    if work is None and team is not None and together < team.at_least:
        raise TeamTooSmall(team.at_least, together)


def note_handing_in(session: Session, claim: Evidence, *, now: datetime) -> None:
    """A part waits with the common work; and who has not said by then is in no team of it."""
    if place_of(session, claim) is not None:
        claim.answer_by = None
        session.add(claim)
    for each in mates(session, claim):
        if each.answer is Answer.OPEN:
            each.answer, each.answered_at = Answer.LAPSED, now
            session.add(each)
    session.flush()


def promise(session: Session, claim: Evidence, *, now: datetime) -> None:
    """It waits for an answer of its own from now on."""
    catalog = catalogs.current(session, claim.district_id, now=now)
    today = catalogs.local_day(catalog, now)
    claim.answer_by = catalog.school_days.later(today, catalog.review.answer_school_days)
    session.add(claim)
    session.flush()


def reflects(session: Session, claim: Evidence) -> bool:
    """Whether it asks for a reflection of her own, since others have theirs."""
    return place_of(session, claim) is not None or bool(parts(session, claim))


def common_kinds(session: Session, claim: Evidence) -> frozenset[EvidenceKind]:
    """What the evidence shows or, as a part, what the common work does."""
    return (work_of(session, claim) or claim).kind_set
