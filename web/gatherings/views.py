"""Gatherings, for whoever leads one: set up, projected, confirmed, and keyed in from a sheet."""

import uuid
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _
from flask_babel import ngettext

from engine import batches, evidence, gatherings, people
from engine.errors import AlreadyAttended, TimesOutside
from engine.evidence import Status
from engine.gatherings import Gathering
from engine.people import Act
from web import page, refusals, squares
from web.gatherings import here, keying, planning
from web.gatherings.forms import GatheringForm, ListForm
from web.gatherings.pages import pages

__all__ = ["here", "pages"]


_PER_PAGE = 25


# -- for whoever leads -----------------------------------------------------------------------------


@pages.get("/gatherings")
def mine() -> Answer:
    """What I lead, the latest first; an admin sees all."""
    actor, number = page.me(), max(request.args.get("page", 1, type=int), 1)
    total = gatherings.led_count(page.session(), actor)
    if not total:
        _must_set_up()
    rows = gatherings.led(page.session(), actor, limit=_PER_PAGE, offset=(number - 1) * _PER_PAGE)
    return render_template(
        "gatherings/mine.html",
        rows=rows,
        names=_names(*(each.leader_id for each, _people in rows)),
        now=page.now(),
        number=number,
        pages=-(-total // _PER_PAGE),
        page_url=lambda n: url_for(".mine", page=n),
        may_set_up=gatherings.may_set_up(actor),
        offered=bool(gatherings.offered(page.catalog())),
    )


@pages.get("/gatherings/new")
def new() -> Answer:
    _must_set_up()
    usual = {"day": page.today(), "activity": request.args.get("activity", "")}
    return render_template("gatherings/new.html", form=planning.form(formdata=None, data=usual))


@pages.post("/gatherings/new")
def set_up() -> Answer:
    _must_set_up()
    form = planning.form()
    found = _planned(form, None)
    if found is None:
        return render_template("gatherings/new.html", form=form), 422
    page.say(_("It is set up. Its code is %(code)s.", code=found.code))
    return page.go(url_for(".show", gathering_id=found.id))


@pages.get("/gatherings/<uuid:gathering_id>")
def show(gathering_id: uuid.UUID) -> Answer:
    return render_template("gatherings/show.html", **_about(_led(gathering_id)))


@pages.get("/gatherings/<uuid:gathering_id>/change")
def ask_to_change(gathering_id: uuid.UUID) -> Answer:
    found = _led(gathering_id)
    form = planning.form(found, formdata=None)
    return render_template("gatherings/change.html", gathering=found, form=form)


@pages.post("/gatherings/<uuid:gathering_id>/change")
def change(gathering_id: uuid.UUID) -> Answer:
    found, form = _led(gathering_id), planning.form()
    if _planned(form, found) is None:
        return render_template("gatherings/change.html", gathering=found, form=form), 422
    page.say(_("It is written anew."))
    return page.go(url_for(".show", gathering_id=gathering_id))


@pages.post("/gatherings/<uuid:gathering_id>/closed")
def close(gathering_id: uuid.UUID) -> Answer:
    with page.transaction() as session:
        gatherings.close(session, _led(gathering_id), by=page.me(), now=page.now())
    page.say(_("The check-in is closed. You can still write somebody down."))
    return page.go(url_for(".show", gathering_id=gathering_id))


@pages.post("/gatherings/<uuid:gathering_id>/off")
def call_off(gathering_id: uuid.UUID) -> Answer:
    with page.transaction() as session:
        gatherings.call_off(session, _led(gathering_id), by=page.me())
    page.say(_("It is called off, and its code counts no more."))
    return page.go(url_for(".mine"))


@pages.post("/gatherings/<uuid:gathering_id>/confirmed")
def confirm(gathering_id: uuid.UUID) -> Answer:
    """Whoever is ticked was there."""
    with page.transaction() as session:
        found = _led(gathering_id)
        new = gatherings.confirm(session, found, keying.ticks(), by=page.me(), now=page.now())
    page.say(
        ngettext("One attendance is confirmed and counts.",
                 "%(num)s attendances are confirmed and count.", new)
        if new else _("Nothing has changed."), "good" if new else "info"
    )  # fmt: skip
    return page.go(url_for(".show", gathering_id=gathering_id))


@pages.post("/gatherings/<uuid:gathering_id>/struck")
def strike(gathering_id: uuid.UUID) -> Answer:
    who = request.form.get("who", type=uuid.UUID) or abort(400)
    with page.transaction() as session:
        gatherings.strike(session, _led(gathering_id), who, by=page.me())
    page.say(_("The name is off the list."))
    return page.go(url_for(".show", gathering_id=gathering_id))


@pages.get("/gatherings/<uuid:gathering_id>/<any(closed, off, confirmed, struck):_act>")
def back(gathering_id: uuid.UUID, _act: str) -> Answer:
    """Reloading the address that a form was sent to."""
    return redirect(url_for(".show", gathering_id=gathering_id))


@pages.get("/gatherings/<uuid:gathering_id>/board")
def board(gathering_id: uuid.UUID) -> Answer:
    """To be projected: the code in large, and how many have come; then that number alone."""
    found = _led(gathering_id)
    count = gatherings.head_count(page.session(), found)
    facts = {"gathering": found, "count": count, "now": page.now()}
    if page.wants_part():
        return render_template("gatherings/_count.html", **facts)
    address = f"{squares.site()}/here/{found.code}"
    return render_template(
        "gatherings/board.html",
        code=squares.square(address, _("Check in")),
        address=f"{squares.site()}/here".partition("://")[2],
        leader=_names(found.leader_id)[found.leader_id],
        **facts,
    )


@pages.get("/gatherings/<uuid:gathering_id>/sheet")
def sheet(gathering_id: uuid.UUID) -> Answer:
    """To be printed and signed; of one school with its names, or with empty lines."""
    found, school = _led(gathering_id), request.args.get("school", "")
    schools = page.catalog().schools
    names = []
    if school in schools:
        named = people.directory(page.session(), page.district(), schools=[school])
        names = [person.name for _place, person in named]
    return render_template(
        "gatherings/sheet.html",
        gathering=found,
        leader=_names(found.leader_id)[found.leader_id],
        names=names,
        empty=max(28 - len(names), 8),
        school=school,
        schools=schools,
    )


# -- keying in a sheet -----------------------------------------------------------------------------


@pages.get("/gatherings/<uuid:gathering_id>/list")
def ask_who(gathering_id: uuid.UUID) -> Answer:
    form = ListForm(formdata=None)
    return _list_page(_led(gathering_id), form)


@pages.post("/gatherings/<uuid:gathering_id>/list")
def key_in(gathering_id: uuid.UUID) -> Answer:
    """Look for somebody, look at what the list says, or write it down."""
    found, form = _led(gathering_id), ListForm()
    if not form.validate():
        return _list_page(found, form, 422)
    match request.form.get("do"):
        case "write":
            return _write_down(found)
        case "read":
            reading = keying.read(found, form)
            if reading.known or reading.lines:
                return render_template(
                    "gatherings/read.html", gathering=found, form=form, reading=reading
                )
            form.text.errors = [_("Please write or tick somebody.")]
            return _list_page(found, form, 422)
        case _:
            return _list_page(found, form)


def _write_down(found: Gathering) -> Answer:
    with page.transaction() as session:
        whom = [people.participant(session, page.district(), each) for each in keying.picks()]
        gathering = gatherings.get(session, page.me(), found.id)
        new = gatherings.write_down(session, gathering, whom, by=page.me(), now=page.now())
        batch = (
            batches.keep(session, [each.id for each in new], by=page.me(), now=page.now())
            if new
            else None
        )
    page.say(
        ngettext("One person is written down, and it counts.",
                 "%(num)s people are written down, and it counts.", len(new))
        if new else _("Nothing has changed."), "good" if new else "info"
    )  # fmt: skip
    if batch is not None:
        return page.go(url_for("batches.show", batch_id=batch.id))
    return page.go(url_for(".show", gathering_id=found.id))


def _list_page(found: Gathering, form: ListForm, status: int = 200) -> Answer:
    ticked = keying.ticked(found)
    hits = keying.search(found, form.search.data or "", ticked)
    return render_template(
        "gatherings/list.html", gathering=found, form=form, ticked=ticked, hits=hits
    ), status


# -- what these pages share ------------------------------------------------------------------------


def _must_set_up() -> None:
    if not gatherings.may_set_up(page.me()):
        page.must(Act.REVIEW)


def _led(gathering_id: uuid.UUID) -> Gathering:
    return gatherings.get(page.session(), page.me(), gathering_id)


def _planned(form: GatheringForm, found: Gathering | None) -> Gathering | None:
    """Set it up, or change it, as the form says; None when that cannot be."""
    if not form.validate_on_submit():
        return None
    leads = people.participant(page.session(), page.district(), found.leader_id) if found else None
    leader = planning.leader(form, leads or page.me().participant)
    if leader is None:
        return None
    plan, now = planning.plan(form, leader), page.now()
    try:
        with page.transaction() as session:
            if found is None:
                return gatherings.set_up(session, plan, by=page.me(), now=now)
            gathering = gatherings.get(session, page.me(), found.id)
            gatherings.change(session, gathering, plan, by=page.me(), now=now)
            return gathering
    except (TimesOutside, AlreadyAttended) as refusal:
        field = form.ends if isinstance(refusal, TimesOutside) else form.day
        field.errors = [*field.errors, refusals.sentence(refusal)]
        return None


def _about(found: Gathering) -> dict[str, Any]:
    """What the page of a gathering shows."""
    present = gatherings.present(page.session(), found)
    names = [found.known_as(each.participant.id) for each in present]
    taken = evidence.taken_in(page.session(), page.district(), names)
    return {
        "reopened": {
            each.participant_id for each in taken.values() if each.status is not Status.APPROVED
        },
        "gathering": found,
        "leader": _names(found.leader_id)[found.leader_id],
        "present": present,
        "waiting": [each for each in present if each.attendance.confirmed_at is None],
        "now": page.now(),
        "schools": page.catalog().schools,
    }


def _names(*ids: uuid.UUID) -> dict[uuid.UUID, str]:
    return people.names(page.session(), page.district(), ids)
