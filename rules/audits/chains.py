"""Mending a use that is almost enough: what one leaf can spare goes, leaf by leaf, to who lacks it.

A chain moves one item at each step, or exchanges two, so that every leaf on the way keeps what it
needs. Not finding one proves nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import gcd, inf

from rules.audits.nodes import Mask, Plainly, Uses
from rules.audits.parts import Part

STEPS_MAX = 1_000
"""How many steps are looked at in all: where chains are not found soon, they seldom are."""
SMALL, PLENTY = 64, 1.1
"""Among more items than these, chains are looked for only where there is that much more than what
is wanted."""

_NOBODY = -1
"""Who holds what no leaf uses; it can spare everything."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A leaf that lacks so much, and by which step it came to lack it."""

    leaf: int
    lacks: int
    before: "_Step | None" = None
    given: Mask = 0
    """What it gave to the leaf before."""
    taken: Mask = 0
    """What it got for that."""


def mended(part: Part, uses: Uses) -> Uses | None:
    """A use that is enough for every leaf of a part of plain sums; None when none was found."""
    sums = {leaf.index: leaf.plain for leaf in part.leaves if leaf.plain is not None}
    gives: dict[Mask, int] = {}
    for sum_ in sums.values():
        for bit, amount in sum_.gives:
            if gives.setdefault(bit, amount) != amount:
                return None  # Counted in hours here and in points there.
    want = sum(sum_.want for sum_ in sums.values())
    if not gives or (len(gives) > SMALL and sum(gives.values()) < PLENTY * want):
        return None
    holding = _Holding(gives, gcd(*gives.values()))
    holding.begin(sums, uses)
    while needy := holding.needy():
        if not any([holding.mend(leaf) for leaf in needy]):
            return None
    return holding.uses()


@dataclass(slots=True)
class _Holding:
    """Who holds which item, and how much each leaf has more than it needs."""

    gives: dict[Mask, int]
    step: int
    """What every amount is a multiple of."""
    looks: int = STEPS_MAX
    """How many steps may still be looked at."""
    fitting: dict[Mask, list[int]] = field(default_factory=dict)
    wanted: dict[int, list[Mask]] = field(default_factory=dict)
    """The items that fit each leaf."""
    holder: dict[Mask, int] = field(default_factory=dict)
    held: dict[int, set[Mask]] = field(default_factory=dict)
    spare: dict[int, float] = field(default_factory=dict)

    def begin(self, sums: Mapping[int, Plainly], uses: Uses) -> None:
        self.holder = dict.fromkeys(self.gives, _NOBODY)
        self.spare = {leaf: -sum_.want for leaf, sum_ in sums.items()} | {_NOBODY: inf}
        self.held = {leaf: set() for leaf in self.spare}
        for leaf, sum_ in sums.items():
            own = uses.get(leaf, 0)
            self.wanted[leaf] = [bit for bit, _ in sum_.gives]
            for bit in self.wanted[leaf]:
                self.fitting.setdefault(bit, []).append(leaf)
                if own & bit:
                    self.holder[bit] = leaf
        for bit, holder in self.holder.items():
            self.held[holder].add(bit)
            self.spare[holder] += self.gives[bit]

    def needy(self) -> list[int]:
        return [leaf for leaf, spare in self.spare.items() if spare < 0]

    def uses(self) -> dict[int, Mask]:
        return {leaf: sum(bits) for leaf, bits in self.held.items() if leaf != _NOBODY}

    def mend(self, leaf: int) -> bool:
        """Give a leaf some of what it lacks, as much as a chain can be found for."""
        lacks = -int(self.spare[leaf])
        return any(self._mend(leaf, amount) for amount in range(lacks, 0, -self.step))

    def _mend(self, leaf: int, lacks: int) -> bool:
        waiting = [_Step(leaf, lacks)]
        seen = {(leaf, lacks)}
        for step in waiting:
            self.looks -= 1
            if self.looks < 0:
                return False
            for other in self._steps(step):
                if other.lacks <= 0:
                    self._follow(other)
                    return True
                if (other.leaf, other.lacks) not in seen:
                    seen.add((other.leaf, other.lacks))
                    waiting.append(other)
        return False

    def _steps(self, step: _Step) -> Iterator[_Step]:
        """Who could give what is lacking, alone or in exchange for something."""
        for given in self.wanted[step.leaf]:
            giver = self.holder[given]
            if giver == step.leaf or _is_on(step, giver):
                continue
            amount, spare = self.gives[given], self.spare[giver]
            if amount == step.lacks or step.lacks < amount <= spare:
                yield _Step(giver, _left(amount, spare), step, given)
            for taken in self.held[step.leaf]:
                more = amount - self.gives[taken]
                if (
                    (more == step.lacks or step.lacks < more <= spare)
                    and taken != step.given
                    and (giver == _NOBODY or giver in self.fitting[taken])
                ):
                    yield _Step(giver, _left(more, spare), step, given, taken)

    def _follow(self, last: _Step) -> None:
        step = last
        while step.before is not None:
            self._hand(step.given, step.leaf, step.before.leaf)
            if step.taken:
                self._hand(step.taken, step.before.leaf, step.leaf)
            step = step.before

    def _hand(self, bit: Mask, giver: int, taker: int) -> None:
        self.held[giver].discard(bit)
        self.held[taker].add(bit)
        self.holder[bit] = taker
        self.spare[giver] -= self.gives[bit]
        self.spare[taker] += self.gives[bit]


def _left(amount: int, spare: float) -> int:
    return 0 if spare >= amount else amount - int(spare)


def _is_on(step: _Step | None, leaf: int) -> bool:
    """Whether the chain has come by this leaf already."""
    while step is not None:
        if step.leaf == leaf:
            return True
        step = step.before
    return False
