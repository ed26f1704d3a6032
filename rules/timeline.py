"""The catalogs of a district in the order of their recording, and which of them is in force."""

from dataclasses import dataclass
from datetime import date

from rules.catalog import Catalog


@dataclass(frozen=True, slots=True)
class Recorded:
    """A catalog with its number and the day from which it applies."""

    number: int
    applies_from: date
    catalog: Catalog


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

    def in_force(self, day: date) -> Recorded:
        """The catalog recorded last among those that apply from that day or earlier.

        Work that is older than every catalog is judged by the one that applies first.
        """
        for each in reversed(self.recorded):
            if each.applies_from <= day:
                return each
        return min(self.recorded, key=lambda each: each.applies_from)
