"""What an entry says, in plain sentences: read while it is written, in each of its languages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from rules.catalog import Activity, Catalog, EarningRule, Match, StageOffer
from rules.pack import read_what_stands
from rules.pack.written import Path
from rules.requirements import Requirement
from rules.requirements.phrases import summary
from rules.terms import Audience, Stage
from web import validity
from web.awards import cap_in_words
from web.conditions import activity_name, conditions, either
from web.formats import (
    day,
    first_up,
    hours,
    in_language,
    joined,
    money,
    number,
    percent,
    short_day,
)
from web.languages import NAMES
from web.needs import asks
from web.rulings import at_most, grants_in_words, rule_beside, stage_in_words
from web.wording import count, worded, words


@dataclass(frozen=True)
class Reading:
    """An entry's sentences in one language."""

    language: str
    name: str
    sentences: Sequence[str]


def readings(files: Mapping[str, str], path: Path) -> list[Reading]:
    """What stands at `(section, key)`, in every language of the pack that the site speaks.

    Nothing as long as the entry itself can't be read; what is wrong elsewhere does not matter.
    """
    catalog = read_what_stands(files)
    found = []
    for language in catalog.pack.languages:
        if language in NAMES:
            with force_locale(language):
                told = list(_told(catalog, path))
            if told:
                found.append(Reading(language, NAMES[language], told))
    return found


def _told(catalog: Catalog, path: Path) -> Iterator[str]:
    section, key = str(path[0]), str(path[1]) if len(path) > 1 else ""
    say = _SAY.get(section)
    if say is not None and key in getattr(catalog, section):
        yield from say(catalog, key)


def _activity(catalog: Catalog, key: str) -> Iterator[str]:
    activity = catalog.activities[key]
    for stage in activity.stages:
        yield _stage(catalog, key, activity, stage)
    if activity.cap is not None:
        yield _sentence(_("in all of it %(most)s", most=at_most(activity.cap)))
    if activity.audience:
        yield _sentence(_("for %(names)s", names=_audiences(activity.audience)))
    if activity.after:
        names = joined([activity_name(each, catalog) for each in activity.after])
        yield _sentence(_("after %(names)s", names=names))
    if counts := validity.promise(key, catalog):
        yield _sentence(_("it counts %(how_long)s", how_long=counts))
    if others := validity.renewed_by(key, catalog):
        yield _sentence(_("it renews %(names)s", names=others))
    if activity.reviewers > 1:
        yield _sentence(ngettext("%(num)s reviewer decides", "%(num)s reviewers decide",
                                 activity.reviewers))  # fmt: skip
    if activity.blind:
        yield _sentence(_("it is read without names"))
    if activity.badge:
        yield _sentence(_("finishing it earns the badge “%(title)s”",
                          title=in_language(activity.title)))  # fmt: skip


def _stage(catalog: Catalog, key: str, activity: Activity, stage: Stage) -> str:
    offer = activity.stages[stage]
    rule = catalog.earning_rules.get(key if stage is Stage.DONE else f"{key}.{stage}")
    parts = [worded(offer.evidence)]
    if offer.minutes:
        parts.append(_("about %(hours)s", hours=hours(offer.minutes)))
    parts += _asked_beside(offer)
    told = _("no %(points)s", points=words("point"))
    if rule is not None:
        told = ", ".join([grants_in_words(rule.grants, catalog), *rule_beside(rule)])
    if stage is Stage.DONE:
        return _sentence(_("%(points)s (%(what)s)", points=told, what=", ".join(parts)))
    return _sentence(
        _("%(stage)s: %(points)s (%(what)s)", stage=first_up(stage_in_words(stage, catalog)),
          points=told, what=", ".join(parts))
    )  # fmt: skip


def _asked_beside(offer: StageOffer) -> Iterator[str]:
    if offer.metric is not None:
        yield _("the figure “%(title)s”", title=in_language(offer.metric.title))
    if offer.form is not None:
        asked = len(offer.form.questions)
        yield ngettext("one question", "%(num)s questions", asked)
    if offer.form is not None and offer.form.passes_percent is not None:
        yield _("approved by itself when %(percent)s or more is right",
                percent=percent(offer.form.passes_percent / 100))  # fmt: skip


def _rule(catalog: Catalog, key: str) -> Iterator[str]:
    rule = catalog.rules[key]
    told = ", ".join([grants_in_words(rule.grants, catalog), *rule_beside(rule)])
    yield _sentence(_("%(work)s: %(points)s", work=_work(rule, catalog), points=told))
    reached = sum(each.fits(name, rule.match) for name, each in catalog.activities.items())
    yield _("It looks at %(some)s of %(all)s.", some=number(reached),
            all=count("activity", len(catalog.activities)))  # fmt: skip


def _work(rule: EarningRule, catalog: Catalog) -> str:
    return ", ".join([_("every piece of work"), *_matching(rule.match, catalog)])


def _matching(match: Match, catalog: Catalog) -> Iterator[str]:
    where = {
        "activities": match.activities,
        "campuses": match.campuses,
        "stages": match.stages,
        "kinds": match.kinds,
        "tags_any": match.tags,
    }
    given = {key: [str(each) for each in value] for key, value in where.items() if value}
    yield from (told for _key, told in conditions(given, catalog))
    if match.levels:
        yield _("of the level %(names)s", names=either(match.levels))


def _level(catalog: Catalog, key: str) -> Iterator[str]:
    level = catalog.levels[key]
    yield _sentence(_("from %(points)s on", points=count("point", level.experience)))
    ladder = list(catalog.levels)
    if below := ladder[: ladder.index(key)]:
        before = catalog.levels[below[-1]]
        yield _sentence(
            _("%(points)s after “%(level)s”", level=in_language(before.title),
              points=count("point", level.experience - before.experience))
        )  # fmt: skip
    if level.requires is not None:
        yield _requires(level.requires, catalog)


def _badge(catalog: Catalog, key: str) -> Iterator[str]:
    yield _requires(catalog.badges[key].requires, catalog)


def _degree(catalog: Catalog, key: str) -> Iterator[str]:
    degree = catalog.degrees[key]
    yield _requires(degree.requires, catalog)
    if degree.rights_years is not None:
        yield _sentence(
            ngettext(
                "who takes it up is asked this for %(num)s year, whatever changes",
                "who takes it up is asked this for %(num)s years, whatever changes",
                degree.rights_years,
            )
        )
    if degree.audience:
        yield _sentence(_("for %(names)s", names=_audiences(degree.audience)))


def _requires(tree: Requirement, catalog: Catalog) -> str:
    return _sentence(_("asks for %(what)s", what=asks(summary(tree), catalog)))


def _pathway(catalog: Catalog, key: str) -> Iterator[str]:
    pathway = catalog.pathways[key]
    parts = [_part(part, catalog) for part in pathway.parts]
    told = _(", then ").join(parts) if pathway.ordered else joined(parts)
    badge = in_language(pathway.badge or pathway.title)
    if pathway.points:
        yield _sentence(_("%(parts)s: %(points)s and the badge “%(badge)s”", parts=told,
                          points=count("point", pathway.points), badge=badge))  # fmt: skip
    else:
        yield _sentence(_("%(parts)s: the badge “%(badge)s”", parts=told, badge=badge))


def _part(part: str, catalog: Catalog) -> str:
    name, _slash, stage = part.partition("/")
    told = activity_name(name, catalog)
    return f"{told}, {stage_in_words(Stage(stage), catalog)}" if stage in set(Stage) else told


def _reward(catalog: Catalog, key: str) -> Iterator[str]:
    reward = catalog.rewards[key]
    parts = [count("point", reward.price)]
    if reward.value_cents:
        parts.append(_("worth %(money)s", money=money(reward.value_cents)))
    if reward.stock is not None:
        parts.append(ngettext("%(num)s of them", "%(num)s of them", reward.stock))
    if reward.limit:
        parts.append(
            ngettext(
                "one for each person in a school year",
                "%(num)s for each person in a school year",
                reward.limit,
            )
        )
    yield _sentence(", ".join(parts))
    if reward.audience:
        yield _sentence(_("for %(names)s", names=_audiences(reward.audience)))
    if reward.of_a_badge:
        yield _("Whoever redeems it chooses one of the badges earned.")
    if reward.approval and reward.leaders_approve:
        yield _("The desk, or a leader of the person’s school, approves it first.")
    elif reward.approval:
        yield _("Somebody approves it first.")


def _campus(catalog: Catalog, key: str) -> Iterator[str]:
    own = sum(each.campus == key for each in catalog.activities.values())
    yield _sentence(_("%(n)s on it", n=count("activity", own)))
    cap = catalog.campuses[key].cap
    if cap is not None:
        yield _sentence(_("never more than %(most)s", most=cap_in_words(cap)))


def _rubric(catalog: Catalog, key: str) -> Iterator[str]:
    for criterion in catalog.rubrics[key].criteria.values():
        yield _(
            "%(criterion)s: 0 to %(most)s, passes from %(passes)s.",
            criterion=in_language(criterion.title),
            most=number(len(criterion.scores) - 1),
            passes=number(criterion.passes),
        )
    users = [in_language(each.title) for each in catalog.activities.values() if each.rubric == key]
    yield _sentence(_("%(n)s use it", n=count("activity", len(users))))


def _season(catalog: Catalog, key: str) -> Iterator[str]:
    season = catalog.seasons[key]
    yield _("From %(first)s to %(last)s, both days included.", first=short_day(season.first),
            last=short_day(season.last))  # fmt: skip


def _break(catalog: Catalog, key: str) -> Iterator[str]:
    found = catalog.breaks[key]
    if found.ends == found.first:
        yield _("%(day)s is no school day.", day=day(found.first))
    else:
        yield _("From %(first)s to %(last)s, both days included.", first=short_day(found.first),
                last=short_day(found.ends))  # fmt: skip


def _word(catalog: Catalog, key: str) -> Iterator[str]:
    word = catalog.words[key]
    yield f"1 {in_language(word.one)}, 2 {in_language(word.other)}"


def _audiences(audience: Sequence[Audience]) -> str:
    return either(worded(each).lower() for each in audience)


def _sentence(text: str) -> str:
    return f"{first_up(text).rstrip('.')}."


_SAY: Mapping[str, Callable[[Catalog, str], Iterator[str]]] = {
    "activities": _activity,
    "rules": _rule,
    "campuses": _campus,
    "rubrics": _rubric,
    "levels": _level,
    "badges": _badge,
    "pathways": _pathway,
    "degrees": _degree,
    "rewards": _reward,
    "seasons": _season,
    "breaks": _break,
    "words": _word,
}

__all__ = ["Reading", "readings"]
