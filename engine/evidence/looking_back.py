"""How far back the work may lie that somebody claims, by the months that the pack writes."""

from datetime import date

from engine import catalogs
from engine.errors import TooLongAgo
from engine.evidence.tables import Evidence
from rules.catalog import Catalog
from rules.terms import months_before


def first_day(catalog: Catalog, activity: str, *, on: date) -> date:
    """The earliest day of work on this activity that can be claimed on that one."""
    return months_before(on, catalog.look_back_months(activity))


def must_be_recent(claim: Evidence, catalog: Catalog) -> None:
    """Refuse work of an earlier day, counted from when its draft was begun.

    A draft waits for its owner however long she likes, and so does what came back to her.
    """
    begun = catalogs.local_day(catalog, claim.started_at)
    first = first_day(catalog, claim.activity, on=begun)
    if claim.done_on is not None and claim.done_on < first:
        raise TooLongAgo(first, catalog.look_back_months(claim.activity))
