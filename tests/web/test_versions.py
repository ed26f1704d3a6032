"""A degree in several catalogs: side by side, switched to with what was promised, and back."""

import re
from datetime import timedelta

from engine import catalogs
from rules.terms import Stage
from tests import mini_pack
from tests.web.doing import does, enrolls
from tests.web.earning import words

PAGE = "/oakdale/degrees/associate/catalogs"
PLAN = "/oakdale/degrees/associate"


def later(site, old, new, *, year="2026-27"):
    """The district publishes its pack with one thing changed."""
    text = mini_pack.PACK.replace(old, new).replace(
        "catalog_year: 2025-26", f"catalog_year: {year}"
    )
    with site.act() as session:
        files = {"pack.yaml": text, "crest.svg": mini_pack.CREST}
        catalogs.publish(session, files, now=site.now, applies_from=site.now.date())


def easier(site):
    later(site, "points: 50}", "points: 20}")


def form_of(answer):
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', answer.text))


def test_nothing_is_said_of_versions_where_there_are_none(site):
    enrolls(site, "ada")
    ada = site.as_("ada")

    assert "side by side" not in ada.get(PLAN).text
    assert "Nothing else is asked" in words(ada.get(PAGE))
    assert site.as_("ben").get(PAGE).status_code == 404


def test_both_stand_side_by_side_with_how_far_one_is_in_each(site):
    enrolls(site, "ada")
    does(site, "ada", "reading-aloud", Stage.LEARNED)
    easier(site)
    ada = site.as_("ada")

    assert "By the catalog of 2026-27 you would be further today." in words(ada.get(PLAN))
    shown = words(ada.get(PAGE))
    for told in ("You go by the catalog of 2025-26, for as long as you like.",
                 "Yours, 2025-26 0 of 2 requirements 20% of the way, with what is begun",
                 "By 2026-27 1 of 2 requirements 50% of the way",
                 "Today you are further in this one.", "Fifty points Asks otherwise",
                 "50 points 20 of 50 points", "20 points 20 of 20 points", "One student evidence",
                 "You can go back until December 18, 2025."):  # fmt: skip
        assert told in shown


def test_switching_does_what_was_shown_and_can_be_undone(site):
    enrolls(site, "ada")
    does(site, "ada", "reading-aloud", Stage.LEARNED)
    easier(site)
    ada = site.as_("ada")
    promised = form_of(ada.get(PAGE))

    assert ada.post(PAGE, data=promised).location.endswith(PLAN)
    plan = words(ada.get(PLAN))
    assert "Done. You can go back until December 18, 2025." in plan
    assert "By the catalog of 2026-27, taken up on November 18, 2025." in plan
    assert "20 of 20 points" in plan

    assert "Go back to 2025-26" in words(ada.get(PAGE))
    assert ada.post(f"{PAGE}/undoing").location.endswith(PLAN)
    plan = words(ada.get(PLAN))
    assert "You are back with what “Associate” asked of you before." in plan
    assert "20 of 50 points" in plan


def test_what_is_conferred_at_once_is_said_before(site):
    enrolls(site, "ada")
    for activity in ("mentoring", "mentoring"):
        does(site, "ada", activity)
    later(site, "points: 50}", "points: 20}")
    ada = site.as_("ada")
    shown = words(ada.get(PAGE))
    assert "By this one it would be conferred today." in shown
    assert "“Associate” is conferred at once." in shown
    assert "from then on there is no going back to 2025-26" in shown

    assert ada.post(PAGE, data=form_of(ada.get(PAGE))).location.endswith("/oakdale/home")
    assert "Associate is yours!" in words(ada.get("/oakdale/home"))
    assert ada.post(f"{PAGE}/undoing").status_code == 409


def test_a_promise_of_yesterday_is_not_taken_for_one_of_today(site):
    enrolls(site, "ada")
    easier(site)
    ada = site.as_("ada")
    promised = form_of(ada.get(PAGE))
    does(site, "ada", "reading-aloud", Stage.LEARNED)

    answer = ada.post(PAGE, data=promised)
    assert answer.status_code == 409
    assert "Nothing was done." in words(answer)
    assert ada.post(PAGE, data={}).location.endswith(PAGE)


def test_after_thirty_days_there_is_no_going_back(site):
    enrolls(site, "ada")
    easier(site)
    ada = site.as_("ada")
    ada.post(PAGE, data=form_of(ada.get(PAGE)))
    site.now += timedelta(days=31)
    ada = site.as_("ada")

    assert "Go back" not in words(ada.get(PAGE))
    answer = ada.post(f"{PAGE}/undoing")
    assert "Going back was possible until December 18, 2025." in words(answer)


def test_what_is_no_longer_offered_goes_on(site):
    enrolls(site, "ada")
    later(site, "associate:", "other:")
    told = "Today’s catalog no longer offers this; who has taken it up goes on as before."

    assert told in words(site.as_("ada").get(PLAN))
    assert told in words(site.as_("ada").get(PAGE))


def test_two_catalogs_of_one_year_are_told_apart_by_their_days(site):
    enrolls(site, "ada")
    site.now += timedelta(days=1)
    later(site, "points: 50}", "points: 90}", year="2025-26")
    shown = words(site.as_("ada").get(PAGE))

    assert "The catalog of 2025-26 (of Nov 19, 2025)" in shown
    assert "By the catalog of 2025-26 (of Nov 18, 2025), taken up" in words(
        site.as_("ada").get(PLAN)
    )
    assert "Today you are equally far in both." in shown


def test_two_catalogs_of_one_day_are_told_apart_by_their_numbers(site):
    enrolls(site, "ada")
    later(site, "points: 50}", "points: 90}", year="2025-26")

    assert "The catalog of 2025-26 (number 2)" in words(site.as_("ada").get(PAGE))


STUDENT = (
    "- {title: {en: One student evidence, es: Una evidencia de estudiantes}, student_evidence: 1}"
)
OTHERS = "- {any: [{own_learning: 2}, {campuses: 2}]}\n        - level: scholar"


def test_new_and_gone_requirements_and_groups_are_told(site):
    enrolls(site, "ada")
    does(site, "ada", "mentoring")
    later(site, STUDENT, OTHERS)
    shown = words(site.as_("ada").get(PAGE))

    for told in (
        "Today you are further in yours.",
        "Fifty points 10 of 50 points 10 of 50 points",
        "New Not asked Either 2 pieces of own learning, or work in 2 campuses",
        "Level “Scholar” New Not asked 10 of 40 points",
        "One student evidence No longer asked 1 piece of student evidence Met Not asked",
    ):
        assert told in shown  # fmt: skip


def test_what_was_put_aside_stands_below_to_be_taken_up_again(site):
    enrolls(site, "ada")
    ada = site.as_("ada")
    ada.post(f"{PLAN}/putting-aside")
    later(site, "associate:", "other:")
    assert "What you put aside Associate Take it up again" in words(ada.get("/oakdale/degrees"))

    ada.post(f"{PLAN}/enrollment")
    assert "What you put aside" not in words(ada.get("/oakdale/degrees"))
    assert "20 of 50 points" not in words(ada.get(PLAN))
