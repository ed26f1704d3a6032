"""Somebody's place as an admin writes it anew: the form, and what each button does."""

from typing import Any

from flask_babel import gettext as _

from engine import people
from engine.people import Participant
from rules.terms import Audience
from web import page
from web.formats import first_up, in_language
from web.people.forms import LastDayForm, PlaceForm
from web.wording import worded, words

_WHOLE = 100


def form(place: Participant, **filled: Any) -> PlaceForm:
    """With the schools and kinds of staff that there are here, and what is written today."""
    today = {
        "school": place.school,
        "job": place.job,
        "audience": place.audience.value,
        "part": round(place.fte * _WHOLE),
    }
    asked = PlaceForm(**{"data": today, **filled})
    choose_places(asked)
    asked.audience.choices = [(each.value, worded(each)) for each in Audience]
    return asked


def choose_places(asked: Any) -> None:
    """The schools of the district, and its office, for a field `school`."""
    asked.school.label.text = first_up(words("school", 1))
    asked.school.choices = [
        ("", _("District office")),
        *((key, in_language(each.title)) for key, each in page.catalog().schools.items()),
    ]


def last_day(**filled: Any) -> LastDayForm:
    return LastDayForm(**{"data": {"last": page.today()}, **filled})


def change(asked: PlaceForm, place: Participant) -> list[str]:
    with page.transaction() as session:
        return people.change_place(
            session,
            people.participant(session, place.district_id, place.id),
            school=asked.school.data or "",
            job=asked.job.data or "",
            audience=Audience(asked.audience.data),
            fte=(asked.part.data or _WHOLE) / _WHOLE,
            by=page.me(),
            now=page.now(),
        )


def end(asked: LastDayForm, place: Participant) -> None:
    with page.transaction() as session:
        people.end_participation(
            session,
            people.participant(session, place.district_id, place.id),
            last=asked.last.data,
            today=page.today(),
            by=page.me(),
            now=page.now(),
        )


def resume(place: Participant) -> None:
    with page.transaction() as session:
        whose = people.participant(session, place.district_id, place.id)
        people.resume_participation(session, whose, by=page.me(), now=page.now())
