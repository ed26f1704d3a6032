"""What admins are told of program areas: that a catalog was published by somebody who runs one."""

from datetime import datetime

from sqlmodel import Session

from engine import people
from engine.catalogs import CatalogPublished
from engine.outbox import Announced
from engine.people import Act
from engine.reactions.telling import happened, tell


def tell_of_area(session: Session, announced: Announced, now: datetime) -> None:
    """Who published what; nothing where an admin did, or a district at the prompt."""
    event = happened(announced, CatalogPublished)
    if announced.by is None:
        return
    author = people.participant(session, event.district, announced.by)
    if people.acting(session, author).may(Act.ADMINISTER):
        return
    for place, _admin in people.directory(session, event.district):
        if people.acting(session, place).may(Act.ADMINISTER):
            tell(
                session, place, "area_published", now,
                author=people.person_of(session, author).name,
                number=event.number,
                path="/dashboard/catalogs",
            )  # fmt: skip
