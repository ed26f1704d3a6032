"""The first release."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import engine.store

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


APPEND_ONLY = ("drawing", "entry", "event", "published_pack")


def upgrade() -> None:
    op.create_table(
        "district",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", engine.store.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("district_id", name=op.f("pk_district")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("password_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("language", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("theme", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", engine.store.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", engine.store.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    op.create_index(
        op.f("ix_sign_in_attempt_subject"), "sign_in_attempt", ["subject"], unique=False
    )
    op.create_table(
        "event",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("at", engine.store.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.district_id"], name=op.f("fk_event_district_id_district")
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_event")),
    )
    op.create_table(
        "letter",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("address", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("written_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("next_try_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sent_at", engine.store.Instant(timezone=True), nullable=True),
        sa.Column("trouble", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.district_id"], name=op.f("fk_letter_district_id_district")
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_letter")),
    )
    op.create_index("ix_letter_waiting", "letter", ["sent_at", "next_try_at"], unique=False)
    op.create_table(
        "participant",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("school", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("job", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "certificated",
                "classified",
                "leader",
                name="audience",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("fte", sa.Float(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("plays", sa.Boolean(), nullable=False),
        sa.Column("on_boards", sa.Boolean(), nullable=False),
        sa.Column("alias", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint("fte > 0 AND fte <= 1", name=op.f("ck_participant_part_of_full_time")),
        sa.ForeignKeyConstraint(
            ["district_id"],
            ["district.district_id"],
            name=op.f("fk_participant_district_id_district"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_participant_person_id_person")
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_participant")),
        sa.UniqueConstraint(
            "district_id", "person_id", name=op.f("uq_participant_district_id_person_id")
        ),
    )
    op.create_index(op.f("ix_participant_person_id"), "participant", ["person_id"], unique=False)
    op.create_table(
        "published_pack",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("catalog_year", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("applies_from", sa.Date(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("published_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("number >= 1", name=op.f("ck_published_pack_counted_from_one")),
        sa.ForeignKeyConstraint(
            ["district_id"],
            ["district.district_id"],
            name=op.f("fk_published_pack_district_id_district"),
        ),
        sa.PrimaryKeyConstraint("district_id", "number", name=op.f("pk_published_pack")),
    )
    op.create_table(
        "reset_link",
        sa.Column("token_digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("ends_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("used_at", engine.store.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_reset_link_person_id_person")
        ),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_reset_link")),
    )
    op.create_table(
        "shelf",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reward", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.CheckConstraint("taken >= 0", name=op.f("ck_shelf_not_below_nothing")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.district_id"], name=op.f("fk_shelf_district_id_district")
        ),
        sa.PrimaryKeyConstraint("district_id", "reward", name=op.f("pk_shelf")),
    )
    op.create_table(
        "sign_in",
        sa.Column("token_digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("began_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("ends_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("browser", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sign_in_person_id_person")
        ),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_sign_in")),
    )
    op.create_index(op.f("ix_sign_in_person_id"), "sign_in", ["person_id"], unique=False)
    op.create_table(
        "balance",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("experience", sa.Integer(), nullable=False),
        sa.Column("redeemable", sa.Integer(), nullable=False),
        sa.Column("owes", sa.Boolean(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint("redeemable >= 0 OR owes", name=op.f("ck_balance_never_overdrawn")),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_balance_district_id_participant_id_participant"),
        ),
        sa.PrimaryKeyConstraint("district_id", "participant_id", name=op.f("pk_balance")),
    )
    op.create_table(
        "conferral",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("degree", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("catalog", sa.Integer(), nullable=False),
        sa.Column("conferred_on", sa.Date(), nullable=False),
        sa.Column("conferred_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("audit", sa.JSON(), nullable=False),
        sa.Column("questioned_at", engine.store.Instant(timezone=True), nullable=True),
        sa.Column("upheld_at", engine.store.Instant(timezone=True), nullable=True),
        sa.Column("revoked_at", engine.store.Instant(timezone=True), nullable=True),
        sa.Column("revoked_why", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_conferral_district_id_participant_id_participant"),
        ),
        sa.PrimaryKeyConstraint(
            "district_id", "participant_id", "degree", name=op.f("pk_conferral")
        ),
    )
    op.create_index("ix_conferral_degree", "conferral", ["district_id", "degree"], unique=False)
    op.create_table(
        "credential",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column(
            "attainment",
            sa.Enum(
                "badge",
                "degree",
                name="attainment",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("catalog", sa.Integer(), nullable=False),
        sa.Column("earned_on", sa.Date(), nullable=False),
        sa.Column("issued_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("seen_at", engine.store.Instant(timezone=True), nullable=True),
        sa.Column("revoked_at", engine.store.Instant(timezone=True), nullable=True),
        sa.Column("revoked_why", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_credential_district_id_participant_id_participant"),
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_credential")),
        sa.UniqueConstraint(
            "district_id",
            "participant_id",
            "attainment",
            "key",
            name=op.f("uq_credential_district_id_participant_id_attainment_key"),
        ),
    )
    op.create_table(
        "enrollment",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("degree", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("catalog", sa.Integer(), nullable=False),
        sa.Column("enrolled_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["district_id", "catalog"],
            ["published_pack.district_id", "published_pack.number"],
            name=op.f("fk_enrollment_district_id_catalog_published_pack"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_enrollment_district_id_participant_id_participant"),
        ),
        sa.PrimaryKeyConstraint(
            "district_id", "participant_id", "degree", name=op.f("pk_enrollment")
        ),
    )
    op.create_table(
        "entry",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "award",
                "cap",
                "reversal",
                "redemption",
                "refund",
                "adjustment",
                "expiry",
                name="entrykind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "currency",
            sa.Enum(
                "experience",
                "redeemable",
                name="currency",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("rule", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("campus", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("catalog", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("posted_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint("points <> 0", name=op.f("ck_entry_says_something")),
        sa.CheckConstraint("seq >= 1", name=op.f("ck_entry_counted_from_one")),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_entry_district_id_participant_id_participant"),
        ),
        sa.PrimaryKeyConstraint("district_id", "participant_id", "seq", name=op.f("pk_entry")),
        sa.UniqueConstraint(
            "district_id",
            "participant_id",
            "event_id",
            "source",
            "rule",
            "campus",
            "currency",
            "effective_on",
            name=op.f(
                "uq_entry_district_id_participant_id_event_id_source_rule_campus_currency_effective_on"
            ),
        ),
    )
    op.create_index("ix_entry_effective", "entry", ["district_id", "effective_on"], unique=False)
    op.create_index("ix_entry_source", "entry", ["district_id", "source"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("activity", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "done",
                "learned",
                "used",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("kinds", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "submitted",
                "sent_back",
                "approved",
                "declined",
                "withdrawn",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("outside_minutes", sa.Integer(), nullable=False),
        sa.Column("learned", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("did", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("changed", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("measure", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("measured_of", sa.Integer(), nullable=True),
        sa.Column("measured_before", sa.Integer(), nullable=True),
        sa.Column("measured_after", sa.Integer(), nullable=True),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("started_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("saved_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("submitted_at", engine.store.Instant(timezone=True), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("decided_at", engine.store.Instant(timezone=True), nullable=True),
        sa.Column("imported_as", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.CheckConstraint(
            "minutes >= 0 AND outside_minutes <= minutes", name=op.f("ck_evidence_time_spent")
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_evidence_district_id_participant_id_participant"),
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_evidence")),
        sa.UniqueConstraint(
            "district_id", "imported_as", name=op.f("uq_evidence_district_id_imported_as")
        ),
    )
    op.create_index(
        "ix_evidence_owner", "evidence", ["district_id", "participant_id", "status"], unique=False
    )
    op.create_index(
        "ix_evidence_queue",
        "evidence",
        ["district_id", "status", "answer_by", "submitted_at"],
        unique=False,
    )
    op.create_table(
        "level_reached",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("level", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("seen_at", engine.store.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_level_reached_district_id_participant_id_participant"),
        ),
        sa.PrimaryKeyConstraint(
            "district_id", "participant_id", "level", name=op.f("pk_level_reached")
        ),
    )
    op.create_table(
        "redemption",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("reward", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("catalog", sa.Integer(), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "merchandise",
                "privilege",
                "classroom",
                "working_condition",
                "cash_equivalent",
                "drawing",
                name="rewardclass",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value_cents", sa.Integer(), nullable=False),
        sa.Column("slip", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "waiting",
                "held",
                "fulfilled",
                "cancelled",
                "declined",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("requested_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("decided_at", engine.store.Instant(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("fulfilled_at", engine.store.Instant(timezone=True), nullable=True),
        sa.Column("fulfilled_on", sa.Date(), nullable=True),
        sa.Column("fulfilled_by", sa.Uuid(), nullable=True),
        sa.Column("cancelled_at", engine.store.Instant(timezone=True), nullable=True),
        sa.Column("cancelled_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("price >= 0", name=op.f("ck_redemption_price_not_below_nothing")),
        sa.ForeignKeyConstraint(
            ["district_id", "catalog"],
            ["published_pack.district_id", "published_pack.number"],
            name=op.f("fk_redemption_district_id_catalog_published_pack"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_redemption_district_id_participant_id_participant"),
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_redemption")),
        sa.UniqueConstraint("district_id", "slip", name=op.f("uq_redemption_district_id_slip")),
    )
    op.create_index(
        "ix_redemption_desk", "redemption", ["district_id", "status", "requested_at"], unique=False
    )
    op.create_index(
        "ix_redemption_owner",
        "redemption",
        ["district_id", "participant_id", "reward"],
        unique=False,
    )
    op.create_index(
        "ix_redemption_tax", "redemption", ["district_id", "kind", "fulfilled_on"], unique=False
    )
    op.create_table(
        "role_grant",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "reviewer",
                "school_leader",
                "district_admin",
                "desk",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("school", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_role_grant_district_id_participant_id_participant"),
        ),
        sa.PrimaryKeyConstraint(
            "district_id", "participant_id", "role", "school", name=op.f("pk_role_grant")
        ),
    )
    op.create_table(
        "total",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("window", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("campus", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("reached_at", engine.store.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id"],
            ["participant.district_id", "participant.id"],
            name=op.f("fk_total_district_id_participant_id_participant"),
        ),
        sa.PrimaryKeyConstraint(
            "district_id", "window", "campus", "participant_id", name=op.f("pk_total")
        ),
    )
    op.create_index(
        "ix_total_board", "total", ["district_id", "window", "campus", "points"], unique=False
    )
    op.create_index(
        "ix_total_participant", "total", ["district_id", "participant_id"], unique=False
    )
    op.create_table(
        "artifact",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("url", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("media_type", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", engine.store.Instant(timezone=True), nullable=False),
        sa.CheckConstraint("(url = '') <> (digest = '')", name=op.f("ck_artifact_file_or_link")),
        sa.ForeignKeyConstraint(
            ["district_id", "evidence_id"],
            ["evidence.district_id", "evidence.id"],
            name=op.f("fk_artifact_district_id_evidence_id_evidence"),
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_artifact")),
    )
    op.create_index(
        "ix_artifact_evidence", "artifact", ["district_id", "evidence_id"], unique=False
    )
    op.create_index("ix_artifact_same_file", "artifact", ["district_id", "digest"], unique=False)
    op.create_index("ix_artifact_same_link", "artifact", ["district_id", "url"], unique=False)
    op.create_table(
        "decision",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "approved",
                "sent_back",
                "declined",
                "undone",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.Column("at", engine.store.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "evidence_id"],
            ["evidence.district_id", "evidence.id"],
            name=op.f("fk_decision_district_id_evidence_id_evidence"),
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_decision")),
    )
    op.create_index(
        "ix_decision_evidence", "decision", ["district_id", "evidence_id", "at"], unique=False
    )
    op.create_index("ix_decision_reviewer", "decision", ["district_id", "by", "at"], unique=False)
    op.create_table(
        "degree_progress",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("degree", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("audited_on", sa.Date(), nullable=False),
        sa.Column("open_requirements", sa.Integer(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "participant_id", "degree"],
            ["enrollment.district_id", "enrollment.participant_id", "enrollment.degree"],
            name=op.f("fk_degree_progress_district_id_participant_id_degree_enrollment"),
        ),
        sa.PrimaryKeyConstraint(
            "district_id", "participant_id", "degree", name=op.f("pk_degree_progress")
        ),
    )
    op.create_index(
        "ix_degree_progress_open",
        "degree_progress",
        ["district_id", "degree", "open_requirements"],
        unique=False,
    )
    op.create_table(
        "drawing",
        sa.Column("district_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reward", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("seed", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("slips", sa.JSON(), nullable=False),
        sa.Column("winner", sa.Uuid(), nullable=False),
        sa.Column("drawn_at", engine.store.Instant(timezone=True), nullable=False),
        sa.Column("drawn_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "winner"],
            ["redemption.district_id", "redemption.id"],
            name=op.f("fk_drawing_district_id_winner_redemption"),
        ),
        sa.PrimaryKeyConstraint("district_id", "id", name=op.f("pk_drawing")),
    )
    for table in APPEND_ONLY:
        for statement in engine.store.append_only_triggers(table)[op.get_bind().dialect.name]:
            op.execute(sa.DDL(statement.replace("%", "%%")))


def downgrade() -> None:
    """Leave nothing; the triggers go with their tables."""
    op.drop_table("drawing")
    op.drop_index("ix_degree_progress_open", table_name="degree_progress")
    op.drop_table("degree_progress")
    op.drop_index("ix_decision_reviewer", table_name="decision")
    op.drop_index("ix_decision_evidence", table_name="decision")
    op.drop_table("decision")
    op.drop_index("ix_artifact_same_link", table_name="artifact")
    op.drop_index("ix_artifact_same_file", table_name="artifact")
    op.drop_index("ix_artifact_evidence", table_name="artifact")
    op.drop_table("artifact")
    op.drop_index("ix_total_participant", table_name="total")
    op.drop_index("ix_total_board", table_name="total")
    op.drop_table("total")
    op.drop_table("role_grant")
    op.drop_index("ix_redemption_tax", table_name="redemption")
    op.drop_index("ix_redemption_owner", table_name="redemption")
    op.drop_index("ix_redemption_desk", table_name="redemption")
    op.drop_table("redemption")
    op.drop_table("level_reached")
    op.drop_index("ix_evidence_queue", table_name="evidence")
    op.drop_index("ix_evidence_owner", table_name="evidence")
    op.drop_table("evidence")
    op.drop_index("ix_entry_source", table_name="entry")
    op.drop_index("ix_entry_effective", table_name="entry")
    op.drop_table("entry")
    op.drop_table("enrollment")
    op.drop_table("credential")
    op.drop_index("ix_conferral_degree", table_name="conferral")
    op.drop_table("conferral")
    op.drop_table("balance")
    op.drop_index(op.f("ix_sign_in_person_id"), table_name="sign_in")
    op.drop_table("sign_in")
    op.drop_table("shelf")
    op.drop_table("reset_link")
    op.drop_table("published_pack")
    op.drop_index(op.f("ix_participant_person_id"), table_name="participant")
    op.drop_table("participant")
    op.drop_index("ix_letter_waiting", table_name="letter")
    op.drop_table("letter")
    op.drop_table("event")
    op.drop_index(op.f("ix_sign_in_attempt_subject"), table_name="sign_in_attempt")
    op.drop_table("sign_in_attempt")
    op.drop_table("person")
    op.drop_table("district")
    if op.get_bind().dialect.name == "postgresql":
        for table in APPEND_ONLY:
            op.execute(f"DROP FUNCTION IF EXISTS {table}_append_only()")
