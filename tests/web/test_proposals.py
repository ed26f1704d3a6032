"""Proposals on their pages: written, read, worded anew, and followed into the studio."""

import re

from engine import people, proposals, studio
from engine.proposals import Wording
from tests.web.earning import words

HERE = "/oakdale/proposals"
ROBOTS = {
    "wanted": "activity", "title": "Robots", "summary": "Build one.", "learned": "Say how.",
    "minutes": "2", "campus": "literacy", "audience": "classified", "signature": "Ada B.",
}  # fmt: skip


def sent(site, **other):
    answer = site.as_("ada").post(HERE, data={**ROBOTS, "do": "submit", **other})
    assert answer.status_code == 303
    return answer.location


def test_the_page_of_somebody_who_proposed_nothing_says_how_to_begin(site):
    shown = words(site.as_("ben").get(HERE))
    assert "Two ways to begin" in shown
    assert "Proposals to read" not in shown
    assert site.as_("ben").get(f"{HERE}/to-read").status_code == 403


def test_what_cannot_be_kept_is_told_at_its_field_and_nothing_is_lost(site):
    ada = site.as_("ada")
    for bad in ({"minutes": "long"}, {"title": "x" * 121}, {"wanted": "party"}):
        answer = ada.post(HERE, data={**ROBOTS, **bad})
        assert answer.status_code == 422
        assert "Build one." in answer.text

    first = ada.post(HERE, data={**ROBOTS, "summary": "", "version": "", "do": "submit"})
    assert first.status_code == 422
    assert re.search(r'name="version"[^>]*value="1"', first.text)
    where = ada.post(HERE, data=ROBOTS).location
    assert 'value="Robots"' in ada.get(f"{where}/edit").text
    assert ada.post(where, data={**ROBOTS, "minutes": "long", "version": "1"}).status_code == 422
    thin = ada.post(where, data={**ROBOTS, "summary": "", "do": "submit", "version": "1"})
    assert thin.status_code == 422
    assert re.search(r'name="version"[^>]*value="2"', thin.text)
    assert ada.post(where, data={**ROBOTS, "version": "1"}).status_code == 409


def test_what_is_with_others_is_not_written_on(site):
    where = sent(site)

    assert site.as_("ada").get(f"{where}/edit").location == where
    assert site.as_("dana").get(f"{where}/edit").location == where
    assert site.as_("ada").get(f"{where}/taking").location == where
    assert site.as_("ben").get(where).status_code == 404


def test_its_reader_words_it_anew_before_everybodys_eyes(site):
    where, dana = sent(site), site.as_("dana")
    dana.post(f"{where}/taking")

    shown = dana.get(f"{where}/edit").text
    assert "What you change is seen by whoever proposed it." in shown
    assert 'name="signature"' not in shown
    again = {**ROBOTS, "title": "Robots in PE", "signature": "Dana", "version": "1"}
    assert dana.post(where, data=again).location == where
    told = words(site.as_("ada").get(where))
    for each in ("Robots in PE", "Named as Ada B.", "Worded anew by Dana Cruz", "Classified staff"):
        assert each in told


def test_only_an_admin_brings_it_to_the_studio_and_into_a_draft_that_is_there(site):
    where = sent(site)
    site.as_("ruth").post(f"{where}/taking")
    assert "Into the next catalog" not in site.as_("ruth").get(where).text
    assert site.as_("ruth").post(f"{where}/studio", data={"draft": "new"}).status_code == 403

    dana = site.as_("dana")
    dana.post(f"{where}/taking")
    assert dana.post(f"{where}/studio", data={"draft": "nowhere"}).status_code == 422
    with site.act() as session:
        by = site.actor(session, "dana")
        draft = studio.begin(session, "Next year", by=by, now=site.now)
    assert "Next year" in dana.get(where).text
    begun = dana.post(f"{where}/studio", data={"draft": str(draft.id)}).location
    assert begun == f"/oakdale/studio/{draft.id}/parts/activities/robots"
    entry = dana.get(begun).text
    for each in ("Robots", "Ada B.", "Say how.", "classified"):
        assert each in entry

    with site.act() as session:
        by = site.actor(session, "dana")
        edit = studio.Rename(("activities", "robots"), "machines")
        studio.edit(session, draft.id, edit, revision=1, by=by, now=site.now)
    assert "Say so if it got another key there" in dana.get(where).text
    assert dana.post(f"{where}/key", data={"key": "elsewhere"}).location == where
    dana.post(f"{where}/key", data={"key": "machines"})
    with site.store.session() as session:
        me = site.actor(session, "dana")
        (found,) = proposals.to_read(session, me)
        assert found.key == "machines"
        assert Wording.of(found).minutes == 120


def test_a_note_that_is_too_long_stays_in_the_form(site):
    where = sent(site)
    answer = site.as_("dana").post(f"{where}/answer", data={"do": "decline", "note": "x" * 4001})
    assert answer.status_code == 422
    assert "x" * 4001 in answer.text


def test_a_reviewer_with_a_program_area_writes_what_is_of_it_into_a_draft_of_hers(site):
    hers, others = sent(site), sent(site, campus="leadership", title="Lead")
    with site.act() as session:
        dana, ruth = site.actor(session, "dana"), site.actor(session, "ruth")
        people.give_area(session, ruth.participant, "literacy", by=dana, now=site.now)
    ruth = site.as_("ruth")
    for each in (hers, others):
        ruth.post(f"{each}/taking")

    assert "Into the next catalog" in ruth.get(hers).text
    assert "/parts/activities/robots" in ruth.post(f"{hers}/studio", data={"draft": "new"}).location
    assert ruth.get(hers).status_code == 200
    refused = ruth.post(f"{others}/studio", data={"draft": "new"})
    assert refused.status_code == 403
    assert "activities.lead" in refused.text
    assert "Waiting to be read" in words(ruth.get(others))


def test_home_says_who_has_to_read_and_who_has_to_answer(site):
    """Every reader until one has it, then she alone; and a question waits for its author."""
    where = sent(site)
    dana, home = site.as_("dana"), "/oakdale/home"
    assert "1 proposal to read" in words(dana.get(home))
    assert "proposal to read" not in words(site.as_("ada").get(home))
    dana.post(f"{where}/taking")
    assert "1 proposal to read" in words(dana.get(home))

    dana.post(f"{where}/answer", data={"do": "ask_back", "note": "For which grades?"})
    assert "proposal to read" not in words(dana.get(home))
    assert "Asked back" in words(dana.get(f"{HERE}/to-read"))
    needs = words(site.as_("ada").get(home))
    assert "Robots A question about your proposal. It waits for you." in needs


def test_what_has_arrived_is_told_once_so_that_no_browser_keeps_it_any_longer(site):
    """After a redirect, and where it was saved and something is still to be written."""
    ada = site.as_("ada")
    where = ada.post(HERE, data=ROBOTS).location
    assert f'data-t-taken="{HERE}"' in ada.get(where).text
    assert "data-t-taken" not in ada.get(where).text
    thin = ada.post(f"{where}?a=b", data={**ROBOTS, "summary": "", "do": "submit", "version": "1"})
    assert f'data-t-taken="{where}?a=b"' in thin.text
    bad = ada.post(where, data={**ROBOTS, "minutes": "long", "version": "2"})
    assert "data-t-taken" not in bad.text
