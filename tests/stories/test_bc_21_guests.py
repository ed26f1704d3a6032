"""BC-21: a guest earns an event's badge with the code on the wall, while it is open."""

import re
from datetime import timedelta

from flask.testing import FlaskClient
from sqlmodel import select

from engine import people, standings
from engine.outbox import Letter
from engine.people import Participant, Role, Scope
from engine.standings import Board
from tests.stories.gathered import at, gathers, posts, reads
from tests.stories.people import ADA, RUTH
from tests.stories.world import World
from web import page

KIM = "kim@college.example"


def _letters(world: World, address: str) -> list[str]:
    with world.store.session() as session:
        found = session.exec(select(Letter).where(Letter.address == address))
        return [f"{each.subject}\n{each.text}" for each in found]


def _at_the_door(world: World, code: str, email: str = KIM, name: str = "Kim") -> FlaskClient:
    browser = world.app.test_client()
    door = browser.get(f"/{world.district}/here/{code}").text
    assert "I am a guest" in door
    posts(browser, f"/{world.district}/here/{code}/guest", name=name, email=email)
    return browser


def _opens_letter(world: World, browser: FlaskClient) -> str:
    link = re.search(r"/[\w-]+/reset/[\w-]+", "".join(_letters(world, KIM)))
    assert link
    return reads(posts(browser, link[0], password="a long enough one").text)


def test_a_guest_has_the_badge_in_a_minute_and_it_stays(world: World) -> None:
    """
    activities:
      edcamp: {title: Edcamp, evidence: attendance, points: 10, badge: yes}
    """
    world.joins(RUTH, Role.REVIEWER)
    world.joins(ADA, on_boards=True)
    code = gathers(world, RUTH, "edcamp", open_to_guests="y")
    at(world, minutes=10)
    browser = _at_the_door(world, code)
    world.passes(seconds=40)

    opened = _opens_letter(world, browser)
    assert "What you earned" in opened
    assert "Edcamp" in opened
    with world.store.session() as session:
        kim = people.by_email(session, world.district, KIM)
        assert kim is not None
        world.emails["Kim"] = KIM
    assert world.badges("Kim") == {"edcamp"}

    been = re.search(
        rf"/{world.district}/evidence/[0-9a-f-]+", browser.get(f"/{world.district}/guest").text
    )
    assert been
    assert "/evidence/new" not in browser.get(been[0]).text, "nothing that is not open to her"
    stranger = world.app.test_client()
    for rule in world.app.url_map.iter_rules():
        if rule.arguments == {"district"} and "GET" in (rule.methods or ()):
            address = rule.rule.replace("<district>", world.district)
            closed = "/sign-in?" in (stranger.get(address).location or "")
            if closed and rule.endpoint not in page.FOR_GUESTS:
                answer = browser.get(address)
                assert answer.status_code == 403, rule.endpoint
                assert "/leaderboards" not in answer.text, "no way leads to colleagues"


def test_a_guest_types_the_code_that_she_reads(world: World) -> None:
    """
    activities:
      edcamp: {title: Edcamp, evidence: attendance, points: 10, badge: yes}
    """
    world.joins(RUTH, Role.REVIEWER)
    ours = gathers(world, RUTH, "edcamp")
    theirs = gathers(world, RUTH, "edcamp", open_to_guests="y")
    at(world, minutes=10)
    browser, here = world.app.test_client(), f"/{world.district}/here"

    assert "sign in" in browser.get(here).text
    assert posts(browser, here, code=theirs.lower()).request.path == f"{here}/{theirs}"
    told = [reads(posts(browser, here, code=code).text) for code in (ours, "NOSUCH")]

    assert told[0].replace(ours, "") == told[1].replace("NOSUCH", "")
    assert "No gathering for guests has this code." in told[0]


def test_a_guest_is_no_staff(world: World) -> None:
    """
    activities:
      edcamp: {title: Edcamp, evidence: attendance, points: 10}
    """
    world.joins(RUTH, Role.REVIEWER)
    world.joins(ADA, on_boards=True)
    code = gathers(world, RUTH, "edcamp", open_to_guests="y")
    _at_the_door(world, code)
    with world.store.write() as session:
        kim = people.by_email(session, world.district, KIM)
        assert kim is not None
        people.choose(session, kim, plays=True, on_boards=True, alias="Staff")
        assert (kim.guest, kim.plays, kim.on_boards, kim.alias) == (True, False, False, "")
        here = session.exec(select(Participant).where(*Scope(world.district).here(world.today)))
        assert kim.id not in {each.id for each in here}
        ada = people.acting(session, world.place(session, ADA))
        board = standings.leaderboard(session, ada, Board("ever"))
        assert kim.id not in {each.participant_id for each in board}


def test_it_closes_for_guests_too(world: World) -> None:
    """
    activities:
      edcamp: {title: Edcamp, evidence: attendance, points: 10}
    """
    world.joins(RUTH, Role.REVIEWER)
    code = gathers(world, RUTH, "edcamp", open_to_guests="y")
    at(world, minutes=60)
    stranger = world.app.test_client()
    assert "The check-in closed on" in stranger.get(f"/{world.district}/here/{code}").text
    late = posts(stranger, f"/{world.district}/here/{code}/guest", name="Kim", email=KIM)
    assert late.status_code == 409
    assert _letters(world, KIM) == []


def test_a_code_that_is_not_for_guests_tells_a_stranger_nothing(world: World) -> None:
    """
    activities:
      edcamp: {title: Edcamp, evidence: attendance, points: 10}
    """
    world.joins(RUTH, Role.REVIEWER)
    code = gathers(world, RUTH, "edcamp")
    stranger = world.app.test_client()
    for said in (code, "XXXXXX"):
        answer = stranger.get(f"/{world.district}/here/{said}")
        assert answer.location.startswith(f"/{world.district}/sign-in?next=")
    told = posts(stranger, f"/{world.district}/here/{code}/guest", name="Kim", email=KIM)
    assert told.status_code == 404


def test_nobody_checks_somebody_else_in(world: World) -> None:
    """
    activities:
      edcamp: {title: Edcamp, evidence: attendance, points: 10}
    """
    world.joins(RUTH, Role.REVIEWER)
    world.joins(ADA)
    code = gathers(world, RUTH, "edcamp", open_to_guests="y")
    _at_the_door(world, code, email="ada@staff.example", name="Somebody")
    assert world.points(ADA) == 0
    assert "Please sign in to check in: Edcamp" in world.letters(ADA)[0]


def _stranger(world: World) -> FlaskClient:
    """A browser in which somebody has signed in who takes part in another district."""
    browser = world.app.test_client()
    with world.store.write() as session:
        person = people.add_person(session, email=KIM, name="Kim", now=world.now)
        token = people.begin(session, person, now=world.now, lasts=timedelta(days=1))
    with browser.session_transaction() as cookie:
        cookie[page.SIGN_IN] = token
    return browser


def test_whoever_signs_in_elsewhere_comes_as_a_guest(world: World) -> None:
    """
    activities:
      edcamp: {title: Edcamp, evidence: attendance, points: 10, audience: [classified]}
    """
    world.joins(RUTH, Role.REVIEWER)
    code = gathers(world, RUTH, "edcamp", open_to_guests="y")
    address, kim = f"/{world.district}/here/{code}", _stranger(world)
    assert "You take part in another district." in kim.get(address).text
    assert "You are in" in posts(kim, f"{address}/guest").text
    assert "You are in" in posts(kim, f"{address}/guest").text
    assert "Where you were" in kim.get(f"/{world.district}/", follow_redirects=True).text
    assert world.browser(RUTH).get(f"/{world.district}/guest").status_code == 302


def test_the_door_asks_for_a_name_and_an_address(world: World) -> None:
    """
    activities:
      edcamp: {title: Edcamp, evidence: attendance, points: 10}
    """
    world.joins(RUTH, Role.REVIEWER)
    code = gathers(world, RUTH, "edcamp", open_to_guests="y")
    stranger, address = world.app.test_client(), f"/{world.district}/here/{code}/guest"
    answer = posts(stranger, address, name="", email="kim@college")
    assert answer.status_code == 422
    assert "Please write the whole address" in answer.text
    assert stranger.get(address).location == f"/{world.district}/here/{code}"


def test_a_guest_comes_again_and_may_become_staff(world: World) -> None:
    """
    activities:
      edcamp: {title: Edcamp, evidence: attendance, points: 10}
    """
    world.joins(RUTH, Role.REVIEWER)
    for _ in range(2):
        _at_the_door(world, gathers(world, RUTH, "edcamp", open_to_guests="y"))
    world.emails["Kim"] = KIM
    assert world.points("Kim") == 20
    with world.store.write() as session:
        people.invite(
            session,
            world.district,
            email=KIM,
            name="Kim",
            on=world.today,
            now=world.now,
            job="Aide",
        )
        kim = world.place(session, "Kim")
        assert (kim.guest, kim.plays, kim.job) == (False, True, "Aide")
    assert world.points("Kim") == 20
