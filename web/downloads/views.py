"""The list of what I saved, with the moment and the digest of each file."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer

from engine import exports
from web import page
from web.exports import address_of

pages = page.blueprint("downloads")

PER_PAGE = 25


@pages.get("/downloads")
def mine() -> Answer:
    number = max(1, request.args.get("page", 1, type=int))
    found = exports.mine(
        page.session(), page.me(), limit=PER_PAGE + 1, offset=(number - 1) * PER_PAGE
    )
    return render_template(
        "downloads/mine.html",
        files=found[:PER_PAGE],
        number=number,
        more=len(found) > PER_PAGE,
        address_of=address_of,
        page_url=lambda n: url_for(".mine", page=n),
    )
