"""Where and how people learn: campuses, rubrics and activities with their stages."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import (
    BeforeValidator,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)

from rules.catalog.colleagues import Days
from rules.catalog.earning import Cap, Grant, Match
from rules.catalog.forms import Form, Metric
from rules.catalog.together import TeamTerms
from rules.saying import say
from rules.terms import Audience, EvidenceWanted, Frozen, Key, LookBack, Stage, Text, months_after


def _minutes(hours: Any) -> Any:
    if not isinstance(hours, int | float | str):
        return hours
    try:
        return round(float(hours) * 60)
    except (ValueError, OverflowError):
        raise ValueError(say("“%(text)s” is not a number of hours", text=hours)) from None


def _hours(minutes: int) -> float:
    return minutes / 60


Minutes = Annotated[
    int,
    BeforeValidator(_minutes),
    Field(ge=0),
    PlainSerializer(_hours),
    WithJsonSchema({"type": "number", "minimum": 0}),
]
"""Written in hours (`1.5`), kept in whole minutes (90)."""


class Campus(Frozen):
    """A field of learning inside the district's university."""

    title: Text
    summary: Text | None = None
    icon: str | None = None
    cap: Cap | None = None


class Criterion(Frozen):
    """One line of a rubric; scores go from 0 to the number of descriptions less one."""

    title: Text
    scores: tuple[Text, ...] = Field(min_length=2)
    passes: int = 1
    outcome: bool = False
    """Whether 0 says that no outcome was measured; a measure that grew is then not approved."""


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
    form: Form | None = None
    """Questions; with a threshold, a quiz that approves by itself."""
    metric: Metric | None = None
    """A value that is asked with its source; its day is the evidence's."""

    @model_validator(mode="after")
    def _quizzes_show_own_learning(self) -> Self:
        if self.is_quiz and self.evidence is not EvidenceWanted.OWN:
            raise ValueError(say("a quiz shows own learning: write `evidence: own` beside it"))
        return self

    @property
    def is_quiz(self) -> bool:
        return self.form is not None and self.form.is_quiz

    @property
    def asks_in_words(self) -> bool:
        """Whether nothing else than words says what was done."""
        return self.form is None and self.metric is None


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
    blind: bool = False
    """Whether its evidence is reviewed without names."""
    anonymous: bool = False
    """Whether it is about a colleague who is not to be named in it."""
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
    valid_months: Annotated[int, Field(ge=1, le=1200)] | None = None
    """How long requirements go on counting it; for good unless written."""
    renewed_by: tuple[str, ...] = ()
    """Activities that renew it, beside doing it again."""
    nominations: bool = False
    """Whether colleagues may name somebody for it."""
    confidence: bool = False
    """Whether its owner may say, for herself, how sure she felt before and feels now."""
    follow_up_days: tuple[Days, ...] | None = None
    """When its owner is asked whether she still uses it; as for all, unless written."""
    look_back_months: LookBack | None = None
    """How old work may be that is claimed, where that is not as for everything else."""
    team: TeamTerms | None = None
    """How many hand it in together; without it, everybody for herself."""
    leading_counts_as: str | None = None
    """What leading a gathering of it is credited as, once for each; the program keeps it."""
    help: str = ""
    authors: tuple[Annotated[str, Field(min_length=1, max_length=120)], ...] = ()
    """Who thought of it, as each agreed to be named."""

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
    def _a_team_works_in_words(self) -> Self:
        if self.team is not None and self.blind:
            raise ValueError(
                say("a team cannot be read without names: `team` or `blind`, not both")
            )
        if self.team is not None and not all(each.asks_in_words for each in self.stages.values()):
            raise ValueError(
                say("a team answers in words: `team` stands beside no `form` or `metric`")
            )
        return self

    @model_validator(mode="after")
    def _once_for_its_own_stages(self) -> Self:
        if strangers := [stage.value for stage in self.once if stage not in self.stages]:
            raise ValueError(
                say(
                    "`once` names stages that it does not have: %(stages)s",
                    stages=", ".join(strangers),
                )
            )
        return self

    @model_validator(mode="after")
    def _named_where_somebody_tells(self) -> Self:
        if self.nominations and not self.stages_to_name:
            raise ValueError(
                say("`nominations` needs evidence that people write: student, own, either or both")
            )
        return self

    @model_validator(mode="after")
    def _confident_of_what_one_writes(self) -> Self:
        if self.confidence and not self.stages_to_name:
            raise ValueError(
                say("`confidence` needs evidence that people write: student, own, either or both")
            )
        return self

    @cached_property
    def stages_to_name(self) -> tuple[Stage, ...]:
        """Those that people write, so that a colleague’s words can stand beside."""
        kept = (EvidenceWanted.ATTENDANCE, EvidenceWanted.SYSTEM)
        return tuple(stage for stage, offer in self.stages.items() if offer.evidence not in kept)

    @classmethod
    def written_keys(cls) -> set[str]:
        return super().written_keys() | StageOffer.written_keys()

    def valid_until(self, day: date) -> date | None:
        """The last day on which it counts when it was done on this one; None for good."""
        return None if self.valid_months is None else months_after(day, self.valid_months)

    def fits(self, key: str, match: Match) -> bool:
        """Whether completions of this activity, which has this key, can match at all."""
        return (
            (match.activities is None or key in match.activities)
            and (match.campuses is None or self.campus in match.campuses)
            and (match.stages is None or not self.stages.keys().isdisjoint(match.stages))
            and (match.levels is None or self.level in match.levels)
            and (match.tags is None or not set(match.tags).isdisjoint(self.tags))
        )

    @property
    def team_least(self) -> int:
        """How many hand it in together at least, as what one of them can count on is foreseen."""
        return self.team.at_least if self.team is not None else 1

    @cached_property
    def last_stage(self) -> Stage:
        return max(self.stages, key=list(Stage).index)
