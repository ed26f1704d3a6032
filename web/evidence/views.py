"""Pages of one's own evidence: list, form, one piece, its files, and withdrawing."""

import uuid

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import authors, evidence, ledger, people
from engine.evidence import Evidence, Status
from engine.people import Act, Participant
from engine.store import new_id
from rules.terms import Currency, Stage
from web import answers, awards, confident, headers, noticed, page, validity
from web.evidence import (
    binned,
    blurring,
    capturing,
    described,
    desk,
    handing_in,
    history,
    kept,
    naming,
    quizzing,
    sending,
    typed,
)
from web.evidence.choosing import Choice
from web.evidence.desk import own, pages, seen
from web.evidence.fitting import form_for
from web.evidence.keeping import Draft
from web.evidence.listing import Listing
from web.evidence.parting import as_part
from web.evidence.sandbox import handed_out
from web.evidence.serving import places
from web.evidence.story import last_note, story
from web.evidence.talking import talk, whom
from web.teams import team_of
from web.unnamed import numbered

__all__ = ["binned", "blurring", "capturing", "history", "naming", "pages", "sending", "typed"]

ANSWERED_IN_WORDS = (Status.SENT_BACK, Status.DECLINED)
"""Where the reviewer's note is what matters, it comes first."""


@pages.after_request
def _let_record(response: Response) -> Response:
    """The form may ask for the microphone; no other page of the site may."""
    if request.endpoint in (f"{pages.name}.new", f"{pages.name}.edit", f"{pages.name}.write"):
        response.headers.update(headers.MAY_RECORD)
    return response


@pages.get("/evidence")
def mine() -> Answer:
    listing = Listing.asked_for(page.me().participant, "evidence.mine")
    return render_template("evidence/mine.html", listing=listing, someone=None)


@pages.get("/people/<uuid:participant_id>/evidence")
def of(participant_id: uuid.UUID) -> Answer:
    """Somebody's evidence, for who looks after her progress; drafts are hers alone."""
    place = people.participant(page.session(), page.district(), participant_id)
    page.must(Act.SEE_RECORD, place)
    listing = Listing.asked_for(
        place, "evidence.of", hidden=(Status.DRAFT,), participant_id=participant_id
    )
    someone = people.person_of(page.session(), place)
    return render_template("evidence/mine.html", listing=listing, someone=someone)


@pages.get("/evidence/new")
def new() -> Answer:
    activity, stage = request.args.get("activity", ""), request.args.get("stage", "")
    page.must(Act.TAKE_PART)
    offered = page.catalog().activities.get(activity)
    if activity and offered is None:
        abort(404)
    if offered is None or (not stage and len(offered.stages) > 1):
        choice = Choice.asked_for()
        return render_template("evidence/new.html", choice=choice, activity=activity)
    chosen = Stage(stage) if stage in [*offered.stages] else next(iter(offered.stages))
    offer, evidence_id = offered.stages[chosen], new_id()
    begins = {"minutes": offer.minutes}
    form = form_for(activity, chosen, evidence_id=evidence_id, formdata=None, data=begins)
    already = bool(request.args.get("already"))
    return desk.edit(Draft(evidence_id, activity, chosen, form, already=already))


@pages.get("/evidence/<uuid:evidence_id>/edit")
def edit(evidence_id: uuid.UUID) -> Answer:
    claim = own(evidence_id)
    if not claim.status.editable or claim.discarded_at:
        return redirect(url_for(".show", evidence_id=evidence_id))
    if claim.activity not in page.catalog().activities:
        return redirect(url_for(".ask_what_about", evidence_id=evidence_id))
    form = form_for(claim.activity, claim.stage, evidence_id=evidence_id, formdata=None, obj=claim)
    form = as_part(form, claim)
    return desk.edit(Draft(evidence_id, claim.activity, claim.stage, form, claim))


@pages.post("/evidence/<uuid:evidence_id>")
def write(evidence_id: uuid.UUID) -> Answer:
    """Save the form by a button; `do` says which. Scripts save by themselves beside it."""
    do = _wanted()
    draft = Draft.posted(evidence_id)
    claim = draft.keep(artifacts=bool(do))
    if draft.aside:
        return desk.both(draft, claim)
    if do == "submit":
        return _submitted(draft)
    if do == "save" and not draft.form.errors:
        return _kept(draft)
    if do in ("add", "remove") and page.wants_part():
        sent = bool(request.form.get("link"))
        return desk.part("evidence/_artifacts.html", "#artifacts", draft, 200, link_sent=sent)
    if draft.form.errors:
        return desk.edit(draft, 422)
    return redirect(url_for(".edit", evidence_id=evidence_id) + "#artifacts", 303)


@pages.get("/evidence/<uuid:evidence_id>")
def show(evidence_id: uuid.UUID) -> Answer:
    session, me, claim = page.session(), page.me(), seen(evidence_id)
    if evidence.is_veiled(session, me, claim) or evidence.second_look(session, claim, by=me):
        return redirect(url_for("reviews.show", evidence_id=evidence_id))
    owner = people.participant(session, claim.district_id, claim.participant_id)
    worth = evidence.worth(session, claim)
    waits = claim.status is Status.SUBMITTED
    return render_template(
        "evidence/show.html",
        claim=claim,
        owner=owner,
        is_mine=owner.id == me.participant.id,
        someone=people.person_of(session, owner),
        story=story(session, claim),
        versions=len(evidence.versions(session, me, claim)),
        seen=noticed.beside(claim),
        gone_at=evidence.gone_at(claim, page.catalog().upkeep),
        note=last_note(session, claim) if claim.status in ANSWERED_IN_WORDS else None,
        artifacts=evidence.artifacts(session, claim),
        opens=evidence.openable(session, me, claim, scanned=page.scans()),
        kept=kept.told(claim),
        where=evidence.whereabouts(session, claim) if waits else None,
        awards=[awards.told(each) for each in awards.of_interest(worth, claim)],
        points=worth.points if worth else 0,
        entries=[
            each
            for each in ledger.entries_of(session, owner, claim.source)
            if each.currency is Currency.EXPERIENCE
        ],
        rubric=evidence.rubric_of(session, claim) if claim.scores else None,
        answers=answers.lines(claim, reveal=_may_see_what_is_right(claim, owner)),
        attempts=quizzing.attempts_of(claim),
        whom=whom(claim.activity),
        metric=answers.metric_of(claim),
        talk=talk(session, claim) if owner.id == me.participant.id else None,
        places=places(owner, claim) if _is_placed(owner, claim) else (),
        has_authors=bool(authors.authors(session, claim.district_id, claim.activity)),
        team=team_of(claim),
        sure=confident.beside(claim),
        lasts=validity.of(owner, claim.source) if claim.status is Status.APPROVED else None,
    )


@pages.get("/evidence/<uuid:evidence_id>/files/<uuid:artifact_id>")
def file(evidence_id: uuid.UUID, artifact_id: uuid.UUID) -> Answer:
    """A file, to whoever may see its evidence, and to the team that it belongs to."""
    claim = evidence.shared(page.session(), page.me(), evidence_id)
    artifact = evidence.artifact(page.session(), claim, artifact_id)
    opens = evidence.openable(page.session(), page.me(), claim, scanned=page.scans())
    if artifact_id not in opens:
        abort(404)
    if evidence.is_unnamed(page.session(), page.me(), claim):
        every = numbered(evidence.artifacts(page.session(), claim))
        artifact = next(each for each in every if each.id == artifact_id)
    return handed_out(artifact)


@pages.post("/evidence/<uuid:evidence_id>/files/<uuid:artifact_id>")
def describe(evidence_id: uuid.UUID, artifact_id: uuid.UUID) -> Answer:
    """What is said of one file, saved while it is being said."""
    with page.transaction() as session:
        claim = own(evidence_id)
        described.keep_one(session, claim, evidence.artifact(session, claim, artifact_id))
    where = url_for(".edit", evidence_id=evidence_id)
    return page.answer("evidence/_saved.html", otherwise=where, claim=claim)


@pages.post("/evidence/<uuid:evidence_id>/files/<uuid:artifact_id>/consent")
def withdraw_consent(evidence_id: uuid.UUID, artifact_id: uuid.UUID) -> Answer:
    """A family took its consent back: from now on nobody sees the file."""
    with page.transaction() as session:
        claim = evidence.get(session, page.me(), evidence_id)
        artifact = evidence.artifact(session, claim, artifact_id)
        evidence.withdraw_consent(session, claim, artifact, by=page.me(), now=page.now())
    page.say(_("Nobody sees the file any more. It is deleted within two days."))
    return page.go(url_for(".show", evidence_id=evidence_id))


@pages.post("/evidence/<uuid:evidence_id>/withdrawal")
def withdraw(evidence_id: uuid.UUID) -> Answer:
    with page.transaction() as session:
        claim = evidence.get(session, page.me(), evidence_id)
        evidence.withdraw(session, claim, by=page.me(), now=page.now())
    page.say(_("You have it back. Write on, and submit it when it is ready."))
    return page.go(url_for(".show", evidence_id=evidence_id))


def _wanted() -> str:
    """What the form is sent for; Enter in the field of a link presses no button, and adds it."""
    if "remove" in request.form:
        return "remove"
    return request.form.get("do", "") or ("add" if request.form.get("link") else "")


def _may_see_what_is_right(claim: Evidence, owner: Participant) -> bool:
    """Once it is decided; its reviewers before that, for they decide on it."""
    decided = claim.status in (Status.APPROVED, Status.DECLINED)
    return decided or (owner.id != page.me().participant.id and page.me().may(Act.REVIEW, owner))


def _is_placed(owner: Participant, claim: Evidence) -> bool:
    """Whether it is mine and counts, so that I may say where."""
    return owner.id == page.me().participant.id and claim.status is Status.APPROVED


def _kept(draft: Draft) -> Answer:
    page.say(
        _("Your draft is kept. Submit it when it is ready.")
        if draft.activity
        else _("It is kept. Say what it is about whenever you like.")
    )
    return page.go(url_for(".show", evidence_id=draft.evidence_id))


def _submitted(draft: Draft) -> Answer:
    if not draft.is_ready():
        return desk.edit(draft, 422)
    if draft.claim and naming.looked_through(draft.claim).asks:
        attempt = request.form.get("attempt")
        where = url_for(".ask_about_names", evidence_id=draft.evidence_id, attempt=attempt)
        return page.go(where)
    return handing_in.done(own(draft.evidence_id)) if draft.submit() else desk.edit(draft, 422)
