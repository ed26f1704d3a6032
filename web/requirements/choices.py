"""What can be chosen in the form of a requirement, as the draft itself writes it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from rules.catalog import ActivityKind, Catalog
from rules.outline import Asked
from rules.requirements import Attribute
from rules.terms import Audience, EvidenceKind, Stage
from web.formats import first_up, in_language
from web.wording import worded, words

Choice = tuple[str, str]


def named(term: str, n: int | None = None, *, capital: bool = True) -> LazyString:
    """What the district calls it, when a page is made."""
    return LazyString(lambda: first_up(words(term, n)) if capital else words(term, n))


MEASURES: Mapping[str, tuple[LazyString, tuple[Asked, ...]]] = {
    "work": (
        _l("Work"),
        (Asked.STUDENT_EVIDENCE, Asked.OWN_LEARNING, Asked.COUNT, Asked.COURSES, Asked.POINTS),
    ),
    "activities": (_l("Certain activities"), (Asked.ACTIVITY, Asked.ALL_ACTIVITIES, Asked.METRIC)),
    "time": (
        _l("Time"),
        (Asked.HOURS, Asked.HOURS_PER_YEAR, Asked.OUTSIDE_HOURS, Asked.SPAN_DAYS),
    ),
    "breadth": (_l("Breadth and quality"),
                (Asked.CAMPUSES, Asked.DISTINCT, Asked.MEAN_SCORE, Asked.SHARE_POINTS)),
    "attained": (_l("What comes first"),
                 (Asked.DEGREE, Asked.LEVEL, Asked.YEARS_SINCE, Asked.MANUAL)),
}  # fmt: skip

ASKED: Mapping[Asked, LazyString] = {
    Asked.STUDENT_EVIDENCE: _l("Student evidence"),
    Asked.OWN_LEARNING: _l("Own learning"),
    Asked.COUNT: _l("Pieces of work"),
    Asked.COURSES: _l("Different courses"),
    Asked.POINTS: named("point"),
    Asked.ACTIVITY: _l("One activity, so many times"),
    Asked.ALL_ACTIVITIES: _l("Every one of some activities"),
    Asked.METRIC: _l("A measured value, such as attendance"),
    Asked.HOURS: _l("Hours"),
    Asked.HOURS_PER_YEAR: _l("Hours in each school year"),
    Asked.OUTSIDE_HOURS: _l("Hours outside contract time"),
    Asked.SPAN_DAYS: _l("Days between the first and the last"),
    Asked.CAMPUSES: LazyString(lambda: _("Work in different %(things)s", things=words("campus"))),
    Asked.DISTINCT: _l("Different themes, kinds, years …"),
    Asked.MEAN_SCORE: _l("A mean of scores"),
    Asked.SHARE_POINTS: _l("A share of the points"),
    Asked.DEGREE: named("degree", 1),
    Asked.LEVEL: named("level", 1),
    Asked.YEARS_SINCE: LazyString(lambda: _("Time after a %(thing)s", thing=words("degree", 1))),
    Asked.MANUAL: _l("Confirmed by the district"),
}

AMOUNTS: Mapping[Asked, LazyString] = {
    Asked.HOURS: _l("How many hours"),
    Asked.OUTSIDE_HOURS: _l("How many hours"),
    Asked.HOURS_PER_YEAR: _l("How many hours in each"),
    Asked.SPAN_DAYS: _l("How many days"),
    Asked.MEAN_SCORE: _l("How high"),
    Asked.SHARE_POINTS: _l("Which part, for example 40%"),
    Asked.YEARS_SINCE: _l("How many whole school years"),
    Asked.METRIC: _l("The value to reach"),
    Asked.ACTIVITY: _l("How often"),
}
"""What the number says, where it is not simply how many."""

ALIKE: tuple[frozenset[Asked], ...] = (
    frozenset({Asked.STUDENT_EVIDENCE, Asked.OWN_LEARNING, Asked.COUNT, Asked.COURSES}),
    frozenset({Asked.HOURS, Asked.OUTSIDE_HOURS}),
)
"""Measures whose number means the same: pieces of work, hours."""

NAMED: Mapping[Asked, str] = {
    Asked.ACTIVITY: "activity",
    Asked.METRIC: "activity",
    Asked.ALL_ACTIVITIES: "activities",
    Asked.DISTINCT: "attribute",
    Asked.LEVEL: "level",
    Asked.DEGREE: "degree",
    Asked.YEARS_SINCE: "degree",
}
"""The field that names what a measure is about."""

BESIDE: Mapping[Asked, tuple[str, ...]] = {
    Asked.COURSES: ("campuses",),
    Asked.STUDENT_EVIDENCE: ("with_outcome",),
    Asked.HOURS: ("by_fte",),
    Asked.OUTSIDE_HOURS: ("by_fte",),
    Asked.HOURS_PER_YEAR: ("years", "in_a_row", "by_fte"),
    Asked.DISTINCT: ("covers",),
    Asked.SHARE_POINTS: ("part_kinds", "part_campuses", "part_stages"),
}
"""The fields that stand beside it."""

UNNUMBERED = (Asked.ALL_ACTIVITIES, Asked.LEVEL, Asked.DEGREE, Asked.MANUAL)
NEEDS = frozenset(Asked) - {*UNNUMBERED, Asked.ACTIVITY}
"""Measures that say nothing without a number."""

NUMBERED = (
    "n", "campuses", "with_outcome", "years", "within", "share", "ceiling", "where_max_age_months",
    "where_min_score", "where_min_points", "where_min_value",
)  # fmt: skip

CHOICES: Mapping[str, str] = {
    "activity": "activities",
    "activities": "activities",
    "attribute": "attributes",
    "level": "levels",
    "degree": "degrees",
    "where_campuses": "campuses",
    "where_activity_kinds": "activity_kinds",
    "where_stages": "stages",
    "where_kinds": "kinds",
    "where_tags_any": "tags",
    "where_audiences": "audiences",
    "where_activities": "activities",
    "where_outcome": "outcomes",
    "where_since_degree": "degrees",
    "where_until_degree": "degrees",
    "part_kinds": "kinds",
    "part_campuses": "campuses",
    "part_stages": "stages",
    "share_from": "degrees",
    "ceiling_in": "units",
    "ceiling_per": "attributes",
    "ceiling_campuses": "campuses",
    "ceiling_kinds": "kinds",
    "after": "nodes",
}
"""Which family of things each field chooses from."""

ATTRIBUTES: Mapping[Attribute, LazyString] = {
    Attribute.ACTIVITY: named("activity", capital=False),
    Attribute.CAMPUS: named("campus", capital=False),
    Attribute.TAG: _l("themes"),
    Attribute.SCHOOL_YEAR: _l("school years"),
    Attribute.KIND: _l("kinds of evidence"),
    Attribute.ACTIVITY_KIND: _l("kinds of activity"),
    Attribute.STAGE: _l("stages"),
    Attribute.CATEGORY: _l("fields"),
}


@dataclass(frozen=True)
class Choices:
    """The things of a draft by their families, each with its name."""

    catalog: Catalog
    nodes: tuple[Choice, ...] = ()
    """The other requirements of the tree that have an id."""

    def measures(self) -> dict[str, list[Choice]]:
        """What can be asked for, in groups."""
        return {
            str(label): [(each.value, str(ASKED[each])) for each in every]
            for label, every in MEASURES.values()
        }

    def additions(self) -> dict[str, list[Choice]]:
        """What can be added: any measure, or a group to be filled."""
        groups = [
            ("group_any", _("A group: one of several")),
            ("group_n_of", _("A group: so many of several")),
            ("group_all", _("A group: all of several")),
        ]
        return {**self.measures(), _("Groups"): groups}

    def of(self, family: str, chosen: Iterable[str], *, several: bool) -> list[Choice]:
        """A family's choices; what is chosen and unknown is one of them, by its key."""
        known = list(getattr(self, f"_{family}")())
        keys = {key for key, _name in known}
        known += [(key, key) for key in chosen if key not in keys]
        return known if several or family == "units" else [("", "–"), *known]

    def _activities(self) -> Iterator[Choice]:
        return _by_name(self.catalog.activities)

    def _campuses(self) -> Iterator[Choice]:
        return _titled(self.catalog.campuses)

    def _levels(self) -> Iterator[Choice]:
        return _titled(self.catalog.levels)

    def _degrees(self) -> Iterator[Choice]:
        return _titled(self.catalog.degrees)

    def _tags(self) -> Iterator[Choice]:
        every = {tag for each in self.catalog.activities.values() for tag in each.tags}
        return ((tag, tag.replace("-", " ")) for tag in sorted(every))

    def _nodes(self) -> Iterator[Choice]:
        return iter(self.nodes)

    def _attributes(self) -> Iterator[Choice]:
        return ((each.value, str(label)) for each, label in ATTRIBUTES.items())

    def _activity_kinds(self) -> Iterator[Choice]:
        return _coded(ActivityKind)

    def _stages(self) -> Iterator[Choice]:
        return _coded(Stage)

    def _kinds(self) -> Iterator[Choice]:
        return _coded(EvidenceKind)

    def _audiences(self) -> Iterator[Choice]:
        return _coded(Audience)

    def _outcomes(self) -> Iterator[Choice]:
        return iter((("yes", _("With one")), ("no", _("Without one"))))

    def _units(self) -> Iterator[Choice]:
        return iter((("max_points", words("point")), ("max_count", _("pieces of work"))))


def _titled(things: Mapping[str, Any]) -> Iterator[Choice]:
    return ((key, in_language(each.title)) for key, each in things.items())


def _by_name(things: Mapping[str, Any]) -> Iterator[Choice]:
    return iter(sorted(_titled(things), key=lambda each: each[1].casefold()))


def _coded(family: Any) -> Iterator[Choice]:
    return ((each.value, first_up(worded(each))) for each in family)
