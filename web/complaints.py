"""What the reader of packs complains of, in the language of whoever reads the page."""

from typing import Protocol

from flask import Flask
from flask_babel import gettext

from rules.saying import Sentence, whole


class Complaint(Protocol):
    """What is wrong, and what would mend it."""

    @property
    def message(self) -> str: ...
    @property
    def suggestion(self) -> str: ...


def register(app: Flask) -> None:
    app.jinja_env.filters["complaint"] = complaint


def complaint(found: Complaint) -> str:
    """What is wrong, and how it is mended."""
    return f"{translated(found.message)} {translated(found.suggestion)}".strip()


def translated(text: str) -> str:
    """The sentence in the reader's language; as it is, if nobody gave it a pattern."""
    if not isinstance(text, Sentence):
        return text
    facts = {
        name: translated(fact) if isinstance(fact, str) else fact
        for name, fact in text.facts.items()
    }
    said = gettext(text.pattern) % facts
    return whole(said) if text.is_begun else said
