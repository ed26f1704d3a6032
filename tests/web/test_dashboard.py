"""The dashboard: who sees whom, what it adds up, who is near, questions, and where numbers are."""

import csv
import io
import re
from datetime import timedelta

import pytest

from engine import evidence, people, progress
from engine.people import Person
from rules.terms import EvidenceKind, Stage

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
OWN, STUDENT = (EvidenceKind.OWN,), (EvidenceKind.STUDENT,)


@pytest.fixture
def worked(site):
    """Ada of Cedar has twenty points, and Ben of Birch has handed something in."""
    enroll(site, "ada")
    approved(site, "ada", "reading-aloud", Stage.LEARNED)
    submitted(site, "ben", "mentoring", Stage.DONE)
    return site


def enroll(site, name):
    with site.act() as session:
        progress.enroll(session, "associate", by=site.actor(session, name), now=site.now)


def submitted(site, name, activity, stage, kinds=OWN, **written):
    site.now += timedelta(minutes=1)
    told = {"learned": "How.", "did": "Tried.", "changed": "More.", "minutes": 60, **written}
    with site.act() as session:
        by = site.actor(session, name)
        claim = evidence.start(
            session, activity, stage, by=by, now=site.now,
            kinds=kinds, done_on=site.now.date(), **told,
        )  # fmt: skip
        if kinds == STUDENT:
            work = evidence.Artifact(name="Work", url="https://work.example/1")
            evidence.attach(session, claim, work, by=by, now=site.now)
        return evidence.submit(session, claim, by=by, now=site.now)


def approved(site, name, activity, stage, kinds=OWN, **written):
    claim = submitted(site, name, activity, stage, kinds, **written)
    with site.act() as session:
        by = site.actor(session, "dana")
        found = evidence.get(session, by, claim.id)
        scores = {"clear": 2} if activity == "reading-aloud" else {}
        return evidence.approve(session, found, by=by, now=site.now, scores=scores)


def questioned(site):
    """Ada's degree, which a correction left without what it rests on."""
    approved(site, "ada", "reading-aloud", Stage.USED, STUDENT)
    with site.act() as session:
        by = site.actor(session, "dana")
        place = site.actor(session, "ada").participant
        last = evidence.mine(session, place)[0]
        evidence.undo_approval(session, last, by=by, now=site.now, note="By mistake.")
        return place.id


def rows(answer):
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


@pytest.mark.parametrize("path", ["", "/near", "/outcomes", "/months.csv", "/near.csv"])
@pytest.mark.parametrize(("name", "status"), [("ada", 403), ("ruth", 403), ("lee", 200)])
def test_it_is_for_those_who_look_after_people(site, path, name, status):
    assert site.as_(name).get(f"/oakdale/dashboard{path}").status_code == status


def test_it_says_calmly_what_it_is_for(site):
    assert "not part of anyone’s evaluation" in site.as_("lee").get("/oakdale/dashboard").text


def test_a_leader_counts_her_own_school_and_no_other(worked):
    asked = "/oakdale/dashboard/participation.csv"
    own = [["Cedar Elementary", "3", "1", "0.3333"], ["Together", "3", "1", "0.3333"]]

    assert rows(worked.as_("lee").get(asked))[1:] == own
    assert rows(worked.as_("lee").get(f"{asked}?school=birch"))[1:] == own
    assert [row[:3] for row in rows(worked.as_("dana").get(asked))[1:]] == [
        ["Cedar Elementary", "3", "1"],
        ["Birch Middle School", "1", "1"],
        ["District office", "2", "0"],
        ["Together", "6", "2"],
    ]


def test_filters_narrow_every_number(worked):
    dana = worked.as_("dana")
    shown = dana.get("/oakdale/dashboard?school=birch").text

    assert "1 of 1 people handed in evidence" in shown
    assert rows(dana.get("/oakdale/dashboard/months.csv?school=cedar"))[-1] == [
        "Together", "1", "0", "0", "0",
    ]  # fmt: skip
    assert rows(dana.get("/oakdale/dashboard/months.csv?year=2024-25"))[-1][1] == "0"
    assert rows(dana.get("/oakdale/dashboard/months.csv?audience=leader"))[-1][1] == "0"


def test_every_chart_has_its_table(worked):
    shown = worked.as_("dana").get("/oakdale/dashboard").text
    charts = set(re.findall(r'data-t-chart="(chart-[a-z]+)-figure"', shown))

    assert {"chart-participation", "chart-months", "chart-requirements"} <= charts
    assert shown.count("The same numbers as a table") == len(charts)


def test_levels_stay_away_from_who_switched_the_game_off(worked):
    with worked.act() as session:
        people.choose(session, worked.actor(session, "lee").participant, plays=False)

    assert "sheet-levels" not in worked.as_("lee").get("/oakdale/dashboard").text
    assert "sheet-levels" in worked.as_("dana").get("/oakdale/dashboard").text


def test_who_at_cedar_is_within_two_requirements_takes_two_clicks(worked):
    lee = worked.as_("lee")
    assert 'href="/oakdale/dashboard/near' in lee.get("/oakdale/dashboard").text
    near = lee.get("/oakdale/dashboard/near").text

    assert "Ada Byron" in near
    assert "Fifty points" in near
    assert "One student evidence" in near
    assert "Ada Byron" not in lee.get("/oakdale/dashboard/near?open=1").text
    assert "Nobody here yet" in worked.as_("dana").get("/oakdale/dashboard/near?school=birch").text


def test_outcomes_are_listed_and_added_up(worked):
    measure = {"measure": "retell a story", "measured_of": 24}
    numbers = {"measured_before": 12, "measured_after": 19}
    approved(worked, "ada", "reading-aloud", Stage.USED, STUDENT, **measure, **numbers)
    shown = worked.as_("lee").get("/oakdale/dashboard/outcomes").text

    assert "retell a story" in shown
    assert "From 12 to 19 of 24 students" in shown
    exported = rows(worked.as_("lee").get("/oakdale/dashboard/outcomes/measures.csv"))
    assert exported[1][4:] == ["retell a story", "24", "12", "19"]


def test_outcomes_are_sorted_by_their_heads(worked):
    measured = {"measured_of": 24, "measured_before": 3}
    approved(
        worked, "ada", "reading-aloud", Stage.USED, STUDENT,
        **measured, measure="A story", measured_after=9,
    )  # fmt: skip
    approved(
        worked, "ada", "mentoring", Stage.DONE, STUDENT,
        **measured, measure="Before lunch", measured_after=20,
    )  # fmt: skip
    lee = worked.as_("lee")

    def first(asked):
        shown = lee.get(f"/oakdale/dashboard/outcomes?{asked}").text
        return min(("A story", "Before lunch"), key=shown.index)

    assert first("sort=measure") == first("sort=after") == "A story"
    assert first("sort=measure&falling=yes") == first("sort=after&falling=yes") == "Before lunch"
    for head in ("activity", "school", "day", "before", "students"):
        shown = lee.get(f"/oakdale/dashboard/outcomes?sort={head}").text
        assert 'aria-sort="ascending"' in shown
    assert 'name="sort" value="students"' in shown


def test_student_evidence_without_a_measure_is_counted_as_such(worked):
    approved(worked, "ada", "reading-aloud", Stage.USED, STUDENT)

    assert "No measures yet" in worked.as_("lee").get("/oakdale/dashboard/outcomes").text


@pytest.mark.parametrize(("do", "standing"), [("keep", ["associate"]), ("revoke", [])])
def test_an_admin_decides_on_a_questioned_degree(worked, do, standing):
    ada, dana = questioned(worked), worked.as_("dana")
    assert "Decide what happens" in dana.get("/oakdale/dashboard").text
    assert "Ada Byron" in dana.get("/oakdale/dashboard/questions").text
    address = f"/oakdale/dashboard/questions/{ada}/associate"

    assert dana.post(address, data={"do": do}, headers=PARTIAL).status_code == 422
    answer = dana.post(address, data={"do": do, "note": "Her work was real."}, headers=PARTIAL)

    assert answer.text.lstrip().startswith("<section")
    with worked.store.session() as session:
        place = worked.actor(session, "ada").participant
        assert [each.degree for each in progress.conferrals(session, place)] == standing
    assert "Nothing is in question" in dana.get("/oakdale/dashboard/questions").text
    assert dana.post(address, data={"do": do, "note": "Again."}).status_code == 409


def test_a_leader_is_not_asked(worked):
    ada = questioned(worked)
    lee = worked.as_("lee")

    assert "Decide what happens" not in lee.get("/oakdale/dashboard").text
    address = f"/oakdale/dashboard/questions/{ada}/associate"
    assert lee.post(address, data={"do": "keep", "note": "x"}).status_code == 403


def test_a_number_leads_to_the_line_on_which_it_is_written(site):
    dana = site.as_("dana")
    shown = dana.get("/oakdale/dashboard/catalogs/1?search=reading+aloud").text
    address, line = re.search(r'href="([^"#]+)#line-(\d+)">20 points', shown).groups()
    text = dana.get(address).text
    written = re.search(rf'<li id="line-{line}"><code>(.*?)</code>', text)[1]

    assert "points: 20" in written
    assert "mentoring" not in shown.lower().partition("the pack")[0]


def test_a_number_that_nobody_wrote_leads_to_no_line(site):
    shown = site.as_("dana").get("/oakdale/dashboard/catalogs/1?search=pdf").text

    assert "as usual; the pack writes no other" in shown
    assert '#line-1">' not in shown


def test_a_rule_of_the_ledger_leads_to_its_line(site):
    answer = site.as_("dana").get("/oakdale/dashboard/catalogs/1/rules/reading-aloud.used")
    line = answer.location.partition("#line-")[2]
    text = site.as_("dana").get(answer.location).text

    assert "points: 30" in re.search(rf'<li id="line-{line}"><code>(.*?)</code>', text)[1]


def test_catalogs_are_for_admins(site):
    assert "In force today" in site.as_("dana").get("/oakdale/dashboard/catalogs").text
    assert site.as_("lee").get("/oakdale/dashboard/catalogs").status_code == 403
    assert site.as_("lee").get("/oakdale/dashboard/catalogs/1").status_code == 403
    assert site.as_("dana").get("/oakdale/dashboard/catalogs/9").status_code == 404


def test_a_persons_page_tells_where_she_stands(worked):
    with worked.store.session() as session:
        ada = worked.actor(session, "ada").participant.id
        assert session.get_one(Person, worked.ids["ada"]).name == "Ada Byron"
    shown = worked.as_("lee").get(f"/oakdale/people/{ada}").text

    assert "Novice" not in shown, "the game is hers alone until she shares it"
    assert "0 of 2 requirements" in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown))


def test_where_nothing_happened_nothing_is_claimed(site):
    shown = site.as_("dana").get("/oakdale/dashboard").text

    assert "of the answers came within" not in shown
    assert "0% of what was approved" not in shown
    assert "From 0 to 0" not in shown
    assert "How soon evidence is answered" in shown


def test_one_school_is_no_chart_of_schools(worked):
    shown = worked.as_("lee").get("/oakdale/dashboard").text

    assert 'id="sheet-participation"' not in shown
    assert shown.count("people handed in evidence") >= 1
    assert 'id="sheet-participation"' in worked.as_("dana").get("/oakdale/dashboard").text


def test_who_is_near_is_sorted_by_the_heads_and_the_address_keeps_it(worked):
    dana = worked.as_("dana")
    near = "/oakdale/dashboard/near"
    plain = dana.get(f"{near}?open=any").text
    falling = dana.get(f"{near}?open=any&sort=name&falling=yes").text

    assert f'href="{near}?open=any&amp;sort=name"' in plain
    assert "aria-sort" not in plain
    assert 'aria-sort="descending"' in falling
    assert 'name="sort" value="name"' in falling, "the filters keep it"
    assert f'href="{near}?open=any&amp;sort=done&amp;falling=yes"' in falling
    assert dana.get(f"{near}?sort=charm").status_code == 200
