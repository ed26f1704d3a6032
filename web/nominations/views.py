"""Naming a colleague's work, answering that, and what came of it in sum."""

import uuid
from collections.abc import Iterator

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from engine import evidence, nominations, people
from engine.errors import Incomplete, Refusal, TooLongAgo
from engine.evidence import Evidence
from engine.nominations import Nomination
from engine.people import Act
from rules.terms import Stage
from web import page, refusals
from web.formats import in_language
from web.nominations.forms import AnswerForm, NamingForm
from web.wording import worded

pages = page.blueprint("nominations")


@pages.get("/nominations")
def mine() -> Answer:
    session, me = page.session(), page.me().participant
    found = nominations.mine(session, me)
    whose = {each.by for each in found} | {each.participant_id for each in found}
    return render_template(
        "nominations/mine.html",
        of_me=[each for each in found if each.participant_id == me.id],
        by_me=[each for each in found if each.by == me.id],
        names=people.names(session, page.district(), whose),
        became=nominations.made_of(session, found),
        left=nominations.left(session, me, now=page.now()),
        is_offered=bool(_offered()),
        today=page.today(),
    )


@pages.get("/nominations/new")
def new() -> Answer:
    """Whose work it was, and then what I saw."""
    page.must(Act.TAKE_PART)
    session, me = page.session(), page.me().participant
    whom = request.args.get("whom", type=uuid.UUID)
    if whom is None:
        search = request.args.get("search", "")
        return render_template(
            "nominations/whom.html",
            search=search,
            found=nominations.colleagues(session, me, search),
            activity=request.args.get("activity", ""),
        )
    form = _naming_form(formdata=None, seen_on=page.today(), activity=request.args.get("activity"))
    return _ask(whom, form)


@pages.post("/nominations/of/<uuid:participant_id>")
def name(participant_id: uuid.UUID) -> Answer:
    form = _naming_form()
    if not form.validate():
        return _ask(participant_id, form, 422)
    try:
        with page.transaction() as session:
            nominations.name(
                session,
                participant_id,
                activity=form.activity.data or "",
                saw=form.saw.data or "",
                seen_on=form.seen_on.data or page.today(),
                share=form.share.data,
                by=page.me(),
                now=page.now(),
            )
    except Incomplete as refusal:
        for field in refusal.fields:
            form[field].errors = [_STILL_ASKED[field]()]
        return _ask(participant_id, form, 422)
    except Refusal as refusal:
        form.form_errors.append(refusals.sentence(refusal))
        return _ask(participant_id, form, 422)
    page.say(_("Sent. It is for your colleague now to take it up."))
    return page.go(url_for(".mine"))


@pages.get("/nominations/<uuid:nomination_id>")
def show(nomination_id: uuid.UUID) -> Answer:
    return _shown(_nomination(nomination_id))


@pages.post("/nominations/<uuid:nomination_id>/acceptance")
def accept(nomination_id: uuid.UUID) -> Answer:
    """It becomes evidence of mine, and is handed in where nothing else is asked for it."""
    named = _nomination(nomination_id)
    form = _answer_form(named)
    if not form.validate():
        return _shown(named, form, 422)
    activity, _slash, stage = (form.activity.data or "").partition("/")
    with page.transaction() as session:
        claim = nominations.accept(
            session,
            _nomination(nomination_id),
            activity=activity,
            stage=Stage(stage) if stage in set(Stage) else None,
            did=form.did.data or "",
            done_on=form.done_on.data,
            by=page.me(),
            now=page.now(),
        )
    if request.form.get("do") == "write":
        return page.go(url_for("evidence.edit", evidence_id=claim.id))
    return _handed_in(claim)


@pages.post("/nominations/<uuid:nomination_id>/declining")
def decline(nomination_id: uuid.UUID) -> Answer:
    with page.transaction() as session:
        named = nominations.get(session, page.me(), nomination_id)
        nominations.decline(session, named, by=page.me(), now=page.now())
    page.say(_("It is put away. Nobody is told."))
    return page.go(url_for(".mine"))


@pages.post("/nominations/<uuid:nomination_id>/taking-back")
def take_back(nomination_id: uuid.UUID) -> Answer:
    with page.transaction() as session:
        named = nominations.get(session, page.me(), nomination_id)
        nominations.take_back(session, named, by=page.me(), now=page.now())
    page.say(_("You have taken it back."))
    return page.go(url_for(".mine"))


@pages.post("/nominations/<uuid:nomination_id>/showing")
def let_show(nomination_id: uuid.UUID) -> Answer:
    """Whether the words stand where I share my badge."""
    with page.transaction() as session:
        named = nominations.get(session, page.me(), nomination_id)
        nominations.show(session, named, request.form.get("shown") == "yes", by=page.me())
    return page.go(page.safe_next(url_for(".mine")))


@pages.get("/nominations/year")
def year() -> Answer:
    found = nominations.year(page.session(), page.me(), now=page.now())
    whose = {each for one, other, _times in found.each_other for each in (one, other)}
    return render_template(
        "nominations/year.html",
        year=found,
        names=people.names(page.session(), page.district(), whose),
    )


_STILL_ASKED = {
    "saw": lambda: _("A few sentences are enough."),
    "seen_on": lambda: _("This day is still to come."),
}


def _nomination(nomination_id: uuid.UUID) -> Nomination:
    return nominations.get(page.session(), page.me(), nomination_id)


def _ask(whom: uuid.UUID, form: NamingForm, status: int = 200) -> Answer:
    session, me = page.session(), page.me().participant
    place = people.participant(session, page.district(), whom)
    if place.left_on is not None or place.id == me.id:
        abort(404)
    left = nominations.left(session, me, now=page.now())
    facts = {"place": place, "someone": people.person_of(session, place), "left": left}
    return render_template("nominations/new.html", form=form, **facts), status


def _shown(named: Nomination, form: AnswerForm | None = None, status: int = 200) -> Answer:
    session, me = page.session(), page.me().participant
    answer = render_template(
        "nominations/show.html",
        named=named,
        state=named.stands(page.today()),
        is_mine=named.participant_id == me.id,
        names=people.names(session, page.district(), [named.by, named.participant_id]),
        became=nominations.made_of(session, [named]),
        form=form or _answer_form(named, formdata=None, done_on=named.seen_on),
    )
    return answer, status


def _handed_in(claim: Evidence) -> Answer:
    """Submit it at once; where something is still asked, its form says what."""
    try:
        with page.transaction() as session:
            found = evidence.get(session, page.me(), claim.id)
            evidence.submit(session, found, by=page.me(), now=page.now())
    except TooLongAgo as refusal:
        page.say(refusals.sentence(refusal), "info")
        return page.go(url_for("evidence.edit", evidence_id=claim.id))
    except Refusal:
        page.say(_("It is a draft of yours now. A little more is asked for it."), "info")
        return page.go(url_for("evidence.edit", evidence_id=claim.id))
    page.say(_("Handed in. You will hear when there is an answer."))
    return page.go(url_for("evidence.show", evidence_id=claim.id))


def _naming_form(**filled: object) -> NamingForm:
    form = NamingForm(**filled)
    open_to = page.catalog().activities
    form.activity.choices = [
        *(SelectChoice(key, in_language(open_to[key].title)) for key in _offered()),
        SelectChoice("", _("I don’t know which")),
    ]
    if form.activity.data not in _offered():
        form.activity.data = ""
    form.seen_on.render_kw = {"max": page.today().isoformat()}
    return form


def _answer_form(named: Nomination, **filled: object) -> AnswerForm:
    form = AnswerForm(**filled)
    form.activity.choices = [SelectChoice(*each) for each in _choices(named)]
    if len(form.activity.choices) < 2 and not filled:
        form.activity.data = form.activity.choices[0].value if form.activity.choices else ""
    form.done_on.render_kw = {"max": page.today().isoformat()}
    return form


def _choices(named: Nomination) -> Iterator[tuple[str, str]]:
    """What it can count as: the activity that was named, or any of those; each stage by itself."""
    activities, audience = page.catalog().activities, page.me().participant.audience
    for key in [named.activity] if named.activity else _offered():
        found = activities.get(key)
        if found is None or (found.audience and audience not in found.audience):
            continue
        for stage in found.stages_to_name:
            title = in_language(found.title)
            several = len(found.stages_to_name) > 1
            yield f"{key}/{stage}", f"{title}: {worded(stage).lower()}" if several else title


def _offered() -> list[str]:
    """The activities for which colleagues may name somebody."""
    return [key for key, each in page.catalog().activities.items() if each.nominations]
