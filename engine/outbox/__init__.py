"""The outbox: what happened and waits for its consequences, and mail that waits to be sent."""

from engine.outbox.events import (
    Announced,
    Event,
    Heard,
    ParticipantEvent,
    about_whom,
    all_of,
    announce,
    happened,
    heard,
    told_of,
    waiting,
    write_down,
)
from engine.outbox.post import SITE, mark_sent, mark_unsent, phrase, take_due, write_letter
from engine.outbox.tables import EventRow, Letter

__all__ = [
    "SITE",
    "Announced",
    "Event",
    "EventRow",
    "Heard",
    "Letter",
    "ParticipantEvent",
    "about_whom",
    "all_of",
    "announce",
    "happened",
    "heard",
    "mark_sent",
    "mark_unsent",
    "phrase",
    "take_due",
    "told_of",
    "waiting",
    "write_down",
    "write_letter",
]
