"""In the text of a pack a tree changes as it should, and every comment outside stays."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rules import writing
from rules.outline import (
    Grouping,
    applied,
    dissolve,
    move,
    outline,
    regroup,
    rewritten,
    wrap,
)
from rules.outline.edits import Enclose, plain
from rules.writing.layout import comments
from tests.rules import sample_packs
from tests.rules.outline.trees import STEPS, Place, Step, places, taken

COMMENTED = """\
# head
degrees:
  # of a
  a:
    title: A   # its name
    requires:
      # about all
      all:
        # about points
        - title: Points   # beside
          points: 5
        - {courses: 4, campuses: 2}   # in one line
        # about the choice
        - id: choice   # named
          any:
            # about hours
            - hours: 8
            # about count
            - count: 3   # three
        - student_evidence: 1
  b:
    requires: {all: [{points: 1}, {any: [{hours: 2}, {count: 3}]}]}
  c:
    requires:
      # first
      - points: 1
      - hours: 2   # two
"""


def in_text(files: dict[str, str], root: writing.packs.Path) -> Any:
    return outline(writing.written_at(files, root))


@given(st.sampled_from(list(places())), STEPS)
def test_the_text_says_what_the_steps_come_to(place: Place, steps: list[Step]) -> None:
    name, section, key = place
    root = (section, key, "requires")
    files = sample_packs.written(name)
    for step in steps:
        tree = in_text(files, root)
        done, _leaves = taken(tree, step)
        if done is not None:
            expected = plain_texts(applied(tree.written, done.edits))
            files = rewritten(files, root, done.edits)
            assert writing.written_at(files, root) == expected
    assert around(files, place) == around(sample_packs.written(name), place)


def plain_texts(value: Any) -> Any:
    """Numbers as the text has them."""
    value = plain(value)
    if isinstance(value, dict):
        return {key: plain_texts(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain_texts(each) for each in value]
    return None if value is None else str(value)


def around(files: dict[str, str], place: Place) -> dict[str, str]:
    """Every file without the entry that is changed."""
    _name, section, key = place
    return writing.remove(files, (section, key))


def remarks(files: dict[str, str]) -> Counter[str]:
    return Counter(
        each for text in files.values() for each in comments(text, 0, len(text))
    )  # fmt: skip


@given(st.sampled_from("abc"), STEPS)
@example("a", [("wrap", 0, 0, Grouping.ALL), ("dissolve", 0, 0, Grouping.ALL)])
@example("c", [("wrap", 0, 0, Grouping.ANY), ("dissolve", 0, 0, Grouping.ANY)])
@example("b", [("wrap", 0, 0, Grouping.ALL), ("dissolve", 0, 0, Grouping.ALL)])
def test_comments_stay_whatever_is_moved_grouped_or_dissolved(key: str, steps: list[Step]) -> None:
    files = {"pack.yaml": COMMENTED}
    root = ("degrees", key, "requires")
    may_go = OF_THE_GROUP
    for step in steps:
        if step[0] not in ("wrap", "dissolve", "regroup", "move"):
            continue
        tree = in_text(files, root)
        done, _leaves = taken(tree, step)
        if done is not None:
            expected = plain_texts(applied(tree.written, done.edits))
            files = rewritten(files, root, done.edits)
            assert writing.written_at(files, root) == expected
            if any(isinstance(each, Enclose) and each.path == () for each in done.edits):
                may_go = OF_THE_GROUP + OF_THE_WHOLE
        assert remarks({"pack.yaml": COMMENTED}) - may_go <= remarks(files)


OF_THE_GROUP = Counter(["# about the choice", "# named"])
"""What is said of the group itself goes with it."""
OF_THE_WHOLE = Counter(["# about all", "# first"])
"""Once the whole is wrapped, what stands above it stands above a group, and goes with that."""


@pytest.mark.parametrize("key", ["a", "c"])
def test_what_is_wrapped_and_dissolved_again_is_every_byte_as_it_was(key: str) -> None:
    files, root = {"pack.yaml": COMMENTED}, ("degrees", key, "requires")
    for act in (lambda tree: wrap(tree, (), Grouping.ALL), lambda tree: dissolve(tree, ())):
        files = rewritten(files, root, act(in_text(files, root)).edits)
    assert files == {"pack.yaml": COMMENTED}


def changed(key: str, path: Any, how: Any, *more: Any) -> str:
    files = {"pack.yaml": COMMENTED}
    root = ("degrees", key, "requires")
    done = how(in_text(files, root), path, *more)
    return rewritten(files, root, done.edits)["pack.yaml"]


def test_a_group_is_asked_otherwise_in_its_own_words() -> None:
    assert changed("a", (), regroup, Grouping.ANY) == COMMENTED.replace("all:", "any:", 1)
    assert changed("a", (), regroup, Grouping.N_OF, 2) == COMMENTED.replace(
        "      # about all\n      all:", "      n_of: 2\n      # about all\n      of:", 1
    )
    assert changed("b", (), regroup, Grouping.ANY) == COMMENTED.replace(
        "{all: [{points: 1}", "{any: [{points: 1}"
    )


def test_what_is_put_into_a_group_is_indented_with_its_comments() -> None:
    assert changed("a", ("all", 0), wrap, Grouping.ANY) == COMMENTED.replace(
        """\
        # about points
        - title: Points   # beside
          points: 5
""",
        """\
        - any:
            # about points
            - title: Points   # beside
              points: 5
""",
    )


def test_a_dissolved_group_leaves_the_remarks_on_what_it_held() -> None:
    text = changed("a", ("all", 2), dissolve)
    assert (
        """\
        # about hours
        - hours: 8
        # about count
        - count: 3   # three
"""
        in text
    )
    assert remarks({"pack.yaml": text}) == remarks({"pack.yaml": COMMENTED}) - OF_THE_GROUP


def test_moving_within_a_list_and_out_of_it() -> None:
    text = changed("a", ("all", 0), move, (), 3)
    assert text.index("# about points") > text.index("count: 3   # three")
    out = changed("a", ("all", 2, "any", 1), move, (), 0)
    assert out.index("        # about count\n        - count: 3   # three\n") < out.index("Points")


@pytest.mark.parametrize("key", ["a", "b", "c"])
def test_the_whole_tree_in_a_group(key: str) -> None:
    files = {"pack.yaml": changed(key, (), wrap, Grouping.ANY)}
    assert set(writing.written_at(files, ("degrees", key, "requires"))) == {"any"}
    assert remarks(files) == remarks({"pack.yaml": COMMENTED})
