"""The most that supplies can give to demands, when every supply fits some of them only.

Earlier demands are filled as far as they can ever be, and later ones as far as those allow; no
order of supplies changes how much each demand gets.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Demands that together ask for more than all supplies that fit any of them."""

    demands: tuple[int, ...]
    want: int
    have: int


@dataclass(slots=True)
class Filling:
    """Who gives how much to whom."""

    asked: Mapping[int, int]
    fits: Mapping[int, Sequence[int]]
    left: dict[int, int]
    given: dict[int, dict[int, int]] = field(default_factory=dict)
    shortfalls: list[Shortfall] = field(default_factory=list)

    def got(self, demand: int) -> int:
        return sum(self.given[demand].values())

    def fill(self, demand: int) -> None:
        """Give a demand as much as can be had without taking from earlier ones."""
        while (missing := self.asked[demand] - self.got(demand)) > 0:
            path, reached = self._path(demand)
            if not path:
                self._fall_short(reached)
                return
            self._push(path, missing)

    def _path(self, start: int) -> tuple[list[tuple[int, int]], list[int]]:
        """The shortest way to a supply that has something left, and every demand on the way.

        A way is a list of steps: this demand takes from this supply, the next demand of the list
        being the one that took it until now.
        """
        came: dict[int, tuple[int, int] | None] = {start: None}
        seen: set[int] = set()
        waiting = [start]
        for demand in waiting:
            for supply in self.fits[demand]:
                if supply in seen:
                    continue
                seen.add(supply)
                if self.left[supply] > 0:
                    return self._way(came, demand, supply), waiting
                for taker, takes in self.given.items():
                    if taker not in came and takes.get(supply, 0) > 0:
                        came[taker] = (demand, supply)
                        waiting.append(taker)
        return [], waiting

    def _way(
        self, came: Mapping[int, tuple[int, int] | None], demand: int, supply: int
    ) -> list[tuple[int, int]]:
        way = [(demand, supply)]
        step = came[demand]
        while step is not None:
            way.append(step)
            step = came[step[0]]
        return way[::-1]

    def _push(self, path: list[tuple[int, int]], missing: int) -> None:
        """Move as much as the narrowest step of the way allows."""
        steps = list(pairwise(path))
        freed = [self.given[taker][supply] for (_, supply), (taker, _) in steps]
        amount = min(missing, self.left[path[-1][1]], *freed)
        for (_, supply), (taker, _) in steps:
            self.given[taker][supply] -= amount
        for demand, supply in path:
            self.given[demand][supply] = self.given[demand].get(supply, 0) + amount
        self.left[path[-1][1]] -= amount

    def _fall_short(self, reached: Sequence[int]) -> None:
        supplies = {supply for demand in reached for supply in self.fits[demand]}
        have = sum(
            amount
            for takes in self.given.values()
            for supply, amount in takes.items()
            if supply in supplies
        )
        want = sum(self.asked[demand] for demand in reached)
        self.shortfalls.append(Shortfall(tuple(sorted(reached)), want, have))


def fill(
    asked: Mapping[int, int], supply: Mapping[int, int], fits: Mapping[int, Sequence[int]]
) -> Filling:
    """Fill demands in the order in which they are given."""
    filling = Filling(asked, fits, dict(supply))
    for demand in asked:
        filling.given[demand] = {}
        filling.fill(demand)
    return filling
