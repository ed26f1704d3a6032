"""The most that supplies can give to demands, when every supply fits some of them only.

Earlier demands are filled as far as they can ever be, and later ones as far as those allow; no
order of supplies changes how much each demand gets.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from rules.audits.nodes import Mask, numbers, overlap, union

Step = tuple[int, int]
"""A demand takes from a supply."""


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
    fits: Mapping[int, Mask]
    left: dict[int, int]
    free: Mask = 0
    """The supplies that have something left."""
    sought: Mask = 0
    """The supplies that fit more than one demand: they are taken last."""
    takers: dict[int, dict[int, int]] = field(default_factory=dict)
    """Who takes how much of each supply."""
    gotten: dict[int, int] = field(default_factory=dict)
    shortfalls: list[Shortfall] = field(default_factory=list)

    def got(self, demand: int) -> int:
        return self.gotten.get(demand, 0)

    def taken(self, demand: int) -> Mask:
        """The supplies of which a demand takes something."""
        return union(1 << supply for supply, takers in self.takers.items() if takers.get(demand))

    def fill(self, demand: int) -> None:
        """Give a demand as much as can be had without taking from earlier ones."""
        there = self.fits[demand] & self.free
        for supply in chain(numbers(there & ~self.sought), numbers(there & self.sought)):
            if not self._missing(demand):
                return
            self._give(demand, supply, min(self.left[supply], self._missing(demand)))
        while missing := self._missing(demand):
            path, reached = self._path(demand)
            if not path:
                self._fall_short(reached)
                return
            self._push(path, missing)

    def _missing(self, demand: int) -> int:
        return self.asked[demand] - self.got(demand)

    def _give(self, demand: int, supply: int, amount: int) -> None:
        takers = self.takers.setdefault(supply, {})
        takers[demand] = takers.get(demand, 0) + amount
        self.gotten[demand] = self.got(demand) + amount
        self.left[supply] -= amount
        if not self.left[supply]:
            self.free ^= 1 << supply

    def _path(self, start: int) -> tuple[list[Step], list[int]]:
        """The shortest way to a supply that has something left, and every demand on the way.

        On a way, the next demand is the one that took until now what the one before it takes.
        """
        came: dict[int, Step | None] = {start: None}
        unseen = ~0
        waiting = [start]
        for demand in waiting:
            found = self.fits[demand] & unseen
            unseen &= ~found
            if ready := found & self.free:
                return _way(came, demand, next(numbers(ready))), waiting
            for supply in numbers(found):
                for taker, amount in self.takers.get(supply, {}).items():
                    if amount and taker not in came:
                        came[taker] = (demand, supply)
                        waiting.append(taker)
        return [], waiting

    def _push(self, path: list[Step], missing: int) -> None:
        """Move as much as the narrowest step of the way allows."""
        steps = [(supply, taker) for (_, supply), (taker, _) in pairwise(path)]
        last, free = path[-1]
        amount = min(missing, self.left[free], *(self.takers[s][taker] for s, taker in steps))
        self._give(last, free, amount)
        for (demand, supply), (taker, _) in pairwise(path):
            takers = self.takers[supply]
            takers[taker] -= amount
            takers[demand] = takers.get(demand, 0) + amount
            self.gotten[taker] -= amount
            self.gotten[demand] = self.got(demand) + amount

    def _fall_short(self, reached: Sequence[int]) -> None:
        supplies = numbers(union(self.fits[demand] for demand in reached))
        have = sum(sum(self.takers.get(supply, {}).values()) for supply in supplies)
        want = sum(self.asked[demand] for demand in reached)
        self.shortfalls.append(Shortfall(tuple(sorted(reached)), want, have))


def fill(asked: Mapping[int, int], supply: Mapping[int, int], fits: Mapping[int, Mask]) -> Filling:
    """Fill demands in the order in which they are given; a mask says which supplies fit each."""
    free = union(1 << number for number, amount in supply.items() if amount)
    sought = overlap(fits.values())
    filling = Filling(asked, fits, dict(supply), free, sought)
    for demand in asked:
        filling.fill(demand)
    return filling


def _way(came: Mapping[int, Step | None], demand: int, supply: int) -> list[Step]:
    way = [(demand, supply)]
    step = came[demand]
    while step is not None:
        way.append(step)
        step = came[step[0]]
    return way[::-1]
