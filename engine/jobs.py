"""Work that waits for nobody's click: letters are sent, what has ended is forgotten."""

import logging
from collections.abc import Callable
from datetime import datetime
from itertools import count
from threading import Event, Thread

from sqlalchemy.exc import DBAPIError

from engine import outbox, people
from engine.integrations import Mail
from engine.store import Store

_LOG = logging.getLogger("tassel.jobs")
_PAUSE_S = 5.0
_TIDY_TURNS = 720
"""About once an hour."""

Clock = Callable[[], datetime]


def deliver(store: Store, mail: Mail, *, site: str, now: datetime) -> int:
    """Send what is due, and answer how many letters went out."""
    with store.write() as session:
        due = outbox.take_due(session, now=now)
    return sum(_send(store, mail, letter, site, now) for letter in due)


def work(store: Store, mail: Mail, *, site: str, clock: Clock, stop: Event) -> None:
    """Send letters until told to stop; trouble is logged and never ends the work."""
    turns = count()
    while True:
        try:
            sent = deliver(store, mail, site=site, now=clock())
            if next(turns) % _TIDY_TURNS == 0:
                _tidy(store, clock())
        except DBAPIError as error:
            _LOG.warning("Letters wait, for the database says: %s", _first_line(error))
            sent = 0
        except Exception:
            _LOG.exception("The work of this round was put off.")
            sent = 0
        if stop.wait(0 if sent else _PAUSE_S):
            return


def work_beside(store: Store, mail: Mail, *, site: str, clock: Clock) -> Event:
    """Work in a thread of its own; setting the event that is answered ends it."""
    stop = Event()
    task = {"site": site, "clock": clock, "stop": stop}
    Thread(target=work, args=(store, mail), kwargs=task, name="jobs", daemon=True).start()
    return stop


def _send(store: Store, mail: Mail, letter: outbox.Letter, site: str, now: datetime) -> bool:
    text = letter.text.replace(outbox.SITE, site)
    try:
        mail.send(to=letter.address, subject=letter.subject, text=text, letter=str(letter.id))
    except OSError as trouble:
        _LOG.warning("Letter %s could not be sent: %s", letter.id, trouble)
        with store.write() as session:
            outbox.mark_unsent(session, letter, str(trouble), now=now)
        return False
    with store.write() as session:
        outbox.mark_sent(session, letter, now=now)
    return True


def _tidy(store: Store, now: datetime) -> None:
    with store.write() as session:
        people.tidy(session, now=now)


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).partition("\n")[0]
