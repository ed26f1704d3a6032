"""Pages of authors where something is in the way: what does not fit, and what is not hers."""

import pytest

from engine import authors
from engine.errors import NotFound, NotPermitted
from tests.web.doing import does, submits
from tests.web.earning import words

HERE = "/oakdale/authored/mentoring"


@pytest.fixture
def authored(site):
    """Ada looks after mentoring, and after something that is gone from the catalog."""
    with site.act() as session:
        ada = site.actor(session, "ada").participant
        for key in ("mentoring", "gone"):
            authors.begin(session, "oakdale", key, ada.id, signature="Ada B.", now=site.now)
    return site


def test_what_does_not_fit_stays_in_its_form(authored):
    ada = authored.as_("ada")
    assert ada.post(f"{HERE}/invitations", data={"email": ""}).status_code == 422
    for part in ("signature", "answer"):
        assert ada.post(f"{HERE}/{part}", data={"signature": "x" * 121}).status_code == 422
    assert ada.get(f"{HERE}/signature").location == HERE
    assert ada.post(f"{HERE}/invitations", data={"email": "ada@example.org"}).location == HERE
    assert "That was said already." in words(ada.get(HERE))
    assert "gone no longer in the catalog" in words(ada.get("/oakdale/authored"))
    assert ada.get("/oakdale/authored/gone").status_code == 404


def test_a_line_is_left_by_whoever_did_it_and_once_it_is_approved(authored):
    done, waits = does(authored, "ben", "mentoring"), submits(authored, "ben", "mentoring")
    ben, line = authored.as_("ben"), f"/oakdale/evidence/{done}/remark"

    assert "Only they read it." in words(ben.get(line))
    assert ben.post(line, data={"text": "x" * 601}).status_code == 422
    assert ben.post(line, data={"text": " "}).location == f"/oakdale/evidence/{done}"
    assert ben.get(f"/oakdale/evidence/{waits}/remark").status_code == 404
    assert authored.as_("dana").get(line).status_code == 404
    assert authored.as_("dana").post(line, data={"text": "Mine"}).status_code == 404
    ben.post(line, data={"text": "Do it in pairs.", "signed": "y"})
    assert "Do it in pairs." in ben.get(line).text
    assert "Do it in pairs. Ben Okri" in words(authored.as_("ada").get(HERE))


def test_whoever_does_not_look_after_it_asks_nobody_and_signs_nothing(authored):
    with authored.act() as session:
        ben, dana = authored.actor(session, "ben"), authored.actor(session, "dana")
        with pytest.raises(NotPermitted):
            authors.invite(session, "mentoring", dana.participant, by=ben, now=authored.now)
        with pytest.raises(NotFound):
            authors.invite(session, "no-such-thing", ben.participant, by=dana, now=authored.now)
        with pytest.raises(NotFound):
            authors.leave(session, "mentoring", by=ben, now=authored.now)


def test_among_enough_people_of_whom_nobody_shows_herself_no_name_stands(authored, monkeypatch):
    monkeypatch.setattr("engine.authors.counting.NAMED_FROM", 1)
    does(authored, "ben", "mentoring")

    assert "Nobody of them shows herself to others." in words(authored.as_("ada").get(HERE))
    assert "Mine in the catalog" in words(authored.as_("ada").get("/oakdale/proposals"))
