"""What happens to help, in the past tense."""

import uuid
from dataclasses import dataclass

from engine.outbox import ParticipantEvent


@dataclass(frozen=True)
class HelpEvent(ParticipantEvent):
    """Something happened to a participant's request for help."""

    request: uuid.UUID


class HelpAsked(HelpEvent):
    """It waits for a coach."""


class HelpTaken(HelpEvent):
    """A coach has it."""


class HelpLetGo(HelpEvent):
    """The coach left it to others again."""


@dataclass(frozen=True)
class HelpSaid(HelpEvent):
    """One side wrote something to the other."""

    word: uuid.UUID


class HelpClosed(HelpSaid):
    """The coach closed it with a note."""
