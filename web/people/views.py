"""Who there is, one of them, and their roles."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask import abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import people
from engine.errors import AddressTaken, LastDayOutside
from engine.people import Act, Participant, Role, RoleChange
from web import page, refusals
from web.conditions import degree_name
from web.formats import first_up
from web.people import inviting, placing, signing_in, standing
from web.people.listing import Listing, level_of
from web.people.pages import pages
from web.wording import words

__all__ = ["pages", "signing_in"]

RECORDS = (
    ("transcripts.of", lambda: _("Transcript")),
    ("degrees.of", lambda: first_up(words("degree"))),
    ("goals.of", lambda: _("Goals")),
    ("evidence.of", lambda: _("Evidence")),
    ("waivers.of", lambda: _("Waivers")),
    ("ledger.of", lambda: _("Ledger")),
)
"""Pages of other features about one person, `participant_id` in their address."""

GAME = frozenset({"ledger.of"})
"""Those of them that are no part of looking after somebody, unless she shows herself."""


@pages.get("/<district>/people")
def directory() -> Answer:
    page.must(Act.SEE_PEOPLE)
    listing = Listing.asked_for()
    return render_template(
        "people/directory.html",
        listing=listing,
        page_url=listing.page_url,
        level_of=level_of,
        degree_title=lambda degree: degree_name(degree, page.catalog()),
        roles=tuple(Role),
    )


@pages.get("/<district>/people/new")
def new() -> Answer:
    page.must(Act.ADMINISTER)
    blank = {"language": page.language(), "part": 100}
    return render_template("people/new.html", form=inviting.form(formdata=None, data=blank))


@pages.post("/<district>/people/new")
def invite() -> Answer:
    """Give somebody a place, and mail her the way in."""
    page.must(Act.ADMINISTER)
    form = inviting.form()
    if form.validate_on_submit():
        try:
            invited = inviting.invite(form)
        except AddressTaken as refusal:
            form.email.errors = [*form.email.errors, refusals.sentence(refusal)]
        else:
            page.say(_("%(name)s is invited. The e-mail is on its way.", name=invited.person.name))
            return page.go(url_for(".show", participant_id=invited.place.id))
    return render_template("people/new.html", form=form), 422


@pages.post("/<district>/people/<uuid:participant_id>/invitation")
def invite_again(participant_id: uuid.UUID) -> Answer:
    """Another link, for whom the first one came too late or not at all."""
    with page.transaction() as session:
        place = people.participant(session, page.district(), participant_id)
        invited = people.invite_again(session, place, by=page.me(), now=page.now())
        inviting.write(invited)
    page.say(_("Another e-mail is on its way to %(address)s.", address=invited.person.email))
    return page.go(url_for(".show", participant_id=participant_id))


@pages.get("/<district>/people/<uuid:participant_id>/invitation")
def back(participant_id: uuid.UUID) -> Answer:
    """Reloading the address that a form was sent to."""
    return redirect(url_for(".show", participant_id=participant_id))


@pages.get("/<district>/people/<uuid:participant_id>")
def show(participant_id: uuid.UUID) -> Answer:
    place = people.participant(page.session(), page.district(), participant_id)
    page.must(Act.SEE_RECORD, place)
    return render_template("people/show.html", **_about(place))


@pages.post("/<district>/people/<uuid:participant_id>/roles")
def change_roles(participant_id: uuid.UUID) -> Answer:
    """Give a role, or take one back, for a school or for the whole district."""
    change = {"give": people.grant_role, "take": people.take_role}.get(request.form.get("do", ""))
    role, school = request.form.get("role", ""), request.form.get("school", "")
    known = role in set(Role) and school in ("", *page.catalog().schools)
    if change is None or not known:
        abort(400)
    with page.transaction() as session:
        place = people.participant(session, page.district(), participant_id)
        change(session, place, Role(role), school=school, by=page.me(), now=page.now())
    return page.answer(
        "people/_roles.html",
        otherwise=url_for(".show", participant_id=participant_id),
        **_about(place),
    )


@pages.post("/<district>/people/<uuid:participant_id>/areas")
def change_areas(participant_id: uuid.UUID) -> Answer:
    """Give a program area, or take one back."""
    do, campus = request.form.get("do", ""), request.form.get("campus", "")
    change = {"give": people.give_area, "take": people.take_area}.get(do)
    if change is None or (do == "give" and campus not in page.catalog().campuses):
        abort(400)
    with page.transaction() as session:
        place = people.participant(session, page.district(), participant_id)
        change(session, place, campus, by=page.me(), now=page.now())
    return page.answer(
        "people/_areas.html",
        otherwise=url_for(".show", participant_id=participant_id),
        **_about(place),
    )


@pages.post("/<district>/people/<uuid:participant_id>/place")
def change_place(participant_id: uuid.UUID) -> Answer:
    """Another school, other work, other working time."""
    place = _administered(participant_id)
    form = placing.form(place)
    if not form.validate_on_submit():
        return render_template("people/show.html", **_about(place) | {"place_form": form}), 422
    page.say(_("It is written anew.") if placing.change(form, place) else _("Nothing has changed."))
    return page.go(url_for(".show", participant_id=participant_id))


@pages.post("/<district>/people/<uuid:participant_id>/end")
def end(participant_id: uuid.UUID) -> Answer:
    """No longer takes part; everything earned stays."""
    place = _administered(participant_id)
    form = placing.last_day()
    if form.validate_on_submit():
        try:
            placing.end(form, place)
        except LastDayOutside as refusal:
            form.last.errors = [*form.last.errors, refusals.sentence(refusal)]
        else:
            page.say(_("The participation is ended. Everything earned stays."))
            return page.go(url_for(".show", participant_id=participant_id))
    return render_template("people/show.html", **_about(place) | {"last_form": form}), 422


@pages.post("/<district>/people/<uuid:participant_id>/resume")
def resume(participant_id: uuid.UUID) -> Answer:
    """Takes part again, where it was left off."""
    placing.resume(_administered(participant_id))
    page.say(_("Welcome back: it goes on where it was left off."))
    return page.go(url_for(".show", participant_id=participant_id))


@pages.get("/<district>/people/<uuid:participant_id>/place")
@pages.get("/<district>/people/<uuid:participant_id>/end")
@pages.get("/<district>/people/<uuid:participant_id>/resume")
def back_to_place(participant_id: uuid.UUID) -> Answer:
    """Reloading the address that a form was sent to."""
    return redirect(url_for(".show", participant_id=participant_id))


def _administered(participant_id: uuid.UUID) -> Participant:
    place = people.participant(page.session(), page.district(), participant_id)
    page.must(Act.ADMINISTER, place)
    return place


def _about(place: Participant) -> dict[str, Any]:
    """What a person's page and its parts show."""
    sees_game = page.me().may(Act.SEE_GAME, place)
    acting = people.acting(page.session(), place)
    return {
        "place": place,
        "someone": people.person_of(page.session(), place),
        "areas": sorted(acting.campuses),
        "grants": sorted(acting.grants, key=lambda grant: (grant.role, grant.school)),
        "roles": tuple(Role),
        "role_changes": _role_changes(place),
        "standing": standing.of(place),
        "ledger_of": "ledger.of" in current_app.view_functions,
        "place_form": placing.form(place, formdata=None),
        "last_form": placing.last_day(formdata=None),
        "records": [
            (endpoint, label())
            for endpoint, label in RECORDS
            if endpoint in current_app.view_functions and (sees_game or endpoint not in GAME)
        ],
    }


def _role_changes(place: Participant) -> Sequence[RoleChange]:
    """Who gave her which role and when, for who may give them."""
    if not page.me().may(Act.ADMINISTER, place):
        return ()
    return people.role_changes(page.session(), page.me(), place, now=page.now())
