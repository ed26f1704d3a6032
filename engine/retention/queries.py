"""Until when the files of a piece of evidence are kept."""

from datetime import date

from sqlmodel import Session

from engine import catalogs, people, progress
from engine.evidence import Evidence, Status
from rules.catalog import Catalog
from rules.terms import EvidenceKind, KeptFrom, months_after

DECIDED = (Status.APPROVED, Status.DECLINED, Status.SENT_BACK)
"""While evidence waits, or is written on, its files are needed."""


def kept_until(session: Session, claim: Evidence, catalog: Catalog) -> date | None:
    """The last day on which the files are kept; None while nothing is decided that ends it."""
    months = catalog.files.student_months
    begins = _begins(session, claim, catalog) if ends(claim, catalog) else None
    return months_after(begins, months) if months and begins else None


def ends(claim: Evidence, catalog: Catalog) -> bool:
    """Whether there is an end at all to how long its files are kept."""
    return catalog.files.student_months is not None and EvidenceKind.STUDENT in claim.kind_set


def _begins(session: Session, claim: Evidence, catalog: Catalog) -> date | None:
    if claim.status not in DECIDED or claim.decided_at is None:
        return None
    decided = catalogs.local_day(catalog, claim.decided_at)
    if catalog.files.counted_from is KeptFrom.DECISION:
        return decided
    place = people.participant(session, claim.district_id, claim.participant_id)
    days = (each.conferred_on for each in progress.conferrals(session, place))
    return next((day for day in days if day >= decided), None)
