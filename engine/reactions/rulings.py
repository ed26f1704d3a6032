"""What was decided about a requirement, in the words of a letter."""

import uuid

from sqlmodel import Session

from engine import catalogs, evidence, people
from engine.notifications import activity_title
from engine.outbox import phrase
from engine.people import Participant
from engine.progress import DegreeDecided
from rules.catalog import Catalog
from rules.requirements import at, laid_out


def in_words(session: Session, event: DegreeDecided, place: Participant, language: str) -> str:
    """`“Three conferences” is waived: it counts as met.`"""
    catalog = catalogs.numbered(session, event.district, event.catalog)
    return phrase(
        language,
        f"decided_{event.verb}",
        what=_called(catalog, event, language),
        work=_work(session, event, place, catalog, language),
    )


def _called(catalog: Catalog, event: DegreeDecided, language: str) -> str:
    """The requirement by its title, if it has one; the degree, where it is the whole of it."""
    degree, campuses = catalog.degrees[event.degree], tuple(catalog.campuses)
    node = at(degree.requires, event.requirement, campuses)
    is_all = event.requirement == laid_out(degree.requires, campuses).id
    title = degree.title if is_all else None if node is None else node.title
    if title is None:
        return phrase(language, "one_requirement")
    return phrase(language, "quoted", title=title.in_(language))


def _work(
    session: Session, event: DegreeDecided, place: Participant, catalog: Catalog, language: str
) -> str:
    if event.evidence is None:
        return ""
    claim = evidence.get(
        session, people.acting(session, place), uuid.UUID(event.evidence.rpartition("/")[2])
    )
    return activity_title(catalog, claim, language)
