"""The conditions of a filter in plain English, with the titles of what they speak of."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from rules.catalog import Catalog

Values = Mapping[str, Any]


def in_words(where: Values, catalog: Catalog | None) -> Iterator[str]:
    """`course`, `in STEAM`, `with a measured outcome`; without a catalog keys stand for titles."""
    for key, value in where.items():
        yield _SAID[key](value, catalog) if key in _SAID else f"{_words(key)} {_listed(value)}"


def _campuses(keys: Sequence[str], catalog: Catalog | None) -> str:
    written = catalog.campuses if catalog else {}
    return "in " + _either(str(written[key].title) if key in written else key for key in keys)


def _activities(keys: Sequence[str], catalog: Catalog | None) -> str:
    written = catalog.activities if catalog else {}
    names = (f"“{written[key].title}”" if key in written else key for key in keys)
    return "from " + _either(names)


_SAID: Mapping[str, Callable[[Any, Catalog | None], str]] = {
    "activities": _activities,
    "campuses": _campuses,
    "categories": _campuses,
    "not_categories": lambda keys, c: f"not {_campuses(keys, c)}",
    "activity_kinds": lambda kinds, _: _either(map(_words, kinds)),
    "kinds": lambda kinds, _: _either(map(_words, kinds)),
    "stages": lambda stages, _: _either(stages),
    "outcome": lambda grew, _: f"{'with' if grew else 'without'} a measured outcome",
}


def _words(key: str) -> str:
    return str(key).replace("_", " ")


def _either(names: Any) -> str:
    return " or ".join(names)


def _listed(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
