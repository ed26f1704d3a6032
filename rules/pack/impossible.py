"""What a catalog says and what can never be: circles, caps, ladders, prices, missing languages."""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from pydantic import BaseModel

from rules.catalog import Cap, Catalog, EarningRule, Match, RewardClass
from rules.pack.complaints import Fault, did_you_mean
from rules.pack.references import requirements
from rules.pack.written import Path
from rules.saying import say
from rules.terms import Text


def impossible(catalog: Catalog) -> Iterator[Fault]:
    """Everything in a catalog that cannot be, although each part of it is well formed."""
    yield from _circles(catalog)
    yield from _validity_faults(catalog)
    yield from _cap_faults(catalog)
    yield from _level_faults(catalog)
    yield from _badge_faults(catalog)
    yield from _reward_faults(catalog)
    yield from _season_faults(catalog)
    yield from _language_faults(catalog)


def _circles(catalog: Catalog) -> Iterator[Fault]:
    after = {key: list(each.after) for key, each in catalog.activities.items()}
    yield from _circles_in(
        {f"activities/{k}": [f"activities/{a}" for a in v] for k, v in after.items()}
    )
    yield from _circles_in(_attainments(catalog))


def _attainments(catalog: Catalog) -> dict[str, list[str]]:
    """What levels, badges and degrees wait for; a level also waits for the one below it."""
    ladder = [f"levels/{key}" for key in catalog.levels]
    graph = {level: [below] for below, level in pairwise(ladder)}
    for (section, key, _), tree in requirements(catalog):
        needs = graph.setdefault(f"{section}/{key}", [])
        for node in tree.walk():
            if node.level is not None:
                needs.append(f"levels/{node.level}")
            needs.extend(f"degrees/{degree}" for degree in node.degrees)
    return graph


def _circles_in(graph: dict[str, list[str]]) -> Iterator[Fault]:
    while circle := _circle(graph):
        first = min(circle, key=list(graph).index)
        start = circle.index(first)
        way = [*circle[start:], *circle[:start], first]
        graph[first].remove(way[1])
        names = " → ".join(name.partition("/")[2] for name in way)
        section, _, key = first.partition("/")
        message = say("This waits for itself, and could never be reached: %(names)s.", names=names)
        yield Fault((section, key), message, say("Take one of these steps out."))


def _circle(graph: Mapping[str, list[str]]) -> list[str]:
    """Things that wait for one another in a ring, each for the one after it."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(reversed(error.args[1][1:]))
    return []


def _validity_faults(catalog: Catalog) -> Iterator[Fault]:
    for key, activity in catalog.activities.items():
        if activity.renewed_by and activity.valid_months is None:
            message = say("This counts for good, so there is nothing to renew.")
            hint = say("Write “valid_months: 24” for two years, or take this out.")
            yield Fault(("activities", key, "renewed_by"), message, hint)


def _cap_faults(catalog: Catalog) -> Iterator[Fault]:
    rules = catalog.earning_rules
    for key, rule in rules.items():
        yield from _cap_fault(rule.cap, [rule], catalog, ("rules", key, "cap"))
    for key, activity in catalog.activities.items():
        covered = [rule for rule in rules.values() if rule.match.activities == (key,)]
        yield from _cap_fault(activity.cap, covered, catalog, ("activities", key, "cap"))
    for key, campus in catalog.campuses.items():
        own = {name for name, each in catalog.activities.items() if each.campus == key}
        covered = [rule for rule in rules.values() if _lies_in(key, own, rule.match)]
        yield from _cap_fault(campus.cap, covered, catalog, ("campuses", key, "cap"))


def _lies_in(campus: str, activities: set[str], match: Match) -> bool:
    if match.activities is None:
        return match.campuses == (campus,)
    return activities.issuperset(match.activities)


def _cap_fault(
    cap: Cap | None, rules: Iterable[EarningRule], catalog: Catalog, at: Path
) -> Iterator[Fault]:
    if cap is None or cap.points is None:
        return
    grants = [
        points // _shared_by(rule, catalog)
        for rule in rules
        for points in _amounts(rule, catalog)
        if points
    ]
    if grants and cap.points < min(grants):
        message = say(
            "No more than %(cap)s can be granted, but the least award is %(least)s.",
            cap=cap.points,
            least=min(grants),
        )
        yield Fault((*at, "points"), message, say("Write %(ge)s or more.", ge=min(grants)))


def _shared_by(rule: EarningRule, catalog: Catalog) -> int:
    """Among how many what a rule grants may be divided at most."""
    activities = (catalog.activities.get(key) for key in rule.match.activities or ())
    teams = (each.team for each in activities if each and each.team)
    return max((team.at_most for team in teams if team.is_shared), default=1)


def _amounts(rule: EarningRule, catalog: Catalog) -> Iterable[int]:
    """What a rule can grant, as far as the pack says it; hours that people enter are free."""
    grant = rule.grants
    if grant.points_per_hour is not None:
        return [grant.points_per_hour * offer // 60 for offer in _offered_minutes(rule, catalog)]
    if grant.by_score is not None:
        return grant.by_score.points.values()
    return (grant.by_stage or grant.by_level or {"": grant.points or 0}).values()


def _offered_minutes(rule: EarningRule, catalog: Catalog) -> Iterable[int]:
    activities = (catalog.activities.get(key) for key in rule.match.activities or ())
    return [offer.minutes for each in activities if each for offer in each.stages.values()]


def _level_faults(catalog: Catalog) -> Iterator[Fault]:
    before: int | None = None
    for key, level in catalog.levels.items():
        at = ("levels", key, "experience")
        if before is None and level.experience != 0:
            yield Fault(at, say("The first level is where everyone starts."), say("Write 0."))
        elif before is not None and level.experience <= before:
            message = say(
                "A level asks for more than the one before it, which asks for %(before)s.",
                before=before,
            )
            yield Fault(at, message, say("Write more than %(before)s.", before=before))
        before = level.experience


def _badge_faults(catalog: Catalog) -> Iterator[Fault]:
    """Badges are known by one name, wherever they come from."""
    activities = {key for key, activity in catalog.activities.items() if activity.badge}
    for section, keys in (("pathways", catalog.pathways), ("badges", catalog.badges)):
        for key in keys:
            if key in activities or (section == "badges" and key in catalog.pathways):
                message = say(
                    "There is another badge “%(key)s”, that of an activity or a pathway.", key=key
                )
                yield Fault((section, key), message, say("Choose another key."))


def _reward_faults(catalog: Catalog) -> Iterator[Fault]:
    for key, reward in catalog.rewards.items():
        at = ("rewards", key)
        if reward.price == 0 and reward.kind is not RewardClass.PRIVILEGE:
            message = say(
                "Only a privilege may be free; this is %(kind)s.",
                kind=reward.kind.replace("_", " "),
            )
            yield Fault((*at, "price"), message, say("Write a price of 1 or more."))
        if reward.value_cents == 0 and reward.kind is RewardClass.CASH_EQUIVALENT:
            message = say("A cash equivalent is taxable, so its value is needed.")
            yield Fault((*at, "value_cents"), message, say("Write “value_cents: 2500” for $25."))
        if reward.leaders_approve and not reward.approval:
            message = say("Leaders can only approve what asks for an approval.")
            hint = say("Write “approval: true” beside it.")
            yield Fault((*at, "leaders_approve"), message, hint)


def _season_faults(catalog: Catalog) -> Iterator[Fault]:
    days = [season.first for season in catalog.seasons.values()]
    for index, key in enumerate(catalog.seasons):
        if index and days[index] < days[index - 1]:
            message = say("A season starts no earlier than the one above it.")
            yield Fault(("seasons", key, "first"), message, say("Write seasons in their order."))


SAME_EVERYWHERE = frozenset({"title", "name", "university", "badge"})
"""Texts that may be proper names, and so may be written once for all languages."""


def _language_faults(catalog: Catalog) -> Iterator[Fault]:
    languages = catalog.languages
    for at, text in texts(catalog):
        written = [language or languages[0] for language in text.root]
        for language in written:
            if language not in languages:
                message = say(
                    "This pack does not declare the language “%(language)s”.", language=language
                )
                yield Fault((*at, language), message, did_you_mean(language, languages))
        missing = [language for language in languages if language not in written]
        if missing and ("" not in text.root or at[-1] not in SAME_EVERYWHERE):
            message = say("This text is missing in: %(languages)s.", languages=", ".join(missing))
            hint = "{" + ", ".join(f"{language}: …" for language in languages) + "}"
            yield Fault(at, message, say("Write “%(word)s”.", word=hint))


def texts(value: object, at: Path = ()) -> Iterator[tuple[Path, Text]]:
    """Every text below a value, with its path."""
    if isinstance(value, Text):
        yield at, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from texts(getattr(value, name), (*at, field.alias or name))
    elif isinstance(value, Mapping):
        for key, thing in value.items():
            yield from texts(thing, (*at, str(key)))
    elif isinstance(value, tuple):
        for index, thing in enumerate(value):
            yield from texts(thing, (*at, index))
