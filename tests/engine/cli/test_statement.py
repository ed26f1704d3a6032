"""`tassel statement`: every line says what it is for and why it is so much, wherever it is from."""

import pytest

from engine import people
from rules.terms import EvidenceKind, Stage
from tests.engine.university import OWN, PACK, University
from tests.engine.world import TODAY

CAPPED = PACK.replace("{title: STEAM}", "{title: STEAM, cap: {points: 40, per: school_year}}")
EARLY = """
rules: {early: {match: {activities: [walk]}, grants: 3, cap: {times: 1, per: ever}}}
rewards: {mug: {title: Mug, price: 5, kind: merchandise}}
"""
ATTENDED = {"kinds": [EvidenceKind.ATTENDANCE], "link": ""}


@pytest.fixture
def university(installation):
    """Elm, with a cap on a campus, one on a rule that has no name, and a reward."""
    university = University(installation.database, {"pack.yaml": CAPPED, "more.yaml": EARLY})
    university.staff()
    return university


@pytest.fixture
def lines(run, university):
    """What the statement of Ada says, line by line, without its head and the sum below."""

    def told(*more):
        printed = run("statement", "ada@elm.example", *more)
        assert printed.exit_code == 0, printed.output
        return [" ".join(line.split()) for line in printed.output.splitlines()[2:-1]]

    return told


def test_a_pathway_is_named(university, lines):
    university.completes("Ada")
    university.completes("Ada", "unit", stage=Stage.LEARNED, kinds=OWN)

    assert lines() == [
        f"{TODAY} Number talk granted +10 10",
        f"{TODAY} Unit, learned it granted +15 25",
        f"{TODAY} Pathway Whole pathway completed +7 32",
    ]


def test_each_kind_of_cap_says_how_much_of_what_and_in_which_window(university, lines):
    for _ in range(3):
        university.completes("Ada")
    for _ in range(2):
        university.completes("Ada", "walk", **ATTENDED)
    university.completes("Ada", "unit", stage=Stage.LEARNED, kinds=OWN)
    third = university.completes("Ada", "unit", stage=Stage.USED)
    university.undoes(third)

    capped = [line.removeprefix(f"{TODAY} Cap, ") for line in lines() if "cap of" in line]
    assert capped == [
        "2026-03 over the cap of 25 points a month for “Number talk” -5 25",
        "in all over the cap of 1 times in all for “early” -3 36",
        "2025-26 over the cap of 40 points a school year for the campus “STEAM” -20 58",
        "2025-26 room again under the cap of 40 points a school year for the campus “STEAM” +20 58",
    ]


def test_what_nothing_else_explains_is_told_as_it_was_written(university, lines):
    university.earns("Ada", 10)

    assert lines() == [f"{TODAY} test +10 10"]
    assert lines("--currency", "redeemable") == [f"{TODAY} test +10 10"]


@pytest.fixture
def second_district(university, installation):
    """Oak, where Ada takes part as well."""
    oak = University(installation.database, {"pack.yaml": PACK.replace("id: elm", "id: oak")})
    with installation.transaction() as session:
        ada = session.get_one(people.Person, university.people["Ada"].person_id)
        people.join(session, ada, oak.district, on=TODAY)


def test_somebody_in_several_districts_has_to_say_which(run, second_district):
    asked = run("statement", "ada@elm.example")

    assert asked.exit_code == 2
    assert "ada@elm.example takes part in elm, oak: say which by --district." in asked.stderr
    assert run("statement", "ada@elm.example", "--district", "oak").exit_code == 0
    elsewhere = run("statement", "ruth@elm.example", "--district", "oak")
    assert "Nobody in oak has the address ruth@elm.example." in elsewhere.stderr


def test_a_list_for_one_of_several_districts_has_to_say_which(run, second_district, tmp_path):
    (tmp_path / "kept.csv").write_text("anything")

    asked = run("import", "completions", tmp_path / "kept.csv")

    assert asked.exit_code == 2
    assert "Say which district by --district. There is: elm, oak." in asked.stderr


def test_a_statement_as_of_a_day_holds_what_was_posted_by_then(university, run):
    talk = university.completes("Ada")
    university.tick(days=2)
    university.undoes(talk)

    told = run("statement", "ada@elm.example", "--as-of", TODAY).output
    assert told.splitlines()[0] == f"Ada, elm, experience, as of {TODAY}"
    assert told.splitlines()[-1] == "Balance: 10 (1 line)."
    assert run("statement", "ada@elm.example").output.splitlines()[-1] == "Balance: 0 (2 lines)."
    ahead = run("statement", "ada@elm.example", "--as-of", "2999-01-01").output
    assert ahead.splitlines()[-1] == "Balance: 0 (2 lines)."
