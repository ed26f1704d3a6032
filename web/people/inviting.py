"""Inviting from a page: the form with the district's choices, and the letter that goes out."""

from typing import Any

from flask import url_for

from engine import outbox, people
from engine.people import Invited
from rules.terms import Audience
from web import page
from web.languages import NAMES
from web.people.forms import InviteForm
from web.people.placing import choose_places
from web.wording import worded

_WHOLE = 100


def form(**filled: Any) -> InviteForm:
    """With the schools, the kinds of staff and the languages that there are here."""
    asked = InviteForm(**filled)
    choose_places(asked)
    asked.audience.choices = [(each.value, worded(each)) for each in Audience]
    asked.language.choices = list(NAMES.items())
    return asked


def invite(asked: InviteForm) -> Invited:
    """One act: a place for her, and the letter."""
    with page.transaction() as session:
        invited = people.invite(
            session,
            page.district(),
            email=asked.email.data or "",
            name=asked.name.data or "",
            language=asked.language.data or page.language(),
            school=asked.school.data,
            job=asked.job.data,
            audience=Audience(asked.audience.data),
            fte=(asked.part.data or _WHOLE) / _WHOLE,
            on=page.today(),
            now=page.now(),
            by=page.me(),
        )
        write(invited)
    return invited


def write(invited: Invited) -> None:
    """Mail the link to a first password; who has one is told where to sign in."""
    link = url_for("people.reset", token=invited.token) if invited.token else ""
    outbox.write_letter(
        page.session(),
        page.district(),
        to=invited.person,
        template="invited" if link else "joined",
        facts={
            "university": page.catalog().district.university.in_(invited.person.language),
            "path": link or url_for("people.sign_in"),
        },
        now=page.now(),
    )
