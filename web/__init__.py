"""The site: pages and partials over the engine's front doors."""

from importlib import import_module
from pathlib import Path

from flask import Flask

from engine.integrations import Integrations
from engine.settings import Settings
from engine.store import Store
from web import (
    catalog_names,
    complaints,
    formats,
    headers,
    htmx,
    icons,
    languages,
    navigation,
    page,
    refusals,
    wording,
)

FEATURES = (
    "welcome",
    "people",
    "home",
    "catalogs",
    "evidence",
    "colleagues",
    "reviews",
    "batches",
    "gatherings",
    "degrees",
    "decisions",
    "versions",
    "goals",
    "ways",
    "credentials",
    "standings",
    "rewards",
    "ledger",
    "dashboard",
    "studio",
    "requirements",
    "settings",
    "downloads",
    "corrections",
    "notifications",
    "proposals",
    "nominations",
    "authors",
    "coaching",
    "students",
    "follow_ups",
    "confidence",
    "waivers",
    "transcripts",
)
"""Each is a folder with a blueprint `pages` in its `views`, in the order of the navigation."""


def register(app: Flask, store: Store, integrations: Integrations, settings: Settings) -> None:
    """Make this Flask application the site."""
    app.config.update(
        SESSION_COOKIE_NAME="__Host-tassel" if settings.https_only else "tassel",
        SESSION_COOKIE_SECURE=settings.https_only,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # as long as the sign-in, so that a slow writer loses nothing
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    page.register(app, store, integrations, settings)
    languages.register(app)
    htmx.register(app)
    headers.register(app, https=settings.https_only)
    formats.register(app)
    catalog_names.register(app)
    complaints.register(app)
    wording.register(app)
    navigation.register(app)
    app.jinja_env.globals["icon"] = icons.icon
    refusals.register(app)
    for feature in FEATURES:
        if (Path(__file__).parent / feature / "views.py").exists():
            app.register_blueprint(import_module(f"web.{feature}.views").pages)
