"""How far reviewers see the same, and who leans to one side; exact, and told no names.

Agreement is counted as a percentage and as Cohen's kappa, which takes off what chance alone would
make agree. Whether somebody leans is asked of her decisions against what others decide on the same
activities: neither side is called right.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

DECISIONS_MIN = 40
"""With fewer nothing is said of anybody."""
_DEVIATIONS = 3
_SHARE_MIN = Fraction(1, 10)
"""A difference of less is of no use to anybody, however sure it is."""


@dataclass(frozen=True)
class Agreement:
    """What two people said of the same things, added up."""

    pairs: int
    same: int
    by_chance: Fraction
    """The share that would be the same if each had answered as often, but at random."""

    @property
    def share(self) -> Fraction:
        return Fraction(self.same, self.pairs)

    @property
    def kappa(self) -> Fraction | None:
        """1 where they always agree, 0 where chance would do as well; None without a choice."""
        if self.by_chance == 1:
            return None
        return (self.share - self.by_chance) / (1 - self.by_chance)


def agreement(pairs: Sequence[tuple[Hashable, Hashable]]) -> Agreement | None:
    """How far the two answers of each pair are the same; None when there are no pairs."""
    if not pairs:
        return None
    first, second = (Counter(side) for side in zip(*pairs, strict=True))
    chance = sum(first[answer] * second[answer] for answer in first)
    same = sum(one == other for one, other in pairs)
    return Agreement(len(pairs), same, Fraction(chance, len(pairs) ** 2))


@dataclass(frozen=True)
class Decided:
    """One decision as far as leaning is asked of it."""

    by: Hashable
    about: Hashable
    """What is alike: the activity and its stage."""
    approved: bool


@dataclass(frozen=True)
class Leaning:
    """How often somebody approved, and how often others would have, on the same activities."""

    decisions: int
    approved: int
    usual: Fraction
    """The sum of what others' shares make likely."""
    variance: Fraction

    @property
    def stands_out(self) -> bool:
        """Whether it is so many, so different and so unlikely by chance that a talk may help."""
        apart = abs(self.approved - self.usual)
        return (
            self.decisions >= DECISIONS_MIN
            and apart >= _SHARE_MIN * self.decisions
            and apart**2 >= _DEVIATIONS**2 * self.variance
        )

    @property
    def approves_more(self) -> bool:
        return self.approved > self.usual


def leanings(decided: Iterable[Decided]) -> Mapping[Hashable, Leaning]:
    """Everybody who decided, beside what the others decide on the same.

    Of what nobody else decided on, nothing is said.
    """
    every = list(decided)
    total = Counter((each.about, each.approved) for each in every)
    own = Counter((each.by, each.about, each.approved) for each in every)
    found: dict[Hashable, list[tuple[bool, Fraction]]] = {each.by: [] for each in every}
    for each in every:
        yes, no = (
            total[each.about, answer] - own[each.by, each.about, answer] for answer in (True, False)
        )
        if yes + no:
            # One of each is added, so that nothing is taken to be certain.
            found[each.by].append((each.approved, Fraction(yes + 1, yes + no + 2)))
    return {
        someone: Leaning(
            decisions=len(answers),
            approved=sum(approved for approved, _ in answers),
            usual=sum((likely for _, likely in answers), Fraction()),
            variance=sum((likely * (1 - likely) for _, likely in answers), Fraction()),
        )
        for someone, answers in found.items()
    }
