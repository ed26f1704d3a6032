"""How a page answers: with a part of it, another page, or a sentence on the next one."""

from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, current_app, flash, redirect, request
from flask import render_template as render
from flask import session as cookie
from flask.typing import ResponseReturnValue as Answer
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from web.htmx import htmx
from web.page.who import me, must_be_for_guests

_TAKEN = "taken"
"""Where the cookie keeps what arrived, until her browser is told and keeps it no longer itself."""


def wants_part() -> bool:
    """Whether htmx asks for a part of the page."""
    return bool(htmx.partial)


def answer(template: str, *, otherwise: str, **facts: Any) -> Answer:
    """The partial, when htmx asked for it; else the page at `otherwise`, by a redirect."""
    if wants_part():
        return render(template, **facts)
    return redirect(otherwise, 303)


def go(where: str) -> Answer:
    """Send the reader to another page, out of a partial too; what she sent has arrived."""
    if request.method == "POST":
        take()
    if wants_part():
        return Response(status=200, headers={"HX-Redirect": where})
    return redirect(where, 303)


def take() -> None:
    """What the reader sent has arrived: with the next page her browser keeps it no longer."""
    cookie[_TAKEN] = request.full_path.rstrip("?")


def taken() -> str:
    """To which address the reader sent what has arrived; told once, on the next page."""
    return str(cookie.pop(_TAKEN, ""))


def say(sentence: str, tone: str = "good") -> None:
    """Tell the reader on the next page; `tone` is `good`, `info` or `stop`."""
    flash(sentence, tone)


def safe_next(otherwise: str) -> str:
    """Where the reader wanted to go, if that is a page of ours."""
    wanted = request.values.get("next", "")
    return wanted if _is_a_page(wanted) else otherwise


def takes_post(address: str) -> bool:
    """Whether a form of ours can be sent to this address."""
    return _is_a_page(address, "POST")


def _is_a_page(address: str, method: str = "GET") -> bool:
    path = urlsplit(address).path
    if not address.startswith("/") or address[1:2] in ("/", "\\") or not address.isprintable():
        return False
    try:
        current_app.url_map.bind("").match(path, method)
    except HTTPException:
        return False
    return True


def blueprint(
    feature: str, *, public: Collection[str] = (), prefix: str = "/<district>"
) -> Blueprint:
    """The pages of a feature, under the district's address; `public` names open views."""
    pages = Blueprint(feature, f"web.{feature}", url_prefix=prefix or None)

    @pages.before_request
    def _guard() -> None:
        if request.endpoint not in {f"{feature}.{view}" for view in public}:
            me()
            must_be_for_guests()

    return pages
