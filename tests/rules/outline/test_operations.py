"""Whatever is done to a tree, it stays one that packs are read with, and asks what it should."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.outline import (
    CannotChange,
    Changed,
    Grouping,
    Impossible,
    add,
    applied,
    change,
    copied,
    dissolve,
    move,
    outline,
    regroup,
    remove,
    wrap,
)
from rules.requirements import Requirement
from tests.rules.outline.trees import NEW, STEPS, Place, Step, leaves, places, taken, tree

A, B, C = {"points": "1"}, {"hours": "2"}, {"count": "3"}


@given(st.sampled_from(list(places())), STEPS)
def test_any_steps_leave_a_readable_tree_with_just_its_leaves(
    place: Place, steps: list[Step]
) -> None:
    root = outline(tree(place))
    for step in steps:
        done, expected = taken(root, step)
        if done is not None:
            root = outline(applied(root.written, done.edits))
            assert root.find(done.path) is not None
        Requirement.model_validate(root.written)
        assert leaves(root) == expected


def after(written: Any, done: Changed) -> Any:
    tree = applied(written, done.edits)
    assert outline(tree).requirement is not None
    return tree


def test_what_is_added_to_a_single_requirement_stands_beside_it() -> None:
    done = add(outline(A), (), B)

    assert after(A, done) == {"all": [A, B]}
    assert done.path == ("all", 1)


def test_adding_takes_a_place() -> None:
    assert after({"any": [A, B]}, add(outline({"any": [A, B]}), (), C, 1)) == {"any": [A, C, B]}


def test_nothing_is_added_to_what_every_campus_is_asked() -> None:
    with pytest.raises(CannotChange) as refusal:
        add(outline({"each_campus": A}), (), B)
    assert refusal.value.why is Impossible.NO_LIST


def test_a_requirement_in_every_campus_may_become_a_group() -> None:
    written = {"each_campus": A}

    assert after(written, add(outline(written), ("each_campus",), B)) == {
        "each_campus": {"all": [A, B]}
    }


@pytest.mark.parametrize(
    ("grouping", "made"),
    [
        (Grouping.ALL, {"all": [{"all": [A]}, B]}),
        (Grouping.ANY, {"all": [{"any": [A]}, B]}),
        (Grouping.N_OF, {"all": [{"n_of": 1, "of": [A]}, B]}),
    ],
)
def test_a_group_of_its_own(grouping: Grouping, made: Any) -> None:
    written = {"all": [A, B]}
    assert after(written, wrap(outline(written), ("all", 0), grouping)) == made


def test_the_whole_tree_may_be_put_into_a_group() -> None:
    assert after({"all": [A]}, wrap(outline({"all": [A]}), (), Grouping.ANY)) == {
        "any": [{"all": [A]}]
    }


def test_a_dissolved_group_leaves_what_it_held_in_its_place() -> None:
    written = {"all": [A, {"any": [B, C]}, NEW]}

    assert after(written, dissolve(outline(written), ("all", 1))) == {"all": [A, B, C, NEW]}


@pytest.mark.parametrize(
    "written", [{"any": [A]}, [A], {"each_campus": A}, {"kind": "all", "of": [A]}]
)
def test_a_group_of_one_is_what_it_holds(written: Any) -> None:
    assert after(written, dissolve(outline(written), ())) == A


def test_several_cannot_stand_where_one_can() -> None:
    with pytest.raises(CannotChange) as refusal:
        dissolve(outline({"any": [A, B]}), ())
    assert refusal.value.why is Impossible.SEVERAL


@pytest.mark.parametrize(
    ("written", "grouping", "n", "made"),
    [
        ({"all": [A, B], "id": "x"}, Grouping.ANY, 0, {"any": [A, B], "id": "x"}),
        ({"id": "x", "all": [A, B]}, Grouping.N_OF, 9, {"id": "x", "n_of": 2, "of": [A, B]}),
        ({"n_of": "2", "of": [A, B]}, Grouping.N_OF, 1, {"n_of": 1, "of": [A, B]}),
        ({"n_of": "2", "of": [A, B]}, Grouping.ALL, 0, {"all": [A, B]}),
        ({"any": [A]}, Grouping.ANY, 0, {"any": [A]}),
        ([A, B], Grouping.ALL, 0, [A, B]),
        ([A, B], Grouping.ANY, 0, {"any": [A, B]}),
        ([A, B], Grouping.N_OF, 1, {"n_of": 1, "of": [A, B]}),
        ({"each_campus": A}, Grouping.N_OF, 3, {"n_of": 3, "each_campus": A}),
        ({"each_campus": A}, Grouping.ANY, 0, {"n_of": 1, "each_campus": A}),
        ({"n_of": "3", "each_campus": A}, Grouping.ALL, 0, {"each_campus": A}),
        ({"kind": "any", "of": [A, B]}, Grouping.N_OF, 2, {"kind": "n_of", "n": 2, "of": [A, B]}),
        ({"kind": "n_of", "n": "1", "of": [A]}, Grouping.ALL, 0, {"kind": "all", "of": [A]}),
    ],
)  # fmt: skip
def test_how_many_of_a_group(written: Any, grouping: Grouping, n: int, made: Any) -> None:
    tree = after(written, regroup(outline(written), (), grouping, n))

    assert tree == made
    assert list(tree) == list(made)


def test_moving_up_down_in_and_out() -> None:
    written = {"all": [A, {"any": [B, C]}, NEW]}
    root = outline(written)

    assert after(written, move(root, ("all", 2), (), 0)) == {"all": [NEW, A, {"any": [B, C]}]}
    assert after(written, move(root, ("all", 0), (), 2)) == {"all": [{"any": [B, C]}, A, NEW]}
    inside = move(root, ("all", 0), ("all", 1), 1)
    assert after(written, inside) == {"all": [{"any": [B, A, C]}, NEW]}
    assert inside.path == ("all", 0, "any", 1)
    out = move(root, ("all", 1, "any", 0), (), 1)
    assert after(written, out) == {"all": [A, B, {"any": [C]}, NEW]}
    assert out.path == ("all", 1)


def test_a_group_goes_with_the_last_that_leaves_it() -> None:
    written = {"all": [{"any": [{"all": [A]}]}, B]}
    done = move(outline(written), ("all", 0, "any", 0, "all", 0), ())

    assert after(written, done) == {"all": [B, A]}
    assert done.path == ("all", 1)
    assert after(written, remove(outline(written), ("all", 0, "any", 0, "all", 0))) == {"all": [B]}


def test_a_group_asks_for_no_more_than_it_holds() -> None:
    written = {"all": [{"n_of": "2", "of": [A, B]}, C]}
    assert after(written, remove(outline(written), ("all", 0, "of", 1))) == {
        "all": [{"n_of": 1, "of": [A]}, C]
    }
    long = {"kind": "n_of", "n": "2", "of": [A, B]}
    assert after(long, remove(outline(long), ("of", 0))) == {"kind": "n_of", "n": 1, "of": [B]}


def test_nothing_stands_in_itself_or_in_what_holds_no_list() -> None:
    written = {"all": [{"any": [A]}, {"each_campus": B}]}
    for group, why in ((("all", 0), Impossible.INSIDE_ITSELF), (("all", 1), Impossible.NO_LIST)):
        with pytest.raises(CannotChange) as refusal:
            move(outline(written), ("all", 0), group)
        assert refusal.value.why is why
    with pytest.raises(CannotChange) as refusal:
        move(outline(written), ("all", 1, "each_campus"), ())
    assert refusal.value.why is Impossible.NO_LIST


def test_taking_one_out_of_a_plain_list() -> None:
    assert after([A, B, C], remove(outline([A, B, C]), (1,))) == [A, C]
    nested = [[A, B], C]
    assert after(nested, remove(outline(nested), (0, 0))) == [[B], C]


def test_something_stays_asked() -> None:
    for written, path in (({"all": [A]}, ("all", 0)), (A, ())):
        with pytest.raises(CannotChange) as refusal:
            remove(outline(written), path)
        assert refusal.value.why is Impossible.LAST


@pytest.mark.parametrize(
    "naming", [{"after": "x"}, {"after": ["x"]}, {"looks_at": "x"}, {"of": "x"}]
)
def test_what_another_names_stays(naming: Any) -> None:
    named = {**A, "id": "x"}
    naming = {**C, **naming, **({"source": "used"} if "after" not in naming else {})}
    written = {"all": [{"any": [named, B]}, naming]}
    for path in (("all", 0, "any", 0), ("all", 0)):
        with pytest.raises(CannotChange) as refusal:
            remove(outline(written), path)
        assert (refusal.value.why, refusal.value.names) == (Impossible.NAMED, ("x",))
    assert remove(outline(written), ("all", 1))


def test_a_named_group_is_not_dissolved() -> None:
    written = {"all": [{"id": "x", "any": [A, B]}, {"collect": {"count": "1", "after": "x"}}]}
    with pytest.raises(CannotChange):
        dissolve(outline(written), ("all", 0))


def test_a_changed_requirement_is_written_only_where_it_changed() -> None:
    assert change(outline({"all": [A, B]}), ("all", 0), A).edits == ()
    assert after({"all": [A, B]}, change(outline({"all": [A, B]}), ("all", 0), C)) == {
        "all": [C, B]
    }


def test_no_such_place() -> None:
    with pytest.raises(LookupError):
        wrap(outline(A), ("all", 3))


def test_a_copy_gets_ids_of_its_own_and_keeps_the_order_inside() -> None:
    written = {"all": [{"id": "x", "all": [{**A, "id": "y"}, {**B, "after": ["y", "z"]}]}]}
    root = outline(written)
    copy = copied(root.children[0], root)

    assert copy == {"id": "x-2", "all": [{**A, "id": "y-2"}, {**B, "after": ["y-2"]}]}
    again = outline(after(written, add(root, (), copy)))
    assert copied(again.children[0], again)["id"] == "x-3"
    assert copied(outline({**C, "source": "used", "of": "y"}), root)["of"] == "y"
    assert "after" not in copied(outline({**C, "after": "far"}), root)
