"""What a list says: rows that can be taken in, and rows that cannot, each with its reasons."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from engine.errors import Refusal
from engine.evidence import Approved
from engine.people import Participant
from rules.terms import Stage


@dataclass(frozen=True)
class Reason:
    """Why a row cannot be taken in: a code, and the facts that a sentence needs."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, refusal: Refusal) -> "Reason":
        """A refusal of the program as a reason."""
        facts = {name: _told(value) for name, value in refusal.facts.items()}
        return cls(refusal.code, facts)


@dataclass(frozen=True)
class Row:
    """A line that can be taken in, or was before."""

    line: int
    owner: Participant
    name: str
    approved: Approved
    known: bool = False
    """Whether it was taken in when the list came before."""


@dataclass(frozen=True)
class Wanted:
    """A line about one piece of somebody's evidence that a reviewer wants to approve."""

    line: int
    owner: Participant
    name: str
    activity: str
    stage: Stage
    day: date | None
    row: Row | None
    """As what it could be taken in if nothing waits: attendance of a day."""


@dataclass(frozen=True)
class BadRow:
    """A line that cannot be taken in, and everything that is wrong with it."""

    line: int
    said: Mapping[str, str]
    """What its cells say, by column."""
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Checked:
    """A list, read and checked; nothing has been changed by that."""

    rows: tuple[Row, ...]
    bad: tuple[BadRow, ...]
    notes: tuple[Reason, ...] = ()
    """What was guessed, and from what: `windows_text`, `day_first`, `month_first`."""

    @property
    def new(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not row.known)

    @property
    def known(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.known)


def by_owner(rows: Iterable[Row]) -> Iterable[Sequence[Row]]:
    """The rows of each person together, in their order."""
    found: dict[uuid.UUID, list[Row]] = {}
    for row in rows:
        found.setdefault(row.owner.id, []).append(row)
    return found.values()


def _told(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
