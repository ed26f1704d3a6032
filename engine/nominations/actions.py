"""Naming a colleague's work, and what its owner says to it."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from engine import catalogs, evidence, ledger, people
from engine.errors import (
    Incomplete,
    NamedAlready,
    NominationOver,
    NotFound,
    NotPermitted,
    OtherAudience,
    OwnWork,
    TooManyNominations,
)
from engine.evidence import Evidence
from engine.nominations.events import (
    NominationAccepted,
    NominationClosed,
    NominationEvent,
    WorkNamed,
)
from engine.nominations.queries import is_waiting, left
from engine.nominations.tables import Nomination, State
from engine.outbox import announce
from engine.people import Act, Actor
from engine.store import hold_row
from rules.catalog import Activity, Catalog
from rules.terms import EvidenceKind, EvidenceWanted, Stage


def name(
    session: Session,
    participant_id: uuid.UUID,
    *,
    activity: str = "",
    saw: str,
    seen_on: date,
    share: bool = False,
    by: Actor,
    now: datetime,
) -> Nomination:
    """Say what one saw of a colleague's work; nobody names herself, nor without end.

    `activity` is one that the catalog opens to nominations, or empty: then its owner says.
    """
    by.must(Act.TAKE_PART)
    me = by.participant
    place = people.participant(session, me.district_id, participant_id)
    if place.id == me.id:
        raise OwnWork()
    catalog = catalogs.current(session, me.district_id, now=now)
    today = catalogs.local_day(catalog, now)
    if place.left_on is not None:
        raise NotFound("participant")
    if activity and _open(catalog, activity).audience:
        _must_be_for(catalog.activities[activity], activity, place.audience)
    asked = {"saw": bool(saw.strip()), "seen_on": seen_on <= today}
    if missing := tuple(field for field, there in asked.items() if not there):
        raise Incomplete(missing)
    ledger.hold(session, me)
    if not left(session, me, now=now):
        raise TooManyNominations(catalog.nominations.per_month)
    if is_waiting(session, me, place, activity, today=today):
        raise NamedAlready()
    named = Nomination(
        district_id=me.district_id,
        by=me.id,
        participant_id=place.id,
        activity=activity,
        saw=saw.strip(),
        seen_on=seen_on,
        share=share,
        named_at=now,
        answer_by=today + timedelta(days=catalog.nominations.answer_days),
    )
    session.add(named)
    session.flush()
    _announce(session, WorkNamed, named, by, now)
    return named


def accept(
    session: Session,
    named: Nomination,
    *,
    activity: str = "",
    stage: Stage | None = None,
    did: str = "",
    done_on: date | None = None,
    by: Actor,
    now: datetime,
) -> Evidence:
    """Take it up: it becomes a draft of its owner's, with the colleague's words beside it."""
    _must_wait_for(session, named, by, now)
    catalog = catalogs.current(session, named.district_id, now=now)
    chosen = named.activity or activity
    offered = _open(catalog, chosen)
    stage = stage or offered.stages_to_name[0]
    if stage not in offered.stages_to_name:
        raise NotFound("activity")
    written: dict[str, Any] = {"did": did, "done_on": done_on or named.seen_on}
    if offered.stages[stage].evidence is EvidenceWanted.EITHER:
        written |= {"kinds": (EvidenceKind.OWN,)}
    claim = evidence.start(session, chosen, stage, by=by, now=now, nominated_by=named.by, **written)
    named.activity, named.evidence_id = chosen, claim.id
    _answer(session, named, State.ACCEPTED, now)
    _announce(session, NominationAccepted, named, by, now)
    return claim


def decline(session: Session, named: Nomination, *, by: Actor, now: datetime) -> None:
    """Say no, quietly: whoever named it reads no more than that it was not taken up."""
    _must_wait_for(session, named, by, now)
    _answer(session, named, State.DECLINED, now)
    _announce(session, NominationClosed, named, by, now)


def take_back(session: Session, named: Nomination, *, by: Actor, now: datetime) -> None:
    """Think better of it, as long as nobody has answered."""
    if named.by != by.participant.id:
        raise NotPermitted("take_back_nomination")
    _must_be_open(session, named, now)
    _answer(session, named, State.TAKEN_BACK, now)
    _announce(session, NominationClosed, named, by, now)


def show(session: Session, named: Nomination, shown: bool, *, by: Actor) -> None:
    """Let the words stand where one's badge is shared, or not; its owner alone decides."""
    _must_be_hers(named, by)
    named.shown = shown
    session.add(named)
    session.flush()


def _open(catalog: Catalog, activity: str) -> Activity:
    found = catalog.activities.get(activity)
    if found is None or not found.nominations:
        raise NotFound("activity")
    return found


def _must_be_for(activity: Activity, key: str, audience: str) -> None:
    if audience not in activity.audience:
        raise OtherAudience(key)


def _must_wait_for(session: Session, named: Nomination, by: Actor, now: datetime) -> None:
    by.must(Act.TAKE_PART)
    _must_be_hers(named, by)
    _must_be_open(session, named, now)


def _must_be_hers(named: Nomination, by: Actor) -> None:
    if (named.district_id, named.participant_id) != by.participant.key:
        raise NotPermitted("answer_nomination")


def _must_be_open(session: Session, named: Nomination, now: datetime) -> None:
    hold_row(session, named)
    today = catalogs.today(session, named.district_id, now=now)
    if named.stands(today) is not State.OPEN:
        raise NominationOver()


def _answer(session: Session, named: Nomination, state: State, now: datetime) -> None:
    named.state, named.answered_at = state, now
    session.add(named)
    session.flush()


def _announce(
    session: Session, event: type[NominationEvent], named: Nomination, by: Actor, now: datetime
) -> None:
    happened = event(named.district_id, named.participant_id, named.id)
    announce(session, happened, by=by.participant.id, now=now)
