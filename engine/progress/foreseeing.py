"""What one piece of evidence brings about, told before it is approved, or before that is undone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from sqlmodel import Session

from engine import catalogs, evidence, people
from engine.evidence import Evidence
from engine.people import Participant
from engine.progress.queries import Pursued, audited, record
from rules.audits import meets
from rules.audits.findings import Finding
from rules.audits.items import Record
from rules.badges import earned_badges
from rules.catalog import Degree
from rules.facts import Completion
from rules.holdings import levels_in


@dataclass(frozen=True)
class Step:
    """What it does for one degree that the participant pursues or holds."""

    key: str
    degree: Degree
    conferred: bool
    """Whether the degree was conferred already."""
    before: Fraction
    after: Fraction
    completes: bool
    met: tuple[Finding, ...]
    """Requirements that it completes; none that lies inside another one of them."""


@dataclass(frozen=True)
class Turn:
    """The difference between a record without a piece of evidence and the same record with it."""

    levels: tuple[str, ...]
    """Levels that are reached with it, the lowest first."""
    badges: tuple[str, ...]
    steps: tuple[Step, ...]


def turn(
    session: Session,
    claim: Evidence,
    *,
    now: datetime,
    scores: Mapping[str, int] | None = None,
) -> Turn:
    """What changes when this evidence is approved with these scores, or was changed by it."""
    place = people.participant(session, claim.district_id, claim.participant_id)
    seen = evidence.as_seen(session, claim, scores or claim.scores)
    done = evidence.completions(session, place)
    others = [each for each in done if each.source != claim.source]
    without = others if claim.kept is None else list(done)
    whole = [*others, evidence.completion(seen)]
    before, after = (_as_if(session, place, each, now) for each in (without, whole))
    new_badges = _badges(session, place, whole, after) - _badges(session, place, without, before)
    return Turn(
        levels=tuple(level for level in after.levels if level not in before.levels),
        badges=tuple(sorted(new_badges)),
        steps=tuple(_steps(session, place, before, after)),
    )


def badges_with(
    session: Session, place: Participant, more: Sequence[Completion], *, now: datetime
) -> frozenset[str]:
    """The badges that come with more work of hers."""
    done = list(evidence.completions(session, place))
    whole = [*done, *more]
    before, after = (_as_if(session, place, each, now) for each in (done, whole))
    return _badges(session, place, whole, after) - _badges(session, place, done, before)


def _as_if(
    session: Session, place: Participant, done: Sequence[Completion], now: datetime
) -> Record:
    """The record if exactly this was done, with the levels that follow from it."""
    today = catalogs.today(session, place.district_id, now=now)
    found = record(session, place, on=today, done=done)
    levels = levels_in(catalogs.timeline_of(session, place), found)
    return replace(found, levels={each: found.levels.get(each, today) for each in levels})


def _badges(
    session: Session, place: Participant, done: Sequence[Completion], against: Record
) -> frozenset[str]:
    timeline = catalogs.timeline_of(session, place)
    earned = earned_badges(done, timeline, lambda asked, day: meets(asked, against, day))
    return frozenset(each.badge for each in earned)


def _steps(session: Session, place: Participant, before: Record, after: Record) -> Iterator[Step]:
    earlier = audited(session, place, before)
    later = audited(session, place, after)
    for one, other in zip(earlier, later, strict=True):
        if one.audit.progress != other.audit.progress:
            yield Step(
                key=one.enrollment.degree,
                degree=one.degree,
                conferred=one.conferral is not None,
                before=one.audit.progress,
                after=other.audit.progress,
                completes=other.audit.is_complete and not one.audit.is_complete,
                met=tuple(_newly_met(one, other)),
            )


def _newly_met(one: Pursued, other: Pursued) -> Iterator[Finding]:
    """The topmost requirements below the root that are met in the second audit alone."""
    found = {each.path: each for each in other.audit.findings}
    was_met = {each.path for each in one.audit.findings if each.is_met}
    waiting = list(other.audit.findings[0].children)
    while waiting:
        finding = found[waiting.pop(0)]
        if finding.is_met and finding.path not in was_met:
            yield finding
        else:
            waiting[:0] = finding.children
