"""The notices and pages that tell a refusal, and whatever else comes to no good end."""

from flask import Flask, current_app, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from engine.errors import Refusal
from web import page
from web.languages import NAMES
from web.refusals.row import NOTHING_LOST
from web.refusals.table import sentence, status

_PAGES = {
    400: (_l("This could not be read"), _l("Please go back and send it once more.")),
    403: (_l("This is not open to you"), _l("This page is for people with another role.")),
    404: (_l("There is nothing here"), _l("The address may be old, or have a slip in it.")),
    405: (_l("This page cannot take that"), _l("Please go back and try it from the page itself.")),
    409: (_l("Something changed meanwhile"), NOTHING_LOST),
    410: (_l("This link has ended"), _l("Ask for a new one; it comes by mail.")),
    413: (_l("This is too large"), _l("Nothing was kept. Please send smaller or fewer files.")),
    422: (_l("Not quite yet"), NOTHING_LOST),
    429: (_l("A short pause"), _l("Please wait a little and try again.")),
    500: (_l("Something broke on our side"), _l("What you saved before is safe.")),
    503: (_l("Not open yet"), _l("Please come back a little later.")),
}
"""By status: the heading, and a sentence where no refusal has its own."""


_SECRETS = ("password", "old", "new")
"""Fields that are never written into a page."""

SIGNS_IN = "sign_in-"
"""How the fields begin by which one signs in beside what one has written."""


def register(app: Flask) -> None:
    app.register_error_handler(Refusal, _refuse)
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(HTTPException, _explain)
    app.register_error_handler(500, _break)


def _refuse(refusal: Refusal) -> Answer:
    return _tell(status(refusal), sentence(refusal))


def _stale(_error: CSRFError) -> Answer:
    """A mark that is no more; where the sign-in went with it, that is what has to be said."""
    if page.wants_part() and page.person() is None:
        return _ask_to_sign_in()
    return _tell(400, _("This page was open for a long time. Nothing is lost: go back, load the "
                        "page again and send it once more."))  # fmt: skip


def _explain(error: HTTPException) -> Answer:
    if error.code == 401:
        return _ask_to_sign_in()
    if error.code is None or error.code < 400:
        return error
    return _tell(error.code, str(_PAGES.get(error.code, _PAGES[400])[1]))


def _ask_to_sign_in() -> Answer:
    """Lead to the sign-in; but what somebody has written stays where it is, and can be sent on."""
    if request.method == "GET":
        return page.go(url_for("people.sign_in", next=request.full_path.rstrip("?")))
    if not page.wants_part():
        return signed_out(request.full_path), 401
    return _notice(render_template("refusals/_signed_out.html"), 401)


def signed_out(to: str, told: str = "") -> str:
    """A page that holds what was sent `to` an address, and signs in and sends it in one go."""
    written = [
        each
        for each in request.form.items(multi=True)
        if each[0] not in _SECRETS and not each[0].startswith(SIGNS_IN)
    ]
    files = any(file.filename for file in request.files.values())
    return render_template(
        "refusals/signed_out.html", written=written, files=files, to=to.rstrip("?"), told=told
    )


def _tell(status: int, told: str) -> Answer:
    """A notice above what the reader was doing, or a page of its own."""
    if page.wants_part() and status not in (403, 404) and status < 500:
        return _notice(render_template("refusals/_notice.html", told=told), status)
    heading = _PAGES.get(status, _PAGES[400])[0]
    return render_template("refusals/page.html", heading=heading, told=told), status


def _notice(text: str, status: int) -> Answer:
    notice = make_response(text, status)
    notice.headers.update({"HX-Retarget": "#messages", "HX-Reswap": "innerHTML show:top"})
    return notice


def _break(_error: Exception) -> Answer:
    """Say that something broke, asking nothing of what may be broken."""
    language = request.accept_languages.best_match(NAMES) or "en"
    template = current_app.jinja_env.get_template("refusals/broken.html")
    with force_locale(language):
        heading, told = _PAGES[500]
        return template.render(heading=heading, told=told, language=language), 500
