"""What to do next: the activities that bring a participant furthest for the least time."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction

from rules.audits import Audit, Finding, Record
from rules.audits.items import Item, dated, valid
from rules.audits.nearness import gaps, nearness
from rules.audits.record import item_of, record_of
from rules.badges import missing_before
from rules.catalog import Catalog, Degree, Grant, StageOffer
from rules.facts import Completion
from rules.levels import level_for
from rules.requirements import Requirement
from rules.scoring import caps_filled
from rules.scoring.caps import Caps
from rules.scoring.room import rooms
from rules.terms import Audience, EvidenceKind, EvidenceWanted, Stage
from rules.timeline import Timeline
from rules.ways.offers import MINUTES_UNWRITTEN, open_parts

Part = tuple[str, Stage]
Judge = Callable[[Record], Mapping[str, Audit]]
"""Holds a record against the degrees that count here, as the engine does."""

MOST = 3
_TRIED = 2
"""How many are tried for each that is wanted."""

_SHOWN = "step"
_NONE = Fraction(0)


@dataclass(frozen=True, slots=True)
class Move:
    """What a step does for one requirement: the finding as it would be afterwards."""

    degree: str
    finding: Finding
    gain: Fraction
    """By how much the requirement's progress grows, 0 to 1."""

    @property
    def finishes(self) -> bool:
        return self.finding.is_met


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of an activity that can be begun today, and what it would move."""

    activity: str
    stage: Stage
    minutes: int
    points: int
    """What it would grant now, after caps."""
    moves: tuple[Move, ...] = ()
    gain: Fraction = Fraction(0)
    """By how much it moves the degrees, in sum."""
    completes: tuple[str, ...] = ()
    """Degrees whose last requirement it is."""
    level: str | None = None
    """The level that its points come to."""
    badge: bool = False
    """Whether it earns the activity's badge."""

    @property
    def part(self) -> Part:
        return self.activity, self.stage

    @property
    def cost(self) -> Fraction:
        """Minutes for the whole of a degree at this pace, or for a point without degrees."""
        minutes = self.minutes or MINUTES_UNWRITTEN
        return Fraction(minutes) / (self.gain or Fraction(self.points))


def next_steps(
    record: Record,
    completions: Collection[Completion],
    timeline: Timeline,
    degrees: Mapping[str, Requirement],
    judge: Judge,
    *,
    in_hand: Collection[Part] = (),
    waived: Collection[str] = (),
    most: int = MOST,
) -> tuple[Step, ...]:
    """The best steps first: those that ask the fewest hours for the progress that they bring.

    The most promising are tried on the record as if their evidence had been approved today, so
    caps, ceilings and choices of branches are in it. Where no degree moves, points count. What is
    written on already (`in_hand`) is no next step; what is `waived` need not come first.
    """
    trial = _Trial(record, tuple(completions), timeline, judge, judge(record), waived)
    open_ = [part for part in _open(trial) if part not in in_hand]
    steps = [trial.of(part) for part in _promising(trial, open_, degrees)[: most * _TRIED]]
    steps = [step for step in steps if step.gain or step.points]
    if any(step.gain for step in steps):
        steps = [step for step in steps if step.gain]
    return tuple(sorted(steps, key=lambda step: step.cost))[:most]


def step_of(
    activity: str,
    record: Record,
    completions: Collection[Completion],
    timeline: Timeline,
    judge: Judge,
    *,
    waived: Collection[str] = (),
) -> Step | None:
    """What the next open stage of this activity would bring; None when nothing of it is open."""
    trial = _Trial(record, tuple(completions), timeline, judge, judge(record), waived)
    part = next((part for part in _open(trial) if part[0] == activity), None)
    return trial.of(part) if part else None


def first_steps(
    catalog: Catalog,
    audience: Audience,
    *,
    in_hand: Collection[Part] = (),
    most: int = MOST,
) -> tuple[Step, ...]:
    """Short beginnings for somebody who is new, from as many campuses as can be, none begun yet."""
    offers = [
        (key, stage, offer)
        for key, stage, offer in _offers(catalog, audience)
        if (key, stage) not in in_hand and not missing_before(catalog, key, stage, ())
    ]
    found: dict[str, Step] = {}
    others: list[Step] = []
    for key, stage, offer in sorted(offers, key=lambda each: each[2].minutes or MINUTES_UNWRITTEN):
        points = offer.points.points if offer.points else None
        step = Step(key, stage, offer.minutes, points or 0)
        if found.setdefault(catalog.activities[key].campus or "", step) is not step:
            others.append(step)
    return (*found.values(), *others)[:most]


def _offers(catalog: Catalog, audience: Audience) -> Iterator[tuple[str, Stage, StageOffer]]:
    for key, stage in open_parts(catalog, audience):
        yield key, stage, catalog.activities[key].stages[stage]


def _open(trial: "_Trial") -> Iterator[Part]:
    """What can be begun: nothing is missing before it, and it was not done, or counts again."""
    catalog, completions = trial.catalog, trial.completions
    done = _still_done(trial)
    asked_again = {name for degree in catalog.degrees.values() for name in _named(degree)}
    for key, stage, _offer in _offers(catalog, trial.record.person.audience):
        again = key in asked_again and stage not in catalog.activities[key].once
        if (key, stage) in done and not again:
            continue
        if not missing_before(catalog, key, stage, completions, waived=trial.waived):
            yield key, stage


def _still_done(trial: "_Trial") -> set[Part]:
    """What was done and counts today: what has expired is open again."""
    if not trial.catalog.renewing:
        return {(each.activity, each.stage) for each in trial.completions}
    there = valid(dated(trial.record), trial.record.as_of)
    return {(each.activity, Stage(each.stage)) for each in there if each.is_work}


def _named(degree: Degree) -> Iterator[str]:
    """Activities that a degree asks for more than once by name."""
    for node in degree.requires.walk():
        for need in node.need:
            where = need.where or node.where
            if need.count and need.count > 1 and where is not None:
                yield from where.activities or ()


def _promising(
    trial: "_Trial", parts: Iterable[Part], degrees: Mapping[str, Requirement]
) -> list[Part]:
    """The parts in the order of what they seem to cost for what they seem to bring."""
    open_ = gaps(degrees, trial.before, trial.record)
    filled = caps_filled(trial.completions, trial.timeline)

    def cost(part: Part) -> tuple[bool, Fraction, int]:
        minutes = trial.offer(part).minutes or MINUTES_UNWRITTEN
        item = trial.item(part, _room(part, trial, filled))
        near = nearness(item, open_, trial.record)
        worth = near or Fraction(item.points)
        return not near, minutes / worth if worth else Fraction(minutes), -item.points

    return sorted(parts, key=cost)


def _room(part: Part, trial: "_Trial", filled: Caps) -> int | None:
    """How many points the caps still let through; None when no cap is in the way."""
    left = [
        room.left if room.cap.points is not None or not room.left else None
        for room in rooms(part[0], filled, trial.timeline, trial.record.as_of)
        if room.stage is part[1] or (room.stage is None and room.holds != "rule")
    ]
    return min((each for each in left if each is not None), default=None)


@dataclass(frozen=True)
class _Trial:
    """A record on which steps are tried."""

    record: Record
    completions: tuple[Completion, ...]
    timeline: Timeline
    judge: Judge
    before: Mapping[str, Audit]
    waived: Collection[str] = ()

    @property
    def catalog(self) -> Catalog:
        return self.timeline.in_force(self.record.as_of).catalog

    def offer(self, part: Part) -> StageOffer:
        return self.catalog.activities[part[0]].stages[part[1]]

    def item(self, part: Part, room: int | None) -> Item:
        """The step as an item, worth what is offered as far as caps leave room."""
        done = self._as_if_done(part)
        full = _offered(self.offer(part).points, part, self.catalog)
        item = item_of(done, self.timeline, full if room is None else min(full, room))
        return _hopeful(item)

    def of(self, part: Part) -> Step:
        """The step, by what the record would be after it."""
        activity = self.catalog.activities[part[0]]
        then = record_of(
            [*self.completions, self._as_if_done(part)], self.timeline, as_of=self.record.as_of
        )
        items = tuple(_hopeful(each) if each.id == _SHOWN else each for each in then.items)
        after = self.judge(replace(self.record, items=items, experience=then.experience))
        points = then.experience - self.record.experience
        moves = sorted(_moves(self.before, after), key=lambda move: (not move.finishes, -move.gain))
        return Step(
            *part,
            minutes=self.offer(part).minutes,
            points=points,
            moves=tuple(moves),
            gain=sum((after[key].progress - self.before[key].progress for key in after), _NONE),
            completes=tuple(
                key for key in after if after[key].is_complete and not self.before[key].is_complete
            ),
            level=_level(self.catalog, self.record.experience, points),
            badge=activity.badge and part[1] is activity.last_stage,
        )

    def _as_if_done(self, part: Part) -> Completion:
        """What approving such evidence today would complete, scored as it just passes."""
        activity = self.catalog.activities[part[0]]
        rubric = activity.rubric
        criteria = self.catalog.rubrics[rubric].criteria if rubric else {}
        return Completion(
            source=_SHOWN,
            activity=part[0],
            stage=part[1],
            kinds=_KINDS[self.offer(part).evidence],
            minutes=self.offer(part).minutes,
            day=self.record.as_of,
            submitted_at=_after(self.completions),
            scores={key: criterion.passes for key, criterion in criteria.items()},
            team_size=activity.team_least,
            team_place=activity.team_least - 1,
        )


def _hopeful(item: Item) -> Item:
    """Student evidence can show a measured outcome; its points are not promised."""
    return replace(item, outcome=EvidenceKind.STUDENT in item.kinds)


def _offered(grant: Grant | None, part: Part, catalog: Catalog) -> int:
    """What is offered, about: the exact sum comes from trying."""
    if grant is None:
        return 0
    if grant.points_per_hour is not None:
        return grant.points_per_hour * catalog.activities[part[0]].stages[part[1]].minutes // 60
    return grant.points or 0


_KINDS: Mapping[EvidenceWanted, frozenset[EvidenceKind]] = {
    EvidenceWanted.STUDENT: frozenset({EvidenceKind.STUDENT}),
    EvidenceWanted.OWN: frozenset({EvidenceKind.OWN}),
    EvidenceWanted.EITHER: frozenset({EvidenceKind.STUDENT}),
    EvidenceWanted.BOTH: frozenset({EvidenceKind.STUDENT, EvidenceKind.OWN}),
    EvidenceWanted.ATTENDANCE: frozenset({EvidenceKind.ATTENDANCE}),
}


def _after(completions: Iterable[Completion]) -> datetime:
    """A moment later than every submission."""
    moments = [each.submitted_at for each in completions]
    return max(moments) + timedelta(seconds=1) if moments else _LONG_AGO


_LONG_AGO = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


def _moves(before: Mapping[str, Audit], after: Mapping[str, Audit]) -> Iterator[Move]:
    """Requirements that hold no others and are further than before."""
    for degree, audit in after.items():
        was = {finding.path: finding for finding in before[degree].findings}
        for finding in audit.findings:
            gain = finding.progress - was[finding.path].progress
            if gain > 0 and not finding.children and not finding.kind.is_group:
                yield Move(degree, finding, gain)


def _level(catalog: Catalog, experience: int, points: int) -> str | None:
    """The level that so many points more come to, if it asks for nothing else."""
    now = level_for(experience, catalog.levels).level
    then = level_for(experience + points, catalog.levels).level
    return then if then != now else None
