"""Before evidence is submitted: the places at which names of students or colleagues may stand."""

import uuid
from collections.abc import Iterator, Sequence
from itertools import groupby

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _
from flask_babel import ngettext

from engine import evidence, students
from engine.evidence import Evidence, Named
from engine.students import Looked, Place, Unread
from web import answers, page
from web.evidence import handing_in
from web.evidence.desk import own, pages
from web.evidence.forms import EvidenceForm
from web.formats import in_language, joined

HITS_SHOWN = 5
"""At each place; who knows these knows the others."""


def looked_through(claim: Evidence) -> Looked:
    files = page.house().integrations.files
    activity = page.catalog().activities.get(claim.activity)
    unnamed = activity is not None and activity.anonymous
    return students.look_through(page.session(), claim, files, by=page.me(), unnamed=unnamed)


@pages.get("/evidence/<uuid:evidence_id>/names")
def ask_about_names(evidence_id: uuid.UUID) -> Answer:
    return _asked(own(evidence_id))


@pages.post("/evidence/<uuid:evidence_id>/names")
def answer_about_names(evidence_id: uuid.UUID) -> Answer:
    """Submit it with the names in it, for she has said why they may stand there; or has looked."""
    claim, said = own(evidence_id), _said()
    places = () if said is Named.BOTH or said is Named.OTHERS else looked_through(claim).places
    if said is None and places:
        return _asked(claim, _("Please say why the names may stay, or go back and change them."))
    if _finds_colleagues(places):
        return _asked(claim, _("Please say of the colleagues’ names why they may stay, too."))
    if request.form.get("seen") != _mark(claim):
        return _asked(claim, _("It was changed since you looked. This is what stands there now."))
    with page.transaction() as session:
        claim = evidence.get(session, page.me(), evidence_id)
        attempt = request.form.get("attempt", type=int)
        evidence.submit(session, claim, by=page.me(), now=page.now(), attempt=attempt, named=said)
    return handing_in.done(own(evidence_id))


def _asked(claim: Evidence, error: str = "") -> Answer:
    looked = looked_through(claim) if claim.status.editable else None
    if looked is None or not looked.asks:
        return redirect(url_for(".edit", evidence_id=claim.id), 303)
    shown = render_template(
        "evidence/names.html",
        claim=claim,
        attempt=request.values.get("attempt", type=int),
        places=[(_where(claim, each), each) for each in looked.places],
        unlooked=list(_unlooked(looked.unread)),
        most=HITS_SHOWN,
        finds_students=_finds_students(looked.places),
        finds_colleagues=_finds_colleagues(looked.places),
        seen=_mark(claim),
        error=error,
    )
    return shown, 422 if error else 200


def _finds_students(places: Sequence[Place]) -> bool:
    return any(not hit.of_colleague for place in places for hit in place.hits)


def _finds_colleagues(places: Sequence[Place]) -> bool:
    return any(hit.of_colleague for place in places for hit in place.hits)


def _unlooked(unread: Sequence[Unread]) -> Iterator[str]:
    """“essay.pdf, pages 1 and 3 are pictures”: what to look at, file by file."""
    for _artifact, group in groupby(unread, key=lambda each: each.artifact.id):
        those = list(group)
        file, pictured = those[0].artifact.name, [each.page for each in those if each.pictured]
        for each in those:
            if not each.pictured:
                page = each.page
                yield _("%(file)s, from page %(n)s on", file=file, n=page) if page else file
        if pages := [str(each) for each in pictured if each]:
            yield ngettext(
                "Page %(pages)s of “%(file)s” is a picture.",
                "Pages %(pages)s of “%(file)s” are pictures.",
                len(pages), file=file, pages=joined(pages),
            )  # fmt: skip
        elif pictured:
            yield _("“%(file)s” shows more than it says.", file=file)


def _mark(claim: Evidence) -> str:
    """What tells a later saving from this one; files are added without a new version."""
    return f"{claim.version} {claim.saved_at.isoformat()}"


def _said() -> Named | None:
    ticked = {each for each in request.form.getlist("named") if each in _REASONS}
    return Named.BOTH if len(ticked) == len(_REASONS) else next(map(Named, ticked), None)


_REASONS = (Named.AGREED, Named.OTHERS)


def _where(claim: Evidence, place: Place) -> str:
    """“What I did”, or “essay.pdf, page 2”."""
    if question := answers.questions_of(claim).get(place.field):
        return in_language(question.text)
    if place.artifact is None:
        return str(EvidenceForm(formdata=None)[place.field].label.text)
    file = place.artifact.name
    if place.field == "name":
        return _("The name of a file or link")
    if place.field == "told":
        return _("What you tell of “%(file)s”", file=file)
    if place.field == "of_itself":
        return _("What “%(file)s” says of itself: its title, its author", file=file)
    return _("“%(file)s”, page %(n)s", file=file, n=place.page) if place.page else f"“{file}”"
