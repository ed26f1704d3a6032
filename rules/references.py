"""What refers to what in a catalog: names that nobody defined, circles, and what can never be."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from pydantic import BaseModel

from rules.catalog import (
    Activity,
    ActivityKind,
    Cap,
    Catalog,
    EarningRule,
    Grant,
    Match,
    RewardClass,
)
from rules.complaints import did_you_mean
from rules.requirements import Requirement, Where
from rules.terms import Audience, EvidenceKind, Stage, Text
from rules.written import Path

Names = Mapping[str, Collection[str]]
"""The keys of every section as they are written, those of broken entries included."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a catalog says and that cannot be."""

    at: Path
    message: str
    suggestion: str = ""
    word: str = ""
    """What is written there, when the path may lead through a short form."""


def faults(catalog: Catalog, names: Names) -> Iterator[Fault]:
    """Everything in a catalog that cannot be, although each part of it is well formed."""
    yield from _activity_faults(catalog, names)
    yield from _rule_faults(catalog, names)
    yield from _pathway_faults(catalog, names)
    yield from _requirement_faults(catalog, names)
    yield from _sharing_faults(catalog, names)
    yield from _circles(catalog)
    yield from _cap_faults(catalog)
    yield from _level_faults(catalog)
    yield from _shop_and_season_faults(catalog)
    yield from _language_faults(catalog)


def _unknown(what: str, word: str, known: Iterable[str], at: Path) -> Iterator[Fault]:
    known = list(known)
    if word not in known:
        yield Fault(at, f"There is no {what} “{word}”.", did_you_mean(word, known), word)


def _named(
    what: str, words: Iterable[str] | None, known: Collection[str], at: Path
) -> Iterator[Fault]:
    for index, word in enumerate(words or ()):
        yield from _unknown(what, word, known, (*at, index))


# -- activities, rules and pathways ------------------------------------------------------------


def _activity_faults(catalog: Catalog, names: Names) -> Iterator[Fault]:
    for key, activity in catalog.activities.items():
        at = ("activities", key)
        if activity.campus is not None:
            yield from _unknown("campus", activity.campus, names["campuses"], (*at, "campus"))
        if activity.rubric is not None:
            yield from _unknown("rubric", activity.rubric, names["rubrics"], (*at, "rubric"))
        yield from _named("activity", activity.after, names["activities"], (*at, "after"))
        for stage, offer in activity.stages.items():
            if offer.points is not None:
                there = (*at, "stages", stage.value, "points")
                yield from _grant_faults(catalog, offer.points, [activity], there)


def _rule_faults(catalog: Catalog, names: Names) -> Iterator[Fault]:
    for key, rule in catalog.rules.items():
        at = ("rules", key)
        yield from _match_faults(catalog, names, rule.match, (*at, "match"))
        matched = [each for name, each in catalog.activities.items() if rule.match.fits(name, each)]
        if matched:
            yield from _grant_faults(catalog, rule.grants, matched, (*at, "grants"))


def _match_faults(catalog: Catalog, names: Names, match: Match, at: Path) -> Iterator[Fault]:
    levels, tags = _labels(catalog)
    yield from _named("activity", match.activities, names["activities"], (*at, "activities"))
    yield from _named("campus", match.campuses, names["campuses"], (*at, "campuses"))
    yield from _named("activity of the level", match.levels, levels, (*at, "levels"))
    yield from _named("activity with the tag", match.tags, tags, (*at, "tags"))


def _labels(catalog: Catalog) -> tuple[list[str], list[str]]:
    levels = [each.level for each in catalog.activities.values() if each.level is not None]
    tags = [tag for each in catalog.activities.values() for tag in each.tags]
    return levels, tags


def _grant_faults(
    catalog: Catalog, grant: Grant, activities: list[Activity], at: Path
) -> Iterator[Fault]:
    if grant.by_score is not None:
        criteria = [name for each in activities for name in _criteria(catalog, each)]
        there = (*at, "by_score", "criterion")
        yield from _unknown("criterion", grant.by_score.criterion, criteria, there)
    for stage in grant.by_stage or ():
        stages = [name.value for each in activities for name in each.stages]
        yield from _unknown("stage", stage.value, stages, (*at, "by_stage", stage.value))
    for level in grant.by_level or ():
        levels = [each.level for each in activities if each.level is not None]
        yield from _unknown("activity of the level", level, levels, (*at, "by_level", level))


def _criteria(catalog: Catalog, activity: Activity) -> Iterable[str]:
    rubric = catalog.rubrics.get(activity.rubric or "")
    return rubric.criteria if rubric else ()


def _pathway_faults(catalog: Catalog, names: Names) -> Iterator[Fault]:
    for key, pathway in catalog.pathways.items():
        at = ("pathways", key)
        if pathway.campus is not None:
            yield from _unknown("campus", pathway.campus, names["campuses"], (*at, "campus"))
        for index, part in enumerate(pathway.parts):
            there = (*at, "parts", index)
            name, _, stage = part.partition("/")
            yield from _unknown("activity", name, names["activities"], there)
            activity = catalog.activities.get(name)
            if stage and activity:
                yield from _unknown("stage", stage, [each.value for each in activity.stages], there)
            if part in pathway.parts[:index]:
                yield Fault(there, f"“{part}” is a part of this pathway twice.", "Keep one.")


# -- requirements ----------------------------------------------------------------------------------


def _requirements(catalog: Catalog) -> Iterator[tuple[Path, Requirement]]:
    sections: tuple[tuple[str, Mapping[str, BaseModel]], ...] = (
        ("levels", catalog.levels),
        ("badges", catalog.badges),
        ("degrees", catalog.degrees),
    )
    for section, things in sections:
        for key, thing in things.items():
            tree = getattr(thing, "requires", None)
            if isinstance(tree, Requirement):
                yield (section, key, "requires"), tree


def _requirement_faults(catalog: Catalog, names: Names) -> Iterator[Fault]:
    tags = _labels(catalog)[1]
    for key, badge in catalog.badges.items():
        if badge.campus is not None:
            at: Path = ("badges", key, "campus")
            yield from _unknown("campus", badge.campus, names["campuses"], at)
    for at, tree in _requirements(catalog):
        ids = [node.id for node in tree.walk() if node.id]
        for node in tree.walk():
            yield from _node_faults(node, ids, names, at)
            for where in node.wheres:
                yield from _where_faults(where, names, tags, at)


def _node_faults(node: Requirement, ids: list[str], names: Names, at: Path) -> Iterator[Fault]:
    if node.level is not None:
        yield from _unknown("level", node.level, names["levels"], at)
    for degree in node.degrees:
        yield from _unknown("degree", degree, names["degrees"], at)
    for other in (*node.after, *([node.looks_at] if node.looks_at else [])):
        yield from _unknown("requirement with the id", other, ids, at)


def _where_faults(where: Where, names: Names, tags: list[str], at: Path) -> Iterator[Fault]:
    lists: tuple[tuple[str, Iterable[str] | None, Collection[str]], ...] = (
        ("campus", where.campuses, names["campuses"]),
        ("activity", where.activities, names["activities"]),
        ("stage", where.stages, list(Stage)),
        ("kind of evidence", where.kinds, list(EvidenceKind)),
        ("audience", where.audiences, list(Audience)),
        ("activity with the tag", where.tags_any, tags),
        ("activity with the tag", where.tags_all, tags),
        ("kind of activity", where.activity_kinds, list(ActivityKind)),
    )
    for what, words, known in lists:
        for word in words or ():
            yield from _unknown(what, str(word), known, at)


def _sharing_faults(catalog: Catalog, names: Names) -> Iterator[Fault]:
    trees = [tree for at, tree in _requirements(catalog) if at[0] == "degrees"]
    ids = [node.id for tree in trees for node in tree.walk() if node.id]
    known = [*names["degrees"], *ids]
    for index, rule in enumerate(catalog.sharing):
        at = ("sharing", index, "between")
        yield from _named("degree or requirement", rule.between, known, at)


# -- circles ------------------------------------------------------------------------------------


def _circles(catalog: Catalog) -> Iterator[Fault]:
    after = {key: each.after for key, each in catalog.activities.items()}
    yield from _circle(
        {f"activities/{k}": {f"activities/{a}" for a in v} for k, v in after.items()}
    )
    yield from _circle(_attainments(catalog))


def _attainments(catalog: Catalog) -> dict[str, set[str]]:
    graph: dict[str, set[str]] = {}
    for (section, key, _), tree in _requirements(catalog):
        needs = graph.setdefault(f"{section}/{key}", set())
        for node in tree.walk():
            if node.level is not None:
                needs.add(f"levels/{node.level}")
            needs.update(f"degrees/{degree}" for degree in node.degrees)
    return graph


def _circle(graph: Mapping[str, set[str]]) -> Iterator[Fault]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = list(reversed(error.args[1]))
        section, _, key = circle[0].partition("/")
        way = " → ".join(name.partition("/")[2] for name in circle)
        message = f"This waits for itself, and could never be reached: {way}."
        yield Fault((section, key), message, "Take one of these steps out.")


# -- caps, levels, rewards, seasons, languages ------------------------------------------------


def _cap_faults(catalog: Catalog) -> Iterator[Fault]:
    rules = catalog.earning_rules
    for key, rule in rules.items():
        yield from _cap_fault(rule.cap, [rule], catalog, ("rules", key, "cap"))
    for key, activity in catalog.activities.items():
        covered = [rule for rule in rules.values() if rule.match.activities == (key,)]
        yield from _cap_fault(activity.cap, covered, catalog, ("activities", key, "cap"))
    for key, campus in catalog.campuses.items():
        own = {name for name, each in catalog.activities.items() if each.campus == key}
        covered = [rule for rule in rules.values() if own.issuperset(rule.match.activities or "?")]
        yield from _cap_fault(campus.cap, covered, catalog, ("campuses", key, "cap"))


def _cap_fault(
    cap: Cap | None, rules: Iterable[EarningRule], catalog: Catalog, at: Path
) -> Iterator[Fault]:
    if cap is None or cap.points is None:
        return
    grants = [points for rule in rules for points in _amounts(rule, catalog) if points]
    if grants and cap.points < min(grants):
        message = f"No more than {cap.points} can be granted, but the least award is {min(grants)}."
        yield Fault((*at, "points"), message, f"Write {min(grants)} or more.")


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
            yield Fault(at, "The first level is where everyone starts.", "Write 0.")
        elif before is not None and level.experience <= before:
            message = f"A level asks for more than the one before it, which asks for {before}."
            yield Fault(at, message, f"Write more than {before}.")
        before = level.experience


def _shop_and_season_faults(catalog: Catalog) -> Iterator[Fault]:
    for key, reward in catalog.rewards.items():
        at = ("rewards", key)
        if reward.price == 0 and reward.kind is not RewardClass.PRIVILEGE:
            message = f"Only a privilege may be free; this is {reward.kind.replace('_', ' ')}."
            yield Fault((*at, "price"), message, "Write a price of 1 or more.")
        if reward.value_cents == 0 and reward.kind is RewardClass.CASH_EQUIVALENT:
            message = "A cash equivalent is taxable, so its value is needed."
            yield Fault((*at, "value_cents"), message, "Write “value_cents: 2500” for $25.")
    days = [season.first for season in catalog.seasons.values()]
    for index, key in enumerate(catalog.seasons):
        if index and days[index] < days[index - 1]:
            message = "A season starts no earlier than the one above it."
            yield Fault(("seasons", key, "first"), message, "Write seasons in their order.")


SAME_EVERYWHERE = frozenset({"title", "name", "university", "badge"})
"""Texts that may be proper names, and so may be written once for all languages."""


def _language_faults(catalog: Catalog) -> Iterator[Fault]:
    languages = catalog.languages
    for at, text in texts(catalog):
        written = [language for language in text.root if language]
        for language in written:
            if language not in languages:
                message = f"This pack does not declare the language “{language}”."
                yield Fault((*at, language), message, did_you_mean(language, languages))
        missing = [language for language in languages if language not in written]
        if missing and (written or (len(languages) > 1 and at[-1] not in SAME_EVERYWHERE)):
            message = f"This text is missing in: {', '.join(missing)}."
            hint = "{" + ", ".join(f"{language}: …" for language in languages) + "}"
            yield Fault(at, message, f"Write “{hint}”.")


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
