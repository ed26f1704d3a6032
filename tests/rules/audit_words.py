"""Short words for items, records and degrees, as the tests of audits use them."""

from datetime import date
from typing import Any

from rules.audits import Item, Record
from rules.requirements import Requirement
from rules.terms import MonthDay

TODAY = date(2026, 6, 30)


def item(name: str, day: str = "2025-10-01", **facts: Any) -> Item:
    sets = ("kinds", "categories", "tags", "requires", "audiences", "renews")
    plain = {key: frozenset(value) if key in sets else value for key, value in facts.items()}
    if isinstance(plain.get("expires"), str):
        plain["expires"] = date.fromisoformat(plain["expires"])
    return Item(name, date.fromisoformat(day), **plain)


def items(count: int, prefix: str = "e", day: str = "2025-10-01", **facts: Any) -> tuple[Item, ...]:
    return tuple(item(f"{prefix}{number:02}", day, **facts) for number in range(1, count + 1))


def record(*things: Item | tuple[Item, ...], **facts: Any) -> Record:
    flat = tuple(
        each for thing in things for each in (thing if isinstance(thing, tuple) else (thing,))
    )
    return Record(**{"as_of": TODAY, "items": flat, "year_starts": MonthDay(7, 1)} | facts)


def degree(written: Any) -> Requirement:
    return Requirement.model_validate(written)
