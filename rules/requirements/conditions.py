"""What a requirement asks of evidence: filters, needs, limits and windows."""

from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from rules.requirements.shortforms import evidence_kind, fraction
from rules.saying import say
from rules.terms import Frozen


class Attribute(StrEnum):
    """What items are told apart by."""

    CATEGORY = "category"
    KIND = "kind"
    SCHOOL_YEAR = "school_year"
    TAG = "tag"
    CAMPUS = "campus"
    ACTIVITY = "activity"
    ACTIVITY_KIND = "activity_kind"
    STAGE = "stage"


def _several(value: Any) -> Any:
    return [value] if isinstance(value, str | int) else value


def _evidence_kinds(value: Any) -> Any:
    written = value if isinstance(value, list | tuple) else [value]
    return [evidence_kind(each) if isinstance(each, str) else each for each in written]


Names = Annotated[tuple[str, ...], BeforeValidator(_several)]
Years = Annotated[tuple[int, ...], BeforeValidator(_several)]
Kinds = Annotated[tuple[str, ...], BeforeValidator(_evidence_kinds)]
Ratio = Annotated[
    Fraction, BeforeValidator(fraction), PlainSerializer(str, return_type=str, when_used="json")
]
Whole = Annotated[int, Field(ge=0)]
AtLeastOne = Annotated[int, Field(ge=1)]


class Where(Frozen):
    """A filter on evidence; all conditions that are given must hold."""

    ids: Names | None = None
    categories: Names | None = None
    not_categories: Names | None = None
    campuses: Names | None = None
    activities: Names | None = None
    activity_kinds: Names | None = None
    stages: Names | None = None
    audiences: Names | None = None
    kinds: Kinds | None = None
    tags_any: Names | None = None
    tags_all: Names | None = None
    outcome: bool | None = None
    min_score: int | None = None
    min_points: int | None = None
    min_value: float | None = None
    from_: date | None = Field(default=None, alias="from")
    to: date | None = None
    max_age_months: Whole | None = None
    school_years: Years | None = None
    """School years, each named by the calendar year that it starts in."""
    until_degree: str | None = None
    """Dated up to the day on which this degree was conferred; all of it before that day."""
    since_degree: str | None = None
    """Dated after the day on which this degree was conferred; nothing before that day."""

    @property
    def degrees(self) -> tuple[str, ...]:
        return tuple(degree for degree in (self.until_degree, self.since_degree) if degree)


class Measure(StrEnum):
    """What a need adds up."""

    POINTS = "points"
    COUNT = "count"
    HOURS = "hours"
    OUTSIDE_HOURS = "outside_hours"
    DISTINCT = "distinct"
    SPAN_DAYS = "span_days"
    MEAN_SCORE = "mean_score"
    SHARE_POINTS = "share_points"
    HOURS_PER_YEAR = "hours_per_year"
    SCHOOL_YEARS_SINCE = "school_years_since"


class Need(Frozen):
    """One thing that a leaf must reach; exactly one measure is set."""

    points: Whole | None = None
    count: Whole | None = None
    hours: Ratio | None = None
    outside_hours: Ratio | None = None
    distinct: Attribute | None = None
    span_days: Whole | None = None
    mean_score: Ratio | None = None
    share_points: Ratio | None = None
    hours_per_year: Ratio | None = None
    school_years_since: str | None = None
    n: Whole | None = None
    mode: Literal["one_each", "covers"] = "one_each"
    years: AtLeastOne = 1
    consecutive: bool = False
    by_fte: bool = False
    where: Where | None = None

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        said = [measure for measure in Measure if getattr(self, measure) is not None]
        if len(said) != 1:
            raise ValueError(say("a need says exactly one thing: points, count, hours, distinct …"))
        counted = said[0] in (Measure.DISTINCT, Measure.SCHOOL_YEARS_SINCE)
        if counted and self.n is None:
            raise ValueError(say("`%(word)s` says how many by `n`", word=said[0]))
        if not counted and self.n is not None:
            raise ValueError(say("`n` stands beside `distinct`"))
        return self

    @cached_property
    def measure(self) -> Measure:
        return next(measure for measure in Measure if getattr(self, measure) is not None)

    @property
    def want(self) -> Fraction:
        """How much is asked, in the measure's own unit, before part-time employment."""
        if self.n is not None:
            return Fraction(self.n)
        return Fraction(getattr(self, self.measure)) * self.years

    def wanting(self, value: Fraction) -> "Need":
        """The same need with another value."""
        field = "n" if self.n is not None else self.measure.value
        whole = value.denominator == 1 and not isinstance(getattr(self, field), Fraction)
        return self.model_copy(update={field: int(value) if whole else value})


class Limit(Frozen):
    """A ceiling, or a floor for each value, on the items used at a node or below it."""

    max_points: Whole | None = None
    max_count: Whole | None = None
    max_distinct: Attribute | None = None
    min_each_used: Attribute | None = None
    n: Whole | None = None
    """The ceiling of `max_distinct`."""
    count: Whole | None = None
    """The floor of `min_each_used`."""
    per: Attribute | None = None
    mode: Literal["whole", "truncate"] = "whole"
    where: Where | None = None

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        words = (self.max_points, self.max_count, self.max_distinct, self.min_each_used)
        if sum(word is not None for word in words) != 1:
            raise ValueError(
                say("a limit says one of max_points, max_count, max_distinct and min_each_used")
            )
        if (self.max_distinct is None) != (self.n is None):
            raise ValueError(say("`max_distinct` says how many by `n`"))
        if (self.min_each_used is None) != (self.count is None):
            raise ValueError(say("`min_each_used` says how many by `count`"))
        return self


class Within(Frozen):
    """A window in which all needs of a check are judged together; the best one counts."""

    school_years: AtLeastOne
