"""What is said of files: in words, of consent, of who may look; and which files are still kept."""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

import engine.store
from engine.evidence.links import link_of

revision = "0018"
down_revision = "0016"
branch_labels = None
depends_on = None

_CONSENT = ("open", "not_needed", "given", "withdrawn")
_SEEN_BY = ("reviewers", "leaders")


def upgrade() -> None:
    op.create_table(
        "kept_file",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kept_at", engine.store.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("district_id", "digest", name=op.f("pk_kept_file")),
    )
    op.drop_index("ix_artifact_same_link", "artifact")
    with op.batch_alter_table("artifact") as artifact:
        artifact.add_column(_text("link"))
        artifact.add_column(_text("told"))
        artifact.add_column(_choice("consent", _CONSENT, "open"))
        # Whoever could see what was handed in before goes on seeing it.
        artifact.add_column(_choice("seen_by", _SEEN_BY, "leaders", name="seenby"))
        artifact.add_column(
            sa.Column("forgotten_at", engine.store.Instant(timezone=True), nullable=True)
        )
    with op.batch_alter_table("artifact") as artifact:
        for name in ("link", "told", "consent", "seen_by"):
            artifact.alter_column(name, server_default=None)
    op.create_index("ix_artifact_same_link", "artifact", ["district_id", "link"])
    _know_what_is_there()


def downgrade() -> None:
    op.drop_index("ix_artifact_same_link", "artifact")
    with op.batch_alter_table("artifact") as artifact:
        artifact.drop_constraint("consent", type_="check")
        artifact.drop_constraint("seenby", type_="check")
        for name in ("link", "told", "consent", "seen_by", "forgotten_at"):
            artifact.drop_column(name)
    op.create_index("ix_artifact_same_link", "artifact", ["district_id", "url"])
    op.drop_table("kept_file")


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default="")


def _choice(
    column: str, words: Sequence[str], default: str, name: str | None = None
) -> "sa.Column[str]":
    kept = sa.Enum(
        *words, name=name or column, native_enum=False, create_constraint=True, length=40
    )
    return sa.Column(column, kept, nullable=False, server_default=default)


def _know_what_is_there() -> None:
    """Links are known in their one form, and files are noted, as those that come from now on."""
    connection = op.get_bind()
    known = sa.MetaData()
    artifact = sa.Table("artifact", known, autoload_with=connection)
    kept_file = sa.Table("kept_file", known, autoload_with=connection)
    c = artifact.c
    for row in connection.execute(sa.select(c.district_id, c.id, c.url).where(c.url != "")).all():
        its = (c.district_id == row.district_id, c.id == row.id)
        connection.execute(artifact.update().where(*its).values(link=link_of(row.url)))
    files = (
        sa.select(c.district_id, c.digest, sa.func.max(c.added_at))
        .where(c.digest != "")
        .group_by(c.district_id, c.digest)
    )
    connection.execute(kept_file.insert().from_select(["district_id", "digest", "kept_at"], files))
