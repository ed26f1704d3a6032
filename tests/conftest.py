"""What every test may ask for: a browser and a PostgreSQL, and properties as thorough as wished."""

import gc
import importlib
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import coverage
import pytest
from hypothesis import settings

from engine import store
from engine.migrating import migrate
from engine.migrations import FEATURES
from engine.store import open_store
from tests import postgres

for feature in FEATURES:  # A database that a test makes has every table, whatever ran before it.
    importlib.import_module(f"engine.{feature}.tables")

settings.register_profile("quick", deadline=None, max_examples=50)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]


_tune_sqlite = store._tune_sqlite


def _tune_in_haste(connection: Any, record: Any) -> None:
    """Nothing of a test outlives its run, so nothing waits for the disk."""
    _tune_sqlite(connection, record)
    connection.execute("PRAGMA synchronous=OFF")


store._tune_sqlite = _tune_in_haste


def pytest_collection_finish() -> None:
    """What is there now stays: to look for garbage in it over and over took a sixth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Count no lines where none is reached that others leave out: to count takes its time."""
    counting = coverage.Coverage.current()
    if counting is None or not _is_told_again(item):
        return (yield)
    counting.stop()
    try:
        return (yield)
    finally:
        counting.start()


def _is_told_again(item: pytest.Item) -> bool:
    """Whether it is about a browser, or a story that SQLite has been told too."""
    of_stories = item.path.parent.name == "stories"
    return bool(
        item.get_closest_marker("browser") or (of_stories and item.get_closest_marker("postgres"))
    )


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """How Playwright starts the browser: ours, headless, and talking to nobody but the site."""
    switches = SWITCHES + (["--no-sandbox"] if os.geteuid() == 0 else [])
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    return {**browser_type_launch_args, "executable_path": found, "args": switches}


@pytest.fixture(scope="session")
def _migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and nothing in them."""
    file = tmp_path_factory.mktemp("migrated") / "tassel.db"
    new = open_store(f"sqlite:///{file}")
    migrate(new)
    new.engine.dispose()
    return file


@pytest.fixture
def with_tables(_migrated: Path) -> Callable[[Path], str]:
    """Put a new SQLite file with all tables there; its URL."""

    def at(file: Path) -> str:
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_migrated, file)
        return f"sqlite:///{file}"

    return at


@pytest.fixture(scope="session")
def postgres_server(testrun_uid: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL for this run of the tests alone; the URL of its first database."""
    lock = tmp_path_factory.getbasetemp().parent / "postgres.lock"
    with postgres.server(testrun_uid, lock) as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """A new and empty database on that server."""
    with postgres.database(postgres_server) as url:
        yield url


@pytest.fixture
def postgres_with_tables(postgres_server: str) -> Iterator[str]:
    """A new database on that server in which all tables are."""
    with postgres.database(postgres_server, postgres.TEMPLATE) as url:
        yield url
