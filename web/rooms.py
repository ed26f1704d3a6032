"""Caps in sentences, with how much of each a reader has used."""

from flask_babel import gettext as _
from flask_babel import ngettext

from rules.catalog import Cap, Catalog
from rules.scoring.room import Room
from rules.terms import Stage
from web.awards import cap_in_words
from web.formats import in_language
from web.wording import count, worded, words


def told(room: Room, catalog: Catalog, *, used: bool = True) -> str:
    """The cap in a sentence; `used` says also how much of it this reader has used."""
    if room.stage is not None and room.cap == Cap(times=1):
        so_far = _("You have earned them.") if not room.left else ""
        sentence = _once(room.stage)
    else:
        so_far = _("So far: %(used)s.", used=_used(room)) if room.used else ""
        sentence = _(
            "%(what)s: at most %(cap)s.", what=_what(room, catalog), cap=cap_in_words(room.cap)
        )
    return f"{sentence} {so_far}".strip() if used else sentence


def _used(room: Room) -> str:
    if room.cap.points is not None:
        return count("point", room.used)
    return ngettext("%(num)s time", "%(num)s times", room.used)


def _once(stage: Stage) -> str:
    if stage is Stage.DONE:
        return _("Earns %(points)s once.", points=words("point"))
    return _("“%(stage)s” earns %(points)s once.", stage=worded(stage), points=words("point"))


def _what(room: Room, catalog: Catalog) -> str:
    if room.holds == "campus":
        return _("All of %(campus)s together", campus=in_language(catalog.campuses[room.key].title))
    if room.holds == "activity":
        return _("This %(activity)s", activity=words("activity", 1))
    rule = catalog.rules.get(room.key)
    named = in_language(rule.title) if rule else ""
    return named or (worded(room.stage) if room.stage else _("This"))
