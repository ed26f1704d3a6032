"""Which texts are worth keeping as versions, so that a burst of typing is one and not hundreds."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from engine.evidence.drafts.wording import TEXTS

SITTING = timedelta(minutes=15)
"""After such a pause one has come back to it: what stood there then is a version of its own."""

_SCRAP_CHARACTERS = 40
"""Up to so much, and no more than a quarter of a text, goes without being a loss: slips mended."""


def holds(later: Mapping[str, Any], earlier: Mapping[str, Any]) -> bool:
    """Whether every word of the earlier text still stands in the later one."""
    return all(_gone(*pair) == 0 for pair in _pairs(earlier, later))


def nearly_holds(later: Mapping[str, Any], earlier: Mapping[str, Any]) -> bool:
    """The same, but for scraps."""
    return all(
        _gone(old, new) <= min(_SCRAP_CHARACTERS, len(old) // 4)
        for old, new in _pairs(earlier, later)
    )


def _pairs(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(earlier.get(name) or "", later.get(name) or "") for name in TEXTS]


def _gone(old: str, new: str) -> int:
    """How many characters of the old text are taken away, when the change is one place."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    rest = most - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    return len(old) - head - tail
