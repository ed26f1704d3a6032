"""The review queue, and one review with its rubric and its effect."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import corrections, evidence
from engine.errors import Incomplete, NoteMissing
from engine.evidence import Evidence, Status, Verdict
from engine.people import Act
from engine.store import Session
from rules.catalog import Rubric
from web import page, refusals
from web.formats import weekday
from web.reviews.agreeing import Report
from web.reviews.asked import Asked
from web.reviews.credits import this_month
from web.reviews.desk import as_asked, facts, opened, to_review
from web.reviews.effects import Effect, asked_of, effect
from web.reviews.forms import DecisionForm, decision_form, scores_in
from web.reviews.listing import Listing

pages = page.blueprint("reviews")

DECISIONS: Mapping[str, Callable[..., Evidence]] = {
    "approve": evidence.approve,
    "send_back": evidence.send_back,
    "decline": evidence.decline,
}
"""What the buttons do, by their value."""
_VERDICTS = {
    "approve": Verdict.APPROVED,
    "send_back": Verdict.SENT_BACK,
    "decline": Verdict.DECLINED,
}


@pages.get("/reviews")
def queue() -> Answer:
    page.must(Act.REVIEW)
    return render_template(
        "reviews/queue.html",
        listing=Listing.asked_for(),
        this_month=this_month(),
    )


@pages.get("/reviews/agreement")
def agreement() -> Answer:
    page.must(Act.ADMINISTER)
    return render_template("reviews/agreement.html", report=Report.of_the_last_year())


@pages.get("/reviews/<uuid:evidence_id>")
def show(evidence_id: uuid.UUID) -> Answer:
    """Whoever opens a review to decide on it takes it, unless somebody has it."""
    claim = opened(evidence_id)
    if (work := evidence.teams.work_of(page.session(), claim)) is not None:
        return redirect(url_for(".show", evidence_id=work.id))
    rubric = evidence.rubric_of(page.session(), claim)
    form = decision_form(rubric, formdata=None, data={"version": claim.version})
    return render_template("reviews/show.html", **facts(claim, form, rubric))


@pages.post("/reviews/<uuid:evidence_id>/taking")
def take(evidence_id: uuid.UUID) -> Answer:
    """Put one by for myself, and stay in the queue."""
    with page.transaction() as session:
        claim = to_review(session, evidence_id)
        taken = evidence.take(session, claim, by=page.me(), now=page.now())
    page.say(_("You have it until %(day)s.", day=weekday(taken.until)))
    return page.go(_where_i_was())


@pages.post("/reviews/<uuid:evidence_id>/taking/end")
def let_go(evidence_id: uuid.UUID) -> Answer:
    with page.transaction() as session:
        claim = to_review(session, evidence_id)
        evidence.let_go(session, claim, by=page.me(), now=page.now())
    page.say(_("It is free for others again."))
    return page.go(_where_i_was())


@pages.get("/reviews/<uuid:evidence_id>/effect")
def weigh(evidence_id: uuid.UUID) -> Answer:
    """The effect with the scores as they are chosen just now."""
    claim = as_asked(evidence_id)
    if claim.status is not Status.SUBMITTED or not page.wants_part():
        return page.go(url_for(".show", evidence_id=evidence_id))
    rubric = evidence.rubric_of(page.session(), claim)
    scores = evidence.with_met(page.session(), claim, rubric, scores_in(request.args, rubric))
    found = effect(page.session(), claim, scores, now=page.now())
    return render_template("reviews/_effect.html", claim=claim, effect=found)


@pages.post("/reviews/<uuid:evidence_id>/note")
def begin_note(evidence_id: uuid.UUID) -> Answer:
    """Put a beginning into the note, with whatever stands there already."""
    claim = as_asked(evidence_id)
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
    claim = opened(evidence_id)
    rubric = evidence.rubric_of(page.session(), claim)
    form = decision_form(rubric)
    verdict = request.form.get("verdict", "")
    if not form.validate() or verdict not in DECISIONS:
        return _again(claim, form, rubric, 422 if form.errors else 200)
    try:
        scores = evidence.with_met(page.session(), claim, rubric, form.scores)
        brought = effect(page.session(), claim, scores, now=page.now())
        with page.transaction() as session:
            _decide(session, claim, verdict, form)
    except (Incomplete, NoteMissing) as refusal:
        _explain(refusal, claim, form, rubric)
        return _again(claim, form, rubric, 422)
    claim = as_asked(evidence_id)
    if not page.wants_part():
        page.say(" ".join([_said(claim, verdict), *_brought(claim, brought)]))
    return page.answer(
        "reviews/_decision.html",
        otherwise=url_for(".show", evidence_id=evidence_id, **Asked.from_address().address),
        **facts(claim, form, rubric, done=_said(claim, verdict), brought=brought),
    )


@pages.post("/reviews/<uuid:evidence_id>/second-thoughts")
def think_again(evidence_id: uuid.UUID) -> Answer:
    """A slip of mine, taken back at once."""
    with page.transaction() as session:
        claim = to_review(session, evidence_id)
        corrections.take_back(session, claim, by=page.me(), now=page.now())
    page.say(_("Taken back. It waits for a decision as before."))
    return page.go(url_for(".show", evidence_id=evidence_id))


# -- how these pages are put together --------------------------------------------------------------


def _where_i_was() -> str:
    """The page of the queue that the address tells of."""
    told: dict[str, Any] = {name: request.args.get(name) for name in ("sort", "falling", "page")}
    return url_for(".queue", **Asked.from_address().address, **told)


def _decide(session: Session, claim: Evidence, verdict: str, form: DecisionForm) -> None:
    """Decide or, where that was done, keep what I would have decided."""
    found = evidence.get(session, page.me(), claim.id)
    given: dict[str, Any] = {"by": page.me(), "now": page.now(), "note": form.words}
    scores: dict[str, Any] = {} if verdict == "decline" else {"scores": form.scores}
    if evidence.second_look(session, found, by=page.me()):
        evidence.read_again(session, found, _VERDICTS[verdict], **given, **scores)
    else:
        DECISIONS[verdict](session, found, version=form.version.data, **given, **scores)


def _explain(
    refusal: Incomplete | NoteMissing, claim: Evidence, form: DecisionForm, rubric: Rubric | None
) -> None:
    """Say what is missing beside its field."""
    if isinstance(refusal, NoteMissing):
        form.note.errors = [refusals.sentence(refusal)]
        return
    scores = evidence.with_met(page.session(), claim, rubric, form.scores)
    for key, short in evidence.shortfalls(claim, rubric, scores).items():
        form[f"score_{key}"].errors = [asked_of(short, rubric.criteria[key] if rubric else None)]


def _brought(claim: Evidence, effect: Effect) -> list[str]:
    """What it is worth, and not that it follows now: of a second look nothing does."""
    worth = _("What it is worth: %(effect)s.", effect=effect.line.rstrip("."))
    return [worth] if claim.status is Status.APPROVED else []


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
    return render_template(part, **facts(claim, form, rubric)), status
