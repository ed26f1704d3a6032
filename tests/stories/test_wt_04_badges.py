"""WT-4: digital badges are earned, issued, and can be verified by anyone."""

import json

from engine import credentials
from engine.integrations import verified
from engine.people import Role
from tests.stories.people import ADA, RUTH
from tests.stories.world import STUDENT, World, words_of


def issued(world: World) -> credentials.Credential:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER, Role.DISTRICT_ADMIN)
    world.completes(ADA, "number-talks", by=RUTH, stage="learned")
    world.completes(ADA, "number-talks", by=RUTH, stage="used", kinds=[STUDENT])
    with world.store.session() as session:
        place = world._actor(session, ADA).participant
        return next(each for each in credentials.of(session, place) if each.key == "number-talks")


def test_a_finished_course_issues_its_badge(world: World) -> None:
    issued(world)

    assert "number-talks" in world.badges(ADA)
    assert "Number Talks" in world.sees(ADA, "/credentials")


def test_the_signed_document_verifies_with_the_districts_key(world: World) -> None:
    badge = issued(world)
    browser = world.browser(ADA)

    token = browser.get(f"/deerfield/credentials/{badge.id}/credential.jwt").text
    key = browser.get("/deerfield/credentials/key").get_json()

    document = json.loads(verified(token, key))
    assert "OpenBadgeCredential" in document["type"]
    assert document["credentialSubject"]["achievement"]["name"] == "Number Talks"


def test_a_private_badge_answers_404_and_a_public_one_shows_who_earned_what(world: World) -> None:
    badge = issued(world)
    visitor = world.app.test_client()
    address = f"/deerfield/credentials/{badge.id}"
    assert visitor.get(address).status_code == 404

    world.browser(ADA).post(f"/deerfield/credentials/{badge.id}/share", data={"public": "yes"})

    seen = words_of(visitor.get(address).text)
    assert "Number Talks" in seen
    assert "Ada" in seen
