"""Taking in the rows of a checked list."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from engine import evidence
from engine.imports.rows import Row, by_owner


@dataclass(frozen=True)
class Loaded:
    """What became of rows: how many are new, and how many were there already."""

    new: int
    known: int


def load(session: Session, rows: Iterable[Row], *, now: datetime, again: bool = False) -> Loaded:
    """Take in these rows as one act; what is there already is left as it is.

    What was taken back since counts `again` where somebody says so.
    """
    rows, new = list(rows), 0
    for own in by_owner(rows):
        approved = [row.approved for row in own]
        new += len(evidence.take_in(session, own[0].owner, approved, now=now, again=again))
    return Loaded(new, len(rows) - new)


def batches(rows: Iterable[Row], size: int = 200) -> Iterator[Sequence[Row]]:
    """Rows in lots of about this size, the rows of one person always together."""
    lot: list[Row] = []
    for own in by_owner(rows):
        lot.extend(own)
        if len(lot) >= size:
            yield lot
            lot = []
    if lot:
        yield lot
