"""A page as everything stood at the end of an earlier day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from urllib.parse import urlencode

from flask import g, request

from engine import catalogs
from engine.store import Session, look_back
from web.page.here import catalog, district, today
from web.page.moment import Moment, current, session
from web.page.site import clock, house
from web.page.who import actor, person


def as_of() -> date | None:
    """The earlier day that the address asks for by `?as_of=`, if it asks for one."""
    asked = request.args.get("as_of", type=date.fromisoformat)
    return asked if asked and date(1900, 1, 1) <= asked < today() else None


@contextmanager
def looking_back() -> Iterator[date | None]:
    """Inside, everything is as it stood at the end of the day asked for; else as it is now.

    Who looks, and what she may see, is always as of now.
    """
    day, before = as_of(), current()
    if day is None:
        yield None
        return
    me_now = {"person": person(), "actor": actor()}
    end = catalogs.end_of(session(), district(), day)
    with Session(house().store.engine, expire_on_commit=False) as back:
        look_back(back, end)
        g.moment = Moment(back, known={"now": end, **me_now})
        try:
            yield day
        finally:
            g.moment = before


def yesterday() -> date:
    """The latest day to look back to, whichever one is looked back to now."""
    return catalogs.local_day(catalog(), clock()()) - timedelta(days=1)


def here_now() -> str:
    """The address of this very page as it is now."""
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "as_of"]
    return f"{request.path}?{urlencode(asked)}" if asked else request.path
