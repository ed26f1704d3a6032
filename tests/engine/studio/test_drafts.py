"""Drafts: two admins write one pack, nothing is overwritten, everything can be taken back."""

from collections.abc import Callable
from typing import Any

import pytest

from engine import catalogs, studio
from engine.errors import (
    ChangedMeanwhile,
    DraftClosed,
    EditedMeanwhile,
    FileRefused,
    NoCatalog,
    NotFound,
    NothingToUndo,
    NotPermitted,
    NotYaml,
)
from engine.people import Role
from engine.store import new_id
from engine.studio import Copy, Draft, Duplicate, Insert, Move, Put, Remove, Rename, Verb, Write
from rules import writing
from rules.writing import Difference, Turn
from tests.engine.world import PACK, World

TALK = ("activities", "talk")


class Studio:
    """Acts of two admins on one draft; each is a transaction of its own."""

    def __init__(self, world: World) -> None:
        self.world = world
        for name in ("Dana", "Eli"):
            world.joins(name, role=Role.DISTRICT_ADMIN)
        world.joins("Ada")
        self.id = self.does(studio.begin, "Next year").id

    def does(self, act: Callable[..., Any], *how: Any, who: str = "Dana", **more: Any) -> Any:
        with self.world.store.write() as session:
            by = self.world.actor(session, who)
            if act in (studio.begin, studio.discard, studio.note_published):
                more |= {} if act is studio.note_published else {"now": self.world.tick()}
            elif act in (studio.edit, studio.undo, studio.take_in):
                more = {"revision": self.draft.revision, "now": self.world.tick()} | more
            about = () if act is studio.begin else (self.id,)
            return act(session, *about, *how, by=by, **more)

    def edits(self, *edits: Any, **more: Any) -> Draft:
        return self.does(studio.edit, list(edits) if len(edits) > 1 else edits[0], **more)

    @property
    def draft(self) -> Draft:
        return self.asks(studio.draft, self.id)

    def asks(self, question: Callable[..., Any], *about: Any, who: str = "Dana") -> Any:
        with self.world.store.session() as session:
            return question(session, self.world.actor(session, who), *about)

    @property
    def text(self) -> str:
        return self.draft.files["pack.yaml"]


@pytest.fixture
def room(any_world: World) -> Studio:
    return Studio(any_world)


def test_a_draft_begins_as_the_pack_that_was_published_last(room: Studio) -> None:
    assert room.text == PACK
    assert room.draft.based_on == 1
    assert room.draft.open
    assert studio.catalog_of(room.draft.files) is not None

    room.edits(Put((*TALK, "points"), 12))
    with room.world.store.write() as session:
        catalogs.publish(session, room.draft.files, now=room.world.tick())

    assert room.does(studio.begin, "Once more").files == room.draft.files
    assert room.does(studio.begin, "As it was", number=1).files == {"pack.yaml": PACK}
    with pytest.raises(NoCatalog):
        room.does(studio.begin, "Never", number=7)


def test_every_kind_of_edit_changes_the_text_and_nothing_else(room: Studio) -> None:
    room.edits(Put((*TALK, "points"), 12))
    assert room.text == PACK.replace("points: 10}", "points: 12}")

    room.edits(Duplicate(TALK, "walk"), Put(("activities", "walk", "title"), "A walk"))
    room.edits(Put(("activities", "walk", "tags"), ["a", "b"]))
    room.edits(Insert(("activities", "walk", "tags", 0), "c"))
    room.edits(Copy(("activities", "walk", "tags", 0), ("activities", "walk", "tags", 3)))
    room.edits(Move(("activities", "walk", "tags", 2), ("activities", "walk", "tags", 0)))
    assert writing.written_at(room.draft.files, ("activities", "walk")) == {
        "title": "A walk",
        "campus": "steam",
        "points": "12",
        "tags": ["b", "c", "a", "c"],
    }

    room.edits(Rename(("campuses", "steam"), "science"))
    assert "campus: steam" not in room.text
    room.edits(Remove(("activities", "walk")), Write("note.md", "Why we did this."))

    assert room.draft.files["note.md"] == "Why we did this."
    assert studio.faults(room.draft.files) == ()
    room.edits(Write("note.md", None))
    assert "note.md" not in room.draft.files
    assert [each.verb for each in room.asks(studio.edits, room.id)][:3] == [
        Verb.WRITE,
        Verb.REMOVE,
        Verb.RENAME,
    ]


def test_taking_back_leads_edit_by_edit_to_the_very_first_text(room: Studio) -> None:
    room.edits(Put((*TALK, "points"), 12))
    room.edits(Write("more.yaml", "rules: {}\n"))
    between = room.draft.files
    room.edits(Remove(TALK))

    assert room.does(studio.undo).files == between
    room.edits(Put((*TALK, "points"), 15))
    assert room.does(studio.undo).files == between
    room.does(studio.undo)
    assert room.does(studio.undo).files == {"pack.yaml": PACK}
    with pytest.raises(NothingToUndo):
        room.does(studio.undo)
    assert room.draft.revision == 8


def test_an_edit_that_changes_nothing_is_none(room: Studio) -> None:
    assert room.edits(Put((*TALK, "points"), 10)).revision == 0


def test_what_somebody_else_wrote_on_the_same_entry_is_shown_and_not_overwritten(
    room: Studio,
) -> None:
    room.edits(Put((*TALK, "points"), 12))
    with pytest.raises(EditedMeanwhile) as refused:
        room.edits(Put((*TALK, "title"), "Talks"), who="Eli", revision=0)

    assert refused.value.name == "Dana"
    assert refused.value.path == TALK
    assert "points: 12" in refused.value.text
    room.edits(Put(("rewards", "mug", "price"), 90), who="Eli", revision=0)
    assert "points: 12" in room.text
    assert "price: 90" in room.text


def test_an_entry_that_somebody_else_took_out_is_told(room: Studio) -> None:
    room.edits(Remove(("rewards", "mug")))
    with pytest.raises(EditedMeanwhile) as refused:
        room.edits(Move(("rewards", "mug"), ("rewards", "lamp")), who="Eli", revision=0)

    assert refused.value.text == ""
    with pytest.raises(NotFound):
        room.edits(Remove(("rewards", "mug")))


def test_a_file_written_by_hand_meets_the_edits_of_that_file(room: Studio) -> None:
    room.edits(Put((*TALK, "points"), 12))
    with pytest.raises(EditedMeanwhile) as refused:
        room.edits(Write("pack.yaml", "# anew\n" + PACK), who="Eli", revision=0)
    assert refused.value.path in (("pack.yaml",), TALK)

    with pytest.raises(EditedMeanwhile) as refused:
        room.edits(Write("pack.yaml", "# a comment\n" + room.text), who="Eli", revision=0)
    assert refused.value.path == ("pack.yaml",)
    assert refused.value.text == room.text


def test_a_draft_may_be_wrong_and_says_what(room: Studio) -> None:
    room.edits(Put((*TALK, "campus"), "nowhere"))
    (fault,) = studio.faults(room.draft.files)

    assert fault.steps == (*TALK, "campus")
    assert studio.catalog_of(room.draft.files) is None
    with room.world.store.session() as session:
        assert studio.changed_since(session, room.draft) == (Difference(Turn.CHANGED, TALK),)


@pytest.mark.parametrize("text", ["a: [", "just words", "a: \x07"])
def test_only_what_is_no_pack_file_at_all_is_refused(room: Studio, text: str) -> None:
    with pytest.raises(NotYaml) as refused:
        room.edits(Write("more.yaml", text))

    assert refused.value.file == "more.yaml"
    assert room.draft.revision == 0


def test_a_fault_in_yaml_that_can_be_read_is_kept(room: Studio) -> None:
    room.edits(Write("more.yaml", "rules: {}\nrules: {}\n"))

    assert "written twice" in studio.faults(room.draft.files)[0].message


@pytest.mark.parametrize("name", ["../pack.yaml", "/pack.yaml", "run.sh", "a//b.yaml"])
def test_a_file_that_belongs_to_no_pack_is_refused(room: Studio, name: str) -> None:
    with pytest.raises(FileRefused):
        room.edits(Write(name, ""))


def test_a_pack_has_its_limits(room: Studio) -> None:
    with pytest.raises(FileRefused):
        room.edits(Write("long.md", "x" * 500_001))
    with pytest.raises(FileRefused):
        room.does(studio.take_in, {f"{number}.md": "" for number in range(201)})


def test_files_written_by_hand_are_taken_in_as_they_are(room: Studio) -> None:
    files = {"other.yaml": PACK, "note.md": "By hand."}
    assert room.does(studio.take_in, files).files == files
    with pytest.raises(ChangedMeanwhile):
        room.does(studio.take_in, {"pack.yaml": PACK}, revision=0)
    with pytest.raises(ChangedMeanwhile):
        room.does(studio.undo, revision=0)

    room.does(studio.undo)
    assert room.draft.files == {"pack.yaml": PACK}


def test_a_draft_that_was_put_aside_comes_back_as_it_was(room: Studio) -> None:
    room.does(studio.discard)
    assert not room.draft.open
    assert room.asks(studio.newest_open) is None
    with pytest.raises(DraftClosed):
        room.edits(Remove(TALK))

    room.does(studio.bring_back)
    assert room.asks(studio.newest_open).title == "Next year"


def test_a_published_draft_stays_as_it_is(room: Studio) -> None:
    room.does(studio.retitle, "This year")
    room.does(studio.note_published, 1)

    assert [(each.title, each.published) for each in room.asks(studio.drafts)] == [("This year", 1)]
    for act in (studio.discard, studio.undo):
        with pytest.raises(DraftClosed):
            room.does(act)


def test_a_draft_that_is_not_there_is_not_found(room: Studio) -> None:
    with pytest.raises(NotFound):
        room.asks(studio.draft, new_id())


def test_the_studio_is_for_admins(room: Studio) -> None:
    for question, about in ((studio.drafts, ()), (studio.draft, (room.id,))):
        with pytest.raises(NotPermitted):
            room.asks(question, *about, who="Ada")
    assert room.asks(studio.newest_open, who="Ada") is None
    with pytest.raises(NotPermitted):
        room.does(studio.begin, "Mine", who="Ada")
