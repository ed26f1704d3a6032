"""A draft tried on one person says what the dry run says of her, before anything is published."""

import pytest

from engine import changes, studio
from engine.errors import NotPermitted
from engine.studio import Put, Tried
from rules.pack import BrokenPack
from rules.terms import Policy
from tests.engine.university import OWN, University


@pytest.fixture
def busy(university: University) -> University:
    """Ada did three things in two days, and pursues a degree."""
    university.enrolls("Ada", "associate")
    for activity in ("talk", "essay", "talk"):
        more = {"scores": {"clear": 2, "kind": 1}} if activity == "essay" else {}
        university.approves(university.submits("Ada", activity, kinds=OWN), **more)
    return university


def tried(university: University, *edits: Put, on: str = "Ada", by: str = "Dana") -> Tried:
    with university.act() as session:
        actor = university.actor(session, "Dana")
        draft = studio.begin(session, "Trial", by=actor, now=university.tick())
        if edits:
            studio.edit(session, draft.id, edits, revision=0, by=actor, now=university.tick())
        place = university.place(session, on)
        asking = university.actor(session, by)
        return studio.try_on(session, draft, place, by=asking, now=university.now)


def test_a_draft_that_changes_nothing_leaves_everything_as_it_is(busy: University) -> None:
    done = tried(busy)

    assert done.before == done.after
    assert done.before.experience == busy.experience("Ada")
    assert {was == share for was, share in done.degrees.values()} == {True}


@pytest.mark.parametrize("points", ["4", "14"])
def test_it_says_of_her_what_the_dry_run_says(busy: University, points: str) -> None:
    edit = Put(("activities", "talk", "points"), points)
    done = tried(busy, edit)
    with busy.store.session() as session:
        actor = busy.actor(session, "Dana")
        (found,) = [each.id for each in studio.drafts(session, actor)]
        files = studio.draft(session, actor, found).files
        proposal = changes.propose(session, files, Policy.RECOMPUTE, now=busy.now)
        hers = {each.name: each for each in changes.foresee(session, proposal).changes}["Ada"]

    assert (done.before, done.after) == (hers.before, hers.after)
    assert done.before != done.after


def test_a_degree_that_is_new_is_tried_at_once(busy: University) -> None:
    degree = {"title": {"en": "Small", "es": "Pequeño"}, "requires": {"all": [{"points": "1"}]}}
    done = tried(busy, Put(("degrees", "small"), degree))

    assert done.degrees["small"] == (None, 1)
    meant = {**degree, "audience": ["leader"]}
    assert "small" not in tried(busy, Put(("degrees", "small"), meant)).degrees


def test_a_broken_draft_is_tried_on_nobody(busy: University) -> None:
    with pytest.raises(BrokenPack):
        tried(busy, Put(("activities", "talk", "points"), "many"))


def test_only_admins_try_drafts_on_people(busy: University) -> None:
    with pytest.raises(NotPermitted):
        tried(busy, by="Ada")
