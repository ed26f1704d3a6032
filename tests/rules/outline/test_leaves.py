"""A leaf and its form say the same, and neither loses what the other has no words for."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.outline import CONDITIONS, SINGLE, Asked, Leaf, leaf_of, outline, written_leaf
from rules.outline.edits import plain
from rules.requirements import Requirement
from tests.rules.outline.trees import Place, places, tree

N = st.integers(1, 90).map(str)
MAYBE = st.just("") | N
WORD = st.sampled_from(["art", "math", "one-more"])
VALUES: dict[str, Any] = {
    "activity_kinds": st.sampled_from(["course", "session"]),
    "stages": st.sampled_from(["learned", "used"]),
    "kinds": st.sampled_from(["student_evidence", "own_learning"]),
    "audiences": st.sampled_from(["certificated", "leader"]),
    "school_years": st.integers(2020, 2030).map(str),
    "outcome": st.sampled_from(["yes", "no"]),
    "from": st.dates().map(str),
    "to": st.dates().map(str),
    **{word: N for word in ("min_score", "min_points", "min_value", "max_age_months")},
}


@st.composite
def conditions(draw: st.DrawFn, *, without: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    names = draw(st.lists(st.sampled_from(sorted(CONDITIONS)), unique=True, max_size=3))
    several = {name: 1 if name in SINGLE else 3 for name in names if name not in without}
    return {
        name: tuple(draw(st.lists(VALUES.get(name, WORD), min_size=1, max_size=most, unique=True)))
        for name, most in several.items()
    }


@st.composite
def leaves(draw: st.DrawFn) -> Leaf:
    asked = draw(st.sampled_from(list(Asked)))
    named = (Asked.ACTIVITY, Asked.METRIC, Asked.LEVEL, Asked.DEGREE, Asked.YEARS_SINCE)
    unnumbered = (Asked.ALL_ACTIVITIES, Asked.LEVEL, Asked.DEGREE, Asked.MANUAL)
    leaf = Leaf(
        asked=asked,
        n="" if asked in unnumbered else draw(MAYBE if asked is Asked.ACTIVITY else N),
        after=tuple(draw(st.lists(WORD, max_size=2, unique=True))),
    )
    if asked in named:
        leaf = replace(leaf, names=(draw(WORD),))
    if asked is Asked.ALL_ACTIVITIES:
        leaf = replace(leaf, names=tuple(draw(st.lists(WORD, min_size=1, unique=True))))
    if asked is Asked.DISTINCT:
        leaf = replace(leaf, names=("tag",), covers=draw(st.booleans()))
    if asked is Asked.COURSES:
        leaf = replace(leaf, campuses=draw(MAYBE))
    if asked is Asked.STUDENT_EVIDENCE:
        leaf = replace(leaf, with_outcome=draw(MAYBE))
    if asked in (Asked.HOURS, Asked.OUTSIDE_HOURS, Asked.HOURS_PER_YEAR):
        leaf = replace(leaf, by_fte=draw(st.booleans()))
    if asked is Asked.HOURS_PER_YEAR:
        leaf = replace(leaf, years=draw(MAYBE), in_a_row=draw(st.booleans()))
    if asked is Asked.SHARE_POINTS:
        leaf = replace(leaf, n="1/2", part=draw(conditions()))
    if not asked.looks_at_work:
        return leaf
    # With a value asked of an activity's work, it is a metric.
    leaf = replace(leaf, where=draw(conditions(without=("min_value",))))
    leaf = replace(leaf, collect=asked.may_collect and draw(st.booleans()))
    leaf = replace(leaf, expired_ok=draw(st.booleans()))
    if not leaf.collect:
        leaf = replace(leaf, within=draw(MAYBE))
    if asked is Asked.POINTS and draw(st.booleans()):
        leaf = replace(leaf, share_from=draw(WORD), share="40%")
    if draw(st.booleans()):
        leaf = replace(
            leaf,
            ceiling=draw(N),
            ceiling_in=draw(st.sampled_from(["max_points", "max_count"])),
            ceiling_per=draw(st.sampled_from(["", "campus"])),
            ceiling_where=draw(conditions()),
        )
        cuts = leaf.ceiling_in == "max_points" and draw(st.booleans())
        leaf = replace(leaf, ceiling_cuts=cuts)
    return leaf


WRITTEN: list[Any] = [
    {"points": "5"},
    {"hours": "5", "by_fte": "yes"},
    {"outside_hours": "5"},
    {"hours_per_year": "20", "years": "2", "consecutive": "yes", "by_fte": "yes"},
    {"courses": "4", "campuses": "2"},
    {"count": "5"},
    {"student_evidence": "4", "with_outcome": "1"},
    {"own_learning": "5"},
    {"activity": "x", "times": "2"},
    {"activity": "x"},
    {"all_activities": ["x", "y"]},
    {"activity": "x", "min_value": "90"},
    {"distinct": "tag", "n": "3", "mode": "covers"},
    {"campuses": "3"},
    {"span_days": "30"},
    {"mean_score": "5/2"},
    {"need": [{"share_points": "40%", "where": {"kinds": ["student_evidence", "own_learning"]}}]},
    {"level": "senior"},
    {"degree": "master"},
    {"min_school_years_since": {"master": "1"}},
    {"kind": "manual"},
    {"collect": {"count": "2", "campus": "art", "limits": [{"max_count": "1", "per": "tag"}]}},
    {"collect": {"count": "2", "expired_ok": "yes"}},
    {"points": "5", "expired_ok": "yes"},
    {"count": "2", "activity": "x"},
    {"points": "9", "limits": [{"max_points": "5", "mode": "truncate", "where": {"stages": "x"}}]},
    {"points": "9", "max_share_from": {"a": "40%"}, "within": {"school_years": "2"},
     "after": ["x"]},
]  # fmt: skip


@pytest.mark.parametrize("written", WRITTEN, ids=str)
def test_every_measure_is_read_and_written(written: Any) -> None:
    leaf, rest = leaf_of(written)

    assert rest == {}
    assert leaf.asked is not None
    assert written_leaf(leaf, {}) == written
    Requirement.model_validate(written)


def test_no_measure_is_forgotten() -> None:
    assert {leaf_of(written)[0].asked for written in WRITTEN} == set(Asked)


@given(leaves())
def test_what_a_form_writes_it_reads_again(leaf: Leaf) -> None:
    written = written_leaf(leaf, {})

    assert leaf_of(written) == (leaf, {})
    Requirement.model_validate(written)


@given(st.sampled_from(list(places())), leaves(), st.integers(0, 40))
def test_a_form_that_is_filled_anew_keeps_name_and_id(place: Place, leaf: Leaf, which: int) -> None:
    every = [node for node in outline(tree(place)).walk() if not node.is_group]
    before = {"id": "x", **plain(every[which % len(every)].written)}
    written = written_leaf(leaf, before)

    assert leaf_of(written) == (leaf, {})
    assert {key: written.get(key) for key in ("id", "title")} == {
        key: before.get(key) for key in ("id", "title")
    }


def test_a_form_that_nobody_changed_writes_what_was_there() -> None:
    for place in places():
        for node in outline(tree(place)).walk():
            if not node.is_group:
                leaf, rest = leaf_of(node.written)
                assert rest == {}
                assert leaf.asked is not None
                assert written_leaf(leaf, node.written) == plain(node.written)


@pytest.mark.parametrize(
    ("written", "asked", "rest"),
    [
        ({"points": "5", "count": "3"}, Asked.POINTS, {"count": "3"}),
        ({"need": [{"count": "2"}], "where": {"ids": ["z"]}}, None,
         {"need": [{"count": "2"}], "where": {"ids": ["z"]}}),
        ({"count": "2", "source": "used", "of": "r"}, Asked.COUNT, {"source": "used", "of": "r"}),
        ({"count": "2", "limits": [{"max_points": "5"}, {"max_count": "1"}]}, Asked.COUNT,
         {"limits": [{"max_points": "5"}, {"max_count": "1"}]}),
        ({"count": "2", "limits": [{"max_distinct": "tag", "n": "2"}]}, Asked.COUNT,
         {"limits": [{"max_distinct": "tag", "n": "2"}]}),
        ({"count": "2", "limits": [{"max_count": "1", "where": {"ids": ["z"]}}]}, Asked.COUNT,
         {"limits": [{"max_count": "1", "where": {"ids": ["z"]}}]}),
        ({"need": [{"share_points": "1/2", "where": {"ids": ["z"]}}]}, None,
         {"need": [{"share_points": "1/2", "where": {"ids": ["z"]}}]}),
        ({"min_school_years_since": {"a": "1", "b": "2"}}, None,
         {"min_school_years_since": {"a": "1", "b": "2"}}),
        ({"points": "9", "max_share_from": {"a": "1/2", "b": "1/3"}}, Asked.POINTS,
         {"max_share_from": {"a": "1/2", "b": "1/3"}}),
        ({"count": "1", "within": "two years"}, Asked.COUNT, {"within": "two years"}),
        ({"count": "1", "campus": {"a": "b"}}, Asked.COUNT, {"campus": {"a": "b"}}),
        ({"collect": "odd", "count": "1"}, Asked.COUNT, {"collect": "odd"}),
        ({"kind": "odd", "count": "1"}, Asked.COUNT, {"kind": "odd"}),
    ],
)  # fmt: skip
def test_what_a_form_has_no_words_for_stays(written: Any, asked: Asked, rest: Any) -> None:
    leaf, left = leaf_of(written)
    assert (leaf.asked, left) == (asked, rest)

    again = written_leaf(replace(leaf, after=("x",)), written)

    assert leaf_of(again) == (replace(leaf, after=("x",)), rest)


def test_what_is_empty_is_not_asked() -> None:
    empty = Leaf(asked=Asked.COUNT, n="2", where={"campuses": ()}, part={"kinds": ()}, within="")
    assert written_leaf(empty, {}) == {"count": "2"}
    assert written_leaf(replace(empty, within="2"), {})["within"] == {"school_years": "2"}
    points = Leaf(asked=Asked.POINTS, n="90", share_from="a", share="40%")
    assert written_leaf(points, {}) == {"points": "90", "max_share_from": {"a": "40%"}}
    assert written_leaf(replace(points, share=""), {}) == {"points": "90"}


def test_another_measure_takes_the_place_of_what_was_asked() -> None:
    assert written_leaf(Leaf(asked=Asked.COUNT, n="4"), {"points": "5", "count": "3"}) == {
        "count": "4"
    }


def test_ceilings_and_needs_stand_beside_those_in_other_words() -> None:
    two = [{"max_points": "5"}, {"max_count": "1"}]
    leaf, _rest = leaf_of({"count": "2", "limits": two})
    assert written_leaf(replace(leaf, ceiling="9"), {"count": "2", "limits": two})["limits"] == [
        *two,
        {"max_points": "9"},
    ]


def test_conditions_stay_spelled_as_they_were() -> None:
    written = {"count": "2", "campuses": ["art"], "kind": "student", "tags": "x"}
    leaf, _rest = leaf_of(written)

    assert written_leaf(replace(leaf, n="3"), written) == {**written, "count": "3"}
    exclusive = written_leaf(replace(leaf, collect=True), written)
    assert exclusive == {
        "collect": {"count": "2", "campuses": ["art"], "kinds": "student_evidence", "tags": "x"}
    }
    Requirement.model_validate(exclusive)


@pytest.mark.parametrize(
    "written",
    [
        {"courses": "4", "campuses": "2", "where": {"campuses": ["art"]}},
        {"activity": "x", "activities": ["y"], "times": "2"},
    ],
)
def test_a_word_may_measure_and_its_long_form_be_a_condition(written: Any) -> None:
    leaf, _rest = leaf_of(written)
    more = replace(leaf, n="3")

    assert leaf_of(written_leaf(more, written)) == (more, {})


def test_long_forms_are_read_too() -> None:
    written = {"kind": "collect", "count": "2", "where": {"campuses": ["art"]}}
    leaf, rest = leaf_of(written)

    assert (leaf.collect, leaf.where, rest) == (True, {"campuses": ("art",)}, {})
    assert written_leaf(replace(leaf, n="3"), written) == {
        "collect": {"count": "3", "campus": "art"}
    }
    assert leaf_of({"kind": "check", "count": "2"})[0] == Leaf(asked=Asked.COUNT, n="2")


def test_what_is_no_mapping_says_nothing() -> None:
    assert leaf_of("points") == (Leaf(asked=None), {})
    assert written_leaf(Leaf(asked=Asked.MANUAL), None) == {"kind": "manual"}
