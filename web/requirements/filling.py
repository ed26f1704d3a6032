"""Between a form and what it is about: a leaf's facts into fields, and fields into a leaf."""

from collections.abc import Mapping
from typing import Any

from wtforms import SelectMultipleField

from rules.outline import SINGLE, Asked, Leaf
from web.requirements.choices import BESIDE, NAMED, UNNUMBERED
from web.requirements.forms import LeafForm, NamedForm, title_field

_WHERE = tuple(name for name in dir(LeafForm) if name.startswith("where_"))
_PLAIN = (
    "n", "campuses", "with_outcome", "years", "in_a_row", "by_fte", "covers", "collect",
    "expired_ok", "within", "share_from", "share", "ceiling", "ceiling_in", "ceiling_per",
    "ceiling_cuts",
)  # fmt: skip


def fields_of(leaf: Leaf) -> dict[str, Any]:
    """A leaf as the data of its form."""
    data: dict[str, Any] = {name: getattr(leaf, name) for name in _PLAIN}
    data |= {"asked": leaf.asked.value if leaf.asked else "", "after": list(leaf.after)}
    if leaf.asked is not None and leaf.asked in NAMED:
        name = NAMED[leaf.asked]
        several = leaf.asked is Asked.ALL_ACTIVITIES
        data[name] = list(leaf.names) if several else (leaf.names or ("",))[0]
    data |= _spread("where", leaf.where) | _spread("part", leaf.part)
    return data | _spread("ceiling", leaf.ceiling_where)


def leaf_in(form: LeafForm, before: Leaf) -> Leaf:
    """What the form says; conditions that it has no field for stay as they were."""
    asked = Asked(form.asked.data) if form.asked.data else None
    beside = BESIDE.get(asked, ()) if asked else ()
    field = form[NAMED[asked]] if asked is not None and asked in NAMED else None
    facts = {name: form[name].data for name in _PLAIN}
    for name in ("campuses", "with_outcome", "years", "in_a_row", "by_fte", "covers"):
        if name not in beside:
            facts[name] = getattr(Leaf(), name)
    return Leaf(
        asked=asked,
        names=_names(field.data) if field is not None else (),
        where=_gathered(form, "where", before.where),
        part=_gathered(form, "part", before.part) if asked is Asked.SHARE_POINTS else {},
        ceiling_where=_gathered(form, "ceiling", before.ceiling_where) if facts["ceiling"] else {},
        after=tuple(form.after.data or ()),
        **{
            **facts,
            "n": "" if asked in UNNUMBERED else facts["n"],
            "ceiling_in": facts["ceiling_in"] or "max_points",
        },
    )


def title_in(form: NamedForm, before: Any) -> Any:
    """The name as a pack would write it, once for all languages or in several; None for none."""
    said = {language: field.data for language, field in form.titles.items() if field.data}
    if not said:
        return None
    first = form.languages[0]
    once = len(form.languages) == 1 or (not isinstance(before, Mapping) and set(said) == {first})
    return said[first] if once and first in said else said


def titles_of(title: Any, languages: tuple[str, ...]) -> Mapping[str, str]:
    """The name as the data of its fields."""
    if title is None:
        return {}
    written = title if isinstance(title, Mapping) else {languages[0]: title}
    return {title_field(str(key)): str(each) for key, each in written.items() if each}


def _spread(prefix: str, where: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    return {
        f"{prefix}_{name}": list(values) if _has_boxes(f"{prefix}_{name}") else ", ".join(values)
        for name, values in where.items()
        if hasattr(LeafForm, f"{prefix}_{name}")
    }


def _gathered(
    form: LeafForm, prefix: str, before: Mapping[str, tuple[str, ...]]
) -> Mapping[str, tuple[str, ...]]:
    """Conditions in the order in which they were written, new ones behind."""
    found: dict[str, tuple[str, ...]] = {}
    for field in form:
        if field.name.startswith(f"{prefix}_") and field.name not in _PLAIN:
            name = field.name.removeprefix(f"{prefix}_")
            found[name] = _names(field.data, split=name not in SINGLE)
    kept = {name: found.pop(name, values) for name, values in before.items()}
    return {name: values for name, values in {**kept, **found}.items() if values}


def _names(data: Any, *, split: bool = True) -> tuple[str, ...]:
    if isinstance(data, list):
        return tuple(map(str, data))
    parts = str(data or "").split(",") if split else [str(data or "")]
    return tuple(part.strip() for part in parts if part.strip())


def _has_boxes(name: str) -> bool:
    return getattr(LeafForm, name).field_class is SelectMultipleField
