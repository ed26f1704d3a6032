"""What somebody may do: each stage of an activity that is open to her, and what it would earn."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from rules.audits.items import Item
from rules.audits.record import item_of
from rules.badges import asked_before
from rules.catalog import Bonus, Cap, Catalog, Pathway
from rules.facts import Completion
from rules.requirements import Requirement
from rules.scoring.shares import shares_of
from rules.terms import Audience, EvidenceKind, EvidenceWanted, Stage
from rules.timeline import Recorded, Timeline

Part = tuple[str, Stage]

MINUTES_UNWRITTEN = 60
"""What work without hours is taken for where work is compared by its hours."""


@dataclass(frozen=True, slots=True)
class Pay:
    """What one rule gives for each time, before caps."""

    rule: str
    experience: int
    redeemable: int
    first_time: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """One stage of an activity as somebody would do it."""

    part: Part
    completion: Completion
    campus: str
    pays: tuple[Pay, ...]
    before: tuple[Part, ...]
    """What has to be done before it."""

    @property
    def minutes(self) -> int:
        return self.completion.minutes

    @property
    def experience(self) -> int:
        return sum(pay.experience for pay in self.pays)

    @property
    def redeemable(self) -> int:
        return sum(pay.redeemable for pay in self.pays)

    def expires(self, catalog: Catalog) -> bool:
        """Whether it counts for so many months only."""
        return catalog.activities[self.part[0]].valid_months is not None

    def item(self, name: str, day: date, timeline: Timeline) -> Item:
        """It as an item that audits look at."""
        return item_of(dated(self.completion, name, day), timeline, self.experience)


@dataclass(frozen=True, slots=True)
class Promise:
    """What is assumed of work that nobody has done yet."""

    best: bool = False
    """Every score the highest and every outcome measured; else scores just pass, and points for
    outcomes are not counted on."""
    value: float | None = None
    """What a metric would show."""


def offers(catalog: Catalog, audience: Audience, promise: Promise) -> tuple[Offer, ...]:
    """Everything that is open to this audience and that people can hand in themselves."""
    return tuple(offer_of(catalog, part, promise) for part in open_parts(catalog, audience))


def credited_offers(catalog: Catalog, audience: Audience, promise: Promise) -> Iterator[Offer]:
    """What the program may count for this audience by itself, without points.

    Nobody plans it by herself, so no plan is built on what it pays; what asks for it can be met.
    """
    for key in sorted(catalog.credited):
        activity = catalog.activities[key]
        if not activity.audience or audience in activity.audience:
            yield replace(offer_of(catalog, (key, activity.last_stage), promise), pays=())


def highest_value(trees: Iterable[Requirement]) -> float | None:
    """The highest value of a metric that any of these asks for."""
    asked = [
        where.min_value
        for tree in trees
        for node in tree.walk()
        for where in node.wheres
        if where.min_value is not None
    ]
    return max(asked, default=None)


def bonus_item(name: str, pathway: Pathway, day: date) -> Item:
    """What a finished pathway adds to the points, as audits see it: no piece of work."""
    campus = pathway.campus or ""
    return Item(
        id=name,
        day=day,
        points=pathway.points,
        kinds=frozenset({EvidenceKind.SYSTEM.value}),
        categories=frozenset({campus} if campus else ()),
        tags=frozenset({"pathway"}),
        campus=campus,
        is_work=False,
    )


def dated(completion: Completion, source: str, day: date, place: int = 0) -> Completion:
    """The same work under a name of its own, done on a day, after `place` others of that day."""
    at = datetime(day.year, day.month, day.day, 12, place // 60, place % 60, tzinfo=UTC)
    return Completion(
        source=source,
        activity=completion.activity,
        stage=completion.stage,
        kinds=completion.kinds,
        minutes=completion.minutes,
        day=day,
        submitted_at=at,
        scores=completion.scores,
        outcome=completion.outcome,
        outside_minutes=completion.outside_minutes,
        value=completion.value,
        team_size=completion.team_size,
        team_place=completion.team_place,
    )


def offer_of(catalog: Catalog, part: Part, promise: Promise) -> Offer:
    """One stage of an activity, whoever may do it."""
    done = _done(catalog, part, promise)
    return Offer(
        part,
        done,
        catalog.activities[part[0]].campus or "",
        tuple(_pays(done, Recorded(1, date.min, catalog), promise)),
        tuple(before for _, before in asked_before(catalog, *part)),
    )


def caps_on(catalog: Catalog, offer: Offer, rule: str) -> Iterator[tuple[str, Cap]]:
    """Every cap on what a rule gives for an offer, with its name, the narrowest first."""
    activity = offer.part[0]
    campus = catalog.campuses.get(offer.campus)
    written = (
        (f"cap:rule/{rule}", catalog.rule_caps.get(rule)),
        (f"cap:activity/{activity}", catalog.activities[activity].cap),
        (f"cap:campus/{offer.campus}", campus.cap if campus else None),
    )
    for name, cap in written:
        if cap is not None:
            yield name, cap


def open_parts(catalog: Catalog, audience: Audience) -> Iterator[Part]:
    """What is offered to this audience and asks for something that people can hand in."""
    for key, activity in catalog.activities.items():
        if not activity.audience or audience in activity.audience:
            for stage, written in activity.stages.items():
                if written.evidence is not EvidenceWanted.SYSTEM:
                    yield key, stage


def _done(catalog: Catalog, part: Part, promise: Promise) -> Completion:
    """The work as it would be approved, with all the kinds of evidence that it may show."""
    activity = catalog.activities[part[0]]
    kinds = _KINDS[activity.stages[part[1]].evidence]
    minutes = _minutes(catalog, part)
    return Completion(
        source="",
        activity=part[0],
        stage=part[1],
        kinds=kinds,
        minutes=minutes,
        day=date.min,
        submitted_at=datetime.min.replace(tzinfo=UTC),
        scores=_scores(catalog, activity.rubric, best=promise.best),
        outcome=EvidenceKind.STUDENT in kinds,
        outside_minutes=minutes,
        value=promise.value,
        team_size=activity.team_least,
        team_place=activity.team_least - 1,
    )


def _minutes(catalog: Catalog, part: Part) -> int:
    """The hours that are written; where points go by the hour and none is written, one hour."""
    written = catalog.activities[part[0]].stages[part[1]].minutes
    by_hour = any(
        rule.grants.points_per_hour is not None for _, rule in catalog.rules_by_activity[part]
    )
    return written or (60 if by_hour else 0)


def _scores(catalog: Catalog, rubric: str | None, *, best: bool) -> Mapping[str, int]:
    criteria = catalog.rubrics[rubric].criteria if rubric else {}
    return {
        key: len(criterion.scores) - 1 if best else criterion.passes
        for key, criterion in criteria.items()
    }


def _pays(done: Completion, under: Recorded, promise: Promise) -> Iterator[Pay]:
    rules = under.catalog.earning_rules
    paid = under.catalog.paid(done.activity, done.stage, done.kinds)
    for share in shares_of(done, under, paid, set()) if paid else ():
        when = rules[share.rule].when
        if (share.experience or share.redeemable) and (promise.best or when is not Bonus.OUTCOME):
            first = when is Bonus.FIRST_TIME
            yield Pay(share.rule, share.experience, share.redeemable, first)


_STUDENT, _OWN = EvidenceKind.STUDENT, EvidenceKind.OWN
_KINDS: Mapping[EvidenceWanted, frozenset[EvidenceKind]] = {
    EvidenceWanted.STUDENT: frozenset({_STUDENT}),
    EvidenceWanted.OWN: frozenset({_OWN}),
    EvidenceWanted.EITHER: frozenset({_STUDENT, _OWN}),
    EvidenceWanted.BOTH: frozenset({_STUDENT, _OWN}),
    EvidenceWanted.ATTENDANCE: frozenset({EvidenceKind.ATTENDANCE}),
    EvidenceWanted.SYSTEM: frozenset({EvidenceKind.SYSTEM}),
}
