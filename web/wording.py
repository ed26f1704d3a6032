"""Codes into words: statuses, kinds, stages, roles and the district's own names for things."""

import uuid
from collections.abc import Mapping

from flask import Flask
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engine import evidence, rewards, studio
from engine.changes import Outcome
from engine.ledger import EntryKind
from engine.people import Role
from rules.catalog import ActivityKind, Bonus, QuestionKind, RewardClass
from rules.terms import (
    Audience,
    Currency,
    EvidenceKind,
    EvidenceWanted,
    FileKind,
    KeptFrom,
    Policy,
    Stage,
    Window,
)
from rules.words import word
from rules.writing import Turn
from web import formats, page

WORDS: Mapping[type, Mapping[str, LazyString]] = {
    EvidenceKind: {
        EvidenceKind.STUDENT: _l("Student evidence"),
        EvidenceKind.OWN: _l("Own learning"),
        EvidenceKind.ATTENDANCE: _l("Attendance"),
        EvidenceKind.SYSTEM: _l("Kept by the program"),
    },
    EvidenceWanted: {
        EvidenceWanted.STUDENT: _l("Student evidence"),
        EvidenceWanted.OWN: _l("Own learning"),
        EvidenceWanted.EITHER: _l("Student evidence or own learning"),
        EvidenceWanted.BOTH: _l("Student evidence and own learning"),
        EvidenceWanted.ATTENDANCE: _l("Attendance"),
        EvidenceWanted.SYSTEM: _l("Kept by the program"),
    },
    evidence.Consent: {
        evidence.Consent.OPEN: _l("Please choose"),
        evidence.Consent.NOT_NEEDED: _l("No student can be recognized"),
        evidence.Consent.GIVEN: _l("Students can be recognized, with their families’ consent"),
        evidence.Consent.WITHDRAWN: _l("Consent was withdrawn"),
    },
    evidence.SeenBy: {
        evidence.SeenBy.REVIEWERS: _l("Those who review it"),
        evidence.SeenBy.LEADERS: _l("Those who review it, and school leaders"),
    },
    KeptFrom: {
        KeptFrom.DECISION: _l("The decision"),
        KeptFrom.DEGREE: _l("The next degree after the decision"),
    },
    FileKind: {
        FileKind.IMAGE: _l("pictures"),
        FileKind.PDF: _l("PDF"),
        FileKind.OFFICE: _l("office documents"),
        FileKind.AUDIO: _l("sound"),
        FileKind.VIDEO: _l("video"),
        FileKind.TEXT: _l("text"),
    },
    Stage: {
        Stage.DONE: _l("Done"),
        Stage.LEARNED: _l("Learned it"),
        Stage.USED: _l("Used it with students"),
    },
    Currency: {
        Currency.EXPERIENCE: _l("Lifetime"),
        Currency.REDEEMABLE: _l("To spend"),
    },
    Audience: {
        Audience.CERTIFICATED: _l("Certificated staff"),
        Audience.CLASSIFIED: _l("Classified staff"),
        Audience.LEADER: _l("Leaders"),
    },
    Window: {
        Window.MONTH: _l("a month"),
        Window.SCHOOL_YEAR: _l("a school year"),
        Window.EVER: _l("ever"),
    },
    Role: {
        Role.REVIEWER: _l("Reviewer"),
        Role.SCHOOL_LEADER: _l("School leader"),
        Role.DISTRICT_ADMIN: _l("District admin"),
        Role.DESK: _l("Rewards desk"),
        Role.COACH: _l("Coach"),
    },
    ActivityKind: {
        ActivityKind.COURSE: _l("Course"),
        ActivityKind.SESSION: _l("Session"),
        ActivityKind.PRACTICE: _l("Classroom practice"),
        ActivityKind.OBSERVATION: _l("Observation"),
        ActivityKind.COACHING: _l("Coaching"),
        ActivityKind.READING: _l("Reading"),
        ActivityKind.CONFERENCE: _l("Conference"),
        ActivityKind.CREATION: _l("Making something"),
        ActivityKind.LEADERSHIP: _l("Leadership"),
        ActivityKind.RESEARCH: _l("Research"),
        ActivityKind.SKILL: _l("Skill"),
        ActivityKind.TRAINING: _l("Training"),
    },
    QuestionKind: {
        QuestionKind.SHORT: _l("A short text"),
        QuestionKind.LONG: _l("A long text"),
        QuestionKind.ONE_OF: _l("One of several choices"),
        QuestionKind.SEVERAL_OF: _l("Several choices"),
        QuestionKind.NUMBER: _l("A number"),
        QuestionKind.DATE: _l("A day"),
    },
    evidence.Status: {
        evidence.Status.DRAFT: _l("Draft"),
        evidence.Status.SUBMITTED: _l("Waiting for review"),
        evidence.Status.SENT_BACK: _l("Sent back with a note"),
        evidence.Status.APPROVED: _l("Approved"),
        evidence.Status.DECLINED: _l("Not counted"),
        evidence.Status.WITHDRAWN: _l("Withdrawn"),
    },
    evidence.Named: {
        evidence.Named.AGREED: _l("Names of students stand in it, and the families agree"),
        evidence.Named.OTHERS: _l("Names in it are of somebody else, or no names"),
        evidence.Named.BOTH: _l(
            "Names of students stand in it, and the families agree; other "
            "names are of somebody else"
        ),
    },
    evidence.Verdict: {
        evidence.Verdict.APPROVED: _l("Approved"),
        evidence.Verdict.SENT_BACK: _l("Sent back with a note"),
        evidence.Verdict.DECLINED: _l("Not counted"),
        evidence.Verdict.UNDONE: _l("Decision taken back"),
    },
    EntryKind: {
        EntryKind.AWARD: _l("Award"),
        EntryKind.CAP: _l("Cap"),
        EntryKind.REVERSAL: _l("Reversal"),
        EntryKind.REDEMPTION: _l("Redemption"),
        EntryKind.REFUND: _l("Refund"),
        EntryKind.ADJUSTMENT: _l("Adjustment"),
        EntryKind.EXPIRY: _l("Expiry"),
    },
    rewards.Status: {
        rewards.Status.WAITING: _l("Waits for approval"),
        rewards.Status.HELD: _l("Ready to be handed over"),
        rewards.Status.FULFILLED: _l("Handed over"),
        rewards.Status.CANCELLED: _l("Canceled and given back"),
        rewards.Status.DECLINED: _l("Not this time, and given back"),
    },
    Bonus: {
        Bonus.EVERY: _l("Every time"),
        Bonus.FIRST_TIME: _l("The first time, for each activity"),
        Bonus.OUTCOME: _l("Where a measure of students got better"),
    },
    Turn: {
        Turn.NEW: _l("New"),
        Turn.CHANGED: _l("Changed"),
        Turn.GONE: _l("Gone"),
        Turn.MOVED: _l("Elsewhere in order"),
    },
    Policy: {
        Policy.NEW_WORK: _l("New work only"),
        Policy.RECOMPUTE: _l("Recompute"),
        Policy.NOBODY_LOSES: _l("Recompute, and nobody loses"),
    },
    Outcome: {
        Outcome.LOSES: _l("Has less"),
        Outcome.SPARED: _l("Spared"),
        Outcome.GAINS: _l("Gains"),
        Outcome.SAME: _l("Stays as it is"),
    },
    studio.Verb: {
        studio.Verb.PUT: _l("Changed"),
        studio.Verb.INSERT: _l("Added"),
        studio.Verb.REMOVE: _l("Taken out"),
        studio.Verb.MOVE: _l("Moved"),
        studio.Verb.COPY: _l("Copied"),
        studio.Verb.DUPLICATE: _l("Copied"),
        studio.Verb.RENAME: _l("Given another key"),
        studio.Verb.WRITE: _l("Written by hand"),
        studio.Verb.TAKE_IN: _l("Taken in from files"),
        studio.Verb.UNDO: _l("Taken back"),
    },
    RewardClass: {
        RewardClass.MERCHANDISE: _l("Merchandise"),
        RewardClass.PRIVILEGE: _l("Privilege"),
        RewardClass.CLASSROOM: _l("For the classroom"),
        RewardClass.WORKING_CONDITION: _l("For the work"),
        RewardClass.CASH_EQUIVALENT: _l("Gift card"),
        RewardClass.DRAWING: _l("Drawing"),
    },
}
"""Each family of codes with its words; a feature adds a family when the engine has a new one."""

REASONS: Mapping[str, LazyString] = {
    "granted": _l("Granted"),
    "first_time": _l("First time"),
    "outcome": _l("With a measured outcome"),
    "pathway": _l("All parts done"),
    "shared": _l("Shared by the team"),
    "capped": _l("The cap is reached"),
    "no_hours": _l("No hours were written"),
    "no_score": _l("Not scored yet"),
    "score_too_low": _l("Grants something from a higher score"),
    "no_points": _l("Grants none"),
    "not_first_time": _l("Was granted the first time"),
    "no_outcome": _l("Comes with a measure that is higher afterwards"),
    "other_kind": _l("Is for another kind of evidence"),
    "displaced": _l("Makes room for earlier work"),
    "kept": _l("Left to the person, although the approval was taken back"),
}
"""Why an award or entry is what it is; most codes are those of `rules.scoring.awards`."""


def register(app: Flask) -> None:
    app.jinja_env.globals.update(words=words, count=count)
    app.jinja_env.filters.update(worded=worded, reason=reason)


def worded(code: object) -> str:
    """The code of a known family in words: `{{ grant.role | worded }}`."""
    return str(WORDS[type(code)][str(code)])


def decider(names: Mapping[uuid.UUID, str], by: uuid.UUID) -> str:
    """Who decided: somebody of these, or the program itself where a rule did."""
    return _("the program") if by == evidence.PROGRAM else names.get(by, "")


def reason(code: str) -> str:
    """Why an award is what it is: `{{ award.reason | reason }}`."""
    return str(REASONS[code])


def words(term: str, n: int | None = None) -> str:
    """What the district calls the term: for `n` of them, or in general, which is several."""
    return word(term, page.language(), page.district_words(), n=n)


def count(term: str, n: int) -> str:
    """A number with its unit: `25 points`, or whatever the district calls them."""
    return f"{formats.number(n)} {words(term, n)}"
