"""What requirements look at of a record, and in which of it two records differ."""

from collections.abc import Iterator
from enum import StrEnum
from itertools import zip_longest

from rules.audits import Record
from rules.audits.items import Item
from rules.requirements import Kind, Measure, Requirement


class Fact(StrEnum):
    """What a requirement may ask of a record."""

    WORK = "work"
    POINTS = "points"
    LEVELS = "levels"
    DEGREES = "degrees"


def unlike(one: Record, other: Record) -> Iterator[Fact]:
    """In which facts two records of the same person on the same day differ."""
    yield from _unlike_work(one, other)
    if (one.levels, one.thresholds) != (other.levels, other.thresholds):
        yield Fact.LEVELS
    if one.experience != other.experience:
        yield Fact.LEVELS
        yield Fact.POINTS
    if one.conferrals != other.conferrals:
        yield Fact.DEGREES


def _unlike_work(one: Record, other: Record) -> Iterator[Fact]:
    if (one.campuses, one.year_starts) != (other.campuses, other.year_starts):
        yield Fact.WORK
    for item, same in zip_longest(one.items, other.items):
        if item is None or same is None or not _is_same_work(item, same):
            yield Fact.WORK
            return
        if item.points != same.points:
            yield Fact.POINTS


def _is_same_work(item: Item, other: Item) -> bool:
    """Whether two items are the same but for their points."""
    return (item.id, item.categories, item.tags, item.activity_kind, item.campus, item.audiences,
            item.day, item.expires, item.renews) == (
            other.id, other.categories, other.tags, other.activity_kind, other.campus,
            other.audiences, other.day, other.expires, other.renews)  # fmt: skip


_ASKS: dict[int, tuple[Requirement, frozenset[Fact]]] = {}
"""By identity, which is quick; the requirement is held on to so that no other takes its place."""


def asks(root: Requirement) -> frozenset[Fact]:
    """Which facts of a record a requirement, and every one below it, looks at."""
    if id(root) not in _ASKS:
        _ASKS[id(root)] = root, frozenset(fact for node in root.walk() for fact in _asks(node))
    return _ASKS[id(root)][1]


def _asks(node: Requirement) -> Iterator[Fact]:
    yield Fact.WORK
    if node.kind is Kind.LEVEL:
        yield Fact.LEVELS
    if node.degrees:
        yield Fact.DEGREES
    in_points = any(need.measure in _IN_POINTS for need in node.need)
    limits = any(limit.max_points is not None for limit in node.limits)
    if in_points or limits or any(where.min_points is not None for where in node.wheres):
        yield Fact.POINTS


_IN_POINTS = (Measure.POINTS, Measure.SHARE_POINTS)
