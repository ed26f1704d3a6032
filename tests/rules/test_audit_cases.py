"""Catalog versions in audit cases, and what a case may say beside the examples."""

from datetime import date
from fractions import Fraction

import pytest

from rules.audits import audit
from rules.audits.cases import answer, read_case
from rules.audits.items import Verb
from rules.audits.record import record_of
from rules.facts import Conferral
from tests.rules.audit_words import degree
from tests.rules.records import did, only
from tests.rules.sample_packs import sample

VERSIONS = [
    {"id": "2023", "effective": "2023-08-01", "root": {"kind": "collect", "need": [{"count": 4}]}},
    {"id": "2021", "effective": "2021-08-01", "root": {"kind": "collect", "need": [{"count": 2}]}},
    {"id": "2025", "effective": "2025-08-01", "root": {"kind": "collect", "need": [{"count": 2}]}},
    {"id": "2030", "effective": "2030-08-01", "root": {"kind": "collect", "need": [{"count": 1}]}},
]


def case(**enrolment):
    return {
        "id": "c",
        "as_of": "2026-06-30",
        "degrees": [{"id": "D", "versions": VERSIONS}],
        "enrolment": {"D": {"date": "2022-01-15", **enrolment}},
        "evidence": [
            {
                "id": "e",
                "points": 1,
                "kind": "own_learning",
                "categories": [],
                "date": "2025-10-01",
                "audiences": ["leader"],
            }
        ],
    }


@pytest.mark.parametrize(
    ("enrolment", "version", "progress"),
    [
        ({}, "2021", "1/2"),
        ({"date": "2021-08-01"}, "2021", "1/2"),
        ({"rights_years": 2}, "2023", "1/4"),
        ({"rights_years": 9}, "2021", "1/2"),
        ({"mode": "best"}, "2021", "1/2"),
        ({"mode": "best", "rights_years": 2}, "2025", "1/2"),
    ],
    ids=str,
)
def test_the_version_in_force_or_the_best_later_one_is_audited(enrolment, version, progress):
    assert answer(read_case(case(**enrolment))).to_json() == {
        "id": "c",
        "complete": False,
        "progress": progress,
        "version": {"D": version},
    }


def test_nobody_can_be_enrolled_before_the_first_version():
    with pytest.raises(ValueError, match="no version of D is in force on 2020-01-01"):
        read_case(case(date="2020-01-01"))


def test_a_case_says_when_its_school_year_starts_and_what_was_decided():
    written = {
        **case(),
        "year_start": "07-01",
        "decisions": [{"type": "set_need", "node": "r", "need": 0, "value": "1"}],
    }

    read = read_case(written)

    assert str(read.record.year_starts) == "07-01"
    assert read.record.decisions[0].verb is Verb.SET_NEED
    assert answer(read).complete


def test_what_the_budget_does_not_settle_is_neither():
    leaves = [{"kind": "collect", "need": [{"points": 10}, {"count": 2}]}] * 2
    written = {**case(), "degrees": [{"id": "D", "root": {"kind": "all", "of": leaves}}]}
    written["evidence"] = [
        {**written["evidence"][0], "id": f"e{place}", "points": points}
        for place, points in enumerate((9, 8, 1, 2))
    ]

    hasty = answer(read_case(written), budget=1)

    assert hasty.complete is None
    assert not hasty.exact
    assert answer(read_case(written)).complete


# -- from completions to records ---------------------------------------------------------------

DEERFIELD = sample("deerfield")


def test_a_record_tells_what_the_catalog_and_the_ledger_know():
    tools = [did(DEERFIELD, "explore-tool", f"2025-10-{day:02}") for day in range(1, 13)]
    talks = did(DEERFIELD, "number-talks/used", "2025-11-03", outcome=True)

    held = record_of([*tools, talks], only(DEERFIELD), as_of=date(2026, 6, 30))

    points = {item.id: item.points for item in held.items}
    assert sum(points[tool.source] for tool in tools) == 40
    found = next(item for item in held.items if item.id == talks.source)
    assert (found.campus, found.stage, found.activity_kind) == ("steam-and-math", "used", "course")
    assert "steam-and-math" in found.categories
    assert found.outcome
    assert held.experience == sum(points.values())
    assert held.campuses == tuple(DEERFIELD.campuses)


def test_the_day_of_a_level_is_the_day_on_which_its_points_were_there():
    conference = [did(DEERFIELD, "present-conference", f"2025-10-{day:02}") for day in (1, 2)]
    course = did(DEERFIELD, "number-talks/used", "2025-11-03")

    held = record_of([*conference, course], only(DEERFIELD), as_of=date(2026, 6, 30))

    assert held.experience == 150
    assert held.levels == {"freshman": date(2025, 10, 1), "sophomore": date(2025, 11, 3)}
    assert record_of([], only(DEERFIELD), as_of=date(2026, 6, 30)).reached("freshman")


def test_work_that_no_catalog_knows_still_counts_as_work():
    gone = did(DEERFIELD, "explore-tool", "2025-10-01")
    unknown = type(gone)(
        **{name: getattr(gone, name) for name in gone.__slots__} | {"activity": "x"}
    )

    held = record_of([unknown], only(DEERFIELD), as_of=date(2026, 6, 30))

    assert audit("d", degree({"count": 1}), held).is_complete
    assert held.items[0].points == 0


def test_a_record_carries_what_it_is_told():
    conferral = Conferral("bachelor", date(2025, 5, 1))

    held = record_of(
        [],
        only(DEERFIELD),
        as_of=date(2026, 6, 30),
        conferrals=[conferral],
        levels={"junior": date(2025, 1, 1)},
        catalog=DEERFIELD,
    )

    assert held.conferred("bachelor") == conferral.on
    assert held.reached("junior") == date(2025, 1, 1)
    assert audit("d", degree({"level": "junior"}), held).progress == Fraction(1)


def test_a_finished_pathway_adds_its_points_and_no_work(catalog, timeline):
    """
    campuses:
      art: {title: Art}
    activities:
      draw: {title: Draw, campus: art, hours: 1, points: 5}
      paint: {title: Paint, hours: 1, points: 5}
    pathways:
      artist: {title: Artist, campus: art, parts: [draw, paint], points: 20}
      maker: {title: Maker, parts: [paint, draw]}
    levels:
      novice: {title: Novice, experience: 0}
      adept: {title: Adept, experience: 30}
      master: {title: Master, experience: 31}
      sage: {title: Sage, experience: 40, requires: {count: 9}}
      far: {title: Far, experience: 50}
    """
    done = [did(catalog, "draw", "2025-10-01"), did(catalog, "paint", "2025-10-02")]

    held = record_of(done, timeline, as_of=date(2026, 6, 30))

    assert held.experience == 30
    assert held.levels == {"novice": date(2025, 10, 1), "adept": date(2025, 10, 2)}
    assert audit("d", degree({"points": 25, "campus": "art"}), held).is_complete
    assert audit("d", degree({"count": 9}), held).at("r").have == 2
