"""Refusals where a program is written: drafts of packs, and proposals."""

from dataclasses import dataclass
from datetime import datetime

from engine.errors.refusal import Refusal


@dataclass(eq=False)
class DraftClosed(Refusal):
    """The draft was published under this number, or put aside."""

    number: int | None


@dataclass(eq=False)
class EditedMeanwhile(Refusal):
    """Somebody else changed the same entry since; the text is what stands there now."""

    path: tuple[str | int, ...]
    name: str
    at: datetime
    text: str


@dataclass(eq=False)
class OutsideArea(Refusal):
    """A program author changed what is not of her area: the paths of it."""

    paths: tuple[tuple[str | int, ...], ...]


@dataclass(eq=False)
class NothingToUndo(Refusal):
    """Every edit of the draft was taken back, or there was none."""


@dataclass(eq=False)
class NotYaml(Refusal):
    """A text that cannot be read at all, and where."""

    file: str
    line: int
    message: str
    suggestion: str


@dataclass(eq=False)
class ProposalMoved(Refusal):
    """The proposal is no longer in a state from which this is possible."""

    status: str


@dataclass(eq=False)
class ReadByOther(Refusal):
    """Somebody else reads the proposal."""

    reader: str
