"""What happened to a piece of evidence, one moment after the other."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engine import evidence, gatherings, people
from engine.evidence import Counted, Decision, Evidence, Verdict, Why
from engine.store import Session
from web.evidence import corrected
from web.wording import decider, worded


@dataclass(frozen=True)
class Moment:
    """One line of the story."""

    at: datetime
    words: str
    sign: str
    tone: str = "calm"
    by: str = ""
    note: str = ""
    changes: Sequence[str] = ()
    """What a correction said otherwise."""


_SIGNS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.APPROVED: ("circle-check", "good"),
    Verdict.SENT_BACK: ("arrow-back-up", "stop"),
    Verdict.DECLINED: ("ban", "calm"),
    Verdict.UNDONE: ("history", "calm"),
}


_CORRECTIONS: Mapping[Why, LazyString] = {
    Why.KEPT: _l("What it had brought was left to the person"),
    Why.CORRECTED: _l("Corrected"),
}


def story(session: Session, claim: Evidence) -> list[Moment]:
    """From its beginning to today."""
    decided, counted = evidence.decisions(session, claim), evidence.changes(session, claim)
    changes = corrected.differences(session, claim, counted)
    who = {each.by for each in decided} | {each.by for each in counted}
    names = people.names(session, claim.district_id, who)
    moments = [
        *_own(session, claim),
        *(_decision(each, names) for each in decided),
        *(
            _correction(each, names, changes.get(each.id, ()))
            for each in counted
            if each.why in _CORRECTIONS
        ),
    ]
    return sorted(moments, key=lambda moment: moment.at)


def _correction(counted: Counted, names: Mapping[uuid.UUID, str], changes: Sequence[str]) -> Moment:
    return Moment(
        counted.at, str(_CORRECTIONS[counted.why]), "scale",
        by=decider(names, counted.by), note=counted.note, changes=changes,
    )  # fmt: skip


def last_note(session: Session, claim: Evidence) -> Moment | None:
    """What the last reviewer wrote, for somebody who writes on."""
    notes = [moment for moment in story(session, claim) if moment.note]
    return notes[-1] if notes else None


def _own(session: Session, claim: Evidence) -> Iterator[Moment]:
    if gatherings.gathering_of(claim.imported_as):
        yield Moment(claim.started_at, _("Noted at the gathering"), "users-group")
        return
    if claim.imported_as:
        yield Moment(claim.started_at, _("Taken over from the list kept until now"), "inbox")
        return
    if claim.credited_as:
        yield Moment(claim.started_at, _("Counted by the program"), "inbox")
        return
    yield Moment(claim.started_at, _("Begun"), "pencil")
    for at, handed_in in evidence.comings_and_goings(session, claim):
        if handed_in:
            yield Moment(at, _("Submitted"), "send")
        else:
            yield Moment(at, _("Taken back to be changed"), "arrow-back-up")
    if claim.named and claim.submitted_at:
        yield Moment(claim.submitted_at, worded(claim.named), "users")


def _decision(decision: Decision, names: Mapping[uuid.UUID, str]) -> Moment:
    sign, tone = _SIGNS[decision.verdict]
    return Moment(
        decision.at, worded(decision.verdict), sign, tone,
        by=decider(names, decision.by), note=decision.note,
    )  # fmt: skip
