"""What is kept of the files and links that support a claim."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlmodel import Field, SQLModel

from engine.evidence.links import link_of
from engine.evidence.tables.claims import of_evidence
from engine.store import Instant, choice, new_id


class Consent(StrEnum):
    """What an owner says of the people who can be recognized in a file."""

    OPEN = "open"
    """Nobody has said yet."""
    NOT_NEEDED = "not_needed"
    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class SeenBy(StrEnum):
    """Who may open a file of student evidence beside its owner."""

    REVIEWERS = "reviewers"
    LEADERS = "leaders"
    """Reviewers, and who may see her record."""


class Scan(StrEnum):
    """What the operator's scanner said of a file; asked for where there is one."""

    OPEN = "open"
    """Nothing yet."""
    CLEAN = "clean"
    REFUSED = "refused"


_UNSCANNED = sa.text("scan = 'open' AND digest <> '' AND forgotten_at IS NULL")


class Artifact(SQLModel, table=True):
    """A file or link that supports evidence; a file is found by its digest."""

    __tablename__ = "artifact"
    __table_args__ = (
        of_evidence(),
        sa.CheckConstraint("(url = '') <> (digest = '')", "file_or_link"),
        sa.Index("ix_artifact_evidence", "district_id", "evidence_id"),
        sa.Index("ix_artifact_same_file", "district_id", "digest"),
        sa.Index("ix_artifact_same_link", "district_id", "link"),
        sa.Index(
            "ix_artifact_unscanned", "district_id", "scan_tried_at",
            sqlite_where=_UNSCANNED, postgresql_where=_UNSCANNED,
        ),
    )  # fmt: skip

    district_id: str = Field(primary_key=True)
    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    evidence_id: uuid.UUID
    name: str
    url: str = ""
    link: str = ""
    """The address without what does not matter, so that the same page is known again."""
    digest: str = ""
    """SHA-256 of the file's bytes, in hexadecimal."""
    media_type: str = ""
    size: int = 0
    """Bytes."""
    told: str = ""
    """What is heard or seen, in words, for who cannot hear or see it."""
    consent: Consent = Field(default=Consent.OPEN, sa_type=choice(Consent))
    seen_by: SeenBy = Field(default=SeenBy.REVIEWERS, sa_type=choice(SeenBy))
    added_at: datetime = Field(sa_type=Instant)
    forgotten_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the file was let go; its name, digest and size stay."""
    scan: Scan = Field(default=Scan.OPEN, sa_type=choice(Scan))
    scan_tried_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the scanner was asked last."""

    @property
    def is_recording(self) -> bool:
        return self.media_type.startswith(("audio/", "video/"))

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")


class KeptFile(SQLModel, table=True):
    """A file that the district had kept, as long as anything may refer to it."""

    __tablename__ = "kept_file"

    district_id: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)
    kept_at: datetime = Field(sa_type=Instant)
    """When somebody added it last."""


@event.listens_for(Artifact, "before_insert")
def _know_again(_mapper: Any, _connection: Any, artifact: Artifact) -> None:
    artifact.link = link_of(artifact.url)


@event.listens_for(Artifact, "after_insert")
def _note_file(_mapper: Any, connection: sa.Connection, artifact: Artifact) -> None:
    """Whoever deletes artifacts need not think of their files: what is kept is written here."""
    if artifact.digest:
        row = {"district_id": artifact.district_id, "digest": artifact.digest}
        table = SQLModel.metadata.tables["kept_file"]
        same = (table.c[name] == value for name, value in row.items())
        connection.execute(table.delete().where(*same))
        connection.execute(table.insert().values(**row, kept_at=artifact.added_at))
