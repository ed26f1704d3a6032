"""Small packs and ordinary completions for rules tests."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from rules.catalog import Catalog
from rules.facts import Completion
from rules.pack import BrokenPack, PackError, read_pack
from rules.scoring import Recorded, Timeline
from rules.terms import EvidenceKind, Stage

HEAD = """\
pack: {format: tassel-pack/1, title: Tests, catalog_year: 2026-27, applies_from: 2020-07-01}
district: {id: deerfield, name: Deerfield, university: Deerfield University}
"""


def small(text: str) -> Catalog:
    """A catalog of a few lines, with a head in front."""
    return read_pack({"head.yaml": HEAD, "pack.yaml": text})


def always(catalog: Catalog) -> Timeline:
    """One catalog, in force since ever."""
    return Timeline((Recorded(1, date(2000, 1, 1), catalog),))


def broken(files: dict[str, str]) -> tuple[PackError, ...]:
    """The errors of a pack that must not be read."""
    with pytest.raises(BrokenPack) as caught:
        read_pack(files)
    return caught.value.errors


def completion(activity: str = "talks", day: str | date = "2026-09-01", **facts: Any) -> Completion:
    """A completion with ordinary facts; `n` tells several of one day apart, in their order."""
    number = facts.pop("n", 1)
    on = date.fromisoformat(day) if isinstance(day, str) else day
    stage = facts.pop("stage", Stage.DONE)
    ordinary = {
        "source": f"evidence/{activity}.{stage}.{on}.{number}",
        "activity": activity,
        "stage": stage,
        "kinds": frozenset({EvidenceKind.OWN}),
        "minutes": 60,
        "day": on,
        "submitted_at": datetime(2026, 9, 1, 12, tzinfo=UTC) + timedelta(minutes=number),
    }
    return Completion(**(ordinary | facts))
