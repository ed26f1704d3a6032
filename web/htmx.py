"""What htmx 4 says of a request, which Flask-HTMX does not know yet."""

from flask import Flask, Response, request
from flask_htmx import HTMX


class Htmx(HTMX):  # type: ignore[misc]
    """`htmx` in templates: true when htmx asks; `partial` when it asks for a part of a page."""

    @property
    def partial(self) -> bool:
        """Boosted links and the back button want the full page, though htmx asks for them too."""
        return bool(self) and request.headers.get("HX-Request-Type") == "partial"

    @property
    def source(self) -> str | None:
        """What asks, as `tag#id`."""
        return request.headers.get("HX-Source")


htmx = Htmx()


def register(app: Flask) -> None:
    htmx.init_app(app)
    app.after_request(_tell_caches)


def _tell_caches(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.vary.update(("Cookie", "HX-Request", "HX-Request-Type", "Accept-Language"))
    return response
