"""What people are told in the site, when they are written to, and what they stopped."""

import secrets

import sqlalchemy as sa
import sqlmodel
from alembic import op

import engine.store

revision = "0020"
down_revision = "0018"
branch_labels = None
depends_on = None

_KINDS = ("evidence", "reviews", "degrees", "rewards", "office", "digest")


def _text(name: str, **more: object) -> sa.Column:
    return sa.Column(name, sqlmodel.sql.sqltypes.AutoString(), nullable=False, **more)


def _one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "notification",
        _text("district_id"),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("kind", _one_of("kind", *_KINDS), nullable=False),
        _text("language"),
        _text("subject"),
        _text("text"),
        _text("call"),
        _text("path"),
        sa.Column("at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("read_at", engine.store.Instant(timezone=True), nullable=True),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_notification_district_id_participant_id_participant"),
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_notification")),
    )
    op.create_index(
        "ix_notification_unread", "notification", ["district_id", "participant_id", "read_at"]
    )
    op.create_index(
        "ix_notification_listed", "notification", ["district_id", "participant_id", "id"]
    )
    op.create_index("ix_notification_at", "notification", ["district_id", "at"])
    op.create_index(
        "ix_notification_waits",
        "notification",
        ["district_id", "participant_id"],
        sqlite_where=sa.text("waits"),
        postgresql_where=sa.text("waits"),
    )
    op.create_table(
        "stopped_mail",
        _text("district_id"),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("kind", _one_of("kind", *_KINDS), nullable=False),
        sa.Column("stopped_at", engine.store.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_stopped_mail_district_id_participant_id_participant"),
        ),
        sa.PrimaryKeyConstraint(
            "district_id", "participant_id", "kind", name=op.f("pk_stopped_mail")
        ),
    )
    op.create_table(
        "morning",
        _text("district_id"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("after", sa.Uuid(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.district_id"], name=op.f("fk_morning_district_id_district")
        ),
        sa.PrimaryKeyConstraint("district_id", name=op.f("pk_morning")),
    )
    op.add_column("letter", _text("stop", server_default=""))
    op.add_column("participant", _text("mail_key", server_default=""))
    # Written by hand: SQLite can add a column together with its check, and no check afterwards.
    op.execute(
        "ALTER TABLE participant ADD COLUMN mail VARCHAR(40) DEFAULT 'at_once' NOT NULL"
        " CONSTRAINT ck_participant_rhythm"
        " CHECK (mail IN ('at_once', 'daily', 'weekly', 'never'))"
    )
    _give_keys()


def _give_keys() -> None:
    """Everybody who is there already signs her own links, too."""
    place = sa.table(
        "participant", sa.column("district_id"), sa.column("id", sa.Uuid()), sa.column("mail_key")
    )
    connection = op.get_bind()
    for district, whose in connection.execute(sa.select(place.c.district_id, place.c.id)).all():
        hers = (place.c.district_id == district, place.c.id == whose)
        connection.execute(sa.update(place).where(*hers).values(mail_key=secrets.token_hex(32)))


def downgrade() -> None:
    op.drop_column("participant", "mail")
    op.drop_column("participant", "mail_key")
    op.drop_column("letter", "stop")
    op.drop_table("morning")
    op.drop_table("stopped_mail")
    op.drop_table("notification")
