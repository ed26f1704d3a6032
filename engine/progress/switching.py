"""Switching to a later version of a degree, and going back to the former one."""

from datetime import datetime

from sqlmodel import Session

from engine import catalogs, ledger
from engine.errors import (
    AlreadyConferred,
    ConferredSince,
    NoSuchVersion,
    NotFound,
    OtherAudience,
    PromiseChanged,
    SameVersion,
    TooLateToGoBack,
)
from engine.outbox import announce
from engine.people import Act, Actor, Participant
from engine.progress import queries, seen
from engine.progress.events import Switched
from engine.progress.tables import Enrollment, Switch
from engine.progress.versions import (
    foreseen,
    is_for,
    last_day_to_go_back,
    pursued_enrollment,
    standing_switch,
    switches,
    tree_of,
    versions,
)
from rules.requirements.comparing import ask_alike


def switch(
    session: Session,
    degree: str,
    catalog: int,
    *,
    by: Actor,
    now: datetime,
    promised: str | None = None,
) -> Switch:
    """Be judged by a later catalog's version of a degree from now on.

    What follows is what `versions` showed; if that has become something else since, by the digest
    that was `promised`, nothing is done.
    """
    by.must(Act.TAKE_PART)
    place = by.participant
    ledger.hold(session, place)
    enrollment = _not_conferred(session, place, degree)
    found = versions(session, place, degree, now=now).of(catalog)
    if found is None:
        raise _refusal(session, place, enrollment, catalog)
    if promised is not None and promised != found.promise:
        raise PromiseChanged(degree)
    return _lead(session, enrollment, catalog, None, by, now)


def undo_switch(session: Session, degree: str, *, by: Actor, now: datetime) -> Switch:
    """Go back to the former version, with everything that was decided under it.

    Possible for 30 days, and while no degree was granted that this would put in question: what
    was conferred stays.
    """
    by.must(Act.TAKE_PART)
    place = by.participant
    ledger.hold(session, place)
    enrollment = _not_conferred(session, place, degree)
    last = standing_switch(session, place, degree)
    if last is None:
        raise NotFound("switch")
    if catalogs.today(session, place.district_id, now=now) > (
        until := last_day_to_go_back(last.switched_on)
    ):
        raise TooLateToGoBack(until)
    if at_stake := _put_in_question(session, place, last, now):
        raise ConferredSince(at_stake)
    row = _lead(session, enrollment, last.from_catalog, last.seq, by, now)
    seen.bring_back(session, place, last.uses_before)
    return row


def _lead(
    session: Session,
    enrollment: Enrollment,
    catalog: int,
    undoes: int | None,
    by: Actor,
    now: datetime,
) -> Switch:
    row = Switch(
        district_id=enrollment.district_id,
        participant_id=enrollment.participant_id,
        degree=enrollment.degree,
        seq=len(switches(session, by.participant, enrollment.degree)) + 1,
        from_catalog=enrollment.catalog,
        to_catalog=catalog,
        switched_on=catalogs.today(session, enrollment.district_id, now=now),
        switched_at=now,
        switched_by=by.participant.id,
        undoes=undoes,
        uses_before=seen.uses(session, by.participant),
    )
    enrollment.catalog = catalog
    session.add_all((row, enrollment))
    session.flush()
    happened = Switched(
        row.district_id, row.participant_id, row.degree, row.seq, row.from_catalog, catalog, undoes
    )
    announce(session, happened, by=by.participant.id, now=now)
    return row


def _not_conferred(session: Session, place: Participant, degree: str) -> Enrollment:
    enrollment = pursued_enrollment(session, place, degree)
    if any(row.degree == degree for row in queries.conferrals(session, place)):
        raise AlreadyConferred(degree)
    return enrollment


def _refusal(
    session: Session, place: Participant, enrollment: Enrollment, catalog: int
) -> SameVersion | OtherAudience | NoSuchVersion:
    """Why a catalog is none of the later versions."""
    degree = enrollment.degree
    known = {each.number: each for each in catalogs.timeline(session, place.district_id).recorded}
    if catalog not in known or degree not in known[catalog].catalog.degrees:
        return NoSuchVersion(degree, catalog)
    if not is_for(known[catalog].catalog.degrees[degree], place):
        return OtherAudience(degree)
    mine = known[enrollment.catalog].catalog
    if ask_alike(tree_of(mine, degree), tree_of(known[catalog].catalog, degree)):
        return SameVersion(degree)
    return NoSuchVersion(degree, catalog)


def _put_in_question(session: Session, place: Participant, last: Switch, now: datetime) -> str:
    """A degree that was granted, and that going back would leave incomplete; none is ''."""
    today = catalogs.today(session, place.district_id, now=now)
    stands = {
        row.degree
        for row in queries.conferrals(session, place)
        if row.questioned_at is None and row.upheld_at is None
    }
    audits, _ = foreseen(session, place, last.degree, last.from_catalog, today)
    return next((key for key in audits if key in stands and not audits[key].is_complete), "")
