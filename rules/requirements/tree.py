"""A degree's tree: what is asked, in the language of packs and of audit cases."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, Literal, Self

from pydantic import ConfigDict, model_validator

from rules.requirements.conditions import (
    AtLeastOne,
    Attribute,
    Limit,
    Measure,
    Names,
    Need,
    Where,
    Within,
)
from rules.requirements.shortforms import WORDS, expand
from rules.saying import say
from rules.terms import Frozen, Text

__all__ = [
    "Attribute",
    "Kind",
    "Limit",
    "Measure",
    "Need",
    "Requirement",
    "Where",
    "Within",
    "laid_out",
]


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
    def ages(self) -> bool:
        """Whether the same record may meet it today and not tomorrow, or the other way round."""
        return any(
            any(where.max_age_months is not None for where in node.wheres)
            or any(need.school_years_since is not None for need in node.need)
            for node in self.walk()
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
    of its second child. Laying out twice changes nothing, and the same tree is laid out once.
    """
    return _laid_out(_This(root), campuses)


@dataclass(frozen=True, eq=False)
class _This:
    """One tree and no other that says the same, so that it is found again at once."""

    root: Requirement

    def __hash__(self) -> int:
        return id(self.root)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _This) and self.root is other.root


@lru_cache(maxsize=1024)
def _laid_out(this: _This, campuses: tuple[str, ...]) -> Requirement:
    root = this.root
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
        yield say("two requirements have the id “%(id)s”", id=twice)


def _complaints_of_shape(node: Requirement) -> Iterator[str]:
    kind = node.kind
    if kind.is_group and not node.of:
        yield say("`%(kind)s` holds at least one requirement under `of`", kind=kind)
    if not kind.is_group and node.of:
        yield say("`%(kind)s` holds no requirements of its own", kind=kind)
    if node.each and len(node.of) != 1:
        yield say("`each: campus` holds one requirement under `of`")
    if (kind is Kind.N_OF) != (node.n is not None):
        yield say("`n_of` and only `n_of` says how many by `n`")
    if node.n is not None and node.each is None and node.n > len(node.of):
        yield say(
            "%(n)s of %(whole)s requirements can never be complete", n=node.n, whole=len(node.of)
        )
    if (kind is Kind.LEVEL) != (node.level is not None):
        yield say("`level` names the level, and stands for itself")
    if (kind is Kind.DEGREE) != (node.degree is not None):
        yield say("`degree` names the degree, and stands for itself")


def _complaints_of_words(node: Requirement) -> Iterator[str]:
    kind = node.kind
    leaf = kind in (Kind.COLLECT, Kind.CHECK)
    if leaf and not node.need:
        yield say("this asks for nothing: write points, hours, count, courses …")
    if not leaf and (node.need or node.where):
        yield say("`%(kind)s` has no needs and no filter", kind=kind)
    if kind is not Kind.CHECK and (node.within or node.looks_at or node.source != "eligible"):
        yield say("`within` and `source` stand on a check")
    if node.source == "used" and node.within:
        yield say("`within` looks at eligible evidence")
    if (node.source == "used") != bool(node.looks_at):
        yield say("a check of used evidence says by `of` whose")
    if kind is Kind.COLLECT and any(need.measure in _CHECKS_ONLY for need in node.need):
        yield say("shares of points and school years since a degree stand in a check")


_CHECKS_ONLY = (Measure.SHARE_POINTS, Measure.SCHOOL_YEARS_SINCE)


def _complaints_of_limits(node: Requirement) -> Iterator[str]:
    leaf = node.kind in (Kind.COLLECT, Kind.CHECK)
    for limit in node.limits:
        if limit.mode == "truncate" and (not leaf or limit.max_points is None):
            yield say("a limit that truncates is one of max_points, on a collect or a check")
        if node.kind is Kind.CHECK and (limit.max_distinct or limit.min_each_used):
            yield say("a check only has ceilings of points or of count")


def _with_short_forms(schema: dict[str, Any]) -> None:
    """Tell editors of the short forms as well: they stand beside the long form's words."""
    properties = schema["properties"]
    for word, meaning in WORDS.items():
        properties.setdefault(word, {"description": meaning})
    for name in sorted(Where.written_keys()):
        properties.setdefault(name, {"description": "Only evidence for which this holds."})
    schema["required"] = []
