"""The queue asks the database as often for many pieces as for few."""

from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from tests.web.test_reviews import PART, submits, taker

PAGES = (
    "/oakdale/reviews",
    "/oakdale/reviews?page=2",
    "/oakdale/reviews?activity=mentoring",
    "/oakdale/reviews?campus=leadership",
    "/oakdale/reviews?search=a",
    "/oakdale/reviews?hold=mine",
    "/oakdale/reviews?hold=others",
)


@contextmanager
def asked(site):
    said = []

    def note(*call):
        said.append(call[2])

    sa.event.listen(site.store.engine, "before_cursor_execute", note)
    yield said
    sa.event.remove(site.store.engine, "before_cursor_execute", note)


@pytest.fixture
def ruth(site):
    return site.as_("ruth")


def test_a_page_of_the_queue_costs_the_same_whatever_waits(site, ruth):
    others = site.as_("dana")
    costs = []
    for more in (3, 24):
        claims = [submits(site, "ada", minutes=60) for _ in range(more)]
        for browser in (ruth, others):
            taken = claims.pop()
            browser.get(f"/oakdale/reviews/{taken.id}")
            assert len(taker(site, taken)) == 1
        costs.append([])
        for path in PAGES:
            with asked(site) as said:
                assert ruth.get(path).status_code == 200
            costs[-1].append(len(said))

    few, many = costs
    first, second = many[:2]
    assert few.pop(1) <= many.pop(1), "of few the second page is empty, and nobody is named on it"
    assert many == few
    assert max(many) < 20
    assert second == first


def test_the_next_one_costs_the_same_whatever_waits(site, ruth):
    costs = []
    for more in (3, 24):
        claims = [submits(site, "ada", minutes=60) for _ in range(more)]
        with asked(site) as said:
            answer = ruth.post(
                f"/oakdale/reviews/{claims[-1].id}/decision",
                data={"verdict": "send_back", "note": "More.", "version": claims[-1].version},
                headers=PART,
            )
        assert "Next in the queue" in answer.text
        costs.append(len(said))

    assert costs[0] == costs[1]


def test_what_was_decided_long_ago_is_not_gone_through(site, ruth):
    """Waiting pieces and second looks are found by their indexes, however much else there is."""
    asked_for = []

    def note(_connection, _cursor, statement, given, *_more):
        if statement.startswith("SELECT count(*)") and "second_look" in statement:
            asked_for.append((statement, given))

    sa.event.listen(site.store.engine, "before_cursor_execute", note)
    ruth.get("/oakdale/reviews")
    sa.event.remove(site.store.engine, "before_cursor_execute", note)
    with site.store.engine.connect() as connection:
        for statement, given in asked_for:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
            steps = [row[3] for row in plan if " evidence" in row[3]]
            assert steps
            assert not [step for step in steps if step.endswith("(district_id=?)")], steps

    assert asked_for
