"""A person's waivers: what she may begin without what comes first for everybody else."""

import uuid

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from engine import evidence, people
from engine.people import Act, Participant
from web import page, waived
from web.waivers.forms import WaiverForm, WithdrawalForm

pages = page.blueprint("waivers")


@pages.get("/people/<uuid:participant_id>/waivers")
def of(participant_id: uuid.UUID) -> Answer:
    """What is waived for her, and for an admin what could be."""
    place = _place(participant_id)
    asked = _form(place, formdata=None, data={"part": request.args.get("part", "")})
    return _page(place, asked)


@pages.post("/people/<uuid:participant_id>/waivers")
def waive(participant_id: uuid.UUID) -> Answer:
    place = _place(participant_id)
    page.must(Act.CORRECT, place)
    form = _form(place)
    if not form.validate_on_submit():
        return _page(place, form, 422)
    with page.transaction() as session:
        evidence.waivers.waive(
            session, place.id, form.part.data, reason=form.reason.data or "",
            by=page.me(), now=page.now(),
        )  # fmt: skip
    page.say(_("Waived. %(name)s gets a letter with your reason.", name=_name(place)))
    return page.go(url_for(".of", participant_id=participant_id))


@pages.get("/people/<uuid:participant_id>/waivers/<uuid:waiver_id>/withdrawal")
def ask_to_withdraw(participant_id: uuid.UUID, waiver_id: uuid.UUID) -> Answer:
    return _withdrawal(_place(participant_id), waiver_id, WithdrawalForm(formdata=None))


@pages.post("/people/<uuid:participant_id>/waivers/<uuid:waiver_id>/withdrawal")
def withdraw(participant_id: uuid.UUID, waiver_id: uuid.UUID) -> Answer:
    place, form = _place(participant_id), WithdrawalForm()
    if not form.validate_on_submit():
        return _withdrawal(place, waiver_id, form, 422)
    with page.transaction() as session:
        evidence.waivers.withdraw(
            session, waiver_id, note=form.note.data or "", by=page.me(), now=page.now()
        )
    page.say(_("Withdrawn. %(name)s gets a letter with your reason.", name=_name(place)))
    return page.go(url_for(".of", participant_id=participant_id))


# -- how these pages are put together --------------------------------------------------------------


def _place(participant_id: uuid.UUID) -> Participant:
    place = people.participant(page.session(), page.district(), participant_id)
    page.must(Act.SEE_RECORD, place)
    return place


def _name(place: Participant) -> str:
    return people.person_of(page.session(), place).name


def _form(place: Participant, **filled: object) -> WaiverForm:
    form = WaiverForm(**filled)
    parts = evidence.waivers.waivable(page.session(), place, page.catalog())
    form.part.choices = [
        SelectChoice("", _("Choose")),
        *(SelectChoice(part, waived.title(part)) for part in parts),
    ]
    return form


def _decides(place: Participant) -> bool:
    me = page.me()
    return me.may(Act.CORRECT, place) and me.participant.id != place.id


def _page(place: Participant, form: WaiverForm, status: int = 200) -> Answer:
    ever: list[evidence.waivers.StageWaiver] = list(
        reversed(evidence.waivers.ever(page.session(), place))
    )
    return render_template(
        "waivers/of.html",
        place=place,
        name=_name(place),
        is_mine=place.id == page.me().participant.id,
        standing=[row for row in ever if row.withdrawn_at is None],
        withdrawn=[row for row in ever if row.withdrawn_at is not None],
        names=waived.names(ever),
        title_of=waived.title,
        decides=_decides(place),
        form=form if _decides(place) else None,
    ), status


def _withdrawal(
    place: Participant, waiver_id: uuid.UUID, form: WithdrawalForm, status: int = 200
) -> Answer:
    page.must(Act.CORRECT, place)
    standing = evidence.waivers.standing(page.session(), place)
    row = next((each for each in standing if each.id == waiver_id), None) or abort(404)
    return render_template(
        "waivers/withdraw.html",
        place=place,
        name=_name(place),
        row=row,
        title=waived.title(row.part),
        who=waived.names([row]).get(row.decided_by, ""),
        form=form,
    ), status
