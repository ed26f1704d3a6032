"""Work that waits for nobody's click: letters and digests go out, days begin, old things go."""

import logging
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from threading import Event, Thread

from sqlalchemy.exc import DBAPIError

from engine import (
    catalogs,
    credentials,
    daybreak,
    evidence,
    follow_ups,
    mentoring,
    notifications,
    outbox,
    people,
    proposals,
    reactions,
    retention,
    scanning,
)
from engine.integrations import Files, Integrations, Mail, Parts, Writer
from engine.store import Store

_LOG = logging.getLogger("tassel.jobs")
_PAUSE_S = 5.0
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
_DAY_TURNS = 12
"""About once a minute."""
_TIDY_TURNS = 720
"""About once an hour."""
_PARTS_KEPT = timedelta(days=1)

Clock = Callable[[], datetime]


def deliver(store: Store, mail: Mail, *, site: str, now: datetime) -> int:
    """Send what is due, and answer how many letters went out."""
    with store.write() as session:
        due = outbox.take_due(session, now=now)
    return sum(_send(store, mail, letter, site, now) for letter in due)


def begin_days(store: Store, *, now: datetime) -> int:
    """Bring one lot of each district's people in line with the day that began, if one did.

    Answers how many were looked at; when it is nobody, the day is done until the next one.
    """
    with store.session() as session:
        districts = people.districts(session)
    return sum(_begin_day(store, district, now) for district in districts)


def write_digests(store: Store, *, now: datetime) -> int:
    """Write one lot of each district's digests, if it is morning there.

    Answers how many people were looked at; when it is nobody, all have theirs.
    """
    with store.session() as session:
        due = [
            each
            for each in people.districts(session)
            if notifications.are_due(session, each, now=now)
        ]
    return sum(_write_digests(store, district, now) for district in due)


def credit_proposals(store: Store, *, now: datetime) -> int:
    """Credit what was proposed and has been published since; how many proposals that were."""
    with store.session() as session:
        waiting = proposals.where_credit_waits(session)
    return sum(_credit_proposals(store, district, now) for district in waiting)


def credit_mentors(store: Store, *, now: datetime) -> int:
    """Credit mentors for badges that a publishing brought; how many were credited."""
    with store.session() as session:
        waiting = [
            each
            for each in mentoring.where_any(session)
            if credentials.mentors_wait(session, each, now=now)
        ]
    return sum(_credit_mentors(store, district, now) for district in waiting)


def empty_bins(store: Store, *, now: datetime) -> int:
    """Remove the drafts that have lain among the deleted ones long enough; how many went."""
    with store.session() as session:
        districts = people.districts(session)
    return sum(_empty_bin(store, district, now) for district in districts)


def forget_parts(parts: Parts, *, now: datetime) -> int:
    """Let go of large files that nobody has sent on for a day; how many went."""
    return parts.forget(before=now - _PARTS_KEPT)


def forget_files(store: Store, files: Files, *, now: datetime) -> int:
    """Forget the files whose time is over, and let go what nothing refers to; how many went."""
    with store.session() as session:
        districts = people.districts(session)
    return sum(_forget_files(store, district, files, now) for district in districts)


def work(
    store: Store, mail: Mail, files: Files, parts: Parts, *, site: str, clock: Clock, stop: Event
) -> None:
    """Send letters and begin days until told to stop; trouble is logged and never ends the work."""
    turns, busy = count(), 0
    while True:
        try:
            turn = next(turns)
            sent = deliver(store, mail, site=site, now=clock())
            if busy or turn % _DAY_TURNS == 0:
                busy = begin_days(store, now=clock()) + write_digests(store, now=clock())
                credit_proposals(store, now=clock())
                credit_mentors(store, now=clock())
            if turn % _TIDY_TURNS == 0:
                _tidy(store, clock())
                empty_bins(store, now=clock())
                forget_files(store, files, now=clock())
                forget_parts(parts, now=clock())
        except DBAPIError as error:
            _LOG.warning("The work waits, for the database says: %s", _first_line(error))
            sent = busy = 0
        except Exception:
            _LOG.exception("The work of this round was put off.")
            sent = busy = 0
        if stop.wait(0 if sent or busy else _PAUSE_S):
            return


def work_beside(store: Store, outside: Integrations, *, site: str, clock: Clock) -> Event:
    """Work in threads of its own; setting the event that is answered ends it."""
    stop = Event()
    task = {"site": site, "clock": clock, "stop": stop}
    with_what = (store, outside.mail, outside.files, outside.parts)
    Thread(target=work, args=with_what, kwargs=task, name="jobs", daemon=True).start()
    scan_beside(store, outside, clock=clock, stop=stop)
    return stop


def scan_beside(store: Store, outside: Integrations, *, clock: Clock, stop: Event) -> None:
    """Where files are scanned, a thread of its own waits for that, so that no letter does."""
    if outside.scanner:
        task = {"clock": clock, "stop": stop}
        with_what = (store, outside.files, outside.scanner)
        Thread(
            target=scanning.scan, args=with_what, kwargs=task, name="scanning", daemon=True
        ).start()


def _send(store: Store, mail: Mail, letter: outbox.Letter, site: str, now: datetime) -> bool:
    text = letter.text.replace(outbox.SITE, site)
    try:
        mail.send(
            to=letter.address,
            subject=letter.subject,
            text=text,
            letter=str(letter.id),
            writer=_writer(store, letter.district_id, now),
            stop=f"{site}{letter.stop}" if letter.stop else "",
        )
    except OSError as trouble:
        _LOG.warning("Letter %s could not be sent: %s", letter.id, trouble)
        with store.write() as session:
            outbox.mark_unsent(session, letter, str(trouble), now=now)
        return False
    with store.write() as session:
        outbox.mark_sent(session, letter, now=now)
    return True


def _writer(store: Store, district: str, now: datetime) -> Writer:
    """The university, and whom its pack names for help."""
    with store.session() as session:
        if catalogs.newest(session, district) is None:
            return Writer()
        written = catalogs.current(session, district, now=now).district
    address = written.help if _ADDRESS.fullmatch(written.help) else ""
    return Writer(str(written.university), address)


def _begin_day(store: Store, district: str, now: datetime) -> int:
    with store.session() as session:
        if not daybreak.is_due(session, district, now=now):
            return 0
        is_new = daybreak.is_new(session, district, now=now)
    if is_new:
        _hand_over(store, district, now)
    with store.write() as session:
        lot = daybreak.next_lot(session, district, now=now)
        reactions.follow(session, now=now)
    if not lot:
        _look_back(store, district, now)
    return len(lot)


def _hand_over(store: Store, district: str, now: datetime) -> None:
    """Before anything else of the day, lot by lot."""
    handed = evidence.Handed(0, None)
    while True:
        with store.write() as session:
            handed = evidence.hand_over(session, district, now=now, after=handed.after)
            reactions.follow(session, now=now)
        if handed.after is None:
            return


def _look_back(store: Store, district: str, now: datetime) -> None:
    """Ask lot by lot; whom a broken round leaves out is asked on another morning."""
    asked = True
    while asked:
        with store.write() as session:
            asked = follow_ups.invite_due(session, district, now=now) > 0
            reactions.follow(session, now=now)


def _write_digests(store: Store, district: str, now: datetime) -> int:
    with store.write() as session:
        return notifications.write_next_lot(session, district, now=now)


def _credit_proposals(store: Store, district: str, now: datetime) -> int:
    with store.write() as session:
        credited = proposals.credit_published(session, district, now=now)
        reactions.follow(session, now=now)
    return credited


def _credit_mentors(store: Store, district: str, now: datetime) -> int:
    with store.write() as session:
        credited = credentials.credit_all_mentors(session, district, now=now)
        reactions.follow(session, now=now)
    return credited


def _empty_bin(store: Store, district: str, now: datetime) -> int:
    gone = 0
    while True:
        with store.write() as session:
            if not (lot := evidence.empty_bin(session, district, now=now)):
                return gone
        gone += len(lot)


def _forget_files(store: Store, district: str, files: Files, now: datetime) -> int:
    with store.write() as session:
        after = retention.forget_due(session, district, now=now)
    while after is not None:
        with store.write() as session:
            after = retention.forget_due(session, district, now=now, after=after)
    gone = 0
    while True:
        with store.write() as session:
            if not retention.sweep(session, district, files, now=now):
                return gone
        gone += 1


def _tidy(store: Store, now: datetime) -> None:
    with store.write() as session:
        people.tidy(session, now=now)
        districts = people.districts(session)
    for district in districts:
        with store.write() as session:
            notifications.forget_old(session, district, now=now)


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).partition("\n")[0]
