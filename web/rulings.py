"""Rules and caps as sentences: "Number Talks, used with students: 30 points"."""

from collections.abc import Iterator

from flask_babel import gettext as _

from rules.catalog import Bonus, Cap, Catalog, EarningRule, Grant
from rules.terms import Stage, Text
from web.awards import cap_in_words
from web.conditions import conditions
from web.formats import first_up, in_language, joined, number
from web.wording import count


def rule_in_words(key: str, catalog: Catalog) -> str:
    """What the rule with this key grants, as its catalog writes it."""
    if key.startswith("pathway/"):
        return _pathway(key.removeprefix("pathway/"), catalog)
    rule = catalog.earning_rules.get(key)
    if rule is None:
        return key
    parts = [grants_in_words(rule.grants, catalog), *rule_beside(rule)]
    return _("%(what)s: %(grants)s", what=_subject(key, rule, catalog), grants=", ".join(parts))


def cap_of(key: str, catalog: Catalog) -> tuple[str, Cap] | None:
    """What a cap such as `cap:activity/explore-tool` is laid on, and the cap."""
    family, _slash, name = key.removeprefix("cap:").partition("/")
    if family == "rule":
        rule = catalog.earning_rules.get(name)
        return (_subject(name, rule, catalog), rule.cap) if rule and rule.cap else None
    thing = catalog.activities.get(name) if family == "activity" else catalog.campuses.get(name)
    return (in_language(thing.title), thing.cap) if thing and thing.cap else None


def at_most(cap: Cap) -> str:
    """`at most 40 points a school year`."""
    return _("at most %(what)s", what=cap_in_words(cap))


def _subject(key: str, rule: EarningRule, catalog: Catalog) -> str:
    activity, _dot, stage = key.partition(".")
    if key in catalog.rules or activity not in catalog.activities:
        return in_language(rule.title) or _("Bonus")
    title = in_language(catalog.activities[activity].title)
    return f"{title}, {stage_in_words(Stage(stage), catalog)}" if stage else title


def stage_in_words(stage: Stage, catalog: Catalog) -> str:
    """`used with students`."""
    return next(said for _key, said in conditions({"stages": [stage]}, catalog))


def _pathway(key: str, catalog: Catalog) -> str:
    pathway = catalog.pathways.get(key)
    if pathway is None:
        return key
    return _("Every part of “%(pathway)s” done: %(points)s",
             pathway=in_language(pathway.title), points=count("point", pathway.points))  # fmt: skip


def grants_in_words(grants: Grant, catalog: Catalog) -> str:
    if grants.points_per_hour is not None:
        return _("%(points)s an hour", points=count("point", grants.points_per_hour))
    if grants.by_score is not None:
        return _("by the score for “%(criterion)s”: %(lines)s",
                 criterion=_criterion(grants.by_score.criterion, catalog),
                 lines=joined(list(_by_score(grants.by_score.points))))  # fmt: skip
    if grants.by_stage is not None:
        stages = grants.by_stage.items()
        return joined([_each(stage_in_words(stage, catalog), points) for stage, points in stages])
    if grants.by_level is not None:
        levels = grants.by_level.items()
        return joined(
            [_each(first_up(level.replace("-", " ")), points) for level, points in levels]
        )
    return count("point", grants.points or 0)


def _each(name: str, points: int) -> str:
    return _("%(what)s: %(grants)s", what=name, grants=count("point", points))


def _by_score(points: dict[int, int]) -> Iterator[str]:
    for score, granted in sorted(points.items()):
        yield _("%(points)s from %(score)s", points=count("point", granted), score=number(score))


def _criterion(key: str, catalog: Catalog) -> str:
    for rubric in catalog.rubrics.values():
        if key in rubric.criteria:
            title: Text = rubric.criteria[key].title
            return in_language(title)
    return key


def rule_beside(rule: EarningRule) -> Iterator[str]:
    """What else holds: the part to spend, when it pays, its cap."""
    if rule.redeemable is not None:
        yield _("%(n)s of them to spend", n=number(rule.redeemable))
    if rule.when is Bonus.FIRST_TIME:
        yield _("the first time")
    if rule.when is Bonus.OUTCOME:
        yield _("where the measure got better")
    if rule.cap is not None:
        yield at_most(rule.cap)
