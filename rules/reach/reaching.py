"""Whether each audience and part-time share can reach everything, and in how many hours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction

from rules.audits.items import Sharing
from rules.catalog import Catalog, Degree
from rules.facts import Person
from rules.reach.blocking import Block, Blocking, Cause
from rules.reach.targets import NOTHING, SECTIONS, Target, targets
from rules.requirements import Requirement
from rules.terms import Audience
from rules.timeline import Recorded, Timeline
from rules.ways.following import Start, follow
from rules.ways.linear import BUDGET
from rules.ways.offers import Offer, Promise, credited_offers, highest_value, offers
from rules.ways.question import Aim, Found, Question
from rules.ways.scheduling import scheduled
from rules.ways.seeking import is_possible, is_possible_within, seek

SHARES = (1.0, 0.5)
"""Parts of full time that are looked at unless others are named."""
YEARS_MAX = 12
"""How many school years are looked ahead."""


class Answer(StrEnum):
    """Whether something can be reached."""

    REACHED = "reached"
    CLOSED = "closed"
    """It is meant for others, or there is none of it."""
    NEVER = "never"
    """Proved: whatever somebody of this audience does, in however many years."""
    NOT_SO_SOON = "not_so_soon"
    """Proved: not within the school years that are looked ahead."""
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Reach:
    """How one audience comes to one thing."""

    target: Target
    audience: Audience
    shares: tuple[float, ...]
    """The parts of full time for which this holds."""
    answer: Answer
    years: int | None = None
    """In no fewer school years."""
    minutes: int | None = None
    """Within those school years in no fewer minutes, which is proved."""
    tried: bool = False
    """Whether a plan of exactly so many minutes was followed to its end."""
    by_hand: tuple[tuple[str, str], ...] = ()
    """Degrees and paths that somebody has to confirm beside."""
    blocks: tuple[Block, ...] = ()
    """What is in the way."""


def reach(
    catalog: Catalog,
    *,
    shares: Sequence[float] = SHARES,
    budget: int = BUDGET,
    only: tuple[str, str] | None = None,
    hours: bool = True,
) -> tuple[Reach, ...]:
    """Everything for every audience, with the least hours that it takes somebody who is new.

    Work is taken to show what its activity asks, with the best scores and measured outcomes.
    `only` is the section and the key of the one thing that is looked at. Without `hours` it is
    only proved whether each can be reached, which takes a second and not minutes.
    """
    return tuple(_Catalog(catalog, budget, hours=hours, only=only).reaches(shares))


def unreached(catalog: Catalog, *, shares: Sequence[float] = SHARES) -> tuple[Reach, ...]:
    """What somebody for whom it is meant can never reach, and why; hours are not looked for.

    Levels and rewards that take more school years than are looked ahead are told as well.
    """
    found = _Catalog(catalog, BUDGET, hours=False).reaches(shares)
    return tuple(each for each in found if each.answer in (Answer.NEVER, Answer.NOT_SO_SOON))


@dataclass
class _Catalog:
    """One catalog that is looked at, and what was found for audiences that may do the same."""

    catalog: Catalog
    budget: int
    hours: bool
    only: tuple[str, str] | None = None
    known: dict[object, Reach] = field(default_factory=dict)
    offered: dict[Audience, tuple[Offer, ...]] = field(default_factory=dict)
    soon: dict[object, int] = field(default_factory=dict)
    """The most points that are known to be earned soon enough."""

    def __post_init__(self) -> None:
        catalog = self.catalog
        attained = (catalog.levels, catalog.badges, catalog.degrees)
        asked = [each.requires for section in attained for each in section.values()]
        trees = [tree for tree in asked if tree is not None]
        promise = Promise(best=True, value=highest_value(trees))
        self.offered = {
            each: (
                *offers(self.catalog, each, promise),
                *credited_offers(self.catalog, each, promise),
            )
            for each in Audience
        }
        self.timeline = Timeline((Recorded(1, self.catalog.pack.applies_from, self.catalog),))

    def reaches(self, shares: Sequence[float]) -> Iterator[Reach]:
        every = [
            each for each in targets(self.catalog) if self.only in (None, (each.section, each.key))
        ]
        for target in every if self.hours else sorted(every, key=self._dearest_first):
            for audience in Audience:
                for group in self._groups(target, shares):
                    yield self._reach(target, audience, group)

    def _dearest_first(self, target: Target) -> tuple[int, int]:
        """Section by section; whoever comes to many points comes to fewer."""
        return SECTIONS.index(target.section), -target.points_in(self.catalog)

    def _groups(self, target: Target, shares: Sequence[float]) -> list[tuple[float, ...]]:
        """Shares that come to the same are looked at together."""
        asked = any(
            need.by_fte
            for tree in self._trees(target.requires)
            for node in tree.walk()
            for need in node.need
        )
        return [(share,) for share in shares] if asked else [tuple(shares)]

    def _trees(self, tree: Requirement) -> Iterator[Requirement]:
        """The tree, and those of the degrees and levels that it asks for."""
        yield tree
        for node in tree.walk():
            for degree in node.degrees:
                yield from self._trees(self.catalog.degrees[degree].requires)
            if node.level is not None:
                for level in self.catalog.levels.values():
                    yield level.requires or NOTHING

    def _reach(self, target: Target, audience: Audience, shares: tuple[float, ...]) -> Reach:
        if not target.is_for(audience):
            return Reach(target, audience, shares, Answer.CLOSED)
        degrees = {key: degree.requires for key, degree in self._degrees(audience).items()}
        parts = frozenset(offer.part for offer in self.offered[audience])
        same = (target.section, target.key, shares, parts, frozenset(degrees))
        if same not in self.known:
            person = Person(audience, shares[0])
            start = Start(
                self.timeline, self.catalog.pack.applies_from,
                {**degrees, target.name: target.requires}, person=person, sharing=self._sharing,
            )  # fmt: skip
            self.known[same] = self._found(target, start, shares, degrees)
        return replace(self.known[same], audience=audience)

    @property
    def _sharing(self) -> tuple[Sharing, ...]:
        return tuple(
            Sharing(each.between, each.max_items, each.max_points) for each in self.catalog.sharing
        )

    def _degrees(self, audience: Audience) -> Mapping[str, Degree]:
        return {
            key: degree
            for key, degree in self.catalog.degrees.items()
            if not degree.audience or audience in degree.audience
        }

    def _found(
        self,
        target: Target,
        start: Start,
        shares: tuple[float, ...],
        degrees: Mapping[str, Requirement],
    ) -> Reach:
        audience = start.person.audience
        question = Question(
            catalog=self.catalog,
            record=start.record((), start.today),
            offers=self._needed(target, audience),
            target=target.requires,
            key=target.name,
            degrees=degrees,
            sharing=start.sharing,
            redeemable=target.redeemable,
        )
        if not is_possible(question, self.budget):
            blocks = Blocking(question, self.offered, audience).blocks(target)
            return Reach(target, audience, shares, Answer.NEVER, blocks=tuple(blocks))
        if not self.hours:
            return self._soon(Reach(target, audience, shares, Answer.REACHED), question)
        return self._soonest(Reach(target, audience, shares, Answer.NOT_SO_SOON), question, start)

    def _needed(self, target: Target, audience: Audience) -> tuple[Offer, ...]:
        """What may serve: everything, or the parts that are asked and what comes before them."""
        offered = self.offered[audience]
        if not target.parts:
            return offered
        before = {offer.part: offer.before for offer in offered}
        needed, waiting = set(), list(target.parts)
        while waiting:
            part = waiting.pop()
            if part not in needed:
                needed.add(part)
                waiting.extend(before.get(part, ()))
        return tuple(offer for offer in offered if offer.part in needed)

    def _soon(self, reached: Reach, question: Question) -> Reach:
        """Whether points come together within the school years that are looked ahead."""
        target = reached.target
        points = target.points_in(self.catalog)
        same = (target.section, frozenset(offer.part for offer in question.offers))
        if points <= self.soon.get(same, 0):
            return reached
        if is_possible_within(question, YEARS_MAX, self.budget):
            self.soon[same] = points
            return reached
        block = Block(Cause.TOO_LONG, target.path, target.title, want=Fraction(YEARS_MAX))
        return replace(reached, answer=Answer.NOT_SO_SOON, blocks=(block,))

    def _soonest(self, unknown: Reach, question: Question, start: Start) -> Reach:
        answer = unknown.answer
        for years in range(1, YEARS_MAX + 1):
            found, bound = seek(question, years, Aim.HOURS, self.budget)
            if found is not None:
                return replace(
                    unknown,
                    answer=Answer.REACHED,
                    years=years,
                    minutes=found.bound,
                    tried=found.bound >= found.cost and self._leads(found, question, start),
                    by_hand=found.by_hand,
                )
            if bound is not None:
                answer = Answer.UNDECIDED
        return replace(unknown, answer=answer)

    def _leads(self, found: Found, question: Question, start: Start) -> bool:
        """Whether following the plan leads there; what is confirmed by hand is not followed."""
        until = found.calendar.first_day(found.calendar.years - 1)
        work = scheduled(found, question)
        followed = follow(start, work, until)
        return question.key in followed.conferred and followed.redeemable >= question.redeemable
