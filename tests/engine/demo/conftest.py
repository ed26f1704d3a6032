"""One small demo district for all of these tests; whoever changes it changes a copy."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from engine import catalogs, demo, reactions
from engine.integrations import LocalFiles
from engine.settings import ROOT
from engine.store import open_store

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
SIZE = 26


def invented(folder: Path, *, now=NOW, size=SIZE, seed=109, processes=1):
    """A new district, filled."""
    store = open_store(f"sqlite:///{folder / 'tassel.db'}")
    SQLModel.metadata.create_all(store.engine)
    with store.write() as session:
        for pack in sorted((ROOT / "data" / "packs").iterdir()):
            catalogs.publish(session, catalogs.read_folder(pack), now=now)
        reactions.follow(session, now=now)
    with store.write() as session:
        files = LocalFiles(folder / "files")
        demo.fill(session, files, now=now, size=size, seed=seed, processes=processes)
    return store


@pytest.fixture(scope="session")
def original(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    invented(folder).engine.dispose()
    return folder


@pytest.fixture
def demo_store(original, tmp_path):
    shutil.copytree(original, tmp_path, dirs_exist_ok=True)
    store = open_store(f"sqlite:///{tmp_path / 'tassel.db'}")
    yield store
    store.engine.dispose()
