"""With colleagues: forms that are wrong, and what the pages say of every state."""

import uuid

import pytest

from engine.people import Role
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.world import World
from tests.web.filled import Filled
from web.studio.compounds import TeamSort

CARA = "Cara"
PACK = """
pack: {format: tassel-pack/1, title: Oak, catalog_year: 2025-26, applies_from: 2020-07-01}
district: {id: oak, name: Oak Schools, university: Oak University}
activities:
  unit: {title: Unit, evidence: own, points: 25, team: {at_least: 2, at_most: 3}, badge: true}
  song: {title: Song, evidence: own, points: 5, team: {at_least: 3, at_most: 3}}
  poem: {title: Poem, evidence: own, points: 5, team: {at_least: 1}}
  talk: {title: Talk, evidence: own, points: 5}
"""


@pytest.fixture
def world(with_tables, tmp_path):
    world = World(with_tables(tmp_path / "site.db"), tmp_path / "data", {"pack.yaml": PACK})
    for name in (ADA, BEN, CARA):
        world.joins(name)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    yield world
    world.close()


@pytest.fixture
def work(world):
    work = world.drafts(ADA, "unit")
    world.asks(ADA, work, BEN)
    return work


def posts(world, who, path, **data):
    return world.browser(who).post(f"/oak{path}", data=data, follow_redirects=True)


@pytest.mark.parametrize(
    ("activity", "told"),
    [("unit", "in a team of 2 to 3"), ("song", "in a team of 3"), ("poem", "alone or together")],
)
def test_an_activity_says_how_many_hand_it_in(world, activity, told):
    assert told in world.sees(ADA, f"/activities/{activity}")
    assert told in world.sees(ADA, f"/evidence/new?activity={activity}")


def test_what_is_for_one_alone_has_no_team(world):
    claim = world.drafts(ADA, "talk")
    assert world.browser(ADA).get(f"/oak/evidence/{claim.id}/team").status_code == 404


def test_a_question_is_taken_back(world, work):
    ben = world_id(world, BEN)
    assert "Taken back" in posts(world, ADA, f"/evidence/{work.id}/team/asked", colleague=ben).text
    assert "no answer yet" not in world.sees(ADA, f"/evidence/{work.id}/team")


def test_nobody_is_asked_by_a_form_that_names_nobody(world, work):
    assert posts(world, ADA, f"/evidence/{work.id}/team", colleague="nobody").status_code == 400


def test_a_team_that_is_too_small_is_told_so_with_the_draft_kept(world, work):
    page = world.browser(ADA).get(f"/oak/evidence/{work.id}/edit").text
    assert "One more has to join" in page
    answer = posts(world, ADA, f"/evidence/{work.id}", activity="unit", stage="done", do="submit")
    assert answer.status_code == 422
    assert "At least 2 hand this in together" in answer.text


def test_the_page_of_a_team_says_how_each_stands(world, work):
    part = world.joins_team(BEN, work)
    told = f"/evidence/{work.id}/team"
    assert "Still writing a part" in world.sees(ADA, told)
    world.writes(BEN, part, learned="To wait.", did="The second half.")
    world.hands_in(BEN, part)
    assert "The part is written" in world.sees(ADA, told)
    world.hands_in(ADA, work)
    assert "has handed it in" in world.sees(BEN, told)
    world.sends_back(RUTH, work)
    assert "came back with a note" in world.sees(BEN, told)
    world.hands_in(ADA, work)
    world.approves(RUTH, work)
    assert "The part is written, and counts" in world.sees(RUTH, told)
    assert "handed in as a team" in world.sees(RUTH, f"/reviews/{work.id}").lower()


def test_what_does_not_count_is_said_of_each_part(world, work):
    part = world.joins_team(BEN, work)
    world.writes(BEN, part, learned="To wait.", did="The second half.")
    world.hands_in(BEN, part)
    world.hands_in(ADA, work)
    page = world.browser(RUTH).get(f"/oak/reviews/{work.id}").text
    decision = Filled(page, f"decision-form-{work.id}").sends()
    sent = {"verdict": "decline", "note": "It shows something else.", "version": "2"} | decision
    assert posts(world, RUTH, f"/reviews/{work.id}/decision", **sent).status_code == 200

    told = world.sees(ADA, f"/evidence/{work.id}/team")
    assert "It does not count" in told
    assert "Does not count with the common work" in told


def test_whoever_corrects_is_told_that_a_team_stands_behind_it(world, work):
    part = world.joins_team(BEN, work)
    world.writes(BEN, part, learned="To wait.", did="The second half.")
    world.hands_in(BEN, part)
    world.hands_in(ADA, work)
    world.approves(RUTH, work)

    for act in ("undo", "correction"):
        assert "changed for all of them" in world.sees(DANA, f"/reviews/{work.id}/{act}")
        assert "it stands for itself" in world.sees(DANA, f"/reviews/{part.id}/{act}")


def test_nobody_by_a_name_is_said_so(world, work):
    assert "Nobody of that name" in world.sees(ADA, f"/evidence/{work.id}/team?search=Zed")
    assert "Nobody by that name" in world.sees(ADA, "/colleagues/mentoring?search=Zed")


@pytest.mark.parametrize(
    ("as_mentor", "told"), [(True, "offers to be your mentor"), (False, "would like you as a")]
)
def test_home_tells_of_a_question_about_mentoring(world, as_mentor, told):
    role = "mentor" if as_mentor else "mentee"
    posts(world, ADA, "/colleagues/mentoring", colleague=world_id(world, BEN), role=role)
    assert told in world.sees(BEN, "/home")
    assert told in world.sees(BEN, "/colleagues")


@pytest.mark.parametrize("about", ["", "unit"])
def test_a_pair_is_told_from_both_sides(world, about):
    pair = world.accompanies(ADA, BEN, about=about)
    of = " to “Unit”" if about else ""
    assert f"You accompany Ben{of}" in world.sees(ADA, "/colleagues")
    assert f"Ada accompanies you{of}" in world.sees(BEN, "/colleagues")
    stranger = posts(world, CARA, f"/colleagues/mentoring/{pair.id}/end")
    assert stranger.status_code == 404
    assert posts(world, CARA, f"/colleagues/mentoring/{uuid.uuid4()}/end").status_code == 404


def world_id(world, who):
    with world.store.session() as session:
        return world.place(session, who).id


@pytest.mark.parametrize("written", ["{}", "five", "{at_least: 2, names: yes}"])
def test_what_the_studio_cannot_show_of_a_team_stays(written):
    sort = TeamSort()
    value = yaml(written)
    shown = sort.read("team", value, None)
    if shown is None:
        assert written != "{}"
    else:
        assert sort.write("team", shown, value, None) == {}


def test_a_complaint_about_a_team_stands_beside_its_number():
    sort = TeamSort()
    assert sort.field_of("team", ("at_most",), {}, None) == "team-at_most"
    assert sort.field_of("team", (), {}, None) == "team-at_least"


def yaml(text):
    return {"{}": {}, "five": "five"}.get(text, {"at_least": "2", "names": "yes"})
