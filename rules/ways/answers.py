"""What comes of looking for a way: a plan that was tried, or why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from rules.terms import EvidenceKind, Stage
from rules.ways.question import Aim


@dataclass(frozen=True, slots=True)
class Moved:
    """A requirement of the degree that a piece of work brings on, and whether it is met then."""

    path: str
    meets: bool


@dataclass(frozen=True, slots=True)
class Planned:
    """One piece of work of a plan."""

    activity: str
    stage: Stage
    day: date
    """By when, if the work is spread over the school year."""
    minutes: int
    points: int
    kinds: frozenset[EvidenceKind]
    """What it has to show at least."""
    outcome: bool
    """Whether the plan needs a measured outcome of it."""
    outside: bool
    """Whether it has to lie outside contract time."""
    value: float | None
    moves: tuple[Moved, ...] = ()


@dataclass(frozen=True)
class Way:
    """A plan that was tried: followed to its end, it confers the degree."""

    degree: str
    aim: Aim
    work: tuple[Planned, ...]
    conferred: Mapping[str, date]
    """The degree and those on the way that have to be taken up too, with the day of each."""
    years: int
    """School years that it takes, this one included."""
    not_before: date
    """The first day of the last of them."""
    cost: int
    """Minutes, pieces of work, or pieces elsewhere, as is aimed at; work without hours counts as
    one hour."""
    bound: int
    """No plan within these school years costs less."""

    @property
    def exact(self) -> bool:
        return self.bound >= self.cost

    @property
    def gap(self) -> Fraction:
        """By what part of its cost a plan could at best be cheaper."""
        return Fraction(max(0, self.cost - self.bound), self.cost) if self.cost else Fraction(0)

    @property
    def minutes(self) -> int:
        """Those that are written."""
        return sum(each.minutes for each in self.work)

    @property
    def unwritten(self) -> int:
        """How many pieces of the work have no hours written."""
        return sum(not each.minutes for each in self.work)

    @property
    def finish(self) -> date:
        return self.conferred[self.degree]


class Why(StrEnum):
    """Why there is no plan."""

    CONFERRED = "conferred"
    """It is there already."""
    NEVER = "never"
    """Proved: no work whatever completes it under this catalog."""
    BY_HAND = "by_hand"
    """Somebody has to confirm a requirement."""
    NOT_SO_SOON = "not_so_soon"
    """Not within the school years that are looked ahead."""
    UNDECIDED = "undecided"
    """None was found, and that there is none was not proved."""


@dataclass(frozen=True)
class NoWay:
    """No plan, and why."""

    degree: str
    why: Why
    by_hand: tuple[tuple[str, str], ...] = ()
    """Degrees and paths that somebody has to confirm."""
    blocked: tuple[str, ...] = ()
    """Paths that no work whatever meets, each for itself; they may be met, but not together."""
