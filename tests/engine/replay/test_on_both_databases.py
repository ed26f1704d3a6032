"""A replay on SQLite and on PostgreSQL: the same lots, the same findings, the same mending."""

import sqlalchemy as sa

from rules.terms import Stage
from tests.engine.replay.test_any_history import agrees, finished, worked_out
from tests.engine.university import OWN, University


def test_a_district_is_replayed_and_put_right(any_university: University) -> None:
    university = any_university
    university.enrolls("Ada", "associate")
    university.completes("Ada")
    university.completes("Ada", "unit", stage=Stage.LEARNED, kinds=OWN)

    worked_out(university, 2)
    assert agrees(finished(university))

    with university.store.engine.begin() as connection:
        connection.execute(sa.text("UPDATE balance SET experience = 99"))
        connection.execute(sa.text("DELETE FROM total"))
        connection.execute(sa.text("DELETE FROM level_reached WHERE level = 'sophomore'"))
    worked_out(university, 2)
    assert finished(university).renewed == {"balance": 1, "level_reached": 1, "total": 1}
    assert university.wrong() == []
