"""What happens to proposals, in the past tense."""

import uuid
from dataclasses import dataclass

from engine.outbox import ParticipantEvent


@dataclass(frozen=True)
class ProposalEvent(ParticipantEvent):
    """Something happened to one proposal of one participant."""

    proposal: uuid.UUID


class ProposalSubmitted(ProposalEvent):
    """It waits for somebody to read it."""


class ProposalTaken(ProposalEvent):
    """Somebody reads it."""


class ProposalAskedBack(ProposalEvent):
    """Its reader asked for something more."""


class ProposalDeclined(ProposalEvent):
    """Its reader decided that it does not go into the catalog."""


class ProposalInStudio(ProposalEvent):
    """It is written in a draft of the next catalog."""


class ProposalPublished(ProposalEvent):
    """A catalog that has it was published."""
