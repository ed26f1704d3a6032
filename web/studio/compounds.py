"""Values of several parts: caps, points, stages, what a rule looks at, the lines of a rubric."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from rules.pack.written import Path
from rules.terms import EvidenceKind, EvidenceWanted, Stage, Window
from web.languages import NAMES
from web.studio import sections
from web.studio.sorts import (
    ABSENT,
    About,
    Choice,
    Data,
    Fields,
    Line,
    Said,
    Some,
    Sort,
    Tags,
    listed,
)
from web.wording import worded, words

_SHORT = {"inputmode": "numeric", "autocomplete": "off", "class_": "form-control t-studio-short"}


def _trimmed(text: Any) -> Any:
    return text.strip() if isinstance(text, str) else text


def _number(label: str, note: str = "") -> Any:
    return StringField(label, filters=[_trimmed], description=note, render_kw=dict(_SHORT))


def _select(label: str, choices: list[tuple[str, str]], note: str = "") -> Any:
    options = [SelectChoice(value, name) for value, name in choices]
    return SelectField(label, choices=options, validate_choice=False, description=note)


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


@dataclass(frozen=True)
class CapSort(Sort):
    """The most in a window: so many points, or so many times."""

    layout = "row"

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        return {
            f"{name}-most": _number(_("At most")),
            f"{name}-measure": _select(
                _("of what"), [("points", words("point")), ("times", _("times"))]
            ),
            f"{name}-per": _select(_("in"), [(each.value, str(_WINDOWS[each])) for each in Window]),
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
        if data[f"{name}-per"] != Window.EVER.value or "per" in _mapping(value):
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
class GrantSort(Sort):
    """How many points, said in one of the ways that there are."""

    ways: tuple[str, ...] = ("points", "points_per_hour", "by_score")
    layout = "grant"

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        ways = self._ways(value)
        made = {
            f"{name}-way": _select(
                label, [("", str(_WAYS[""])), *((way, str(_WAYS[way])) for way in ways)], note
            ),
            f"{name}-points": _number(_("How many")),
            f"{name}-points_per_hour": _number(_("How many an hour")),
        }
        if "by_score" in ways:
            made[f"{name}-criterion"] = _select(_("For the score of"), _criteria(about, value))
            made[f"{name}-scores"] = StringField(
                _("From which score, how many"),
                filters=[_trimmed],
                description=_("Score and points, as in 1: 2, 2: 5."),
                render_kw={"autocomplete": "off"},
            )
        if "by_stage" in ways:
            for stage in Stage:
                made[f"{name}-{stage.value}"] = _number(worded(stage))
        if "by_level" in ways:
            made[f"{name}-levels"] = StringField(
                _("For which level of activity, how many"),
                filters=[_trimmed],
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
            return shown | {f"{name}-scores": _pairs(points)} if isinstance(points, dict) else None
        if way == "by_level":
            return {f"{name}-levels": _pairs(said)}
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
                "points": _unpaired(data[f"{name}-scores"]),
            }
            return {way: said}
        if way == "by_stage":
            stages = {each.value: data[f"{name}-{each.value}"] for each in Stage}
            return {way: {stage: points for stage, points in stages.items() if points}}
        if way == "by_level":
            return {way: _unpaired(data[f"{name}-levels"])}
        return ABSENT

    def field_of(self, name: str, rest: Path, value: Any, about: About) -> str:
        way = str(rest[0]) if rest else ""
        if way == "by_score":
            return f"{name}-criterion" if rest[1:2] == ("criterion",) else f"{name}-scores"
        if way == "by_level":
            return f"{name}-levels"
        if way == "by_stage":
            return f"{name}-{rest[1]}" if rest[1:] else f"{name}-way"
        return f"{name}-{way}" if way in ("points", "points_per_hour") else f"{name}-way"

    def _ways(self, value: Any) -> tuple[str, ...]:
        written = tuple(way for way in _mapping(value) if way in _WAYS and way not in self.ways)
        return (*self.ways, *written)


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
        for key, criterion in _mapping(_mapping(rubric).get("criteria")).items():
            found.setdefault(key, sections.said(_mapping(criterion).get("title"), key))
    written = _mapping(_mapping(value).get("by_score")).get("criterion")
    if isinstance(written, str):
        found.setdefault(written, _("%(word)s (as written)", word=written))
    return list(found.items()) or [("", _("No rubric has a criterion yet"))]


def _pairs(points: Mapping[str, Any]) -> str:
    return ", ".join(f"{key}: {each}" for key, each in points.items())


def _unpaired(text: str) -> dict[str, Any]:
    parts = [part.strip() for part in text.replace("\n", ",").split(",") if part.strip()]
    pairs = [part.partition(":") for part in parts]
    return {key.strip(): points.strip() or None for key, _colon, points in pairs}


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
            written = _mapping(value).get(key, ABSENT)
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
        written = _mapping(value)
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
        _mapping(each).get("level") for each in sections.entries(about.draft, "activities").values()
    )
    return list(dict.fromkeys(each for each in found if isinstance(each, str)))


def tags_in_use(about: About) -> list[str]:
    """The tags of activities, those used most first."""
    found: dict[str, int] = {}
    for each in sections.entries(about.draft, "activities").values():
        for tag in listed(_mapping(each).get("tags")):
            found[tag] = found.get(tag, 0) + 1
    return sorted(found, key=lambda tag: -found[tag])


@dataclass(frozen=True)
class CriteriaSort(Sort):
    """A rubric's lines, each with what every score means; one more empty line to write into."""

    layout = "criteria"

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        made: Fields = {}
        criteria = list(_mapping(value).items())
        for at, (_key, criterion) in enumerate([*criteria, ("", {})]):
            line = f"{name}-{at}"
            made[f"{line}-key"] = StringField(
                _("Key"), filters=[_trimmed], render_kw={"autocomplete": "off"}
            )
            titled = _mapping(criterion).get("title", ABSENT)
            made |= Said().fields(f"{line}-title", _("What is looked at"), "", titled, about)
            for language in about.languages:
                title = _("What each score means") + _in(language, about)
                made[f"{line}-scores-{language}"] = TextAreaField(
                    title,
                    description=_("One a line, from 0 up.")
                    if language == about.languages[0]
                    else "",
                    render_kw={"lang": language},
                )
            made[f"{line}-passes"] = _number(_("Passes from"), _("1 unless you write another."))
        return made

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        criteria = {} if value is ABSENT or value is None else value
        if not isinstance(criteria, dict):
            return None
        shown: dict[str, Any] = {}
        for at, (key, criterion) in enumerate([*criteria.items(), ("", {})]):
            line = self._line(f"{name}-{at}", key, criterion, about)
            if line is None:
                return None
            shown |= line
        return shown

    def _line(self, line: str, key: str, criterion: Any, about: About) -> dict[str, Any] | None:
        if not isinstance(criterion, dict):
            return None
        title = Said().read(f"{line}-title", criterion.get("title", ABSENT), about)
        scores = criterion.get("scores") or []
        if title is None or not isinstance(scores, list):
            return None
        shown = {f"{line}-key": key, f"{line}-passes": criterion.get("passes") or "", **title}
        for language in about.languages:
            texts = [each.get(language, "") if isinstance(each, dict) else each for each in scores]
            if any(not isinstance(each, str) or "\n" in each for each in texts):
                return None
            shown[f"{line}-scores-{language}"] = "\n".join(texts)
        return shown

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        before = _mapping(value)
        keys = [*before, ""]
        said: dict[str, Any] = {}
        for at, old in enumerate(keys):
            line = f"{name}-{at}"
            key = data.get(f"{line}-key", "")
            if not key:
                continue
            criterion = dict(_mapping(before.get(old)))
            titled = criterion.get("title", ABSENT)
            title = Said().write(f"{line}-title", data, titled, about)
            scores = self._scores(line, data, criterion.get("scores"), about)
            criterion = {"title": None, **criterion, "scores": scores}
            criterion["title"] = None if title is ABSENT else title
            criterion.pop("passes", None)
            if data[f"{line}-passes"]:
                criterion["passes"] = data[f"{line}-passes"]
            said[key] = _as_ordered(criterion, before.get(old))
        return said or ABSENT

    def _scores(self, line: str, data: Data, before: Any, about: About) -> list[Any]:
        columns = {
            each: data[f"{line}-scores-{each}"].replace("\r\n", "\n").strip("\n").split("\n")
            for each in about.languages
        }
        longest = max(map(len, columns.values()))
        scores = []
        for at in range(longest):
            texts = {each: lines[at].strip() for each, lines in columns.items() if at < len(lines)}
            bare = isinstance(before, list) and at < len(before) and isinstance(before[at], str)
            alike = len(set(texts.values())) == 1
            if len(about.languages) == 1 or (bare and alike):
                scores.append(next(iter(texts.values())))
            else:
                scores.append(texts)
        return scores

    def field_of(self, name: str, rest: Path, value: Any, about: About) -> str:
        keys = list(_mapping(value))
        line = f"{name}-{keys.index(str(rest[0])) if rest and rest[0] in keys else 0}"
        if rest[1:2] == ("scores",):
            language = rest[3] if len(rest) > 3 else about.languages[0]
            return f"{line}-scores-{language}"
        if rest[1:2] == ("passes",):
            return f"{line}-passes"
        if rest[1:2] == ("title",):
            return f"{line}-title-{rest[2] if len(rest) > 2 else about.languages[0]}"
        return f"{line}-key"


def _as_ordered(said: dict[str, Any], before: Any) -> dict[str, Any]:
    """Keys that were there before keep their order."""
    known = [key for key in _mapping(before) if key in said]
    return {key: said[key] for key in [*known, *(each for each in said if each not in known)]}


def _in(language: str, about: About) -> str:
    return f" ({NAMES.get(language, language)})" if len(about.languages) > 1 else ""


STAGE_SHAPES: Mapping[str, tuple[Stage, ...]] = {
    "done": (Stage.DONE,),
    "both": (Stage.LEARNED, Stage.USED),
    "learned": (Stage.LEARNED,),
    "used": (Stage.USED,),
}
"""The stages that an activity may have, by the name of the choice."""

_STAGE_KEYS = ("evidence", "hours", "points", "guidance")


class StagesSlot:
    """What is done in each stage; an activity of one step writes it without stages."""

    key = "stages"
    layout = "stages"
    keys = ("stages", *_STAGE_KEYS)

    def fields(self, entry: Mapping[str, Any], about: About) -> Fields:
        made: Fields = {
            "stages-shape": _select(
                _("How it is done"),
                [
                    ("done", _("In one step")),
                    ("both", _("Learned first, then used with students")),
                    ("learned", _("Learned")),
                    ("used", _("Used with students")),
                ],
            )
        }
        for stage in Stage:
            offer = self._offers(entry).get(stage.value, {})
            for key, label, sort, note in self._parts():
                name = f"stages-{stage.value}-{key}"
                made |= sort.fields(name, label, note, offer.get(key, ABSENT), about)
        return made

    def _parts(self) -> Iterator[tuple[str, str, Sort, str]]:
        yield "evidence", _("Evidence"), Choice(EvidenceWanted, EvidenceWanted.EITHER), ""
        yield "hours", _("Hours"), Line("decimal"), _("About how long it takes, as in 1.5.")
        yield (
            "points",
            _("%(points)s for it", points=words("point")[:1].upper() + words("point")[1:]),
            GrantSort(),
            "",
        )
        yield "guidance", _("What to hand in"), Said(long=True), ""

    def read(self, entry: Mapping[str, Any], about: About) -> dict[str, Any] | None:
        offers = self._offers(entry)
        shape = self._shape(entry)
        if shape is None or not all(isinstance(each, dict) for each in offers.values()):
            return None
        shown: dict[str, Any] = {"stages-shape": shape}
        for stage in Stage:
            offer = offers.get(stage.value, {})
            if not set(offer) <= set(_STAGE_KEYS):
                return None
            for key, _label, sort, _note in self._parts():
                part = sort.read(f"stages-{stage.value}-{key}", offer.get(key, ABSENT), about)
                if part is None:
                    return None
                shown |= part
        return shown

    def write(self, entry: Mapping[str, Any], data: Data, about: About) -> dict[str, Any]:
        stages = STAGE_SHAPES.get(data["stages-shape"], (Stage.DONE,))
        before = self._offers(entry)
        said = {
            stage.value: self._offer(stage, before.get(stage.value, {}), data, about)
            for stage in stages
        }
        if stages == (Stage.DONE,) and "stages" not in entry:
            return {"stages": ABSENT, **dict.fromkeys(_STAGE_KEYS, ABSENT), **said["done"]}
        if stages == (Stage.DONE,) and set(_mapping(entry.get("stages"))) != {"done"}:
            return {"stages": ABSENT, **said["done"]}
        return {**dict.fromkeys(_STAGE_KEYS, ABSENT), "stages": said}

    def _offer(
        self, stage: Stage, before: Mapping[str, Any], data: Data, about: About
    ) -> dict[str, Any]:
        said = {
            key: sort.write(f"stages-{stage.value}-{key}", data, before.get(key, ABSENT), about)
            for key, _label, sort, _note in self._parts()
        }
        return _as_ordered({k: each for k, each in said.items() if each is not ABSENT}, before)

    def field_of(self, rest: Path, entry: Mapping[str, Any], about: About) -> str:
        if rest[:1] == ("stages",):
            if len(rest) < 3:
                return "stages-shape"
            stage, key, *more = rest[1:]
        else:
            stage, key, *more = "done", *rest
        sorts = {each: sort for each, _label, sort, _note in self._parts()}
        if key not in sorts:
            return "stages-shape"
        offer = _mapping(self._offers(entry).get(str(stage)))
        value = offer.get(str(key), ABSENT)
        return sorts[str(key)].field_of(f"stages-{stage}-{key}", tuple(more), value, about)

    def _offers(self, entry: Mapping[str, Any]) -> Mapping[str, Any]:
        if "stages" in entry:
            return _mapping(entry["stages"])
        return {"done": {key: entry[key] for key in _STAGE_KEYS if key in entry}}

    def _shape(self, entry: Mapping[str, Any]) -> str | None:
        stages = set(self._offers(entry))
        if "stages" in entry and (
            not isinstance(entry["stages"], dict) or any(key in entry for key in _STAGE_KEYS)
        ):
            return None
        shapes = {frozenset(each.value for each in of): name for name, of in STAGE_SHAPES.items()}
        return shapes.get(frozenset(stages))


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
            f"{name}-{at}": _select(_("Part %(n)s", n=at + 1), choices)
            for at in range(len(written) + 2)
        }

    def _choices(self, about: About) -> Iterator[tuple[str, str]]:
        for key, title in about.things("activities"):
            yield key, title
            stages = _mapping(
                _mapping(sections.entries(about.draft, "activities")[key]).get("stages")
            )
            if len(stages) > 1:
                for stage in stages:
                    if stage in set(Stage):
                        yield f"{key}/{stage}", f"{title}: {worded(Stage(stage))}"

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


__all__ = [
    "CapSort",
    "CriteriaSort",
    "GrantSort",
    "MatchSort",
    "PartsSort",
    "StagesSlot",
    "levels_in_use",
    "tags_in_use",
]
