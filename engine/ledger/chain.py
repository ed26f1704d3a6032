"""The digest chain: each entry seals itself and everything of the participant before it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

BEFORE_THE_FIRST = ""


def seal(previous: str, entry: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, over the digest before and all that the entry says."""
    told = [previous, *(_plain(entry[name]) for name in _SEALED)]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


_SEALED = (
    "district_id",
    "participant_id",
    "seq",
    "event_id",
    "kind",
    "currency",
    "points",
    "source",
    "rule",
    "campus",
    "reason",
    "catalog",
    "effective_on",
    "posted_at",
)


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else str(value)
