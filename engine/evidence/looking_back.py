"""How far back the work may lie that somebody claims, by the months that the pack writes."""

from datetime import date

from sqlmodel import Session, col, select

from engine import catalogs
from engine.errors import TooLongAgo
from engine.evidence.tables import Evidence, Occasion, Version
from rules.catalog import Catalog
from rules.terms import months_before


def first_day(catalog: Catalog, activity: str, *, on: date) -> date:
    """The earliest day of work on this activity that can be claimed on that one."""
    return months_before(on, catalog.look_back_months(activity))


def must_be_recent(session: Session, claim: Evidence, catalog: Catalog, today: date) -> None:
    """Refuse work of an earlier day; what came back is judged by the day it was first handed in."""
    if claim.done_on is None or claim.done_on >= first_day(catalog, claim.activity, on=today):
        return
    first = first_day(catalog, claim.activity, on=_handed_in(session, claim, catalog) or today)
    if claim.done_on < first:
        raise TooLongAgo(first, catalog.look_back_months(claim.activity))


def _handed_in(session: Session, claim: Evidence, catalog: Catalog) -> date | None:
    at = session.exec(
        select(Version.at)
        .where(
            Version.district_id == claim.district_id,
            Version.evidence_id == claim.id,
            Version.occasion == Occasion.SUBMITTED,
        )
        .order_by(col(Version.at))
    ).first()
    return catalogs.local_day(catalog, at) if at else None
