"""Looking back: one's own questions, an answer, and what came of them in sum."""

import uuid

from flask import render_template, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import follow_ups
from engine.follow_ups import FollowUp
from web import page
from web.follow_ups.forms import WORDS, FollowUpForm

pages = page.blueprint("follow_ups")


@pages.get("/follow-ups")
def mine() -> Answer:
    place = page.me().participant
    return render_template(
        "follow_ups/mine.html",
        asked=follow_ups.mine(page.session(), place),
        is_stopped=follow_ups.is_stopped(page.session(), place),
        said=WORDS,
    )


@pages.get("/follow-ups/<uuid:which>")
def show(which: uuid.UUID) -> Answer:
    question = _mine(which)
    return _shown(question, FollowUpForm(formdata=None, obj=question))


@pages.post("/follow-ups/<uuid:which>")
def answer(which: uuid.UUID) -> Answer:
    question, form = _mine(which), FollowUpForm()
    if not form.validate():
        return _shown(question, form, 422)
    with page.transaction() as session:
        follow_ups.answer(
            session,
            follow_ups.get(session, page.me().participant, which),
            follow_ups.Answer(form.answer.data),
            why=form.why.data or "",
            by=page.me(),
            now=page.now(),
        )
    page.say(_("Thank you. It helps whoever plans what comes next."))
    return page.go(url_for(".mine"))


@pages.post("/follow-ups/stop")
def stop() -> Answer:
    with page.transaction() as session:
        follow_ups.stop_asking(session, page.me().participant, now=page.now())
    page.say(_("You are not asked any more."))
    return page.go(url_for(".mine"))


@pages.post("/follow-ups/again")
def again() -> Answer:
    with page.transaction() as session:
        follow_ups.ask_again(session, page.me().participant)
    page.say(_("You may be asked again, at most once in two weeks."))
    return page.go(url_for(".mine"))


@pages.get("/follow-ups/report")
def report() -> Answer:
    found = follow_ups.report(page.session(), page.me(), now=page.now())
    return render_template("follow_ups/report.html", report=found, said=WORDS)


def _mine(which: uuid.UUID) -> FollowUp:
    return follow_ups.get(page.session(), page.me().participant, which)


def _shown(question: FollowUp, form: FollowUpForm, status: int = 200) -> Answer:
    return render_template("follow_ups/show.html", question=question, form=form), status
