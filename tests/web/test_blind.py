"""Blind reviews on pages: files have numbers for names, and nothing beside them tells whose."""

import uuid
from datetime import timedelta

import pytest

from engine import catalogs, evidence, people
from engine.people import Role
from rules.terms import Stage
from tests import artifacts, mini_pack
from tests.web.test_files_handed_out import adds, submits
from tests.web.test_reviews import submits as submits_work


@pytest.fixture
def blind(site):
    """Mentoring is read without names from now on."""
    files = mini_pack.files(also="review: {reciprocal_days: 30}")
    files["pack.yaml"] = files["pack.yaml"].replace(
        "kind: coaching\n", "kind: coaching\n    blind: yes\n"
    )
    with site.act() as session:
        catalogs.publish(session, files, now=site.now)
    return site


def called(client, address):
    with client.get(address) as answer:
        return answer.headers["Content-Disposition"]


def test_a_file_has_a_number_for_a_name(blind):
    page, address = adds(blind, artifacts.pdf(), "Ada Byron.pdf")
    submits(blind, page)
    claim = page.rpartition("/")[2]

    ruth, ada, dana = (blind.as_(who) for who in ("ruth", "ada", "dana"))
    shown = ruth.get(f"/oakdale/reviews/{claim}").text
    assert 'download="File 1.pdf"' in shown
    assert "Ada" not in shown
    for reviewer in (ruth, dana):
        assert "File 1.pdf" in called(reviewer, address)
    assert "Ada Byron.pdf" in called(ada, address)
    history = ruth.get(f"/oakdale/evidence/{claim}/history").text
    version = next(part for part in history.split('"') if "/history/" in part)
    assert "File or link 1" in ruth.get(version).text
    assert "Ada" not in ruth.get(version).text
    assert "Ada" in dana.get(f"/oakdale/evidence/{claim}").text, "an admin may look it up"


def test_other_evidence_with_the_same_link_is_named_on_neither_side(blind):
    """One piece is read without names, the other one with them."""
    hidden = submits_work(blind, "ada")
    told = submits_work(blind, "ada", "reading-aloud", Stage.LEARNED)
    ruth = blind.as_("ruth")

    shown = ruth.get(f"/oakdale/reviews/{hidden.id}").text
    assert "Whose is not told here." in shown
    assert "Reading aloud" not in shown
    shown = ruth.get(f"/oakdale/reviews/{told.id}").text
    assert "work: whose is not told here." in shown
    assert str(hidden.id) not in shown


def test_why_it_is_not_for_me_would_tell_whose_it_is(blind):
    with blind.act() as session:
        person = people.actor(session, session.get(people.Person, blind.ids["ada"]), "oakdale")
        people.grant_role(session, person.participant, Role.REVIEWER, now=blind.now)
    claim, own = submits_work(blind, "ada"), submits_work(blind, "ruth")
    ruth = blind.as_("ruth")
    assert ruth.get(f"/oakdale/reviews/{claim.id}").status_code == 200
    ruth.post(f"/oakdale/reviews/{claim.id}/taking/end")

    blind.as_("ada").post(
        f"/oakdale/reviews/{own.id}/decision", data={"verdict": "approve", "version": own.version}
    )

    assert ruth.get(f"/oakdale/reviews/{claim.id}").status_code == 404
    assert ruth.get(f"/oakdale/reviews/{own.id}").status_code == 403


def test_what_was_taken_out_is_counted_and_not_named(blind):
    page, _address = adds(blind, artifacts.pdf(), "Ada Byron.pdf")
    submits(blind, page)
    claim_id = uuid.UUID(page.rpartition("/")[2])
    with blind.act() as session:
        found = evidence.get(session, blind.actor(session, "ruth"), claim_id)
        ruth_ = blind.actor(session, "ruth")
        evidence.send_back(session, found, by=ruth_, now=blind.now, note="More.")
    blind.now += timedelta(minutes=5)
    with blind.act() as session:
        ada = blind.actor(session, "ada")
        found = evidence.get(session, ada, claim_id)
        for each in evidence.files_of(session, found):
            evidence.detach(session, found, each, by=ada)
        evidence.submit(session, found, by=ada, now=blind.now)

    shown = blind.as_("ruth").get(f"/oakdale/reviews/{claim_id}").text
    assert "One file or link is no longer there." in shown
    assert "Ada" not in shown


def test_its_owner_is_told_before_she_writes(blind):
    ada = blind.as_("ada")
    told = "Reviewers are not told who you are, nor your school."
    for page in ("activities/mentoring", "evidence/new?activity=mentoring"):
        assert told in ada.get(f"/oakdale/{page}").text
    assert told not in ada.get("/oakdale/activities/reading-aloud").text
