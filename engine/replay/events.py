"""What a replay brings about, in the past tense."""

from dataclasses import dataclass

from engine.outbox import ParticipantEvent


@dataclass(frozen=True)
class RecordReplayed(ParticipantEvent):
    """A replay found what stands out of line with the record; the differences are appended."""

    differences: int
