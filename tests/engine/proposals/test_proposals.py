"""Proposals: whose they are, who reads them, and what a pack makes of them."""

import pytest

from engine import authors, people, proposals, studio
from engine.errors import (
    ChangedMeanwhile,
    NotFound,
    NotPermitted,
    ProposalMoved,
    ReadByOther,
)
from engine.people import Role
from engine.proposals import Status, Step, Wanted, Wording
from rules import writing
from rules.terms import Audience
from tests.engine.university import University

PACK = """
pack: {format: tassel-pack/1, title: Elm, catalog_year: 2025-26, applies_from: 2025-07-01}
district: {id: elm, name: Elm Schools, university: Elm University}
schools: {oak: {title: Oak}, fir: {title: Fir}}
activities:
  talk: {title: Talk, points: 10, hours: 1}
"""
ROBOTS = Wording(
    title="Robots",
    summary="Build one.",
    learned="Say how.",
    used="Show a game.",
    minutes=240,
    audience=(Audience.CLASSIFIED,),
    badge=True,
    signature="Ada R.",
)


@pytest.fixture
def elm(store) -> University:
    elm = University(store, {"pack.yaml": PACK})
    elm.joins("Ada", school="oak")
    elm.joins("Rita", role=Role.REVIEWER)
    elm.joins("Ruth", role=Role.REVIEWER)
    elm.joins("Dana", role=Role.DISTRICT_ADMIN)
    elm.joins("Drew", role=Role.DISTRICT_ADMIN)
    return elm


def does(elm, act, *what, by="Ada", **more):
    with elm.act() as session:
        return act(session, *what, by=elm.actor(session, by), now=elm.tick(), **more)


def sent(elm, said=ROBOTS):
    made = does(elm, proposals.begin, said)
    return does(elm, proposals.submit, made.id)


def asks(elm, question, who, *more):
    with elm.store.session() as session:
        return question(session, elm.actor(session, who), *more)


def steps(elm, proposed):
    with elm.store.session() as session:
        return [each.step for each in proposals.steps(session, proposed)][::-1]


def test_a_draft_is_hers_alone(elm):
    made = does(elm, proposals.begin, ROBOTS)

    with pytest.raises(NotFound):
        asks(elm, proposals.get, "Dana", made.id)
    assert asks(elm, proposals.to_read, "Dana") == []


def test_reviewers_and_admins_read_it_and_nobody_else(elm):
    made = sent(elm)
    elm.joins("Ben", school="oak")

    assert asks(elm, proposals.get, "Dana", made.id).title == "Robots"
    with pytest.raises(NotFound):
        asks(elm, proposals.get, "Ben", made.id)
    with pytest.raises(NotPermitted):
        asks(elm, proposals.to_read, "Ben")


def test_a_reviewer_of_one_school_reads_what_its_people_propose(elm):
    made = sent(elm)
    for name, school in (("Fay", "fir"), ("Oma", "oak")):
        elm.joins(name, school=school)
        with elm.act() as session:
            place = elm.place(session, name)
            people.grant_role(session, place, Role.REVIEWER, school=school, now=elm.now)

    assert asks(elm, proposals.to_read, "Fay") == []
    with pytest.raises(NotFound):
        asks(elm, proposals.get, "Fay", made.id)
    assert [each.id for each in asks(elm, proposals.to_read, "Oma")] == [made.id]


def test_one_reader_at_a_time_and_an_admin_may_take_it_over(elm):
    made = sent(elm)
    does(elm, proposals.take, made.id, by="Ruth")
    does(elm, proposals.take, made.id, by="Ruth")

    for act, what in (
        (proposals.take, ()),
        (proposals.let_go, ("",)),
        (proposals.decline, ("No",)),
    ):
        with pytest.raises(ReadByOther):
            does(elm, act, made.id, *what, by="Rita")
    with pytest.raises(ReadByOther):
        does(elm, proposals.write, made.id, ROBOTS, version=1, by="Rita")
    assert does(elm, proposals.take, made.id, by="Dana").held_by
    assert steps(elm, made) == [Step.SUBMITTED, Step.TAKEN, Step.TAKEN]


def test_its_reader_words_it_anew_but_for_what_is_hers_to_say(elm):
    made = sent(elm)
    does(elm, proposals.take, made.id, by="Ruth")
    other = Wording(Wanted.BADGE, "Robots in PE", "Build one.", signature="Ruth")
    said = does(elm, proposals.write, made.id, other, version=1, by="Ruth")

    assert (said.title, said.signature, said.wanted) == ("Robots in PE", "Ada R.", Wanted.ACTIVITY)
    with pytest.raises(ChangedMeanwhile):
        does(elm, proposals.write, made.id, other, version=1, by="Ruth")
    does(elm, proposals.write, made.id, Wording.of(said), version=2, by="Ruth")
    assert steps(elm, made)[1:] == [Step.TAKEN, Step.REWORDED]
    with pytest.raises(ProposalMoved):
        does(elm, proposals.write, made.id, ROBOTS, version=2)


def test_only_she_sends_it_or_takes_it_back(elm):
    made = sent(elm)

    for act in (proposals.submit, proposals.withdraw):
        with pytest.raises(NotFound):
            does(elm, act, made.id, by="Dana")
    with pytest.raises(NotFound):
        does(elm, proposals.take, made.id)


def test_in_a_pack_it_has_a_stage_for_each_part_and_a_text_for_each_language():
    assert proposals.entry(ROBOTS, ("en", "es")) == {
        "title": {"en": "Robots", "es": "Robots"},
        "summary": {"en": "Build one.", "es": "Build one."},
        "stages": {
            "learned": {
                "evidence": "own", "hours": 2.0, "guidance": {"en": "Say how.", "es": "Say how."},
            },
            "used": {
                "evidence": "student", "hours": 2.0,
                "guidance": {"en": "Show a game.", "es": "Show a game."},
            },
        },
        "audience": ["classified"],
        "badge": True,
        "authors": ["Ada R."],
    }  # fmt: skip
    plain = Wording(title="Walk", summary="Walk.", used="A map.", campus="sport")
    assert proposals.entry(plain, ()) == {
        "title": "Walk", "campus": "sport", "summary": "Walk.", "evidence": "student",
        "guidance": "A map.",
    }  # fmt: skip
    assert proposals.entry(Wording(Wanted.BADGE, "Calm", "Is calm."), ()) == {
        "title": "Calm", "criteria": "Is calm.", "requires": {"count": 1},
    }  # fmt: skip


def test_a_changed_key_is_told_and_what_was_declined_in_the_studio_stays_declined(elm):
    first, second = sent(elm), sent(elm)
    draft = does(elm, studio.begin, "Next", by="Dana")
    for each in (first, second):
        does(elm, proposals.bring_to_studio, each.id, draft.id, by="Dana")
    with elm.store.session() as session:
        written = studio.draft(session, elm.actor(session, "Dana"), draft.id)
    assert writing.is_written(written.files, ("activities", "robots-2"))

    does(elm, proposals.decline, second.id, "One is enough.", by="Dana")
    with pytest.raises(ReadByOther):
        does(elm, proposals.decline, first.id, "Mine.", by="Drew")
    edits = [
        studio.Rename(("activities", "robots"), "robots-in-pe"),
        studio.Put(("activities", "robots-in-pe", "after"), ["talk"]),
    ]
    kept = does(elm, studio.edit, draft.id, edits, by="Dana", revision=written.revision)
    does(elm, proposals.name_key, first.id, "robots-in-pe", by="Dana")
    elm.publishes(PACK + "rewards: {pen: {title: Pen, price: 1, kind: merchandise}}")
    number = elm.publishes(kept.files)

    with elm.store.session() as session:
        ada = elm.actor(session, "Ada")
        stand = {each.id: each for each in proposals.mine(session, ada.participant)}
        assert (stand[first.id].status, stand[first.id].published) == (Status.PUBLISHED, number)
        assert stand[second.id].status is Status.DECLINED
        key = ("elm", "robots-in-pe", ada.participant.id)
        assert session.get_one(authors.Authorship, key).signature == "Ada R."


def test_becoming_an_author_twice_changes_nothing(elm):
    with elm.act() as session:
        ada = elm.actor(session, "Ada").participant
        for name in ("Ada R.", "A. R."):
            authors.begin(session, "elm", "talk", ada.id, signature=name, now=elm.tick())
        assert session.get_one(authors.Authorship, ("elm", "talk", ada.id)).signature == "Ada R."


def test_a_pack_may_have_no_word_of_languages(elm):
    """A draft need not be sound for a proposal to go into it."""
    made = sent(elm)
    draft = does(elm, studio.begin, "Next", by="Dana")
    does(elm, studio.edit, draft.id, studio.Put(("pack", "languages"), "en"), by="Dana", revision=0)
    does(elm, proposals.bring_to_studio, made.id, draft.id, by="Dana")
    with elm.store.session() as session:
        written = studio.draft(session, elm.actor(session, "Dana"), draft.id).files
    assert writing.written_at(written, ("activities", "robots", "title")) == "Robots"
