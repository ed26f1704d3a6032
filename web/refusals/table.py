"""Every refusal's status and sentence, in one table."""

from engine.errors import Refusal
from web.refusals import (
    batches,
    catalogs,
    colleagues,
    degrees,
    evidence,
    gatherings,
    ledger,
    people,
    refusal,
    requirements,
    reviews,
    rewards,
    signing_in,
    studio,
    teams,
)
from web.refusals.row import Row, Rows

TABLE: Rows = {
    **refusal.ROWS,
    **signing_in.ROWS,
    **people.ROWS,
    **evidence.ROWS,
    **teams.ROWS,
    **reviews.ROWS,
    **batches.ROWS,
    **colleagues.ROWS,
    **gatherings.ROWS,
    **degrees.ROWS,
    **requirements.ROWS,
    **rewards.ROWS,
    **ledger.ROWS,
    **catalogs.ROWS,
    **studio.ROWS,
}


def sentence(refusal: Refusal) -> str:
    """What to tell the reader, as a form does beside its fields."""
    return _row(refusal).sentence(refusal.facts)


def status(refusal: Refusal) -> int:
    """The status with which it is told."""
    return _row(refusal).status


def _row(refusal: Refusal) -> Row:
    return TABLE[next(kind for kind in type(refusal).__mro__ if kind in TABLE)]
