"""A requirement without others below it, as a form asks for it: one measure, and conditions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Asked(StrEnum):
    """What a person wants to ask for."""

    POINTS = "points"
    HOURS = "hours"
    OUTSIDE_HOURS = "outside_hours"
    HOURS_PER_YEAR = "hours_per_year"
    COURSES = "courses"
    COUNT = "count"
    STUDENT_EVIDENCE = "student_evidence"
    OWN_LEARNING = "own_learning"
    ACTIVITY = "activity"
    ALL_ACTIVITIES = "all_activities"
    METRIC = "metric"
    DISTINCT = "distinct"
    CAMPUSES = "campuses"
    SPAN_DAYS = "span_days"
    MEAN_SCORE = "mean_score"
    SHARE_POINTS = "share_points"
    LEVEL = "level"
    DEGREE = "degree"
    YEARS_SINCE = "years_since"
    MANUAL = "manual"

    @property
    def looks_at_work(self) -> bool:
        """Whether conditions, ceilings and exclusive use can stand beside it."""
        return self not in (Asked.LEVEL, Asked.DEGREE, Asked.YEARS_SINCE, Asked.MANUAL)

    @property
    def may_collect(self) -> bool:
        return self.looks_at_work and self is not Asked.SHARE_POINTS


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf in a form's words; what the form has no words for stays in the text.

    Numbers are texts, as they are written. A value that is empty is not asked.
    """

    asked: Asked | None = Asked.COUNT
    """None where the measure is written in words that the form does not have."""
    n: str = ""
    """How much, many or often; of a share the part, of a metric the value."""
    names: tuple[str, ...] = ()
    """The activity, activities, attribute, level or degree that it is about."""
    campuses: str = ""
    """In so many campuses, beside courses."""
    with_outcome: str = ""
    """So many of the student evidence with a measured outcome."""
    years: str = ""
    in_a_row: bool = False
    by_fte: bool = False
    covers: bool = False
    """Whether one piece may stand for several values."""
    collect: bool = False
    within: str = ""
    """In the same so many school years."""
    expired_ok: bool = False
    """Whether work counts that has expired since."""
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Conditions by the words of `CONDITIONS`."""
    part: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The conditions of what has to be a share of the points."""
    share_from: str = ""
    """A degree, from before which only a part counts."""
    share: str = ""
    ceiling: str = ""
    ceiling_in: str = "max_points"
    ceiling_per: str = ""
    ceiling_cuts: bool = False
    """Whether a part of a piece counts up to the ceiling."""
    ceiling_where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    after: tuple[str, ...] = ()


CONDITIONS: Mapping[str, tuple[str, ...]] = {
    "campuses": ("campus", "campuses"),
    "activities": ("activity", "activities"),
    "activity_kinds": ("activity_kind", "activity_kinds"),
    "stages": ("stage", "stages"),
    "kinds": ("kinds", "kind"),
    "tags_any": ("tag", "tags", "tags_any"),
    "tags_all": ("tags_all",),
    "categories": ("category", "categories"),
    "not_categories": ("not_categories",),
    "audiences": ("audience", "audiences"),
    "school_years": ("school_year", "school_years"),
    "outcome": ("outcome",),
    "min_score": ("min_score",),
    "min_points": ("min_points",),
    "min_value": ("min_value",),
    "from": ("from",),
    "to": ("to",),
    "max_age_months": ("max_age_months",),
    "until_degree": ("until_degree",),
    "since_degree": ("since_degree",),
}
"""Each condition, and the words that packs write it with, the one that we write first."""

SINGLE = (
    "outcome", "min_score", "min_points", "min_value", "from", "to", "max_age_months",
    "until_degree", "since_degree",
)  # fmt: skip
"""Conditions that hold one value."""

MEASURES: Mapping[Asked, tuple[str, ...]] = {
    Asked.POINTS: ("points",),
    Asked.HOURS: ("hours", "by_fte"),
    Asked.OUTSIDE_HOURS: ("outside_hours", "by_fte"),
    Asked.HOURS_PER_YEAR: ("hours_per_year", "years", "consecutive", "by_fte"),
    Asked.COURSES: ("courses", "campuses"),
    Asked.ALL_ACTIVITIES: ("all_activities",),
    Asked.STUDENT_EVIDENCE: ("student_evidence", "with_outcome"),
    Asked.OWN_LEARNING: ("own_learning",),
    Asked.DISTINCT: ("distinct", "n", "mode"),
    Asked.SPAN_DAYS: ("span_days",),
    Asked.MEAN_SCORE: ("mean_score",),
    Asked.ACTIVITY: ("activity", "times"),
    Asked.COUNT: ("count",),
    Asked.CAMPUSES: ("campuses",),
    Asked.YEARS_SINCE: ("min_school_years_since",),
}
"""The words of each measure, in the order in which one is looked for."""
