"""What became of an activity, its authors and those who are asked to join, and lines for them."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import authors, evidence, people
from engine.authors import Uptake
from engine.evidence import Status
from rules.catalog import Activity
from web import charts, page
from web.authors.forms import InviteForm, RemarkForm, SignForm
from web.formats import in_language, month_name, number

pages = page.blueprint("authors")


@pages.get("/authored")
def mine() -> Answer:
    """What I look after, and what I am asked to look after."""
    session, place = page.session(), page.me().participant
    asked = authors.invitations(session, place)
    return render_template(
        "authors/mine.html",
        counts=authors.counts(session, page.me()),
        invitations=asked,
        names=people.names(session, page.district(), {each.invited_by for each in asked}),
    )


@pages.get("/authored/<activity>")
def show(activity: str) -> Answer:
    return _page(activity)


@pages.post("/authored/<activity>/invitations")
def invite(activity: str) -> Answer:
    """Ask a colleague, by her address, to look after it too."""
    form = InviteForm()
    if not form.validate_on_submit():
        return _page(activity, invite_form=form), 422
    whom = people.by_email(page.session(), page.district(), form.email.data)
    if whom is None or whom.left_on is not None:
        form.email.errors = [_("Nobody takes part here under this address.")]
        return _page(activity, invite_form=form), 422
    with page.transaction() as session:
        asked = authors.invite(session, activity, whom, by=page.me(), now=page.now())
    page.say(_("Asked. You hear when it is taken up.") if asked else _("That was said already."))
    return page.go(url_for(".show", activity=activity))


@pages.post("/authored/<activity>/answer")
def accept(activity: str) -> Answer:
    form = SignForm()
    if not form.validate_on_submit():
        return _page(activity, sign_form=form), 422
    with page.transaction() as session:
        authors.accept(session, activity, form.signature.data, by=page.me(), now=page.now())
    page.say(_("You look after it now, too."))
    return page.go(url_for(".show", activity=activity))


@pages.post("/authored/<activity>/refusal")
def refuse(activity: str) -> Answer:
    with page.transaction() as session:
        authors.refuse(session, activity, by=page.me())
    page.say(_("Let go. Nobody is told."))
    return page.go(url_for(".mine"))


@pages.post("/authored/<activity>/signature")
def sign(activity: str) -> Answer:
    form = SignForm()
    if not form.validate_on_submit():
        return _page(activity, sign_form=form), 422
    with page.transaction() as session:
        authors.sign(session, activity, form.signature.data, by=page.me())
    page.say(_("Kept."))
    return page.go(url_for(".show", activity=activity))


@pages.post("/authored/<activity>/leaving")
def leave(activity: str) -> Answer:
    with page.transaction() as session:
        authors.leave(session, activity, by=page.me(), now=page.now())
    page.say(_("You look after it no longer."))
    return page.go(url_for(".mine"))


@pages.get("/evidence/<uuid:evidence_id>/remark")
def ask_for_remark(evidence_id: uuid.UUID) -> Answer:
    """A line for the authors of what somebody did."""
    said = authors.remark_on(page.session(), page.district(), evidence_id)
    return _remark(evidence_id, RemarkForm(formdata=None, obj=said))


@pages.post("/evidence/<uuid:evidence_id>/remark")
def remark(evidence_id: uuid.UUID) -> Answer:
    form = RemarkForm()
    if not form.validate_on_submit():
        return _remark(evidence_id, form), 422
    with page.transaction() as session:
        authors.remark(
            session, evidence_id, form.text.data,
            signed=form.signed.data, by=page.me(), now=page.now(),
        )  # fmt: skip
    page.say(_("Kept. Its authors read it.") if form.text.data else _("Taken back."))
    return page.go(url_for("evidence.show", evidence_id=evidence_id))


@pages.get("/authored/<activity>/<any(invitations, answer, refusal, signature, leaving):_part>")
def back(activity: str, _part: str) -> Answer:
    """Reloading the address that a form was sent to."""
    return redirect(url_for(".show", activity=activity))


def _page(activity: str, **forms: Any) -> str:
    """For its authors and admins; for whoever is asked to join, what she is asked."""
    session, me = page.session(), page.me()
    found = page.catalog().activities.get(activity) or abort(404)
    asked = [each for each in authors.invitations(session, me.participant)
             if each.activity == activity]  # fmt: skip
    looks_after = authors.looks_after(session, me, activity)
    if not asked and not looks_after:
        abort(404)
    those = authors.authors(session, page.district(), activity)
    open_ones = authors.invited(session, page.district(), activity)
    hers = next((each for each in those if each.participant_id == me.participant.id), None)
    name = hers.signature if hers else page.known_person().name
    whose = {each.participant_id for each in those} | {each.participant_id for each in open_ones}
    return render_template(
        "authors/show.html",
        **{
            "key": activity,
            "activity": found,
            "invitation": next(iter(asked), None),
            "authors": those,
            "open_ones": open_ones,
            "hers": hers,
            "names": people.names(
                session, page.district(), whose | {each.invited_by for each in asked}
            ),
            "found": _told(activity, found) if looks_after else None,
            "least": authors.NAMED_FROM,
            "invite_form": InviteForm(formdata=None),
            "sign_form": SignForm(formdata=None, signature=name),
            **forms,
        },
    )


def _told(activity: str, offered: Activity) -> dict[str, Any]:
    """How it does, with the months as a drawing."""
    uptake = authors.uptake(page.session(), page.me(), activity, today=page.today())
    months = [month_name(each) for each in uptake.months]
    return {
        "uptake": uptake,
        "share": uptake.sent_back / uptake.decided if uptake.decided else None,
        "planned": sum(each.minutes for each in offered.stages.values()),
        "rows": list(zip(months, uptake.months.values(), strict=True)),
        "figure": _figure(uptake),
    }


def _figure(uptake: Uptake) -> Mapping[str, Any]:
    labels = [month_name(each)[:3] for each in uptake.months]
    counts = list(uptake.months.values())
    return charts.columns(labels, counts, [number(n) if n else "" for n in counts])


def _remark(evidence_id: uuid.UUID, form: RemarkForm) -> str:
    session, me = page.session(), page.me()
    claim = evidence.get(session, me, evidence_id)
    if claim.participant_id != me.participant.id or claim.status is not Status.APPROVED:
        abort(404)
    offered = page.catalog().activities.get(claim.activity)
    return render_template(
        "authors/remark.html",
        claim=claim,
        form=form,
        title=in_language(offered.title) if offered else claim.activity,
        least=authors.NAMED_FROM,
    )
