"""Stories are told twice: on SQLite, and on a real PostgreSQL."""

from collections.abc import Callable, Iterator
from inspect import cleandoc
from pathlib import Path

import pytest

from tests.rules.sample_packs import written
from tests.stories.world import World


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(
    request: pytest.FixtureRequest, with_tables: Callable[[Path], str], tmp_path: Path
) -> str:
    """A database for one story, on each kind in turn."""
    if request.param == "sqlite":
        return with_tables(tmp_path / "story.db")
    url: str = request.getfixturevalue("postgres_with_tables")
    return url


@pytest.fixture
def pack(request: pytest.FixtureRequest) -> dict[str, str]:
    """The pack of the story: the one in its docstring, or else Deerfield's."""
    told = cleandoc(request.function.__doc__ or "")
    return {"pack.yaml": SMALL + told} if "activities:" in told else written("deerfield")


@pytest.fixture
def world(database: str, tmp_path: Path, pack: dict[str, str]) -> Iterator[World]:
    """A district in which the story happens."""
    world = World(database, tmp_path / "data", pack)
    yield world
    world.close()


SMALL = """
pack: {format: tassel-pack/1, title: Oak, catalog_year: 2025-26, applies_from: 2020-07-01}
district: {id: oak, name: Oak Schools, university: Oak University}
"""
