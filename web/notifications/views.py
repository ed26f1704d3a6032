"""What somebody was told: a list that needs no socket, and a bell with what is new in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import catalogs, notifications
from engine.notifications import Kind, Notification
from engine.people import Participant, Rhythm
from web import formats, mailing, page

pages = page.blueprint("notifications", public=("bell", "ask", "stop", "resume", "back"))

_PER_PAGE = 30


@dataclass(frozen=True)
class Day:
    """What was told on one day, the latest first."""

    day: date
    called: str
    told: Sequence[Notification]


@pages.get("/notifications")
def mine() -> Answer:
    """The list; a page that is open already asks only for what changed."""
    place, number = page.me().participant, max(request.args.get("page", 1, type=int), 1)
    first = (number - 1) * _PER_PAGE
    found = notifications.told(page.session(), place, limit=_PER_PAGE + 1, offset=first)
    unread = notifications.unread(page.session(), place)
    stamp = f"{found[0].id}-{unread}" if found else ""
    if page.wants_part() and request.args.get("stamp") == stamp:
        return "", 204
    shown = found[:_PER_PAGE]
    return render_template(
        "notifications/_list.html" if page.wants_part() else "notifications/mine.html",
        days=_by_day(shown),
        newest=found[0].id if found else None,
        unread_here=unread,
        stamp=stamp,
        number=number,
        more=len(found) > len(shown),
        kept_days=page.catalog().upkeep.notification_days,
    )


@pages.get("/notifications/<uuid:which>")
def follow(which: UUID) -> Answer:
    """To the thing that it tells of; that reads it."""
    with page.transaction() as session:
        told = notifications.get(session, page.me().participant, which)
        notifications.read(session, told, now=page.now())
    return redirect(told.path)


@pages.post("/notifications/read")
def read_all() -> Answer:
    """All up to the newest that was shown; what came meanwhile stays new."""
    newest = request.form.get("newest", type=UUID) or abort(400)
    with page.transaction() as session:
        place = page.me().participant
        notifications.read_all(session, place, up_to=newest, now=page.now())
    return redirect(url_for(".mine"), 303)


@pages.get("/notifications/bell")
def bell() -> Answer:
    """How much is new; nothing at all where the reader sees that already, or has signed out."""
    me = page.actor()
    if me is None:
        return "", 204
    unread = notifications.unread(page.session(), me.participant)
    if str(unread) == request.args.get("shown"):
        return "", 204
    return render_template("notifications/_bell.html", count=unread, told=True)


# -- by the links in letters; no sign-in is needed, the signature is enough ------------------------


@pages.get("/mail/<kind>/<sign>")
def ask(kind: str, sign: str) -> Answer:
    """One button: a program that follows every link in a letter stops nothing."""
    about = _kind(kind)
    place = notifications.whose(page.session(), page.district(), about, sign)
    return _stop_page(place, about, sign)


@pages.post("/mail/<kind>/<sign>")
def stop(kind: str, sign: str) -> Answer:
    """By the button, or by a mail program itself (RFC 8058)."""
    about = _kind(kind)
    with page.transaction() as session:
        place = notifications.whose(session, page.district(), about, sign)
        before = place.mail
        notifications.stop(session, place, about, now=page.now())
    return _stop_page(place, about, sign, before=before)


@pages.post("/mail/<kind>/<sign>/again")
def resume(kind: str, sign: str) -> Answer:
    about, before = _kind(kind), request.form.get("before", type=Rhythm, default=Rhythm.DAILY)
    with page.transaction() as session:
        place = notifications.whose(session, page.district(), about, sign)
        notifications.resume(session, place, about, rhythm=before, now=page.now())
    return _stop_page(place, about, sign, resumed=True)


@pages.get("/mail/<kind>/<sign>/again")
def back(kind: str, sign: str) -> Answer:
    """Reloading the address that a form was sent to."""
    return redirect(url_for(".ask", kind=kind, sign=sign))


def _stop_page(
    place: Participant,
    kind: Kind,
    sign: str,
    *,
    before: Rhythm = Rhythm.DAILY,
    resumed: bool = False,
) -> Answer:
    stopped = notifications.stopped(page.session(), place)
    by_choice = place.mail is Rhythm.NEVER and kind is not Kind.DIGEST and kind not in stopped
    return render_template(
        "notifications/stop.html",
        about=mailing.about(kind),
        kind=kind,
        sign=sign,
        is_stopped=notifications.is_stopped(page.session(), place, kind),
        by_choice=by_choice,
        before=before if before in notifications.DIGESTS else Rhythm.DAILY,
        resumed=resumed,
    )


def _kind(word: str) -> Kind:
    return Kind(word) if word in set(Kind) else abort(404)


def _by_day(told: Sequence[Notification]) -> list[Day]:
    catalog = page.catalog()
    days = groupby(told, lambda each: catalogs.local_day(catalog, each.at))
    return [Day(day, _called(day), list(those)) for day, those in days]


def _called(day: date) -> str:
    """`Today`, `Yesterday`, and the weekday with its date; with the year where that is another."""
    ago = (page.today() - day).days
    if ago in (0, 1):
        return _("Yesterday") if ago else _("Today")
    named = formats.weekday(day) if day.year == page.today().year else formats.day(day)
    return formats.first_up(named)


@pages.record_once
def _signed_by_themselves(state: BlueprintSetupState) -> None:
    """Links of letters carry a signature of their own, and mail programs know no form's mark."""
    for view in (stop, resume):
        state.app.extensions["csrf"].exempt(view)
