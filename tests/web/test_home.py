"""Home answers where I am, what is next and what needs me, and celebrates once."""

import re
from datetime import timedelta

from engine import evidence, people, rewards
from rules.terms import Stage
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
        "Next good steps", "Used it with students", "Completes the degree “Associate”.",
        "What needs you", "It is with Ruth Asawa, answer by", "Lately", "+20",
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
