"""What is asked of a way: from which record, with what on offer, to what; and what is found."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from graphlib import TopologicalSorter

from rules.audits.items import Record, Sharing
from rules.catalog import Catalog
from rules.requirements import Measure, Requirement
from rules.timeline import Recorded, Timeline
from rules.ways.calendar import Calendar
from rules.ways.earning import Past
from rules.ways.offers import Offer

TARGET = ""
"""The tree that is to be completed, unless it is a degree's and has its key."""


class Aim(StrEnum):
    """What the least is sought of; ties go to fewer hours, to less work, and to fewer repeats."""

    HOURS = "hours"
    ITEMS = "items"
    INTEREST = "interest"
    """Work outside the campuses that somebody likes."""


@dataclass(frozen=True)
class Question:
    """From where to where: a record, what is on offer, and what is to be completed."""

    catalog: Catalog
    record: Record
    offers: Sequence[Offer]
    target: Requirement
    key: str = TARGET
    degrees: Mapping[str, Requirement] = field(default_factory=dict)
    """Degrees on the way that the person may take up."""
    past: Past = field(default_factory=Past)
    sharing: tuple[Sharing, ...] = ()
    redeemable: int = 0
    """How many redeemable points are to be earned as well."""
    liked: Collection[str] = ()
    """Campuses."""
    within_caps: bool = False
    """Whether nothing is done that its own cap would no longer pay for."""
    unwritten: int = 0
    """Minutes that work without hours counts as: were it nothing, plans would be filled with it."""

    @cached_property
    def timeline(self) -> Timeline:
        return Timeline((Recorded(1, self.record.as_of, self.catalog),))

    @cached_property
    def on_the_way(self) -> tuple[str, ...]:
        """Degrees that are asked for, by the target or by one another, and not conferred."""
        found: dict[str, None] = {}
        waiting = [self.target]
        while waiting:
            for degree in _referred(waiting.pop()):
                if degree in self.degrees and degree not in found and not self._has(degree):
                    found[degree] = None
                    waiting.append(self.degrees[degree])
        return tuple(found)

    def _has(self, degree: str) -> bool:
        return self.record.conferred(degree) is not None

    @cached_property
    def dividing(self) -> tuple[str, ...]:
        """Degrees whose day of conferral matters for what is asked, those asked first first."""
        trees = {key: self.degrees[key] for key in self.on_the_way}
        matter = {
            degree
            for tree in (self.target, *trees.values())
            for node in tree.walk()
            for degree in _days_of(node)
        }
        matter |= {key for key, tree in trees.items() if any(map(_waits, tree.walk()))}
        order = TopologicalSorter({key: sorted(_referred(tree)) for key, tree in trees.items()})
        return tuple(key for key in order.static_order() if key in matter and key in trees)

    def may_be(self, conferred: Sequence[str]) -> bool:
        """Whether degrees can be conferred in this order: none before one that it asks for."""
        return not any(
            later in self._asked_by(degree)
            for place, degree in enumerate(conferred)
            for later in conferred[place + 1 :]
        )

    def _asked_by(self, degree: str) -> frozenset[str]:
        """Every degree that has to be conferred before this one may be."""
        asked: set[str] = set()
        waiting = [degree]
        while waiting:
            for other in _referred(self.degrees[waiting.pop()]):
                if other in self.degrees and other not in asked:
                    asked.add(other)
                    waiting.append(other)
        return frozenset(asked)


@dataclass(frozen=True)
class Found:
    """What is taken up how often in which period, and how much of the aim that is."""

    calendar: Calendar
    conferred: tuple[str, ...]
    """Degrees whose conferral divides the periods, in order."""
    times: Mapping[tuple[int, int], int]
    """Of each offer in each period, by their numbers."""
    cost: int
    bound: int
    """Nothing costs less, within so many years."""
    ties: tuple[int, ...] = ()
    """What decides among those that cost as much, the least being the best."""
    by_hand: tuple[tuple[str, str], ...] = ()

    @property
    def costs(self) -> tuple[int, ...]:
        return self.cost, *self.ties


def _referred(tree: Requirement) -> set[str]:
    return {degree for node in tree.walk() for degree in node.degrees}


def _days_of(node: Requirement) -> Iterator[str]:
    """Degrees whose day of conferral this node asks about."""
    for where in node.wheres:
        yield from where.degrees
    for need in node.need:
        if need.school_years_since is not None:
            yield need.school_years_since


def _waits(node: Requirement) -> bool:
    return any(need.measure is Measure.SCHOOL_YEARS_SINCE for need in node.need)
