"""Asking for help, what became of it, and the coach's side of it."""

import uuid
from collections.abc import Callable
from typing import Any

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import coaching, evidence, people
from engine.coaching import HelpRequest
from engine.errors import NotFound
from engine.evidence import Evidence
from engine.people import Act
from engine.store import Session
from web import page
from web.coaching.forms import AskForm, WordForm

pages = page.blueprint("coaching")


@pages.get("/help")
def mine() -> Answer:
    """What I asked; and for who helps, what waits and what she has."""
    session, me = page.session(), page.me()
    waiting = coaching.queue(session, me)
    asked = coaching.asked_by(session, me.participant)
    coaches = {each.coach for each in asked if each.coach is not None}
    everybody = coaches | {each.participant_id for each in waiting}
    return render_template(
        "coaching/mine.html",
        asked=asked,
        waiting=waiting,
        is_coach=me.may(Act.COACH) or bool(waiting),
        names=people.names(session, page.district(), everybody),
        hours=coaching.hours(session, me.participant, now=page.now()),
    )


@pages.get("/help/new")
def new() -> Answer:
    page.must(Act.TAKE_PART)
    return _ask(AskForm(formdata=None))


@pages.post("/help")
def ask() -> Answer:
    form = AskForm()
    if not form.validate():
        return _ask(form, 422)
    claim = _claim()
    with page.transaction() as session:
        asked = coaching.ask(
            session,
            form.text.data or "",
            activity=request.values.get("activity", ""),
            evidence_id=claim.id if claim else None,
            by=page.me(),
            now=page.now(),
        )
    page.say(_("Asked. You will read here who has it."))
    return page.go(url_for(".show", request_id=asked.id))


@pages.get("/help/<uuid:request_id>")
def show(request_id: uuid.UUID) -> Answer:
    return _shown(_request(request_id), WordForm(formdata=None))


@pages.post("/help/<uuid:request_id>/taking")
def take(request_id: uuid.UUID) -> Answer:
    return _act(coaching.take, request_id, _("You have it."))


@pages.post("/help/<uuid:request_id>/letting-go")
def let_go(request_id: uuid.UUID) -> Answer:
    return _act(coaching.let_go, request_id, _("It is free for others again."), url_for(".mine"))


@pages.post("/help/<uuid:request_id>/words")
def say(request_id: uuid.UUID) -> Answer:
    """Answer, or close with a note, or open it again: the button says which."""
    asked, form = _request(request_id), WordForm()
    if not form.validate():
        return _shown(asked, form, 422)
    do = request.form.get("do", "")
    act, told = _WORDS.get(do) or abort(400)
    more: dict[str, Any] = {} if do == "reopen" else {"minutes": form.minutes.data or 0}
    return _act(act, request_id, told(), text=form.text.data or "", **more)


_WORDS: dict[str, tuple[Callable[..., Any], Callable[[], str]]] = {
    "say": (coaching.say, lambda: _("Sent.")),
    "close": (coaching.close, lambda: _("Closed with your note.")),
    "reopen": (coaching.reopen, lambda: _("It is open again.")),
}


def _act(
    act: Callable[..., Any], request_id: uuid.UUID, told: str, where: str = "", **more: Any
) -> Answer:
    with page.transaction() as session:
        asked = coaching.get(session, page.me(), request_id)
        act(session, asked, by=page.me(), now=page.now(), **more)
    page.say(told)
    return page.go(where or url_for(".show", request_id=request_id))


def _request(request_id: uuid.UUID) -> HelpRequest:
    return coaching.get(page.session(), page.me(), request_id)


def _ask(form: AskForm, status: int = 200) -> Answer:
    claim = _claim()
    activity = claim.activity if claim else request.values.get("activity", "")
    if activity and claim is None and activity not in page.catalog().activities:
        abort(404)
    answer = render_template("coaching/new.html", form=form, activity=activity, claim=claim)
    return answer, status


def _claim() -> Evidence | None:
    """My evidence that it is about, if the address names one."""
    named = request.values.get("evidence", type=uuid.UUID)
    if named is None:
        return None
    claim = evidence.get(page.session(), page.me(), named)
    return claim if claim.participant_id == page.me().participant.id else abort(403)


def _shown(asked: HelpRequest, form: WordForm, status: int = 200) -> Answer:
    session, me = page.session(), page.me()
    said = coaching.words(session, asked)
    who = {asked.participant_id, *(each.by for each in said)}
    to = [] if asked.coach else coaching.coaches_for(session, asked)
    whom = {asked.coach} if asked.coach else {each.id for each in to}
    names = people.names(session, page.district(), who | whom)
    answer = render_template(
        "coaching/show.html",
        asked=asked,
        said=said,
        form=form,
        names=names,
        to=sorted(names[each.id] for each in to),
        claim=_about(session, asked),
        is_mine=asked.participant_id == me.participant.id,
        is_coach=asked.coach == me.participant.id,
    )
    return answer, status


def _about(session: Session, asked: HelpRequest) -> Evidence | None:
    """The evidence that it is about, where this reader may see it and it is still there."""
    if asked.evidence_id is None:
        return None
    try:
        return evidence.get(session, page.me(), asked.evidence_id)
    except NotFound:
        return None
