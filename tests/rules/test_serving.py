"""What could serve a requirement, what a pin is to other degrees, and what waits for a word."""

import pytest

from rules.audits import Decision, Verb, audit, audit_all, meets
from rules.audits.serving import takers
from rules.requirements import asks_the_same, at, laid_out
from tests.rules.audit_words import degree, item, record

TREE = [
    {"id": "x", "kind": "collect", "count": 1, "categories": ["a"]},
    {"id": "y", "kind": "collect", "count": 1},
    {"id": "z", "kind": "check", "count": 2},
    {"id": "word", "kind": "manual"},
]
PIN = Decision(Verb.PIN, "y", "old", degree="d")


def test_what_fits_is_named_whatever_is_pinned():
    held = record(item("old", categories=["a"]), item("new", "2025-11-01"), decisions=(PIN,))

    assert takers("d", degree(TREE), held) == {
        "x": ("old",),
        "y": ("old", "new"),
        "z": ("old", "new"),
    }


def test_what_is_waived_or_excluded_takes_nothing():
    decisions = (
        Decision(Verb.WAIVE, "y", degree="d"),
        Decision(Verb.EXCLUDE, "x", "old", degree="d"),
        Decision(Verb.SUBSTITUTE, "x", "new", degree="d"),
    )
    held = record(item("old", categories=["a"]), item("new", "2025-11-01"), decisions=decisions)

    assert takers("d", degree(TREE), held) == {"x": ("new",), "y": (), "z": ("old", "new")}


def test_a_pin_binds_in_its_own_degree_where_work_may_serve_several():
    held = record(item("old", categories=["a"]), decisions=(PIN,))
    degrees = {"d": degree(TREE), "other": degree(TREE)}

    free = audit_all(degrees, held)
    exclusive = audit_all(degrees, held, exclusive=True)

    assert (free["d"].used_up, free["other"].used_up) == ({"y": ("old",)}, {"x": ("old",)})
    assert (exclusive["d"].used_up, exclusive["other"].used_up) == ({"y": ("old",)}, {})


def test_a_pin_leaves_badges_and_levels_alone():
    held = record(item("old"), decisions=(PIN,))

    assert meets(degree({"collect": {"count": 1}}), held)
    assert held.about("d") == held
    assert record(item("old")).about("other").decisions == ()


@pytest.mark.parametrize(
    ("tree", "left"),
    [
        ([{"kind": "manual"}], 1),
        ([{"kind": "manual"}, {"kind": "manual"}], 2),
        ([{"kind": "manual"}, {"points": 10}], 0),
        ([{"kind": "manual"}, {"count": 1}], 1),
        ({"any": [{"kind": "manual"}, {"points": 10}]}, 1),
        ({"any": [{"points": 10}, {"count": 9}]}, 0),
        ([{"count": 1}], 0),
        ({"n_of": 1, "of": [{"all": [{"kind": "manual"}, {"points": 9}]}, {"count": 3}]}, 0),
    ],
)
def test_how_many_words_are_all_that_is_missing(tree, left):
    assert audit("d", degree(tree), record(item("one"))).to_confirm == left


def test_a_requirement_is_found_by_its_path():
    root = degree({"each_campus": {"points": 5}})

    assert at(root, "r.2", ("art", "music")).where.campuses == ("music",)
    assert at(root, "r.3", ("art", "music")) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"points": 5}, {"title": "Five", "points": 5}, True),
        ({"points": 5}, {"points": 6}, False),
        ({"points": 5}, {"count": 5}, False),
        ({"any": [{"points": 5}, {"count": 1}]},
         {"any": [{"points": 5, "title": "Five"}, {"count": 1}]}, True),
        ({"any": [{"points": 5}, {"count": 1}]}, {"any": [{"count": 1}, {"points": 5}]}, False),
    ],
)  # fmt: skip
def test_trees_ask_the_same_at_a_path_or_not(one, other, same):
    assert asks_the_same("r.1", degree([one]), degree([other])) is same
    assert not asks_the_same("r.2", degree([one]), degree([one, other]))
    assert asks_the_same("r.1", laid_out(degree([one])), degree([one]))
