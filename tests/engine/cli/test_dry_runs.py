"""`tassel dry-run check`: the kept list is held against what publishing then did."""

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from engine.changes import DryRun, Foretold
from engine.cli.dry_runs import check
from engine.cli.house import House
from engine.progress import DegreeProgress
from engine.store import Store
from rules.terms import Policy
from tests.engine.changes.test_keeping_runs import begun, busy, goes_on, publishes
from tests.engine.changes.test_publishing import HARDER, LESS
from tests.engine.university import University

__all__ = ["busy"]


@pytest.fixture
def run(busy: University, monkeypatch):
    monkeypatch.setattr(House, "store", busy.store)
    return lambda *words: CliRunner().invoke(check, words, obj=House())


def changed(store: Store, table: type, where: sa.ColumnElement[bool], **values: object) -> None:
    """Change a row by hand, as nobody should."""
    with store.engine.begin() as connection:
        connection.execute(sa.update(table.__table__).where(where).values(values))


def row_of(busy: University, who: str) -> sa.ColumnElement[bool]:
    return Foretold.__table__.c.participant_id == busy.people[who].id


@pytest.mark.parametrize("pack", [LESS, HARDER])
@pytest.mark.parametrize("policy", [Policy.RECOMPUTE, Policy.NOBODY_LOSES])
def test_what_was_done_is_what_was_listed(run, busy, pack, policy):
    listed = goes_on(busy, begun(busy, pack, policy))
    publishes(busy, listed)

    told = run()

    rows = sum(listed.totals["outcomes"].values())
    said = "1 row" if rows == 1 else f"{rows} rows"
    assert told.output == f"Catalog 2 of elm: what it did is what the list says, {said}.\n"
    assert told.exit_code == 0


def test_what_happens_later_is_no_deviation(run, busy):
    publishes(busy, goes_on(busy, begun(busy)))
    busy.tick()
    busy.completes("Ada", "walk", kinds=["attendance"])
    busy.tick()
    busy.approves(busy.submits("Ruth", "walk", kinds=["attendance"]), by="Rob")

    told = run("--catalog", "2")

    assert "says, 2 rows. To 1 of them something happened later" in told.output
    assert told.exit_code == 0


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"experience": -11}, "Ada, experience: listed -11, done -12."),
        ({"redeemable": 3}, "Ada, redeemable: listed 3, done -12."),
        ({"level": "junior"}, "Ada, level: listed junior, done sophomore."),
        ({"badges": []}, "Ada, badges: listed none, done doer."),
        ({"complete": []}, "Ada, degrees: listed none, done associate."),
        ({"degrees": {"associate": "1/2"}}, "Ada, progress in associate: listed 50.0%, done"),
    ],
)
def test_a_row_that_says_otherwise_is_named(run, busy, values, said):
    publishes(busy, goes_on(busy, begun(busy)))
    with busy.store.session() as session:
        (row,) = session.scalars(sa.select(Foretold).where(row_of(busy, "Ada")))
    more = values if "experience" in values or "redeemable" in values else {
        "after": row.after | values
    }  # fmt: skip
    changed(busy.store, Foretold, row_of(busy, "Ada"), **more)

    told = run()

    assert said in told.output
    assert told.output.endswith("Catalog 2 of elm: what it did is not what the list says.\n")
    assert told.exit_code == 1


def test_a_degree_that_is_kept_otherwise_is_named(run, busy):
    busy.enrolls("Rob", "associate")
    publishes(busy, goes_on(busy, begun(busy)))
    hers = DegreeProgress.__table__.c.participant_id == busy.people["Rob"].id
    changed(busy.store, DegreeProgress, hers, share=0.9)
    told = run()
    assert "Rob, progress in associate: listed 13.3%, done 90.0%." in told.output
    assert told.exit_code == 1


def test_who_got_something_without_being_listed_is_named(run, busy):
    publishes(busy, goes_on(busy, begun(busy, HARDER.replace("experience: 25", "experience: 5"))))
    with busy.store.engine.begin() as connection:
        connection.execute(sa.delete(Foretold.__table__))

    told = run()

    assert "Rob, levels and badges: listed nothing, done another." in told.output
    assert told.exit_code == 1


def test_who_was_booked_something_without_being_listed_is_named(run, busy, monkeypatch):
    monkeypatch.setattr("engine.cli.dry_runs._SHOWN_MAX", 1)
    publishes(busy, goes_on(busy, begun(busy)))
    with busy.store.engine.begin() as connection:
        connection.execute(sa.delete(Foretold.__table__))
    told = run()
    assert "experience: listed nothing, done -" in told.output
    assert "And 3 more." in told.output
    assert told.exit_code == 1


def test_a_list_of_before_there_was_a_moment_on_it(run, busy):
    publishes(busy, goes_on(busy, begun(busy)))
    changed(busy.store, DryRun, sa.true(), published_at=None)
    assert run().exit_code == 0


def test_without_a_published_list_there_is_nothing_to_check(run, busy):
    begun(busy)
    told = run()
    assert "No list of any catalog of elm was published." in told.output
    told = run("--catalog", "1")
    assert "No list of catalog 1 of elm was published." in told.output
    assert told.exit_code == 2
