"""A gathering as its form tells it, and the other way round."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from engine import gatherings, people
from engine.gatherings import Gathering, Plan
from engine.people import Act, Participant
from rules.terms import Stage
from web import page
from web.formats import first_up, in_language
from web.gatherings.forms import GatheringForm
from web.wording import worded, words


def form(gathering: Gathering | None = None, **how: Any) -> GatheringForm:
    """With the activities that being there is the evidence for; whom to name is an admin's."""
    asked = GatheringForm(**({"data": _told(gathering)} if gathering else {}), **how)
    asked.activity.label.text = first_up(words("activity", 1))
    asked.activity.choices = list(_choices())
    if not page.me().may(Act.ADMINISTER):
        del asked.leader
    return asked


def plan(asked: GatheringForm, leader: Participant) -> Plan:
    """What the form says, in the district's time."""
    key, _slash, stage = str(asked.activity.data).partition("/")
    begins, ends = _at(asked, asked.begins.data), _at(asked, asked.ends.data)
    usual = page.catalog().activities[key].stages[Stage(stage)].minutes
    lasts = max(round((ends - begins).total_seconds() / 60), 0)
    return Plan(
        activity=key,
        stage=Stage(stage),
        leader=leader,
        begins_at=begins,
        ends_at=ends,
        closes_at=_at(asked, asked.closes.data) if asked.closes.data else ends,
        minutes=asked.minutes.data or usual or lasts,
        place=asked.place.data or "",
        waits=bool(asked.waits.data),
        open_to_guests=bool(asked.open_to_guests.data),
    )


def leader(asked: GatheringForm, otherwise: Participant) -> Participant | None:
    """Who is to lead; None, with a word beside the field, when nobody has that address."""
    said = asked.leader.data if "leader" in asked else ""
    if not said:
        return otherwise
    found = people.by_email(page.session(), page.district(), said)
    if found is None:
        asked.leader.errors = [_("Nobody in the district has this address.")]
    return found


def _choices() -> Iterator[tuple[str, str]]:
    catalog = page.catalog()
    for key, stage in gatherings.offered(catalog):
        title = in_language(catalog.activities[key].title)
        told = title if stage is Stage.DONE else f"{title}: {worded(stage).lower()}"
        yield f"{key}/{stage}", told


def _told(gathering: Gathering) -> dict[str, Any]:
    begins, ends, closes = (
        each.astimezone(_zone())
        for each in (gathering.begins_at, gathering.ends_at, gathering.closes_at)
    )
    return {
        "activity": f"{gathering.activity}/{gathering.stage}",
        "day": begins.date(),
        "begins": begins.time(),
        "ends": ends.time(),
        "closes": closes.time(),
        "minutes": gathering.minutes,
        "place": gathering.place,
        "waits": gathering.waits,
        "open_to_guests": gathering.open_to_guests,
    }


def _at(asked: GatheringForm, clock: time | None) -> datetime:
    return datetime.combine(asked.day.data, clock or time(), _zone())


def _zone() -> ZoneInfo:
    return ZoneInfo(page.catalog().district.timezone)
