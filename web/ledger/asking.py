"""Which part of a ledger was asked for: a currency, a span of days, one source."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _

from engine.ledger import StatementLine
from rules.catalog import Catalog
from rules.terms import Currency, SchoolYear
from web import page
from web.formats import in_language, month_name


@dataclass(frozen=True)
class Period:
    """A span of days with its name."""

    window: str
    """As boards name it: `year:2025-26`, `month:2026-03`, `season:autumn-2025`."""
    label: str
    first: date
    last: date

    def has(self, day: date) -> bool:
        return self.first <= day <= self.last

    @classmethod
    def named(cls, window: str, catalog: Catalog) -> Self | None:
        """The period of this name; None for all time, and for names that mean nothing."""
        kind, _colon, name = window.partition(":")
        try:
            if kind == "year":
                return cls.of_year(SchoolYear(int(name[:4]), catalog.year_starts))
            if kind == "month":
                return cls._of_month(date.fromisoformat(f"{name}-01"))
        except ValueError:
            return None
        season = catalog.seasons.get(name) if kind == "season" else None
        return cls(window, in_language(season.title), season.first, season.last) if season else None

    @classmethod
    def of_year(cls, year: SchoolYear) -> Self:
        label = _("School year %(year)s", year=year)
        return cls(f"year:{year}", label, year.first, year.last)

    @classmethod
    def _of_month(cls, first: date) -> Self:
        after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        last = date.fromordinal(after.toordinal() - 1)
        return cls(f"month:{first:%Y-%m}", month_name(first), first, last)


class Order(StrEnum):
    """In which order the lines stand."""

    LATEST = "latest"
    EARLIEST = "earliest"
    POINTS = "points"
    """What brought most comes first, what took most last."""


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    currency: Currency
    window: str = ""
    campus: str = ""
    source: str = ""
    open: int = 0
    """The number of the entry that is opened already."""
    participant_id: UUID | None = None
    """Whose ledger it is, when it is somebody else's."""
    as_of: date | None = None
    """The earlier day as of which it is told."""
    order: Order = Order.LATEST

    @classmethod
    def read(cls, participant_id: UUID | None = None) -> Self:
        wanted, order = request.args.get("currency", ""), request.args.get("order", "")
        return cls(
            currency=Currency(wanted) if wanted in set(Currency) else Currency.EXPERIENCE,
            window=request.args.get("window", "")[:80],
            campus=request.args.get("campus", "")[:80],
            source=request.args.get("source", "")[:120],
            open=request.args.get("open", 0, type=int),
            participant_id=participant_id,
            as_of=page.as_of(),
            order=Order(order) if order in set(Order) else Order.LATEST,
        )

    @property
    def narrowed(self) -> bool:
        """Whether lines may be left out between those that are shown."""
        return bool(self.campus or self.source)

    def url(self, **changes: Any) -> str:
        """The address of this, or of something next to it."""
        asked = asdict(replace(self, open=0, **changes))
        facts = {name: value for name, value in asked.items() if value}
        if facts.get("currency") is Currency.EXPERIENCE:
            del facts["currency"]
        if facts.get("order") is Order.LATEST:
            del facts["order"]
        return url_for("ledger.of" if self.participant_id else "ledger.mine", **facts)

    def chosen(
        self, lines: Sequence[StatementLine], period: Period | None
    ) -> Sequence[StatementLine]:
        """The lines that are asked for."""
        return [
            line
            for line in lines
            if (period is None or period.has(line.entry.effective_on))
            and self.campus in ("", line.entry.campus)
            and self.source in ("", line.entry.source)
        ]
