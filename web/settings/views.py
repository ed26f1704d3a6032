"""What a person chooses for herself; language and display are open to visitors too."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _
from flask_babel import refresh
from wtforms.fields.choices import SelectChoice

from engine import notifications, people
from engine.errors import WeakPassword, WrongCredentials
from engine.notifications import Kind
from engine.people import Act, Rhythm
from web import mailing, page, refusals
from web.formats import hour_of_day
from web.languages import NAMES
from web.settings.forms import MailForm, NameForm, PasswordForm, PlayForm

pages = page.blueprint("settings", public=("choose_language", "choose_theme"), prefix="")
"""Language and display stand outside the districts, since every page offers them."""

_A_YEAR_S = 365 * 24 * 60 * 60


@pages.get("/<district>/settings")
def show() -> Answer:
    return _page()


@pages.get("/<district>/settings/<path:_part>")
def back(_part: str) -> Answer:
    """Reloading the address that a form was sent to."""
    return redirect(url_for(".show"))


@pages.post("/<district>/settings/name")
def name() -> Answer:
    form = NameForm()
    if not form.validate_on_submit():
        return _page(422, name_form=form)
    _prefer(name=form.name.data)
    page.say(_("Your name is kept."))
    return page.go(url_for(".show"))


@pages.post("/<district>/settings/play")
def play() -> Answer:
    form = PlayForm()
    if not form.validate_on_submit():
        return _page(422, play_form=form)
    with page.transaction() as session:
        people.choose(
            session,
            page.me().participant,
            plays=form.plays.data,
            on_boards=form.on_boards.data,
            alias=form.alias.data,
        )
    page.say(_("Your choice is kept."))
    return page.go(url_for(".show"))


@pages.post("/<district>/settings/mail")
def mail() -> Answer:
    form = _mail_form()
    if not form.validate_on_submit():
        return _page(422, mail_form=form)
    offered, wanted = set(_offered()), {Kind(each) for each in form.about.data}
    with page.transaction() as session:
        place = page.me().participant
        stops = notifications.stopped(session, place) - offered | (offered - wanted)
        notifications.want(session, place, Rhythm(form.mail.data), stops=stops, now=page.now())
    page.say(_("Your choice is kept."))
    return page.go(url_for(".show") + "#mail")


@pages.post("/<district>/settings/password")
def password() -> Answer:
    """Change it, and end the sign-ins of every other browser."""
    form = PasswordForm()
    if not form.validate_on_submit():
        return _page(422, password_form=form)
    try:
        with page.transaction() as session:
            person = page.known_person()
            people.change_password(session, person, old=form.old.data, new=form.new.data)
            people.sign_out_everywhere(session, person)
            token = people.begin(session, person, now=page.now(), lasts=page.lasts())
    except (WrongCredentials, WeakPassword) as refusal:
        field = form.old if isinstance(refusal, WrongCredentials) else form.new
        field.errors = [refusals.sentence(refusal)]
        return _page(422, password_form=form)
    page.keep_sign_in(token)
    page.say(_("Your new password is kept. You are signed in here, and nowhere else."))
    return page.go(url_for(".show"))


@pages.post("/<district>/settings/sign-out-everywhere")
def sign_out_everywhere() -> Answer:
    with page.transaction() as session:
        people.sign_out_everywhere(session, page.known_person())
    cookie.clear()
    page.say(_("You are signed out in every browser."))
    return page.go(url_for("people.sign_in"))


@pages.post("/language")
def choose_language() -> Answer:
    return _keep("language", tuple(NAMES))


@pages.post("/theme")
def choose_theme() -> Answer:
    return _keep("theme", ("light", "dark", "auto"))


def _keep(what: str, known: tuple[str, ...]) -> Answer:
    """Keep the choice with the person, and in this browser for when nobody is signed in."""
    chosen = request.form.get(what, "")
    if chosen not in known:
        abort(400)
    if page.person() is not None:
        _prefer(**{what: chosen})
    response = redirect(page.safe_next("/"), 303)
    https = page.house().settings.https_only
    response.set_cookie(what, chosen, _A_YEAR_S, samesite="Lax", secure=https, httponly=True)
    return response


def _prefer(**preferences: Any) -> None:
    with page.transaction() as session:
        people.prefer(session, page.known_person(), **preferences)
    refresh()


def _mail_form(**sent: Any) -> MailForm:
    """As it was sent; without `formdata`, as it is now."""
    place = page.me().participant
    stopped = notifications.stopped(page.session(), place)
    form = MailForm(
        mail=place.mail, about=[each for each in _offered() if each not in stopped], **sent
    )
    form.offer(hour_of_day(page.catalog().upkeep.morning))
    form.about.choices = [SelectChoice(each, mailing.about(each)) for each in _offered()]
    return form


def _offered() -> list[Kind]:
    """What letters may tell this reader of."""
    me = page.me()
    may = {
        Kind.REVIEWS: me.may(Act.REVIEW),
        Kind.REWARDS: me.participant.plays,
        Kind.OFFICE: me.may(Act.ADMINISTER),
        Kind.DIGEST: False,
    }
    return [each for each in Kind if may.get(each, True)]


def _page(status: int = 200, **forms: Any) -> Answer:
    place = page.me().participant
    shown = {
        "name_form": NameForm(formdata=None, obj=page.person()),
        "play_form": PlayForm(formdata=None, obj=place),
        "mail_form": _mail_form(formdata=None),
        "password_form": PasswordForm(formdata=None),
    }
    return render_template("settings/show.html", **{**shown, **forms}), status
