"""Home answers where I am, what is next and what needs me, and celebrates once."""

import re
from datetime import date, timedelta

from engine import catalogs, evidence, people, rewards
from rules.terms import Stage
from tests import mini_pack
from tests.web.doing import does, enrolls, reads_whole_course, starts, submits
from tests.web.earning import words


def home(site, who="ada"):
    return words(site.as_(who).get("/oakdale/home"))


def test_a_first_visit_is_welcomed_with_good_beginnings(site):
    shown = home(site)

    assert "Welcome, Ada" in shown
    assert "Three good beginnings" in shown
    assert "Mentoring" in shown
    assert "Reading aloud" in shown
    assert "Nothing waits for you." in shown


def test_it_says_where_i_am_what_is_next_and_what_needs_me_in_this_order(site):
    enrolls(site, "ada")
    does(site, "ada", "reading-aloud", Stage.LEARNED)
    submits(site, "ada", "mentoring")
    shown = home(site)

    places = [shown.index(told) for told in (
        "Novice", "20 lifetime points", "Associate", "0 of 2",
        "Next good steps", "With Ruth Asawa since Nov 18, 2025, answer by",
        "Used it with students", "Completes the degree “Associate”.", "What needs you",
        "Nothing waits for you.", "Lately", "+20",
    )]  # fmt: skip
    assert places == sorted(places)


def test_what_was_sent_back_and_drafts_are_mine_to_move(site):
    made = submits(site, "ada", "reading-aloud", Stage.LEARNED)
    starts(site, "ada", "mentoring")
    with site.act() as session:
        ruth = site.actor(session, "ruth")
        claim = evidence.get(session, ruth, made)
        evidence.send_back(session, claim, by=ruth, now=site.now, note="Which class was it?")
    shown = home(site)

    assert shown.index("Sent back with a note. It waits for you.") < shown.index("A draft, saved")


def test_a_reviewer_sees_her_queue(site):
    submits(site, "ada", "mentoring")

    assert "1 piece of evidence to review" in home(site, "ruth")
    assert "to review" not in home(site, "ben")


def test_the_desk_sees_what_is_to_be_handed_over(site):
    assert "to hand over." not in home(site, "max")
    reads_whole_course(site, "ada")
    with site.act() as session:
        rewards.redeem(session, "mug", by=site.actor(session, "ada"), now=site.now)

    assert "Rewards desk 1 to hand over." in home(site, "max")
    assert "to hand over." not in home(site, "ruth")


def test_each_line_lately_leads_to_its_line_in_the_ledger(site):
    does(site, "ada", "reading-aloud", Stage.LEARNED)

    assert 'href="/oakdale/ledger/1"' in site.as_("ada").get("/oakdale/home").text


def test_what_was_earned_is_celebrated_until_it_was_seen(site):
    enrolls(site, "ada")
    reads_whole_course(site, "ada")
    ada = site.as_("ada")
    shown = words(ada.get("/oakdale/home"))

    assert "Associate is yours!" in shown
    assert "You are at “Scholar” now. With it comes 1 badge." in shown
    assert ada.post("/oakdale/home/seen").status_code == 303
    assert "Associate is yours!" not in words(ada.get("/oakdale/home"))


def test_the_celebration_goes_away_in_place(site):
    reads_whole_course(site, "ada")
    part = {"HX-Request": "true", "HX-Request-Type": "partial"}
    answer = site.as_("ada").post("/oakdale/home/seen", headers=part)

    assert '<div id="joy">' in answer.text
    assert "t-joy" not in answer.text


def test_a_level_and_a_badge_are_celebrated_too(site):
    reads_whole_course(site, "ada")
    shown = home(site)

    assert "You have reached the level “Scholar”" in shown


def test_without_the_game_there_are_no_points_levels_or_badges(site):
    """DU-9: the game can be left, and degrees still work."""
    enrolls(site, "ada")
    reads_whole_course(site, "ada")
    with site.act() as session:
        people.choose(session, site.actor(session, "ada").participant, plays=False)
    shown = home(site)

    assert "Associate is yours!" in shown
    for told in ("Scholar", "lifetime", "to spend", "badge", "Lately"):
        assert told not in shown


def test_nothing_is_lost_by_waiting(site):
    """DU-7: fourteen months later everything is as it was."""
    enrolls(site, "ada")
    does(site, "ada", "reading-aloud", Stage.LEARNED)
    site.now += timedelta(days=425)
    shown = home(site)

    assert "20 lifetime points" in shown
    assert "0 of 2" in shown
    assert "lost" not in shown


def test_questioned_conferrals_wait_for_an_admin(site):
    enrolls(site, "ada")
    does(site, "ada", "reading-aloud", Stage.LEARNED)
    made = does(site, "ada", "reading-aloud", Stage.USED)
    with site.act() as session:
        dana = site.actor(session, "dana")
        claim = evidence.get(session, dana, made)
        evidence.undo_approval(session, claim, by=dana, now=site.now, note="Taken back.")

    assert "A correction touched what completed it." in home(site, "dana")


def test_a_degree_in_question_is_said_to_stand_until_it_is_decided(site):
    enrolls(site, "ada")
    does(site, "ada", "reading-aloud", Stage.LEARNED)
    made = does(site, "ada", "reading-aloud", Stage.USED)
    ada, dana = site.as_("ada"), site.as_("dana")
    assert "and for good" in words(ada.get("/oakdale/home"))
    with site.act() as session:
        by = site.actor(session, "dana")
        claim = evidence.get(session, by, made)
        evidence.undo_approval(session, claim, by=by, now=site.now, note="Taken back.")
        place = site.actor(session, "ada").participant.id

    stands = "has been looking at it since November 18, 2025; it stays yours meanwhile."
    shown = words(ada.get("/oakdale/home"))
    assert shown.count(stands) == 2, "in the celebration, and beside the degree"
    for page in ("degrees", "degrees/associate", "degrees/associate/way"):
        assert stands in words(ada.get(f"/oakdale/{page}"))
        assert "for good" not in words(ada.get(f"/oakdale/{page}"))
    hers = words(dana.get(f"/oakdale/people/{place}/degrees"))
    assert "stands until somebody decides." in hers
    shown = dana.get(f"/oakdale/people/{place}/degrees/associate")
    assert "/oakdale/dashboard/questions" in shown.text


def test_what_a_reviewer_has_is_said_before_any_new_step(site):
    enrolls(site, "ada")
    does(site, "ada", "reading-aloud", Stage.LEARNED)
    submits(site, "ada", "mentoring")
    ada = site.as_("ada")
    ada.post("/oakdale/degrees/associate/goals", data={"requirement": "r.2"})

    waits = (
        "Mentoring With Ruth Asawa since Nov 18, 2025, answer by Tuesday, November 25. Approved, "
        "it finishes “One student evidence” (Associate). There is nothing to do for it tonight."
    )
    shown = words(ada.get("/oakdale/home"))
    assert shown.index("Next good steps") < shown.index(waits) < shown.index("Used it with")
    assert "With a reviewer: Mentoring" in shown
    for page in ("degrees/associate", "goals", "degrees/associate/way"):
        assert waits in words(ada.get(f"/oakdale/{page}"))
    assert "so it gets shorter then" in words(ada.get("/oakdale/degrees/associate/way"))


def test_what_completes_a_degree_leaves_nothing_to_do(site):
    enrolls(site, "ada")
    submits(site, "ada", "reading-aloud", Stage.LEARNED)
    does(site, "ada", "mentoring")
    site.now += timedelta(days=1)
    with site.act() as session:
        ruth = site.actor(session, "ruth")
        first = evidence.queue(session, ruth)[0].claim
        evidence.approve(session, first, by=ruth, now=site.now, scores={"clear": 1})
    submits(site, "ada", "reading-aloud", Stage.USED)
    shown = home(site)

    assert "Approved, it completes the degree “Associate”." in shown
    assert "Begin" not in shown


def test_a_catalog_that_comes_is_told_with_what_stays(site):
    enrolls(site, "ada")
    ada = site.as_("ada")
    assert "goes by the catalog" not in home(site)
    text = mini_pack.PACK.replace("points: 50}", "points: 60}")
    text = text.replace("catalog_year: 2025-26", "catalog_year: 2026-27")
    with site.act() as session:
        files = {"pack.yaml": text, "crest.svg": mini_pack.CREST}
        catalogs.publish(session, files, now=site.now, applies_from=date(2026, 7, 1))

    comes = "From July 1, 2026 on, new work goes by the catalog of 2026-27."
    assert comes in home(site)
    mine = words(ada.get("/oakdale/degrees"))
    assert f"{comes} What you have earned stays yours" in mine
    assert "It asks otherwise for “Associate”: See them side by side" in mine
    assert "applies from July 1, 2026 on, asks otherwise" in words(
        ada.get("/oakdale/degrees/associate")
    )
    beside = words(ada.get("/oakdale/degrees/associate/catalogs"))
    assert "Until then you can look at it" in beside
    assert "Switch to" not in beside
    site.now += timedelta(days=300)
    assert comes not in home(site)
    assert "Switch to" in words(site.as_("ada").get("/oakdale/degrees/associate/catalogs"))


def test_a_catalog_that_comes_says_what_it_no_longer_offers_and_what_it_leaves(site):
    enrolls(site, "ada")
    same = mini_pack.PACK.replace("catalog_year: 2025-26", "catalog_year: 2026-27")
    none = same.replace("\n  associate:\n", "\n  other:\n")
    for text, told in (
        (same, "It asks the same of your degrees as before."),
        (none, "It no longer offers “Associate”; who has taken it up goes on as before."),
    ):
        with site.act() as session:
            files = {"pack.yaml": text, "crest.svg": mini_pack.CREST}
            catalogs.publish(session, files, now=site.now, applies_from=date(2026, 7, 1))
        assert told in words(site.as_("ada").get("/oakdale/degrees"))


def test_what_is_left_to_spend_leads_to_the_lines_that_it_rests_on(site):
    assert 'href="/oakdale/ledger?currency=redeemable"' in site.as_("ada").get("/oakdale/home").text


def test_what_waits_with_others_is_told_apart_from_what_needs_me(site):
    starts(site, "ada", "mentoring")
    submits(site, "ada", "reading-aloud", Stage.LEARNED)
    shown = home(site)

    places = [shown.index(told) for told in ("What needs you", "A draft, saved", "With others",
                                             "It is with Ruth Asawa")]  # fmt: skip
    assert places == sorted(places)


def test_a_degree_stays_on_home_after_its_celebration(site):
    enrolls(site, "ada")
    reads_whole_course(site, "ada")
    site.as_("ada").post("/oakdale/home/seen")
    page = site.as_("ada").get("/oakdale/home").text

    assert "t-joy" not in page
    assert 'href="/oakdale/degrees/associate/diploma"' in page
    assert "conferred Nov 18, 2025" in page


def test_badges_that_came_along_are_named_and_linked(site):
    enrolls(site, "ada")
    reads_whole_course(site, "ada")
    page = site.as_("ada").get("/oakdale/home").text

    assert 'class="t-joy-badges"' in page
    assert re.search(r'href="/[a-z/]+/[0-9a-f-]{36}/mine">Reading aloud<', page)
