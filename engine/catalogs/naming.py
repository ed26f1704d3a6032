"""Catalogs that are called alike, and a name that is still free."""

import re
from itertools import count

from sqlmodel import Session

from engine.catalogs.looking_up import published
from rules.catalog import Catalog
from rules.terms import SchoolYear


def namesakes(session: Session, catalog: Catalog) -> list[int]:
    """The numbers of the district's catalogs that are called as this pack is, the newest first."""
    every = published(session, catalog.district.id)
    return [each.number for each in every if each.catalog_year == catalog.pack.catalog_year]


def free_name(session: Session, catalog: Catalog) -> str:
    """The later school year from which the pack judges, or else `2026-27-2`."""
    taken = {each.catalog_year for each in published(session, catalog.district.id)}
    year = str(SchoolYear.of(catalog.pack.applies_from, catalog.year_starts))
    called = re.sub(r"^(\d{4}-\d{2})-\d+$", r"\1", catalog.pack.catalog_year)
    if year > called and year not in taken:
        return year
    return next(name for n in count(2) if (name := f"{called}-{n}") not in taken)
