"""Values of several parts: caps, what a rule looks at, the parts of a pathway."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from rules.catalog import TeamPoints
from rules.pack.written import Path
from rules.terms import EvidenceKind, Stage, Window
from web.formats import first_up
from web.studio import sections
from web.studio.pieces import mapping, select, small_number
from web.studio.sorts import ABSENT, About, Data, Fields, Some, Sort, Tags, listed
from web.wording import worded, words


@dataclass(frozen=True)
class CapSort(Sort):
    """The most in a window: so many points, or so many times."""

    layout = "row"

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        return {
            f"{name}-most": small_number(_("At most")),
            f"{name}-measure": select(
                _("of what"), [("points", words("point")), ("times", _("times"))]
            ),
            f"{name}-per": select(_("in"), [(each.value, str(_WINDOWS[each])) for each in Window]),
        }

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        written = {} if value is ABSENT or value is None else value
        if not isinstance(written, dict) or not set(written) <= {"points", "times", "per"}:
            return None
        measure = "times" if "times" in written else "points"
        if {"points", "times"} <= set(written):
            return None
        return {
            f"{name}-most": written.get(measure) or "",
            f"{name}-measure": measure,
            f"{name}-per": written.get("per") or Window.EVER.value,
        }

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        if not data[f"{name}-most"]:
            return ABSENT
        cap = {data[f"{name}-measure"]: data[f"{name}-most"]}
        if data[f"{name}-per"] != Window.EVER.value or "per" in mapping(value):
            cap["per"] = data[f"{name}-per"]
        return cap

    def field_of(self, name: str, rest: Path, value: Any, about: About) -> str:
        return f"{name}-per" if rest[:1] == ("per",) else f"{name}-most"


_WINDOWS = {
    Window.MONTH: _l("a month"),
    Window.SCHOOL_YEAR: _l("a school year"),
    Window.EVER: _l("all the time"),
}


@dataclass(frozen=True)
class TeamSort(Sort):
    """From how many to how many hand something in together, and what of its points each has."""

    layout = "row"

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        shares = [(each.value, str(_SHARES[each])) for each in TeamPoints]
        return {
            **{f"{name}-{key}": small_number(str(title)) for key, title in _TEAM.items()},
            f"{name}-points": select(first_up(words("point")), shares),
        }

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        written = {} if value is ABSENT or value is None else value
        if not isinstance(written, dict) or not set(written) <= {*_TEAM, "points"}:
            return None
        sizes = {f"{name}-{key}": written.get(key) or "" for key in _TEAM}
        return {**sizes, f"{name}-points": written.get("points") or TeamPoints.FULL.value}

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        filled = {key: data[f"{name}-{key}"] for key in _TEAM if data[f"{name}-{key}"]}
        points = data[f"{name}-points"] or TeamPoints.FULL.value
        if points != TeamPoints.FULL.value or "points" in mapping(value):
            filled["points"] = points
        return filled or (value if value == {} else ABSENT)

    def field_of(self, name: str, rest: Path, value: Any, about: About) -> str:
        known = {*_TEAM, "points"}
        return f"{name}-{rest[0] if rest and rest[0] in known else 'at_least'}"


_TEAM = {"at_least": _l("At least"), "at_most": _l("At most")}
_SHARES = {TeamPoints.FULL: _l("All of them for each"), TeamPoints.SHARED: _l("Shared equally")}


@dataclass(frozen=True)
class MatchSort(Sort):
    """Which work a rule looks at; whatever is left open matches everything."""

    layout = "match"

    def _parts(self, about: About) -> Iterator[tuple[str, str, Sort]]:
        yield "activities", words("activity"), Some(section="activities")
        yield "campuses", words("campus"), Some(section="campuses")
        yield "stages", _("Stages"), Some(family=Stage)
        yield "kinds", _("Kinds of evidence"), Some(family=EvidenceKind)
        yield "levels", _("Levels of activities"), Tags(hints=levels_in_use)
        yield "tags", _("Tags"), Tags(hints=tags_in_use)

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        made: Fields = {}
        for key, title, sort in self._parts(about):
            written = mapping(value).get(key, ABSENT)
            title = title[:1].upper() + title[1:]
            made |= sort.fields(f"{name}-{key}", title, "", written, about)
        return made

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        written = {} if value is ABSENT or value is None else value
        parts = {key: sort for key, _title, sort in self._parts(about)}
        if not isinstance(written, dict) or not set(written) <= set(parts):
            return None
        shown: dict[str, Any] = {}
        for key, sort in parts.items():
            part = sort.read(f"{name}-{key}", written.get(key, ABSENT), about)
            if part is None:
                return None
            shown |= part
        return shown

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        written = mapping(value)
        said = {
            key: sort.write(f"{name}-{key}", data, written.get(key, ABSENT), about)
            for key, _title, sort in self._parts(about)
        }
        return {key: each for key, each in said.items() if each is not ABSENT} or ABSENT

    def field_of(self, name: str, rest: Path, value: Any, about: About) -> str:
        return f"{name}-{rest[0] if rest else 'activities'}"


def levels_in_use(about: About) -> list[str]:
    """The levels of activities that the pack knows, in the order of their first use."""
    found = (
        mapping(each).get("level") for each in sections.entries(about.draft, "activities").values()
    )
    return list(dict.fromkeys(each for each in found if isinstance(each, str)))


def tags_in_use(about: About) -> list[str]:
    """The tags of activities, those used most first."""
    found: dict[str, int] = {}
    for each in sections.entries(about.draft, "activities").values():
        for tag in listed(mapping(each).get("tags")):
            found[tag] = found.get(tag, 0) + 1
    return sorted(found, key=lambda tag: -found[tag])


@dataclass(frozen=True)
class PartsSort(Sort):
    """The parts of a pathway in their order, each chosen from a list; two more to choose."""

    layout = "parts"

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        written = listed(None if value is ABSENT else value)
        choices = [("", _("None")), *self._choices(about)]
        known = {key for key, _title in choices}
        choices += [
            (each, _("%(word)s (as written)", word=each)) for each in written if each not in known
        ]
        return {
            f"{name}-{at}": select(_("Part %(n)s", n=at + 1), choices)
            for at in range(len(written) + 2)
        }

    def _choices(self, about: About) -> Iterator[tuple[str, str]]:
        for key, entry in sections.entries(about.draft, "activities").items():
            title = sections.called("activities", key, entry)
            yield key, title
            stages = mapping(mapping(entry).get("stages"))
            if len(stages) > 1:
                for stage in stages:
                    if stage in set(Stage):
                        yield f"{key}/{stage}", f"{title}: {worded(Stage(stage)).lower()}"

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        if isinstance(value, dict):
            return None
        written = listed(None if value is ABSENT else value)
        return {f"{name}-{at}": each for at, each in enumerate([*written, "", ""])}

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        parts = [
            data.get(f"{name}-{at}")
            for at in range(len(listed(None if value is ABSENT else value)) + 2)
        ]
        return [each for each in parts if each] or ABSENT

    def field_of(self, name: str, rest: Path, value: Any, about: About) -> str:
        return f"{name}-{rest[0] if rest and isinstance(rest[0], int) else 0}"
