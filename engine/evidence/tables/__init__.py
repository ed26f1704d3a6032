"""What is kept of evidence: the claim, its artifacts, and every decision on it."""

from engine.evidence.tables.artifacts import Artifact, Consent, KeptFile, Scan, SeenBy
from engine.evidence.tables.claims import (
    Evidence,
    Named,
    Occasion,
    Status,
    Version,
    got_better,
    kind_set,
)
from engine.evidence.tables.verdicts import (
    PROGRAM,
    Counted,
    Decision,
    Ended,
    SecondLook,
    SecondLookKey,
    Taking,
    Verdict,
    Why,
)

__all__ = [
    "PROGRAM",
    "Artifact",
    "Consent",
    "Counted",
    "Decision",
    "Ended",
    "Evidence",
    "KeptFile",
    "Named",
    "Occasion",
    "Scan",
    "SecondLook",
    "SecondLookKey",
    "SeenBy",
    "Status",
    "Taking",
    "Verdict",
    "Version",
    "Why",
    "got_better",
    "kind_set",
]
