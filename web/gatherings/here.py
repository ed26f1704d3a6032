"""The one place to check in: by a code that is typed or scanned, and for guests at the door."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import evidence, gatherings, people
from engine.errors import Refusal
from engine.evidence import Status
from engine.gatherings import Gathering
from web import page, refusals
from web.gatherings import guests
from web.gatherings.forms import CodeForm, GuestForm
from web.gatherings.pages import pages


@pages.get("/here")
def ask_for_code() -> Answer:
    return render_template("gatherings/code.html", form=CodeForm(formdata=None))


@pages.post("/here")
def look_up() -> Answer:
    form = CodeForm()
    if form.validate_on_submit():
        found, is_guest = _by_code(form.code.data or ""), page.actor() is None
        if found is not None and (found.open_to_guests or not is_guest):
            return page.go(url_for(".here", code=found.code))
        form.code.errors = [_no_such_code(is_guest=is_guest)]
    return render_template("gatherings/code.html", form=form), 422


@pages.get("/here/<code>")
def here(code: str) -> Answer:
    found = _by_code(code)
    if page.actor() is not None:
        return _here_page(found or abort(404))
    if found is None or not found.open_to_guests:
        page.me()
    return guests.door(found or abort(404), GuestForm(formdata=None))


@pages.post("/here/<code>")
def check_in(code: str) -> Answer:
    """I am here."""
    page.me()
    found = _by_code(code) or abort(404)
    try:
        with page.transaction() as session:
            gathering = session.merge(found)
            gatherings.check_in(session, gathering, by=page.me(), now=page.now())
    except Refusal as refusal:
        return _here_page(found, refusals.sentence(refusal)), refusals.status(refusal)
    return page.go(url_for(".here", code=found.code))


@pages.post("/here/<code>/guest")
def greet(code: str) -> Answer:
    """Somebody from elsewhere is here; a door that is closed to guests is none."""
    found = _by_code(code)
    if found is None or not found.open_to_guests:
        abort(404)
    if page.actor() is not None:
        return page.go(url_for(".here", code=found.code))
    if page.person() is not None:
        guests.join(found)
        return page.go(url_for(".here", code=found.code))
    form = GuestForm()
    if not form.validate_on_submit():
        return guests.door(found, form), 422
    guests.greet(found, form)
    return render_template(
        "gatherings/greeted.html", gathering=found, address=form.email.data, form=form
    )


@pages.get("/here/<code>/guest")
def back_to_door(code: str) -> Answer:
    """Reloading the address that a form was sent to."""
    return redirect(url_for(".here", code=code))


@pages.get("/guest")
def guest() -> Answer:
    """What a guest has here: what she earned, and nothing of others."""
    if not page.is_guest():
        return redirect(url_for("welcome.district"))
    return render_template("gatherings/guest.html", **guests.kept())


def _no_such_code(*, is_guest: bool) -> str:
    """A stranger is told the same of a code that is not for her as of one that there is not."""
    if is_guest:
        return _("No gathering for guests has this code. If you take part here, sign in first.")
    return _("No gathering has this code. It stands on the screen in the room.")


def _here_page(found: Gathering, told: str = "") -> str:
    place = page.me().participant
    noted = gatherings.attendance(page.session(), found, place)
    known_as = found.known_as(place.id)
    claim = evidence.taken_in(page.session(), page.district(), [known_as]).get(known_as)
    names = people.names(page.session(), page.district(), [found.leader_id])
    return render_template(
        "gatherings/here.html",
        gathering=found,
        noted=noted,
        claim=claim,
        counts=claim is not None and claim.status is Status.APPROVED,
        told=told or _closed(found),
        leader=names[found.leader_id],
        mine=gatherings.leads(found, page.me()),
    )


def _closed(found: Gathering) -> str:
    """Why one cannot check in now; empty while one can."""
    refusal = gatherings.closed(page.session(), found, now=page.now())
    return refusals.sentence(refusal) if refusal else ""


def _by_code(code: str) -> Gathering | None:
    """The gathering of this code; whoever guesses has to wait before long."""
    with page.transaction() as session:
        return gatherings.by_code(
            session,
            page.district(),
            code,
            who=str(acting.participant.id) if (acting := page.actor()) else "",
            network=request.remote_addr or "",
            now=page.now(),
        )
