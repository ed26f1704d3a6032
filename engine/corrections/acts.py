"""What an admin may want to correct, and what is to become of what the evidence had brought."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from engine import evidence
from engine.people import Actor


class Aftermath(StrEnum):
    """What becomes of all that the evidence had brought when its approval is taken back."""

    AS_CORRECTED = "as_corrected"
    """What follows follows; a conferred degree is put in question, and never lost by it."""
    NOTHING_FALLS = "nothing_falls"
    """The person keeps it, by an adjustment that is signed."""


@dataclass(frozen=True)
class Correction:
    """An approval that is taken back, or facts that are said otherwise."""

    claim: uuid.UUID
    facts: evidence.Facts | None = None
    """What is said instead; None takes the approval back."""
    aftermath: Aftermath = Aftermath.AS_CORRECTED
    note: str = ""

    def with_note(self, note: str) -> "Correction":
        return replace(self, note=note)

    def do(self, session: Session, claim: evidence.Evidence, *, by: Actor, now: datetime) -> None:
        if self.facts is not None:
            evidence.correct(session, claim, self.facts, by=by, now=now, note=self.note)
        else:
            keep = self.aftermath is Aftermath.NOTHING_FALLS
            evidence.undo_approval(session, claim, by=by, now=now, note=self.note, keep=keep)
