"""Retention: how long files of student evidence are kept, and forgetting them on time."""

from engine.retention.actions import forget_due, sweep
from engine.retention.queries import ends, kept_until

__all__ = ["ends", "forget_due", "kept_until", "sweep"]
