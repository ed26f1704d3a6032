"""The map of the house has every room that there is, and no other one."""

import re
from pathlib import Path

import pytest

from engine.settings import ROOT

MAP = (ROOT / "docs" / "contributing.md").read_text("utf-8")
_, *parts = re.split(r"^(\w+)/", MAP.split("```")[3], flags=re.MULTILINE)
ROWS = dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize("floor", ["rules", "engine"])
def test_each_room_stands_once_in_the_row_of_its_floor(floor):
    assert sorted(re.findall(r"\w+", ROWS[floor])) == rooms(ROOT / floor)


def rooms(floor: Path) -> list[str]:
    folders = {path.parent.name for path in floor.glob("*/__init__.py")}
    files = {path.stem for path in floor.glob("*.py")}
    return sorted((folders | files) - {"__init__", "migrations"})
