"""The stages of an activity: one step, or learned first and used with students later."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _

from rules.pack.written import Path
from rules.terms import EvidenceWanted, Stage
from web.studio.asking import FormSort, MetricSort
from web.studio.granting import GrantSort
from web.studio.pieces import as_ordered, mapping, select
from web.studio.sorts import ABSENT, About, Choice, Data, Fields, Line, Said, Sort
from web.wording import words

STAGE_SHAPES: Mapping[str, tuple[Stage, ...]] = {
    "done": (Stage.DONE,),
    "both": (Stage.LEARNED, Stage.USED),
    "learned": (Stage.LEARNED,),
    "used": (Stage.USED,),
}
"""The stages that an activity may have, by the name of the choice."""


_STAGE_KEYS = ("evidence", "hours", "points", "guidance", "form", "metric")


class StagesSlot:
    """What is done in each stage; an activity of one step writes it without stages."""

    key = "stages"
    layout = "stages"
    keys = ("stages", *_STAGE_KEYS)

    def fields(self, entry: Mapping[str, Any], about: About) -> Fields:
        made: Fields = {
            "stages-shape": select(
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
        yield "form", _("Questions"), FormSort(), ""
        yield "metric", _("Figure to hand in"), MetricSort(), ""

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
        if stages == (Stage.DONE,) and set(mapping(entry.get("stages"))) != {"done"}:
            return {"stages": ABSENT, **said["done"]}
        return {**dict.fromkeys(_STAGE_KEYS, ABSENT), "stages": said}

    def _offer(
        self, stage: Stage, before: Mapping[str, Any], data: Data, about: About
    ) -> dict[str, Any]:
        said = {
            key: sort.write(f"stages-{stage.value}-{key}", data, before.get(key, ABSENT), about)
            for key, _label, sort, _note in self._parts()
        }
        return as_ordered({k: each for k, each in said.items() if each is not ABSENT}, before)

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
        offer = mapping(self._offers(entry).get(str(stage)))
        value = offer.get(str(key), ABSENT)
        return sorts[str(key)].field_of(f"stages-{stage}-{key}", tuple(more), value, about)

    def _offers(self, entry: Mapping[str, Any]) -> Mapping[str, Any]:
        if "stages" in entry:
            return mapping(entry["stages"])
        return {"done": {key: entry[key] for key in _STAGE_KEYS if key in entry}}

    def _shape(self, entry: Mapping[str, Any]) -> str | None:
        stages = set(self._offers(entry))
        if "stages" in entry and (
            not isinstance(entry["stages"], dict) or any(key in entry for key in _STAGE_KEYS)
        ):
            return None
        shapes = {frozenset(each.value for each in of): name for name, of in STAGE_SHAPES.items()}
        return shapes.get(frozenset(stages))
