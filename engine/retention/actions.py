"""Forgetting files: those whose time is over, and those to which nothing refers."""

import uuid
from datetime import UTC, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engine import catalogs, exports
from engine.errors import NoCatalog
from engine.evidence import Artifact, Evidence, KeptFile, files_of, forget
from engine.integrations import Files
from engine.retention.queries import DECIDED, kept_until
from engine.store import hold_row
from rules.terms import EvidenceKind, months_before

LOT = 200
"""How many pieces of evidence are looked at in one transaction."""
_SURELY_ADDED = timedelta(days=1)
"""A file is kept a moment before anything refers to it; a day is far more than a moment."""


def forget_due(
    session: Session, district: str, *, now: datetime, after: uuid.UUID | None = None
) -> uuid.UUID | None:
    """Forget the files of student evidence whose time is over, of one lot.

    Answers where the next lot begins; None when there is none. The decision stays, and so does
    each file's digest.
    """
    try:
        catalog = catalogs.current(session, district, now=now)
    except NoCatalog:
        return None
    if (months := catalog.files.student_months) is None:
        return None
    today = catalogs.local_day(catalog, now)
    lot = _decided_long_ago(session, district, months, now, after)
    for claim in lot:
        until = kept_until(session, claim, catalog)
        if until is not None and until < today:
            for each in files_of(session, claim):
                forget(session, each, now=now)
    return lot[-1].id if len(lot) == LOT else None


def sweep(session: Session, district: str, files: Files, *, now: datetime) -> int:
    """Let one file go to which nothing refers any more; answers how many there were."""
    long_ago = now - _SURELY_ADDED
    row = session.exec(
        select(KeptFile)
        .where(
            KeptFile.district_id == district,
            KeptFile.kept_at < long_ago,
            ~_referred_to(col(KeptFile.district_id), col(KeptFile.digest)),
        )
        .limit(1)
    ).first()
    if row is None:
        return 0
    hold_row(session, row)
    if row.kept_at < long_ago and not _needed(session, row):
        files.forget(row.digest, before=long_ago)
    session.delete(row)
    session.flush()
    return 1


def _decided_long_ago(
    session: Session, district: str, months: int, now: datetime, after: uuid.UUID | None
) -> list[Evidence]:
    """Student evidence that was decided before the time that its files are kept, and has some."""
    before = months_before(now.date(), months) + timedelta(days=1)
    asked = (
        select(Evidence)
        .where(
            Evidence.district_id == district,
            col(Evidence.status).in_(DECIDED),
            col(Evidence.kinds).contains(EvidenceKind.STUDENT.value),
            col(Evidence.decided_at) < datetime.combine(before, time.min, UTC),
            _has_files(),
        )
        .order_by(col(Evidence.id))
        .limit(LOT)
    )
    return list(session.exec(asked if after is None else asked.where(col(Evidence.id) > after)))


def _has_files() -> sa.ColumnElement[bool]:
    return sa.exists().where(
        col(Artifact.district_id) == col(Evidence.district_id),
        col(Artifact.evidence_id) == col(Evidence.id),
        col(Artifact.digest) != "",
        col(Artifact.forgotten_at).is_(None),
    )


def _referred_to(district: Any, digest: Any) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        col(Artifact.district_id) == district,
        col(Artifact.digest) == digest,
        col(Artifact.forgotten_at).is_(None),
    )


def _needed(session: Session, row: KeptFile) -> bool:
    """Whether something refers to the same bytes after all: here, or in another district."""
    elsewhere = select(KeptFile.digest).where(
        KeptFile.digest == row.digest, KeptFile.district_id != row.district_id
    )
    here = select(_referred_to(sa.literal(row.district_id), sa.literal(row.digest)))
    return (
        bool(session.scalar(here))
        or session.exec(elsewhere).first() is not None
        or exports.refers_to(session, row.digest)
    )
