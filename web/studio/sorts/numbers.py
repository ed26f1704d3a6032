"""Sorts of values that are counted otherwise than they are written: dollars, a span of years."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext as _
from wtforms import StringField

from rules.pack.written import Path
from web.studio.sorts.sort import ABSENT, About, Data, Fields, Sort, listed, trimmed
from web.studio.sorts.texts import Line


class Money(Line):
    """Cents in the pack, dollars in the field."""

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        if isinstance(value, str) and value.isdigit():
            return {name: f"{Decimal(value) / 100:.2f}"}
        return super().read(name, value, about)

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        try:
            cents = Decimal(data[name].lstrip("$").replace(",", "")) * 100
        except InvalidOperation:
            return data[name] or ABSENT
        return str(int(cents)) if cents == int(cents) else data[name]


@dataclass(frozen=True)
class Span(Sort):
    """A usual number of years, from and to."""

    layout = "row"

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        look = {
            "inputmode": "numeric",
            "autocomplete": "off",
            "class_": "form-control t-studio-short",
        }
        return {
            f"{name}-0": StringField(_("From"), filters=[trimmed], render_kw=look),
            f"{name}-1": StringField(_("To"), filters=[trimmed], render_kw=look),
        }

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        years = listed(None if value is ABSENT else value)
        if isinstance(value, dict) or len(years) not in (0, 2):
            return None
        return {f"{name}-{at}": years[at] if years else "" for at in (0, 1)}

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        years = [data[f"{name}-0"], data[f"{name}-1"]]
        return [each for each in years if each] or ABSENT

    def field_of(self, name: str, rest: Path, value: Any, about: About) -> str:
        return f"{name}-{rest[0] if rest and rest[0] in (0, 1) else 0}"
