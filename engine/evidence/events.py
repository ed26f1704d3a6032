"""What happens to evidence, in the past tense."""

import uuid
from dataclasses import dataclass
from datetime import date

from engine.outbox import ParticipantEvent


@dataclass(frozen=True)
class EvidenceEvent(ParticipantEvent):
    """Something happened to one piece of evidence of one participant."""

    evidence: uuid.UUID


class EvidenceSubmitted(EvidenceEvent):
    """It waits for a reviewer now."""


class EvidenceWithdrawn(EvidenceEvent):
    """Its owner took it back."""


class EvidenceApproved(EvidenceEvent):
    """It became a completion, and its points were posted."""


class WorkCredited(EvidenceEvent):
    """The program saw work being done, and counts it without anybody's evidence."""


class CreditTakenBack(EvidenceEvent):
    """Such work counts no more: what it rested on was taken back."""


class EvidenceSentBack(EvidenceEvent):
    """A reviewer asked for something more."""


class EvidenceDeclined(EvidenceEvent):
    """A reviewer decided that it does not show what the activity asks for."""


class ReviewFinished(EvidenceEvent):
    """A reviewer decided on it, or was one of those who have to."""


class ReviewTakenBack(EvidenceEvent):
    """A reviewer took back what she had decided, and has it before her again."""


class ReviewTaken(EvidenceEvent):
    """A reviewer took the review, so that nobody else decides meanwhile."""


class ReviewLetGo(EvidenceEvent):
    """She left the review to others again."""


@dataclass(frozen=True)
class ReviewWentBack(EvidenceEvent):
    """A reviewer kept the review longer than the district lets her."""

    reviewer: uuid.UUID


@dataclass(frozen=True)
class ReviewHandedOver(EvidenceEvent):
    """The promised day was over, and the review was given to the next reviewer."""

    reviewer: uuid.UUID


@dataclass(frozen=True)
class ReviewsHandedOver(ParticipantEvent):
    """A reviewer was given reviews that others did not answer in time."""

    pieces: int
    until: date
    """The day by which she is asked to answer."""


class FileRefusedByScan(EvidenceEvent):
    """The operator's scanner found something in a file beside it, and the file was let go."""


class DecisionTakenBack(EvidenceEvent):
    """A reviewer took back at once that she had sent it back or declined it."""


class ApprovalUndone(EvidenceEvent):
    """An approval was taken back, and what it granted was reversed."""


class EvidenceCorrected(EvidenceEvent):
    """What had been approved was said otherwise, and what it granted was brought in line."""


class WorthKept(EvidenceEvent):
    """Its approval was taken back, and all that it had brought was left to the person."""
