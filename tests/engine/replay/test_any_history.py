"""Whatever happened, in whatever lots, stopped wherever: a replay comes to what stands."""

from itertools import islice

import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import reactions, replay
from tests.engine.test_histories import FEWER, begun, booked, founded, steps, takes
from tests.engine.university import University

__all__ = ["founded"]

histories = st.lists(steps, min_size=1, max_size=10)
TABLES = ("entry", "balance", "level_reached", "degree_progress", "total", "credential", "event")


@settings(max_examples=FEWER // 2)
@given(history=histories, batch=st.integers(1, 5), stops_after=st.none() | st.integers(0, 3))
def test_a_replay_agrees_and_changes_nothing(
    founded: University, history: list, batch: int, stops_after: int | None
) -> None:
    with begun(founded) as university:
        lives(university, history)
        before = rows(university)

        if stops_after is not None:
            worked_out(university, batch, lots=stops_after)
            assert rows(university) == before
        for _ in range(2):
            worked_out(university, batch)
            assert agrees(finished(university))
            assert rows(university) == before


@settings(max_examples=FEWER // 2)
@given(history=histories, meanwhile=histories, batch=st.integers(1, 5))
def test_what_happens_meanwhile_is_seen(
    founded: University, history: list, meanwhile: list, batch: int
) -> None:
    with begun(founded) as university:
        done = lives(university, history)
        worked_out(university, batch)
        lives(university, meanwhile, done)
        before = rows(university)

        assert agrees(finished(university))
        assert rows(university) == before


@settings(max_examples=FEWER // 2)
@given(history=histories, lost=st.integers(1, 6), batch=st.integers(1, 5))
def test_what_was_lost_is_appended_once(
    founded: University, history: list, lost: int, batch: int
) -> None:
    with begun(founded) as university:
        lives(university, history)
        loses(university, lost)
        before = rows(university)["entry"]

        worked_out(university, batch)
        told = finished(university)
        assert rows(university)["entry"] == before
        mended = finished(university, repair=True)

        assert (mended.broken, mended.differences) == ((), told.differences)
        assert rows(university)["entry"][: len(before)] == before
        assert booked(university) == university.lines("Ada")
        assert university.wrong() == []
        assert agrees(finished(university, repair=True))


def agrees(found: replay.Replay) -> bool:
    return (found.broken, found.differences, found.renewed) == ((), (), {})


def lives(university: University, history: list, done: list | None = None) -> list:
    done = [] if done is None else done
    for step in history:
        takes(university, done, step)
    return done


def worked_out(university: University, batch: int, *, lots: int | None = None) -> None:
    """As the command does, perhaps stopped after some lots."""
    now, district = university.now, university.district
    with university.store.session() as session:
        due = iter(replay.waiting(session, district, now=now))
    for lot in islice(iter(lambda: list(islice(due, batch)), []), lots):
        with university.store.session() as session:
            found = replay.work_out(session, district, lot, now=now)
        with university.store.write() as session:
            replay.keep(session, found)


def finished(university: University, *, repair: bool = False) -> replay.Replay:
    now = university.tick()
    with university.store.write() as session:
        found = replay.finish(session, university.district, now=now, repair=repair)
        reactions.follow(session, now=now, mail=False)
    return found


def loses(university: University, number: int) -> None:
    """Ada's last entries are deleted by hand, with the triggers off."""
    with university.store.engine.begin() as connection:
        connection.execute(sa.text("DROP TRIGGER entry_no_delete"))
        last = sa.text("DELETE FROM entry WHERE seq > (SELECT max(seq) FROM entry) - :number")
        connection.execute(last, {"number": number})


def rows(university: University) -> dict[str, list]:
    with university.store.engine.connect() as connection:
        return {
            table: [tuple(row) for row in connection.execute(sa.text(f"SELECT * FROM {table}"))]
            for table in TABLES
        }
