"""Refusals about catalogs, and the dry runs before one is published."""

from dataclasses import dataclass
from datetime import date

from engine.errors.refusal import ChangedMeanwhile, Refusal


@dataclass(eq=False)
class NoCatalog(Refusal):
    """The district has not published a pack that is in force on that day."""

    district: str


@dataclass(eq=False)
class FromAnotherDay(Refusal):
    """A catalog for new work can't judge days gone by, and one that recomputes no days to come."""

    policy: str
    day: date
    nearest: date
    """The nearest day that would do."""


@dataclass(eq=False)
class PublishedMeanwhile(ChangedMeanwhile):
    """Another catalog was published since the dry run."""


@dataclass(eq=False)
class ListOutdated(Refusal):
    """A dry run is of another day or of another text, or not all of it is worked out yet."""

    day: date


@dataclass(eq=False)
class ListChanged(Refusal):
    """People's records have changed so that the dry run would say something else."""

    people: int
