"""Refusals that keep the ledger as it was written."""

from dataclasses import dataclass

from engine.errors.refusal import Refusal


@dataclass(eq=False)
class AppendOnly(Refusal):
    """Somebody tried to change or remove what is only ever added to."""

    table: str


@dataclass(eq=False)
class ContentDiffers(Refusal):
    """The same event came again with other content."""

    event: str
