"""A proposed catalog: the pack, what it does with earlier work, and from which day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from engine import catalogs
from engine.errors import FromAnotherDay
from rules.catalog import Catalog
from rules.terms import Policy
from rules.timeline import Recorded


@dataclass(frozen=True)
class Proposal:
    """A pack that might be published today."""

    files: Mapping[str, str]
    catalog: Catalog
    policy: Policy
    number: int
    applies_from: date
    today: date

    @property
    def district(self) -> str:
        return self.catalog.district.id

    @property
    def recorded(self) -> Recorded:
        return Recorded(
            self.number, self.applies_from, self.catalog, self.policy, published_on=self.today
        )


def propose(
    session: Session,
    files: Mapping[str, str],
    policy: Policy,
    *,
    now: datetime,
    applies_from: date | None = None,
) -> Proposal:
    """Read a pack as the next catalog of its district.

    Without a day, *new work* is what is done from tomorrow, or from the pack's own day if that is
    later, and work is recomputed from the pack's own day, or from today if that is still to come.
    Raises `rules.pack.BrokenPack` with every error, and FromAnotherDay when the day contradicts
    the policy.
    """
    catalog = catalogs.check(files)
    today = catalogs.local_day(catalog, now)
    newest = catalogs.newest(session, catalog.district.id)
    own, tomorrow = catalog.pack.applies_from, today + timedelta(days=1)
    if policy is Policy.NEW_WORK:
        day = applies_from or max(own, tomorrow)
        if day < tomorrow:
            raise FromAnotherDay(policy, day, tomorrow)
    else:
        day = applies_from or min(own, today)
        if day > today:
            raise FromAnotherDay(policy, day, today)
    number = newest.number + 1 if newest else 1
    return Proposal(files, catalog, policy, number, day, today)
