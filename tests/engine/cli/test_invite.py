"""`tassel invite`: how the first person of a new district gets in."""

import re

from sqlmodel import select

from engine import people
from engine.outbox import Letter
from engine.people import Role
from engine.settings import ROOT

PACK = ROOT / "data" / "packs" / "deerfield"
DANA = ("invite", "dana@deerfield.example", "Dana Cruz")


def test_a_new_districts_first_admin_gets_a_link_and_a_letter(run, installation):
    run("packs", "publish", PACK, "--yes")
    answer = run(*DANA, "--role", "district_admin", "--language", "es")

    assert answer.exit_code == 0
    assert "Dana Cruz has a place in deerfield." in answer.output
    token = re.search(r"/deerfield/reset/(\S+)", answer.output)[1]
    with installation.transaction() as session:
        [letter] = session.exec(select(Letter)).all()
        assert token in letter.text
        assert "Te damos la bienvenida" in letter.subject
        dana = people.reset_password(session, token, "pears and apples", now=installation.now())
        assert people.actor(session, dana, "deerfield").roles == {Role.DISTRICT_ADMIN}


def test_with_a_password_from_elsewhere_one_signs_in(run, installation):
    for pack in ("deerfield", "worlds-of-learning"):
        run("packs", "publish", ROOT / "data" / "packs" / pack, "--yes")
    first = run(*DANA, "--district", "deerfield")
    token = re.search(r"/deerfield/reset/(\S+)", first.output)[1]
    with installation.transaction() as session:
        people.reset_password(session, token, "pears and apples", now=installation.now())
        other = next(each for each in people.districts(session) if each != "deerfield")
    answer = run(*DANA, "--district", other)

    assert answer.output.rstrip().endswith(f"/{other}/sign-in")


def test_a_school_that_is_none_and_somebody_known_are_refused(run):
    run("packs", "publish", PACK, "--yes")
    answer = run(*DANA, "--school", "beech")

    assert answer.exit_code == 2
    assert "There is no school “beech”. There is: " in answer.output

    assert run(*DANA, "--school", "birch").exit_code == 0
    again = run(*DANA)
    assert again.exit_code == 2
    assert "Somebody signs in with this address already" in again.output
