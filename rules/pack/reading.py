"""A district's pack: its text becomes a catalog, or a list of everything that is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from pydantic import ValidationError

from rules.catalog import Catalog
from rules.pack.complaints import BrokenPack, Fault, PackError, complain
from rules.pack.impossible import impossible
from rules.pack.looks import unreadable
from rules.pack.references import dangling
from rules.pack.written import Place, WrittenMapping, find, places_of, read_files

__all__ = ["BrokenPack", "PackError", "pack_schema", "read_pack", "read_what_stands"]


def read_pack(files: Mapping[str, str], *, frozen: bool = False) -> Catalog:
    """Read a pack's files, by name, as one catalog.

    A pack with any fault is not read at all: BrokenPack then holds every error that was found.
    A frozen one was published already; its looks are no longer asked about.
    """
    written, slips = read_files(files)
    errors = [PackError.at(slip.place, slip.message, slip.suggestion) for slip in slips]
    catalog = _validated(written, errors)
    faults = chain(
        dangling(catalog, _names(written)),
        impossible(catalog),
        () if frozen else unreadable(catalog),
    )
    errors.extend(_misfits(faults, written))
    if errors:
        raise BrokenPack(errors)
    return catalog


def read_what_stands(files: Mapping[str, str]) -> Catalog:
    """The catalog of what can be read, for looking at a draft: without entries that are broken."""
    yaml_files = {name: text for name, text in files.items() if name.endswith(".yaml")}
    return _validated(read_files(yaml_files)[0], [])


def pack_schema() -> dict[str, Any]:
    """The notation as a JSON Schema, for editors that help while a pack is written."""
    schema = Catalog.model_json_schema(by_alias=True)
    activity, stage = schema["$defs"]["Activity"], schema["$defs"]["StageOffer"]
    activity["properties"] |= stage["properties"]  # an activity may write its only stage itself
    activity["required"].remove("stages")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _validated(written: WrittenMapping, errors: list[PackError]) -> Catalog:
    """The catalog, or what is left of it when the broken entries are noted and taken out."""
    try:
        return Catalog.model_validate(written)
    except ValidationError as broken:
        details = broken.errors()
    errors.extend(complain(detail, written, Catalog) for detail in details)
    return Catalog.model_validate(_without(written, {tuple(each["loc"][:2]) for each in details}))


def _without(written: WrittenMapping, broken: set[tuple[int | str, ...]]) -> dict[str, Any]:
    left: dict[str, Any] = {**_STAND_INS, **written}
    for section in {str(path[0]) for path in broken}:
        thing = left.pop(section, None)
        if section in _STAND_INS:
            left[section] = _STAND_INS[section]
        elif isinstance(thing, Mapping) and (section,) not in broken:
            left[section] = {k: each for k, each in thing.items() if (section, k) not in broken}
    return left


_STAND_INS: Mapping[str, Any] = {
    "pack": {
        "format": "tassel-pack/1",
        "title": "?",
        "catalog_year": "unknown",
        "applies_from": "2000-01-01",
    },
    "district": {"id": "unknown", "name": "?", "university": "?"},
}


def _misfits(faults: Iterable[Fault], written: WrittenMapping) -> Iterator[PackError]:
    seen: set[tuple[Place, str]] = set()
    for fault in faults:
        for place in _places(fault, written):
            if (place, fault.message) not in seen:
                seen.add((place, fault.message))
                yield PackError.at(place, fault.message, fault.suggestion)


def _names(written: WrittenMapping) -> Mapping[str, list[str]]:
    """The keys of every section, also those of entries that are broken themselves."""
    sections = {name: written.get(name) for name in Catalog.model_fields}
    return {name: list(each) for name, each in sections.items() if isinstance(each, Mapping)}


def _places(fault: Fault, written: WrittenMapping) -> list[Place]:
    node, place = find(written, fault.at)
    return (list(places_of(node, fault.word)) if fault.word else []) or [place]
