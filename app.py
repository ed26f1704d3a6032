"""The roof: settings in, running application out."""

import hashlib
import sys
from datetime import timedelta
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

import web
from engine import integrations
from engine.settings import ROOT, BadSetting, Settings, load
from engine.store import open_store

STATIC = ROOT / "web" / "static"
MEGABYTE = 2**20


def create_app(settings: Settings) -> Flask:
    """The site as these settings want it."""
    static_url = f"/static/{_digest(STATIC)}"
    app = Flask("web", static_url_path=static_url)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=5 * settings.max_upload_mb * MEGABYTE,
        SESSION_COOKIE_SECURE=settings.https_only,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=settings.session_days),
        BABEL_DEFAULT_LOCALE=settings.default_language,
    )
    app.logger.setLevel(settings.log_level.upper())
    store = open_store(settings.database_url)
    web.register(app, store, integrations.configure(settings), settings)
    hops = settings.trusted_proxies
    served = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        served,
        root=STATIC,
        prefix=static_url,
        allow_all_origins=False,
        immutable_file_test=lambda _path, _url: True,
        add_headers_function=_guard,
    )
    return app


def site() -> Flask:
    """What the server runs in each of its processes."""
    return create_app(load())


def serve(settings: Settings) -> None:
    Granian(
        "app:site",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=8,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        working_dir=ROOT,
    ).serve()


def _digest(folder: Path) -> str:
    """Stands in the address of every static file, so that each may be cached for good."""
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(str(file.relative_to(folder)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _guard(headers: Headers, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"


if __name__ == "__main__":
    try:
        serve(load())
    except BadSetting as bad:
        print(bad, file=sys.stderr)
        sys.exit(2)
