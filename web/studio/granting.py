"""Points: so many, by the hour, or by what the reviewer scores, the stage or the level."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField

from rules.pack.written import Path
from rules.terms import Stage
from web.studio import sections
from web.studio.pieces import mapping, select, small_number, trimmed
from web.studio.sorts import ABSENT, About, Data, Fields, Sort
from web.wording import worded


@dataclass(frozen=True)
class GrantSort(Sort):
    """How many points, said in one of the ways that there are."""

    ways: tuple[str, ...] = ("points", "points_per_hour", "by_score")
    layout = "grant"

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        ways = self._ways(value)
        made = {
            f"{name}-way": select(
                label, [("", str(_WAYS[""])), *((way, str(_WAYS[way])) for way in ways)], note
            ),
            f"{name}-points": small_number(_("How many")),
            f"{name}-points_per_hour": small_number(_("How many an hour")),
        }
        if "by_score" in ways:
            made[f"{name}-criterion"] = select(_("For the score of"), _criteria(about, value))
            made[f"{name}-scores"] = StringField(
                _("From which score, how many"),
                filters=[trimmed],
                description=_("Score and points, as in 1: 2, 2: 5."),
                render_kw={"autocomplete": "off"},
            )
        if "by_stage" in ways:
            for stage in Stage:
                made[f"{name}-{stage.value}"] = small_number(worded(stage))
        if "by_level" in ways:
            made[f"{name}-levels"] = StringField(
                _("For which level of activity, how many"),
                filters=[trimmed],
                description=_("Level and points, as in easy: 1, hard: 4."),
                render_kw={"autocomplete": "off"},
            )
        return made

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        empty = {each: "" for each in self.fields(name, "", "", value, about)}
        if value is ABSENT or value is None:
            return empty
        if isinstance(value, str):
            return empty | {f"{name}-way": "points", f"{name}-points": value}
        if not isinstance(value, dict) or len(value) != 1:
            return None
        ((way, said),) = value.items()
        if way not in _WAYS:
            return None
        shown = self._shown(name, way, said)
        return None if shown is None else empty | {f"{name}-way": way} | shown

    def _shown(self, name: str, way: str, said: Any) -> dict[str, Any] | None:
        if way in ("points", "points_per_hour"):
            return {f"{name}-{way}": said} if isinstance(said, str) else None
        if not isinstance(said, dict):
            return None
        if way == "by_score":
            points = said.get("points")
            shown = {f"{name}-criterion": said.get("criterion") or ""}
            return shown | {f"{name}-scores": pairs(points)} if isinstance(points, dict) else None
        if way == "by_level":
            return {f"{name}-levels": pairs(said)}
        return {f"{name}-{stage}": points or "" for stage, points in said.items()}

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        way = data[f"{name}-way"]
        if way == "points":
            points = data[f"{name}-points"]
            return {"points": points} if isinstance(value, dict) and "points" in value else points
        if way == "points_per_hour":
            return {way: data[f"{name}-points_per_hour"]}
        if way == "by_score":
            said = {
                "criterion": data[f"{name}-criterion"],
                "points": unpaired(data[f"{name}-scores"]),
            }
            return {way: said}
        if way == "by_stage":
            stages = {each.value: data[f"{name}-{each.value}"] for each in Stage}
            return {way: {stage: points for stage, points in stages.items() if points}}
        if way == "by_level":
            return {way: unpaired(data[f"{name}-levels"])}
        return ABSENT

    def field_of(self, name: str, rest: Path, value: Any, about: About) -> str:
        way = str(rest[0]) if rest else _way_of(value)
        if way == "by_score":
            return f"{name}-criterion" if rest[1:2] == ("criterion",) else f"{name}-scores"
        if way == "by_level":
            return f"{name}-levels"
        if way == "by_stage":
            return f"{name}-{rest[1]}" if rest[1:] else f"{name}-way"
        return f"{name}-{way}" if way in ("points", "points_per_hour") else f"{name}-way"

    def _ways(self, value: Any) -> tuple[str, ...]:
        written = tuple(way for way in mapping(value) if way in _WAYS and way not in self.ways)
        return (*self.ways, *written)


def _way_of(value: Any) -> str:
    """The way in which points are written; "" for none."""
    if isinstance(value, str):
        return "points"
    return next(iter(value), "") if isinstance(value, dict) else ""


_WAYS = {
    "": _l("None"),
    "points": _l("A fixed number"),
    "points_per_hour": _l("By the hour"),
    "by_score": _l("By what the reviewer scores"),
    "by_stage": _l("By the stage"),
    "by_level": _l("By the level of the activity"),
}


def _criteria(about: About, value: Any) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for rubric in sections.entries(about.draft, "rubrics").values():
        for key, criterion in mapping(mapping(rubric).get("criteria")).items():
            found.setdefault(key, sections.said(mapping(criterion).get("title"), key))
    written = mapping(mapping(value).get("by_score")).get("criterion")
    if isinstance(written, str):
        found.setdefault(written, _("%(word)s (as written)", word=written))
    return list(found.items()) or [("", _("No rubric has a criterion yet"))]


def pairs(points: Mapping[str, Any]) -> str:
    return ", ".join(f"{key}: {each}" for key, each in points.items())


def unpaired(text: str) -> dict[str, Any]:
    parts = [part.strip() for part in text.replace("\n", ",").split(",") if part.strip()]
    pairs = [part.partition(":") for part in parts]
    return {key.strip(): points.strip() or None for key, _colon, points in pairs}
