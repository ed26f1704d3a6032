"""What an activity, a badge or a pathway offers, put into the words of its page."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from rules.badges import missing_before
from rules.catalog import Activity, BadgeOrigin, Bonus, Catalog, EarningRule, Grant, StageOffer
from rules.facts import Completion
from rules.requirements.phrases import summary
from rules.terms import Stage, Text
from web import needs, page
from web.awards import cap_in_words
from web.formats import first_up, in_language, number
from web.wording import count, worded

Part = tuple[str, Stage]


@dataclass(frozen=True)
class StageShown:
    """One stage of an activity: what it asks, what it brings, and what comes before it."""

    stage: Stage
    offer: StageOffer
    points: str
    extras: tuple[str, ...]
    done: bool
    until: date | None
    """The last day on which what was done counts; None for good."""
    expired: bool
    before: tuple["Before", ...]
    begin: str
    already: str
    """Where one begins to tell of what was done a while ago."""

    @property
    def is_open(self) -> bool:
        return all(each.done or each.waived for each in self.before)


@dataclass(frozen=True)
class Before:
    """Something that comes first."""

    title: str
    href: str
    done: bool
    waived: bool = False


def stages(
    key: str,
    catalog: Catalog,
    completions: Collection[Completion],
    ends: Mapping[Part, date] = MappingProxyType({}),
    waived: Collection[str] = (),
) -> tuple[StageShown, ...]:
    """Every stage; `ends` says until when what was done counts, where that is not for good.

    What is `waived` need not come first.
    """
    activity = catalog.activities[key]
    expired = {part for part, end in ends.items() if end < page.today()}
    done = {(each.activity, each.stage) for each in completions} - expired
    return tuple(
        StageShown(
            stage=stage,
            offer=offer,
            points=points(offer.points),
            extras=tuple(_extras(key, stage, catalog)),
            done=(key, stage) in done,
            until=ends.get((key, stage)),
            expired=(key, stage) in expired,
            before=_before(key, stage, catalog, completions, waived),
            begin=url_for("evidence.new", activity=key, stage=stage.value),
            already=url_for("evidence.new", activity=key, stage=stage.value, already="yes"),
        )
        for stage, offer in activity.stages.items()
    )


def points(grant: Grant | None) -> str:
    """What is granted, in words: `25 points`, `10 points an hour`."""
    if grant is None:
        return ""
    if grant.points_per_hour is not None:
        return _("%(points)s an hour", points=count("point", grant.points_per_hour))
    scale = grant.by_score.points if grant.by_score else grant.by_stage or grant.by_level
    if scale:
        least, most = min(scale.values()), max(scale.values())
        return _("%(least)s to %(points)s", least=number(least), points=count("point", most))
    return count("point", grant.points or 0)


def most_points(activity: Activity) -> str:
    """What a card says of all stages together, as far as it is known beforehand."""
    fixed = [offer.points.points for offer in activity.stages.values() if offer.points]
    known = [each for each in fixed if each is not None]
    if len(known) == len(fixed) and known:
        return count("point", sum(known))
    return next((points(offer.points) for offer in activity.stages.values() if offer.points), "")


def how_to_earn(key: str, catalog: Catalog) -> str:
    """The one sentence under a badge."""
    offer = catalog.badge_catalog[key]
    match offer.origin:
        case BadgeOrigin.ACTIVITY:
            last = catalog.activities[key].last_stage
            done = worded(last).lower()
            return _("Comes with “%(activity)s”: %(stage)s.", activity=in_language(offer.title),
                     stage=done)  # fmt: skip
        case BadgeOrigin.PATHWAY:
            n = len(catalog.pathways[key].parts)
            return ngettext("Comes with the last of %(num)s part.",
                            "Comes with the last of %(num)s parts.", n)  # fmt: skip
        case _:
            asked = needs.asks(summary(catalog.badges[key].requires), catalog)
            return f"{first_up(asked)}."


@dataclass(frozen=True)
class PartShown:
    """One part of a pathway, and whether it is done."""

    title: str
    stage: str
    href: str
    done: bool
    badge: str | None


def parts(key: str, catalog: Catalog, done: Collection[Part]) -> tuple[PartShown, ...]:
    return tuple(
        PartShown(
            title=in_language(catalog.activities[name].title),
            stage=worded(stage) if stage is not Stage.DONE else "",
            href=url_for(".activity", activity=name),
            done=(name, stage) in done,
            badge=name if catalog.activities[name].badge else None,
        )
        for name, stage in catalog.parts_of(key)
    )


def pathways_with(key: str, catalog: Catalog) -> Mapping[str, Text]:
    """The pathways that an activity is a part of."""
    found = [
        name
        for (part, _stage), names in catalog.pathways_by_part.items()
        if part == key
        for name in names
    ]
    return {name: catalog.pathways[name].title for name in dict.fromkeys(found)}


def _before(
    key: str,
    stage: Stage,
    catalog: Catalog,
    completions: Collection[Completion],
    waived: Collection[str],
) -> tuple[Before, ...]:
    missing = missing_before(catalog, key, stage, completions)
    return tuple(
        _asked_first(name, catalog, done=name not in missing, waived=name in waived)
        for name in missing_before(catalog, key, stage, ())
    )


def _asked_first(written: str, catalog: Catalog, *, done: bool, waived: bool) -> Before:
    name, _slash, stage = written.partition("/")
    title = in_language(catalog.activities[name].title)
    if stage:
        title = f"{title}: {worded(Stage(stage)).lower()}"
    return Before(title, url_for(".activity", activity=name), done, waived)


def _extras(key: str, stage: Stage, catalog: Catalog) -> list[str]:
    """What rules of the whole district grant beside the activity's own points."""
    return [
        _extra(rule)
        for name, rule in catalog.rules_by_activity[key, stage]
        if name in catalog.rules
    ]


def _extra(rule: EarningRule) -> str:
    what = (
        in_language(rule.title)
        or {
            Bonus.FIRST_TIME: _("The first time"),
            Bonus.OUTCOME: _("A measured outcome"),
            Bonus.EVERY: _("Each time"),
        }[rule.when]
    )
    told = _("%(what)s: %(points)s more", what=what, points=points(rule.grants))
    if rule.cap is None:
        return told
    return _("%(what)s, at most %(cap)s", what=told, cap=cap_in_words(rule.cap))


def reach(key: str, catalog: Catalog) -> str:
    """How long after it was done it can be handed in."""
    return ngettext("Within %(num)s month", "Within %(num)s months", catalog.look_back_months(key))


def people_to_ask(activity: Activity) -> str:
    """Whom to ask about it: the activity's own contact, or the district's."""
    return activity.help or page.catalog().district.help
