"""An installation of its own for each test, with its database ready, and commands run in it."""

import pytest
from click.testing import CliRunner

from engine.cli.house import House
from engine.cli.main import tassel


@pytest.fixture
def installation(with_tables, tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "var"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with_tables(tmp_path / "var" / "tassel.db")
    house = House()
    yield house
    house.store.engine.dispose()


@pytest.fixture
def run(installation):
    """Run a command as at the prompt."""
    return lambda *words, **more: CliRunner().invoke(tassel, [str(word) for word in words], **more)
