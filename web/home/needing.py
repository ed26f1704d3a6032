"""What needs me: what I can move, and what waits for my roles, as home shows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from textwrap import shorten

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from engine import (
    coaching,
    evidence,
    follow_ups,
    gatherings,
    mentoring,
    nominations,
    people,
    progress,
    proposals,
    rewards,
)
from engine.evidence import Evidence, Status
from engine.people import Act, Actor
from engine.store import Session
from web import page
from web.formats import in_language, moment_text, number, short_day, weekday
from web.waiting import activity_title

_SHOWN = 4
_LOOKS_BACK = timedelta(days=28)


@dataclass(frozen=True)
class Need:
    """One thing that waits for me, or with somebody else on my behalf."""

    sign: str
    title: str
    note: str
    href: str
    tone: str = "calm"


def needs(session: Session, actor: Actor, claims: Sequence[Evidence]) -> list[Need]:
    """What I can move, and what waits for my roles."""
    return [
        *(_sent_back(each) for each in claims if each.status is Status.SENT_BACK),
        *_asked_back(session, actor),
        *_named(session, actor),
        *_asked(session, actor),
        *_asked_for_help(session, actor),
        *_asked_to_mentor(session, actor),
        *_looking_back(session, actor),
        *_queue(session, actor),
        *_proposed(session, actor),
        *_gatherings(session, actor),
        *_questioned(session, actor),
        *_desk(session, actor),
        *_drafts([each for each in claims if each.status in (Status.DRAFT, Status.WITHDRAWN)]),
    ]


def _sent_back(claim: Evidence) -> Need:
    return Need(
        "arrow-back-up",
        activity_title(claim),
        _("Sent back with a note. It waits for you."),
        url_for("evidence.show", evidence_id=claim.id),
        "stop",
    )


def _asked_back(session: Session, actor: Actor) -> list[Need]:
    """Questions about what I proposed."""
    return [
        Need(
            "arrow-back-up",
            each.title,
            _("A question about your proposal. It waits for you."),
            url_for("proposals.show", proposal_id=each.id),
            "stop",
        )
        for each in proposals.mine(session, actor.participant)
        if each.status is proposals.Status.ASKED_BACK
    ]


def _proposed(session: Session, actor: Actor) -> list[Need]:
    """What colleagues propose, for who reads it: what nobody has, and what I have."""
    if not actor.may(Act.REVIEW):
        return []
    free = (None, actor.participant.id)
    waiting = proposals.to_read(session, actor, (proposals.Status.SUBMITTED,))
    n = len([each for each in waiting if each.held_by in free])
    if not n:
        return []
    told = ngettext("%(num)s proposal to read", "%(num)s proposals to read", n)
    return [Need("bulb", told, "", url_for("proposals.desk"), "brand")]


def _gatherings(session: Session, actor: Actor) -> Iterator[Need]:
    """What I lead today, and whom I have to confirm."""
    for gathering, waiting in gatherings.due(session, actor, now=page.now()):
        told = ngettext("%(num)s person to confirm.", "%(num)s people to confirm.", waiting)
        when = _("You lead it: %(when)s.", when=moment_text(gathering.begins_at))
        offer = page.catalog().activities.get(gathering.activity)
        yield Need(
            "users-group",
            in_language(offer.title) if offer else gathering.activity,
            told if waiting else when,
            url_for("gatherings.show", gathering_id=gathering.id),
        )


def _asked(session: Session, actor: Actor) -> list[Need]:
    """Colleagues who would like to hand something in together."""
    works = evidence.teams.asked(session, actor.participant)
    names = people.names(
        session, actor.participant.district_id, {each.participant_id for each in works}
    )
    return [
        Need(
            "users",
            activity_title(each),
            _("%(name)s would like to hand this in together with you.",
              name=names[each.participant_id]),
            url_for("colleagues.team", evidence_id=each.id),
            "brand",
        )
        for each in works
    ]  # fmt: skip


def _asked_to_mentor(session: Session, actor: Actor) -> list[Need]:
    """Colleagues who offer to accompany me, or ask me to accompany them."""
    me = actor.participant
    open_ones = [
        each for each in mentoring.of(session, me) if not each.agreed_at and each.asked_by != me.id
    ]
    names = people.names(session, me.district_id, {each.asked_by for each in open_ones})
    return [
        Need(
            "users",
            _("Mentoring"),
            _("%(name)s would like you as a mentor.", name=names[each.asked_by])
            if each.mentor_id == me.id
            else _("%(name)s offers to be your mentor.", name=names[each.asked_by]),
            url_for("colleagues.mine", _anchor="mentoring"),
            "brand",
        )
        for each in open_ones
    ]


def _drafts(claims: Sequence[Evidence]) -> list[Need]:
    if len(claims) > _SHOWN:
        told = ngettext("%(num)s draft", "%(num)s drafts", len(claims))
        return [Need("pencil", told, _("Saved for whenever you like."), url_for("evidence.mine"))]
    return [
        Need(
            "pencil",
            activity_title(claim),
            _("A draft, saved %(day)s.", day=short_day(claim.saved_at)),
            url_for("evidence.edit", evidence_id=claim.id),
        )
        if claim.activity
        else _note(claim)
        for claim in claims
    ]


def _note(claim: Evidence) -> Need:
    """A quick note, by its own words."""
    return Need(
        "pencil",
        shorten(claim.did, 60, placeholder=" …") or _("A quick note"),
        _("A quick note, saved %(day)s. Say what it is about.", day=short_day(claim.saved_at)),
        url_for("evidence.edit", evidence_id=claim.id),
    )


def _named(session: Session, actor: Actor) -> list[Need]:
    """What colleagues saw of my work, and I have not answered."""
    open_ones = [
        each
        for each in nominations.mine(session, actor.participant)
        if each.participant_id == actor.participant.id
        and each.stands(page.today()) is nominations.State.OPEN
    ]
    names = people.names(session, page.district(), {each.by for each in open_ones})
    return [
        Need(
            "eye",
            _("%(name)s saw your work", name=names[each.by]),
            shorten(each.saw, 90, placeholder=" …"),
            url_for("nominations.show", nomination_id=each.id),
            "brand",
        )
        for each in open_ones
    ]


def _looking_back(session: Session, actor: Actor) -> list[Need]:
    """The last question whether something is still in use, for some weeks; to be left, too."""
    since = page.today() - _LOOKS_BACK
    question = follow_ups.latest(session, actor.participant, since=since)
    found = page.catalog().activities.get(question.activity) if question else None
    if question is None or found is None:
        return []
    told = _("Still using “%(activity)s”?", activity=in_language(found.title))
    where = url_for("follow_ups.show", which=question.id)
    return [Need("history", told, _("One click, if you like."), where)]


def _asked_for_help(session: Session, actor: Actor) -> list[Need]:
    """Colleagues who ask, for who may help them."""
    n = coaching.waiting_for(session, actor)
    if not n:
        return []
    told = ngettext("%(num)s colleague asks for help", "%(num)s colleagues ask for help", n)
    return [Need("heart-handshake", told, "", url_for("coaching.mine"), "brand")]


def _queue(session: Session, actor: Actor) -> list[Need]:
    length = evidence.queue_length(session, actor)
    if not length:
        return []
    oldest = evidence.queue(session, actor, limit=1)[0].claim.answer_by
    note = _("The first was promised by %(day)s.", day=weekday(oldest)) if oldest else ""
    told = ngettext("%(num)s piece of evidence to review", "%(num)s pieces of evidence to review",
                    length)  # fmt: skip
    return [Need("clipboard-check", told, note, url_for("reviews.queue"), "brand")]


def _questioned(session: Session, actor: Actor) -> list[Need]:
    """Conferrals that a correction touched: somebody who administers decides."""
    if not actor.may(Act.ADMINISTER):
        return []
    return [
        Need(
            "certificate",
            in_language(page.catalog().degrees[each.degree].title),
            _("A correction touched what completed it. Look at it and decide."),
            url_for("people.show", participant_id=each.participant_id),
            "stop",
        )
        for each in progress.questioned(session, actor.participant.district_id)
        if each.degree in page.catalog().degrees
    ]


def _desk(session: Session, actor: Actor) -> list[Need]:
    """What people redeemed, for who hands it out or approves it."""
    if not actor.may(Act.APPROVE_REWARD):
        return []
    counts = rewards.desk_counts(session, actor)
    ready, asked = counts.get(rewards.Status.HELD, 0), counts.get(rewards.Status.WAITING, 0)
    notes = [
        _("%(n)s to hand over.", n=number(ready)) if ready else "",
        _("%(n)s to approve.", n=number(asked)) if asked else "",
    ]
    note = " ".join(filter(None, notes))
    url = url_for("rewards.desk")
    return [Need("shopping-bag", _("Rewards desk"), note, url, "brand")] if note else []
