"""What evidence counts as, kept with every change; also of what was approved before that was so."""

from alembic import command

from engine import evidence
from engine.evidence import Counted, Why
from engine.migrating import configuration, migrate
from engine.store import Store, look_back, open_store
from tests.engine.university import University


def test_each_change_is_told_with_what_it_counts_as(university: University) -> None:
    claim = university.completes("Ada", "unit", stage="learned")
    university.undoes(claim)
    university.approves(claim)

    rows = changes(university.store, claim)
    assert [each.why for each in rows] == [Why.APPROVED, Why.UNDONE, Why.APPROVED]
    assert rows[0].facts == rows[2].facts
    assert rows[1].facts is None


def test_what_was_approved_before_counts_since_its_decision(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    migrate(store)
    university = University(store)
    university.staff()
    essay = university.submits("Ada", "essay", measure="x", measured_before=1, measured_after=2)
    university.approves(essay, scores={"clear": 2, "kind": 1})
    university.completes("Ada")
    undone = university.completes("Ada")
    university.undoes(undone)
    before = [(each.facts, each.at, each.by) for each in changes(store, essay)]
    by_herself = {"team_size": 1, "team_place": 0}
    done = as_of_now(university)

    with store.engine.begin() as connection:
        command.downgrade(configuration(connection), "0011")
        command.downgrade(configuration(connection), "-1")
        command.upgrade(configuration(connection), "head")

    since = changes(store, essay)
    assert [({**(each.facts or {}), **by_herself}, each.at, each.by) for each in since] == before
    assert changes(store, undone) == []
    assert as_of_now(university) == done
    store.engine.dispose()


def changes(store: Store, claim: evidence.Evidence) -> list[Counted]:
    with store.session() as session:
        return list(evidence.changes(session, claim))


def as_of_now(university: University) -> tuple:
    with university.store.session() as session:
        look_back(session, university.now)
        return evidence.completions(session, university.place(session, "Ada"))
