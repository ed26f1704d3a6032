"""Second looks: of a sample another reviewer reads what was decided, and is not told that it was.

Which pieces are in the sample follows from a key of the district and from the evidence's id alone,
so that nobody can foresee it and no verdict moves it.
"""

import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, union_all
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from engine import catalogs, people
from engine.evidence.drafts import wording
from engine.evidence.rubrics import as_written
from engine.evidence.tables import (
    Artifact,
    Decision,
    Evidence,
    Occasion,
    SecondLook,
    SecondLookKey,
    Status,
    Verdict,
    Version,
)
from engine.evidence.team.finding import mates
from engine.people import Act, Actor, Participant, Role
from engine.store import at_hand, is_alone

STATUS_OF: Mapping[Verdict, Status] = {
    Verdict.APPROVED: Status.APPROVED,
    Verdict.SENT_BACK: Status.SENT_BACK,
    Verdict.DECLINED: Status.DECLINED,
}
_SCALE = 2**64


def sample(session: Session, claim: Evidence, first: Decision, *, now: datetime) -> None:
    """Ask for a second look at what is being decided for the first time, if it is in the sample.

    What was read already stays so when the first reviewer thinks again; what was handed in anew
    is not what was asked. Left out is what several reviewers read anyway, what a team handed in
    (its parts would tell), and copies of a district.
    """
    if is_alone(session):
        return
    percent = catalogs.current(session, claim.district_id, now=now).review.second_look_percent
    known = session.get(SecondLook, (claim.district_id, claim.id))
    if known is not None:
        known.lapsed = known.read_at is None
        known.first = first.id if known.handed_in == claim.submitted_at else known.first
        session.add(known)
    elif not percent or claim.decided_at is not None:
        return
    elif _is_chosen(session, claim, percent) and _is_read_by_one(session, claim):
        ask_again(session, claim, first)


def ask_again(session: Session, claim: Evidence, first: Decision) -> SecondLook:
    """Let somebody else read what was decided, with as many days as an answer may take."""
    catalog = catalogs.current(session, claim.district_id, now=first.at)
    today = catalogs.local_day(catalog, first.at)
    look = SecondLook(
        district_id=claim.district_id,
        evidence_id=claim.id,
        first=first.id,
        handed_in=claim.submitted_at or first.at,
        asked_at=first.at,
        until=catalog.school_days.later(today, catalog.review.answer_school_days),
    )
    session.flush()  # The decision comes first.
    session.add(look)
    session.flush()
    return look


def call_off(session: Session, claim: Evidence) -> None:
    """The first decision was taken back: it waits for everybody again."""
    look = session.get(SecondLook, (claim.district_id, claim.id))
    if look is not None and look.read_at is None:
        session.delete(look)
        session.flush()


def lapse(session: Session, district: str, today: date) -> None:
    """What nobody has read in its days is asked of nobody any more."""
    late = session.exec(
        select(SecondLook).where(
            SecondLook.district_id == district,
            col(SecondLook.read_at).is_(None),
            ~col(SecondLook.lapsed),
            SecondLook.until < today,
        )
    )
    for look in late:
        look.lapsed = True
        session.add(look)
    session.flush()


def second_look(session: Session, claim: Evidence, *, by: Actor) -> SecondLook | None:
    """The second look that this reviewer has taken or may take at what was decided, if any."""
    if claim.status is Status.SUBMITTED:
        return None
    look = session.get(SecondLook, (claim.district_id, claim.id))
    if look is None or look.handed_in != claim.submitted_at:
        return None
    if look.read_at is not None:
        return look if look.by == by.participant.id else None
    owner = people.participant(session, claim.district_id, claim.participant_id)
    is_hers = claim.participant_id == by.participant.id or by.may(Act.SEE_RECORD, owner)
    able = by.may(Act.REVIEW, owner) and not is_hers and not look.lapsed
    return look if able and not _has_decided(session, claim, by.participant) else None


def to_be_read(actor: Actor) -> ColumnElement[bool]:
    """What waits for a decision or, as a condition on evidence and owners, for a second look.

    Both are found by their indexes first: what was decided long ago is not gone through.
    """
    submitted = col(Evidence.status) == Status.SUBMITTED
    led = actor.schools(Role.SCHOOL_LEADER)
    if actor.has(Role.DISTRICT_ADMIN) or led is None:
        return submitted
    district, (decision, waiting, look) = actor.participant.district_id, _aliases()
    hers = exists().where(
        decision.district_id == Evidence.district_id,
        decision.evidence_id == Evidence.id,
        decision.by == actor.participant.id,
    )
    either = union_all(
        select(waiting.id).where(
            waiting.district_id == district, waiting.status == Status.SUBMITTED
        ),
        select(look.evidence_id).where(look.district_id == district, *_waits(look)),
    )
    again = and_(
        col(Evidence.status).in_(tuple(STATUS_OF.values())),
        col(Participant.school).not_in(sorted(led)),
        ~hers,
    )
    return col(Evidence.id).in_(either) & (submitted | again)


def _aliases() -> tuple[Any, Any, Any]:
    return aliased(Decision), aliased(Evidence), aliased(SecondLook)


def asked_of() -> ColumnElement[bool]:
    """How evidence is joined with the second look for which it waits."""
    return and_(
        col(SecondLook.district_id) == col(Evidence.district_id),
        col(SecondLook.evidence_id) == col(Evidence.id),
        col(Evidence.status) != Status.SUBMITTED,
        *_waits(SecondLook),
    )


@dataclass(frozen=True)
class Asked:
    """A piece as a reviewer has it before her: for a second look as it was handed in."""

    claim: Evidence
    look: SecondLook | None = None

    def artifacts(self, every: Sequence[Artifact]) -> Sequence[Artifact]:
        return [each for each in every if not self.look or each.added_at <= self.look.asked_at]

    def decisions(self, every: Sequence[Decision]) -> Sequence[Decision]:
        """Those before it, and what the second reader said herself."""
        if self.look is None:
            return every
        before = [each for each in every if each.at < self.look.asked_at]
        mine = said(self.look)
        return [*before, mine] if mine else before


def as_asked(session: Session, claim: Evidence, *, by: Actor) -> Asked:
    """The evidence as this reviewer is to see it."""
    look = second_look(session, claim, by=by)
    if look is None:
        return Asked(claim)
    written = _handed_in(session, look)
    return Asked(as_if_waiting(claim, look, written.written if written else {}), look)


def as_if_waiting(
    claim: Evidence, look: SecondLook, written: Mapping[str, Any] | None = None
) -> Evidence:
    """A copy that nobody has decided on but, perhaps, the second reader."""
    status = STATUS_OF[look.verdict] if look.verdict else Status.SUBMITTED
    return Evidence.model_construct(
        **{
            **claim.model_dump(),
            **wording.values(claim, written or {}),
            "status": status,
            "submitted_at": look.asked_at,
            "answer_by": look.until,
            "decided_at": look.read_at,
            "scores": dict(look.scores) if look.verdict is Verdict.APPROVED else {},
            "kept": None,
        }
    )


def said(look: SecondLook) -> Decision | None:
    """What the second reader said, as the decision that it is to her; None while nobody did."""
    if look.verdict is None or look.by is None or look.read_at is None:
        return None
    return Decision(
        district_id=look.district_id, evidence_id=look.evidence_id, by=look.by,
        verdict=look.verdict, note=look.note, scores=dict(look.scores), at=look.read_at,
    )  # fmt: skip


def _handed_in(session: Session, look: SecondLook) -> Version | None:
    """What stood there when the first reviewer decided."""
    return session.exec(
        select(Version)
        .where(
            Version.district_id == look.district_id,
            Version.evidence_id == look.evidence_id,
            Version.occasion == Occasion.SUBMITTED,
            Version.at <= look.asked_at,
        )
        .order_by(col(Version.at).desc(), col(Version.id).desc())
        .limit(1)
    ).first()


def _waits(look: Any) -> tuple[ColumnElement[bool], ...]:
    return (look.read_at.is_(None), ~look.lapsed)


def _has_decided(session: Session, claim: Evidence, place: Participant) -> bool:
    found = session.exec(
        select(Decision.id).where(
            Decision.district_id == claim.district_id,
            Decision.evidence_id == claim.id,
            Decision.by == place.id,
        )
    )
    return found.first() is not None


def make_ready(session: Session, district: str, *, now: datetime) -> None:
    """Let there be the key by which pieces are chosen, before somebody rehearses choosing."""
    if catalogs.current(session, district, now=now).review.second_look_percent:
        _key(session, district)


def _is_read_by_one(session: Session, claim: Evidence) -> bool:
    activity = as_written(session, claim)[1]
    return (activity is None or activity.reviewers == 1) and not mates(session, claim)


def _is_chosen(session: Session, claim: Evidence, percent: int) -> bool:
    digest = hmac.digest(_key(session, claim.district_id), claim.id.bytes, "sha256")
    return int.from_bytes(digest[:8]) * 100 < percent * _SCALE


def _key(session: Session, district: str) -> bytes:
    """What nobody knows, so that nobody can tell from an id whether it is in the sample."""
    known = session.get(SecondLookKey, district)
    if known is None:
        people.hold_district(session, district)
        known = session.get(SecondLookKey, district, populate_existing=True)
    if known is None:
        known = SecondLookKey(district_id=district, key=secrets.token_bytes(32))
        session.add(known)
        session.flush()
    return at_hand(session, known).key
