"""Requirements in their place, and sets of evidence as masks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rules.audits.filters import Question
from rules.audits.items import Item, Sharing
from rules.audits.measures import Ceiling, Gauge
from rules.requirements import Kind, Requirement

Mask = int
"""A set of a plan's evidence: bit n stands for its n-th item, the oldest being the first."""

Uses = Mapping[int, Mask]
"""Which items each leaf uses, by the leaf's place in the plan."""


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A requirement in its place."""

    index: int
    degree: str
    rule: Requirement
    kind: Kind
    parent: int | None
    children: tuple[int, ...]
    end: int
    """One past the last node below it; a subtree is a run of places."""
    waived: bool
    done: bool
    gauges: tuple[Gauge, ...]
    ceilings: tuple[Ceiling, ...]
    """The limits that bound whole items."""
    matches: Question
    """The node's own filter."""
    items: tuple[Item, ...]
    """What a `collect` may use, or what a `check` of eligible evidence looks at; oldest first."""
    fits: Mask
    """The same, as a mask."""
    plain: "Plainly | None"
    """What is asked, if it is one plain sum."""
    bounds: bool
    """Whether it keeps what is used below it within terms."""

    @property
    def subtree(self) -> range:
        return range(self.index, self.end)


@dataclass(frozen=True, slots=True)
class Plainly:
    """A leaf that asks for one plain sum, in whole numbers."""

    want: int
    gives: tuple[tuple[Mask, int], ...]
    """Each item that gives something, and how much; oldest first."""
    alike: tuple[tuple[Mask, int], ...]
    """The same, with all that give equally much together."""

    def has_enough(self, used: Mask) -> bool:
        """Whether what is used adds up to what is asked."""
        have = 0
        for alike, given in self.alike:
            have += given * (used & alike).bit_count()
        return have >= self.want

    def enough(self, free: Mask, first: Mask = 0) -> Mask:
        """What is enough of all that is free, else all of it: some first, then the oldest."""
        mask, missing = self._taking(first & free, 0, self.want) if first else (0, self.want)
        mask, missing = self._taking(free & ~first, mask, missing)
        return self._less(mask, -missing, first) if missing < 0 else mask

    def _taking(self, free: Mask, mask: Mask, missing: int) -> tuple[Mask, int]:
        for bit, given in self.gives:
            if missing <= 0:
                break
            if free & bit:
                mask |= bit
                missing -= given
        return mask, missing

    def _less(self, mask: Mask, over: int, first: Mask) -> Mask:
        """Without the newest that are too many, those last that were to be first."""
        for part in (~first, first) if first else (~0,):
            for bit, given in reversed(self.gives):
                if given <= over and mask & part & bit:
                    mask ^= bit
                    over -= given
        return mask


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """A sharing rule with its two sides as leaves of the plan."""

    rule: Sharing
    one: frozenset[int]
    other: frozenset[int]

    def allows(self, leaf: int, second: int) -> bool:
        return (leaf in self.one and second in self.other) or (
            leaf in self.other and second in self.one
        )

    @property
    def has_ceiling(self) -> bool:
        return self.rule.max_items is not None or self.rule.max_points is not None


def union(masks: Iterable[Mask]) -> Mask:
    found = 0
    for mask in masks:
        found |= mask
    return found


def overlap(masks: Iterable[Mask]) -> Mask:
    """What is in more than one of them."""
    once = twice = 0
    for mask in masks:
        twice |= once & mask
        once |= mask
    return twice


def numbers(mask: Mask) -> Iterator[int]:
    """The places of the items in a mask, oldest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
