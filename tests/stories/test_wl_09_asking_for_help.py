"""WL-9: a request for help reaches a coach, who takes it, answers, and closes it with a note."""

import re
import uuid
from typing import Any

import pytest

from engine import coaching, evidence, people
from engine.coaching import HelpRequest
from engine.errors import Refusal
from engine.people import Role
from rules.terms import EvidenceKind
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.world import World

CLEO, COLE = "Cleo", "Cole"
"""Two coaches: Cleo at Ada's school, Cole at another one."""


@pytest.fixture
def helping(world: World) -> World:
    world.joins(ADA, school="oak")
    world.joins(BEN)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    for name, school in ((CLEO, "oak"), (COLE, "elm")):
        world.joins(name)
        with world._act() as session:
            place = world.place(session, name)
            people.grant_role(session, place, Role.COACH, school=school, now=world.now)
    return world


def asks(world: World, who: str, text: str = "Where do I begin?", **about: Any) -> HelpRequest:
    with world._act() as session:
        return coaching.ask(session, text, by=world._actor(session, who), now=world.now, **about)


def does(world: World, act: Any, who: str, asked: HelpRequest, *text: str, **more: Any) -> None:
    with world._act() as session:
        by = world._actor(session, who)
        found = coaching.get(session, by, asked.id)
        act(session, found, *text, by=by, now=world.now, **more)


def refused(act: Any, *args: Any, **more: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        act(*args, **more)
    return refusal.value.code


def waiting(world: World, who: str) -> int:
    with world.store.session() as session:
        return coaching.waiting_for(session, world._actor(session, who))


def test_it_reaches_the_coach_of_the_school_and_closes_with_a_note(helping: World) -> None:
    """
    schools: {oak: {title: Oak School}, elm: {title: Elm School}}
    activities:
      talks: {title: Number Talks, evidence: own}
      coached: {title: Coached, evidence: system, points: {points_per_hour: 10}}
      helped: {title: Helped, evidence: system}
    coaching: {counts_as: coached, asked_counts_as: helped}
    """
    ada, cleo = helping.browser(ADA), helping.browser(CLEO)
    assert "Ask for help" in helping.sees(ADA, "/activities/talks")
    sent = ada.post("/oak/help", data={"text": "Where do I begin?", "activity": "talks"})
    where = sent.headers["Location"]
    assert "It waits for Cleo." in helping.sees(ADA, where.removeprefix("/oak"))
    assert any("Where do I begin?" in letter for letter in helping.letters(CLEO))
    assert (waiting(helping, CLEO), waiting(helping, COLE), waiting(helping, DANA)) == (1, 0, 1)
    assert helping.letters(COLE) == []
    assert "1 colleague asks for help" in helping.sees(CLEO, "/home")

    assert "It waits for a coach." in helping.sees(ADA, "/home")
    cleo.post(f"{where}/taking")
    cleo.post(f"{where}/letting-go")
    cleo.post(f"{where}/taking")
    assert "Cleo has it since" in helping.sees(ADA, where.removeprefix("/oak"))
    assert "Cleo has it." in helping.sees(ADA, "/home")
    cleo.post(f"{where}/words", data={"text": "With one talk.", "minutes": "1:00", "do": "say"})
    ada.post(f"{where}/words", data={"text": "Which one?", "do": "say"})
    cleo.post(f"{where}/words", data={"text": "Dot cards.", "minutes": "0.5", "do": "close"})

    assert any("Dot cards." in letter for letter in helping.letters(ADA))
    assert any("Which one?" in letter for letter in helping.letters(CLEO))
    assert "Closed by Cleo" in helping.sees(ADA, where.removeprefix("/oak"))
    assert "1 h 30" in helping.sees(CLEO, "/help")
    ada.post(f"{where}/words", data={"text": "Thank you, one more thing.", "do": "reopen"})
    assert helping.points(CLEO) == 15
    with helping.store.session() as session:
        hours = [
            each.minutes for each in evidence.completions(session, helping.place(session, ADA))
        ]
    assert hours == [90]


def test_whoever_asked_may_open_it_again_and_only_new_time_counts(helping: World) -> None:
    """
    schools: {oak: {title: Oak School}, elm: {title: Elm School}}
    activities:
      coached: {title: Coached, evidence: system, points: {points_per_hour: 10}}
    coaching: {counts_as: coached}
    """
    asked = asks(helping, ADA)
    does(helping, coaching.take, CLEO, asked)
    does(helping, coaching.close, CLEO, asked, "So.", minutes=60)
    assert refused(does, helping, coaching.say, CLEO, asked, "More.") == "help_is_closed"
    assert refused(does, helping, coaching.reopen, CLEO, asked, "Mine.") == "not_permitted"

    does(helping, coaching.reopen, ADA, asked, "Not yet.")
    assert refused(does, helping, coaching.reopen, ADA, asked, "Not yet.") == "help_is_closed"
    does(helping, coaching.close, CLEO, asked, "Now.", minutes=30)

    assert helping.points(CLEO) == 15


def test_it_stays_between_them_and_the_district_office(helping: World) -> None:
    """
    schools: {oak: {title: Oak School}, elm: {title: Elm School}}
    activities:
      talks: {title: Number Talks, evidence: own}
    """
    asked = asks(helping, ADA)
    assert refused(does, helping, coaching.take, BEN, asked) == "not_found"
    does(helping, coaching.take, CLEO, asked)
    does(helping, coaching.take, CLEO, asked)
    assert refused(does, helping, coaching.take, DANA, asked) == "help_is_taken"
    assert refused(does, helping, coaching.say, DANA, asked, "I.") == "not_permitted"
    assert refused(does, helping, coaching.take, COLE, asked) == "not_found"
    page = f"/oak/help/{asked.id}"
    assert helping.browser(RUTH).get(page).status_code == 404
    assert helping.browser(DANA).get(page).status_code == 200

    does(helping, coaching.let_go, DANA, asked)
    does(helping, coaching.take, DANA, asked)
    does(helping, coaching.let_go, DANA, asked)
    assert refused(does, helping, coaching.let_go, CLEO, asked) == "not_permitted"


def test_whom_the_activity_names_is_asked(helping: World) -> None:
    """
    schools: {oak: {title: Oak School}, elm: {title: Elm School}}
    activities:
      talks: {title: Number Talks, evidence: own, help: ben@staff.example}
    """
    asked = asks(helping, ADA, activity="talks")
    assert waiting(helping, BEN) == 1
    assert any("Where do I begin?" in letter for letter in helping.letters(BEN))
    assert helping.letters(CLEO) == []
    asks(helping, ADA, "And then?", activity="talks")
    assert waiting(helping, BEN) == 1
    assert any("And then?" in letter for letter in helping.letters(BEN))

    does(helping, coaching.take, BEN, asked)
    assert refused(asks, helping, ADA, " ", activity="talks") == "incomplete"
    assert refused(asks, helping, ADA, activity="dance") == "not_found"
    his = asks(helping, BEN, activity="talks")
    assert his.asked_of is None
    assert refused(does, helping, coaching.take, BEN, his) == "not_permitted"


def test_without_coaches_the_office_is_asked(world: World) -> None:
    """
    activities:
      talks: {title: Number Talks, evidence: own}
    """
    world.joins(ADA)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    asked = asks(world, ADA)

    assert any("Where do I begin?" in letter for letter in world.letters(DANA))
    does(world, coaching.take, DANA, asked)
    does(world, coaching.close, DANA, asked, "So.", minutes=20)


def test_after_the_districts_number_of_attempts_help_is_offered(helping: World) -> None:
    """
    schools: {oak: {title: Oak School}, elm: {title: Elm School}}
    review: {attempts: 1}
    activities:
      talks: {title: Number Talks, evidence: own}
    """
    claim = helping.submits(ADA, "talks", kinds=(EvidenceKind.OWN,))
    helping.sends_back(RUTH, claim)
    shown = helping.browser(ADA).get(f"/oak/evidence/{claim.id}").text
    assert "It came back once. Go through it with somebody" in shown
    ask = re.search(r"/oak/help/new\?evidence=[0-9a-f-]{36}", shown)[0]
    assert "Number Talks" in helping.browser(ADA).get(ask).text

    sent = helping.browser(ADA).post("/oak/help", data={"text": "Why?", "evidence": str(claim.id)})
    with helping.store.session() as session:
        which = uuid.UUID(sent.headers["Location"].rpartition("/")[2])
        asked = coaching.get(session, helping._actor(session, ADA), which)
    assert (asked.evidence_id, asked.activity) == (claim.id, "talks")
    assert "Number Talks" in helping.sees(CLEO, f"/help/{asked.id}")
    assert refused(asks, helping, RUTH, evidence_id=claim.id) == "not_permitted"


def test_what_is_missing_is_said_beside_its_field(helping: World) -> None:
    """
    schools: {oak: {title: Oak School}, elm: {title: Elm School}}
    activities:
      talks: {title: Number Talks, evidence: own}
    """
    ada = helping.browser(ADA)
    assert "A few words are enough." in ada.post("/oak/help", data={"text": ""}).text
    assert ada.get("/oak/help/new?activity=dance").status_code == 404
    asked = asks(helping, ADA)
    where = f"/oak/help/{asked.id}/words"
    assert ada.post(where, data={"text": ""}).status_code == 422
    assert ada.post(where, data={"text": "So.", "do": "sing"}).status_code == 400
    assert "Ask whenever you are stuck" in helping.sees(BEN, "/help")
    assert "Nobody waits." in helping.sees(COLE, "/help")
    assert "What you asked" in helping.sees(ADA, "/help")
