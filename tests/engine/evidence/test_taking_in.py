"""Work that was approved elsewhere is taken in once, in order, or refused with its reason."""

from datetime import date, timedelta

import pytest

from engine import evidence, people
from engine.errors import Refusal
from engine.evidence import Approved, Status
from engine.people import Role
from rules.terms import EvidenceKind, Stage
from tests.engine.university import OWN, STUDENT, University
from tests.engine.world import TODAY

DAY = timedelta(days=1)


def approved(
    university: University,
    activity: str = "talk",
    *,
    stage: str = "done",
    kinds: frozenset[EvidenceKind] = OWN,
    day: date = TODAY,
    by: str = "Ruth",
    known_as: str = "row 1",
    link: str = "",
) -> Approved:
    with university.store.session() as session:
        reviewer = university.actor(session, by)
    return Approved(known_as, activity, Stage(stage), kinds, 60, day, reviewer, link)


def taken_in(university: University, *rows: Approved) -> list[Status]:
    with university.act() as session:
        owner = university.place(session, "Ada")
        return [each.status for each in evidence.take_in(session, owner, rows, now=university.now)]


def test_it_posts_once_however_often_it_comes(university: University) -> None:
    rows = [
        approved(university, "unit", stage="used", kinds=STUDENT, known_as="b"),
        approved(university, "unit", stage="learned", known_as="a", link="https://a.example"),
    ]

    assert [taken_in(university, *rows), taken_in(university, *rows)] == [
        [Status.APPROVED, Status.APPROVED],
        [],
    ]
    assert university.experience("Ada") == 35
    assert university.holds("Ada") == {"unit"}
    assert university.wrong() == []


def test_nothing_at_all_posts_nothing(university: University) -> None:
    assert taken_in(university) == []


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"activity": "chess"}, "not_found"),
        ({"activity": "unit"}, "not_found"),
        ({"activity": "bus"}, "other_audience"),
        ({"activity": "lead"}, "kind_not_wanted"),
        ({"by": "Ada"}, "own_evidence"),
        ({"by": "Bea"}, "not_permitted"),
        ({"activity": "unit", "stage": "used", "kinds": STUDENT}, "stage_missing"),
    ],
)
def test_what_cannot_be_taken_in_is_told_why_and_nothing_is(
    university: University, row: dict, code: str
) -> None:
    """Bea reviews another school."""
    university.joins("Bea")
    with university.store.write() as session:
        place = university.place(session, "Bea")
        people.grant_role(session, place, Role.REVIEWER, school="birch", now=university.now)
    good, bad = approved(university, known_as="good"), approved(university, **row)

    with pytest.raises(Refusal) as refusal:
        taken_in(university, good, bad)

    assert refusal.value.code == code
    assert university.entries("Ada") == []


def test_a_stage_counts_for_the_one_after_it_in_the_same_list(university: University) -> None:
    learned = approved(university, "unit", stage="learned", known_as="1", day=TODAY - DAY)
    used = approved(university, "unit", stage="used", kinds=STUDENT, known_as="0")
    with university.store.session() as session:
        owner = university.place(session, "Ada")

        def codes(*rows: Approved) -> list[str | None]:
            found = evidence.obstacles(session, owner, rows, now=university.now)
            return [each.code if each else None for each in found]

        assert codes(*evidence.in_order([used, learned])) == [None, None]
        assert codes(used, learned) == ["stage_missing", None]
