"""Where the reader is: the district in the address, its catalog and its day."""

from collections.abc import Mapping
from datetime import date

from flask import g

from engine import catalogs
from engine.errors import NoCatalog
from rules.catalog import Catalog, Word
from web.page.moment import now, once, session


def district() -> str:
    """The id of the district in the address."""
    return str(g.district)


def district_if_any() -> str | None:
    """The same; None on the few pages that stand outside of districts."""
    return str(g.district) if "district" in g else None


def catalog() -> Catalog:
    """The district's catalog that is in force today."""
    return once("catalog", lambda: catalogs.current(session(), district(), now=now()))


def catalog_if_any() -> Catalog | None:
    try:
        return catalog() if "district" in g else None
    except NoCatalog:
        return None


def district_words() -> Mapping[str, Word]:
    """The words of the district in the address; none where there is no district."""
    found = catalog_if_any()
    return found.words if found else {}


def today() -> date:
    """The day that it is in the district."""
    return catalogs.local_day(catalog(), now())
