"""What happens to credentials, in the past tense."""

import uuid
from dataclasses import dataclass
from datetime import date

from engine.outbox import ParticipantEvent


@dataclass(frozen=True)
class CredentialEvent(ParticipantEvent):
    """Something happened to one credential of one participant."""

    credential: uuid.UUID


@dataclass(frozen=True)
class CredentialIssued(CredentialEvent):
    """A badge or a degree was issued, for the first time or again."""

    attainment: str
    key: str
    catalog: int
    earned_on: date


class CredentialRevoked(CredentialEvent):
    """What had earned it was taken back."""
