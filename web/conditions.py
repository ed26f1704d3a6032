"""The conditions of a filter in words, and the names of what they speak of."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from rules.catalog import ActivityKind, Catalog
from rules.terms import Audience, EvidenceKind, SchoolYear, Stage
from web.formats import day, in_language, joined, number
from web.wording import count, worded

Values = Mapping[str, Any]


def conditions(where: Values, catalog: Catalog) -> Iterator[tuple[str, str]]:
    for key, value in where.items():
        yield key, _CONDITIONS[key](value, catalog)


def _in_campuses(keys: Iterable[str], catalog: Catalog) -> str:
    return _("in %(names)s", names=either(campus_name(key, catalog) for key in keys))


def _with_activities(keys: Iterable[str], catalog: Catalog) -> str:
    return _("from %(names)s", names=either(activity_name(key, catalog) for key in keys))


_KINDS: Mapping[ActivityKind, LazyString] = {
    ActivityKind.COURSE: _l("courses"),
    ActivityKind.SESSION: _l("sessions"),
    ActivityKind.PRACTICE: _l("classroom practice"),
    ActivityKind.OBSERVATION: _l("observations"),
    ActivityKind.COACHING: _l("coaching"),
    ActivityKind.READING: _l("reading"),
    ActivityKind.CONFERENCE: _l("conferences"),
    ActivityKind.CREATION: _l("things made"),
    ActivityKind.LEADERSHIP: _l("leadership"),
    ActivityKind.RESEARCH: _l("research"),
    ActivityKind.SKILL: _l("skills"),
    ActivityKind.TRAINING: _l("training"),
}

_STAGES: Mapping[Stage, LazyString] = {
    Stage.DONE: _l("done"),
    Stage.LEARNED: _l("learned"),
    Stage.USED: _l("used with students"),
}

_EVIDENCE: Mapping[EvidenceKind, LazyString] = {
    EvidenceKind.STUDENT: _l("with student evidence"),
    EvidenceKind.OWN: _l("with own learning"),
    EvidenceKind.ATTENDANCE: _l("with attendance"),
    EvidenceKind.SYSTEM: _l("kept by the program"),
}


def _school_years(starts: Iterable[int], catalog: Catalog) -> str:
    named = (str(SchoolYear(year, catalog.year_starts)) for year in starts)
    return _("in the school year %(years)s", years=either(named))


def _day(iso: str) -> str:
    return day(date.fromisoformat(iso))


_CONDITIONS: Mapping[str, Any] = {
    "ids": lambda names, _c: ngettext(
        "from one chosen piece", "from %(num)s chosen pieces", len(names)
    ),
    "categories": lambda keys, c: _(
        "in %(names)s", names=either(campus_name(key, c) for key in keys)
    ),
    "not_categories": lambda keys, c: _(
        "not in %(names)s", names=either(campus_name(key, c) for key in keys)
    ),
    "campuses": _in_campuses,
    "activities": _with_activities,
    "activity_kinds": lambda kinds, _c: either(str(_KINDS[ActivityKind(kind)]) for kind in kinds),
    "stages": lambda stages, _c: either(str(_STAGES[Stage(stage)]) for stage in stages),
    "audiences": lambda names, _c: _(
        "for %(names)s", names=either(worded(Audience(name)).lower() for name in names)
    ),
    "kinds": lambda kinds, _c: either(str(_EVIDENCE[EvidenceKind(kind)]) for kind in kinds),
    "tags_any": lambda tags, _c: _("on the theme %(names)s", names=either(map(_tag, tags))),
    "tags_all": lambda tags, _c: _(
        "on the themes %(names)s together", names=joined(list(map(_tag, tags)))
    ),
    "outcome": lambda better, _c: (
        _("with a measured outcome") if better else _("without a measured outcome")
    ),
    "min_score": lambda n, _c: _("scored %(n)s or more", n=number(n)),
    "min_points": lambda n, _c: _("worth %(points)s or more", points=count("point", n)),
    "min_value": lambda n, _c: _("with a value of %(n)s or more", n=number(n)),
    "from": lambda iso, _c: _("from %(day)s on", day=_day(iso)),
    "to": lambda iso, _c: _("up to %(day)s", day=_day(iso)),
    "max_age_months": lambda n, _c: ngettext(
        "from the last month", "from the last %(num)s months", n
    ),
    "school_years": _school_years,
    "until_degree": lambda key, c: _("from before “%(degree)s”", degree=degree_name(key, c)),
    "since_degree": lambda key, c: _("from after “%(degree)s”", degree=degree_name(key, c)),
}
"""Every condition of a filter, in the words that follow what is asked."""

CONDITIONS = frozenset(_CONDITIONS)


def activity_name(key: str, catalog: Catalog) -> str:
    found = catalog.activities.get(key)
    return f"“{in_language(found.title)}”" if found else key


def campus_name(key: str, catalog: Catalog) -> str:
    found = catalog.campuses.get(key)
    return in_language(found.title) if found else _tag(key)


def degree_name(key: str, catalog: Catalog) -> str:
    found = catalog.degrees.get(key)
    return in_language(found.title) if found else key


def _tag(key: str) -> str:
    return key.replace("-", " ")


def either(names: Iterable[str]) -> str:
    """`a, b or c`."""
    parts = list(names)
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s or %(last)s", first=", ".join(parts[:-1]), last=parts[-1])
