"""The roof: settings in, running application out."""

import os
import socket
import sys
from datetime import UTC, datetime, timedelta

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from werkzeug.middleware.proxy_fix import ProxyFix

import web
from engine import integrations, jobs
from engine.migrating import NotReady, must_be_ready
from engine.settings import ROOT, BadSetting, Settings, load
from engine.store import open_store
from web import assets
from web.page import House

MEGABYTE = 2**20
FORM_MB = 125
"""What one form may carry in all; with scripts, larger files go before it, part by part."""


def create_app(settings: Settings) -> Flask:
    """The site as these settings want it."""
    app = Flask("web", static_url_path=assets.address())
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=min(5 * settings.max_upload_mb, FORM_MB) * MEGABYTE,
        SESSION_COOKIE_SECURE=settings.https_only,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=settings.session_days),
        BABEL_DEFAULT_LOCALE=settings.default_language,
    )
    app.logger.setLevel(settings.log_level.upper())
    store = open_store(settings.database_url)
    web.register(app, store, integrations.configure(settings), settings)
    hops = settings.trusted_proxies
    behind = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
    app.wsgi_app = assets.before(behind)  # type: ignore[method-assign, assignment]
    return app


def site() -> Flask:
    """What the server runs in each of its processes; letters go out beside it."""
    settings = load()
    app = create_app(settings)
    house: House = app.extensions["house"]
    jobs.work_beside(
        house.store,
        house.integrations,
        site=settings.base_url,
        clock=lambda: datetime.now(UTC),
    )
    return app


def serve(settings: Settings) -> None:
    """Answer until stopped."""
    _check_database(settings)
    _check_port(settings)
    Granian(
        "app:site",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=4,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        working_dir=ROOT,
    ).serve()


def _check_database(settings: Settings) -> None:
    store = open_store(settings.database_url)
    must_be_ready(store)
    store.engine.dispose()  # Each of the server's processes opens its own.


def _check_port(settings: Settings) -> None:
    try:
        socket.create_server((settings.host, settings.port)).close()
    except OSError as error:
        raise BadSetting(
            f"PORT {settings.port} on HOST {settings.host} cannot be listened on: "
            f"{os.strerror(error.errno or 0)}. Choose another, for example PORT=8080."
        ) from error


if __name__ == "__main__":
    try:
        serve(load())
    except (BadSetting, NotReady) as stop:
        print(stop, file=sys.stderr)
        sys.exit(2)
