"""Audits: a record held against a degree, with a finding for every requirement."""

from rules.audits.audit import (
    Audit,
    AuditStatus,
    Decision,
    Finding,
    Item,
    Record,
    Sharing,
    Verb,
    audit,
    meets,
)
from rules.audits.several import audit_all

__all__ = [
    "Audit",
    "AuditStatus",
    "Decision",
    "Finding",
    "Item",
    "Record",
    "Sharing",
    "Verb",
    "audit",
    "audit_all",
    "meets",
]
