"""Publishing a pack as the district's next catalog."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from engine import people
from engine.catalogs import queries
from engine.catalogs.folders import read
from engine.catalogs.tables import PublishedPack, digest_of
from engine.errors import NotPermitted
from engine.outbox import Event, announce
from engine.people import Act, Actor
from rules.catalog import Catalog
from rules.terms import Policy


@dataclass(frozen=True)
class CatalogPublished(Event):
    """A pack was frozen under a number."""

    number: int


def publish(
    session: Session,
    files: Mapping[str, str],
    *,
    now: datetime,
    by: Actor | None = None,
    applies_from: date | None = None,
    policy: Policy = Policy.RECOMPUTE,
    again: bool = False,
    under: uuid.UUID | None = None,
) -> PublishedPack:
    """Read the pack and freeze it, with its crest and notes, under the district's next number.

    Raises `rules.pack.BrokenPack` with every error. The very text that was published last is not
    published again, unless for another day or when told to. `by` is None when a district begins;
    `applies_from` is the pack's own day unless given. It is announced `under` this id.
    """
    catalog = read(files)
    _must_be_hers(catalog, by)
    district = people.open_district(session, catalog.district.id, now=now)
    people.hold_district(session, district.district_id)
    newest = queries.newest(session, district.district_id)
    digest = digest_of(files)
    if newest is not None and not again and _is_the_same(newest, digest, applies_from):
        return newest
    pack = PublishedPack(
        district_id=district.district_id,
        number=newest.number + 1 if newest else 1,
        catalog_year=catalog.pack.catalog_year,
        applies_from=applies_from or catalog.pack.applies_from,
        digest=digest,
        files=dict(files),
        published_at=now,
        published_by=by.participant.id if by else None,
        policy=policy,
    )
    session.add(pack)
    session.flush()
    queries.look_again(session, pack.district_id)
    actor = by.participant.id if by else None
    published = CatalogPublished(pack.district_id, pack.number)
    announce(session, published, by=actor, now=now, under=under)
    return pack


def _must_be_hers(catalog: Catalog, by: Actor | None) -> None:
    if by is not None:
        by.must(Act.WRITE_CATALOG)
        if by.participant.district_id != catalog.district.id:
            raise NotPermitted(Act.WRITE_CATALOG.value)


def _is_the_same(newest: PublishedPack, digest: str, applies_from: date | None) -> bool:
    return newest.digest == digest and applies_from in (None, newest.applies_from)
