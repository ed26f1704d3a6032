"""Exports: the same bytes again, by the address and the moment, for whoever saved them."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError

from engine import exports
from engine.errors import NotFound
from engine.exports import Export
from engine.integrations import LocalFiles
from tests.engine.university import University

PLACE = "/ledger/statement.csv"


@pytest.fixture
def files(tmp_path: Path) -> LocalFiles:
    return LocalFiles(tmp_path / "files")


def saves(university: University, files: LocalFiles, content: bytes, who: str = "Ada") -> Export:
    with university.store.write() as session:
        return exports.keep(
            session, files, content, address=PLACE, name="ledger-{moment}-{digest}.csv",
            by=university.actor(session, who), now=university.now,
        )  # fmt: skip


def test_the_name_says_when_and_of_what(university: University, files: LocalFiles) -> None:
    saved = saves(university, files, b"a,b\n")

    assert saved.name == f"ledger-{university.now:%Y%m%dT%H%M%SZ}-{saved.digest[:8]}.csv"
    with files.open(saved.digest) as kept:
        assert kept.read() == b"a,b\n"


def test_the_same_content_lies_there_once(university: University, files: LocalFiles) -> None:
    first = saves(university, files, b"a,b\n")
    assert saves(university, files, b"a,b\n").id == first.id
    university.tick()
    later = saves(university, files, b"a,b\n")

    assert later.id != first.id
    assert len([path for path in files.folder.rglob("*") if path.is_file()]) == 1


def test_two_contents_at_one_moment_are_told_apart(
    university: University, files: LocalFiles
) -> None:
    first, second = saves(university, files, b"a\n"), saves(university, files, b"b\n")

    assert second.saved_at - first.saved_at == timedelta(microseconds=1)
    with university.store.session() as session:
        ada = university.actor(session, "Ada")
        for each in (first, second):
            assert exports.saved(session, ada, PLACE, each.saved_at).digest == each.digest
        assert [each.id for each in exports.mine(session, ada, limit=9)] == [second.id, first.id]


def test_nobody_finds_what_somebody_else_saved(university: University, files: LocalFiles) -> None:
    saved = saves(university, files, b"a\n")

    with university.store.session() as session, pytest.raises(NotFound):
        exports.saved(session, university.actor(session, "Dana"), PLACE, saved.saved_at)


def test_what_was_saved_is_never_changed(university: University, files: LocalFiles) -> None:
    saves(university, files, b"a\n")

    with pytest.raises(DatabaseError, match="append-only"), university.store.write() as session:
        session.connection().exec_driver_sql("UPDATE export SET digest = 'x'")
