"""A review on the desk: opened and taken, with all that its page and its parts show."""

import uuid
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any

from flask import abort, request, url_for

from engine import corrections, evidence, people
from engine.errors import (
    AlreadyDecided,
    AlreadyTaken,
    DecidedWithWork,
    MentorsHer,
    NamedIt,
    OwnTeam,
    SecondReviewerNeeded,
    WouldReviewEachOther,
)
from engine.evidence import Artifact, Evidence, Status
from engine.people import Act, Participant
from engine.store import Session
from rules.catalog import Rubric
from rules.terms import Text
from web import answers, noticed, page, refusals, waived
from web.reviews.asked import Asked, next_one
from web.reviews.effects import Effect, effect
from web.reviews.forms import DecisionForm
from web.teams import team_of
from web.unnamed import numbered

_NOT_FOR_ME = (
    AlreadyDecided, AlreadyTaken, DecidedWithWork, MentorsHer, NamedIt, OwnTeam,
    SecondReviewerNeeded, WouldReviewEachOther,
)  # fmt: skip


def to_review(session: Session, evidence_id: uuid.UUID) -> Evidence:
    """Evidence of somebody else, which this reviewer may decide on or did.

    Where it is read without names, even why somebody should not decide would tell whose it is.
    """
    me = page.me()
    claim = evidence.get(session, me, evidence_id)
    owner = people.participant(session, claim.district_id, claim.participant_id)
    page.must(Act.REVIEW, owner)
    if owner.id == me.participant.id:
        abort(403)
    asked = evidence.as_asked(session, claim, by=me).claim
    waits_unnamed = asked.status is Status.SUBMITTED and evidence.is_unnamed(session, me, asked)
    if waits_unnamed and evidence.conflict(session, claim, me):
        abort(404)
    return claim


def as_asked(evidence_id: uuid.UUID) -> Evidence:
    """The same as I am to see it: decided or, for a second look, as it was handed in."""
    claim = to_review(page.session(), evidence_id)
    return evidence.as_asked(page.session(), claim, by=page.me()).claim


def opened(evidence_id: uuid.UUID) -> Evidence:
    """The same, taken by me where that is possible; browsers that look ahead take nothing."""
    claim = as_asked(evidence_id)
    looks_ahead = request.method == "HEAD" or "prefetch" in request.headers.get("Sec-Purpose", "")
    if claim.status is not Status.SUBMITTED or looks_ahead or _until(claim):
        return claim
    with suppress(*_NOT_FOR_ME), page.transaction() as session:
        evidence.take(session, to_review(session, evidence_id), by=page.me(), now=page.now())
    return as_asked(evidence_id)


def _until(claim: Evidence) -> date | None:
    """Until when I have it; None when I don't."""
    mine = (
        each.until
        for each in evidence.takings(page.session(), claim)
        if each.by == page.me().participant.id and each.until >= page.today()
    )
    return next(mine, None)


def facts(
    claim: Evidence, form: DecisionForm, rubric: Rubric | None, **more: Any
) -> dict[str, Any]:
    """What the page and its parts show."""
    session, me = page.session(), page.me()
    desk = evidence.as_asked(session, to_review(session, claim.id), by=me)
    claim = desk.claim
    owner = people.participant(session, claim.district_id, claim.participant_id)
    decided = desk.decisions(evidence.decisions(session, claim))
    artifacts = desk.artifacts(evidence.artifacts(session, claim))
    is_unnamed = evidence.is_unnamed(session, me, claim)
    return {
        "claim": claim,
        "owner": owner,
        "someone": None if is_unnamed else people.person_of(session, owner),
        "artifacts": numbered(artifacts) if is_unnamed else artifacts,
        "opens": evidence.openable(session, page.me(), claim, scanned=page.scans()),
        "seen": None if is_unnamed else noticed.beside(claim),
        "team": team_of(claim),
        "artifacts_of_part": partial(_opened, session),
        "also": _also(session, claim, is_unnamed=is_unnamed),
        "asked": _asked(claim),
        "answers": answers.lines(claim, reveal=True),
        "metric": answers.metric_of(claim),
        "earlier": [] if is_unnamed else _earlier(session, claim, owner),
        "decisions": decided,
        "names": people.names(session, claim.district_id, {each.by for each in decided}),
        "form": form,
        "rubric": rubric,
        "met": {} if desk.look else evidence.met(session, claim, rubric),
        "news": None if desk.look else evidence.news(session, claim),
        **_still_to_do(session, desk, form, done="done" in more),
        **more,
    }


def _opened(session: Session, part: Evidence) -> list[Artifact]:
    """The files and links beside a part that I may open."""
    opens = evidence.openable(session, page.me(), part, scanned=page.scans())
    return [each for each in evidence.artifacts(session, part) if each.id in opens]


def _asked(claim: Evidence) -> Text | None:
    """What the activity tells people to show at this stage, or what it is about."""
    activity = page.catalog().activities.get(claim.activity)
    if activity is None:
        return None
    offer = activity.stages.get(claim.stage)
    return (offer.guidance if offer else None) or activity.summary


def _also(session: Session, claim: Evidence, *, is_unnamed: bool) -> list[tuple[str, Any]]:
    """By the file's or link's name, what else has it; None where that would tell whose it is."""
    also = evidence.also_claimed(session, claim)
    if is_unnamed:
        return [("", None)] if also else []
    me = page.me()
    return [
        (each.artifact.name, each if not evidence.is_unnamed(session, me, each.claim) else None)
        for each in also
    ]


def _earlier(session: Session, claim: Evidence, owner: Participant) -> list[Evidence]:
    """What was approved of the same activity's other stages."""
    approved = evidence.mine(session, owner, statuses=[Status.APPROVED])
    return [
        each
        for each in approved
        if each.activity == claim.activity and each.stage is not claim.stage
    ]


def _still_to_do(
    session: Session, desk: evidence.Asked, form: DecisionForm, *, done: bool
) -> dict[str, Any]:
    """What I can decide here, or what comes next when I did."""
    me, claim = page.me(), desk.claim
    waits = claim.status is Status.SUBMITTED
    approvals = evidence.approvals(session, claim) if waits and not desk.look else ()
    activity = page.catalog().activities.get(claim.activity)
    is_open = waits and not done and _until(claim) is not None
    asked = Asked.from_address()
    return {
        "approvals": approvals,
        "reviewers": activity.reviewers if activity else 1,
        "is_open": is_open,
        "effect": _effect(session, claim, form) if is_open else None,
        "where": evidence.whereabouts(session, claim) if waits else None,
        "until": _until(claim) if is_open else None,
        "why_not": _why_not(session, claim) if waits and not is_open else "",
        "first": _first(session, desk) if waits and not desk.look else (),
        "scope": asked.address,
        "next": None if is_open else next_one(session, asked),
        "may_think_again": corrections.may_take_back(
            session, to_review(session, claim.id), by=me, now=page.now()
        ),
        "left": 0 if is_open else evidence.queue_length(session, me),
    }


def _first(session: Session, desk: evidence.Asked) -> list[tuple[str, str]]:
    """What has still to come before this can be approved, each with where I could waive it."""
    may = page.me().may(Act.CORRECT) and not evidence.is_unnamed(session, page.me(), desk.claim)
    return [
        (
            waived.title(part),
            url_for("waivers.of", participant_id=whose.id, part=part) if may else "",
        )
        for whose, part in evidence.not_yet(session, desk.claim)
    ]


def _effect(session: Session, claim: Evidence, form: DecisionForm) -> Effect:
    rubric = evidence.rubric_of(session, claim)
    scores = evidence.with_met(session, claim, rubric, form.scores)
    return effect(session, claim, scores, now=page.now())


def _why_not(session: Session, claim: Evidence) -> str:
    """Why I should leave it to somebody else, if there is a reason beside who has it."""
    refusal = evidence.conflict(session, claim, page.me())
    return refusals.sentence(refusal) if refusal else ""
