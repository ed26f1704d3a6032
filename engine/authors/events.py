"""What happens among authors, in the past tense."""

from dataclasses import dataclass

from engine.outbox import ParticipantEvent


@dataclass(frozen=True)
class AuthorEvent(ParticipantEvent):
    """It concerns an activity, too."""

    activity: str


class AuthorInvited(AuthorEvent):
    """She is asked to look after it with its authors."""


class AuthorJoined(AuthorEvent):
    """She whose invitation this was looks after it now."""


class AuthorLeft(AuthorEvent):
    """She no longer looks after it."""
