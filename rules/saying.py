"""English sentences that know their pattern and their facts, so that a page can say them otherwise.

The command line prints them as they are. A translation is looked up by the pattern: `say` and
`pattern` mark it for that.
"""

from collections.abc import Mapping
from typing import Any


class Sentence(str):
    """A sentence in English, with what it is made of."""

    __slots__ = ("facts", "is_begun", "pattern")
    pattern: str
    facts: Mapping[str, Any]
    is_begun: bool
    """Whether it has yet to be given its capital and its full stop."""


def say(english: str, /, **facts: Any) -> Sentence:
    """The pattern with its facts in it; those may be sentences themselves."""
    return _made(english % facts, english, facts)


def pattern(english: str) -> str:
    """A pattern that is said elsewhere."""
    return english


def whole(text: str) -> str:
    """The same with a capital and a full stop."""
    if not isinstance(text, Sentence):
        return _finished(text)
    return _made(_finished(text), text.pattern, text.facts, is_begun=True)


def _made(text: str, pattern: str, facts: Mapping[str, Any], *, is_begun: bool = False) -> Sentence:
    made = Sentence(text)
    made.pattern, made.facts, made.is_begun = pattern, facts, is_begun
    return made


def _finished(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
