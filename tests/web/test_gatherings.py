"""Gatherings on their pages: planned, projected, keyed in, and checked in to."""

import re

import pytest

from engine import catalogs
from tests import mini_pack

MORE = """
activities:
  workshop:
    title: {en: Workshop, es: Taller}
    stages: {learned: {evidence: attendance, hours: 1, points: 10}, used: {evidence: own}}
  fair: {title: {en: Fair, es: Feria}, evidence: attendance, points: 5}
"""
PLAN = {
    "activity": "workshop/learned",
    "day": "2025-11-18",
    "begins": "09:00",
    "ends": "10:30",
}


@pytest.fixture
def gym(site):
    """Oakdale with activities that being there is the evidence for; it is nine o'clock."""
    with site.act() as session:
        catalogs.publish(session, mini_pack.files(also=MORE), now=site.now)
    return site


def sets_up(site, who="ruth", **more):
    """Somebody sets up a gathering: its address and its code."""
    answer = site.as_(who).post("/oakdale/gatherings/new", data={**PLAN, **more})
    assert answer.status_code == 302 or answer.status_code == 303, answer.text
    where = answer.location
    code = re.search(r't-gathering-code">(\w+)<', site.as_(who).get(where).text)[1]
    return where, code


def test_the_form_says_what_is_missing(gym):
    ruth = gym.as_("ruth")
    assert "Gatherings will stand here" in ruth.get("/oakdale/gatherings").text
    assert gym.as_("ada").get("/oakdale/gatherings").status_code == 403
    assert "Workshop: learned it" in ruth.get("/oakdale/gatherings/new").text
    late = ruth.post("/oakdale/gatherings/new", data={**PLAN, "ends": "08:00"})
    assert late.status_code == 422
    assert "It ends after it begins" in late.text
    assert ruth.post("/oakdale/gatherings/new", data={"activity": "fair/done"}).status_code == 422
    nobody = gym.as_("dana").post("/oakdale/gatherings/new", data={**PLAN, "leader": "x@y.z"})
    assert "Nobody in the district has this address." in nobody.text


def test_without_such_an_activity_nothing_is_offered(site):
    ruth = site.as_("ruth")
    assert "No activity is shown by being there" in ruth.get("/oakdale/gatherings").text
    assert "No activity is shown by being there" in ruth.get("/oakdale/gatherings/new").text


def test_it_is_changed_closed_and_called_off(gym):
    where, code = sets_up(gym)
    ruth = gym.as_("ruth")
    assert 'value="09:00"' in ruth.get(f"{where}/change").text
    ruth.post(f"{where}/change", data={**PLAN, "place": "Hall", "minutes": "2"})
    assert "Hall" in ruth.get(where).text
    assert ruth.post(f"{where}/change", data={**PLAN, "day": ""}).status_code == 422
    ruth.post(f"{where}/closed")
    assert "closed at" in ruth.get(where).text
    gym.as_("ada").post(f"/oakdale/here/{code}")
    assert gym.as_("ada").get(f"/oakdale/here/{code}").text.count("The check-in closed on") == 1
    assert ruth.get(f"{where}/off").location == where
    ruth.post(f"{where}/off")
    assert ruth.get(where).status_code == 404
    assert gym.as_("ada").get(f"/oakdale/here/{code}").status_code == 404


def test_its_day_stays_once_somebody_came(gym):
    where, code = sets_up(gym)
    gym.as_("ada").post(f"/oakdale/here/{code}")
    told = gym.as_("ruth").post(f"{where}/change", data={**PLAN, "day": "2025-11-19"})
    assert "Somebody has checked in" in told.text


def test_a_code_is_typed_in_one_place(gym):
    _where, code = sets_up(gym)
    ada = gym.as_("ada")
    assert "Check in with a code" in ada.get("/oakdale/home").text
    assert "Check in with a code" in ada.get("/oakdale/activities/fair").text
    assert "Set up a gathering" in gym.as_("ruth").get("/oakdale/activities/fair").text
    assert ada.get("/oakdale/here").status_code == 200
    assert ada.post("/oakdale/here", data={"code": ""}).status_code == 422
    assert "No gathering has this code." in ada.post("/oakdale/here", data={"code": "X"}).text
    found = ada.post("/oakdale/here", data={"code": f"{code[:3].lower()} {code[3:]}"})
    assert found.location == f"/oakdale/here/{code}"
    for _ in range(7):
        ada.post("/oakdale/here", data={"code": "X"})
    held = ada.post("/oakdale/here", data={"code": code})
    assert held.status_code == 429
    assert "Many codes were tried that no gathering has." in held.text


def test_scanning_leads_through_the_sign_in_and_back(gym):
    _where, code = sets_up(gym)
    visitor = gym.visitor()
    asked = visitor.get(f"/oakdale/here/{code}")
    assert asked.location == f"/oakdale/sign-in?next=/oakdale/here/{code}"
    form = {"email": "ada@example.org", "password": "apples and pears"}
    back = visitor.post("/oakdale/sign-in", data={**form, "next": f"/oakdale/here/{code}"})
    assert back.location == f"/oakdale/here/{code}"
    assert "I am here" in visitor.get(back.location).text


def test_the_wall_counts_who_has_come(gym):
    where, code = sets_up(gym)
    ruth = gym.as_("ruth")
    board = ruth.get(f"{where}/board").text
    assert "<svg" in board
    assert f"{code[:3]}<" in board
    gym.as_("ada").post(f"/oakdale/here/{code}")
    part = {"HX-Request": "true", "HX-Request-Type": "partial"}
    count = ruth.get(f"{where}/board", headers=part).text
    assert '<p class="t-board-number t-serif">1</p>' in count
    assert 'hx-trigger="every 3s"' in count
    ruth.post(f"{where}/closed")
    assert "hx-trigger" not in ruth.get(f"{where}/board", headers=part).text
    assert "Ada Byron" in ruth.get(f"{where}/sheet?school=cedar").text
    assert "Ada Byron" not in ruth.get(f"{where}/sheet").text


def test_names_are_pasted_or_ticked_and_two_alike_are_asked_about(gym):
    where, _code = sets_up(gym, waits="y")
    ruth = gym.as_("ruth")
    assert ruth.get(f"{where}/list").status_code == 200
    assert ruth.post(f"{where}/list", data={"do": "read"}).status_code == 422
    assert ruth.post(f"{where}/list", data={"search": "x" * 99}).status_code == 422
    hits = ruth.post(f"{where}/list", data={"do": "find", "search": "ben", "text": "Ada Byron"})
    who = re.search(r'name="who"[^>]* value="([^"]+)"', hits.text)[1]
    assert "Ada Byron</textarea>" in hits.text
    nobody = ruth.post(f"{where}/list", data={"do": "find", "search": "qq", "who": who})
    assert "Nobody else has these letters" in nobody.text
    assert "checked" in nobody.text

    with gym.act() as session:
        from engine import people

        alike = people.add_person(session, email="a2@example.org", name="Ada Byron", now=gym.now)
        people.join(session, alike, "oakdale", on=gym.now.date(), school="birch")
    read = ruth.post(
        f"{where}/list", data={"do": "read", "text": "Ada Byron\nRuth Asawa", "who": who}
    ).text
    assert "Which “Ada Byron” is it?" in read
    assert "Leads it, so nobody vouches for it here." in read
    one = re.findall(r'name="one-1"[^>]* value="([^"]+)"', read)[0]
    done = ruth.post(f"{where}/list", data={"do": "write", "who": who, "one-1": one})
    batch = ruth.get(done.location).text
    assert "2 pieces, by Ruth Asawa." in batch
    assert f'href="{where}">Back to the gathering' in batch
    again = ruth.post(f"{where}/list", data={"do": "write", "who": who})
    assert again.location == where
    assert "On the list already: Ben Okri." in ruth.post(
        f"{where}/list", data={"do": "read", "who": who}
    ).text.replace("&#39;", "'")

    asked = ruth.get(f"{done.location}/undo").text
    shown = re.search(r'name="shown"[^>]*value="([^"]*)"', asked)[1]
    wrong = ruth.post(f"{done.location}/undo", data={"shown": "x"})
    assert wrong.status_code == 409
    ruth.post(f"{done.location}/undo", data={"shown": shown})
    assert "its approval was taken back" in ruth.get(where).text
    assert ruth.get(f"{done.location}/undo").location == done.location


def test_the_leader_confirms_who_was_there(gym):
    where, code = sets_up(gym, waits="y")
    ruth = gym.as_("ruth")
    assert "Nobody has checked in yet." in ruth.get(where).text
    gym.as_("ada").post(f"/oakdale/here/{code}")
    assert "Nobody is confirmed yet." in ruth.get(where).text
    assert "person to confirm." in ruth.get("/oakdale/home").text
    assert ruth.post(f"{where}/struck").status_code == 400
    nothing = ruth.post(f"{where}/confirmed", follow_redirects=True)
    assert "Nothing has changed." in nothing.text
    assert "You lead this one" in ruth.get(f"/oakdale/here/{code}").text
