"""What stands around every page, and how addresses carry the district."""

import hashlib
from dataclasses import dataclass
from typing import Any, Self

from flask import Flask, abort, current_app, g, request
from flask import url_for as url
from flask_wtf import CSRFProtect

from engine import people
from engine.integrations import Integrations
from engine.people import Act
from engine.settings import Settings
from engine.store import Store
from rules.catalog import Catalog
from web.page.answering import taken
from web.page.earlier import here_now, yesterday
from web.page.here import catalog_if_any
from web.page.moment import forget, session
from web.page.site import House, waits_for_scan
from web.page.who import actor_if_here, language, person, theme


@dataclass(frozen=True)
class Place:
    """The district as the frame of a page shows it."""

    id: str
    name: str
    url: str
    theme_url: str
    crest_url: str

    @classmethod
    def of(cls, catalog: Catalog, language: str) -> Self:
        here = catalog.district.id
        version = _version(catalog)
        crest = url("welcome.crest", district=here, v=version) if catalog.branding.crest else None
        return cls(
            id=here,
            name=catalog.district.university.in_(language),
            url=url("welcome.district", district=here),
            theme_url=url("welcome.theme", district=here, v=version),
            crest_url=crest or url("static", filename="img/tassel.svg"),
        )


def _version(catalog: Catalog) -> str:
    """Stands in addresses of what may be kept for good, and changes with the branding."""
    return hashlib.sha256(catalog.branding.model_dump_json().encode()).hexdigest()[:12]


def register(app: Flask, store: Store, integrations: Integrations, settings: Settings) -> None:
    app.extensions["house"] = House(store, integrations, settings)
    CSRFProtect(app)
    app.url_value_preprocessor(_take_district)
    app.url_defaults(_give_district)
    app.before_request(_know_district)
    app.teardown_appcontext(lambda _error: forget())
    app.context_processor(_known_to_templates)
    app.jinja_env.globals.update(
        here_now=here_now, taken=taken, waits_for_scan=waits_for_scan, yesterday=yesterday
    )


def _take_district(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "district" in values:
        g.district = values.pop("district")


def _give_district(endpoint: str, values: dict[str, Any]) -> None:
    wants = current_app.url_map.is_endpoint_expecting(endpoint, "district")
    if wants and "district" not in values and "district" in g:
        values["district"] = g.district


def _know_district() -> None:
    if "district" in g and g.district not in people.districts(session()):
        del g.district
        abort(404)
    if request.routing_exception is not None:
        _guess_district()


def _guess_district() -> None:
    """Where there is no such page, the frame is still that of the district in the address."""
    first = request.path.strip("/").partition("/")[0]
    if first in people.districts(session()):
        g.district = first


def _known_to_templates() -> dict[str, Any]:
    found = catalog_if_any()
    return {
        "district": Place.of(found, language()) if found else None,
        "catalog": found,
        "me": actor_if_here(),
        "person": person(),
        "theme": theme(),
        "Act": Act,
    }
