"""What refers to what in a catalog: names that nobody defined, circles, and what can never be."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from pydantic import BaseModel

from rules.catalog import (
    Activity,
    ActivityKind,
    Catalog,
    Form,
    Grant,
    Match,
)
from rules.pack.complaints import Fault, did_you_mean
from rules.pack.written import Path
from rules.requirements import Requirement, Where
from rules.saying import pattern, say
from rules.terms import Audience, EvidenceKind, EvidenceWanted, Stage

Names = Mapping[str, Collection[str]]
"""The keys of every section as they are written, those of broken entries included."""


def dangling(catalog: Catalog, written: Names) -> Iterator[Fault]:
    """Every name in a catalog that nothing has."""
    names = {section: written.get(section, ()) for section in Catalog.model_fields}
    yield from _activity_faults(catalog, names)
    yield from _rule_faults(catalog, names)
    yield from _pathway_faults(catalog, names)
    yield from _requirement_faults(catalog, names)
    yield from _sharing_faults(catalog, names)
    yield from _credited_faults(catalog, names, "proposals", catalog.proposals.counts_as)
    helped, coaching = "asked_counts_as", catalog.coaching
    yield from _credited_faults(catalog, names, "coaching", coaching.counts_as)
    yield from _credited_faults(catalog, names, "coaching", coaching.asked_counts_as, helped)
    yield from _credited_faults(catalog, names, "mentoring", catalog.mentoring.counts_as)
    at = ("mentoring", "badges")
    yield from _named("badge", catalog.mentoring.badges, [*catalog.badge_catalog], at)
    yield from _credited_faults(catalog, names, "follow_ups", catalog.follow_ups.counts_as)
    yield from _credited_faults(catalog, names, "review", catalog.review.counts_as)


def requirements(catalog: Catalog) -> Iterator[tuple[Path, Requirement]]:
    """The requirements of levels, badges and degrees, each with its path."""
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


def _unknown(what: str, word: str, known: Iterable[str], at: Path) -> Iterator[Fault]:
    known = list(known)
    if word not in known:
        yield Fault(at, say(_NONE[what], word=word), did_you_mean(word, known), word)


_NONE: Mapping[str, str] = {
    "badge": pattern("There is no badge “%(word)s”."),
    "campus": pattern("There is no campus “%(word)s”."),
    "rubric": pattern("There is no rubric “%(word)s”."),
    "activity": pattern("There is no activity “%(word)s”."),
    "activity of the level": pattern("There is no activity of the level “%(word)s”."),
    "activity with the tag": pattern("There is no activity with the tag “%(word)s”."),
    "choice": pattern("There is no choice “%(word)s”."),
    "criterion": pattern("There is no criterion “%(word)s”."),
    "stage": pattern("There is no stage “%(word)s”."),
    "level": pattern("There is no level “%(word)s”."),
    "degree": pattern("There is no degree “%(word)s”."),
    "requirement with the id": pattern("There is no requirement with the id “%(word)s”."),
    "kind of evidence": pattern("There is no kind of evidence “%(word)s”."),
    "audience": pattern("There is no audience “%(word)s”."),
    "kind of activity": pattern("There is no kind of activity “%(word)s”."),
    "degree or requirement": pattern("There is no degree or requirement “%(word)s”."),
}


def _named(
    what: str, words: Iterable[str] | None, known: Collection[str], at: Path
) -> Iterator[Fault]:
    for index, word in enumerate(words or ()):
        yield from _unknown(what, word, known, (*at, index))


def _activity_faults(catalog: Catalog, names: Names) -> Iterator[Fault]:
    for key, activity in catalog.activities.items():
        at = ("activities", key)
        if activity.campus is not None:
            yield from _unknown("campus", activity.campus, names["campuses"], (*at, "campus"))
        if activity.rubric is not None:
            yield from _unknown("rubric", activity.rubric, names["rubrics"], (*at, "rubric"))
        yield from _named("activity", activity.after, names["activities"], (*at, "after"))
        renewals, known = activity.renewed_by, names["activities"]
        yield from _named("activity", renewals, known, (*at, "renewed_by"))
        if activity.leading_counts_as is not None:
            credited = activity.leading_counts_as
            yield from _system_faults(catalog, names, credited, (*at, "leading_counts_as"))
        for stage, offer in activity.stages.items():
            if offer.points is not None:
                there = (*at, "stages", stage.value, "points")
                yield from _grant_faults(catalog, offer.points, [activity], there)
            if offer.form is not None:
                yield from _form_faults(offer.form, (*at, "stages", stage.value, "form"))


def _form_faults(form: Form, at: Path) -> Iterator[Fault]:
    for key, question in form.questions.items():
        if question.kind.chooses:
            there = (*at, "questions", key, "right")
            yield from _named("choice", question.right, question.choices, there)


def _rule_faults(catalog: Catalog, names: Names) -> Iterator[Fault]:
    for key, rule in catalog.rules.items():
        at = ("rules", key)
        yield from _match_faults(catalog, names, rule.match, (*at, "match"))
        matched = [each for name, each in catalog.activities.items() if each.fits(name, rule.match)]
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
                twice = say("“%(part)s” is a part of this pathway twice.", part=part)
                yield Fault(there, twice, say("Keep one."))


def _requirement_faults(catalog: Catalog, names: Names) -> Iterator[Fault]:
    tags = _labels(catalog)[1]
    for key, badge in catalog.badges.items():
        if badge.campus is not None:
            at: Path = ("badges", key, "campus")
            yield from _unknown("campus", badge.campus, names["campuses"], at)
    for at, tree in requirements(catalog):
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
    trees = [tree for at, tree in requirements(catalog) if at[0] == "degrees"]
    ids = [node.id for tree in trees for node in tree.walk() if node.id]
    known = [*names["degrees"], *ids]
    for index, rule in enumerate(catalog.sharing):
        at = ("sharing", index, "between")
        yield from _named("degree or requirement", rule.between, known, at)


def _credited_faults(
    catalog: Catalog, names: Names, section: str, credited: str | None, key: str = "counts_as"
) -> Iterator[Fault]:
    """What the program itself credits, as a section says."""
    if credited is not None:
        yield from _system_faults(catalog, names, credited, (section, key))


def _system_faults(catalog: Catalog, names: Names, credited: str, at: Path) -> Iterator[Fault]:
    """It is done in one step, and asks nobody for evidence."""
    yield from _unknown("activity", credited, names["activities"], at)
    activity = catalog.activities.get(credited)
    offer = activity.stages.get(Stage.DONE) if activity else None
    if activity and (offer is None or offer.evidence is not EvidenceWanted.SYSTEM):
        told = say("“%(activity)s” asks people for evidence.", activity=credited)
        yield Fault(at, told, say("Name one that says `evidence: system`."), credited)
