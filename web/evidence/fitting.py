"""The form of evidence, fitted to what one stage of an activity asks."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from engine import evidence
from rules.catalog import Metric, StageOffer
from rules.terms import EvidenceWanted, Stage
from web import page
from web.answers import named_with_unit
from web.evidence import asking, feeling
from web.evidence.forms import EvidenceForm


def form_for(
    activity: str, stage: Stage, *, evidence_id: uuid.UUID | None = None, **filled: Any
) -> EvidenceForm:
    """The form with the questions that this stage of the activity asks, and the choices it leaves.

    What is about nothing yet, or about what is offered no more, can be written on all the same.
    """
    offered = page.catalog().activities.get(activity)
    offer = offered.stages.get(stage) if offered else None
    form = _with_questions(offer, _turn(activity, stage, evidence_id))(**filled)
    for name, key in form.answers.items():
        if claim := filled.get("obj"):
            form[name].process_data(claim.answers.get(key, ""))
    if offer is None or offer.evidence is not EvidenceWanted.EITHER:
        del form.kinds
    if offer is None or offer.metric is None:
        del form.value, form.value_source
    else:
        _name_the_metric(form, offer.metric)
    feeling.fit(form, evidence_id, asks=offered is not None and offered.confidence)
    if offer is not None:
        _say_what_is_asked(form, offer)
    if not activity:
        form.did.label.text = _("A line about it")
    form.done_on.render_kw = {"max": page.today().isoformat()}
    return form


def _with_questions(offer: StageOffer | None, turn: str) -> type[EvidenceForm]:
    if offer is None or offer.form is None:
        return EvidenceForm
    fields = asking.fields(offer.form, turn)
    names = {evidence.answer_name(key): key for key in fields}
    made = {name: fields[key] for name, key in names.items()}
    return type("AskingForm", (EvidenceForm,), {**made, "answers": names})


def _turn(activity: str, stage: Stage, evidence_id: uuid.UUID | None) -> str:
    """What the order of choices hangs on: this evidence, and the how-manieth attempt it is."""
    place = page.me().participant
    quiz = evidence.standing(page.session(), place, activity, stage, now=page.now())
    return f"{evidence_id} {quiz.round} {quiz.next}" if quiz else ""


def _name_the_metric(form: EvidenceForm, metric: Metric) -> None:
    form.value.label.text = named_with_unit(metric)
    form.done_on.label.text = _("Day of the figure")


def _say_what_is_asked(form: EvidenceForm, offer: StageOffer) -> None:
    """Mark what submitting needs; a draft may be kept without any of it."""
    wanted, questions = offer.evidence, offer.form.questions if offer.form else {}
    asked = ["done_on", "did", *_ASKED.get(wanted, ())]
    if not offer.asks_in_words:
        asked = [name for name in asked if name not in ("did", "learned")]
    answers = (name for name, key in form.answers.items() if questions[key].required)
    metric = ("value", "value_source") if offer.metric else ()
    for name in (*asked, *answers, *metric):
        form[name].flags.asked = True
    form.files.flags.wanted = wanted in _WITH_WORK
    if not offer.asks_in_words:
        form.did.description = form.learned.description = _("If you like.")
    elif wanted is EvidenceWanted.OWN:
        form.changed.description = _("If you can see it already.")
    elif wanted is EvidenceWanted.STUDENT:
        form.learned.description = _("If you like.")
    elif wanted is EvidenceWanted.EITHER:
        form.learned.description = _("Needed if it shows what you learned.")
        form.changed.description = _("Needed if it shows your students’ work.")


_ASKED: Mapping[EvidenceWanted, tuple[str, ...]] = {
    EvidenceWanted.OWN: ("learned",),
    EvidenceWanted.STUDENT: ("changed",),
    EvidenceWanted.BOTH: ("learned", "changed"),
    EvidenceWanted.EITHER: ("kinds",),
}
"""What each kind of evidence has to say, beside the day and what was done."""

_WITH_WORK = (EvidenceWanted.STUDENT, EvidenceWanted.BOTH)
"""These need a file or a link, whichever it is."""
