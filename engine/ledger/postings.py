"""Postings: what an entry is to say, what should stand in the ledger, and what stands there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import and_, bindparam, func, or_, select
from sqlmodel import Session, col

from engine.ledger.tables import Entry, EntryKind
from engine.people import Participant
from engine.store import remembered
from rules.scoring import Line
from rules.terms import Currency

DECIDED_BY_RULES = (EntryKind.AWARD, EntryKind.CAP, EntryKind.REVERSAL)
KEPT = "kept"
"""The reason of adjustments that stand in for an award which was taken back."""


@dataclass(frozen=True)
class Posting:
    """What an entry is to say; the ledger adds its place, its time and its seal."""

    kind: EntryKind
    currency: Currency
    points: int
    source: str
    effective_on: date
    catalog: int
    rule: str = ""
    campus: str = ""
    reason: str = ""

    @property
    def key(self) -> "Key":
        """Lines under one key are compared as a sum.

        The day belongs to it, except for caps: theirs moves with the latest completion of the
        window, and nobody should see points go and come back for that.
        """
        day = None if self.kind is EntryKind.CAP else self.effective_on
        return Key(self.source, self.rule, self.campus, self.currency, day)


@dataclass(frozen=True)
class Key:
    """What one line is about."""

    source: str
    rule: str
    campus: str
    currency: Currency
    day: date | None


def desired(lines: Iterable[Line]) -> dict[Key, Posting]:
    """What the rules say should stand there, a posting for each currency of a line."""
    return {posting.key: posting for line in lines for posting in _postings(line)}


def booked(session: Session, place: Participant) -> dict[Key, Posting]:
    """What stands there by the rules' decision, as one sum for each key."""
    return remembered(session, Posting, place.key, lambda: _summed(session, place))


def note(stands: dict[Key, Posting], postings: Iterable[Posting]) -> None:
    """Add what was posted just now to what stands there, so that it need not be asked again."""
    for posting in postings:
        _add(stands, posting)


def _summed(session: Session, place: Participant) -> dict[Key, Posting]:
    whose = {"district": place.district_id, "participant": place.id}
    found: dict[Key, Posting] = {}
    for source, rule, campus, currency, day, points, catalog in session.execute(_SUMS, whose):
        kind = EntryKind.CAP if is_cap(rule) else EntryKind.AWARD
        _add(found, Posting(kind, currency, int(points), source, day, catalog, rule, campus))
    return found


def _add(stands: dict[Key, Posting], posting: Posting) -> None:
    kind = EntryKind.CAP if is_cap(posting.rule) else EntryKind.AWARD
    posting = replace(posting, kind=kind, reason="")
    before = stands.get(posting.key)
    stands[posting.key] = _added(before, posting) if before else posting


_KEYS = (
    col(Entry.source),
    col(Entry.rule),
    col(Entry.campus),
    col(Entry.currency),
    col(Entry.effective_on),
)
_SUMS = (
    select(*_KEYS, func.sum(Entry.points), func.max(Entry.catalog))
    .where(
        col(Entry.district_id) == bindparam("district"),
        col(Entry.participant_id) == bindparam("participant"),
        or_(
            col(Entry.kind).in_(DECIDED_BY_RULES),
            and_(col(Entry.kind) == EntryKind.ADJUSTMENT, col(Entry.reason) == KEPT),
        ),
    )
    .group_by(*_KEYS)
    .order_by(func.max(Entry.seq))
)


def booked_under(session: Session, place: Participant, posting: Posting) -> int:
    """How many points stand there under the key of this posting."""
    found = booked(session, place).get(posting.key)
    return found.points if found else 0


def is_cap(rule: str) -> bool:
    """Whether a rule's key is that of a cap."""
    return rule.startswith("cap:")


def _added(before: Posting, more: Posting) -> Posting:
    """Two sums under one key, as happens to caps whose day moved."""
    latest = max(before, more, key=lambda posting: posting.effective_on)
    return Posting(
        latest.kind,
        latest.currency,
        before.points + more.points,
        latest.source,
        latest.effective_on,
        latest.catalog,
        latest.rule,
        latest.campus,
    )


def _postings(line: Line) -> Iterator[Posting]:
    kind = EntryKind.CAP if is_cap(line.rule) else EntryKind.AWARD
    for currency, points in (
        (Currency.EXPERIENCE, line.experience),
        (Currency.REDEEMABLE, line.redeemable),
    ):
        if points:
            yield Posting(
                kind,
                currency,
                points,
                line.source,
                line.effective,
                line.catalog,
                line.rule,
                line.campus,
                line.reason,
            )
