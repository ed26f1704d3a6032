"""What a catalog is called: its year, and what tells it apart where several are of one year."""

from flask import Flask
from flask_babel import gettext as _

from engine import catalogs
from web import page
from web.formats import short_day


def register(app: Flask) -> None:
    app.jinja_env.filters["catalog_name"] = catalog_name


def catalog_name(number: int) -> str:
    """`2026-27`; `2026-27 (of Aug 3, 2026)` beside another one of that year."""
    session, district = page.session(), page.district()
    year = catalogs.numbered(session, district, number).pack.catalog_year
    alike = {
        each.number: each.published_on
        for each in catalogs.timeline(session, district).recorded
        if each.catalog.pack.catalog_year == year
    }
    days = list(alike.values())
    if len(days) < 2 or number not in alike:
        return year
    if days.count(alike[number]) > 1:
        return _("%(year)s (number %(n)s)", year=year, n=number)
    return _("%(year)s (of %(day)s)", year=year, day=short_day(alike[number]))
