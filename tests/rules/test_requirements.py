"""The notation of requirements: every short form, what is refused, and where ids come from."""

import json
from fractions import Fraction

import pytest
from pydantic import ValidationError

from rules.requirements import Kind, Need, Requirement, laid_out
from rules.requirements.phrases import summary
from tests.rules.audit_words import degree

COURSE = {"activity_kinds": ["course"]}
STUDENT = {"kinds": ["student_evidence"]}
SHORT_FORMS = [
    ({"points": 500}, {"kind": "check", "need": [{"points": 500}]}),
    ({"points": "500"}, {"kind": "check", "need": [{"points": 500}]}),
    ({"hours": "1.5"}, {"kind": "check", "need": [{"hours": "3/2"}]}),
    ({"hours": 8, "by_fte": "yes"}, {"kind": "check", "need": [{"hours": 8, "by_fte": True}]}),
    ({"outside_hours": 2}, {"kind": "check", "need": [{"outside_hours": 2}]}),
    ({"count": 3}, {"kind": "check", "need": [{"count": 3}]}),
    (
        {"count": 3, "kind": "student", "campus": "steam", "stage": "used", "outcome": "yes"},
        {
            "kind": "check",
            "need": [{"count": 3}],
            "where": {
                "kinds": ["student_evidence"],
                "campuses": ["steam"],
                "stages": ["used"],
                "outcome": True,
            },
        },
    ),
    (
        {"courses": 4},
        {"kind": "check", "need": [{"distinct": "activity", "n": 4, "where": COURSE}]},
    ),
    (
        {"courses": 4, "campuses": "2"},
        {
            "kind": "check",
            "need": [
                {"distinct": "activity", "n": 4, "where": COURSE},
                {"distinct": "campus", "n": 2, "where": COURSE},
            ],
        },
    ),
    ({"campuses": 2}, {"kind": "check", "need": [{"distinct": "campus", "n": 2}]}),
    (
        {"count": 1, "campuses": ["a", "b"], "campus": "c"},
        {"kind": "check", "need": [{"count": 1}], "where": {"campuses": ["c", "a", "b"]}},
    ),
    (
        {"student_evidence": 4, "with_outcome": 1},
        {
            "kind": "check",
            "need": [
                {"count": 4, "where": STUDENT},
                {"count": 1, "where": {**STUDENT, "outcome": True}},
            ],
        },
    ),
    (
        {"own_learning": 2},
        {"kind": "check", "need": [{"count": 2, "where": {"kinds": ["own_learning"]}}]},
    ),
    (
        {"activity": "x"},
        {"kind": "check", "need": [{"count": 1}], "where": {"activities": ["x"]}},
    ),
    (
        {"activity": "x", "times": 2},
        {"kind": "check", "need": [{"count": 2}], "where": {"activities": ["x"]}},
    ),
    (
        {"activity": "x", "points": 9},
        {"kind": "check", "need": [{"points": 9}], "where": {"activities": ["x"]}},
    ),
    (
        {"all_activities": ["x", "y"], "stage": "used"},
        {
            "kind": "check",
            "need": [{"distinct": "activity", "n": 2, "where": {"activities": ["x", "y"]}}],
            "where": {"stages": ["used"]},
        },
    ),
    (
        {"distinct": "campus", "n": 3, "mode": "covers"},
        {"kind": "check", "need": [{"distinct": "campus", "n": 3, "mode": "covers"}]},
    ),
    (
        {"hours_per_year": 20},
        {"kind": "check", "need": [{"hours_per_year": 20, "years": 1}]},
    ),
    (
        {"hours_per_year": 20, "years": 2, "consecutive": "yes", "by_fte": "yes"},
        {
            "kind": "check",
            "need": [{"hours_per_year": 20, "years": 2, "consecutive": True, "by_fte": True}],
        },
    ),
    (
        {"points": 900, "max_share_from": {"bachelor": "40%"}},
        {
            "kind": "check",
            "need": [{"points": 900}],
            "limits": [
                {"where": {"until_degree": "bachelor"}, "max_points": 360, "mode": "truncate"}
            ],
        },
    ),
    (
        {"min_school_years_since": {"master": 1}},
        {"kind": "check", "need": [{"school_years_since": "master", "n": 1}]},
    ),
    ({"level": "senior"}, {"kind": "level", "level": "senior"}),
    ({"degree": "associate"}, {"kind": "degree", "degree": "associate"}),
    (
        {"collect": {"count": 2, "campus": "a"}, "id": "x"},
        {"id": "x", "kind": "collect", "need": [{"count": 2}], "where": {"campuses": ["a"]}},
    ),
    (
        {"collect": {"count": 1, "kind": "student"}},
        {"kind": "collect", "need": [{"count": 1}], "where": {"kinds": ["student_evidence"]}},
    ),
    ({"kind": "collect", "points": 3}, {"kind": "collect", "need": [{"points": 3}]}),
    (
        {"kind": "check", "source": "used", "of": "x", "points": 3},
        {"kind": "check", "source": "used", "looks_at": "x", "need": [{"points": 3}]},
    ),
    ({"all": [{"points": 1}]}, {"kind": "all", "of": [{"kind": "check", "need": [{"points": 1}]}]}),
    ([{"points": 1}], {"kind": "all", "of": [{"kind": "check", "need": [{"points": 1}]}]}),
    ({"any": [{"points": 1}]}, {"kind": "any", "of": [{"kind": "check", "need": [{"points": 1}]}]}),
    (
        {"n_of": 1, "of": [{"points": 1}, {"hours": 1}]},
        {
            "kind": "n_of",
            "n": 1,
            "of": [
                {"kind": "check", "need": [{"points": 1}]},
                {"kind": "check", "need": [{"hours": 1}]},
            ],
        },
    ),
    (
        {"n_of": 3, "each_campus": {"points": 1}},
        {
            "kind": "n_of",
            "n": 3,
            "each": "campus",
            "of": [{"kind": "check", "need": [{"points": 1}]}],
        },
    ),
    (
        {"each_campus": {"points": 1}},
        {"kind": "all", "each": "campus", "of": [{"kind": "check", "need": [{"points": 1}]}]},
    ),
]


@pytest.mark.parametrize(("short", "long"), SHORT_FORMS, ids=[str(s) for s, _ in SHORT_FORMS])
def test_a_short_form_is_its_long_form(short, long):
    assert degree(short) == degree(long)


@pytest.mark.parametrize("short", [short for short, _ in SHORT_FORMS], ids=str)
def test_what_was_read_can_be_kept_and_read_again(short):
    read = degree(short)

    assert Requirement.model_validate_json(read.model_dump_json()) == read
    assert Requirement.model_validate(read.model_dump()) == read
    json.dumps(summary(read).to_json())


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ({"all": [{"points": 1}], "any": [{"points": 1}]}, "only one of all / any"),
        ({"all": [{"points": 1}], "of": []}, "`of` is said twice"),
        ({"collect": {"points": 1}, "points": 2}, "`points` is said twice"),
        ({"collect": {"points": 1}, "kind": "all"}, "`collect` is a kind of its own"),
        ({"collect": {"points": 1, "kind": "check"}}, "`collect` is a kind of its own"),
        ({"title": "nothing"}, "this asks for nothing"),
        ({"kind": "all", "of": []}, "holds at least one requirement"),
        ({"kind": "manual", "of": [{"points": 1}]}, "holds no requirements of its own"),
        ({"kind": "manual", "need": [{"points": 1}]}, "has no needs and no filter"),
        ({"kind": "all", "of": [{"points": 1}], "n": 1}, "only `n_of` says how many"),
        ({"kind": "n_of", "of": [{"points": 1}]}, "only `n_of` says how many"),
        ({"n_of": 2, "of": [{"points": 1}]}, "2 of 1 requirements can never be complete"),
        (
            {"kind": "all", "each": "campus", "of": [{"points": 1}, {"points": 1}]},
            "holds one requirement under `of`",
        ),
        ({"kind": "level"}, "`level` names the level"),
        ({"kind": "degree"}, "`degree` names the degree"),
        ({"collect": {"points": 1}, "within": {"school_years": 1}}, "stand on a check"),
        ({"points": 1, "source": "used"}, "says by `of` whose"),
        (
            {"points": 1, "source": "used", "of": "r", "within": {"school_years": 1}},
            "`within` looks at eligible evidence",
        ),
        ({"collect": {"share_points": "1/2"}}, "stand in a check"),
        ({"points": 1, "limits": [{"max_distinct": "tag", "n": 1}]}, "only has ceilings"),
        (
            {"collect": {"points": 1}, "limits": [{"max_count": 1, "mode": "truncate"}]},
            "a limit that truncates is one of max_points",
        ),
        ({"points": 1, "limits": [{}]}, "a limit says one of"),
        ({"points": 1, "limits": [{"max_distinct": "tag"}]}, "`max_distinct` says how many"),
        ({"points": 1, "limits": [{"min_each_used": "tag"}]}, "`min_each_used` says how many"),
        ({"need": [{}]}, "a need says exactly one thing"),
        ({"need": [{"points": 1, "count": 1}]}, "a need says exactly one thing"),
        ({"need": [{"distinct": "tag"}]}, "`distinct` says how many by `n`"),
        ({"need": [{"points": 1, "n": 2}]}, "`n` stands beside `distinct`"),
        ({"count": 1, "by_fte": "yes"}, "`by_fte` stands beside hours"),
        ({"hours": "many"}, "is not a number such as"),
        ({"hours": "1/0"}, "is not a number such as"),
        ({"hours": 1, "max_share_from": {"b": "40%"}}, "stands beside a number of points"),
        ({"points": 1, "max_share_from": "b"}, "is written as “key: value”"),
        (
            {"all": [{"points": 1, "id": "x"}, {"points": 1, "id": "x"}]},
            "two requirements have the id “x”",
        ),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused_in_a_sentence(written, sentence):
    with pytest.raises(ValidationError, match=sentence):
        degree(written)


@pytest.mark.parametrize(
    "written", ["points", {"points": 1, "pionts": 2}, {"points": 1, "kinds": 5}]
)
def test_unknown_words_and_shapes_are_refused(written):
    with pytest.raises(ValidationError):
        degree(written)


def test_every_node_gets_an_id_from_its_place_unless_it_has_one():
    tree = laid_out(
        degree([{"points": 1}, {"id": "own", "all": [{"points": 2}]}, {"id": "r.1", "points": 3}])
    )

    assert [node.id for node in tree.walk()] == ["r", "r.1'", "own", "r.2.1", "r.1"]
    assert laid_out(tree) == tree


def test_a_requirement_on_each_campus_is_spread_over_the_campuses():
    tree = laid_out(
        degree({"n_of": 2, "each_campus": {"id": "deep", "any": [{"courses": 2}, {"level": "x"}]}}),
        ("art", "music"),
    )

    assert [node.id for node in tree.walk()] == [
        *("r", "deep@art", "r.1.1", "r.1.2", "deep@music", "r.2.1", "r.2.2")
    ]
    assert [where.campuses for node in tree.walk() for where in node.wheres if where.campuses] == [
        ("art",),
        ("music",),
    ]


def test_a_requirement_names_the_degrees_that_it_refers_to():
    tree = degree(
        [
            {"degree": "a"},
            {"points": 9, "until_degree": "b"},
            {"points": 9, "max_share_from": {"c": "1/3"}},
            {"min_school_years_since": {"d": 1}},
        ]
    )

    assert [each for node in tree.walk() for each in node.degrees] == ["a", "b", "c", "d"]


def test_a_need_can_be_given_another_value():
    assert Need(points=5).wanting(Fraction(3)).points == 3
    assert Need(distinct="tag", n=5).wanting(Fraction(0)).n == 0
    assert Need(mean_score="5/2").wanting(Fraction(2)).mean_score == Fraction(2)


def test_the_schema_for_editors_knows_the_short_forms():
    schema = Requirement.model_json_schema()["$defs"]["Requirement"]

    assert {"courses", "each_campus", "campus", "need"} <= schema["properties"].keys()
    assert {"courses", "each_campus", "campus", "need"} <= Requirement.written_keys()


def test_a_requirement_is_said_in_codes_and_numbers():
    tree = degree(
        {"n_of": 1, "of": [{"points": 9, "max_share_from": {"b": "1/3"}}, {"kind": "manual"}]}
    )

    assert summary(tree).to_json() == {
        "code": "n_of",
        "of": 2,
        "n": 1,
        "parts": [
            {
                "code": "check",
                "limits": [{"max_points": 3, "mode": "truncate", "where": {"until_degree": "b"}}],
                "parts": [{"code": "points", "n": 9}],
            },
            {"code": "manual"},
        ],
    }
    each = summary(degree({"each_campus": {"courses": 2, "within": {"school_years": 1}}}))
    assert each.values == {"of": 1, "each": "campus"}
    assert each.parts[0].values == {"school_years": 1}
    assert summary(degree({"level": "x"})).to_json() == {"code": "level", "level": "x"}
    assert summary(degree({"count": 1, "from": "2025-07-01"})).values == {
        "where": {"from": "2025-07-01"}
    }
    assert Kind.ALL.is_group
