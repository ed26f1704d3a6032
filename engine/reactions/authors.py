"""What authors are told: of an invitation, and that it was taken up."""

from datetime import datetime

from sqlmodel import Session

from engine import authors, catalogs, people
from engine.authors import AuthorEvent
from engine.outbox import Announced
from engine.reactions.telling import happened, tell

_TEMPLATES = {authors.AuthorInvited: "author_invited", authors.AuthorJoined: "author_joined"}


def tell_authors(session: Session, announced: Announced, now: datetime) -> None:
    """Who asks or answers, and about which activity."""
    event = happened(announced, AuthorEvent)
    place = people.participant(session, event.district, event.participant)
    language = people.person_of(session, place).language
    catalog = catalogs.current(session, event.district, now=now)
    who = people.names(session, event.district, [announced.by] if announced.by else [])
    tell(
        session, place, _TEMPLATES[type(event)], now,
        author=next(iter(who.values()), ""),
        activity=catalog.activities[event.activity].title.in_(language),
        path=f"/authored/{event.activity}",
    )  # fmt: skip
