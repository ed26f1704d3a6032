"""What a district has published, and on which line of which file a number of it is written."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from engine.catalogs.queries import files
from engine.catalogs.tables import PublishedPack
from rules.pack.written import Path, Place, find, read_files


@dataclass(frozen=True)
class Published:
    """A catalog without its text."""

    number: int
    catalog_year: str
    applies_from: date
    published_at: datetime
    published_by: uuid.UUID | None


def published(session: Session, district: str) -> Sequence[Published]:
    """Every catalog of the district, the newest first."""
    rows = session.execute(
        sa.select(
            col(PublishedPack.number),
            col(PublishedPack.catalog_year),
            col(PublishedPack.applies_from),
            col(PublishedPack.published_at),
            col(PublishedPack.published_by),
        )
        .where(col(PublishedPack.district_id) == district)
        .order_by(col(PublishedPack.number).desc())
    )
    return [Published(*row) for row in rows]


def where_written(
    session: Session, district: str, number: int, paths: Iterable[Path]
) -> Mapping[Path, Place]:
    """File and line of each path into that catalog; of what stands around it, if nobody wrote it.

    `("activities", "number-talks", "stages", "used", "points")` is such a path.
    """
    pack = files(session, district, number)
    texts = {name: text for name, text in pack.items() if name.endswith(".yaml")}
    written, _slips = read_files(texts)
    return {path: find(written, path)[1] for path in paths}
