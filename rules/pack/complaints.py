"""What is wrong with a pack, in plain sentences with file, line and a suggestion."""

import re
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from rules.pack.written import Path, Place, WrittenMapping, find
from rules.terms import Frozen, Text


@dataclass(frozen=True, slots=True)
class PackError:
    """One thing that must be mended before a pack can be read."""

    file: str
    line: int
    path: str
    message: str
    suggestion: str = ""
    steps: Path = ()
    """The path again, step by step, for whoever looks for the field."""

    @classmethod
    def at(cls, place: Place, message: str, suggestion: str = "") -> "PackError":
        return cls(place.file, place.line, str(place), message, suggestion, place.path)

    def __str__(self) -> str:
        where = (
            f"{self.file}:{self.line}: {self.path}: " if self.path else f"{self.file}:{self.line}: "
        )
        return f"{where}{self.message} {self.suggestion}".rstrip()


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a catalog says and that cannot be."""

    at: Path
    message: str
    suggestion: str = ""
    word: str = ""
    """What is written there, when the path may lead through a short form."""


class BrokenPack(Exception):
    """A pack that is not read, with everything that is wrong with it."""

    def __init__(self, errors: Iterable[PackError]) -> None:
        self.errors = tuple(sorted(errors, key=lambda error: (error.file, error.line, error.path)))
        super().__init__("\n".join(map(str, self.errors)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Suggest the known word that looks most like this one, or name those that there are."""
    words = list(dict.fromkeys(known))
    close = get_close_matches(word, words, n=1, cutoff=0.6)
    if close:
        return f"Did you mean “{close[0]}”?"
    return f"Known here: {', '.join(words[:12])}." if words else ""


def complain(detail: ErrorDetails, written: WrittenMapping, model: type[BaseModel]) -> PackError:
    """Turn one of pydantic's findings into a sentence at the line that it speaks of."""
    path = tuple(detail["loc"])
    _, place = find(written, path)
    place = getattr(detail["input"], "place", place)
    if detail["type"] == "missing":
        return _missing(place, str(path[-1]))
    if detail["type"] == "extra_forbidden":
        known = sorted(keys_at(model, path[:-1]))
        message = f"“{path[-1]}” is not known here."
        return PackError.at(place, message, did_you_mean(str(path[-1]), known))
    if Text in types_at(model, path):
        given = _given(detail["input"])
        return PackError.at(place, f"{given} should be a text.", "Write a text, or “{en: …}”.")
    return PackError.at(place, *_sentence(detail))


def _missing(place: Place, key: str) -> PackError:
    there = Place(place.file, place.line, (*place.path, key))
    return PackError.at(there, f"“{key}” is missing.", f"Write “{key}: …”.")


def _sentence(detail: ErrorDetails) -> tuple[str, str]:
    kind, context = detail["type"], detail.get("ctx", {})
    given = _given(detail["input"])
    if kind == "value_error":
        return _as_sentence(str(context["error"])), ""
    if "expected" in context:
        words = re.findall(r"'([^']*)'", str(context["expected"]))
        return f"{given} is not one of the words known here.", did_you_mean(given[1:-1], words)
    if kind == "string_pattern_mismatch":
        return _pattern_sentence(given, str(context["pattern"]))
    for start, (message, suggestion) in _SENTENCES.items():
        if kind.startswith(start):
            return message.format(given=given, **context), suggestion.format(given=given, **context)
    return _as_sentence(detail["msg"]), ""


def _given(value: Any) -> str:
    match value:
        case None:
            return "Nothing"
        case Mapping():
            return "A mapping"
        case list() | tuple():
            return "A list"
        case _:
            return f"“{value}”"


def _as_sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _pattern_sentence(given: str, pattern: str) -> tuple[str, str]:
    if pattern.startswith("^#"):
        return f"{given} is not a color.", "Write six hexadecimal digits, as in “#1f4d3a”."
    if "a-z0-9" in pattern:
        plain = re.sub(r"[^a-z0-9]+", "-", given.lower()).strip("-")
        message = f"{given} is not a key: keys are small letters, digits and single hyphens."
        return message, f"Write “{plain}”." if plain else ""
    return f"{given} is not written as it should be here.", f"It should match {pattern}."


_SENTENCES: Mapping[str, tuple[str, str]] = {
    "int_": ("{given} should be a whole number.", "Write digits only, as in “15”."),
    "float_": ("{given} should be a number.", "Write it as “1.5”."),
    "bool_": ("{given} should be yes or no.", "Write “true” or “false”."),
    "date_": ("{given} should be a day.", "Write it as “2026-07-01”."),
    "string_too_long": ("{given} is too long.", "Use at most {max_length} letters."),
    "string_": ("{given} should be a text.", "Write one text here."),
    "tuple_": ("{given} should be a list.", "Write it as “[one, two]”."),
    "list_": ("{given} should be a list.", "Write it as “[one, two]”."),
    "dict_": ("{given} should be a mapping.", "Write it as “key: value”."),
    "model_": ("{given} should be a mapping.", "Write it as “key: value”."),
    "dataclass_": ("{given} should be a month and a day.", "Write it as “07-01”."),
    "greater_than_equal": ("{given} is too small.", "Write {ge} or more."),
    "less_than_equal": ("{given} is too large.", "Write {le} or less."),
    "too_short": ("There are too few here.", "Write at least {min_length}."),
    "too_long": ("There are too many here.", "Write at most {max_length}."),
}


def keys_at(model: Any, path: Path) -> set[str]:
    """The keys that a pack may write at a path, short forms included."""
    models = (one for one in types_at(model, path) if isinstance(one, type))
    return {key for one in models if issubclass(one, Frozen) for key in one.written_keys()}


def types_at(model: Any, path: Path) -> list[Any]:
    """What may stand at a path; steps that belong to no model are passed over."""
    here = list(_models(model))
    for step in path:
        here = [found for one in here for found in _step(one, step)] or here
    return here


def _step(one: Any, step: str | int) -> Iterator[Any]:
    origin = get_origin(one)
    if origin is dict:
        yield from _models(get_args(one)[1])
    elif origin is tuple:
        yield from _models(get_args(one)[0])
    else:
        for name, field in getattr(one, "model_fields", {}).items():
            if step in (name, field.alias):
                yield from _models(field.annotation)


def _models(annotation: Any) -> Iterator[Any]:
    """The types that an annotation may stand for."""
    if get_origin(annotation) in (Union, types.UnionType):
        yield from get_args(annotation)
    else:
        yield annotation
