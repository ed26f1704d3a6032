"""Conferrals that a correction put in question, as an admin reads them."""

import uuid
from dataclasses import dataclass

from flask import url_for

from engine import catalogs, people, progress
from engine.progress import Conferral
from web import page
from web.dashboard.nearness import still_missing
from web.dashboard.sums import degree_name


@dataclass(frozen=True)
class Question:
    """A degree that was conferred, and what its audit misses today."""

    conferral: Conferral
    name: str
    degree: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Waiting:
    """Somebody whose degree lacks nothing but what an admin confirms."""

    name: str
    degree: str
    href: str


def open_questions() -> list[Question]:
    """Everything that waits for an admin's answer, the oldest first."""
    return [_question(each) for each in progress.questioned(page.session(), page.district())]


def open_question(participant: uuid.UUID, degree: str) -> Question | None:
    """This one; None when it was answered."""
    found = progress.questioned(page.session(), page.district())
    asked = (each for each in found if (each.participant_id, each.degree) == (participant, degree))
    return next(map(_question, asked), None)


def waiting() -> list[Waiting]:
    """Who has everything but a word of the district; it is given among her decisions."""
    scope = people.scope(page.me())
    found = progress.waiting_for_a_word(page.session(), scope, today=page.today())
    return [
        Waiting(
            name=each.name,
            degree=degree_name(each.degree),
            href=url_for(
                "decisions.show", participant_id=each.participant, degree=each.degree,
                _anchor="plan",
            ),
        )
        for each in found
    ]  # fmt: skip


def _question(conferral: Conferral) -> Question:
    session, district = page.session(), page.district()
    place = people.participant(session, district, conferral.participant_id)
    under = catalogs.numbered(session, district, conferral.catalog)
    pursued = progress.pursued(session, place, now=page.now())
    audits = [each.audit for each in pursued if each.enrollment.degree == conferral.degree]
    return Question(
        conferral=conferral,
        name=people.person_of(session, place).name,
        degree=degree_name(conferral.degree),
        missing=still_missing(audits[0].findings, under) if audits else (),
    )
