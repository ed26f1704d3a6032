"""Signing in and out, and choosing a new password by a mailed link."""

from flask import redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import outbox, people
from engine.people import Person
from web import page
from web.people.forms import ForgottenForm, NewPasswordForm, SignInForm

pages = page.blueprint(
    "people",
    public=("sign_in", "begin", "sign_out", "forgotten", "send", "reset", "renew"),
    prefix="",
)
"""Signing out stands outside the districts, since one is signed in to all of them."""


@pages.get("/<district>/sign-in")
def sign_in() -> Answer:
    if page.actor() is not None:
        return redirect(page.safe_next(url_for("welcome.district")))
    return render_template("people/sign_in.html", form=SignInForm(formdata=None))


@pages.post("/<district>/sign-in")
def begin() -> Answer:
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("people/sign_in.html", form=form), 422
    with page.transaction() as session:
        token = people.sign_in(
            session,
            form.email.data,
            form.password.data,
            now=page.now(),
            lasts=page.lasts(),
            network=request.remote_addr or "",
            browser=request.user_agent.string,
        )
    if token is None:
        form.form_errors.append(_("This address and this password do not belong together."))
        return render_template("people/sign_in.html", form=form), 422
    page.keep_sign_in(token)
    return redirect(page.safe_next(url_for("welcome.district") if page.actor() else "/"), 303)


@pages.post("/sign-out")
def sign_out() -> Answer:
    with page.transaction() as session:
        people.sign_out(session, cookie.get(page.SIGN_IN, ""))
    cookie.clear()
    page.say(_("You are signed out. See you soon."))
    return redirect(page.safe_next("/"), 303)


@pages.get("/<district>/forgotten")
def forgotten() -> Answer:
    return render_template("people/forgotten.html", form=ForgottenForm(formdata=None))


@pages.post("/<district>/forgotten")
def send() -> Answer:
    """Mail a link, and say the same whether or not there is such a person."""
    form = ForgottenForm()
    if not form.validate_on_submit():
        return render_template("people/forgotten.html", form=form), 422
    with page.transaction() as session:
        asked = people.ask_for_reset(session, form.email.data, now=page.now())
        if asked is not None:
            _write_link(*asked)
    return redirect(url_for(".forgotten", sent="yes"), 303)


@pages.get("/<district>/reset/<token>")
def reset(token: str) -> Answer:
    form = NewPasswordForm(formdata=None)
    return render_template("people/reset.html", form=form, token=token)


@pages.post("/<district>/reset/<token>")
def renew(token: str) -> Answer:
    form = NewPasswordForm()
    if not form.validate_on_submit():
        return render_template("people/reset.html", form=form, token=token), 422
    with page.transaction() as session:
        person = people.reset_password(session, token, form.password.data, now=page.now())
        new = people.begin(session, person, now=page.now(), lasts=page.lasts())
    page.keep_sign_in(new)
    page.say(_("Your new password is kept. You are signed in here, and nowhere else."))
    return redirect(url_for("welcome.district"), 303)


def _write_link(person: Person, token: str) -> None:
    outbox.write_letter(
        page.session(),
        page.district(),
        to=person,
        template="reset",
        facts={
            "university": page.catalog().district.university.in_(person.language),
            "path": url_for("people.reset", token=token),
        },
        now=page.now(),
    )
