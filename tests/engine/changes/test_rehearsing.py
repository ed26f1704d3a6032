"""Publishing, rehearsed: nobody waits while it is worked out, and what is written is the same."""

import os
import re
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from engine import changes, reactions, rehearsals
from engine.changes import rehearsing
from engine.errors import ListChanged
from engine.store import Store, open_store
from rules.terms import Policy
from tests.engine.changes.test_keeping_runs import (
    begun,
    busy,
    goes_on,
    listed,
    publishes,
    rehearses,
)
from tests.engine.changes.test_publishing import (
    HARDER,
    LESS,
    MORE,
    proposed,
    published,
    rehearsed,
    stand,
)
from tests.engine.university import OWN, PACK, University

__all__ = ["busy"]

SEASONS = "seasons: {spring: {title: Spring, first: 2026-01-01, last: 2026-06-30}}\n"
MUCH = PACK.replace("points: 10, cap: {points: 25, per: month}", "points: 30")
PACKS = {
    "less": LESS,
    "harder": HARDER.replace("experience: 25", "experience: 49"),
    "more": MORE,
    "seasons": PACK + SEASONS,
    "a degree for more": MUCH,
    "no badge": PACK.replace("requires: {count: 3}}", "requires: {count: 30}}"),
}


def does(university: University, who: str, activity: str, **what: Any) -> Any:
    """Rob approves it at once."""
    return university.approves(university.submits(who, activity, **what), by="Rob")


@pytest.mark.parametrize(
    ("name", "policy"),
    [
        *((name, Policy.RECOMPUTE) for name in PACKS),
        ("less", Policy.NOBODY_LOSES),
        ("harder", Policy.NOBODY_LOSES),
        ("seasons", Policy.NEW_WORK),
    ],
)
def test_rehearsed_or_not_the_same_rows_are_written(busy, tmp_path, name, policy):
    busy.enrolls("Rob", "associate")
    proposal = proposed(busy, PACKS[name], policy)
    ready, before = rehearsed(busy, proposal), set(_uuids(busy.store))
    file = Path(sa.make_url(str(busy.store.engine.url)).database or "")
    twin = University.__new__(University)
    twin.__dict__ |= vars(busy) | {"store": open_store(f"sqlite:///{_copied(file, tmp_path)}")}

    published(busy, proposal, ready)
    published(twin, proposal)

    assert _rows(busy.store, before) == _rows(twin.store, before)
    assert busy.wrong() == twin.wrong() == []
    twin.store.engine.dispose()


def test_nobody_waits_while_it_is_rehearsed(any_university: University):
    """Somebody submits, and somebody approves, in the middle of it."""
    university = any_university
    university.completes("Ada", "talk", kinds=OWN)
    proposal = proposed(university, LESS, Policy.RECOMPUTE)
    worked = []

    def meanwhile(session, whose, cause, now):
        reactions.bring_in_line(session, whose, cause, now)
        worked.append(does(university, "Ruth", "walk", kinds=["attendance"]))

    with university.store.session() as session:
        heard = changes.hear(session, university.district, now=university.now)
        whom = changes.concerned(session, proposal)
    ready = changes.rehearse(
        university.store, proposal, whom, heard,
        spared=(), bring_in_line=meanwhile, now=university.now,
    )  # fmt: skip
    assert len(worked) == 1
    before = stand(university)

    published(university, proposal, ready)

    assert stand(university)["Ruth"] == before["Ruth"]
    assert stand(university)["Ada"].experience == 4
    assert university.wrong() == []


def test_who_does_something_after_the_rehearsal_is_worked_out_again(busy: University):
    proposal = proposed(busy, LESS, Policy.RECOMPUTE)
    ready = rehearsed(busy, proposal)
    busy.completes("Ada", "talk", kinds=OWN)
    does(busy, "Ruth", "talk", kinds=OWN)

    published(busy, proposal, ready)

    assert (busy.experience("Ruth"), busy.experience("Rob")) == (4, 4)
    assert busy.wrong() == []


def test_letters_and_events_of_who_moved_are_written_once(busy: University):
    busy.enrolls("Rob", "associate")
    proposal = proposed(busy, MUCH, Policy.RECOMPUTE)
    ready = rehearsed(busy, proposal)
    before = len(busy.letters("Rob"))
    busy.completes("Rob", "walk", kinds=["attendance"])

    published(busy, proposal, ready)

    assert busy.degrees("Rob") == ["associate"]
    assert len(busy.letters("Rob")) == before + 2  # The approval, and the degree.
    assert busy.wrong() == []


def test_who_would_lose_since_the_rehearsal_is_spared_too(busy: University):
    proposal = proposed(busy, LESS, Policy.NOBODY_LOSES)
    ready = rehearsed(busy, proposal)
    does(busy, "Ruth", "talk", kinds=OWN)
    before = stand(busy)

    published(busy, proposal, ready)

    assert stand(busy) == before
    assert busy.wrong() == []


def test_a_list_that_says_otherwise_since_the_rehearsal_is_not_published(busy: University):
    run = goes_on(busy, begun(busy))
    ready = rehearses(busy, run)
    does(busy, "Ruth", "talk", kinds=OWN)
    with pytest.raises(ListChanged):
        publishes(busy, run, ready)


def test_whom_it_does_not_touch_may_do_something_after_the_rehearsal(busy: University):
    run = goes_on(busy, begun(busy))
    ready = rehearses(busy, run)
    does(busy, "Ruth", "walk", kinds=["attendance"])
    assert publishes(busy, run, ready) == 2
    assert [each.name for each in listed(busy, run)] == ["Ada", "Rob"]
    assert busy.wrong() == []


def test_a_degree_that_comes_by_it_is_conferred_with_its_letter(busy: University):
    """More points for what is done already complete a degree; the letter is written once."""
    busy.enrolls("Rob", "associate")
    proposal = proposed(busy, MUCH, Policy.RECOMPUTE)
    ready = rehearsed(busy, proposal)
    before = len(busy.letters("Rob"))
    assert busy.degrees("Rob") == []

    published(busy, proposal, ready)

    assert busy.degrees("Rob") == ["associate"]
    assert "associate" in busy.holds("Rob")
    assert len(busy.letters("Rob")) == before + 1
    assert busy.wrong() == []


def test_a_rehearsal_refuses_to_write_what_it_has_no_copy_of(busy: University):
    table = SQLModel.metadata.tables["goal"]
    apart = rehearsals.rehearsal(
        busy.store, [table], lambda _name, each: each.c.district_id == "elm"
    )
    with apart as session, pytest.raises(rehearsals.NotCopied):
        session.execute(sa.delete(SQLModel.metadata.tables["total"]))


def test_lots_of_one_person_write_the_same(busy: University, monkeypatch):
    monkeypatch.setattr(rehearsing, "LOT", 1)
    run = goes_on(busy, begun(busy))
    assert publishes(busy, run) == 2
    assert (busy.experience("Ada"), busy.experience("Rob")) == (20, 4)
    assert busy.wrong() == []


_KILLED = """
import os, signal, sys
from engine import rehearsals
from tests.engine.changes.test_rehearsing import resumed
write = rehearsals.write
def killed(session, every):
    write(session, every)
    os.kill(os.getpid(), signal.SIGKILL)
rehearsals.write = killed
resumed(sys.argv[1])
"""


def test_a_power_cut_in_the_middle_leaves_all_as_it_was(busy: University):
    before = stand(busy)
    killed = _elsewhere(busy.store)
    assert killed.returncode == -signal.SIGKILL
    assert stand(busy) == before
    assert busy.wrong() == []

    resumed(str(busy.store.engine.url))
    assert (busy.experience("Ada"), busy.experience("Rob")) == (20, 4)
    assert busy.wrong() == []


def resumed(url: str) -> None:
    """Publish once more in another process."""
    store = open_store(url)
    university = University.__new__(University)
    university.store, university.district = store, "elm"
    university.now = datetime.fromisoformat("2026-03-03T18:00:00+00:00")
    proposal = proposed(university, LESS, Policy.RECOMPUTE)
    published(university, proposal, rehearsed(university, proposal))


def _elsewhere(store: Store) -> subprocess.CompletedProcess[bytes]:
    root = Path(__file__).parents[3]
    return subprocess.run(
        [sys.executable, "-c", _KILLED, str(store.engine.url)],
        cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, check=False,
    )  # fmt: skip


def _copied(file: Path, folder: Path) -> Path:
    there = folder / "twin"
    there.mkdir()
    for each in file.parent.glob(f"{file.name}*"):
        copy(each, there)
    return there / file.name


def _rows(store: Store, known: set[uuid.UUID]) -> dict[str, list[str]]:
    """All that is kept, but for ids and digests that are new with each publishing."""
    return {
        table.name: sorted(_plain(row, known) for row in rows) for table, rows in _tables(store)
    }


def _plain(row: Any, known: set[uuid.UUID]) -> str:
    told = str([str(value) for name, value in row.items() if name != "digest"])
    return _ID.sub(lambda each: each[0] if uuid.UUID(each[0]) in known else "new", told)


_ID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _uuids(store: Store) -> Iterator[uuid.UUID]:
    for _table, rows in _tables(store):
        for row in rows:
            yield from (value for value in row.values() if isinstance(value, uuid.UUID))


def _tables(store: Store) -> Iterator[tuple[sa.Table, list[Any]]]:
    with store.engine.connect() as connection:
        for table in SQLModel.metadata.sorted_tables:
            yield table, list(connection.execute(sa.select(table)).mappings())
