"""The program of a part that asks for nothing but plain sums, as most do: few lines of numbers."""

from fractions import Fraction

from rules.audits.looks import Option
from rules.audits.models import Model
from rules.audits.parts import Part
from rules.audits.plans import Mask, Plan
from rules.audits.usage import Group
from rules.programs import Program, each_once

_Look = tuple[tuple[int, int], ...]
"""Which leaves an item fits, and what it gives to each."""


def is_sums(plan: Plan, part: Part) -> bool:
    """Whether items only have to be dealt out, each to one leaf."""
    return part.is_plain and not plan.shares and not plan.bundled and plan.max_uses != 0


def sums_of(plan: Plan, part: Part) -> Model:
    """Deal items out so that every leaf has enough; what is alike is one group."""
    program, groups = Program(), []
    got: dict[int, dict[int, float]] = {leaf.index: {} for leaf in part.leaves}
    for look, members in _alike(part).items():
        going: dict[Option, int] = {}
        for leaf, amount in look:
            going[leaf,] = program.column(len(members))
            got[leaf][going[leaf,]] = amount
        groups.append(Group(tuple(members), plan.evidence[members[0]], going))
        if len(going) > 1:
            program.at_most(each_once(going.values()), len(members))
    for place, plain in ((each.index, each.plain) for each in part.leaves if each.plain):
        program.at_least(got[place], plain.want)
    return Model(program, tuple(groups), Fraction(0))


def _alike(part: Part) -> dict[_Look, list[int]]:
    """The items that give something, by what they give to whom; the oldest of each first."""
    looks: dict[Mask, list[tuple[int, int]]] = {}
    for leaf in part.leaves:
        for bit, amount in leaf.plain.gives if leaf.plain else ():
            looks.setdefault(bit, []).append((leaf.index, amount))
    alike: dict[_Look, list[int]] = {}
    for bit in sorted(looks):
        alike.setdefault(tuple(looks[bit]), []).append(bit.bit_length() - 1)
    return alike
