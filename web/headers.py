"""The headers that every answer carries, so that a page may load only what is ours."""

from flask import Flask, Response

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

_PERMITTED = "camera=(), geolocation=(), microphone={}, payment=(), usb=()"
MAY_RECORD = {"Permissions-Policy": _PERMITTED.format("(self)")}
"""For the one page on which somebody may record her voice."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": _PERMITTED.format("()"),
    "Cross-Origin-Opener-Policy": "same-origin",
}


def register(app: Flask, *, https: bool) -> None:
    always = dict(HEADERS)
    if https:
        always["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"

    @app.after_request
    def guard(response: Response) -> Response:
        for name, value in always.items():
            response.headers.setdefault(name, value)
        if response.mimetype == "text/html":
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
