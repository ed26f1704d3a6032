"""What is told of degrees: to who pursues or earned one, and to the admins."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from engine import catalogs, people, progress
from engine.outbox import Announced
from engine.people import Participant, Person, Role
from engine.reactions import rulings
from engine.reactions.telling import happened, tell
from rules.requirements.comparing import ask_alike


def tell_of_degree(session: Session, announced: Announced, now: datetime) -> None:
    """A degree was conferred: the letter that people keep."""
    event = happened(announced, progress.DegreeConferred)
    place = people.participant(session, event.district, event.participant)
    reader = people.person_of(session, place)
    title = progress.conferred(session, place, event.degree).title.in_(reader.language)
    tell(session, place, "degree", now, degree=title,
           path=f"/degrees/{event.degree}/diploma")  # fmt: skip


def tell_of_lapse(session: Session, announced: Announced, now: datetime) -> None:
    """The years of her version are over; nothing is written where the next one asks the same."""
    event = happened(announced, progress.RightsLapsed)
    before, after = (
        catalogs.numbered(session, event.district, number)
        for number in (event.from_catalog, event.to_catalog)
    )
    if ask_alike(*(progress.tree_of(each, event.degree) for each in (before, after))):
        return
    place = people.participant(session, event.district, event.participant)
    reader = people.person_of(session, place)
    tell(
        session, place, "rights_lapsed", now,
        degree=after.degrees[event.degree].title.in_(reader.language),
        before=before.pack.catalog_year, after=after.pack.catalog_year,
        path=f"/degrees/{event.degree}",
    )  # fmt: skip


def tell_of_decision(session: Session, announced: Announced, now: datetime) -> None:
    """An admin decided about a requirement of hers, or withdrew that, and says why.

    What she pins herself needs no letter, nor what another decision takes the place of.
    """
    event = happened(announced, progress.DegreeDecisionEvent)
    if not event.note or announced.by is None:
        return
    place = people.participant(session, event.district, event.participant)
    reader = people.person_of(session, place)
    decision = ""
    if isinstance(event, progress.DegreeDecided):
        decision = rulings.in_words(session, event, place, reader.language)
    tell(
        session,
        place,
        "decided" if decision else "decision_withdrawn",
        now,
        decision=decision,
        degree=progress.decided_about(session, event).title.in_(reader.language),
        admin=people.names(session, event.district, [announced.by])[announced.by],
        note=event.note,
        path=f"/degrees/{event.degree}",
    )


def tell_of_revoking(session: Session, announced: Announced, now: datetime) -> None:
    """An admin took a degree back, and says why."""
    event = happened(announced, progress.ConferralRevoked)
    place = people.participant(session, event.district, event.participant)
    reader = people.person_of(session, place)
    title = progress.conferred(session, place, event.degree).title.in_(reader.language)
    tell(
        session, place, "conferral_revoked", now,
        degree=title, note=event.note, path="/degrees",
    )  # fmt: skip


def ask_admins(session: Session, announced: Announced, now: datetime) -> None:
    """A correction left a conferred degree incomplete: somebody has to decide."""
    event = happened(announced, progress.ConferralQuestioned)
    place = people.participant(session, event.district, event.participant)
    degree = progress.conferred(session, place, event.degree)
    for office, admin in _admins(session, event.district):
        tell(
            session,
            office,
            "conferral_questioned",
            now,
            earner=people.person_of(session, place).name,
            degree=degree.title.in_(admin.language),
            path="/dashboard/questions",
        )


def _admins(session: Session, district: str) -> Iterator[tuple[Participant, Person]]:
    for place, person in people.directory(session, district):
        if people.acting(session, place).has(Role.DISTRICT_ADMIN):
            yield place, person
