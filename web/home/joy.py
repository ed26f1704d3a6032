"""What is new and worth a moment: degrees, levels and badges that nobody has celebrated yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from engine import credentials, goals, progress
from engine.credentials import Attainment, Credential
from engine.people import Participant
from engine.store import Session
from rules.catalog import Catalog
from web import conferred, goal_lines, page
from web.formats import in_language
from web.wording import count, words


@dataclass(frozen=True)
class Joy:
    """One celebration; a degree turns the tassel."""

    title: str
    text: str
    keep: str = ""
    href: str = ""
    turning: bool = False
    badges: tuple[tuple[str, str], ...] = ()
    """Title and address of each badge that came along."""
    art: tuple[str, ...] = ()


def joy(session: Session, place: Participant) -> Joy | None:
    """All that is unseen in one celebration, the greatest thing first; None when nothing is."""
    fresh = credentials.unseen(session, place)
    degrees = [each for each in fresh if each.attainment is Attainment.DEGREE]
    badges = [each for each in fresh if each.attainment is Attainment.BADGE] if place.plays else []
    levels = _levels(session, place) if place.plays else []
    if degrees:
        return _of_degree(session, place, degrees[0], levels, badges)
    if levels:
        return _of_level(levels[-1], badges)
    if badges:
        return _of_badges(badges)
    goals_reached = goal_lines.reached(goals.reached_unseen(session, place), {})
    return _of_goals(goals_reached) if goals_reached else None


def _levels(session: Session, place: Participant) -> list[str]:
    """Levels that took some doing, lowest first; the one that everybody starts on is none."""
    ladder = page.catalog().levels
    unseen = {row.level for row in progress.levels_unseen(session, place)}
    return [key for key, level in ladder.items() if key in unseen and level.experience > 0]


def _of_degree(
    session: Session,
    place: Participant,
    degree: Credential,
    levels: list[str],
    badges: Sequence[Credential],
) -> Joy:
    granted = {each.degree: each for each in progress.conferrals(session, place)}
    offered = page.catalog().degrees.get(degree.key)
    name = in_language(offered.title) if offered else degree.key
    return Joy(
        title=_("%(degree)s is yours!", degree=name),
        text=" ".join([conferred.standing(granted[degree.key]), *_also(levels, badges)]),
        keep=_("Your diploma"),
        href=url_for("degrees.diploma", degree=degree.key),
        turning=True,
        badges=tuple(_linked(each) for each in badges),
    )


def _of_level(level: str, badges: Sequence[Credential]) -> Joy:
    reached = page.catalog().levels[level]
    return Joy(
        title=_("You have reached the %(level)s “%(title)s”", level=words("level", 1),
                title=in_language(reached.title)),
        text=" ".join([in_language(reached.summary), *_also([], badges)]).strip(),
        art=_art(badges),
        badges=tuple(_linked(each) for each in badges),
    )  # fmt: skip


def _of_badges(badges: Sequence[Credential]) -> Joy:
    catalog = page.catalog()
    one = len(badges) == 1
    return Joy(
        title=_("You have earned “%(title)s”", title=_badge(badges[0], catalog))
        if one
        else _("You have earned %(badges)s", badges=count("badge", len(badges))),
        text=_("Yours to keep, to print, and to share if you like.")
        if one
        else ", ".join(_badge(each, catalog) for each in badges[:_SHOWN]),
        keep=_("See it") if one else _("See them"),
        href=url_for("credentials.show", credential_id=badges[0].id)
        if one
        else url_for("credentials.wall"),
        art=_art(badges),
    )


def _of_goals(reached: Sequence[goal_lines.Reached]) -> Joy:
    return Joy(
        title=_("You have reached your goal")
        if len(reached) == 1
        else _("You have reached your goals"),
        text=", ".join(f"“{each.title}”" for each in reached[:_SHOWN]),
        keep=_("See what could be next"),
        href=url_for("goals.mine"),
    )


_SHOWN = 3


def _also(levels: list[str], badges: Sequence[Credential]) -> list[str]:
    told = []
    if levels:
        title = in_language(page.catalog().levels[levels[-1]].title)
        told.append(_("You are at “%(level)s” now.", level=title))
    if badges:
        told.append(
            ngettext("With it comes %(badges)s.", "With it come %(badges)s.", len(badges),
                     badges=count("badge", len(badges)))
        )  # fmt: skip
    return told


def _badge(credential: Credential, catalog: Catalog) -> str:
    offer = catalog.badge_catalog.get(credential.key)
    return in_language(offer.title) if offer else credential.key


def _linked(badge: Credential) -> tuple[str, str]:
    address = url_for("credentials.show", credential_id=badge.id)
    return _badge(badge, page.catalog()), address


def _art(badges: Sequence[Credential]) -> tuple[str, ...]:
    return tuple(
        url_for("credentials.art", badge=each.key, language=page.language())
        for each in badges[:_SHOWN]
        if each.key in page.catalog().badge_catalog
    )
