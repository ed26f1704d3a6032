"""Coaching: somebody asks for help, a coach takes that, answers, and closes with a note."""

from engine.coaching.actions import ask, close, let_go, reopen, say, take
from engine.coaching.events import HelpAsked, HelpClosed, HelpEvent, HelpLetGo, HelpSaid, HelpTaken
from engine.coaching.queries import (
    Hours,
    asked_by,
    coaches_for,
    get,
    hours,
    queue,
    waiting_for,
    words,
)
from engine.coaching.tables import HelpRequest, HelpWord, Said

__all__ = [
    "HelpAsked",
    "HelpClosed",
    "HelpEvent",
    "HelpLetGo",
    "HelpRequest",
    "HelpSaid",
    "HelpTaken",
    "HelpWord",
    "Hours",
    "Said",
    "ask",
    "asked_by",
    "close",
    "coaches_for",
    "get",
    "hours",
    "let_go",
    "queue",
    "reopen",
    "say",
    "take",
    "waiting_for",
    "words",
]
