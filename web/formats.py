"""Days, moments, numbers and hours as the reader's language writes them."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from babel import dates, numbers
from flask import Flask, g
from flask_babel import gettext as _
from markupsafe import Markup

from rules.terms import Text
from web import page
from web.languages import locale

_THE_YEAR = re.compile(r"[\s,]*('\w+'\s*)?y+\b.*$")
"""The end of a full date in the languages that end with it."""


def register(app: Flask) -> None:
    filters = (
        day, short_day, weekday, month_name, day_of_month, moment, moment_text, clock, number,
        exact, signed, one_decimal, percent, hours, money, file_size, in_language, inner,
        joined, first_up,
    )  # fmt: skip
    app.jinja_env.filters.update({each.__name__: each for each in filters})


def day(value: date) -> str:
    """`March 12, 2026`."""
    return dates.format_date(_local(value), "long", locale=locale())


def short_day(value: date) -> str:
    """`Mar 12, 2026`, for tables."""
    return dates.format_date(_local(value), "medium", locale=locale())


def weekday(value: date) -> str:
    """`Friday, May 9`, for days that are near."""
    whole = dates.get_date_format("full", locale=locale()).pattern
    without_year = _THE_YEAR.sub("", whole) or whole
    return dates.format_date(_local(value), without_year, locale=locale())


def month_name(value: date) -> str:
    """`March 2026`, as a heading."""
    return first_up(month_within(value))


def month_within(value: date) -> str:
    """The same inside a sentence: `marzo de 2026`."""
    return dates.format_skeleton("yMMMM", value, locale=locale())


def day_of_month(value: date) -> str:
    """`Mar 12`, where the year stands above."""
    return dates.format_skeleton("MMMd", value, locale=locale())


def moment(value: datetime) -> Markup:
    """The day and minute in the district, with the exact time on hover."""
    exact = dates.format_datetime(_local(value), "long", tzinfo=_zone(), locale=locale())
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        value.isoformat(), exact, moment_text(value)
    )


def clock(value: datetime) -> Markup:
    """`3:04 PM` in the district, where the day stands above; the exact time on hover."""
    exact = dates.format_datetime(_local(value), "long", tzinfo=_zone(), locale=locale())
    told = dates.format_time(value, "short", tzinfo=_zone(), locale=locale())
    return Markup('<time datetime="{}" title="{}">{}</time>').format(value.isoformat(), exact, told)


def moment_text(value: datetime) -> str:
    """`March 12, 2026 at 3:04 PM`."""
    clock = dates.format_time(value, "short", tzinfo=_zone(), locale=locale())
    return _("%(day)s at %(clock)s", day=day(value), clock=clock)


def hour_of_day(value: time) -> str:
    """`7:00 AM`, of any day, by the district's clock."""
    return dates.format_time(value, "short", locale=locale())


def number(value: float) -> str:
    """`12,345`."""
    return numbers.format_decimal(value, locale=locale())


def exact(value: float | Decimal) -> str:
    """`89.96`, with every digit that it has."""
    digits = Decimal(str(value))
    return numbers.format_decimal(digits, locale=locale(), decimal_quantization=False)


def one_decimal(value: float) -> str:
    """`47.0`, where numbers stand under each other."""
    return numbers.format_decimal(value, format="#,##0.0", locale=locale())


def signed(value: float) -> str:
    """`+25`, `−12`; a real minus, so that columns of both stand well."""
    return f"{'−' if value < 0 else '+' if value > 0 else ''}{number(abs(value))}"


def percent(share: float) -> str:
    """`62%` of a share: never all of it before it is, never nothing of what is begun."""
    within = min(max(share, 0.01), 0.99) if 0 < share < 1 else share
    return numbers.format_percent(within, locale=locale())


def percents(before: Fraction, after: Fraction) -> tuple[str, str]:
    """`76%` and `80%`; with as many digits as show the difference, and beyond two in words.

    Both are rounded down, so that nothing reads as complete that is not; what is begun is never 0%.
    """
    for scale in (100, 1000, 10000):
        one, other = (Fraction(int(share * scale), scale) for share in (before, after))
        told = bool(one) == bool(before) and bool(other) == bool(after)
        if told and (one != other or before == after):
            return _exact_percent(one), _exact_percent(other)
    return _exact_percent(one), _("a touch more") if after > before else _("a touch less")


def _exact_percent(share: Fraction) -> str:
    return numbers.format_percent(float(share), locale=locale(), decimal_quantization=False)


def hours(minutes: int) -> str:
    """`1 h 30 min` of whole minutes."""
    whole, rest = divmod(minutes, 60)
    parts = [_("%(n)s h", n=number(whole))] if whole or not rest else []
    return " ".join([*parts, *([_("%(n)s min", n=rest)] if rest else [])])


def takes(minutes: int) -> str:
    """The hours that an activity writes for itself, or that it writes none."""
    return hours(minutes) if minutes else _("no set hours")


def money(cents: int) -> str:
    """`$12.50`."""
    return numbers.format_currency(cents / 100, "USD", locale=locale())


def file_size(size: int) -> str:
    """`340 kB`, `2.1 MB` of bytes."""
    if size < 1_000_000:
        return f"{number(max(1, size // 1000))} kB"
    return f"{number(round(size / 1_000_000, 1))} MB"


def joined(names: Iterable[str]) -> str:
    """`a, b and c`."""
    parts = list(names)
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s and %(last)s", first=", ".join(parts[:-1]), last=parts[-1])


def in_language(text: Text | str | None) -> str:
    """A pack's text in the reader's language, or in the first that it was written in."""
    return text.in_(page.language()) if isinstance(text, Text) else text or ""


def inner(text: str) -> str:
    """The same words where they stand inside of quotation marks: their own are single ones."""
    return text.translate(_SINGLE)


_SINGLE = str.maketrans("“”", "‘’")


def first_up(text: str) -> str:
    """The same words, beginning with a capital."""
    return text[:1].upper() + text[1:]


def _local(value: date) -> date:
    return value.astimezone(_zone()) if isinstance(value, datetime) else value


def _zone() -> ZoneInfo:
    return ZoneInfo(page.catalog().district.timezone if "district" in g else "UTC")


def amount(value: Fraction | int | str) -> str:
    """An exact number as people write it: `3`, `1.5`."""
    exact = Fraction(value)
    return number(int(exact) if exact.denominator == 1 else round(float(exact), 2))
