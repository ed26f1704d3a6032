"""Verifying by events: what is kept has to say what was announced when it was written."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.ledger.verifying import Fault

Whose = tuple[uuid.UUID, str]
"""A participant, and which of her things."""


@dataclass(frozen=True)
class Said:
    """What a row, or all that was announced of it, says about one thing."""

    called: str
    facts: Mapping[str, object]


def differences(
    table: str, kept: Mapping[Whose, Said], announced: Mapping[Whose, Said]
) -> Iterator[Fault]:
    """Every row that is missing, was never announced, or says something else; its first fact.

    What an event left unsaid is not compared.
    """
    for whose in sorted(kept.keys() | announced.keys()):
        who = whose[0]
        if whose not in kept:
            yield Fault(table, who, announced[whose].called, "to be there", "nothing")
        elif whose not in announced:
            yield Fault(table, who, kept[whose].called, "nothing", "what nothing announced")
        else:
            yield from _first_difference(table, who, kept[whose], announced[whose])


def _first_difference(table: str, who: uuid.UUID, found: Said, expected: Said) -> Iterator[Fault]:
    for name in expected.facts:
        should, is_ = str(expected.facts[name]), str(found.facts[name])
        if should != is_:
            yield Fault(table, who, f"{found.called}, {name}", should, is_)
            return
