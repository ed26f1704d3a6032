"""Refusals about work that several hand in together."""

from dataclasses import dataclass

from engine.errors.refusal import Refusal


@dataclass(eq=False)
class NoTeam(Refusal):
    """This is handed in by everybody for herself, or belongs to no team any more."""


@dataclass(eq=False)
class TeamFull(Refusal):
    """As many are in the team, or asked, as may hand it in together."""


@dataclass(eq=False)
class TeamTooSmall(Refusal):
    """Fewer have joined than have to hand it in together."""

    at_least: int
    together: int


@dataclass(eq=False)
class OwnTeam(Refusal):
    """Nobody decides on the work of a team in which she was."""


@dataclass(eq=False)
class DecidedWithWork(Refusal):
    """It is a part of a team's work, and what is decided on that holds for it."""


@dataclass(eq=False)
class WorkDeclined(Refusal):
    """The common work was declined, so that no part of it can count."""
