"""One statement: the lines that were asked for, by school year and month, and how they add up."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Self

from engine import ledger
from engine.ledger import Balance, EntryKind, StatementLine
from engine.people import Participant
from engine.store import Session
from rules.catalog import Catalog
from rules.scoring import Granted
from rules.terms import Currency, SchoolYear
from web.formats import month_name
from web.ledger.asking import Asked, Order, Period
from web.ledger.reading import Line, Record


@dataclass(frozen=True)
class Month:
    """The lines of one month."""

    label: str
    lines: Sequence[Line]

    @property
    def points(self) -> int:
        return sum(line.entry.points for line in self.lines)


@dataclass(frozen=True)
class Year:
    """The months of one school year."""

    period: Period
    months: Sequence[Month]

    @property
    def points(self) -> int:
        return sum(month.points for month in self.months)


@dataclass(frozen=True)
class Part:
    """What the lines of one kind add up to."""

    kind: EntryKind
    lines: int
    points: int


@dataclass(frozen=True)
class Statement:
    """Everything that the page shows."""

    balance: Balance
    has: int
    """What there is in the currency asked for."""
    period: Period | None
    choices: Sequence[Period]
    """The school years that have lines."""
    years: Sequence[Year]
    """The lines by school year and month, unless they are sorted by points."""
    by_points: Sequence[Line]
    parts: Sequence[Part]
    before: int
    """What there was before the first line."""
    worth: Granted | None
    """What the one piece of evidence is worth after caps, when one was asked for."""

    @property
    def sum(self) -> int:
        return sum(part.points for part in self.parts)

    @property
    def length(self) -> int:
        return sum(part.lines for part in self.parts)

    @classmethod
    def of(cls, session: Session, place: Participant, asked: Asked, catalog: Catalog) -> Self:
        lines = ledger.statement_by_day(session, place, currency=asked.currency)
        period = Period.named(asked.window, catalog)
        chosen = asked.chosen(lines, period)
        record = Record.of(session, place, [line.entry for line in chosen])
        kept = ledger.balance(session, place)
        told = [record.line(line) for line in chosen]
        falls = asked.order is Order.POINTS
        in_time = told if asked.order is Order.EARLIEST else told[::-1]
        return cls(
            balance=kept,
            has=kept.experience if asked.currency is Currency.EXPERIENCE else kept.redeemable,
            period=period,
            choices=_years_of(lines, catalog),
            years=() if falls else _by_year(in_time, catalog),
            by_points=sorted(told, key=lambda line: -line.entry.points) if falls else (),
            parts=_parts(chosen),
            before=chosen[0].after - chosen[0].entry.points if chosen else 0,
            worth=record.worth.get(asked.source),
        )


def _years_of(lines: Sequence[StatementLine], catalog: Catalog) -> Sequence[Period]:
    years = {SchoolYear.of(line.entry.effective_on, catalog.year_starts) for line in lines}
    return [Period.of_year(year) for year in sorted(years, reverse=True)]


def _by_year(lines: Sequence[Line], catalog: Catalog) -> Sequence[Year]:
    def year_of(line: Line) -> SchoolYear:
        return SchoolYear.of(line.entry.effective_on, catalog.year_starts)

    return [
        Year(Period.of_year(year), _by_month(list(of_year)))
        for year, of_year in groupby(lines, year_of)
    ]


def _by_month(lines: Sequence[Line]) -> Sequence[Month]:
    months = groupby(lines, lambda line: line.entry.effective_on.replace(day=1))
    return [Month(month_name(first), list(of_month)) for first, of_month in months]


def _parts(lines: Sequence[StatementLine]) -> Sequence[Part]:
    found = []
    for kind in EntryKind:
        points = [line.entry.points for line in lines if line.entry.kind is kind]
        if points:
            found.append(Part(kind, len(points), sum(points)))
    return found
