"""Goals on their page, on home and in the plan: set, followed, reached and let go."""

import re

from engine import progress
from rules.terms import Stage
from tests.web.doing import does, enrolls
from tests.web.earning import words

PLAN = "/oakdale/degrees/associate"
GOALS = "/oakdale/goals"


def chooses(client, path, **more):
    return client.post(f"{PLAN}/goals", data={"requirement": path, **more})


def letting_go(client):
    return re.search(r'action="([^"]+/letting-go)"', client.get(GOALS).text)[1]


def test_an_unmet_requirement_becomes_my_goal(site):
    enrolls(site, "ada")
    ada = site.as_("ada")
    assert words(ada.get(PLAN)).count("Make it my goal") == 2

    assert chooses(ada, "r.1").location.endswith(f"{PLAN}#req-r.1")
    plan = words(ada.get(PLAN))
    assert "It is your goal now." in plan
    assert plan.count("Make it my goal") == 1
    assert "My goal" in plan


def test_home_shows_how_far_it_is_and_the_next_step(site):
    enrolls(site, "ada")
    does(site, "ada", "reading-aloud", Stage.LEARNED)
    ada = site.as_("ada")
    chooses(ada, "r.1")
    shown = words(ada.get("/oakdale/home"))

    for told in ("Your goal", "Fifty points 20 of 50 points", "30 points to go.", "Next: "):
        assert told in shown


def test_my_goals_say_what_is_under_way_what_could_follow_and_what_was_reached(site):
    enrolls(site, "ada")
    ada = site.as_("ada")
    chooses(ada, "r.2", next=GOALS)
    shown = words(ada.get(GOALS))
    for told in ("Under way One student evidence", "Your goal since November 18, 2025",
                 "What could be next Fifty points", "Let it go"):  # fmt: skip
        assert told in shown

    does(site, "ada", "mentoring")
    shown = words(ada.get(GOALS))
    assert (
        "Reached One student evidence Reached on November 18, 2025. Associate. Mentoring" in shown
    )
    assert "Under way" not in shown


def test_a_reached_goal_is_a_quiet_joy_once(site):
    enrolls(site, "ada")
    ada = site.as_("ada")
    chooses(ada, "r.2")
    ada.post("/oakdale/home/seen")
    does(site, "ada", "mentoring")

    assert "You have reached your goal “One student evidence”" in words(ada.get("/oakdale/home"))
    ada.post("/oakdale/home/seen")
    assert "You have reached your goal" not in words(ada.get("/oakdale/home"))


def test_letting_go_leaves_no_trace(site):
    enrolls(site, "ada")
    ada = site.as_("ada")
    chooses(ada, "r.1")

    assert ada.post(letting_go(ada)).location.endswith(GOALS)
    shown = words(ada.get(GOALS))
    assert "Let go. What you did for it counts as before." in shown
    assert "Under way" not in shown
    assert "Your goal" not in words(ada.get("/oakdale/home"))


def test_a_goal_of_a_degree_that_is_put_aside_rests(site):
    enrolls(site, "ada")
    ada = site.as_("ada")
    chooses(ada, "r.1")
    with site.act() as session:
        progress.leave(session, "associate", by=site.actor(session, "ada"), now=site.now)

    assert "It rests: “Associate” does not ask for it now." in words(ada.get(GOALS))
    assert "Your goal" not in words(ada.get("/oakdale/home"))


def test_what_is_refused_is_said(site):
    enrolls(site, "ada")
    does(site, "ada", "mentoring")
    ada = site.as_("ada")

    assert "You have reached this already." in words(chooses(ada, "r.2"))
    assert chooses(ada, "r.7").status_code == 404
    assert ada.post(f"{PLAN}/goals").status_code == 404


def test_goals_are_seen_by_who_may_see_the_record_and_by_nobody_else(site):
    enrolls(site, "ada")
    chooses(site.as_("ada"), "r.1")
    with site.store.session() as session:
        hers = f"/oakdale/people/{site.actor(session, 'ada').participant.id}/goals"

    shown = words(site.as_("lee").get(hers))
    assert "Fifty points" in shown
    assert "Let it go" not in shown
    assert "Make it my goal" not in shown
    assert site.as_("ben").get(hers).status_code == 403
    with site.store.session() as session:
        bens = f"/oakdale/people/{site.actor(session, 'ben').participant.id}/goals"
    assert "What Ben Okri sets out to reach stands here." in words(site.as_("dana").get(bens))


def test_without_degrees_the_page_says_what_a_goal_is(site):
    assert "A goal is one requirement that you want to reach next" in words(
        site.as_("ben").get(GOALS)
    )
