"""A degree's tree: what is asked, in the language of packs and of audit cases."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator

from rules.shortforms import WORDS, evidence_kind, expand, fraction
from rules.terms import Frozen, Text


class Kind(StrEnum):
    """How a requirement is judged."""

    ALL = "all"
    ANY = "any"
    N_OF = "n_of"
    COLLECT = "collect"
    CHECK = "check"
    MANUAL = "manual"
    LEVEL = "level"
    DEGREE = "degree"

    @property
    def is_group(self) -> bool:
        return self in (Kind.ALL, Kind.ANY, Kind.N_OF)


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
    if isinstance(value, list | tuple):
        return [evidence_kind(each) if isinstance(each, str) else each for each in value]
    return value


Names = Annotated[tuple[str, ...], BeforeValidator(_several)]
Years = Annotated[tuple[int, ...], BeforeValidator(_several)]
Kinds = Annotated[tuple[str, ...], BeforeValidator(_evidence_kinds), BeforeValidator(_several)]
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
            raise ValueError("a need says exactly one thing: points, count, hours, distinct …")
        counted = said[0] in (Measure.DISTINCT, Measure.SCHOOL_YEARS_SINCE)
        if counted and self.n is None:
            raise ValueError(f"`{said[0]}` says how many by `n`")
        if not counted and self.n is not None:
            raise ValueError("`n` stands beside `distinct`")
        return self

    @property
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
                "a limit says one of max_points, max_count, max_distinct and min_each_used"
            )
        if (self.max_distinct is None) != (self.n is None):
            raise ValueError("`max_distinct` says how many by `n`")
        if (self.min_each_used is None) != (self.count is None):
            raise ValueError("`min_each_used` says how many by `count`")
        return self


class Within(Frozen):
    """A window in which all needs of a check are judged together; the best one counts."""

    school_years: AtLeastOne


class Requirement(Frozen):
    """A node of a degree's tree."""

    model_config = ConfigDict(
        json_schema_extra=lambda schema: _with_short_forms(schema),
    )

    id: str = ""
    kind: Kind
    title: Text | None = None
    of: "tuple[Requirement, ...]" = ()
    n: AtLeastOne | None = None
    each: Literal["campus"] | None = None
    """The one requirement under `of` is asked in each campus."""
    source: Literal["eligible", "used"] = "eligible"
    looks_at: str = ""
    """The node whose used evidence a check looks at; written as `of`."""
    where: Where | None = None
    need: tuple[Need, ...] = ()
    limits: tuple[Limit, ...] = ()
    after: Names = ()
    within: Within | None = None
    expired_ok: bool = False
    done: bool = False
    level: str | None = None
    degree: str | None = None

    @classmethod
    def written_keys(cls) -> set[str]:
        return super().written_keys() | WORDS.keys() | (Where.written_keys())

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return expand(value)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        for complaint in _complaints(self):
            raise ValueError(complaint)
        return self

    def walk(self) -> "Iterator[Requirement]":
        """This node and every node below it, in the order of writing."""
        yield self
        for child in self.of:
            yield from child.walk()

    @property
    def wheres(self) -> tuple[Where, ...]:
        """Every filter of this node itself."""
        written = (self.where, *(need.where for need in self.need))
        return tuple(
            where for where in (*written, *(limit.where for limit in self.limits)) if where
        )

    @property
    def degrees(self) -> tuple[str, ...]:
        """Every degree that this node itself refers to."""
        filters = tuple(degree for where in self.wheres for degree in where.degrees)
        since = tuple(need.school_years_since for need in self.need if need.school_years_since)
        return (*((self.degree,) if self.degree else ()), *filters, *since)


def laid_out(root: Requirement, campuses: tuple[str, ...] = ()) -> Requirement:
    """The tree with `each: campus` spread over the campuses and an id on every node.

    An id that nobody wrote is the node's position: `r` for the root, `r.2.1` for the first child
    of its second child. Laying out twice changes nothing.
    """
    spread = _spread(root, campuses)
    return _named(spread, "r", {node.id for node in spread.walk()})


def _spread(node: Requirement, campuses: tuple[str, ...]) -> Requirement:
    children = tuple(_spread(child, campuses) for child in node.of)
    if node.each is None:
        return node.model_copy(update={"of": children})
    copies = tuple(_only_in(campus, child) for campus in campuses for child in children)
    return node.model_copy(update={"of": copies, "each": None})


def _only_in(campus: str, node: Requirement) -> Requirement:
    """The node and everything below it, judged on work of one campus."""
    where = (node.where or Where()).model_copy(update={"campuses": (campus,)})
    return node.model_copy(
        update={
            "id": f"{node.id}@{campus}" if node.id else "",
            "of": tuple(_only_in(campus, child) for child in node.of),
            "where": where if node.kind in (Kind.COLLECT, Kind.CHECK) else node.where,
        }
    )


def _named(node: Requirement, position: str, taken: set[str]) -> Requirement:
    name = node.id
    if not name:
        name = position
        while name in taken:
            name += "'"
        taken.add(name)
    children = tuple(
        _named(child, f"{position}.{place}", taken) for place, child in enumerate(node.of, start=1)
    )
    return node.model_copy(update={"id": name, "of": children})


def _complaints(node: Requirement) -> Iterator[str]:
    yield from _complaints_of_shape(node)
    yield from _complaints_of_words(node)
    yield from _complaints_of_limits(node)
    ids = [each.id for each in node.walk() if each.id]
    for twice in sorted({each for each in ids if ids.count(each) > 1}):
        yield f"two requirements have the id “{twice}”"


def _complaints_of_shape(node: Requirement) -> Iterator[str]:
    kind = node.kind
    if kind.is_group and not node.of:
        yield f"`{kind}` holds at least one requirement under `of`"
    if not kind.is_group and node.of:
        yield f"`{kind}` holds no requirements of its own"
    if node.each and len(node.of) != 1:
        yield "`each: campus` holds one requirement under `of`"
    if (kind is Kind.N_OF) != (node.n is not None):
        yield "`n_of` and only `n_of` says how many by `n`"
    if node.n is not None and node.each is None and node.n > len(node.of):
        yield f"{node.n} of {len(node.of)} requirements can never be complete"
    if (kind is Kind.LEVEL) != (node.level is not None):
        yield "`level` names the level, and stands for itself"
    if (kind is Kind.DEGREE) != (node.degree is not None):
        yield "`degree` names the degree, and stands for itself"


def _complaints_of_words(node: Requirement) -> Iterator[str]:
    kind = node.kind
    leaf = kind in (Kind.COLLECT, Kind.CHECK)
    if leaf and not node.need:
        yield "this asks for nothing: write points, hours, count, courses …"
    if not leaf and (node.need or node.where):
        yield f"`{kind}` has no needs and no filter"
    if kind is not Kind.CHECK and (node.within or node.looks_at or node.source != "eligible"):
        yield "`within` and `source` stand on a check"
    if node.source == "used" and node.within:
        yield "`within` looks at eligible evidence"
    if (node.source == "used") != bool(node.looks_at):
        yield "a check of used evidence says by `of` whose"
    if kind is Kind.COLLECT and any(need.measure in _CHECKS_ONLY for need in node.need):
        yield "shares of points and school years since a degree stand in a check"


_CHECKS_ONLY = (Measure.SHARE_POINTS, Measure.SCHOOL_YEARS_SINCE)


def _complaints_of_limits(node: Requirement) -> Iterator[str]:
    leaf = node.kind in (Kind.COLLECT, Kind.CHECK)
    for limit in node.limits:
        if limit.mode == "truncate" and (not leaf or limit.max_points is None):
            yield "a limit that truncates is one of max_points, on a collect or a check"
        if node.kind is Kind.CHECK and (limit.max_distinct or limit.min_each_used):
            yield "a check only has ceilings of points or of count"


def _with_short_forms(schema: dict[str, Any]) -> None:
    """Tell editors of the short forms as well: they stand beside the long form's words."""
    properties = schema["properties"]
    for word, meaning in WORDS.items():
        properties.setdefault(word, {"description": meaning})
    for name in sorted(Where.written_keys()):
        properties.setdefault(name, {"description": "Only evidence for which this holds."})
    schema["required"] = []
