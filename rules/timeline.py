"""The catalogs of a district in the order of their recording, and which of them is in force."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rules.catalog import Catalog
from rules.terms import Policy


@dataclass(frozen=True, slots=True)
class Recorded:
    """A catalog with its number and the day from which it applies."""

    number: int
    applies_from: date
    catalog: Catalog
    policy: Policy = Policy.RECOMPUTE
    published_on: date = date.min

    def for_new_work(self) -> "Recorded":
        """The same catalog for whom it judges only what is done after its publishing."""
        first = max(self.applies_from, self.published_on + timedelta(days=1))
        return replace(self, applies_from=first, policy=Policy.NEW_WORK)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Every catalog, in the order in which they were recorded."""

    recorded: tuple[Recorded, ...]

    def __post_init__(self) -> None:
        if not self.recorded:
            raise ValueError("a timeline holds at least one catalog")

    @property
    def newest(self) -> Recorded:
        return self.recorded[-1]

    def sparing(self, numbers: Collection[int]) -> "Timeline":
        """The timeline of somebody for whom these catalogs judge only new work."""
        return Timeline(
            tuple(each.for_new_work() if each.number in numbers else each for each in self.recorded)
        )

    def followed_by(self, proposed: Recorded) -> "Timeline":
        """The same with one more catalog, as if it were published."""
        return Timeline((*self.recorded, proposed))

    def judging(self, reached_on: date, today: date) -> Recorded:
        """The catalog that says whether what was reached on a day is still reached today.

        It is the one that was in force that day, unless a later one was published to recompute.
        """
        judge = self.in_force(reached_on)
        for each in self.recorded:
            if each.number > judge.number and each.applies_from <= today:
                judge = judge if each.policy is Policy.NEW_WORK else each
        return judge

    def in_force(self, day: date) -> Recorded:
        """The catalog recorded last among those that apply from that day or earlier.

        Work that is older than every catalog is judged by the one that applies first.
        """
        for each in reversed(self.recorded):
            if each.applies_from <= day:
                return each
        return min(self.recorded, key=lambda each: each.applies_from)
