"""What people are told of help: coaches who asks, and either side what the other wrote."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from engine import catalogs, coaching, people
from engine.coaching import HelpEvent, HelpRequest, HelpSaid, HelpWord
from engine.outbox import Announced, phrase
from engine.people import Participant
from engine.reactions.telling import happened, tell


def tell_coaches(session: Session, announced: Announced, now: datetime) -> None:
    """Somebody asks; whoever may help is told."""
    asked = _asked(session, announced)
    _tell(session, coaching.coaches_for(session, asked), "help_asked", asked,
          coaching.words(session, asked)[0], now)  # fmt: skip


def tell_other_side(session: Session, announced: Announced, now: datetime) -> None:
    """What one of them wrote, to the other; to all coaches while nobody has it."""
    asked, event = _asked(session, announced), happened(announced, HelpSaid)
    word = session.get_one(HelpWord, (event.district, event.word))
    if word.by != asked.participant_id:
        to: Sequence[Participant] = [_place(session, asked, asked.participant_id)]
    elif asked.coach is not None:
        to = [_place(session, asked, asked.coach)]
    else:
        to = coaching.coaches_for(session, asked)
    closed = isinstance(event, coaching.HelpClosed)
    _tell(session, to, "help_closed" if closed else "help_said", asked, word, now)


def _asked(session: Session, announced: Announced) -> HelpRequest:
    event = happened(announced, HelpEvent)
    return session.get_one(HelpRequest, (event.district, event.request))


def _place(session: Session, asked: HelpRequest, someone: object) -> Participant:
    return session.get_one(Participant, (asked.district_id, someone))


def _tell(
    session: Session,
    to: Sequence[Participant],
    template: str,
    asked: HelpRequest,
    word: HelpWord,
    now: datetime,
) -> None:
    catalog = catalogs.current(session, asked.district_id, now=now)
    name = people.names(session, asked.district_id, [word.by])[word.by]
    known = catalog.activities.get(asked.activity)
    for place in to:
        language = people.person_of(session, place).language
        about = known.title.in_(language) if known else phrase(language, "a_note")
        tell(
            session, place, template, now,
            who=name, about=about, text=word.text, path=f"/help/{asked.id}",
        )  # fmt: skip
