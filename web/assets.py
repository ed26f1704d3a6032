"""Styles, scripts, fonts and pictures: under an address that changes whenever one of them does."""

import hashlib
from functools import cache
from pathlib import Path
from wsgiref.headers import Headers
from wsgiref.types import WSGIApplication

from whitenoise import WhiteNoise

FOLDER = Path(__file__).parent / "static"


@cache
def address() -> str:
    """`/static/` and a digest of the whole folder, so that each answer may be kept for good."""
    digest = hashlib.sha256()
    for file in sorted(path for path in FOLDER.rglob("*") if path.is_file()):
        digest.update(str(file.relative_to(FOLDER)).encode())
        digest.update(file.read_bytes())
    return f"/static/{digest.hexdigest()[:12]}"


def before(application: WSGIApplication) -> WSGIApplication:
    """Hand out the files, and let the application answer everything else."""
    served: WSGIApplication = WhiteNoise(
        application,
        root=FOLDER,
        prefix=address(),
        allow_all_origins=False,
        immutable_file_test=lambda _path, _url: True,
        add_headers_function=_guard,
    )
    return served


def _guard(headers: Headers, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
