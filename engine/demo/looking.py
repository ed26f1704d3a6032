"""Second looks in the demo: some of what was decided in the last weeks was read by another."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from sqlmodel import Session, col, select

from engine import evidence, people
from engine.demo.calendar import Calendar
from engine.demo.telling import Teller
from engine.evidence import PROGRAM, Decision, Evidence, Verdict
from engine.people import Act, Actor, Role

_WEEKS = timedelta(weeks=8)
_SHARE, _READ, _AGREE, _SAME = 0.05, 0.85, 0.88, 0.7


def look_twice(
    session: Session,
    district: str,
    reviewers: Sequence[Actor],
    calendar: Calendar,
    teller: Teller,
    random: Random,
) -> None:
    """A sample is read a second time within days; what nobody read by today is over."""
    for decision, claim in _decided(session, district, calendar):
        if random.random() < _SHARE:
            evidence.ask_again(session, claim, decision)
            able = [each for each in reviewers if _may(session, claim, decision, each)]
            at = decision.at + timedelta(days=random.randint(1, 3), minutes=random.randint(0, 90))
            if able and at < calendar.closes and random.random() < _READ:
                verdict = _verdict(decision, random)
                evidence.read_again(
                    session, claim, verdict, by=random.choice(able), now=at,
                    note="" if verdict is Verdict.APPROVED else teller.note("sent_back"),
                    scores=_scores(session, claim, decision, random),
                )  # fmt: skip
    evidence.lapse(session, district, calendar.today)


def _decided(
    session: Session, district: str, calendar: Calendar
) -> Sequence[tuple[Decision, Evidence]]:
    """What was decided in the last weeks and stands so, by one reviewer."""
    return session.exec(
        select(Decision, Evidence)
        .join(
            Evidence,
            (col(Evidence.district_id) == col(Decision.district_id))
            & (col(Evidence.id) == col(Decision.evidence_id)),
        )
        .where(
            Decision.district_id == district,
            Decision.at >= calendar.closes - _WEEKS,
            Decision.by != PROGRAM,
            Decision.verdict != Verdict.UNDONE,
            col(Decision.at) == col(Evidence.decided_at),
        )
        .order_by(col(Decision.at), col(Decision.id))
    ).all()


def _may(session: Session, claim: Evidence, first: Decision, reader: Actor) -> bool:
    owner = people.participant(session, claim.district_id, claim.participant_id)
    who = reader.participant.id
    return (
        who not in (first.by, owner.id)
        and reader.may(Act.REVIEW, owner)
        and not reader.has(Role.DISTRICT_ADMIN)
        and evidence.second_look(session, claim, by=reader) is not None
    )


def _verdict(first: Decision, random: Random) -> Verdict:
    if random.random() < _AGREE:
        return first.verdict
    other = first.verdict is Verdict.APPROVED
    return Verdict.SENT_BACK if other else Verdict.APPROVED


def _scores(session: Session, claim: Evidence, first: Decision, random: Random) -> dict[str, int]:
    """Mostly those of the first reader; all of them do for an approval."""
    rubric = evidence.rubric_of(session, claim)
    found = {}
    for key, criterion in (rubric.criteria if rubric else {}).items():
        most, least = len(criterion.scores) - 1, max(1, criterion.passes)
        score = first.scores.get(key, least)
        moved = score if random.random() < _SAME else score + random.choice((-1, 1))
        found[key] = min(most, max(least, moved))
    return found
