"""Activities, badges, pathways and campuses: found, read, and open to visitors."""

import pytest

from rules.terms import Stage
from tests.web.doing import does, enrolls
from tests.web.earning import words

LIST = "/oakdale/activities"


def found(client, query=""):
    return words(client.get(f"{LIST}?{query}"))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"Reading aloud", "Mentoring"}),
        ("campus=leadership", {"Mentoring"}),
        ("kind=course", {"Reading aloud"}),
        ("evidence=own&hours=1", {"Mentoring"}),
        ("hours=2", {"Reading aloud", "Mentoring"}),
        ("search=every+day", {"Reading aloud"}),
        ("search=LITERACY", {"Reading aloud"}),
        ("search=nothing+like+it", set()),
        ("hours=many&evidence=gold&mine=yes", {"Reading aloud", "Mentoring"}),
    ],
)
def test_filters_find_what_fits(site, query, shown):
    told = found(site.as_("ada"), query)

    assert {name for name in ("Reading aloud", "Mentoring") if name in told} == shown
    assert f"{len(shown)} activit" in told


def test_an_activity_tells_its_stages_rubric_badge_and_what_it_moves(site):
    enrolls(site, "ada")
    answer = site.as_("ada").get(f"{LIST}/reading-aloud")
    shown = words(answer)

    for told in ("Learned it", "Own learning", "about 2 h", "20 points", "Used it with students",
                 "30 points", "What the reviewer looks for", "Enough: Partly", "Best: Yes",
                 "What it moves", "Counts for: Fifty points", "Submit evidence"):  # fmt: skip
        assert told in shown
    assert "/oakdale/evidence/new?activity=reading-aloud&amp;stage=learned" in answer.text


def test_it_shows_my_evidence_and_leads_to_the_next_stage(site):
    claim = does(site, "ada", "reading-aloud", Stage.LEARNED)
    shown = site.as_("ada").get(f"{LIST}/reading-aloud").text

    assert f"/oakdale/evidence/{claim}" in shown
    assert "stage=used" in shown


def test_visitors_see_activities_and_badges_and_how_to_earn_them(site):
    """WL-1: without an account."""
    visitor = site.visitor()

    assert "Reading aloud" in words(visitor.get(LIST))
    assert "What the reviewer looks for" in words(visitor.get(f"{LIST}/reading-aloud"))
    assert "/oakdale/credentials/art/reading-aloud.svg" in visitor.get("/oakdale/badges").text
    badge = words(visitor.get("/oakdale/badges/reading-aloud"))
    assert "Comes with “Reading aloud”: used it with students." in badge
    assert "Student evidence, 3 h, 30 points" in badge
    assert visitor.get("/oakdale/pathways").status_code == 200
    assert "1 activity" in words(visitor.get("/oakdale/campuses"))


@pytest.mark.parametrize("path", ["activities/x", "badges/x", "pathways/x"])
def test_what_is_not_in_the_catalog_is_not_there(site, path):
    assert site.visitor().get(f"/oakdale/{path}").status_code == 404


def test_without_the_game_no_points_are_shown(site):
    ada = site.as_("ada")
    ada.post("/oakdale/settings/play", data={"alias": ""})

    assert "points" not in found(ada)
    assert "20 points" not in words(ada.get(f"{LIST}/reading-aloud"))
