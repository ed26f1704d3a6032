"""When the years are over for which an enrollment kept its version of a degree."""

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from engine import catalogs
from engine.outbox import announce
from engine.people import Participant
from engine.progress import queries, seen
from engine.progress.events import RightsLapsed
from engine.progress.tables import Conferral, Enrollment, Switch
from engine.progress.versions import pursued_enrollment, switches
from rules.rights import Chosen, Next, judged_by, kept_until, next_version
from rules.terms import Audience
from rules.timeline import Timeline


def let_lapse(session: Session, place: Participant, *, now: datetime) -> None:
    """Let each degree be judged by the version whose turn it is today; twice changes nothing.

    A degree that was granted keeps the version under which it was.
    """
    today = catalogs.today(session, place.district_id, now=now)
    for enrollment in _pursued(session, place):
        due = due_on(session, place, enrollment, today)
        if due != enrollment.catalog:
            _lead(session, place, enrollment, due, today, now)


def due_on(session: Session, place: Participant, enrollment: Enrollment, today: date) -> int:
    """The number of the catalog by which an enrollment is to be judged on a day."""
    if not _may_lapse(session, enrollment):
        return enrollment.catalog
    chosen = _chosen(session, place, enrollment)
    return judged_by(chosen, _timeline(session, place), place.audience, today)


def who_has_lapsed(session: Session, district: str, today: date) -> Iterator[uuid.UUID]:
    """For whom the years of a version are over today, asked of everybody at once."""
    timeline = catalogs.timeline(session, district)
    degrees = {
        key
        for each in timeline.recorded
        for key, degree in each.catalog.degrees.items()
        if degree.rights_years is not None
    }
    if not degrees:
        return
    made = _everybodys_switches(session, district, degrees)
    for enrollment, audience in session.execute(_unconferred(district, degrees)):
        rows = made.get((enrollment.participant_id, enrollment.degree), ())
        if judged_by(_choice(enrollment, rows), timeline, audience, today) != enrollment.catalog:
            yield enrollment.participant_id


@dataclass(frozen=True)
class Rights:
    """For how long somebody keeps her version of a degree, and which one follows."""

    until: date
    """The last day for which it was promised; it may be over."""
    next: Next | None
    """The version by which she will be judged next, as far as it is known."""


def rights(session: Session, place: Participant, degree: str, *, now: datetime) -> Rights | None:
    """The years that her version of a degree was promised for; None for good."""
    enrollment = pursued_enrollment(session, place, degree)
    if not _may_lapse(session, enrollment):
        return None
    chosen, timeline = _chosen(session, place, enrollment), _timeline(session, place)
    until = kept_until(chosen, timeline)
    if until is None:
        return None
    today = catalogs.today(session, place.district_id, now=now)
    return Rights(until, next_version(chosen, timeline, place.audience, today))


def _pursued(session: Session, place: Participant) -> list[Enrollment]:
    granted = {row.degree for row in queries.conferrals(session, place)}
    return [row for row in queries.enrollments(session, place) if row.degree not in granted]


def _may_lapse(session: Session, enrollment: Enrollment) -> bool:
    """Whether any version of the degree up to this one was promised for so many years."""
    return any(
        (degree := each.catalog.degrees.get(enrollment.degree)) is not None
        and degree.rights_years is not None
        for each in catalogs.timeline(session, enrollment.district_id).recorded
        if each.number <= enrollment.catalog
    )


def _chosen(session: Session, place: Participant, enrollment: Enrollment) -> Chosen:
    return _choice(enrollment, switches(session, place, enrollment.degree))


def _choice(enrollment: Enrollment, rows: Sequence[Switch]) -> Chosen:
    """The version that was chosen last, and the day; what was taken back was not chosen."""
    undone = {row.undoes for row in rows}
    chosen = [
        row for row in rows if row.undoes is None and not row.lapsed and row.seq not in undone
    ]
    if chosen:
        return Chosen(enrollment.degree, chosen[-1].to_catalog, chosen[-1].switched_on)
    first = rows[0].from_catalog if rows else enrollment.catalog
    return Chosen(enrollment.degree, first, enrollment.enrolled_on)


def _everybodys_switches(
    session: Session, district: str, degrees: Collection[str]
) -> Mapping[tuple[uuid.UUID, str], list[Switch]]:
    asked = (
        sa.select(Switch)
        .where(col(Switch.district_id) == district, col(Switch.degree).in_(degrees))
        .order_by(col(Switch.seq))
    )
    found: dict[tuple[uuid.UUID, str], list[Switch]] = {}
    for row in session.scalars(asked):
        found.setdefault((row.participant_id, row.degree), []).append(row)
    return found


def _unconferred(district: str, degrees: Collection[str]) -> sa.Select[Enrollment, Audience]:
    """Everybody's pursuits of these degrees, each with whom the person works as."""
    granted = sa.exists().where(
        col(Conferral.district_id) == col(Enrollment.district_id),
        col(Conferral.participant_id) == col(Enrollment.participant_id),
        col(Conferral.degree) == col(Enrollment.degree),
        col(Conferral.revoked_at).is_(None),
    )
    hers = sa.and_(
        col(Participant.district_id) == col(Enrollment.district_id),
        col(Participant.id) == col(Enrollment.participant_id),
    )
    return (
        sa.select(Enrollment, col(Participant.audience))
        .join(Participant, hers)
        .where(
            col(Enrollment.district_id) == district,
            col(Enrollment.left_on).is_(None),
            col(Enrollment.degree).in_(degrees),
            ~granted,
        )
    )


def _timeline(session: Session, place: Participant) -> Timeline:
    return catalogs.timeline(session, place.district_id)


def _lead(
    session: Session,
    place: Participant,
    enrollment: Enrollment,
    catalog: int,
    today: date,
    now: datetime,
) -> None:
    row = Switch(
        district_id=enrollment.district_id,
        participant_id=enrollment.participant_id,
        degree=enrollment.degree,
        seq=len(switches(session, place, enrollment.degree)) + 1,
        from_catalog=enrollment.catalog,
        to_catalog=catalog,
        switched_on=today,
        switched_at=now,
        switched_by=place.id,
        lapsed=True,
        uses_before=seen.uses(session, place),
    )
    enrollment.catalog = catalog
    session.add_all((row, enrollment))
    session.flush()
    whose = (row.district_id, row.participant_id, row.degree)
    announce(session, RightsLapsed(*whose, row.seq, row.from_catalog, catalog), by=None, now=now)
