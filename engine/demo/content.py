"""What the demo is made of: invented names and sentences, read from `data/demo`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from engine.settings import ROOT

_FOLDER = ROOT / "data" / "demo"
LANGUAGES = ("en", "es")

Words = Mapping[str, Sequence[str]]
"""Phrases by language."""


@dataclass(frozen=True)
class Sentences:
    """What people write about one activity, by language."""

    learned: Words
    did: Words
    changed: Words
    counts: Mapping[str, str]


@dataclass(frozen=True)
class Content:
    """Everything that is drawn from."""

    first_names: Sequence[str]
    last_names: Sequence[str]
    jobs: Words
    """By audience."""
    grades: Sequence[str]
    """Jobs that middle schools do not have."""
    middle_schools: Sequence[str]
    once: Sequence[str]
    """Jobs that a school has for one person at most."""
    aliases: Sequence[str]
    about: Mapping[str, Sentences]
    """By activity."""
    notes: Mapping[str, Words]
    colleagues: Mapping[str, str]
    """What they say to one another."""


@lru_cache(maxsize=1)
def content() -> Content:
    people, notes = _read("people"), _read("notes")
    about = {key: _sentences(written) for key, written in _read("sentences").items()}
    return Content(about=about, notes=notes, colleagues=_read("colleagues"), **people)


def _sentences(written: Mapping[str, Any]) -> Sentences:
    fields = {
        name: {language: written[language].get(name, ()) for language in LANGUAGES}
        for name in ("learned", "did", "changed")
    }
    return Sentences(**fields, counts=written.get("counts", {}))


def _read(name: str) -> dict[str, Any]:
    text = (_FOLDER / f"{name}.yaml").read_text("utf-8")
    found: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return found
