"""The turn of the day: what moves with time alone is brought in line, once, lot by lot."""

from datetime import timedelta

import pytest

from engine import daybreak, jobs, people, progress
from engine import replay as replays
from engine.daybreak import Daybreak, actions
from engine.outbox import all_of
from engine.store import Store
from rules.terms import Policy
from tests.engine.university import PACK, University
from tests.engine.world import TODAY

AGES = PACK.replace(
    "  driver:",
    "  fresh: {title: Fresh, requires: {points: 10, max_age_months: 1}}\n"
    "  later:\n"
    "    title: Later\n"
    "    requires:\n"
    "      {all: [{degree: associate}, {min_school_years_since: {associate: 1}}]}\n"
    "  driver:",
)
NEARER = PACK.replace("experience: 50", "experience: 30")


@pytest.fixture
def university(store: Store) -> University:
    university = University(store, {"pack.yaml": AGES})
    university.staff()
    with university.act() as session:
        daybreak.begin(session, university.district, now=university.now)
    return university


def begins(university: University) -> list[int]:
    """The lots of this morning, by how many people were looked at."""
    lots = []
    while looked_at := jobs.begin_days(university.store, now=university.now):
        lots.append(looked_at)
    return lots


def share(university: University, degree: str) -> float:
    with university.store.session() as session:
        key = (*university.place(session, "Ada").key, degree)
        return session.get_one(progress.DegreeProgress, key).share


def as_replayed(university: University) -> bool:
    """Whether working everything out anew comes to what stands."""
    with university.store.write() as session:
        found = replays.finish(session, university.district, now=university.now)
        return not (found.differences or found.broken or found.renewed)


def test_a_catalog_that_begins_on_a_later_day_is_followed_that_morning(
    university: University,
) -> None:
    university.completes("Ada")
    university.completes("Ada", "unit", stage="learned")
    assert university.levels("Ada") == {"freshman", "sophomore"}
    tomorrow = TODAY + timedelta(days=1)
    university.publishes(NEARER, applies_from=tomorrow, policy=Policy.NEW_WORK)
    assert begins(university) == []

    university.tick(days=1)
    assert "level_reached" in "".join(university.wrong())

    assert begins(university) == [4]
    assert university.levels("Ada") == {"freshman", "sophomore", "junior"}
    assert university.wrong() == []
    assert as_replayed(university)
    assert begins(university) == []


def test_work_that_grows_too_old_and_years_of_waiting_move_without_an_event(
    university: University,
) -> None:
    for degree in ("fresh", "later", "associate"):
        university.enrolls("Ada", degree)
    university.completes("Ada")
    assert university.degrees("Ada") == ["fresh"]
    university.completes("Ada", "unit", stage="learned")
    assert university.degrees("Ada") == ["fresh", "associate"]

    university.tick(days=20)
    assert begins(university) == [1]
    university.tick(days=300)
    assert begins(university) == [1]
    assert share(university, "fresh") < 1
    assert share(university, "later") < 1
    assert in_question(university) == []

    university.tick(days=300)
    assert begins(university) == [1]
    assert university.degrees("Ada") == ["fresh", "associate", "later"]
    assert university.wrong() == []
    assert as_replayed(university)


def test_a_correction_still_puts_a_degree_in_question_that_ages(university: University) -> None:
    university.enrolls("Ada", "fresh")
    talk = university.completes("Ada")
    university.tick(days=90)
    begins(university)
    assert in_question(university) == []

    university.undoes(talk)

    assert in_question(university) == ["fresh"]


def test_whoever_nothing_can_touch_is_left_alone(university: University) -> None:
    university.completes("Ada")
    university.tick(days=1)

    assert begins(university) == []
    assert events(university) == 0
    assert mark(university).done_on == university.now.date()


def test_who_is_spared_is_judged_anew_the_day_after(university: University) -> None:
    university.publishes(NEARER, policy=Policy.NOBODY_LOSES)
    today, tomorrow = university.now.date(), university.now.date() + timedelta(days=1)
    with university.store.session() as session:
        whose = daybreak.touched(session, university.district, since=today, day=tomorrow)
        assert len(whose) == 4


def test_levels_that_ask_for_what_grows_old_touch_everybody(university: University) -> None:
    aging = "experience: 50, requires: {count: 1, max_age_months: 6}"
    university.publishes(AGES.replace("experience: 50", aging))
    university.completes("Ada")
    university.tick(days=1)

    assert begins(university) == [4]


def test_what_expires_touches_whose_it_is_the_morning_after(university: University) -> None:
    """By the lot: who has a later place is in another one."""
    university.publishes(
        AGES.replace("    title: Unit\n", "    title: Unit\n    valid_months: 1\n")
    )
    university.completes("Ada", "unit", stage="learned")
    ada, rob = (university.people[name].id for name in ("Ada", "Rob"))

    def touched(days: int, between=None):
        day = TODAY + timedelta(days=days)
        with university.store.session() as session:
            return daybreak.touched(
                session,
                university.district,
                since=day - timedelta(days=1),
                day=day,
                between=between,
            )

    assert touched(31) == []  # 2 April is its last day
    assert touched(32) == [ada]
    assert touched(33) == []
    assert touched(32, (ada, ada)) == [ada]
    assert touched(32, (rob, rob)) == []


def test_work_dated_ahead_counts_when_its_day_comes(university: University) -> None:
    university.enrolls("Ada", "associate")
    claim = university.completes("Ada", "unit", stage="learned")
    with university.store.write() as session:
        session.merge(claim).done_on = TODAY + timedelta(days=3)
    university.tick(days=3)

    assert begins(university) == [1]


def test_lots_follow_each_other_and_go_on_where_they_stopped(
    university: University, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "LOT", 3)
    forget(university)
    assert jobs.begin_days(university.store, now=university.now) == 3

    university.tick(minutes=1)
    assert begins(university) == [1]
    assert begins(university) == []
    assert events(university) == 2


def test_a_day_that_was_left_half_way_is_made_up_for_with_the_next(
    university: University, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "LOT", 3)
    forget(university)
    jobs.begin_days(university.store, now=university.now)

    university.tick(days=1)
    assert begins(university) == [3, 1]


def test_a_server_that_comes_late_finds_nothing_to_do(university: University) -> None:
    university.tick(days=1)
    begins(university)

    with university.store.write() as session:
        assert daybreak.next_lot(session, university.district, now=university.now) == ()


def test_a_district_without_a_catalog_has_no_days_yet(store: Store) -> None:
    university = University(store, {"pack.yaml": AGES})
    with store.write() as session:
        people.open_district(session, "ash", now=university.now)

    assert begins(university) == []


def in_question(university: University) -> list[str]:
    with university.store.session() as session:
        return [each.degree for each in progress.questioned(session, university.district)]


def mark(university: University) -> Daybreak:
    with university.store.session() as session:
        return session.get_one(Daybreak, university.district)


def forget(university: University) -> None:
    """As in a database from before days were kept."""
    with university.store.write() as session:
        session.delete(session.get_one(Daybreak, university.district))


def events(university: University) -> int:
    with university.store.session() as session:
        return len(all_of(session, university.district, daybreak.DayBegan))
