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
from rules.saying import pattern, say, whole
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
        return say("Did you mean “%(word)s”?", word=close[0])
    return say("Known here: %(words)s.", words=", ".join(words[:12])) if words else ""


def complain(detail: ErrorDetails, written: WrittenMapping, model: type[BaseModel]) -> PackError:
    """Turn one of pydantic's findings into a sentence at the line that it speaks of."""
    path = tuple(detail["loc"])
    _, place = find(written, path)
    place = getattr(detail["input"], "place", place)
    if detail["type"] == "missing":
        return _missing(place, str(path[-1]))
    if detail["type"] == "extra_forbidden":
        known = sorted(keys_at(model, path[:-1]))
        message = say("“%(word)s” is not known here.", word=path[-1])
        return PackError.at(place, message, did_you_mean(str(path[-1]), known))
    if Text in types_at(model, path):
        given = _given(detail["input"])
        return PackError.at(
            place,
            say("%(given)s should be a text.", given=given),
            say("Write a text, or “{en: …}”."),
        )
    return PackError.at(place, *_sentence(detail))


def _missing(place: Place, key: str) -> PackError:
    there = Place(place.file, place.line, (*place.path, key))
    return PackError.at(
        there, say("“%(key)s” is missing.", key=key), say("Write “%(key)s: …”.", key=key)
    )


def _sentence(detail: ErrorDetails) -> tuple[str, str]:
    kind, context = detail["type"], detail.get("ctx", {})
    given = _given(detail["input"])
    if kind == "value_error":
        return whole(context["error"].args[0]), ""
    if "expected" in context:
        words = re.findall(r"'([^']*)'", str(context["expected"]))
        unknown = say("%(given)s is not one of the words known here.", given=given)
        return unknown, did_you_mean(given[1:-1], words)
    if kind == "string_pattern_mismatch":
        return _pattern_sentence(given, str(context["pattern"]))
    for start, (message, suggestion) in _SENTENCES.items():
        if kind.startswith(start):
            return say(message, given=given, **context), say(suggestion, **context)
    return whole(detail["msg"]), ""


def _given(value: Any) -> str:
    match value:
        case None:
            return say("Nothing")
        case Mapping():
            return say("A mapping")
        case list() | tuple():
            return say("A list")
        case _:
            return f"“{value}”"


def _pattern_sentence(given: str, asked: str) -> tuple[str, str]:
    if asked.startswith("^#"):
        message = say("%(given)s is not a color.", given=given)
        return message, say("Write six hexadecimal digits, as in “#1f4d3a”.")
    if "a-z0-9" in asked:
        plain = re.sub(r"[^a-z0-9]+", "-", given.lower()).strip("-")
        message = say(
            "%(given)s is not a key: keys are small letters, digits and single hyphens.",
            given=given,
        )
        return message, say("Write “%(word)s”.", word=plain) if plain else ""
    message = say("%(given)s is not written as it should be here.", given=given)
    return message, say("It should match %(pattern)s.", pattern=asked)


_SENTENCES: Mapping[str, tuple[str, str]] = {
    "int_": (
        pattern("%(given)s should be a whole number."),
        pattern("Write digits only, as in “15”."),
    ),
    "float_": (pattern("%(given)s should be a number."), pattern("Write it as “1.5”.")),
    "bool_": (pattern("%(given)s should be yes or no."), pattern("Write “true” or “false”.")),
    "date_": (pattern("%(given)s should be a day."), pattern("Write it as “2026-07-01”.")),
    "string_too_long": (
        pattern("%(given)s is too long."),
        pattern("Use at most %(max_length)s letters."),
    ),
    "string_": (pattern("%(given)s should be a text."), pattern("Write one text here.")),
    "tuple_": (pattern("%(given)s should be a list."), pattern("Write it as “[one, two]”.")),
    "list_": (pattern("%(given)s should be a list."), pattern("Write it as “[one, two]”.")),
    "dict_": (pattern("%(given)s should be a mapping."), pattern("Write it as “key: value”.")),
    "model_": (pattern("%(given)s should be a mapping."), pattern("Write it as “key: value”.")),
    "dataclass_": (
        pattern("%(given)s should be a month and a day."),
        pattern("Write it as “07-01”."),
    ),
    "greater_than_equal": (pattern("%(given)s is too small."), pattern("Write %(ge)s or more.")),
    "less_than_equal": (pattern("%(given)s is too large."), pattern("Write %(le)s or less.")),
    "too_short": (pattern("There are too few here."), pattern("Write at least %(min_length)s.")),
    "too_long": (pattern("There are too many here."), pattern("Write at most %(max_length)s.")),
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
