"""Degrees as plans on one sheet, taken up and put aside, and the diploma."""

from types import SimpleNamespace

from engine import progress
from rules.terms import Stage
from tests.web.doing import does, enrolls, reads_whole_course, submits
from tests.web.earning import words
from web.degrees import views

PLAN = "/oakdale/degrees/associate"


def test_the_catalog_says_what_each_asks_and_how_far_i_would_be(site):
    does(site, "ada", "reading-aloud", Stage.LEARNED)
    shown = words(site.as_("ada").get("/oakdale/degrees/catalog"))

    for told in ("Associate", "Fifty points", "One student evidence", "Usually 1 school year",
                 "How far you would be 20%", "never a deadline", "Take it up"):  # fmt: skip
        assert told in shown
    assert "Fifty points" in site.visitor().get("/oakdale/degrees/catalog").text


def test_a_degree_is_taken_up_and_put_aside_by_ordinary_posts(site):
    ada = site.as_("ada")

    assert ada.post(f"{PLAN}/enrollment").location.endswith(PLAN)
    assert "0 of 2" in words(ada.get("/oakdale/degrees"))
    assert ada.post(f"{PLAN}/putting-aside").location.endswith("/oakdale/degrees")
    assert "Choose where you want to go" in ada.get("/oakdale/degrees").text


def test_the_plan_says_what_is_missing_and_which_entries_serve(site):
    enrolls(site, "ada")
    claim = does(site, "ada", "reading-aloud", Stage.LEARNED)
    answer = site.as_("ada").get(PLAN)
    shown = words(answer)

    for told in ("By the catalog of 2025-26, taken up on November 18, 2025.",
                 "Fifty points", "20 of 50 points", "30 points to go.", "Reading aloud · 20 points",
                 "1 piece of student evidence to go.", "A good next step"):  # fmt: skip
        assert told in shown
    assert f"/oakdale/evidence/{claim}" in answer.text


def test_the_plan_names_what_is_with_a_reviewer(site):
    enrolls(site, "ada")
    does(site, "ada", "reading-aloud", Stage.LEARNED)
    claim = submits(site, "ada", "reading-aloud", Stage.USED)
    answer = site.as_("ada").get(PLAN)

    assert ("With a reviewer, and not counted yet: Reading aloud: used it with students"
            in words(answer))  # fmt: skip
    assert f"/oakdale/evidence/{claim}" in answer.text


def test_a_plan_that_is_not_taken_up_shows_how_far_one_would_be(site):
    does(site, "ada", "reading-aloud", Stage.LEARNED)
    shown = words(site.as_("ada").get(PLAN))

    assert "This is how far you would be today" in shown
    assert "20 of 50 points" in shown


def test_enrolling_with_everything_done_confers_at_once(site):
    """DU-2: conferred in that moment, exactly once, and a diploma page exists."""
    reads_whole_course(site, "ada")
    ada = site.as_("ada")

    assert ada.post(f"{PLAN}/enrollment").location.endswith("/oakdale/home")
    with site.store.session() as session:
        assert len(progress.conferrals(session, site.actor(session, "ada").participant)) == 1
    diploma = words(ada.get(f"{PLAN}/diploma"))
    for told in ("Oakdale University", "confers on", "Ada Byron", "Associate",
                 "on November 18, 2025", "To be checked at"):  # fmt: skip
        assert told in diploma


def test_the_diploma_carries_its_address_as_a_drawing_without_styles(site):
    enrolls(site, "ada")
    reads_whole_course(site, "ada")
    shown = site.as_("ada").get(f"{PLAN}/diploma").text

    assert '<svg viewBox="0 0' in shown
    assert "style=" not in shown


def test_a_conferred_plan_stays_as_it_was_that_day(site):
    enrolls(site, "ada")
    reads_whole_course(site, "ada")
    does(site, "ada", "mentoring")
    shown = words(site.as_("ada").get(PLAN))

    assert "This is how it stood that day." in shown
    assert "2 of 2 requirements" in shown
    assert "Mentoring" not in shown


def test_there_is_no_diploma_before_the_conferral(site):
    enrolls(site, "ada")

    assert site.as_("ada").get(f"{PLAN}/diploma").status_code == 404
    assert site.as_("ada").get("/oakdale/degrees/doctor").status_code == 404


def test_without_the_game_chips_carry_no_points(site):
    enrolls(site, "ada")
    does(site, "ada", "reading-aloud", Stage.LEARNED)
    ada = site.as_("ada")
    ada.post("/oakdale/settings/play", data={"alias": ""})

    assert "Reading aloud · 20 points" not in words(ada.get(PLAN))


def of_ada(site):
    with site.store.session() as session:
        return f"/oakdale/people/{site.actor(session, 'ada').participant.id}"


def test_who_looks_after_her_progress_sees_her_degrees_down_to_the_entries(site):
    enrolls(site, "ada")
    claim = does(site, "ada", "reading-aloud", Stage.LEARNED)
    lee, page = site.as_("lee"), of_ada(site)

    assert f"{page}/degrees" in lee.get(page).text
    assert f"{page}/degrees/associate" in lee.get(f"{page}/degrees").text
    plan = lee.get(f"{page}/degrees/associate").text
    assert f"/oakdale/evidence/{claim}" in plan
    assert "Put it aside" not in plan
    assert lee.get(f"{page}/degrees/bachelor").status_code == 404
    assert site.as_("ben").get(f"{page}/degrees").status_code == 403
    assert site.as_("ben").get(f"{page}/degrees/associate").status_code == 403


def test_a_conferred_degree_of_somebody_shows_how_it_stood(site):
    enrolls(site, "ada")
    page, lee = of_ada(site), site.as_("lee")
    assert "What Ada Byron takes up stands here." not in lee.get(f"{page}/degrees").text
    reads_whole_course(site, "ada")

    assert "This is how it stood that day." in lee.get(f"{page}/degrees/associate").text
    assert "Diploma" not in lee.get(f"{page}/degrees").text
    assert "Where to next?" in site.as_("ada").get("/oakdale/degrees").text


def test_somebody_without_degrees_is_said_to_have_none_so_far(site):
    assert "What Ada Byron takes up stands here." in site.as_("lee").get(
        f"{of_ada(site)}/degrees"
    ).text  # fmt: skip


def test_the_other_branch_of_a_choice_that_is_made_is_not_next():
    def finding(path, *children, met=False):
        return SimpleNamespace(path=path, children=children, is_met=met)

    made, other, more = finding("r.1.1", met=True), finding("r.1.2"), finding("r.2")
    pursued = SimpleNamespace(
        enrollment=SimpleNamespace(degree="chosen"),
        audit=SimpleNamespace(
            findings=(
                finding("r", "r.1", "r.2"), finding("r.1", "r.1.1", "r.1.2", met=True),
                made, other, more,
            )
        ),
    )  # fmt: skip
    moves = [SimpleNamespace(degree="chosen", finding=each) for each in (other, more)]

    assert views._next(pursued, [SimpleNamespace(moves=moves)]) == ("r.2",)
