"""Pages of what one does with colleagues: one's teams, one team, and being asked."""

import uuid

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import evidence, mentoring, people
from engine.errors import NotFound
from engine.evidence import Evidence
from engine.people import Act
from engine.store import Session
from web import page
from web.colleagues.finding import Found
from web.colleagues.listing import Together
from web.colleagues.pairs import Asking, counted_for_me, pairs_of_mine
from web.teams import Member, Team, team_of

pages = page.blueprint("colleagues")


@pages.get("/colleagues")
def mine() -> Answer:
    return render_template(
        "colleagues/mine.html",
        together=Together.of_mine(),
        pairs=pairs_of_mine(),
        counted=counted_for_me(),
    )


@pages.get("/colleagues/mentoring")
def ask_about_mentoring() -> Answer:
    page.must(Act.TAKE_PART)
    return render_template("colleagues/mentoring.html", asking=Asking.asked_for())


@pages.post("/colleagues/mentoring")
def ask_to_mentor() -> Answer:
    """Offer to be a colleague's mentor, or ask her to be mine."""
    with page.transaction() as session:
        someone = _colleague(session)
        mentoring.ask(
            session, someone, by=page.me(), now=page.now(),
            as_mentor=request.form.get("role") == "mentor", about=request.form.get("about", ""),
        )  # fmt: skip
        name = people.person_of(session, someone).name
    page.say(_("%(name)s is asked, and gets a letter.", name=name))
    return page.go(url_for(".mine"))


@pages.post("/colleagues/mentoring/<uuid:pair_id>/agreement")
def agree(pair_id: uuid.UUID) -> Answer:
    with page.transaction() as session:
        pair = mentoring.get(session, page.me().participant, pair_id)
        mentoring.agree(session, pair, by=page.me(), now=page.now())
    page.say(_("Agreed. It holds from today."))
    return page.go(url_for(".mine"))


@pages.post("/colleagues/mentoring/<uuid:pair_id>/end")
def end(pair_id: uuid.UUID) -> Answer:
    """Say no, take the question back, or end it."""
    with page.transaction() as session:
        pair = mentoring.get(session, page.me().participant, pair_id)
        mentoring.end(session, pair, by=page.me(), now=page.now())
    page.say(_("It is over. What came of it stays."))
    return page.go(url_for(".mine"))


@pages.get("/evidence/<uuid:evidence_id>/team")
def team(evidence_id: uuid.UUID) -> Answer:
    """Who is in it, what each wrote, and asking one more."""
    session, me = page.session(), page.me()
    work = _work(session, evidence_id)
    found = team_of(work)
    if found is None:
        abort(404)
    am_in = evidence.teams.is_in(session, me.participant, work)
    began = work.participant_id == me.participant.id
    place = evidence.teams.mate(session, me.participant, work)
    return render_template(
        "colleagues/team.html",
        team=found,
        began=began,
        am_in=am_in,
        am_asked=place is not None and place.answer is evidence.teams.Answer.OPEN,
        mine=_my_part(found),
        reads=_readable(found) if am_in or _may_see(session, work) else [],
        artifacts=_artifacts(session, found),
        found=Found.asked_for(found) if began and found.room else None,
    )


@pages.post("/evidence/<uuid:evidence_id>/team")
def ask(evidence_id: uuid.UUID) -> Answer:
    """Ask a colleague to hand it in together."""
    with page.transaction() as session:
        work = _own(session, evidence_id)
        someone = _colleague(session)
        evidence.teams.ask(session, work, someone, by=page.me(), now=page.now())
        name = people.person_of(session, someone).name
    page.say(_("%(name)s is asked, and gets a letter.", name=name))
    return page.go(url_for(".team", evidence_id=evidence_id))


@pages.post("/evidence/<uuid:evidence_id>/team/asked")
def take_back(evidence_id: uuid.UUID) -> Answer:
    """Ask somebody no longer who has not said yet."""
    with page.transaction() as session:
        work, someone = _own(session, evidence_id), _colleague(session)
        evidence.teams.take_back(session, work, someone, by=page.me(), now=page.now())
    page.say(_("Taken back."))
    return page.go(url_for(".team", evidence_id=evidence_id))


@pages.post("/evidence/<uuid:evidence_id>/team/place")
def join(evidence_id: uuid.UUID) -> Answer:
    with page.transaction() as session:
        work = _work(session, evidence_id)
        part = evidence.teams.join(session, work, by=page.me(), now=page.now())
    page.say(_("You are in. Write your own part whenever it suits you."))
    return page.go(url_for("evidence.edit", evidence_id=part.id))


@pages.post("/evidence/<uuid:evidence_id>/team/refusal")
def decline(evidence_id: uuid.UUID) -> Answer:
    with page.transaction() as session:
        work = _work(session, evidence_id)
        evidence.teams.decline(session, work, by=page.me(), now=page.now())
    page.say(_("Your answer is on its way."))
    return page.go(url_for(".mine"))


@pages.post("/evidence/<uuid:evidence_id>/team/place/end")
def leave(evidence_id: uuid.UUID) -> Answer:
    """Go on alone with one's own part, which is named in the address."""
    with page.transaction() as session:
        part = evidence.get(session, page.me(), evidence_id)
        evidence.teams.leave(session, part, by=page.me(), now=page.now())
    page.say(_("You go on alone. What you wrote is yours, and stands for itself."))
    return page.go(url_for("evidence.show", evidence_id=evidence_id))


# -- how these pages are put together --------------------------------------------------------------


def _own(session: Session, evidence_id: uuid.UUID) -> Evidence:
    return evidence.get(session, page.me(), evidence_id)


def _work(session: Session, evidence_id: uuid.UUID) -> Evidence:
    """The common work, for whoever is in its team, is asked into it, or may see it anyway."""
    claim = evidence.among_colleagues(session, page.me(), evidence_id)
    return evidence.teams.work_of(session, claim) or claim


def _may_see(session: Session, work: Evidence) -> bool:
    try:
        evidence.get(session, page.me(), work.id)
    except NotFound:
        return False
    return True


def _colleague(session: Session) -> people.Participant:
    try:
        chosen = uuid.UUID(request.form.get("colleague", ""))
    except ValueError:
        abort(400)
    return people.participant(session, page.district(), chosen)


def _readable(team: Team) -> list[Member]:
    """Whose writing is shown: the common work, what was handed in of the parts, and my own."""
    me = page.me().participant.id
    parts = [each for each in team.members[1:] if each.has_written or each.id == me]
    return [team.began, *parts]


def _my_part(team: Team) -> Evidence | None:
    """What I write of it beside the common work."""
    me = page.me().participant.id
    return next((each.part for each in team.others if each.id == me), None)


def _artifacts(session: Session, team: Team) -> dict[uuid.UUID, list[evidence.Artifact]]:
    """The files and links of each that may be opened, by the evidence beside which they lie."""
    parts = [each.part for each in team.members if each.part]
    opens = {
        each.id: evidence.openable(session, page.me(), each, scanned=page.scans()) for each in parts
    }
    return {
        each.id: [one for one in evidence.artifacts(session, each) if one.id in opens[each.id]]
        for each in parts
    }
