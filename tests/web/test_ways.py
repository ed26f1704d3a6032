"""The nearest way as a page: what to do when, what it takes, and why there is none."""

import re
from datetime import date
from fractions import Fraction

import pytest

from engine import catalogs, progress
from rules.terms import Stage
from rules.ways import Finish, Unit
from tests import mini_pack
from tests.web.doing import does, enrolls, reads_whole_course
from tests.web.earning import words
from web.ways.seasons import beside_the_months, season

WAY = "/oakdale/degrees/associate/way"
BOOSTED = {"HX-Request": "true", "HX-Boosted": "true", "HX-Request-Type": "full"}
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


def adds(site, *, degrees="", activities="", since=None):
    """The district publishes its pack with more in it, for the work of today and later."""
    text = mini_pack.PACK.replace("\ndegrees:\n", f"\ndegrees:\n{degrees}")
    text = text.replace("\nactivities:\n", f"\nactivities:\n{activities}")
    with site.act() as session:
        files = {"pack.yaml": text, "crest.svg": mini_pack.CREST}
        catalogs.publish(session, files, now=site.now, applies_from=since or site.now.date())


def test_the_plan_stands_by_school_years_and_months(site):
    enrolls(site, "ada")
    shown = words(site.as_("ada").get(WAY))

    for told in ("The nearest way", "2 pieces of work in all, about 5 h.",
                 "No plan within this school year needs fewer hours.",
                 "School year 2025-26", "November 2025", "Reading aloud · Learned it",
                 "20 points", "Own learning", "Reading aloud · Used it with students",
                 "Student evidence", "Finishes “Fifty points”. Finishes “One student evidence”.",
                 "They are no deadlines"):  # fmt: skip
        assert told in shown
    assert shown.count("Begin") == 1
    assert "pace" not in shown


def test_work_without_set_hours_counts_as_an_hour_where_plans_are_compared(site):
    adds(site, activities="""
  snap: {title: {en: A snap, es: Una foto}, campus: literacy, evidence: own, points: 5}
""", degrees="""
  quick: {title: {en: Quick, es: Rápido}, requires: {points: 20}}
  snapped: {title: {en: Snapped, es: Con foto}, requires: {all: [{activity: snap, times: 1}]}}
""")  # fmt: skip
    ada = site.as_("ada")
    assert "Finishes “‘A snap’ once”." in words(ada.get("/oakdale/degrees/snapped/way"))
    shown = words(ada.get("/oakdale/degrees/quick/way"))
    assert "A snap" not in shown, "four hours in all"
    assert "needs fewer hours, where work without set hours counts as one hour." in shown
    shown = words(ada.get("/oakdale/degrees/snapped/way"))
    assert "1 piece of work in all, with no set hours." in shown
    assert "A snap no set hours" in shown


def test_each_kind_of_plan_has_an_address_of_its_own(site):
    enrolls(site, "ada")
    ada = site.as_("ada")

    assert "needs fewer pieces" in words(ada.get(f"{WAY}?least=items"))
    near = ada.get(f"{WAY}?least=interest")
    assert "stays nearer to the fields that you know" in words(near)
    assert re.search(r'least=interest"\s+aria-current="true"', near.text)
    assert "needs fewer hours" in words(ada.get(f"{WAY}?least=nothing"))


def test_with_scripts_the_page_comes_at_once_and_the_plan_follows(site):
    enrolls(site, "ada")
    ada = site.as_("ada")
    first = ada.get(f"{WAY}?least=items", headers=BOOSTED)
    assert "The way is being worked out; that may take some seconds." in words(first)
    part = re.search(r'hx-get="([^"]+/way[^"]*)"', first.text)[1].replace("&amp;", "&")

    told = ada.get(part, headers=PARTIAL)
    assert told.text.lstrip().startswith('<div id="plan"')
    assert "2 pieces of work in all" in words(told)
    again = ada.get(f"{WAY}?least=items", headers=BOOSTED)
    assert "2 pieces of work in all" in words(again)
    assert ada.get(part).location.endswith("/way?least=items")


def test_a_second_look_works_nothing_out(site, monkeypatch):
    enrolls(site, "ada")
    ada = site.as_("ada")
    first = words(ada.get(WAY))
    monkeypatch.setattr(progress, "way", None)

    assert words(ada.get(WAY)) == first


def test_one_requirement_has_a_way_of_its_own(site):
    enrolls(site, "ada")
    shown = words(site.as_("ada").get(f"{WAY}?toward=r.2"))

    assert "The way to “One student evidence”" in shown
    assert "1 piece of work in all, about 1 h." in shown
    assert site.as_("ada").get(f"{WAY}?toward=r.9").status_code == 404


def test_what_is_not_taken_up_is_shown_as_it_would_be(site):
    does(site, "ada", "reading-aloud", Stage.LEARNED)
    shown = words(site.as_("ada").get(WAY))

    assert "This is how it would be if you took it up today" in shown
    assert "Take it up" in shown
    assert "The plan counts on" not in shown


def test_what_is_there_already_has_only_to_be_taken_up(site):
    reads_whole_course(site, "ada")
    shown = words(site.as_("ada").get(WAY))

    assert "All the work is done. Once it is taken up, it is conferred at once." in shown


def test_a_conferred_degree_needs_no_way(site):
    enrolls(site, "ada")
    reads_whole_course(site, "ada")

    assert "You are there Conferred on November 18, 2025, and for good." in words(
        site.as_("ada").get(WAY)
    )


def test_what_somebody_confirms_is_named(site):
    adds(site, degrees="""
  word:
    title: {en: By word, es: De palabra}
    requires:
      all:
        - {title: {en: A visit, es: Una visita}, id: visit, kind: manual}
        - points: 5
""")  # fmt: skip
    shown = words(site.as_("ada").get("/oakdale/degrees/word/way"))

    assert "Somebody says a word first" in shown
    assert "A visit" in shown


def test_what_is_in_the_way_is_named(site):
    adds(
        site,
        degrees="""
  never:
    title: {en: Never, es: Nunca}
    requires: {all: [{points: 5}, {title: {en: To lead, es: Dirigir}, activity: leading}]}
  slow:
    title: {en: Slow, es: Lento}
    requires: {activity: seldom, times: 20}
""",
        activities="""
  leading: {title: {en: Leading, es: Dirigir}, evidence: own, hours: 1, audience: [leader]}
  seldom:
    title: {en: Seldom, es: Rara vez}
    evidence: own
    hours: 1
    points: 1
    cap: {times: 1, per: school_year}
""",
    )
    ada = site.as_("ada")

    shown = words(ada.get("/oakdale/degrees/never/way"))
    assert "There is no way today" in shown
    assert "To lead" in shown
    assert "Not within twelve school years" in words(ada.get("/oakdale/degrees/slow/way"))


def test_what_waits_for_time_alone_says_from_when(site):
    adds(site, degrees="""
  later:
    title: {en: Later, es: Después}
    requires: {all: [{degree: associate}, {min_school_years_since: {associate: 1}}]}
""")  # fmt: skip
    enrolls(site, "ada", "later")
    on_the_way = words(site.as_("ada").get("/oakdale/degrees/later/way"))
    assert "The plan counts on this being taken up: Associate" in on_the_way
    enrolls(site, "ada")
    reads_whole_course(site, "ada")
    shown = words(site.as_("ada").get("/oakdale/degrees/later/way"))

    assert "What is left is time: it can be conferred from July 2027 on." in shown


LASTING = """
  aid:
    title: {en: First aid, es: Primeros auxilios}
    evidence: either
    hours: 4
    valid_months: 3
    renewed_by: [viva]
  viva: {title: {en: Viva, es: Examen oral}, evidence: either, hours: 1}
  seldom:
    title: {en: Seldom, es: Rara vez}
    evidence: either
    hours: 1
    points: 1
    cap: {times: 2, per: school_year}
"""


def test_the_rest_is_done_before_earlier_work_ends(site):
    adds(site, since=date(2025, 7, 1), activities=LASTING, degrees="""
  safe:
    title: {en: Safe, es: Seguro}
    requires: {all: [{activity: aid}, {activity: seldom, times: 2}]}
""")  # fmt: skip
    enrolls(site, "ada", "safe")
    does(site, "ada", "aid")
    shown = words(site.as_("ada").get("/oakdale/degrees/safe/way"))

    assert "“First aid” counts until" in shown
    assert "by this plan the rest is done by then" in shown
    assert "no deadlines" not in shown
    assert "othing runs out" not in shown


def test_what_only_renews_says_so(site):
    adds(site, since=date(2025, 7, 1), activities=LASTING, degrees="""
  safe:
    title: {en: Safe, es: Seguro}
    requires: {all: [{activity: aid}, {activity: seldom, times: 3}]}
""")  # fmt: skip
    enrolls(site, "ada", "safe")
    does(site, "ada", "aid")
    shown = words(site.as_("ada").get("/oakdale/degrees/safe/way"))

    assert "Renews “First aid”." in shown
    assert "counts until" not in shown
    assert "They are no deadlines" in shown


def test_her_own_pace_tells_between_which_seasons(site):
    enrolls(site, "ada")
    for _ in range(3):
        does(site, "ada", "mentoring")
    shown = words(site.as_("ada").get(f"{WAY}?toward=r.1"))

    assert "The months below spread the work up to" in shown
    assert "your pace so far" in shown
    assert "othing runs out." in shown


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2027, 9, 1), date(2029, 1, 5), "you would be done later, between fall 2027 and"),
        (date(2026, 1, 9), date(2026, 2, 5), "you would be done sooner, around winter 2025–26"),
        (date(2026, 4, 9), date(2026, 9, 5), "That is about the pace of your last 2 years, at"),
    ],
)
def test_the_plans_months_and_her_pace_are_told_as_one_thing(site, first, last, told):
    finish = Finish(first, last, Unit.ITEMS, Fraction(1), Fraction(2), years=2)
    with site.app.test_request_context():
        sentence = beside_the_months(finish, date(2026, 5, 30))

    assert "up to May 2026" in sentence
    assert told in sentence


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2027, 3, 1), "spring 2027"),
        (date(2027, 8, 31), "summer 2027"),
        (date(2027, 9, 1), "fall 2027"),
        (date(2027, 12, 1), "winter 2027–28"),
        (date(2028, 2, 29), "winter 2027–28"),
    ],
)
def test_a_day_has_its_season(site, day, told):
    with site.app.test_request_context():
        assert season(day) == told


def test_without_the_game_no_points_are_told(site):
    enrolls(site, "ada")
    ada = site.as_("ada")
    ada.post("/oakdale/settings/play", data={"alias": ""})

    assert "20 points" not in words(ada.get(WAY))
