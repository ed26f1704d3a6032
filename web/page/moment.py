"""One request: the session to ask with, the act that writes, and the moment it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Thread
from typing import Any

from flask import current_app, g

from engine import reactions
from engine.store import Session
from web.page.site import clock, house

_PATIENCE_S = 1.0
"""So long a page waits for what goes on beside it."""


@dataclass
class Moment:
    """What one request has found out so far; forgotten when it begins to write."""

    session: Session | None = None
    writes: bool = False
    known: dict[str, Any] = field(default_factory=dict)


def session() -> Session:
    """The session to ask with; inside `transaction()` it is the one that writes."""
    moment = current()
    if moment.session is None:
        moment.session = Session(house().store.engine, expire_on_commit=False)
    return moment.session


@contextmanager
def transaction() -> Iterator[Session]:
    """One act: what is done in the block and every reaction to it, or nothing at all."""
    forget()
    moment = current()
    try:
        with house().store.write() as writing:
            moment.session, moment.writes = writing, True
            yield writing
            reactions.follow(writing, now=now())
    finally:
        g.pop("moment", None)


def beside(work: Callable[[], None]) -> None:
    """Do what may take long in a thread of its own; what is over in a moment is over on return."""
    thread = Thread(target=work, name="beside", daemon=True)
    thread.start()
    thread.join(current_app.config.get("PATIENCE_S", _PATIENCE_S))
    forget()


def now() -> datetime:
    """The moment of this request."""
    return once("now", clock())


def current() -> Moment:
    if "moment" not in g:
        g.moment = Moment()
    found: Moment = g.moment
    return found


def forget() -> None:
    """Close what was read, so that nothing stale is seen afterwards."""
    moment: Moment | None = g.pop("moment", None)
    if moment and moment.session and not moment.writes:
        moment.session.close()


def once(name: str, find: Callable[[], Any]) -> Any:
    """What is found out at most one time in a request."""
    known = current().known
    if name not in known:
        known[name] = find()
    return known[name]
