"""The worked cases of the sample districts, with their exact answers."""

from datetime import date
from fractions import Fraction

import pytest

from rules.audits import AuditStatus, audit
from rules.facts import Conferral, Person
from tests.rules.audit_words import degree, item, items, record
from tests.rules.sample_packs import sample

STUDENT, OWN = "student_evidence", "own_learning"


def course(name, campus, points=0, day="2025-10-01", kind=OWN, **facts):
    return item(
        name,
        day,
        activity=name,
        activity_kind="course",
        campus=campus,
        points=points,
        kinds=[kind],
        **facts,
    )


def test_du_b_the_bachelor_lacks_exactly_one_student_item():
    pack = sample("deerfield")
    campuses = list(pack.campuses)[:3]
    courses = tuple(course(f"c{number}", campuses[number % 3], 50) for number in range(7))
    shown = tuple(
        course(f"s{number}", campuses[number % 3], 50, kind=STUDENT, outcome=number == 0)
        for number in range(3)
    )
    capstone = item("capstone", activity="unit-redesign", points=20, kinds=[OWN])

    found = audit(
        "bachelor",
        pack.degrees["bachelor"].requires,
        record(courses, shown, capstone, campuses=tuple(pack.campuses)),
    )

    assert found.status is AuditStatus.NOT_COMPLETE
    open_ = [each for each in found.findings if not each.is_met and not each.children]
    wanted = [each for each in open_ if not each.path.startswith(("r.1.", "r.4."))]
    assert [each.path for each in wanted] == ["r.5"]
    assert [phrase.to_json() for phrase in wanted[0].missing] == [
        {"code": "count", "n": 1, "where": {"kinds": [STUDENT]}}
    ]
    assert found.at("r.2").have == 520
    assert found.progress == (5 + Fraction(7, 8)) / 6


def test_du_c_at_most_360_of_900_points_come_from_before_the_bachelor():
    pack = sample("deerfield")
    held = record(
        items(10, points=50, day="2024-10-01"),
        conferrals=(Conferral("bachelor", date(2025, 5, 1)),),
    )

    found = audit("master", pack.degrees["master"].requires, held).at("r.2")

    assert (found.have, found.want) == (360, 900)
    assert found.needs[0].cut == 140
    assert [phrase.to_json() for phrase in found.missing] == [{"code": "points", "n": 540}]


@pytest.mark.parametrize(("new", "met"), [(539, False), (540, True)])
def test_du_c_540_new_points_finish_it(new, met):
    held = record(
        items(10, points=50, day="2024-10-01"),
        item("new", "2025-05-02", points=new),
        conferrals=(Conferral("bachelor", date(2025, 5, 1)),),
    )

    tree = degree({"points": 900, "max_share_from": {"bachelor": "40%"}})

    assert audit("master", tree, held).is_complete is met


@pytest.mark.parametrize(
    ("third_year", "best", "window", "met"),
    [
        (40, 180, ("2022-23", "2023-24"), False),
        (100, 180, ("2022-23", "2023-24"), False),
        (130, 180, ("2022-23", "2023-24"), False),
        (169, 199, ("2023-24", "2024-25"), False),
        (170, 200, ("2023-24", "2024-25"), True),
    ],
)
def test_du_e_the_best_two_school_years_count(third_year, best, window, met):
    held = record(
        item("a", "2022-09-01", points=150),
        item("b", "2023-09-01", points=30),
        item("c", "2024-09-01", points=third_year),
    )

    found = audit("associate", degree({"points": 200, "within": {"school_years": 2}}), held)

    assert found.is_complete is met
    assert found.at("r").have == best
    assert found.at("r").window == window


@pytest.mark.parametrize(("minutes", "met"), [(719, False), (720, True)])
def test_wt_a_at_six_tenths_of_full_time_a_year_asks_twelve_hours(minutes, met):
    tree = sample("washington-township").degrees["bronze"].requires.of[2]
    held = record(item("a", minutes=minutes), person=Person(fte=0.6))

    found = audit("bronze", tree, held)

    assert found.at("r").want == 12
    assert found.is_complete is met


def test_wt_b_hours_in_contract_time_count_for_the_year_and_not_for_extra_duty():
    held = record(item("badge", minutes=120), item("evening", minutes=60, outside_minutes=60))

    found = audit("pay", degree({"hours": 3, "outside_hours": 3}), held).at("r")

    assert [(need.unit, need.have) for need in found.needs] == [("hours", 3), ("outside_hours", 1)]


def test_wt_two_years_in_a_row_are_two_years_in_a_row():
    tree = degree({"hours_per_year": 20, "years": 2, "consecutive": "yes"})
    full = {"minutes": 1200}
    apart = record(item("a", "2022-09-01", **full), item("b", "2024-09-01", **full))
    together = record(item("a", "2023-09-01", **full), item("b", "2024-09-01", **full))

    assert audit("silver", tree, apart).progress == Fraction(1, 2)
    assert audit("silver", tree, together).is_complete
    assert audit("any", degree({"hours_per_year": 20, "years": 2}), apart).is_complete


@pytest.mark.parametrize(
    ("as_of", "years"),
    [(date(2025, 6, 30), 0), (date(2025, 7, 1), 1), (date(2026, 6, 30), 1), (date(2026, 7, 1), 2)],
)
def test_whole_school_years_lie_between_the_master_and_the_doctor(as_of, years):
    held = record(as_of=as_of, conferrals=(Conferral("master", date(2024, 5, 30)),))

    found = audit("doctor", degree({"min_school_years_since": {"master": 2}}), held)

    assert found.at("r").have == years


def test_nothing_lies_between_a_degree_that_was_not_conferred_and_today():
    found = audit("doctor", degree({"min_school_years_since": {"master": 1}}), record())

    assert found.at("r").missing[0].to_json() == {
        "code": "school_years_since",
        "n": 1,
        "degree": "master",
    }


def test_ten_pieces_of_own_learning_are_no_student_evidence():
    tree = degree({"student_evidence": 1})

    assert audit("d", tree, record(items(10, kinds=[OWN]))).progress == 0
    assert audit("d", tree, record(items(1, kinds=[STUDENT]))).is_complete


@pytest.mark.parametrize(("value", "met"), [(90.0, True), (89.9, False)])
def test_a_metric_is_met_at_its_value(value, met):
    held = record(item("attendance", activity="attendance", value=value))

    assert audit("d", degree({"activity": "attendance", "min_value": 90}), held).is_complete is met
