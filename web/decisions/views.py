"""An admin's pages of decisions about one person and degree."""

import uuid
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import people, progress
from engine.errors import NotLower
from engine.people import Act
from engine.progress import DegreeDecision
from rules.audits import Verb
from web import decided, page, placements, refusals
from web.decisions.forms import DecisionForm, WithdrawalForm
from web.decisions.offering import Desk, Offer

pages = page.blueprint("decisions")


@pages.get("/people/<uuid:participant_id>/degrees/<degree>/decisions")
def show(participant_id: uuid.UUID, degree: str) -> Answer:
    """What was decided, and the plan with a way to decide about each requirement."""
    desk = _desk(participant_id, degree)
    ever = progress.decisions_ever(page.session(), desk.place, degree)
    holding = {row.id for row in desk.scales.standing(degree)}
    names = decided.names(ever)
    told = [(row, _what(desk, row)) for row in ever]
    return render_template(
        "decisions/show.html",
        desk=desk,
        names=names,
        standing=[each for each in told if each[0].withdrawn_at is None],
        holding=holding,
        withdrawn=[each for each in told if each[0].withdrawn_at is not None],
        lines=desk.lines(),
    )


@pages.get("/people/<uuid:participant_id>/degrees/<degree>/decisions/about/<path:requirement>")
def ask(participant_id: uuid.UUID, degree: str, requirement: str) -> Answer:
    """The ways to decide about a requirement, one of them opened."""
    desk = _open_desk(participant_id, degree, requirement)
    offer = _offer(desk, requirement, request.args.get("verb"))
    form = _form(desk, offer, requirement, formdata=None)
    return _page(desk, offer, requirement, form)


@pages.get("/people/<uuid:participant_id>/degrees/<degree>/decisions/effect/<path:requirement>")
def weigh(participant_id: uuid.UUID, degree: str, requirement: str) -> Answer:
    """The effect of what is chosen just now."""
    desk = _open_desk(participant_id, degree, requirement)
    offer = _offer(desk, requirement, request.args.get("verb"))
    if not page.wants_part():
        return redirect(offer.href)
    form = _form(desk, offer, requirement, formdata=request.args)
    effects = _effects(desk, offer, requirement, form)
    return render_template("decisions/_effect.html", effects=effects)


@pages.post("/people/<uuid:participant_id>/degrees/<degree>/decisions/about/<path:requirement>")
def decide(participant_id: uuid.UUID, degree: str, requirement: str) -> Answer:
    """Decide, or show what deciding would do."""
    desk = _open_desk(participant_id, degree, requirement)
    offer = _offer(desk, requirement, request.args.get("verb"))
    form = _form(desk, offer, requirement)
    if request.form.get("do") == "weigh":
        return _page(desk, offer, requirement, form)
    if not form.validate_on_submit():
        return _page(desk, offer, requirement, form, 422)
    said = form.decision(offer.verb, degree, requirement) or abort(400)
    try:
        with page.transaction() as session:
            progress.decide(
                session, participant_id, said,
                reason=form.reason.data or "", by=page.me(), now=page.now(),
            )  # fmt: skip
    except NotLower as refusal:
        form.value.errors = [refusals.sentence(refusal)]
        return _page(_open_desk(participant_id, degree, requirement), offer, requirement, form, 422)
    page.say(_("Decided. %(name)s gets a letter with your reason.", name=desk.name))
    return page.go(url_for(".show", participant_id=participant_id, degree=degree))


@pages.get("/people/<uuid:participant_id>/degrees/<degree>/decisions/<uuid:decision_id>/withdrawal")
def ask_to_withdraw(participant_id: uuid.UUID, degree: str, decision_id: uuid.UUID) -> Answer:
    desk = _desk(participant_id, degree)
    return _withdrawal(desk, decision_id, WithdrawalForm(formdata=None))


@pages.post(
    "/people/<uuid:participant_id>/degrees/<degree>/decisions/<uuid:decision_id>/withdrawal"
)
def withdraw(participant_id: uuid.UUID, degree: str, decision_id: uuid.UUID) -> Answer:
    desk = _desk(participant_id, degree)
    form = WithdrawalForm()
    if not form.validate_on_submit():
        return _withdrawal(desk, decision_id, form, 422)
    with page.transaction() as session:
        progress.withdraw_decision(
            session, decision_id, note=form.note.data or "", by=page.me(), now=page.now()
        )
    page.say(_("Withdrawn. %(name)s gets a letter with your reason.", name=desk.name))
    return page.go(url_for(".show", participant_id=participant_id, degree=degree))


# -- how these pages are put together --------------------------------------------------------------


def _desk(participant_id: uuid.UUID, degree: str) -> Desk:
    place = people.participant(page.session(), page.district(), participant_id)
    page.must(Act.CORRECT, place)
    found = progress.pursued(page.session(), place, now=page.now())
    pursued = next((each for each in found if each.enrollment.degree == degree), None)
    return Desk(place, pursued or abort(404))


def _open_desk(participant_id: uuid.UUID, degree: str, requirement: str) -> Desk:
    desk = _desk(participant_id, degree)
    if not desk.is_open or desk.node(requirement) is None:
        abort(404)
    return desk


def _offer(desk: Desk, requirement: str, verb: str | None) -> Offer:
    found = (each for each in desk.offers(requirement, verb) if each.current)
    return next(found, None) or abort(404)


def _form(desk: Desk, offer: Offer, requirement: str, **more: Any) -> DecisionForm:
    work = desk.work(offer.verb, requirement)
    needs = desk.needs(requirement) if offer.verb is Verb.SET_NEED else ()
    return DecisionForm(**more).asking(offer.verb, work, needs)


def _effects(desk: Desk, offer: Offer, requirement: str, form: DecisionForm) -> list[str]:
    """What follows from what is chosen; nothing while something is to be chosen."""
    said = form.decision(offer.verb, desk.key, requirement)
    return desk.effects(said) if said else []


def _page(
    desk: Desk, offer: Offer, requirement: str, form: DecisionForm, status: int = 200
) -> Answer:
    return render_template(
        "decisions/ask.html",
        desk=desk,
        path=requirement,
        title=desk.plan.name if requirement == desk.root else desk.plan.titled(requirement),
        offers=desk.offers(requirement, offer.verb.value),
        offer=offer,
        form=form,
        effects=_effects(desk, offer, requirement, form),
    ), status


def _withdrawal(
    desk: Desk, decision_id: uuid.UUID, form: WithdrawalForm, status: int = 200
) -> Answer:
    rows = progress.decisions(page.session(), desk.place, desk.key)
    row = next((each for each in rows if each.id == decision_id), None)
    if row is None or row.verb is Verb.PIN:
        abort(404)
    effects = placements.effects(
        desk.scales.withdrawing(row), desk.plans, desk.labels, row.evidence or ""
    )
    return render_template(
        "decisions/withdraw.html",
        desk=desk,
        row=row,
        told=_what(desk, row),
        who=decided.names([row]).get(row.decided_by, ""),
        effects=effects,
        form=form,
    ), status


def _what(desk: Desk, row: DegreeDecision) -> tuple[str, str]:
    """The requirement that it is about, and what was decided."""
    known = {each.path for each in desk.plan.findings}
    if row.requirement == desk.root:
        title = desk.plan.name
    elif row.requirement in known:
        title = desk.plan.titled(row.requirement)
    else:
        title = _("A requirement that is there no longer")
    return title, decided.what(row, desk.plan, desk.labels)
