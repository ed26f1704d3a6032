"""A degree's tree: what is asked, in the language of packs and of audit cases."""

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, Field

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


Ratio = Annotated[Fraction, BeforeValidator(lambda value: Fraction(str(value)))]


class Where(Frozen):
    """A filter on evidence; all conditions that are given must hold."""

    ids: tuple[str, ...] | None = None
    categories: tuple[str, ...] | None = None
    not_categories: tuple[str, ...] | None = None
    campuses: tuple[str, ...] | None = None
    activities: tuple[str, ...] | None = None
    stages: tuple[str, ...] | None = None
    audiences: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    tags_any: tuple[str, ...] | None = None
    tags_all: tuple[str, ...] | None = None
    outcome: bool | None = None
    min_score: int | None = None
    min_points: int | None = None
    min_value: float | None = None
    from_: date | None = Field(default=None, alias="from")
    to: date | None = None
    max_age_months: int | None = None
    school_years: tuple[int, ...] | None = None
    until_degree: str | None = None
    since_degree: str | None = None


class Need(Frozen):
    """One thing that a leaf must reach; exactly one measure is set."""

    points: int | None = None
    count: int | None = None
    hours: Ratio | None = None
    distinct: str | None = None
    n: int | None = None
    mode: str | None = None
    span_days: int | None = None
    mean_score: Ratio | None = None
    share_points: Ratio | None = None
    where: Where | None = None


class Limit(Frozen):
    """A ceiling, or a floor for each value, on the items used at a node or below it."""

    max_points: int | None = None
    max_count: int | None = None
    max_distinct: str | None = None
    min_each_used: str | None = None
    n: int | None = None
    count: int | None = None
    per: str | None = None
    mode: str = "whole"
    where: Where | None = None


class Requirement(Frozen):
    """A node of a degree's tree."""

    id: str = ""
    kind: Kind
    title: Text | None = None
    of: "tuple[Requirement, ...] | str" = ()
    n: int | None = None
    source: str | None = None
    where: Where | None = None
    need: tuple[Need, ...] = ()
    limits: tuple[Limit, ...] = ()
    after: tuple[str, ...] = ()
    expired_ok: bool = False
    done: bool = False
    level: str | None = None
    degree: str | None = None
