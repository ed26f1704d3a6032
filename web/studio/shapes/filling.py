"""From an entry into its form's fields, and from the fields back into the entry."""

from collections.abc import Iterator, Mapping
from typing import Any

from rules.pack.written import Path
from web.studio.shapes import district, earning, learning, together
from web.studio.shapes.slots import Asks, Groups
from web.studio.sorts import ABSENT, About, Data

GROUPS: Groups = {**learning.GROUPS, **earning.GROUPS, **together.GROUPS, **district.GROUPS}


def slots(section: str) -> Iterator[Asks]:
    for group in GROUPS[section]:
        yield from group.slots


def shown(section: str, entry: Mapping[str, Any], about: About) -> dict[str, Any]:
    """The values of a form's fields; of those that it can show."""
    found: dict[str, Any] = {}
    for slot in slots(section):
        found |= slot.read(entry, about) or {}
    return found


def unknown(section: str, entry: Mapping[str, Any], about: About) -> list[str]:
    """The keys that are written in a way that the form can't show; they stay as they are."""
    return [slot.key for slot in slots(section) if slot.read(entry, about) is None]


def said(section: str, entry: Mapping[str, Any], data: Data, about: About) -> dict[str, Any]:
    """The entry as the form says it; whatever the form does not know of stays."""
    whole = dict(entry)
    before = ""
    for slot in slots(section):
        if slot.read(entry, about) is None:
            continue
        for key, value in slot.write(entry, data, about).items():
            if value is ABSENT:
                whole.pop(key, None)
            elif key in whole:
                whole[key], before = value, key
            else:
                whole = _with(whole, key, value, before)
                before = key
        before = next((key for key in slot.keys if key in whole), before)
    return whole


def field_of(section: str, rest: Path, entry: Mapping[str, Any], about: About) -> str:
    """The field that a complaint about a part of an entry speaks of; "" for none."""
    for slot in slots(section):
        if rest and rest[0] in slot.keys and slot.read(entry, about) is not None:
            return slot.field_of(rest, entry, about)
    return ""


def _with(whole: dict[str, Any], key: str, value: Any, before: str) -> dict[str, Any]:
    """With a new key behind that one, or in front of all."""
    found: dict[str, Any] = {} if before else {key: value}
    for each, thing in whole.items():
        found[each] = thing
        if each == before:
            found[key] = value
    return {**found, key: value} if key not in found else found
