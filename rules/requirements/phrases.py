"""Requirements as codes and numbers, from which a page makes a sentence in its own language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from rules.requirements import Kind, Limit, Need, Requirement, Where


@dataclass(frozen=True, slots=True)
class Phrase:
    """One statement: `points` with {"n": 500}, `student_evidence` filters under `where`."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)
    parts: "tuple[Phrase, ...]" = ()

    def to_json(self) -> dict[str, Any]:
        said: dict[str, Any] = {"code": self.code, **self.values}
        return said | ({"parts": [part.to_json() for part in self.parts]} if self.parts else {})


def summary(requirement: Requirement) -> Phrase:
    """What a requirement asks, its children's phrases being the parts of a group's."""
    values: dict[str, Any] = {}
    match requirement.kind:
        case Kind.ALL | Kind.ANY | Kind.N_OF:
            values = _group_values(requirement)
            parts = tuple(summary(child) for child in requirement.of)
        case Kind.COLLECT | Kind.CHECK:
            values = _leaf_values(requirement)
            parts = tuple(asked(need) for need in requirement.need)
        case _:
            parts = ()
            name = requirement.level or requirement.degree
            values = {str(requirement.kind): name} if name else {}
    return Phrase(requirement.kind, values, parts)


def asked(need: Need, n: Fraction | None = None) -> Phrase:
    """What one need asks, or that so much of it is missing."""
    values: dict[str, Any] = {"n": number(need.want if n is None else n)}
    if need.distinct is not None:
        values |= {"attribute": need.distinct.value}
    if need.school_years_since is not None:
        values |= {"degree": need.school_years_since}
    if need.hours_per_year is not None:
        each = number(need.hours_per_year)
        values |= {"hours": each, "years": need.years, "consecutive": need.consecutive}
    if need.by_fte:
        values |= {"by_fte": True}
    return Phrase(need.measure, values | _where_values(need.where))


def number(value: Fraction) -> int | str:
    """An exact number as JSON can hold it: whole, or as `3/2`."""
    return int(value) if value.denominator == 1 else str(value)


def said(where: Where) -> dict[str, Any]:
    """The conditions of a filter, as plain values under the words of packs."""
    return {_WORDS[name]: _plain(value) for name, value in where if value is not None}


_WORDS = {name: field.alias or name for name, field in Where.model_fields.items()}


def _group_values(requirement: Requirement) -> dict[str, Any]:
    values: dict[str, Any] = {"of": len(requirement.of)}
    if requirement.n is not None:
        values["n"] = requirement.n
    if requirement.each is not None:
        values["each"] = requirement.each
    return values


def _leaf_values(requirement: Requirement) -> dict[str, Any]:
    values = _where_values(requirement.where)
    if requirement.within is not None:
        values["school_years"] = requirement.within.school_years
    if requirement.expired_ok:
        values["expired_ok"] = True
    if requirement.limits:
        values["limits"] = [_limit_values(limit) for limit in requirement.limits]
    return values


def _limit_values(limit: Limit) -> dict[str, Any]:
    plain = {key: _plain(value) for key, value in limit if value is not None and key != "where"}
    return plain | _where_values(limit.where)


def _where_values(where: Where | None) -> dict[str, Any]:
    return {"where": said(where)} if where else {}


def _plain(value: Any) -> Any:
    match value:
        case tuple():
            return list(value)
        case date():
            return value.isoformat()
        case _:
            return value
