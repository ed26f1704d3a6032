"""Approving many at once: the list, what it would approve, one button, and one undo."""

import uuid
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _
from flask_babel import ngettext

from engine import batches, gatherings, imports, people
from engine.batches import Batch, BatchRun, Doing, Going, Piece, Reading, Trouble
from engine.errors import (
    AlreadyUndone,
    ConsequencesChanged,
    FileRefused,
    NotAnEmptyFile,
    Refusal,
)
from engine.imports import Meant
from engine.people import Act
from rules.terms import Stage
from web import page, refusals
from web.aftermaths import Told, lines_in_words
from web.batches.forms import BatchForm, UndoForm, batch_form
from web.batches.reasons import sentence

pages = page.blueprint("batches")

_LINES_MOST = 500


@pages.get("/reviews/many")
def ask() -> Answer:
    page.must(Act.REVIEW)
    return _form_page(batch_form(formdata=None))


@pages.post("/reviews/many")
def read() -> Answer:
    """What the list would approve; then, when that was looked at, the approvals."""
    page.must(Act.REVIEW)
    form = batch_form()
    if not form.validate() or request.form.get("do") == "edit":
        return _form_page(form, 422 if form.errors else 200)
    content = _content(form)
    try:
        reading = _reading(form, content)
    except (NotAnEmptyFile, FileRefused) as refusal:
        return _form_page(_told(form, refusal), 422)
    if not content.strip() or content.count(b"\n") > _LINES_MOST:
        form.text.errors = [
            _("At most %(most)s lines at once, please.", most=_LINES_MOST)
            if content.strip()
            else _("Please write or choose a list.")
        ]
        return _form_page(form, 422)
    if request.form.get("do") == "approve":
        return _approve(form, content, reading)
    return _preview(form, content, reading)


@pages.get("/reviews/many/<uuid:batch_id>")
def show(batch_id: uuid.UUID) -> Answer:
    batch = batches.get(page.session(), page.me(), batch_id)
    pieces = batches.pieces(page.session(), batch)
    ids = [each.participant_id for each in pieces]
    return render_template(
        "batches/show.html",
        batch=batch,
        pieces=pieces,
        gathering=next(
            filter(None, (gatherings.gathering_of(each.imported_as) for each in pieces)), None
        ),
        names=_names(batch.by, *([batch.undone_by] if batch.undone_by else []), *ids),
    )


@pages.get("/reviews/many/<uuid:batch_id>/undo")
def ask_to_undo(batch_id: uuid.UUID) -> Answer:
    return _undo_page(batch_id, _undo_form(formdata=None))


@pages.post("/reviews/many/<uuid:batch_id>/undo")
def undo(batch_id: uuid.UUID) -> Answer:
    form = _undo_form()
    if not form.validate():
        return _undo_page(batch_id, form, 422)
    note = (form.note.data if "note" in form else "") or ""
    with page.transaction() as session:
        batch = batches.get(session, page.me(), batch_id)
        run = batches.begin(session, Doing.UNDOING, by=page.me(), now=page.now(), batch=batch)
    going = Going(page.house().store, run, page.clock())
    told = {"by": page.me(), "now": page.now(), "note": note, "shown": form.shown.data or ""}
    page.beside(partial(going.carry_out, partial(_undo, batch, told)))
    if isinstance(going.refusal, ConsequencesChanged):
        form.form_errors.append(refusals.sentence(going.refusal))
        return _undo_page(batch_id, form, 409)
    return _on_the_way(run.id, going)


@pages.get("/reviews/many/under-way/<uuid:run_id>")
def under_way(run_id: uuid.UUID) -> Answer:
    """The bar, as far as it is; what came of it when it is over."""
    return _on_the_way(run_id)


# -- how these pages are put together --------------------------------------------------------------


def _content(form: BatchForm) -> bytes:
    file = form.file.data
    content: bytes = file.read() if file else b""
    return content or (form.text.data or "").encode()


def _reading(form: BatchForm, content: bytes) -> Reading:
    key, _slash, stage = (form.activity.data or "").partition("/")
    meant = Meant(key, Stage(stage), form.day.data) if key else None
    name = form.file.data.filename if form.file.data else ""
    return batches.read(
        page.session(), content, meant, by=page.me(), now=page.now(), name=name or ""
    )


def _told(form: BatchForm, refusal: Refusal) -> BatchForm:
    """What is missing, beside the field in which it can be mended."""
    if isinstance(refusal, FileRefused):
        form.file.errors = [_("This is a workbook. Save the sheet as CSV, and choose that file.")]
    else:
        form.activity.errors = [
            _("Say what they did, or give a sheet with the columns “e-mail” and “activity”.")
        ]
    return form


def _approve(form: BatchForm, content: bytes, reading: Reading) -> Answer:
    keys = request.form.getlist("piece")
    pieces = reading.of(keys)
    if not pieces or len(pieces) < len(set(keys)):
        told = _("Nothing was approved: the list means something else by now. Please look again.")
        return _preview(form, content, reading, told if keys else _("Please tick something.")), 409
    with page.transaction() as session:
        run = batches.begin(session, Doing.APPROVING, by=page.me(), now=page.now())
    going = Going(page.house().store, run, page.clock())
    told = {"by": page.me(), "now": page.now(), "note": form.note.data or ""}
    page.beside(partial(going.carry_out, partial(_approve_all, pieces, told)))
    if going.refusal is not None:
        again = _reading(form, content)
        return _preview(form, content, again, refusals.sentence(going.refusal)), 409
    return _on_the_way(run.id)


def _approve_all(pieces: Sequence[Piece], told: Mapping[str, Any], going: Going) -> None:
    batches.approve_beside(going.store, pieces, going=going, **told)


def _undo(batch: Batch, told: Mapping[str, Any], going: Going) -> None:
    batches.undo_beside(going.store, batch, going=going, **told)


def _on_the_way(run_id: uuid.UUID, going: Going | None = None) -> Answer:
    if going is not None and going.refusal is not None:
        raise going.refusal
    run = batches.under_way(page.session(), page.me(), run_id)
    if batches.goes_on(run, page.now()):
        here = url_for(".under_way", run_id=run_id)
        if page.wants_part():
            return page.answer("batches/_working.html", otherwise=here, run=run)
        if request.method == "POST":
            return page.go(here)
        return render_template("batches/under_way.html", run=run)
    if run.ended_at is None or run.trouble is not None:
        page.say(_trouble(run), "stop")
        back = url_for(".show", batch_id=run.batch_id) if run.batch_id else url_for(".ask")
        return page.go(back)
    page.say(_told_of(run))
    return page.go(url_for(".show", batch_id=run.batch_id))


def _told_of(run: BatchRun) -> str:
    if run.doing is Doing.UNDOING:
        return ngettext(
            "One approval is taken back.", "%(num)s approvals are taken back.", run.pieces
        )
    return ngettext(
        "One piece is approved.", "%(num)s pieces are approved, as one act.", run.pieces
    )


def _trouble(run: BatchRun) -> str:
    if run.trouble is Trouble.REFUSED:
        return _("Nothing was done: something else happened to one of them meanwhile. "
                 "Please look again.")  # fmt: skip
    return _("It stopped on the way. Nothing was done, and everything is as it was before; "
             "you can do it again.")  # fmt: skip


def _form_page(form: BatchForm, status: int = 200) -> Answer:
    recent = batches.recent(page.session(), page.me())
    return render_template(
        "batches/ask.html", form=form, recent=recent, names=_names(*(each.by for each in recent))
    ), status


def _preview(form: BatchForm, content: bytes, reading: Reading, told: str = "") -> str:
    return render_template(
        "batches/preview.html",
        form=form,
        text=imports.decoded(content)[0],
        reading=reading,
        brings=batches.foresee(page.session(), reading.pieces, now=page.now()),
        sentence=sentence,
        told=told,
    )


def _undo_form(**how: object) -> UndoForm:
    """An admin's note is read by everybody; a reviewer's own slip needs none."""
    form = UndoForm(**how)
    if not page.me().may(Act.CORRECT):
        del form.note
    return form


def _undo_page(batch_id: uuid.UUID, form: UndoForm, status: int = 200) -> Answer:
    batch = batches.get(page.session(), page.me(), batch_id)
    try:
        undoing = batches.foresee_undo(page.house().store, batch, by=page.me(), now=page.now())
    except AlreadyUndone:
        return page.go(url_for(".show", batch_id=batch_id))
    form.shown.data = undoing.digest
    session, district = page.session(), page.district()
    pieces = batches.pieces(session, batch)
    told = {
        key: Told.of(found, people.participant(session, district, key))
        for key, found in undoing.follows.items()
    }
    return render_template(
        "batches/undo.html",
        batch=batch,
        form=form,
        undone=len(undoing.undone),
        stays=[each for each in pieces if each.id not in undoing.undone],
        told_of=told,
        names=_names(*(each.participant_id for each in pieces)),
        lines_in_words=lines_in_words,
    ), status


def _names(*ids: uuid.UUID) -> dict[uuid.UUID, str]:
    return people.names(page.session(), page.district(), ids)
