"""Signing in and out, and a new password by mailed link."""

from flask import abort, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import outbox, people
from engine.errors import TooManyAttempts
from engine.people import Person
from web import page, refusals
from web.people.forms import ForgottenForm, NewPasswordForm, SignInForm
from web.people.pages import pages


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
    token = _token(form)
    if token is None:
        form.form_errors.append(_("This address and this password do not belong together."))
        return render_template("people/sign_in.html", form=form), 422
    page.keep_sign_in(token)
    return redirect(page.safe_next(url_for("welcome.district") if page.actor() else "/"), 303)


@pages.post("/<district>/sign-in/on")
def go_on() -> Answer:
    """Sign in, and send what was written when an earlier sign-in had ended, in one go."""
    to = request.args.get("to", "")
    if not page.takes_post(to):
        abort(400)
    form = SignInForm(prefix=refusals.SIGNS_IN)
    told = _("This address and this password do not belong together.")
    try:
        token = _token(form) if form.validate() else None
    except TooManyAttempts as refusal:
        token, told = None, refusals.sentence(refusal)
    if token is None:
        return refusals.signed_out(to, told), 422
    page.keep_sign_in(token)
    return redirect(to, 307)


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
    person = people.asked_by_link(page.session(), token, now=page.now())
    form = NewPasswordForm(formdata=None)
    return render_template("people/reset.html", form=form, token=token, person_asked=person)


@pages.post("/<district>/reset/<token>")
def renew(token: str) -> Answer:
    asked = people.asked_by_link(page.session(), token, now=page.now())
    is_new = asked.password_hash is None
    form = NewPasswordForm()
    if not form.validate_on_submit():
        facts = {"form": form, "token": token, "person_asked": asked}
        return render_template("people/reset.html", **facts), 422
    with page.transaction() as session:
        person = people.reset_password(session, token, form.password.data, now=page.now())
        new = people.begin(session, person, now=page.now(), lasts=page.lasts())
    page.keep_sign_in(new)
    page.say(
        _("Welcome. Your password is kept, and you are signed in.")
        if is_new
        else _("Your new password is kept. You are signed in here, and nowhere else.")
    )
    return redirect(url_for("welcome.district"), 303)


def _token(form: SignInForm) -> str | None:
    """A new sign-in; None when the address and the password do not match."""
    with page.transaction() as session:
        return people.sign_in(
            session,
            form.email.data,
            form.password.data,
            now=page.now(),
            lasts=page.lasts(),
            network=request.remote_addr or "",
            browser=request.user_agent.string,
        )


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
