"""The review queue, and one review with its rubric and its effect."""

import uuid
from typing import Any

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import corrections, evidence, people
from engine.errors import Incomplete, NoteMissing
from engine.evidence import Evidence, Status
from engine.people import Act, Participant
from engine.store import Session
from rules.catalog import Rubric
from rules.terms import Text
from web import page, refusals
from web.reviews.effects import Effect, asked_of, effect
from web.reviews.forms import DecisionForm, decision_form, scores_in
from web.reviews.listing import Listing

pages = page.blueprint("reviews")

DECISIONS = {
    "approve": evidence.approve,
    "send_back": evidence.send_back,
    "decline": evidence.decline,
}
"""What the buttons do, by their value."""


@pages.get("/reviews")
def queue() -> Answer:
    page.must(Act.REVIEW)
    return render_template("reviews/queue.html", listing=Listing.asked_for())


@pages.get("/reviews/<uuid:evidence_id>")
def show(evidence_id: uuid.UUID) -> Answer:
    claim = _to_review(page.session(), evidence_id)
    rubric = evidence.rubric_of(page.session(), claim)
    form = decision_form(rubric, formdata=None, data={"version": claim.version})
    return render_template("reviews/show.html", **_facts(claim, form, rubric))


@pages.get("/reviews/<uuid:evidence_id>/effect")
def weigh(evidence_id: uuid.UUID) -> Answer:
    """The effect with the scores as they are chosen just now."""
    claim = _to_review(page.session(), evidence_id)
    if claim.status is not Status.SUBMITTED or not page.wants_part():
        return page.go(url_for(".show", evidence_id=evidence_id))
    scores = scores_in(request.args, evidence.rubric_of(page.session(), claim))
    found = effect(page.session(), claim, scores, now=page.now())
    return render_template("reviews/_effect.html", claim=claim, effect=found)


@pages.post("/reviews/<uuid:evidence_id>/note")
def begin_note(evidence_id: uuid.UUID) -> Answer:
    """Put a beginning into the note, with whatever stands there already."""
    claim = _to_review(page.session(), evidence_id)
    form = decision_form(evidence.rubric_of(page.session(), claim))
    form.note.data, form.starter.data = form.begun, ""
    return page.answer(
        "reviews/_note.html",
        otherwise=url_for(".show", evidence_id=evidence_id),
        claim=claim,
        form=form,
    )


@pages.post("/reviews/<uuid:evidence_id>/decision")
def decide(evidence_id: uuid.UUID) -> Answer:
    claim = _to_review(page.session(), evidence_id)
    rubric = evidence.rubric_of(page.session(), claim)
    form = decision_form(rubric)
    verdict = request.form.get("verdict", "")
    if not form.validate() or verdict not in DECISIONS:
        return _again(claim, form, rubric, 422 if form.errors else 200)
    try:
        brought = effect(page.session(), claim, form.scores, now=page.now())
        with page.transaction() as session:
            claim = _decide(session, claim, verdict, form)
    except (Incomplete, NoteMissing) as refusal:
        _explain(refusal, claim, form, rubric)
        return _again(claim, form, rubric, 422)
    if not page.wants_part():
        page.say(" ".join([_said(claim, verdict), *_brought(claim, brought)]))
    return page.answer(
        "reviews/_decision.html",
        otherwise=url_for(".show", evidence_id=evidence_id),
        **_facts(claim, form, rubric, done=_said(claim, verdict), brought=brought),
    )


@pages.post("/reviews/<uuid:evidence_id>/second-thoughts")
def think_again(evidence_id: uuid.UUID) -> Answer:
    """A slip of mine, taken back at once."""
    with page.transaction() as session:
        claim = _to_review(session, evidence_id)
        corrections.take_back(session, claim, by=page.me(), now=page.now())
    page.say(_("Taken back. It waits for a decision as before."))
    return page.go(url_for(".show", evidence_id=evidence_id))


# -- how these pages are put together --------------------------------------------------------------


def _to_review(session: Session, evidence_id: uuid.UUID) -> Evidence:
    """Evidence of somebody else, which this reviewer may decide on or did."""
    claim = evidence.get(session, page.me(), evidence_id)
    owner = people.participant(session, claim.district_id, claim.participant_id)
    page.must(Act.REVIEW, owner)
    if owner.id == page.me().participant.id:
        abort(403)
    return claim


def _decide(session: Session, claim: Evidence, verdict: str, form: DecisionForm) -> Evidence:
    found = evidence.get(session, page.me(), claim.id)
    more: dict[str, Any] = {"scores": form.scores} if verdict == "approve" else {}
    return DECISIONS[verdict](
        session, found, by=page.me(), now=page.now(), note=form.words,
        version=form.version.data, **more,
    )  # fmt: skip


def _explain(
    refusal: Incomplete | NoteMissing, claim: Evidence, form: DecisionForm, rubric: Rubric | None
) -> None:
    """Say what is missing beside its field."""
    if isinstance(refusal, NoteMissing):
        form.note.errors = [refusals.sentence(refusal)]
        return
    for key, short in evidence.shortfalls(claim, rubric, form.scores).items():
        form[f"score_{key}"].errors = [asked_of(short, rubric.criteria[key] if rubric else None)]


def _brought(claim: Evidence, effect: Effect) -> list[str]:
    """What an approval did, after it is done."""
    return [f"{effect.line.rstrip('.')}."] if claim.status is Status.APPROVED else []


def _said(claim: Evidence, verdict: str) -> str:
    if verdict == "approve" and claim.status is Status.SUBMITTED:
        return _("Your approval stands. It now waits for a second reviewer.")
    return {
        "approve": _("Approved."),
        "send_back": _("Sent back with your note."),
        "decline": _("Declined, with your note."),
    }[verdict]


def _again(claim: Evidence, form: DecisionForm, rubric: Rubric | None, status: int) -> Answer:
    """The form once more, with everything that was chosen and typed."""
    part = "reviews/_decision.html" if page.wants_part() else "reviews/show.html"
    return render_template(part, **_facts(claim, form, rubric)), status


def _facts(
    claim: Evidence, form: DecisionForm, rubric: Rubric | None, **more: Any
) -> dict[str, Any]:
    """What the page and its parts show."""
    session = page.session()
    owner = people.participant(session, claim.district_id, claim.participant_id)
    decided = evidence.decisions(session, claim)
    return {
        "claim": claim,
        "owner": owner,
        "someone": people.person_of(session, owner),
        "artifacts": evidence.artifacts(session, claim),
        "also": evidence.also_claimed(session, claim),
        "asked": _asked(claim),
        "earlier": _earlier(session, claim, owner),
        "decisions": decided,
        "names": people.names(session, claim.district_id, {each.by for each in decided}),
        "form": form,
        "rubric": rubric,
        **_still_to_do(session, claim, form, done="done" in more),
        **more,
    }


def _asked(claim: Evidence) -> Text | None:
    """What the activity tells people to show at this stage, or what it is about."""
    activity = page.catalog().activities.get(claim.activity)
    if activity is None:
        return None
    offer = activity.stages.get(claim.stage)
    return (offer.guidance if offer else None) or activity.summary


def _earlier(session: Session, claim: Evidence, owner: Participant) -> list[Evidence]:
    """What was approved of the same activity's other stages."""
    approved = evidence.mine(session, owner, statuses=[Status.APPROVED])
    return [
        each
        for each in approved
        if each.activity == claim.activity and each.stage is not claim.stage
    ]


def _still_to_do(
    session: Session, claim: Evidence, form: DecisionForm, *, done: bool
) -> dict[str, Any]:
    """What I can decide here, or what comes next when I did."""
    me, waits = page.me(), claim.status is Status.SUBMITTED
    approvals = evidence.approvals(session, claim) if waits else ()
    activity = page.catalog().activities.get(claim.activity)
    is_open = waits and not done and me.participant.id not in {each.by for each in approvals}
    first = () if is_open else evidence.queue(session, me, limit=1)
    return {
        "approvals": approvals,
        "reviewers": activity.reviewers if activity else 1,
        "is_open": is_open,
        "effect": effect(session, claim, form.scores, now=page.now()) if is_open else None,
        "next": next(iter(first), None),
        "may_think_again": corrections.may_take_back(session, claim, by=me, now=page.now()),
        "left": 0 if is_open else evidence.queue_length(session, me),
    }
