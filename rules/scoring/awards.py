"""What scoring answers: lines for the ledger, and awards with their reasons for people."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rules.terms import Window


class Line(NamedTuple):
    """What should stand in the ledger under one source, rule and campus."""

    source: str
    rule: str
    campus: str
    experience: int
    redeemable: int
    effective: date
    reason: str
    catalog: int


@dataclass(frozen=True, slots=True)
class Award:
    """What one rule gives for one completion, after caps, and why that much.

    The reason is `granted`, `first_time`, `outcome`, `pathway`, or why it is less than full:
    `shared` where a team divides the points,
    `capped`, `no_hours`, `no_score`, `score_too_low`, `no_points`, `not_first_time`,
    `no_outcome`, `other_kind`, and `displaced` for points that later work loses to this one.
    """

    rule: str
    experience: int
    redeemable: int
    full: int
    reason: str
    cap: str = ""
    """The cap that cut it, as `cap:activity/explore-tool`."""
    per: Window | None = None
    whole: int = 0
    """What the team shares, of which `full` is this member's part."""
    shared_by: int = 1


@dataclass(frozen=True, slots=True)
class Granted:
    """What one completion is worth after caps."""

    experience: int
    redeemable: int
    full: int
    awards: tuple[Award, ...]

    @property
    def points(self) -> int:
        return self.experience

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(award.reason for award in self.awards)
