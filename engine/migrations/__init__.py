"""Migrations: how the database came to the shape that the tables have today."""

FEATURES = (
    "people",
    "outbox",
    "catalogs",
    "ledger",
    "mentoring",
    "evidence",
    "progress",
    "goals",
    "gatherings",
    "credentials",
    "standings",
    "rewards",
    "nominations",
    "coaching",
    "notifications",
    "replay",
    "daybreak",
    "changes",
    "exports",
    "studio",
    "authors",
    "proposals",
    "students",
    "batches",
)
"""Every feature that keeps tables; a test finds one that is missing here."""
