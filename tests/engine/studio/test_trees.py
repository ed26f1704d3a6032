"""Trees of a draft are changed step by step and by hand, each as one edit that can be undone."""

import pytest

from engine import studio
from engine.errors import NotYaml
from engine.studio import Reshape, Rewrite
from rules import writing
from rules.outline import Grouping, add, outline, regroup
from tests.engine.studio.test_drafts import Studio
from tests.engine.world import World

BADGE = {"title": "Doer", "criteria": "Do it.", "requires": {"points": 7}}
TREE = ("badges", "doer", "requires")


@pytest.fixture
def room(any_world: World) -> Studio:
    room = Studio(any_world)
    room.edits(studio.Put(("badges", "doer"), BADGE))
    return room


def test_several_steps_on_a_tree_are_one_edit(room: Studio) -> None:
    before = room.draft.files
    root = outline(writing.written_at(before, TREE))
    steps = (*add(root, (), {"count": 3}).edits,)

    room.edits(Reshape(TREE, steps))
    whole = outline(writing.written_at(room.draft.files, TREE))
    room.edits(Reshape(TREE, regroup(whole, (), Grouping.ANY).edits))

    assert set(writing.written_at(room.draft.files, TREE)) == {"any"}
    assert room.draft.revision == 3
    room.does(studio.undo)
    room.does(studio.undo)
    assert room.draft.files == before


def test_a_requirement_is_written_by_hand(room: Studio) -> None:
    room.edits(Rewrite(TREE, "requires: {points: 77}  # more"))
    assert writing.written_at(room.draft.files, TREE) == {"points": "77"}

    with pytest.raises(NotYaml) as refusal:
        room.edits(Rewrite(TREE, "requires: {points: 7"))
    assert (refusal.value.file, refusal.value.line) == ("pack.yaml", 1)
    assert room.draft.revision == 2
