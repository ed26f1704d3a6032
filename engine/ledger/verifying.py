"""Verifying the ledger: every chain and every balance is computed again from the entries."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col

from engine import catalogs, people
from engine.ledger.chain import BEFORE_THE_FIRST, seal
from engine.ledger.queries import balances
from engine.ledger.tables import Balance, Entry
from engine.people import Participant
from rules.terms import Currency


@dataclass(frozen=True)
class Fault:
    """A row that does not say what it should; the first wrong one of a participant."""

    table: str
    participant_id: uuid.UUID | None
    """Whose row it is; None for what is nobody's, such as a shelf."""
    row: str
    """Which row, as `entry 12`."""
    expected: str
    found: str

    def __str__(self) -> str:
        whose = f"participant {self.participant_id}, " if self.participant_id else ""
        return f"{self.table}: {whose}{self.row}: expected {self.expected}, found {self.found}"


def verify(
    session: Session, district: str, between: people.Between | None = None
) -> Iterator[Fault]:
    """Every fault in the district's entries and balances, at most one a participant."""
    kept = balances(session, district, between)
    asked = _ENTRIES.where(
        col(Entry.district_id) == district, people.within(col(Entry.participant_id), between)
    )
    entries = session.execute(asked, execution_options={"yield_per": 2000})
    for participant_id, chain in groupby(entries, key=lambda entry: entry.participant_id):
        summed = Balance(district_id=district, participant_id=participant_id)
        balance = kept.pop(participant_id, None)
        fault = _chain_fault(summed, chain) or _balance_fault(summed, balance)
        if fault is not None:
            yield fault
    for participant_id, balance in kept.items():
        empty = Balance(district_id=district, participant_id=participant_id)
        if (fault := _balance_fault(empty, balance)) is not None:
            yield fault


def altered_catalogs(session: Session, district: str) -> Iterator[Fault]:
    """Every catalog whose text is not what was published, so that no entry can be judged by it."""
    for pack in catalogs.altered(session, district):
        yield Fault("catalog", None, f"number {pack.number}", "the text as published", "another")


def added_up(session: Session, place: Participant) -> Balance:
    """What the participant's balance would be, computed from the entries."""
    hers = (col(Entry.district_id) == place.district_id, col(Entry.participant_id) == place.id)
    chain = session.execute(_ENTRIES.where(*hers))
    summed = Balance(district_id=place.district_id, participant_id=place.id)
    _chain_fault(summed, chain)
    return summed


_ENTRIES = sa.select(*SQLModel.metadata.tables[Entry.__tablename__].columns).order_by(
    col(Entry.participant_id), col(Entry.seq)
)


def _chain_fault(summed: Balance, chain: Iterable[sa.Row[Any]]) -> Fault | None:
    """The first entry that is missing or was changed; adds the chain up on the way."""
    seq, digest = 0, BEFORE_THE_FIRST
    points = dict.fromkeys(Currency, 0)
    fault: Fault | None = None
    for entry in chain:
        seq += 1
        expected = seal(digest, entry._asdict())
        if fault is None and entry.seq != seq:
            fault = _fault(summed, "entry", f"entry {seq}", "to be there", "nothing")
        elif fault is None and entry.digest != expected:
            fault = _fault(summed, "entry", f"entry {entry.seq}", expected, entry.digest)
        digest = entry.digest
        points[entry.currency] += entry.points
    summed.seq, summed.digest = seq, digest
    summed.experience, summed.redeemable = points[Currency.EXPERIENCE], points[Currency.REDEEMABLE]
    summed.owes = summed.redeemable < 0
    return fault


def _balance_fault(summed: Balance, kept: Balance | None) -> Fault | None:
    for name in ("experience", "redeemable", "owes", "seq", "digest"):
        expected, found = getattr(summed, name), getattr(kept, name, None)
        if expected != found:
            return _fault(summed, "balance", name, str(expected), str(found))
    return None


def _fault(summed: Balance, table: str, row: str, expected: str, found: str) -> Fault:
    return Fault(table, summed.participant_id, row, expected, found)
