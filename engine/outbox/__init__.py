"""The outbox: what happened and waits for its consequences, and mail that waits to be sent."""

from engine.outbox.events import Announced, Event, announce, waiting
from engine.outbox.tables import EventRow, Letter

__all__ = ["Announced", "Event", "EventRow", "Letter", "announce", "waiting"]
