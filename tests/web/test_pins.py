"""Pinning work on a degree's page, and why each requirement stands as it does."""

import uuid

import pytest

from engine import catalogs, progress
from engine.progress import DegreeDecision
from rules.audits import Verb
from tests import mini_pack
from tests.web.doing import does, enrolls, starts, submits
from tests.web.earning import words

CRAFT = """
activities:
  talking:
    title: {en: Talking, es: Hablar}
    campus: literacy
    evidence: either
    hours: 1
    points: 10
degrees:
  craft:
    title: {en: Craft, es: Oficio}
    requires:
      all:
        - id: core
          title: {en: The core, es: Lo central}
          collect: {count: 1, activity: [mentoring, talking]}
        - id: choice
          title: {en: Two of your choice, es: Dos a tu elección}
          collect: {count: 2, activity: [mentoring, talking]}
        - {id: word, title: {en: A talk with us, es: Una charla}, kind: manual}
"""
PLAN = "/oakdale/degrees/craft"


PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def craft(site):
    """Ada pursues a degree in which her work may serve one requirement or another."""
    with site.store.write() as session:
        files = mini_pack.files(also=CRAFT)
        catalogs.publish(session, files, now=site.now)
    enrolls(site, "ada", "craft")
    return site


def test_a_line_opens_to_what_serves_it_and_what_else_could(craft):
    mentoring, talking = does(craft, "ada", "mentoring"), does(craft, "ada", "talking")
    ada = craft.as_("ada")
    assert f"{PLAN}/requirements/core" in ada.get(PLAN).text

    opened = ada.get(f"{PLAN}/requirements/core", headers=PART)
    told = words(opened)
    for sentence in (
        "What serves it", "Mentoring Nov 15, 2025", "It stays here, whatever comes.",
        "What could serve it instead", "Talking Nov 15, 2025", "Serves “Two of your choice”.",
        "Pinned here: It moves from “Two of your choice” to “The core”. “Mentoring” moves from "
        "“The core” to “Two of your choice”.",
        "It asks for: “Mentoring” or “Talking” once.",
        "it serves no other requirement of this kind.",
    ):  # fmt: skip
        assert sentence in told
    assert str(talking) in opened.text
    assert str(mentoring) in opened.text
    assert "How it stands" not in told


def test_an_open_line_says_what_is_lacking_and_the_smallest_thing_that_finishes_it(craft):
    does(craft, "ada", "mentoring")
    ada = craft.as_("ada")
    told = words(ada.get(f"{PLAN}/requirements/choice", headers=PART))
    for sentence in (
        "“The core” and “Two of your choice” together need 3 pieces of work; 1 of yours can count "
        "for any of them.",
        "What would bring it nearest", "Talking",
    ):  # fmt: skip
        assert sentence in told
    assert "together need 3 pieces of work" in words(ada.get(PLAN))

    does(craft, "ada", "mentoring")
    told = words(ada.get(f"{PLAN}/requirements/choice", headers=PART))
    assert "The smallest thing that would finish it Talking" in told
    submits(craft, "ada", "talking")
    told = words(ada.get(f"{PLAN}/requirements/choice", headers=PART))
    assert "What is with a reviewer would finish it Talking With Ruth Asawa since" in told


def test_a_pin_moves_the_work_and_says_what_changed(craft):
    mentoring, talking = does(craft, "ada", "mentoring"), does(craft, "ada", "talking")
    ada = craft.as_("ada")
    asked = {"evidence": f"evidence/{talking}", "requirement": "core"}

    told = words(ada.post(f"{PLAN}/pins", data=asked, headers=PART))
    assert "Pinned. It moves from “Two of your choice” to “The core”." in told
    assert "Pinned here by you." in told
    (row,) = decisions(craft)
    assert (row.verb, row.requirement) == (Verb.PIN, "core")
    where = words(ada.get(f"/oakdale/evidence/{talking}"))
    assert "Serves “The core”" in where

    told = words(ada.post(f"{PLAN}/pins/{row.id}/withdrawal", headers=PART))
    assert "Unpinned. It moves from “The core” to “Two of your choice”." in told
    assert decisions(craft) == []
    assert str(mentoring) in ada.get(f"{PLAN}?open=core").text


def test_a_pin_that_is_not_needed_is_seen_and_can_be_taken_back(craft):
    for _ in range(3):
        does(craft, "ada", "mentoring")
    spare = does(craft, "ada", "talking")
    ada = craft.as_("ada")
    asked = {"evidence": f"evidence/{spare}", "requirement": "core"}

    told = words(ada.post(f"{PLAN}/pins", data=asked, headers=PART))

    assert "Pinned here by you; the rest is enough without it." in told
    assert "Unpinned, it changes nothing for now." in told
    (row,) = decisions(craft)
    assert f"{PLAN}/pins/{row.id}/withdrawal" in ada.get(f"{PLAN}?open=core").text
    ada.post(f"{PLAN}/pins/{row.id}/withdrawal", headers=PART)
    assert decisions(craft) == []


def test_without_scripts_the_same_pages_do_it(craft):
    does(craft, "ada", "mentoring")
    talking = does(craft, "ada", "talking")
    ada = craft.as_("ada")
    opened = ada.get(f"{PLAN}/requirements/core")
    assert opened.location.endswith(f"{PLAN}?open=core#req-core")
    assert "What could serve it instead" in words(ada.get(f"{PLAN}?open=core"))

    asked = {"evidence": f"evidence/{talking}", "requirement": "core"}
    answer = ada.post(f"{PLAN}/pins", data=asked, follow_redirects=True)

    assert "Pinned. It moves from" in words(answer)
    assert "Unpin" in words(answer)


def test_a_pin_that_makes_no_sense_is_refused_in_a_sentence(craft):
    ada = craft.as_("ada")
    waiting = submits(craft, "ada", "talking")
    for requirement, status, told in (
        ("core", 409, "Evidence serves a requirement once it is approved."),
        ("nowhere", 409, "The plan has no such requirement."),
    ):
        asked = {"evidence": f"evidence/{waiting}", "requirement": requirement}
        answer = ada.post(f"{PLAN}/pins", data=asked)
        assert (answer.status_code, told in words(answer)) == (status, True)
    assert ada.post(f"{PLAN}/pins", data={}).status_code == 400
    assert ada.post(f"{PLAN}/pins/{uuid.uuid4()}/withdrawal").status_code == 404
    assert ada.get(f"{PLAN}/requirements/word", headers=PART).status_code == 404
    assert ada.get("/oakdale/degrees/associate/requirements/r.1").status_code == 404


def test_what_if_is_marked_as_an_if(craft):
    ada = craft.as_("ada")
    assert "As it stands" not in words(ada.get(PLAN))
    submits(craft, "ada", "mentoring")
    starts(craft, "ada", "talking")

    waiting = words(ada.get(f"{PLAN}?with=waiting"))
    assert "as though everything that waits for a reviewer were approved" in waiting
    assert "It would go from 0% to 33%." in waiting
    assert "1 of 3 requirements" in waiting
    assert "Put it aside" not in waiting
    drafts = words(ada.get(f"{PLAN}?with=drafts"))
    assert "It would go from 0% to 50%." in drafts
    assert "0 of 3 requirements" in words(ada.get(f"{PLAN}?with=nothing"))


def test_a_piece_of_evidence_says_where_it_counts_and_where_it_could(craft):
    enrolls(craft, "ada")
    mentoring = does(craft, "ada", "mentoring")
    told = words(craft.as_("ada").get(f"/oakdale/evidence/{mentoring}"))

    for sentence in ("Where it counts", "Craft", "Serves “The core”.",
                     "It could serve “Two of your choice” instead.",
                     "It moves from “The core” to “Two of your choice”.",
                     "“The core” is open then:", "Associate", "Fifty points"):  # fmt: skip
        assert sentence in told
    assert "Where it counts" not in words(craft.as_("dana").get(f"/oakdale/evidence/{mentoring}"))


def decisions(site) -> list[DegreeDecision]:
    with site.store.session() as session:
        return list(progress.decisions(session, site.actor(session, "ada").participant))


UNEVEN = """
activities:
  eleven: {title: {en: Eleven, es: Once}, evidence: either, points: 11}
  eight: {title: {en: Eight, es: Ocho}, evidence: either, points: 8}
degrees:
  craft:
    title: {en: Craft, es: Oficio}
    requires:
      all:
        - {id: one, title: {en: One half, es: Una mitad}, collect: {points: 15}}
        - {id: other, title: {en: The other half, es: La otra mitad}, collect: {points: 15}}
"""


def test_what_excludes_each_other_is_told_where_no_sum_says_so(site):
    with site.store.write() as session:
        catalogs.publish(session, mini_pack.files(also=UNEVEN), now=site.now)
    enrolls(site, "ada", "craft")
    for activity in ("eleven", "eleven", "eight"):
        does(site, "ada", activity)

    with site.store.session() as session:
        place = site.actor(session, "ada").participant
        audit = progress.scales(session, place, now=site.now).before["craft"]
    (open_,) = [each.path for each in audit.findings[1:] if not each.is_met]
    told = words(site.as_("ada").get(f"{PLAN}/requirements/{open_}", headers=PART))

    assert audit.lacks == ()
    assert "No use of your evidence meets “One half” and “The other half” at once" in told


TWO = """
between_degrees: exclusive
activities:
  talking: {title: {en: Talking, es: Hablar}, evidence: either, points: 11}
degrees:
  craft:
    title: {en: Craft, es: Oficio}
    requires:
      all:
        - {id: one, title: {en: One piece, es: Un trabajo}, collect: {count: 1}}
        - {id: talk, kind: manual}
  trade:
    title: {en: Trade, es: Comercio}
    requires:
      all:
        - {id: own, title: {en: One of your own, es: Uno tuyo}, collect: {count: 1}}
        - {id: word, kind: manual}
"""


def test_a_piece_that_another_degree_uses_is_told_with_it(site):
    with site.store.write() as session:
        catalogs.publish(session, mini_pack.files(also=TWO), now=site.now)
    enrolls(site, "ada", "trade")
    does(site, "ada", "talking")
    enrolls(site, "ada", "associate")
    with site.store.session() as session:
        scales = progress.scales(session, site.actor(session, "ada").participant, now=site.now)
        assert scales.before["trade"].used_up.keys() == {"own"}
    enrolls(site, "ada", "craft")

    told = words(site.as_("ada").get("/oakdale/degrees/craft/requirements/one", headers=PART))

    assert "Talking Nov 15, 2025 · Serves “One of your own, Trade”." in told
    assert "It moves from “One of your own, Trade” to “One piece, Craft”." in told
    assert "“One piece” and “One of your own, Trade” together need 2 pieces of work;" in told
    assert "together need" not in words(site.as_("ada").get("/oakdale/degrees/craft"))
