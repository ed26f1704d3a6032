"""The parts of a pack as the studio calls and sorts them, and the names of what stands in them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from engine.studio import Draft
from rules import writing
from rules.pack.written import Path
from web import page
from web.formats import first_up
from web.wording import words


@dataclass(frozen=True)
class Section:
    """One part of a pack."""

    key: str
    label: Callable[[], str] | LazyString
    sign: str
    note: LazyString
    single: bool = False
    """Whether it is one thing, and not many by their keys."""

    @property
    def name(self) -> str:
        return str(self.label()) if callable(self.label) else str(self.label)


def _named(term: str) -> Callable[[], str]:
    return lambda: first_up(words(term))


SECTIONS = (
    Section("activities", _named("activity"), "books",
            _l("What people do and hand in, and the points for it.")),
    Section("rules", _l("Earning rules"), "coins",
            _l("Points beside those that activities carry.")),
    Section("campuses", _named("campus"), "building", _l("The fields of learning.")),
    Section("rubrics", _l("Rubrics"), "list-details", _l("What reviewers score.")),
    Section("levels", _named("level"), "stairs-up", _l("The ladder of experience.")),
    Section("badges", _named("badge"), "award",
            _l("Beside those that activities and pathways carry.")),
    Section("pathways", _named("pathway"), "route", _l("Several parts that make one whole.")),
    Section("degrees", _named("degree"), "school", _l("What one or several years lead to.")),
    Section("rewards", _named("reward"), "gift", _l("What points buy.")),
    Section("seasons", _l("Seasons"), "calendar", _l("The bounds of leaderboards.")),
    Section("breaks", _l("Breaks"), "coffee", _l("Holidays and other days without school.")),
    Section("school_awards", _l("School awards"), "trophy", _l("What a whole school earns.")),
    Section("schools", _named("school"), "building-community", _l("Its places.")),
    Section("words", _l("Words"), "message", _l("What your district calls things.")),
    Section("pack", _l("The catalog"), "book-2", _l("Its year and its first day."), single=True),
    Section("district", _l("The district"), "flag", _l("Names, time zone, whom to ask."),
            single=True),
    Section("branding", _l("Colors and crest"), "sun", _l("How the site looks."), single=True),
    Section("review", _l("Review"), "clipboard-check", _l("What those who wait are promised."),
            single=True),
    Section("files", _l("Files"), "photo", _l("What may stand beside evidence."), single=True),
    Section("proposals", _l("Proposals"), "bulb", _l("What a published one brings its author."),
            single=True),
    Section("nominations", _l("Nominations"), "eye", _l("How colleagues name each other’s work."),
            single=True),
    Section("coaching", _l("Help"), "heart-handshake", _l("What time with a coach counts as."),
            single=True),
    Section("mentoring", _l("Mentoring"), "users", _l("What a mentee’s badge brings the mentor."),
            single=True),
    Section("follow_ups", _l("Looking back"), "history",
            _l("When people are asked whether they still use it."), single=True),
    Section("standings", _l("Standings"), "chart-bar", _l("How schools are compared."),
            single=True),
    Section("upkeep", _l("Upkeep"), "refresh", _l("What the site does by itself, and when."),
            single=True),
)  # fmt: skip
OF_AN_AREA = ("activities", "rubrics")
"""What a program author writes."""
BY_KEY: Mapping[str, Section] = {each.key: each for each in SECTIONS}


def section_name(key: str) -> str:
    """The part's name; a part without pages of its own is called by its key."""
    return BY_KEY[key].name if key in BY_KEY else key.replace("_", " ")


def entries(draft: Draft, section: str) -> dict[str, Any]:
    """What stands in a section, as it is written."""
    try:
        found = writing.written_at(draft.files, (section,))
    except writing.Nowhere:
        return {}
    return found if isinstance(found, dict) else {}


def languages(draft: Draft) -> tuple[str, ...]:
    """The languages in which the pack is written; the first one is the fallback."""
    try:
        found = writing.written_at(draft.files, ("pack", "languages"))
    except writing.Nowhere:
        return ("en",)
    named = tuple(each for each in found if isinstance(each, str)) if found else ()
    return named if isinstance(found, list) and named else ("en",)


def said(text: Any, otherwise: str = "") -> str:
    """A written text in the reader's language, or in the first that there is."""
    if isinstance(text, dict):
        found = text.get(page.language()) or next(iter(text.values()), None)
        return str(found) if found else otherwise
    return str(text) if isinstance(text, str) and text else otherwise


def title_of(draft: Draft, path: Path) -> str:
    """What a thing at `(section, key)` is called."""
    section, key = str(path[0]), str(path[1]) if len(path) > 1 else ""
    if not key or (section in BY_KEY and BY_KEY[section].single):
        return section_name(section)
    try:
        return called(section, key, writing.written_at(draft.files, (section, key)))
    except writing.Nowhere:
        return key


def called(section: str, key: str, entry: Any) -> str:
    """What a thing is called, by what is written of it."""
    title = "other" if section == "words" else "title"
    return said(entry.get(title), key) if isinstance(entry, dict) else key
