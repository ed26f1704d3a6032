"""What happened to one participant, as the rules see it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter

from rules.terms import Audience, EvidenceKind, Stage


@dataclass(frozen=True, slots=True)
class Completion:
    """Approved evidence: what was done, when, with which scores."""

    source: str
    """What the entries name as their source, `evidence/<id>`."""
    activity: str
    stage: Stage
    kinds: frozenset[EvidenceKind]
    minutes: int
    day: date
    submitted_at: datetime
    """Breaks ties between completions of one day; aware."""
    scores: Mapping[str, int] = field(default_factory=dict)
    """Rubric points by criterion."""
    outcome: bool = False
    """Whether a measure was given, and the later value is better than the earlier."""
    outside_minutes: int = 0
    """The part of `minutes` that lies outside contract time."""
    value: float | None = None
    """A metric's value, such as 93.5 for attendance."""
    team_size: int = 1
    """How many handed it in together."""
    team_place: int = 0
    """Whose part of the team's work it is: 0 for whoever began it."""

    @property
    def order(self) -> tuple[date, datetime, str]:
        return (self.day, self.submitted_at, self.source)


def in_order(completions: "Iterable[Completion]") -> "list[Completion]":
    """By day, then by the time of submission: the order in which work is paid."""
    return sorted(completions, key=attrgetter("day", "submitted_at", "source"))


@dataclass(frozen=True, slots=True)
class Conferral:
    """A degree that was granted, and the day of it."""

    degree: str
    on: date


@dataclass(frozen=True, slots=True)
class Person:
    """What the rules need to know of a participant beside the record."""

    audience: Audience = Audience.CERTIFICATED
    fte: float = 1.0
    """Part of full time, 0 to 1."""
