"""From experience to level: which one is reached, what the next one asks, and how far it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rules.catalog import Level
from rules.requirements import Requirement


@dataclass(frozen=True, slots=True)
class Reached:
    """A place on the ladder of levels; before the first level there is none."""

    level: str | None
    next: str | None
    missing: int
    """Experience that the next level still asks; zero when there is no next one."""
    progress: float
    """How much of the way from this level to the next is done, 0 to 1."""
    held_by: Requirement | None = None
    """What the next level asks for beside experience, when only that is missing."""


def level_for(
    experience: int,
    levels: Mapping[str, Level],
    satisfied: Callable[[Requirement], bool] = lambda _: False,
    kept: str | None = None,
) -> Reached:
    """The level that this much experience reaches; redeemable points play no part in it.

    Levels are a ladder: one that asks for more than points holds those above it as well. The
    level `kept`, and those below it, are reached whatever they ask.
    """
    below: tuple[str, Level] | None = None
    earned = max(0, experience)
    free = list(levels).index(kept) + 1 if kept and kept in levels else 0
    for place, (key, level) in enumerate(levels.items()):
        if place < free:
            below = key, level
            continue
        if earned < level.experience:
            return _climbing(earned, below, key, level)
        if level.requires is not None and not satisfied(level.requires):
            name = below[0] if below else None
            return Reached(name, key, 0, 1.0, held_by=level.requires)
        below = key, level
    return Reached(below[0] if below else None, None, 0, 1.0)


def levels_reached(reached: Reached, levels: Mapping[str, Level]) -> tuple[str, ...]:
    """Every level up to the one that is reached, the first one first."""
    ladder = tuple(levels)
    return ladder[: ladder.index(reached.level) + 1] if reached.level else ()


def _climbing(experience: int, below: tuple[str, Level] | None, key: str, level: Level) -> Reached:
    name, start = (below[0], min(below[1].experience, experience)) if below else (None, 0)
    span = level.experience - start
    return Reached(name, key, level.experience - experience, (experience - start) / span)
