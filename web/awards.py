"""Awards in words: what each point is for, and why there are not more of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from engine.evidence import Evidence
from rules.catalog import Cap, Catalog
from rules.scoring.awards import Award, Granted
from rules.terms import Stage, Text, Window
from web import page
from web.formats import in_language, number
from web.wording import count, reason, worded


@dataclass(frozen=True)
class Told:
    """An award as a person reads it."""

    title: str
    points: int
    why: str


def told(award: Award) -> Told:
    return Told(_title(award.rule), award.experience, _why(award))


def of_interest(worth: Granted | None, claim: Evidence) -> list[Award]:
    """What its owner reads: nothing of a bonus for a measure that she never meant to show."""
    measured = claim.measured_before is not None
    awards = worth.awards if worth else ()
    return [each for each in awards if measured or each.reason != "no_outcome"]


def points_of(awards: Iterable[Award]) -> int:
    return sum(award.experience for award in awards)


def of_whole(award: Award) -> str:
    """`12 of 36 points: shared by 3`."""
    return _("%(part)s of %(whole)s: shared by %(n)s",
             part=number(award.full), whole=count("point", award.whole),
             n=number(award.shared_by))  # fmt: skip


def _why(award: Award) -> str:
    if award.reason == "shared":
        return of_whole(award)
    named = _cap(award.cap)
    if award.reason != "capped" or named is None:
        return reason(award.reason)
    name, cap = named
    return _(
        "%(full)s in full. The cap for %(what)s is %(cap)s.",
        full=count("point", award.full), what=in_language(name), cap=cap_in_words(cap),
    )  # fmt: skip


def cap_in_words(cap: Cap) -> str:
    """`100 points a month`, `once`, `6 times a school year`."""
    most = count("point", cap.points) if cap.points is not None else _times(cap.times or 0)
    return most if cap.per is Window.EVER else f"{most} {worded(cap.per)}"


def _times(times: int) -> str:
    return ngettext("once", "%(num)s times", times)


def rule_title(rule: str, catalog: Catalog) -> str | None:
    """What a catalog calls a rule, a pathway or a cap by its key; None when it has none such."""
    if rule.startswith("cap:"):
        return _cap_title(rule, catalog)
    if rule in catalog.rules:
        return in_language(catalog.rules[rule].title) or _("Bonus")
    if rule.startswith("pathway/"):
        pathway = catalog.pathways.get(rule.removeprefix("pathway/"))
        return in_language(pathway.title) if pathway else None
    activity, _dot, stage = rule.partition(".")
    found = catalog.activities.get(activity)
    if found is None:
        return None
    title = in_language(found.title)
    return f"{title}: {worded(Stage(stage)).lower()}" if stage else title


def _cap_title(key: str, catalog: Catalog) -> str | None:
    family, _slash, name = key.removeprefix("cap:").partition("/")
    if family == "rule":
        what = rule_title(name, catalog)
    else:
        named: Mapping[str, Any] = catalog.campuses if family == "campus" else catalog.activities
        what = in_language(named[name].title) if name in named else None
    return _("The cap for %(what)s", what=what) if what else None


def _title(rule: str) -> str:
    otherwise = _("Bonus") if rule.startswith("pathway/") else _("Other work")
    return rule_title(rule, page.catalog()) or otherwise


def _cap(key: str) -> tuple[Text, Cap] | None:
    """The cap of this name, `cap:activity/mentoring`, and what it is a cap on."""
    family, _slash, name = key.removeprefix("cap:").partition("/")
    catalog = page.catalog()
    things: Mapping[str, Mapping[str, Any]] = {
        "activity": catalog.activities,
        "campus": catalog.campuses,
        "rule": catalog.rules,
    }
    thing = things.get(family, {}).get(name)
    title, cap = getattr(thing, "title", None), getattr(thing, "cap", None)
    if family == "rule" and thing is None and name in catalog.rule_caps:
        carrier = catalog.activities.get(name.partition(".")[0])
        title, cap = (carrier.title if carrier else None), catalog.rule_caps[name]
    return (title, cap) if title and cap else None
