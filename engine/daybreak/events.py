"""What happens at midnight, in the past tense."""

import uuid
from dataclasses import dataclass
from datetime import date

from engine.outbox import Event


@dataclass(frozen=True)
class DayBegan(Event):
    """A day began in the district, and one lot of the people whom that can touch is due."""

    day: date
    since: date | None
    """The last day before it that was gone through; None when none was."""
    first: uuid.UUID
    last: uuid.UUID
