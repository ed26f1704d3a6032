"""What the program itself decides: work that it credits, and evidence that a rule approves."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlmodel import Session, col, select

from engine import catalogs, ledger, people
from engine.errors import AlreadyDecided
from engine.evidence import counted
from engine.evidence.deciding import decide, stand_approved
from engine.evidence.events import CreditTakenBack, EvidenceApproved, EvidenceEvent, WorkCredited
from engine.evidence.holding import hold
from engine.evidence.rubrics import checked, rubric_of
from engine.evidence.settling import settle
from engine.evidence.tables import PROGRAM, Evidence, Status, Verdict, Why
from engine.evidence.taking import end_by_deciding
from engine.evidence.wholeness import offered
from engine.outbox import Announced, announce
from engine.people import Participant
from rules.terms import EvidenceKind, Stage


def credit(
    session: Session,
    owner: Participant,
    activity: str,
    *,
    known_as: str,
    day: date,
    now: datetime,
    minutes: int | None = None,
    value: float | None = None,
) -> Evidence:
    """Count work that the program saw being done, such as reviewing, as one completion.

    The activity is one that asks for no evidence of anybody (`evidence: system`). `known_as`
    names what was done, for everybody: it counts once, however often this is said, and again
    when it had been taken back. `minutes` are those of the activity unless said otherwise.
    """
    ledger.hold(session, owner)
    claim = _credited(session, owner.district_id, known_as)
    if claim is not None and claim.status is Status.APPROVED:
        return claim
    if claim is None:
        catalog = catalogs.current(session, owner.district_id, now=now)
        offer = offered(catalog, activity, Stage.DONE).stages[Stage.DONE]
        claim = Evidence(
            district_id=owner.district_id,
            participant_id=owner.id,
            activity=activity,
            kinds=EvidenceKind.SYSTEM.value,
            done_on=day,
            minutes=offer.minutes if minutes is None else minutes,
            value=value,
            started_at=now,
            saved_at=now,
            submitted_at=now,
            credited_as=known_as,
        )
        session.add(claim)
        session.flush()
    decide(session, claim, Verdict.APPROVED, by=PROGRAM, now=now)
    stand_approved(session, claim, owner, WorkCredited, by=PROGRAM, now=now)
    return claim


def uncredit(session: Session, district: str, known_as: str, *, now: datetime) -> None:
    """What was credited under this name did not happen, or no longer stands; once is enough."""
    claim = _credited(session, district, known_as)
    if claim is None:
        return
    owner = people.participant(session, district, claim.participant_id)
    ledger.hold(session, owner)
    hold(session, claim)
    if claim.status is not Status.APPROVED:
        return
    decide(session, claim, Verdict.UNDONE, by=PROGRAM, now=now)
    claim.status = Status.DECLINED
    claim.version += 1
    session.add(claim)
    counted.note(session, claim, None, Why.UNDONE, by=PROGRAM, now=now)
    settle(session, owner, cause=_announce(session, CreditTakenBack, claim, now), now=now)


def approve_by_rule(
    session: Session,
    claim: Evidence,
    *,
    now: datetime,
    note: str = "",
    scores: Mapping[str, int] | None = None,
) -> Evidence:
    """Approve what was just submitted, where the pack says what is enough and it is there."""
    owner = people.participant(session, claim.district_id, claim.participant_id)
    hold(session, claim)
    if claim.status is not Status.SUBMITTED:
        raise AlreadyDecided(claim.status)
    scores = checked(claim, rubric_of(session, claim), scores) if scores else {}
    decide(session, claim, Verdict.APPROVED, by=PROGRAM, now=now, note=note, scores=scores)
    end_by_deciding(session, claim, now=now)
    claim.scores = dict(scores)
    stand_approved(session, claim, owner, EvidenceApproved, by=PROGRAM, now=now)
    return claim


def credited(session: Session, district: str, known_as: Collection[str]) -> Mapping[str, Evidence]:
    """What was credited under these names, whether it stands or was taken back."""
    names, found = sorted(known_as), list[Evidence]()
    for start in range(0, len(names), 500):
        among = col(Evidence.credited_as).in_(names[start : start + 500])
        found += session.exec(select(Evidence).where(Evidence.district_id == district, among))
    return {str(each.credited_as): each for each in found}


def _credited(session: Session, district: str, known_as: str) -> Evidence | None:
    return session.exec(
        select(Evidence).where(Evidence.district_id == district, Evidence.credited_as == known_as)
    ).first()


def _announce(
    session: Session, event: type[EvidenceEvent], claim: Evidence, now: datetime
) -> Announced:
    happened = event(claim.district_id, claim.participant_id, claim.id)
    return announce(session, happened, by=None, now=now)
