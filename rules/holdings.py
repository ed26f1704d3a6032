"""What a participant's record comes to under a timeline: points, level, badges and degrees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from rules.audits import Audit, Decision, Record, Sharing, audit_all, meets
from rules.audits.assignment import BUDGET
from rules.audits.audit import NOTHING, Kept
from rules.audits.record import record_of, work_of
from rules.badges import badges_held
from rules.catalog import Catalog, Level
from rules.facts import Completion, Conferral, Person
from rules.levels import Reached, level_for, levels_reached
from rules.requirements import Requirement
from rules.scoring import Line
from rules.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that is kept of one participant."""

    completions: tuple[Completion, ...] = ()
    person: Person = field(default_factory=Person)
    conferrals: tuple[Conferral, ...] = ()
    levels: Mapping[str, date] = field(default_factory=dict)
    """Levels that were noted, with the day of each."""
    badges: Mapping[str, date] = field(default_factory=dict)
    """Badges that stand, with the day of each."""
    degrees: Mapping[str, Requirement] = field(default_factory=dict)
    """The degrees that she pursues or holds, each as the catalog of her enrollment writes it."""
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a record comes to. Spending is not counted: no rule decides on it."""

    experience: int = 0
    redeemable: int = 0
    level: str | None = None
    badges: frozenset[str] = frozenset()
    degrees: Mapping[str, Fraction] = field(default_factory=dict)
    """How far each degree is, from 0 to 1."""
    complete: frozenset[str] = frozenset()
    """Degrees that were granted or would be now."""

    def loses_against(self, before: "Holdings", ladder: Sequence[str]) -> bool:
        """Whether any number of it lies below what was there before, or anything is missing.

        Levels are compared on the ladder that is in force afterwards.
        """
        return (
            self.experience < before.experience
            or self.redeemable < before.redeemable
            or place(self.level, ladder) < place(before.level, ladder)
            or not before.badges <= self.badges
            or not before.complete <= self.complete
            or any(self.degrees.get(key, 0) < share for key, share in before.degrees.items())
        )


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A record as it comes out under a timeline, with everything that its holdings rest on."""

    record: Record
    """With the levels that it reaches and the degrees that it completes."""
    lines: tuple[Line, ...]
    audits: Mapping[str, Audit]
    badges: frozenset[str]
    level: str | None

    @property
    def holdings(self) -> Holdings:
        return Holdings(
            experience=sum(line.experience for line in self.lines),
            redeemable=sum(line.redeemable for line in self.lines),
            level=self.level,
            badges=self.badges,
            degrees={key: each.progress for key, each in self.audits.items()},
            complete=frozenset(each.degree for each in self.record.conferrals),
        )


class Judge:
    """Holds requirements and degrees against records."""

    def met(self, requirement: Requirement, record: Record, day: date) -> bool:
        """Whether a badge's requirement is met on a day."""
        return meets(requirement, record, day)

    def audits(
        self, degrees: Mapping[str, Requirement], record: Record, catalog: Catalog
    ) -> Mapping[str, Audit]:
        return degrees_audited(degrees, record, catalog)


def holdings(known: Known, timeline: Timeline, today: date) -> Holdings:
    """What this record comes to on a day, as settling and assessing it would note."""
    return reckon(known, timeline, today).holdings


def reckon(known: Known, timeline: Timeline, today: date, judge: Judge | None = None) -> Reckoned:
    """The same, with everything that it rests on."""
    judge = judge or Judge()
    work = work_of(known.completions, timeline)
    record = record_of(
        known.completions,
        timeline,
        as_of=today,
        work=work,
        person=known.person,
        conferrals=known.conferrals,
        levels=known.levels,
        decisions=known.decisions,
    )
    reached = levels_in(timeline, record)
    record = replace(record, levels={each: known.levels.get(each, today) for each in reached})
    record, audits = _granting(known, record, timeline.in_force(today).catalog, judge)
    badges = badges_held(
        known.completions,
        timeline,
        lambda requirement, day: judge.met(requirement, record, day),
        known=known.badges,
    )
    return Reckoned(record, work.scored.lines, audits, badges, reached[-1] if reached else None)


def level_in(timeline: Timeline, record: Record) -> Reached:
    """The level that a record comes to, as it is judged on its day.

    A level that was reached stays, while the record has what the catalog of that day asked for;
    a catalog that was published to recompute asks anew.
    """
    ladder = timeline.in_force(record.as_of).catalog.levels
    stays = [key for key in ladder if key in record.levels and _stands(key, timeline, record)]
    return _level(ladder, record, stays[-1] if stays else None)


def levels_in(timeline: Timeline, record: Record) -> tuple[str, ...]:
    """Every level of a record, up to the one that it comes to."""
    return levels_reached(
        level_in(timeline, record), timeline.in_force(record.as_of).catalog.levels
    )


def degrees_audited(
    degrees: Mapping[str, Requirement],
    record: Record,
    catalog: Catalog,
    *,
    budget: int = BUDGET,
    kept: Mapping[str, Kept] = NOTHING,
) -> dict[str, Audit]:
    """Degrees held against a record, as this catalog lets work count for several."""
    return audit_all(
        degrees,
        record,
        exclusive=catalog.between_degrees == "exclusive",
        sharing=tuple(
            Sharing(each.between, each.max_items, each.max_points) for each in catalog.sharing
        ),
        budget=budget,
        kept=kept,
    )


def _granting(
    known: Known, record: Record, catalog: Catalog, judge: Judge
) -> tuple[Record, Mapping[str, Audit]]:
    """The record with every degree granted that is complete; one may complete the next."""
    while True:
        audits = judge.audits(known.degrees, record, catalog)
        held = {each.degree for each in record.conferrals}
        due = [key for key, each in audits.items() if each.is_complete and key not in held]
        if not due:
            return record, audits
        more = (Conferral(key, record.as_of) for key in due)
        record = replace(record, conferrals=(*record.conferrals, *more))


def _stands(level: str, timeline: Timeline, record: Record) -> bool:
    """Whether a level that was noted is still reached, by the catalog that judges it."""
    judge = timeline.judging(record.levels[level], record.as_of)
    if judge.number == timeline.in_force(record.as_of).number:
        return False  # What today's ladder says is asked anyway.
    ladder = judge.catalog.levels
    return level in levels_reached(_level(ladder, record, None), ladder)


def _level(ladder: Mapping[str, Level], record: Record, kept: str | None) -> Reached:
    return level_for(
        record.experience, ladder, lambda requirement: meets(requirement, record), kept
    )


def place(level: str | None, ladder: Sequence[str]) -> int:
    """How high a level stands; above all when the ladder has no such level any more."""
    if level is None:
        return -1
    return ladder.index(level) if level in ladder else len(ladder)
