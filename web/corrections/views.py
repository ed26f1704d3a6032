"""Taking an approval back, and correcting what was approved: each shows what follows first."""

import uuid

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import corrections, evidence, people
from engine.corrections import Aftermath, Correction
from engine.errors import ConsequencesChanged, Incomplete, NothingChanged
from engine.evidence import Evidence, Status
from engine.people import Act
from web import page, refusals
from web.aftermaths import Told, lines_in_words
from web.corrections.forms import CorrectionForm, UndoForm, correction_form
from web.teams import team_of

pages = page.blueprint("corrections")


@pages.get("/reviews/<uuid:evidence_id>/undo")
def ask_to_undo(evidence_id: uuid.UUID) -> Answer:
    return _undo_page(_to_correct(evidence_id), UndoForm(formdata=None))


@pages.post("/reviews/<uuid:evidence_id>/undo")
def undo(evidence_id: uuid.UUID) -> Answer:
    claim, form = _to_correct(evidence_id), UndoForm()
    if not form.validate():
        return _undo_page(claim, form, 422)
    aftermath = Aftermath(form.aftermath.data)
    correction = Correction(claim.id, aftermath=aftermath, note=form.note.data)
    try:
        _carry_out(correction, form.shown)
    except ConsequencesChanged as changed:
        form.aftermath.errors = [refusals.sentence(changed)]
        return _undo_page(_to_correct(evidence_id), form, 409)
    page.say(
        _("The approval is taken back. The evidence waits for a review again.")
        if claim.was_handed_in
        else _("It is taken back, and counts no longer.")
    )
    return page.go(url_for("evidence.show", evidence_id=evidence_id))


@pages.get("/reviews/<uuid:evidence_id>/correction")
def ask_to_correct(evidence_id: uuid.UUID) -> Answer:
    """The form; with an answer in the address, what would follow from it."""
    claim = _to_correct(evidence_id)
    if "done_on" not in request.args:
        return _correction_page(claim, _form(claim, formdata=None))
    form = _form(claim, formdata=request.args, meta={"csrf": False})
    if not form.validate():
        return _correction_page(claim, form, 422)
    return _weighed(claim, form)


@pages.post("/reviews/<uuid:evidence_id>/correction")
def correct(evidence_id: uuid.UUID) -> Answer:
    claim = _to_correct(evidence_id)
    form = _form(claim)
    if not form.validate():
        return _correction_page(claim, form, 422)
    if "look" in request.form:
        return _weighed(claim, form)
    if not form.note.data:
        form.note.errors = [_("Please say why, so that the person understands.")]
        return _weighed(claim, form, 422)
    try:
        _carry_out(Correction(claim.id, facts=form.facts, note=form.note.data), form.shown.data)
    except (ConsequencesChanged, NothingChanged, Incomplete):
        return _weighed(_to_correct(evidence_id), form, 409)
    page.say(_("It is corrected, and everything that follows is done."))
    return page.go(url_for("evidence.show", evidence_id=evidence_id))


# -- how these pages are put together --------------------------------------------------------------


def _to_correct(evidence_id: uuid.UUID) -> Evidence:
    claim = evidence.get(page.session(), page.me(), evidence_id)
    owner = people.participant(page.session(), claim.district_id, claim.participant_id)
    page.must(Act.CORRECT, owner)
    return claim


def _carry_out(correction: Correction, shown: str) -> None:
    with page.transaction() as session:
        corrections.carry_out(session, correction, by=page.me(), now=page.now(), shown=shown)


def _foreseen(claim: Evidence, correction: Correction) -> Told:
    owner = people.participant(page.session(), claim.district_id, claim.participant_id)
    found = corrections.foresee(page.house().store, correction, by=page.me(), now=page.now())
    return Told.of(found, owner)


def _undo_page(claim: Evidence, form: UndoForm, status: int = 200) -> Answer:
    if claim.status is not Status.APPROVED:
        return redirect(url_for("evidence.show", evidence_id=claim.id))
    told = {each: _foreseen(claim, Correction(claim.id, aftermath=each)) for each in Aftermath}
    for aftermath, each in told.items():
        form[aftermath.value].data = each.digest
    return _rendered("corrections/undo.html", claim, status, form=form, told=told)


def _form(claim: Evidence, **how: object) -> CorrectionForm:
    return correction_form(claim, evidence.rubric_of(page.session(), claim), **how)


def _weighed(claim: Evidence, form: CorrectionForm, status: int = 200) -> Answer:
    """The form with what would follow from what it says."""
    try:
        told = _foreseen(claim, Correction(claim.id, facts=form.facts))
    except NothingChanged as refusal:
        form.done_on.errors = [refusals.sentence(refusal)]
        return _correction_page(claim, form, 422)
    except Incomplete as refusal:
        for name in refusal.fields:
            field = form[name if name in form else f"score_{name}"]
            field.errors = [_("This cannot be.")]
        return _correction_page(claim, form, 422)
    form.shown.data = told.digest
    return _correction_page(claim, form, status, told=told)


def _correction_page(
    claim: Evidence, form: CorrectionForm, status: int = 200, told: Told | None = None
) -> Answer:
    if claim.status is not Status.APPROVED:
        return redirect(url_for("evidence.show", evidence_id=claim.id))
    return _rendered("corrections/correct.html", claim, status, form=form, told=told)


def _rendered(template: str, claim: Evidence, status: int, **facts: object) -> Answer:
    owner = people.participant(page.session(), claim.district_id, claim.participant_id)
    return render_template(
        template,
        claim=claim,
        team=team_of(claim),
        someone=people.person_of(page.session(), owner),
        Aftermath=Aftermath,
        lines_in_words=lines_in_words,
        **facts,
    ), status
