"""Two versions of a degree beside each other: every requirement finds what it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.requirements import Requirement, laid_out
from rules.requirements.comparing import ask_alike, lined_up, now_at


def tree(*requirements):
    return laid_out(Requirement.model_validate({"all": list(requirements)}), ("art", "math"))


def told(before, after):
    return [
        (
            str(pair.likeness),
            pair.before.id if pair.before else None,
            pair.after.id if pair.after else None,
        )
        for pair in lined_up(before, after)
    ]


FORTY, FIFTY = {"points": 40}, {"points": 50}
COURSES, STUDENT = {"courses": 2}, {"student_evidence": 1}
VERSIONS = {
    "the same": (
        [FORTY, COURSES],
        [FORTY, COURSES],
        [("same", "r.1", "r.1"), ("same", "r.2", "r.2")],
    ),
    "in another order": (
        [FORTY, COURSES],
        [COURSES, FORTY],
        [("same", "r.2", "r.1"), ("same", "r.1", "r.2")],
    ),
    "another amount": ([FORTY], [FIFTY], [("changed", "r.1", "r.1")]),
    "another title": (
        [{"title": "A", **FORTY}],
        [{"title": "B", **FORTY}],
        [("same", "r.1", "r.1")],
    ),
    "known by its title": (
        [{"title": "A", **FORTY}, COURSES],
        [{"title": "A", **STUDENT}, COURSES],
        [("changed", "r.1", "r.1"), ("same", "r.2", "r.2")],
    ),
    "known by its id": (
        [{"id": "a", **FORTY}, STUDENT],
        [{"courses": 9}, {"id": "a", "count": 2}],
        [("new", None, "r.1"), ("changed", "a", "a"), ("gone", "r.2", None)],
    ),
    "the nearest of its sort": (
        [{"points": 40, "campus": "art"}, {"points": 40, "campus": "math"}],
        [{"points": 60, "campus": "math"}, {"points": 60, "campus": "sport"}],
        [("changed", "r.2", "r.1"), ("changed", "r.1", "r.2")],
    ),
    "one more and one less": (
        [FORTY, COURSES],
        [FORTY, STUDENT],
        [("same", "r.1", "r.1"), ("new", None, "r.2"), ("gone", "r.2", None)],
    ),
    "what it waits for is renamed": (
        [{"id": "a", **COURSES}, {"collect": {"count": 1}, "after": "a"}],
        [{"collect": {"count": 1}, "after": "b"}, {"id": "b", **COURSES}],
        [("same", "r.2", "r.1"), ("same", "a", "b")],
    ),
    "it waits for something else": (
        [{"id": "a", **COURSES}, FORTY, {"collect": {"count": 1}, "after": "a"}],
        [COURSES, {"id": "b", **FORTY}, {"collect": {"count": 1}, "after": "b"}],
        [("same", "a", "r.1"), ("same", "r.2", "b"), ("changed", "r.3", "r.3")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", VERSIONS)
def test_every_requirement_finds_what_it_was(case):
    before, after, expected = VERSIONS[case]

    assert told(tree(*before), tree(*after)) == expected
    assert ask_alike(tree(*before), tree(*after)) == (case in ("the same", "another title"))


def test_groups_are_lined_up_inside():
    before = tree({"any": [FORTY, COURSES]}, FORTY)
    after = tree({"any": [COURSES, STUDENT]}, FORTY)

    group, rest = lined_up(before, after)
    assert [str(pair.likeness) for pair in group.parts] == ["same", "new", "gone"]
    assert rest.parts == ()
    assert now_at((group, rest)) == {"r.1": "r.1", "r.1.2": "r.1.1", "r.2": "r.2"}


def test_a_single_requirement_that_got_company_is_found_again():
    alone = laid_out(Requirement.model_validate(FORTY))

    assert told(alone, tree(FORTY, STUDENT)) == [("same", "r", "r.1"), ("new", None, "r.2")]


def test_a_requirement_in_every_campus_keeps_its_place_in_each():
    before = tree({"each_campus": {"id": "two", "count": 2}})
    after = tree({"each_campus": {"id": "two", "count": 3}})

    (pair,) = lined_up(before, after)
    assert now_at((pair,)) == {"r.1": "r.1", "two@art": "two@art", "two@math": "two@math"}


ASKED = st.sampled_from((FORTY, FIFTY, COURSES, STUDENT, {"any": [FORTY, COURSES]}))


@given(st.lists(ASKED, min_size=1, max_size=6), st.lists(ASKED, min_size=1, max_size=6))
def test_nothing_is_left_out_and_nothing_stands_twice(before, after):
    old, new = tree(*before), tree(*after)
    pairs = lined_up(old, new)

    assert sorted(p.before.id for p in pairs if p.before) == sorted(node.id for node in old.of)
    assert [p.after.id for p in pairs if p.after] == [node.id for node in new.of]
    assert ask_alike(old, new) == (before == after)
