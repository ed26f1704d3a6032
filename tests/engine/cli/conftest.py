"""An installation of its own for each test, with its database ready, and commands run in it."""

from importlib import import_module
from pkgutil import walk_packages

import pytest
from click.testing import CliRunner
from sqlmodel import SQLModel

import engine
from engine.cli.house import House
from engine.cli.main import tassel


@pytest.fixture
def installation(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "var"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for module in walk_packages(engine.__path__, "engine."):
        if not module.name.startswith("engine.migrations"):
            import_module(module.name)
    house = House()
    SQLModel.metadata.create_all(house.store.engine)
    yield house
    house.store.engine.dispose()


@pytest.fixture
def run(installation):
    """Run a command as at the prompt."""
    return lambda *words, **more: CliRunner().invoke(tassel, [str(word) for word in words], **more)
