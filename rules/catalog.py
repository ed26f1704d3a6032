"""The programme of one catalog year: what a pack says, read, checked and frozen.

These models are at once the notation of packs and the catalog that the engine works with: short
forms are expanded while reading, unknown keys are refused, and nothing changes afterwards. What
refers to what is checked in `rules.pack`, which knows the line of everything.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, PlainSerializer, StringConstraints, model_validator

from rules.requirements import Requirement
from rules.terms import (
    Audience,
    EvidenceKind,
    EvidenceWanted,
    Frozen,
    MonthDay,
    Stage,
    Text,
    Window,
)

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]


def _minutes(hours: Any) -> Any:
    if not isinstance(hours, int | float | str):
        return hours
    try:
        return round(float(hours) * 60)
    except (ValueError, OverflowError):
        raise ValueError(f"“{hours}” is not a number of hours") from None


def _hours(minutes: int) -> float:
    return minutes / 60


Minutes = Annotated[int, BeforeValidator(_minutes), Field(ge=0), PlainSerializer(_hours)]
"""Written in hours (`1.5`), kept in whole minutes (90)."""


# -- what the pack is, and whose -------------------------------------------------------------


class PackNote(Frozen):
    """What the pack says of itself."""

    format: Literal["tassel-pack/1"]
    title: Text
    catalog_year: Key
    applies_from: date
    languages: tuple[str, ...] = ("en",)
    invented: Text | None = None
    """What in this pack was made up, to be shown wherever the pack is shown."""
    sources: tuple[str, ...] = ()


class District(Frozen):
    """The programme's owner."""

    id: Key
    name: Text
    university: Text
    """What the district calls its programme, `Deerfield University`."""
    state: str = ""
    timezone: str = "America/Chicago"
    year_starts: Annotated[
        MonthDay,
        BeforeValidator(lambda value: MonthDay.parse(value) if isinstance(value, str) else value),
    ] = MonthDay()
    staff: int | None = None
    site: str = ""
    help: str = ""
    """Whom to ask: an e-mail address or a telephone number."""


class Branding(Frozen):
    """Colours and crest; readable pairs are checked when a pack is read."""

    primary: Colour = "#1f4d3a"
    accent: Colour = "#b3541e"
    crest: str | None = None
    """A file in the pack's folder, SVG or PNG."""
    motto: Text | None = None


class Word(Frozen):
    """What a district calls something: one form, and the form for several."""

    one: Text
    other: Text


class School(Frozen):
    """A place of the district."""

    title: Text
    staff: int | None = None


class Campus(Frozen):
    """A field of learning inside the district's university."""

    title: Text
    summary: Text | None = None
    icon: str | None = None
    cap: "Cap | None" = None


# -- what can be done, and what it earns -------------------------------------------------------


class Cap(Frozen):
    """The most that is granted in a window: points, or times."""

    points: Annotated[int, Field(ge=1)] | None = None
    times: Annotated[int, Field(ge=1)] | None = None
    per: Window = Window.EVER

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        if (self.points is None) == (self.times is None):
            raise ValueError("a cap says either points or times")
        return self


class ByScore(Frozen):
    """Points by what a reviewer gave for one criterion."""

    criterion: str
    points: dict[int, int]


class Grant(Frozen):
    """How many points a completion is worth; exactly one way is written."""

    points: Annotated[int, Field(ge=0)] | None = None
    points_per_hour: Annotated[int, Field(ge=1)] | None = None
    by_score: ByScore | None = None
    by_stage: dict[Stage, int] | None = None
    by_level: dict[str, int] | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_number(cls, value: Any) -> Any:
        return {"points": value} if isinstance(value, int | str) else value

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if sum(value is not None for _, value in self) != 1:
            raise ValueError("points are said in exactly one way")
        return self


class Bonus(StrEnum):
    """When a rule pays, if not for every completion."""

    EVERY = "every"
    FIRST_TIME = "first_time"
    OUTCOME = "outcome"


class Match(Frozen):
    """Which completions a rule looks at; an empty one means all."""

    activities: tuple[str, ...] | None = None
    campuses: tuple[str, ...] | None = None
    stages: tuple[Stage, ...] | None = None
    kinds: tuple[EvidenceKind, ...] | None = None
    levels: tuple[str, ...] | None = None
    tags: tuple[str, ...] | None = None

    def fits(self, key: str, activity: "Activity") -> bool:
        """Whether completions of this activity can match at all."""
        return (
            (self.activities is None or key in self.activities)
            and (self.campuses is None or activity.campus in self.campuses)
            and (self.stages is None or not activity.stages.keys().isdisjoint(self.stages))
            and (self.levels is None or activity.level in self.levels)
            and (self.tags is None or not set(self.tags).isdisjoint(activity.tags))
        )


class EarningRule(Frozen):
    """Turns a completion into an award."""

    title: Text | None = None
    match: Match = Match()
    when: Bonus = Bonus.EVERY
    grants: Grant
    redeemable: Annotated[int, Field(ge=0)] | None = None
    """Redeemable points for each completion; as many as experience unless written."""
    cap: Cap | None = None


class Criterion(Frozen):
    """One line of a rubric; scores go from 0 to the number of descriptions less one."""

    title: Text
    scores: tuple[Text, ...] = Field(min_length=2)
    passes: int = 1


class Rubric(Frozen):
    """What a reviewer scores."""

    title: Text
    criteria: dict[Key, Criterion] = Field(min_length=1)


class ActivityKind(StrEnum):
    """What sort of professional learning an activity is."""

    COURSE = "course"
    SESSION = "session"
    PRACTICE = "practice"
    OBSERVATION = "observation"
    COACHING = "coaching"
    READING = "reading"
    CONFERENCE = "conference"
    CREATION = "creation"
    LEADERSHIP = "leadership"
    RESEARCH = "research"
    SKILL = "skill"
    TRAINING = "training"


class StageOffer(Frozen):
    """What one stage of an activity asks and promises."""

    evidence: EvidenceWanted = EvidenceWanted.EITHER
    minutes: Minutes = Field(default=0, alias="hours")
    points: Grant | None = None
    guidance: Text | None = None


class Activity(Frozen):
    """A kind of professional learning that the catalog recognises.

    `stages` is written for activities that are learned first and used with students later; an
    activity without stages writes `evidence`, `hours`, `points` and `guidance` directly and has
    the one stage `done`.
    """

    title: Text
    summary: Text | None = None
    campus: str | None = None
    kind: ActivityKind = ActivityKind.COURSE
    stages: dict[Stage, StageOffer]
    rubric: str | None = None
    reviewers: Annotated[int, Field(ge=1, le=3)] = 1
    level: str | None = None
    audience: tuple[Audience, ...] = ()
    """Empty means everyone."""
    after: tuple[str, ...] = ()
    """Activities to be completed before this one."""
    tags: tuple[str, ...] = ()
    badge: bool = False
    """Whether finishing the last stage earns a badge of the activity's name."""
    cap: Cap | None = None
    once: tuple[Stage, ...] = ()
    """Stages that earn points a single time, however often they are done."""
    help: str = ""

    @model_validator(mode="before")
    @classmethod
    def _from_single_stage(cls, value: Any) -> Any:
        if not isinstance(value, Mapping) or "stages" in value:
            return value
        names = {field.alias or name for name, field in StageOffer.model_fields.items()}
        offer = {key: value[key] for key in names if key in value}
        rest = {key: thing for key, thing in value.items() if key not in offer}
        return {**rest, "stages": {Stage.DONE: offer}}

    @model_validator(mode="after")
    def _once_for_its_own_stages(self) -> Self:
        if strangers := [stage.value for stage in self.once if stage not in self.stages]:
            raise ValueError(f"`once` names stages that it does not have: {', '.join(strangers)}")
        return self

    @classmethod
    def written_keys(cls) -> set[str]:
        return super().written_keys() | StageOffer.written_keys()

    @property
    def last_stage(self) -> Stage:
        return max(self.stages, key=list(Stage).index)


# -- what is attained ----------------------------------------------------------------------------


class Level(Frozen):
    """A threshold of experience, which may ask for more than points."""

    title: Text
    experience: Annotated[int, Field(ge=0)]
    requires: Requirement | None = None
    summary: Text | None = None


class Badge(Frozen):
    """What may be earned beside points; Open Badges 3.0 *Achievement*."""

    title: Text
    criteria: Text
    campus: str | None = None
    requires: Requirement
    art: str | None = None
    tags: tuple[str, ...] = ()


class Pathway(Frozen):
    """A sequence of activities with a top badge, granted the moment the last part is done."""

    title: Text
    summary: Text | None = None
    campus: str | None = None
    parts: tuple[str, ...] = Field(min_length=2)
    """`activity` (its last stage) or `activity/stage`."""
    ordered: bool = False
    points: Annotated[int, Field(ge=0)] = 0
    badge: Text | None = None
    """The top badge's title; the pathway's own title unless written."""


class Degree(Frozen):
    """An attainment of one or several years with a requirement tree."""

    title: Text
    summary: Text | None = None
    years: tuple[int, int] = (1, 1)
    """Usual number of school years, from and to; information, never a deadline."""
    audience: tuple[Audience, ...] = ()
    requires: Requirement


class Sharing(Frozen):
    """Whether one piece of work may serve two degrees or nodes."""

    between: tuple[str, str]
    max_items: int | None = None
    max_points: int | None = None


# -- what points buy, and how people are compared -------------------------------------------------


class RewardClass(StrEnum):
    """How a reward is treated for tax; cash equivalents are always taxable."""

    MERCHANDISE = "merchandise"
    PRIVILEGE = "privilege"
    CLASSROOM = "classroom"
    WORKING_CONDITION = "working_condition"
    CASH_EQUIVALENT = "cash_equivalent"
    DRAWING = "drawing"


class Reward(Frozen):
    """What redeemable points buy."""

    title: Text
    summary: Text | None = None
    price: Annotated[int, Field(ge=0)]
    kind: RewardClass
    value_cents: Annotated[int, Field(ge=0)] = 0
    stock: Annotated[int, Field(ge=0)] | None = None
    """How many there are in all; without it there is no end to them."""
    audience: tuple[Audience, ...] = ()
    limit: Annotated[int, Field(ge=1)] | None = None
    """The most that one participant may have in a school year."""
    approval: bool = False
    picture: str | None = None


class Season(Frozen):
    """The bounds in time of a leaderboard."""

    title: Text
    first: date
    last: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError("a season ends on its first day or later")
        return self


class ReviewTerms(Frozen):
    """What a district promises to those who wait for a decision."""

    answer_school_days: Annotated[int, Field(ge=1)] = 5


class StandingTerms(Frozen):
    """How schools are compared: per head, drawn toward the district's mean by a weight of heads."""

    shrinkage_heads: Annotated[int, Field(ge=0)] = 20


class SchoolAward(Frozen):
    """What a whole school may earn in a school year."""

    title: Text
    points_per_head: Annotated[int, Field(ge=0)] = 0
    participating_percent: Annotated[int, Field(ge=0, le=100)] = 0


class Catalog(Frozen):
    """One pack, whole."""

    pack: PackNote
    district: District
    branding: Branding = Branding()
    words: dict[Key, Word] = Field(default_factory=dict)
    schools: dict[Key, School] = Field(default_factory=dict)
    campuses: dict[Key, Campus] = Field(default_factory=dict)
    rubrics: dict[Key, Rubric] = Field(default_factory=dict)
    activities: dict[Key, Activity] = Field(default_factory=dict)
    rules: dict[Key, EarningRule] = Field(default_factory=dict)
    levels: dict[Key, Level] = Field(default_factory=dict)
    badges: dict[Key, Badge] = Field(default_factory=dict)
    pathways: dict[Key, Pathway] = Field(default_factory=dict)
    degrees: dict[Key, Degree] = Field(default_factory=dict)
    between_degrees: Literal["exclusive", "free"] = "free"
    sharing: tuple[Sharing, ...] = ()
    rewards: dict[Key, Reward] = Field(default_factory=dict)
    seasons: dict[Key, Season] = Field(default_factory=dict)
    review: ReviewTerms = ReviewTerms()
    standings: StandingTerms = StandingTerms()
    school_awards: dict[Key, SchoolAward] = Field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        return self.pack.languages

    @property
    def year_starts(self) -> MonthDay:
        return self.district.year_starts

    @cached_property
    def earning_rules(self) -> Mapping[str, EarningRule]:
        """Every rule by key: those that activities carry (`activity` or `activity.stage`) first."""
        carried = {
            key if stage is Stage.DONE else f"{key}.{stage}": _carried_rule(
                key, offer.points, stage, once=stage in activity.once
            )
            for key, activity in self.activities.items()
            for stage, offer in activity.stages.items()
            if offer.points is not None
        }
        return {**carried, **self.rules}

    @cached_property
    def rules_by_activity(self) -> Mapping[tuple[str, Stage], tuple[tuple[str, EarningRule], ...]]:
        """The rules that can match a completion of this activity and stage."""
        return {
            (name, stage): tuple(
                (key, rule)
                for key, rule in self.earning_rules.items()
                if rule.match.fits(name, activity)
                and (rule.match.stages is None or stage in rule.match.stages)
            )
            for name, activity in self.activities.items()
            for stage in Stage
        }

    def parts_of(self, pathway: str) -> tuple[tuple[str, Stage], ...]:
        """The parts of a pathway, each as an activity and the stage of it that is meant."""
        return tuple(self._part(written) for written in self.pathways[pathway].parts)

    def _part(self, written: str) -> tuple[str, Stage]:
        name, _, stage = written.partition("/")
        return name, Stage(stage) if stage else self.activities[name].last_stage

    @cached_property
    def pathways_by_part(self) -> Mapping[tuple[str, Stage], tuple[str, ...]]:
        """The pathways that an activity and stage is a part of."""
        found: dict[tuple[str, Stage], tuple[str, ...]] = {}
        for key in self.pathways:
            for part in self.parts_of(key):
                found[part] = (*found.get(part, ()), key)
        return found


def _carried_rule(activity: str, grants: Grant, stage: Stage, *, once: bool) -> EarningRule:
    match = Match(activities=(activity,), stages=(stage,))
    return EarningRule(match=match, grants=grants, cap=Cap(times=1) if once else None)
