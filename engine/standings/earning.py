"""The entries from which totals are counted, each participant's in the order of their posting."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import col

from engine.ledger import Entry
from rules.terms import Currency

_Earned = sa.Select[uuid.UUID, str, str, date, str, int, datetime]


def earned(district: str, *among: sa.ColumnElement[bool]) -> _Earned:
    """What people of the district earned in experience; of all of them, or of those `among` it."""
    return (
        sa.select(
            col(Entry.participant_id),
            col(Entry.source),
            col(Entry.rule),
            col(Entry.effective_on),
            col(Entry.campus),
            col(Entry.points),
            col(Entry.posted_at),
        )
        .where(
            col(Entry.district_id) == district,
            col(Entry.currency) == Currency.EXPERIENCE,
            *among,
        )
        .order_by(col(Entry.participant_id), col(Entry.seq))
    )
