"""Commands that can tell how something stood at the end of an earlier day."""

from datetime import date, datetime

import click
from sqlmodel import Session

from engine import catalogs
from engine.people import Participant
from engine.store import look_back

as_of = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="As it stood at the end of that day, by what was known then; today unless given.",
)


def looking_back(session: Session, place: Participant, day: date | None, now: datetime) -> datetime:
    """Let the session answer as of a day, if that is over; the moment that then counts as now."""
    today = catalogs.today(session, place.district_id, now=now)
    if day is None or day >= today:
        return now
    end = catalogs.end_of(session, place.district_id, day)
    catalogs.look_again(session, place.district_id)
    look_back(session, end)
    return end
