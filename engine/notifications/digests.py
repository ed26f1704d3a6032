"""Digests: one letter a morning with all that waited for it, and none where nothing is new."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from babel.dates import format_date
from sqlmodel import Session, col, select

from engine import catalogs, evidence, people
from engine.errors import NoCatalog
from engine.evidence import QueueOrder
from engine.notifications.actions import footing
from engine.notifications.naming import activity_title
from engine.notifications.stopping import DIGESTS, stop_path
from engine.notifications.tables import Kind, Morning, Notification
from engine.outbox import SITE, keep_letter, phrase, worded
from engine.people import Act, Participant, Person, Rhythm, Role, RoleGrant
from rules.catalog import Catalog

LOT = 50
"""How many people are looked at in one transaction: others wait for it no longer than a moment."""

_MONDAY = 0
_WAITING_SHOWN = 10
_RULE = "\n\n* * *\n\n"


def are_due(session: Session, district: str, *, now: datetime) -> bool:
    """Whether it is morning in the district, and somebody's digest may still be to write."""
    try:
        catalog = catalogs.current(session, district, now=now)
    except NoCatalog:
        return False
    here, mark = _here(catalog, now), session.get(Morning, district)
    done = mark is not None and mark.done and mark.day >= here.date()
    return here.time() >= catalog.upkeep.morning and not done


def write_next_lot(session: Session, district: str, *, now: datetime) -> int:
    """Write the digests of the next people, and answer how many were looked at; 0 when all is done.

    Several servers may ask at once: each gets a lot of its own. A morning that was missed, or
    left half-way, is made up for with the next one.
    """
    people.hold_district(session, district)
    catalog = catalogs.current(session, district, now=now)
    mark = _mark(session, district, _here(catalog, now).date())
    if mark.done:
        return 0  # Another server has finished it meanwhile.
    lot = _next_lot(session, mark)
    since = datetime.combine(
        mark.since, catalog.upkeep.morning, ZoneInfo(catalog.district.timezone)
    )
    for place in lot:
        _write(session, place, catalog, since, now)
    mark.after = lot[-1].id if lot else None
    mark.done = not lot
    session.add(mark)
    session.flush()
    return len(lot)


def _here(catalog: Catalog, now: datetime) -> datetime:
    return now.astimezone(ZoneInfo(catalog.district.timezone))


def _mark(session: Session, district: str, today: date) -> Morning:
    mark = session.get(Morning, district, populate_existing=True)
    if mark is None:
        return Morning(district_id=district, day=today, since=today - timedelta(days=1))
    if mark.day < today:
        mark.since = mark.day if mark.done else mark.since
        mark.day, mark.after, mark.done = today, None, False
    return mark


def _next_lot(session: Session, mark: Morning) -> Sequence[Participant]:
    """For whom something waits, and who reviews; whoever asked for Mondays, once one has come."""
    waits = sa.exists().where(
        col(Notification.district_id) == col(Participant.district_id),
        col(Notification.participant_id) == col(Participant.id),
        col(Notification.waits),
    )
    reviews = sa.exists().where(
        col(RoleGrant.district_id) == col(Participant.district_id),
        col(RoleGrant.participant_id) == col(Participant.id),
        col(RoleGrant.role).in_((Role.REVIEWER, Role.DISTRICT_ADMIN)),
    )
    asked = select(Participant).where(
        Participant.district_id == mark.district_id,
        col(Participant.left_on).is_(None),
        waits | (col(Participant.mail).in_(DIGESTS) & reviews),
    )
    if not _had_a_monday(mark):
        asked = asked.where(Participant.mail != Rhythm.WEEKLY)
    if mark.after is not None:
        asked = asked.where(Participant.id > mark.after)
    return session.exec(asked.order_by(col(Participant.id)).limit(LOT)).all()


def _had_a_monday(mark: Morning) -> bool:
    days = range(1, (mark.day - mark.since).days + 1)
    return any((mark.since + timedelta(days=n)).weekday() == _MONDAY for n in days)


def _write(
    session: Session, place: Participant, catalog: Catalog, since: datetime, now: datetime
) -> None:
    news = session.exec(
        select(Notification)
        .where(
            Notification.district_id == place.district_id,
            Notification.participant_id == place.id,
            col(Notification.waits),
        )
        .order_by(col(Notification.id))
    ).all()
    reader = people.person_of(session, place)
    if place.mail is Rhythm.WEEKLY:
        since -= timedelta(days=6)
    parts = [_told(each) for each in news]
    parts += _reviews(session, place, reader, catalog, since, bool(news))
    if not parts:
        return
    for each in news:
        each.waits = False
    university = catalog.district.university.in_(reader.language)
    path = f"/{place.district_id}/notifications"
    facts = {"university": university, "news": _RULE.join(parts), "path": path}
    goes_on = place.mail in DIGESTS  # Else it is the last one: she has chosen otherwise meanwhile.
    keep_letter(
        session,
        place.district_id,
        worded(reader.language, "digest", facts),
        to=reader,
        university=university,
        footing=footing(place, Kind.DIGEST, reader) if goes_on else "",
        stop=stop_path(place, Kind.DIGEST) if goes_on else "",
        now=now,
    )


def _told(told: Notification) -> str:
    return f"{told.subject}\n\n{told.text}\n\n{told.call}:\n{SITE}{told.path}"


def _reviews(
    session: Session,
    place: Participant,
    reader: Person,
    catalog: Catalog,
    since: datetime,
    has_news: bool,
) -> Iterator[str]:
    """What waits for a reviewer, the oldest promise first: with news, or when some of it is new."""
    actor = people.acting(session, place)
    if not actor.may(Act.REVIEW):
        return
    latest = evidence.queue(session, actor, order=QueueOrder.SINCE, falling=True, limit=1)
    if not latest or not (has_news or _came_after(latest[0].claim, since)):
        return
    language = reader.language
    shown = evidence.queue(session, actor, limit=_WAITING_SHOWN)
    lines = [phrase(language, "waiting")]
    for each in shown:
        day = each.claim.answer_by
        lines.append(
            phrase(
                language,
                "waiting_line" if day else "waiting_open",
                activity=activity_title(catalog, each.claim, language),
                whose=each.name or phrase(language, "unnamed"),
                day=format_date(day, "full", locale=language) if day else "",
            )
        )
    if more := evidence.queue_length(session, actor) - len(shown):
        lines.append(phrase(language, "waiting_more", count=more))
    link = f"{phrase(language, 'answer_them')}:\n{SITE}/{place.district_id}/reviews"
    yield "\n".join([lines[0], "", *lines[1:], "", link])


def _came_after(claim: evidence.Evidence, since: datetime) -> bool:
    return claim.submitted_at is not None and claim.submitted_at >= since
