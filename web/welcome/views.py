"""Which district, its welcome to visitors, its colours and its crest."""

from flask import Blueprint, abort, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue as Answer
from werkzeug.wrappers import Response

from engine import catalogs, people
from engine.errors import NoCatalog
from rules.colours import derive
from web import page, theming

pages = Blueprint("welcome", __name__)

_DRAWN_ALONE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A crest is an image, whatever else its file may hold."""


@pages.get("/")
def districts() -> Answer:
    """The only district, or the choice among those of the reader."""
    mine = _mine() or tuple(people.districts(page.session()))
    if len(mine) == 1:
        return redirect(url_for(".district", district=mine[0]))
    return render_template("welcome/districts.html", places=_as_places(mine))


@pages.get("/<district>/")
def district() -> Answer:
    if page.actor() is not None and "home.show" in current_app.view_functions:
        return redirect(url_for("gatherings.guest" if page.is_guest() else "home.show"))
    return render_template("welcome/district.html", pack=page.catalog().pack)


@pages.get("/<district>/theme.css")
def theme() -> Answer:
    """The district's colours; the address changes with them, so that it may be kept for good."""
    branding = page.catalog().branding
    palette = derive(branding.primary, branding.accent)
    sheet = Response(theming.stylesheet(palette), mimetype="text/css")
    sheet.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return sheet


@pages.get("/<district>/crest")
def crest() -> Answer:
    """The crest that came with the pack."""
    name = page.catalog().branding.crest
    number = catalogs.timeline(page.session(), page.district()).in_force(page.today()).number
    drawing = catalogs.files(page.session(), page.district(), number).get(name or "")
    if drawing is None or not (name or "").endswith(".svg"):
        abort(404)
    image = Response(drawing, mimetype="image/svg+xml")
    image.headers["Content-Security-Policy"] = _DRAWN_ALONE
    image.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return image


def _mine() -> tuple[str, ...]:
    someone = page.person()
    found = people.places(page.session(), someone) if someone else ()
    return tuple(place.district_id for place in found)


def _as_places(ids: tuple[str, ...]) -> list[page.Place]:
    """Those that have opened their university."""
    places = []
    for district_id in ids:
        try:
            catalog = catalogs.current(page.session(), district_id, now=page.now())
        except NoCatalog:
            continue
        places.append(page.Place.of(catalog, page.language()))
    return places
