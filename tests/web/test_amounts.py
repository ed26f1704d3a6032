"""Each need of a requirement in what it counts, and what a piece of work brings to it."""

from datetime import date
from typing import Any

import pytest
from flask_babel import force_locale

from rules.audits import Item, Record, audit
from rules.requirements import Requirement
from tests.rules.sample_packs import sample
from web import amounts, sentences

TODAY = date(2026, 1, 1)
COURSES = {"courses": 4, "campuses": 2}
OUTCOMES = {"student_evidence": 4, "with_outcome": 1}


def course(name: str, **more: Any) -> Item:
    campus = more.pop("campus", "literacy")
    return Item(name, TODAY, 40, activity=name, activity_kind="course", campus=campus, **more)


def piece(name: str, **more: Any) -> Item:
    kinds = frozenset({more.pop("kind", "student_evidence")})
    return Item(name, TODAY, 10, activity=name, kinds=kinds, **more)


FOUR_COURSES = tuple(course(name) for name in "abcd")


def found(requires: Any, *items: Item) -> tuple[Any, Any]:
    """What an audit finds at a requirement, and the requirement as it is written."""
    node = Requirement.model_validate(requires)
    return audit("degree", node, Record(TODAY, items)).findings[0], node


@pytest.fixture
def site_in(site):
    with site.app.test_request_context():
        yield force_locale


@pytest.mark.parametrize(
    ("requires", "items", "english", "spanish"),
    [
        (COURSES, FOUR_COURSES, "4 of 4 courses · 1 of 2 campuses",
         "4 de 4 cursos · 1 de 2 campus"),
        (OUTCOMES, (piece("a"),), "1 of 4 pieces · 0 of 1 with an outcome",
         "1 de 4 evidencias · 0 de 1 con resultado"),
        ({"student_evidence": 2, "own_learning": 1}, (piece("a"),),
         "1 of 2 student evidence · 0 of 1 own learning", None),
        ({"points": 90, "hours": 8}, (course("a", minutes=90),),
         "40 of 90 points · 1.5 of 8 h", "40 de 90 puntos · 1.5 de 8 h"),
        ({"courses": 2, "span_days": 30}, FOUR_COURSES, "2 of 2 courses · 0 of 30 days", None),
        ({"courses": 2, "mean_score": 3}, FOUR_COURSES, "2 of 2 courses", None),
        ({"activity": "a", "times": 2, "campuses": 2}, (course("a"),),
         "1 of 2 times · 1 of 2 campuses", None),
        ({"points": 90}, FOUR_COURSES, "90 of 90 points", "90 de 90 puntos"),
        ({"courses": 4}, FOUR_COURSES[:3], "3 of 4", "3 de 4"),
        ({"student_evidence": 1}, (), "", ""),
        ({"student_evidence": 1}, (piece("a"),), "", ""),
        ({"any": [{"points": 90}, {"courses": 2}]}, FOUR_COURSES, "", ""),
        ({"all": [{"points": 900}, {"courses": 2}]}, FOUR_COURSES, "1 of 2", "1 de 2"),
        ({"kind": "manual"}, (), "", ""),
    ],
)  # fmt: skip
def test_each_need_is_told_in_what_it_counts(site_in, requires, items, english, spanish):
    finding, node = found(requires, *items)

    with site_in("en"):
        assert amounts.told(finding, node) == english
    with site_in("es"):
        assert spanish is None or amounts.told(finding, node) == spanish


@pytest.mark.parametrize(
    ("requires", "items", "said"),
    [
        (COURSES, FOUR_COURSES, "Courses in 1 more campus to go."),
        (COURSES, FOUR_COURSES[:3], "1 course and courses in 1 more campus to go."),
        (COURSES, (), "4 different courses and courses in 2 campuses to go."),
        ({"count": 1, "campuses": 2}, (piece("a", campus="literacy"),),
         "Work in 1 more campus to go."),
        (OUTCOMES, (piece("a"),), "3 pieces of student evidence (1 with an outcome) to go."),
        (OUTCOMES, tuple(piece(name) for name in "abcd"),
         "1 piece of student evidence with a measured outcome to go."),
        (OUTCOMES, (piece("a", outcome=True),), "3 pieces of student evidence to go."),
    ],
)  # fmt: skip
def test_the_sentence_says_what_is_missing(site_in, requires, items, said):
    finding, node = found(requires, *items)

    with site_in("en"):
        assert sentences.missing(finding, sample("deerfield"), node) == said


@pytest.mark.parametrize(
    ("requires", "item", "said"),
    [
        (COURSES, course("a"), "Literacy"),
        ({"courses": 4}, course("a"), ""),
        ({"points": 90}, course("a"), "40 points"),
        ({"points": 90, "hours": 8}, course("a", minutes=90), "40 points · 1 h 30 min"),
        ({"hours": 8}, course("a"), ""),
        ({"outside_hours": 8}, course("a", outside_minutes=60), "1 h"),
        (OUTCOMES, piece("a", outcome=True), "with an outcome"),
        (OUTCOMES, piece("a"), ""),
        ({"distinct": "kind", "n": 2}, piece("a"), "student evidence"),
        ({"distinct": "activity_kind", "n": 2}, course("a"), "course"),
    ],
)
def test_a_chip_names_what_the_need_counts(site_in, requires, item, said):
    finding, _node = found(requires, item)
    catalog = sample("deerfield")

    with site_in("en"):
        assert amounts.counts_as(item, finding, catalog, plays=True) == said


def test_who_does_not_play_reads_no_points(site_in):
    finding, _node = found({"points": 90}, course("a"))

    with site_in("en"):
        assert amounts.counts_as(course("a"), finding, sample("deerfield"), plays=False) == ""
