"""What stands between an audience and something out of its reach, requirement by requirement."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from rules.audits.items import Item, values_of
from rules.audits.measures import Gauge
from rules.audits.plans import Node, plan_of
from rules.reach.targets import NOTHING, Target
from rules.requirements import Kind, Measure, Need, Requirement, laid_out
from rules.terms import Audience, Text
from rules.ways.offers import Offer
from rules.ways.question import Question
from rules.ways.seeking import is_possible

Path = tuple[str | int, ...]


class Cause(StrEnum):
    """Why a requirement cannot be met."""

    NOTHING_OPEN = "nothing_open"
    """Nothing that counts there is open to this audience."""
    NOT_ENOUGH = "not_enough"
    """All that counts and is open, as far as caps let it, is not enough."""
    TOO_FEW = "too_few"
    """Of several to choose from, too few can be met."""
    TOGETHER = "together"
    """Each could be met, and not all of them by the same work."""
    DEGREE = "degree"
    """It asks for a degree that cannot be reached."""
    TOO_LONG = "too_long"
    """It takes more school years than are looked ahead."""
    LEVEL = "level"
    """It asks for a level that cannot be reached."""


@dataclass(frozen=True)
class Block:
    """A requirement that this audience can never meet."""

    cause: Cause
    path: Path
    """Where the pack writes it."""
    title: Text | None
    need: Need | None = None
    """What it asks, where it asks for one thing."""
    want: Fraction = Fraction(0)
    most: Fraction = Fraction(0)
    """The most that there can ever be."""
    closed: tuple[str, ...] = ()
    """Activities that would count and are not open to this audience."""
    refers_to: str = ""
    """The degree or level that it asks for."""


_SHARES = (Measure.MEAN_SCORE, Measure.SHARE_POINTS)


@dataclass(frozen=True)
class Blocking:
    """A question whose answer is never, taken apart."""

    question: Question
    offered: Mapping[Audience, Sequence[Offer]]
    audience: Audience

    def blocks(self, target: Target) -> Iterator[Block]:
        """The requirements that are in the way, or the points that are missing."""
        if target.requires is NOTHING:
            yield self._points(target)
        elif target.section == "levels":
            yield from self._of_level(target)
        else:
            yield from self._of(target.requires, target.path, target.title)

    def _of(self, node: Requirement, path: Path, title: Text | None = None) -> Iterator[Block]:
        title = node.title or title
        match node.kind:
            case Kind.ALL:
                yield from self._of_all(node, path, title)
            case Kind.ANY | Kind.N_OF:
                yield self._of_some(node, path, title)
            case Kind.DEGREE:
                yield Block(Cause.DEGREE, path, title, refers_to=node.degree or "")
            case Kind.LEVEL:
                yield Block(Cause.LEVEL, path, title, refers_to=node.level or "")
            case _:
                yield from self._of_leaf(node, path, title)

    def _of_all(self, node: Requirement, path: Path, title: Text | None) -> Iterator[Block]:
        alone = [
            block
            for child, there in self._held(node, path)
            if not self._is_possible(child)
            for block in self._of(child, there, title if node.each else None)
        ]
        yield from alone or [Block(Cause.TOGETHER, path, title)]

    def _held(self, node: Requirement, path: Path) -> list[tuple[Requirement, Path]]:
        """What a group holds; one that asks the same of each campus holds it for each of them."""
        if node.each is not None:
            laid = laid_out(node, self.question.record.campuses)
            return [(child, path) for child in laid.of]
        return [(child, (*path, *self._steps, place)) for place, child in enumerate(node.of)]

    def _of_level(self, target: Target) -> Iterator[Block]:
        """The points of a level, or what one of the levels up to it asks beside them."""
        level = self.question.catalog.levels[target.key]
        points = Requirement(kind=Kind.CHECK, need=(Need(points=level.experience),))
        if self._is_possible(points):
            yield Block(Cause.LEVEL, target.path, target.title, refers_to=target.key)
        else:
            yield from self._of_leaf(points, target.path, target.title)

    @property
    def _steps(self) -> Path:
        """How packs write the way from a group to what it holds; a pathway is a list itself."""
        return () if self.question.key.startswith("pathways/") else ("all", "of")

    def _of_some(self, node: Requirement, path: Path, title: Text | None) -> Block:
        closed = [each for leaf in self._leaves(node) for each in self._closed(leaf, leaf.gauges)]
        return Block(
            Cause.TOO_FEW, path, title, want=Fraction(node.n or 1),
            closed=tuple(dict.fromkeys(closed)),
        )  # fmt: skip

    def _of_leaf(self, node: Requirement, path: Path, title: Text | None) -> Iterator[Block]:
        failing = [
            place
            for place, need in enumerate(node.need)
            if not self._is_possible(node.model_copy(update={"need": (need,)}))
        ]
        if not failing:
            yield Block(Cause.TOGETHER, path, title)
        for place in failing:
            (leaf,) = self._leaves(node)
            gauge = leaf.gauges[place]
            most = self._most(node, node.need[place])
            yield Block(
                Cause.NOT_ENOUGH if most else Cause.NOTHING_OPEN, path, title,
                need=gauge.need, want=gauge.want, most=most,
                closed=tuple(dict.fromkeys(self._closed(leaf, [gauge]))),
            )  # fmt: skip

    def _points(self, target: Target) -> Block:
        most = _last(
            target.redeemable,
            lambda points: is_possible(replace(self.question, redeemable=points)),
        )
        return Block(
            Cause.NOT_ENOUGH if most else Cause.NOTHING_OPEN, target.path, target.title,
            need=Need(points=target.redeemable), want=Fraction(target.redeemable), most=most,
        )  # fmt: skip

    def _most(self, node: Requirement, need: Need) -> Fraction:
        """The most of a need that there can be, in whole units; nothing of a mean or a share."""
        if need.measure in _SHARES or need.hours_per_year is not None:
            return Fraction(0)

        def possible(value: int) -> bool:
            less = need.wanting(Fraction(value))
            return self._is_possible(node.model_copy(update={"need": (less,)}))

        return _last(int(need.want), possible)

    def _is_possible(self, node: Requirement) -> bool:
        return is_possible(replace(self.question, target=node, key="", redeemable=0))

    def _leaves(self, node: Requirement) -> list[Node]:
        """The leaves at or below a node, laid out for everything that anybody could do."""
        record = replace(self.question.record, items=(*self._items(), *self.question.record.items))
        plan = plan_of({"": node}, record)
        return [each for each in plan.nodes if each.kind in (Kind.COLLECT, Kind.CHECK)]

    def _items(self) -> Iterator[Item]:
        """Each part that is on offer to anybody, once, by its name."""
        every = {offer.part: offer for each in self.offered.values() for offer in each}
        for part, offer in every.items():
            yield offer.item("/".join(part), self.question.record.as_of, self.question.timeline)

    def _closed(self, leaf: Node, gauges: Sequence[Gauge]) -> Iterator[str]:
        """Activities that would help there and that this audience may not do."""
        mine = {"/".join(offer.part) for offer in self.offered[self.audience]}
        for gauge in gauges:
            counts = [item for item in leaf.items if gauge.matches(item)]
            there = [item for item in counts if item.id in mine]
            for item in counts:
                if item.id not in mine and self._adds(item, there, gauge.need):
                    yield item.activity

    def _adds(self, item: Item, there: Sequence[Item], need: Need) -> bool:
        """Whether it would bring something that what is open does not."""
        if need.distinct is None:
            return True
        record, values = self.question.record, frozenset[str]()
        for each in there:
            values |= values_of(each, need.distinct, record)
        return not values_of(item, need.distinct, record) <= values


def _last(too_many: int, possible: Callable[[int], bool]) -> Fraction:
    """The last whole number before this one for which it is possible."""
    fewer, more = 0, too_many
    while more - fewer > 1:
        middle = (fewer + more) // 2
        fewer, more = (middle, more) if possible(middle) else (fewer, middle)
    return Fraction(fewer)
