"""Proposals: mine, one with its story, the form, and what readers do with it."""

import uuid
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import authors, people, proposals, studio
from engine.errors import Incomplete, NoteMissing
from engine.people import Act
from engine.proposals import Proposed, Status, Wanted, Wording
from web import page, refusals
from web.formats import first_up, in_language
from web.proposals import telling
from web.proposals.forms import AnswerForm, KeyForm, ProposalForm, StudioForm
from web.wording import words

pages = page.blueprint("proposals")

NEW = "new"
"""Instead of a draft's id: begin one for it."""


@pages.get("/proposals")
def mine() -> Answer:
    session, me = page.session(), page.me().participant
    rows = proposals.mine(session, me)
    return render_template(
        "proposals/mine.html",
        rows=rows,
        names=telling.names_of([*rows]),
        states=telling.STATES,
        authored=bool(authors.authored(session, me) or authors.invitations(session, me)),
    )


@pages.get("/proposals/new")
def new() -> Answer:
    page.must(Act.TAKE_PART)
    wanted = Wanted.BADGE if request.args.get("badge") == "yes" else Wanted.ACTIVITY
    form = _form(formdata=None, wanted=wanted.value, signature=page.known_person().name)
    return _edit(form, None)


@pages.post("/proposals")
def begin() -> Answer:
    form = _form()
    if not form.validate_on_submit():
        return _edit(form, None), 422
    with page.transaction() as session:
        made = proposals.begin(session, form.wording, by=page.me(), now=page.now())
    return _kept_or_sent(made, form)


@pages.get("/proposals/to-read")
def desk() -> Answer:
    """What waits for readers, and what came of earlier ones."""
    page.must(Act.REVIEW)
    session, me = page.session(), page.me()
    waiting = proposals.to_read(session, me)
    done = proposals.to_read(session, me, (Status.ASKED_BACK, Status.PUBLISHED, Status.DECLINED))
    return render_template(
        "proposals/desk.html",
        waiting=waiting,
        done=[*reversed(done)],
        names=telling.names_of([*waiting, *done]),
        states=telling.STATES,
    )


@pages.get("/proposals/<uuid:proposal_id>")
def show(proposal_id: uuid.UUID) -> Answer:
    return _show(_found(proposal_id))


@pages.get("/proposals/<uuid:proposal_id>/edit")
def edit(proposal_id: uuid.UUID) -> Answer:
    proposed = _found(proposal_id)
    if not _may_write(proposed):
        return redirect(url_for(".show", proposal_id=proposal_id))
    said = {**vars(Wording.of(proposed)), "version": proposed.version}
    return _edit(_form(formdata=None, **said), proposed)


@pages.post("/proposals/<uuid:proposal_id>")
def write(proposal_id: uuid.UUID) -> Answer:
    form = _form()
    if not form.validate_on_submit():
        return _edit(form, _found(proposal_id)), 422
    with page.transaction() as session:
        proposed = proposals.write(
            session, proposal_id, form.wording,
            version=form.version.data or 0, by=page.me(), now=page.now(),
        )  # fmt: skip
    return _kept_or_sent(proposed, form)


@pages.post("/proposals/<uuid:proposal_id>/withdrawal")
def withdraw(proposal_id: uuid.UUID) -> Answer:
    with page.transaction() as session:
        proposals.withdraw(session, proposal_id, by=page.me(), now=page.now())
    page.say(_("Taken back. What you wrote stays with you."))
    return page.go(url_for(".mine"))


@pages.post("/proposals/<uuid:proposal_id>/taking")
def take(proposal_id: uuid.UUID) -> Answer:
    with page.transaction() as session:
        proposals.take(session, proposal_id, by=page.me(), now=page.now())
    page.say(_("You have it. Whoever proposed it knows that you are reading."))
    return page.go(url_for(".show", proposal_id=proposal_id))


@pages.post("/proposals/<uuid:proposal_id>/answer")
def answer(proposal_id: uuid.UUID) -> Answer:
    """Ask back, decline, or leave it to other readers; `do` says which."""
    form = AnswerForm()
    acts = {
        "ask_back": (proposals.ask_back, _("Asked. It comes back to you with the answer.")),
        "decline": (proposals.decline, _("Answered. Whoever proposed it reads your note.")),
        "let_go": (proposals.let_go, _("Left to others. Readers see your note.")),
    }
    act, told = acts[do if (do := request.form.get("do", "")) in acts else "ask_back"]
    if not form.validate_on_submit():
        return _show(_found(proposal_id), answer_form=form), 422
    try:
        with page.transaction() as session:
            act(session, proposal_id, form.note.data, by=page.me(), now=page.now())
    except NoteMissing as missing:
        form.note.errors = [refusals.sentence(missing)]
        return _show(_found(proposal_id), answer_form=form), 422
    page.say(told)
    return page.go(url_for(".desk"))


@pages.post("/proposals/<uuid:proposal_id>/studio")
def bring_to_studio(proposal_id: uuid.UUID) -> Answer:
    """Write it into a draft, and go on there."""
    form = _studio_form()
    if not form.validate_on_submit():
        return _show(_found(proposal_id)), 422
    with page.transaction() as session:
        me, chosen = page.me(), form.draft.data
        if chosen == NEW:
            title = proposals.get(session, me, proposal_id).title
            chosen = str(studio.begin(session, title, by=me, now=page.now()).id)
        proposed = proposals.bring_to_studio(
            session, proposal_id, uuid.UUID(chosen), by=me, now=page.now()
        )
    page.say(_("It stands in the draft now: finish it here, like everything else."))
    return page.go(_in_studio(proposed))


@pages.post("/proposals/<uuid:proposal_id>/key")
def name_key(proposal_id: uuid.UUID) -> Answer:
    form = _key_form(_found(proposal_id))
    if form.validate_on_submit():
        with page.transaction() as session:
            proposals.name_key(session, proposal_id, form.key.data, by=page.me(), now=page.now())
        page.say(_("Noted. With the catalog that has it, it counts as published."))
    return page.go(url_for(".show", proposal_id=proposal_id))


@pages.get("/proposals/<uuid:proposal_id>/<any(withdrawal, taking, answer, studio, key):_part>")
def back(proposal_id: uuid.UUID, _part: str) -> Answer:
    """Reloading the address that a form was sent to."""
    return redirect(url_for(".show", proposal_id=proposal_id))


# -- what these stand on --------------------------------------------------------------------------


def _found(proposal_id: uuid.UUID) -> Proposed:
    return proposals.get(page.session(), page.me(), proposal_id)


def _form(**how: Any) -> ProposalForm:
    data = {key: value for key, value in how.items() if key != "formdata"}
    form = ProposalForm(**({"formdata": None} if "formdata" in how else {}), data=data)
    campuses = page.catalog().campuses.items()
    form.offer(
        [(key, in_language(campus.title)) for key, campus in campuses],
        one=first_up(words("campus", 1)),
        none=_("I don’t know, or none"),
    )
    return form


def _edit(form: ProposalForm, proposed: Proposed | None) -> str:
    reads = proposed is not None and not proposals.is_hers(proposed, page.me())
    return render_template("proposals/edit.html", form=form, proposed=proposed, reads=reads)


def _kept_or_sent(proposed: Proposed, form: ProposalForm) -> Answer:
    """Saved is enough for a draft; what is sent has to be whole."""
    if not proposals.is_hers(proposed, page.me()):
        page.say(_("Worded anew. Whoever proposed it sees it too."))
        return page.go(url_for(".show", proposal_id=proposed.id))
    if request.form.get("do") != "submit":
        page.say(_("Saved. Nobody else sees it until you send it."))
        return page.go(url_for(".show", proposal_id=proposed.id))
    try:
        with page.transaction() as session:
            proposals.submit(session, proposed.id, by=page.me(), now=page.now())
    except Incomplete as incomplete:
        for name in incomplete.fields:
            form[name].errors = [_("This is still to be written.")]
        form.version.raw_data, form.version.data = None, proposed.version
        page.take()
        return _edit(form, _found(proposed.id)), 422
    page.say(_("Sent. You hear from us at each step."))
    return page.go(url_for(".show", proposal_id=proposed.id))


def _show(proposed: Proposed, *, answer_form: AnswerForm | None = None) -> str:
    session, me = page.session(), page.me()
    reads = proposals.may_read(session, proposed, me)
    writes, mends = reads and me.may(Act.WRITE_CATALOG), reads and me.may(Act.ADMINISTER)
    holder = people.names(session, page.district(), [proposed.held_by] if proposed.held_by else [])
    note, by = telling.last_note(proposed)
    owner = people.participant(session, page.district(), proposed.proposed_by)
    return render_template(
        "proposals/show.html",
        proposed=proposed,
        said=Wording.of(proposed),
        is_mine=proposals.is_hers(proposed, me),
        someone=people.person_of(session, owner),
        owner=owner,
        reads=reads,
        may_write=_may_write(proposed),
        has_it=proposed.held_by in (None, me.participant.id),
        holder=holder.get(proposed.held_by, "") if proposed.held_by else "",
        state=telling.STATES[proposed.status],
        story=telling.story(proposed),
        note=note,
        note_by=by,
        answer_form=answer_form or AnswerForm(formdata=None),
        studio_form=_studio_form(formdata=None)
        if writes and proposed.status is Status.SUBMITTED
        else None,
        in_studio=_in_studio(proposed) if mends and proposed.draft_id else None,
        key_form=_key_form(proposed) if mends and proposed.status is Status.IN_STUDIO else None,
    )


def _may_write(proposed: Proposed) -> bool:
    me = page.me()
    if proposals.is_hers(proposed, me):
        return proposed.status in (Status.DRAFT, Status.ASKED_BACK)
    reads = proposals.may_read(page.session(), proposed, me)
    return reads and proposed.status is Status.SUBMITTED and proposed.held_by == me.participant.id


def _studio_form(**how: Any) -> StudioForm:
    form = StudioForm(**how)
    rows = studio.drafts(page.session(), page.me())
    drafts = [(str(each.id), each.title) for each in rows if each.is_open]
    form.offer([*drafts, (NEW, _("A new draft, from the newest catalog"))])
    return form


def _key_form(proposed: Proposed) -> KeyForm:
    """What the draft has that the newest catalog has not, and what it is called so far."""
    form = KeyForm(key=proposed.key)
    section = proposals.section_of(proposed.wanted)
    draft = studio.draft(page.session(), page.me(), proposed.draft_id or uuid.UUID(int=0))
    changed = studio.changed_since(page.session(), draft)
    keys = [str(each.path[1]) for each in changed if each.path[0] == section and len(each.path) > 1]
    form.offer([(key, key) for key in dict.fromkeys([proposed.key, *keys])])
    return form


def _in_studio(proposed: Proposed) -> str:
    section = proposals.section_of(proposed.wanted)
    return url_for("studio.entry", draft_id=proposed.draft_id, section=section, key=proposed.key)
