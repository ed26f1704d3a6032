"""Questions about drafts: which there are, what is wrong with one, what it changes."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engine import catalogs
from engine.errors import NotFound
from engine.people import Act, Actor
from engine.studio.tables import Draft, DraftEdit
from rules import writing
from rules.catalog import Catalog
from rules.pack import BrokenPack, PackError


@dataclass(frozen=True)
class Outline:
    """A draft without its text."""

    id: uuid.UUID
    title: str
    based_on: int
    revision: int
    made_by: uuid.UUID
    changed_by: uuid.UUID
    changed_at: datetime
    published: int | None
    discarded_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.published is None and self.discarded_at is None


def drafts(session: Session, who: Actor) -> Sequence[Outline]:
    """Every draft of her district, what was changed last first; of a program author hers."""
    who.must(Act.WRITE_CATALOG)
    columns = [col(getattr(Draft, name)) for name in Outline.__dataclass_fields__]
    rows = session.execute(
        sa.select(*columns)
        .where(
            col(Draft.district_id) == who.participant.district_id,
            sa.true() if who.may(Act.ADMINISTER) else col(Draft.made_by) == who.participant.id,
        )
        .order_by(col(Draft.changed_at).desc(), col(Draft.id))
    )
    return [Outline(*row) for row in rows]


def newest_open(session: Session, who: Actor) -> Outline | None:
    """The draft that somebody works on: of those that are open the one changed last."""
    if not who.may(Act.WRITE_CATALOG):
        return None
    return next((each for each in drafts(session, who) if each.is_open), None)


def draft(session: Session, who: Actor, draft_id: uuid.UUID) -> Draft:
    """One draft of her district; of a program author hers."""
    who.must(Act.WRITE_CATALOG)
    found = session.get(Draft, (who.participant.district_id, draft_id))
    if found is None or not (who.may(Act.ADMINISTER) or found.made_by == who.participant.id):
        raise NotFound("draft")
    return found


def edits(session: Session, who: Actor, draft_id: uuid.UUID) -> Sequence[DraftEdit]:
    """What was done to a draft, the latest first."""
    draft(session, who, draft_id)
    return session.exec(
        select(DraftEdit)
        .where(DraftEdit.district_id == who.participant.district_id, DraftEdit.draft_id == draft_id)
        .order_by(col(DraftEdit.revision).desc())
    ).all()


def faults(files: Mapping[str, str]) -> tuple[PackError, ...]:
    """Everything for which this text could not be published."""
    return _read(tuple(sorted(files.items())))[1]


def catalog_of(files: Mapping[str, str]) -> Catalog | None:
    """The catalog that this text says; None while something is wrong with it."""
    return _read(tuple(sorted(files.items())))[0]


def changed_since(session: Session, draft: Draft) -> tuple[writing.Difference, ...]:
    """What the draft says otherwise than the catalog that was published last."""
    newest = catalogs.newest(session, draft.district_id)
    return writing.differences(newest.files if newest else {}, draft.files)


@lru_cache(maxsize=16)
def _read(files: tuple[tuple[str, str], ...]) -> tuple[Catalog | None, tuple[PackError, ...]]:
    """Texts are asked about several times a page, and by every page anew."""
    try:
        return catalogs.check(dict(files)), ()
    except BrokenPack as broken:
        return None, broken.errors
