"""The letter about a correction: who, why, and everything that came of it, kindly."""

from datetime import timedelta

import pytest

from engine import evidence, people
from engine.evidence import Facts
from engine.outbox.post import TEMPLATES
from rules.terms import EvidenceKind
from tests.engine.university import University
from tests.engine.world import TODAY

ATTENDED = {"kinds": [EvidenceKind.ATTENDANCE], "link": ""}


def came(university: University) -> list[str]:
    """What came of the correction, by the last list of Ada's last letter."""
    told = university.letters("Ada")[-1].split("\n\n- ")[-1]
    told = f"- {told}".splitlines()
    return [line.removeprefix("- ") for line in told if line.startswith("- ")]


def with_a_degree(university: University) -> evidence.Evidence:
    university.enrolls("Ada", "associate")
    university.completes("Ada")
    return university.completes("Ada", "unit", stage="learned")


def test_points_level_badges_and_a_degree_are_told(university: University) -> None:
    unit = with_a_degree(university)
    university.undoes(unit)

    told = university.letters("Ada")[-1]
    assert "Dana took back the approval of your evidence for “Unit: learned it”" in told
    assert "A mistake." in told
    assert came(university) == [
        "22 points are taken off. The ledger keeps the earlier lines, and says why.",
        "“Sophomore” is to be reached anew.",
        "The badge “Whole” rests until it is earned again.",
        "“Associate” stays conferred. Your district looks at it once more; you have nothing to do.",
    ]


def test_what_is_left_to_her_is_told_in_one_line(university: University) -> None:
    unit = with_a_degree(university)
    university.does_with(unit, evidence.undo_approval, by="Dana", note="Ours.", keep=True)

    assert came(university) == ["Everything that it had brought you stays yours."]


def test_a_correction_that_brings_more_is_told(university: University) -> None:
    university.completes("Ada")
    university.completes("Ada", on=TODAY - timedelta(days=40))
    walk = university.completes("Ada", "walk", **ATTENDED)
    university.enrolls("Ada", "associate")
    said = Facts(minutes=600)

    university.does_with(walk, evidence.correct, facts=said, by="Dana", note="Ten hours.")

    told = next(each for each in university.letters("Ada") if "something was corrected" in each)
    assert "Dana corrected what had been approved" in told
    assert "Ten hours." in told
    assert "- 36 points are added." in told
    assert "- You have reached “Junior”." in told
    assert "badge" not in told
    assert any("Associate" in each for each in university.letters("Ada")), "has its own letter"


def test_a_badge_that_a_correction_brings_is_told(university: University) -> None:
    university.completes("Ada", on=TODAY - timedelta(days=40))
    university.completes("Ada", "walk", **ATTENDED)
    talk = university.completes("Ada")
    university.undoes(talk)
    university.approves(talk)
    university.undoes(talk)

    assert "The badge “Doer” rests until it is earned again." in came(university)


def test_where_the_game_is_off_and_nothing_else_changes_that_is_told(
    university: University,
) -> None:
    university.chooses("Ada", plays=False)
    university.undoes(university.completes("Ada"))

    assert came(university) == ["Nothing else: your points and degrees are as they were."]


def test_a_change_that_moves_no_point_is_told_so(university: University) -> None:
    talk = university.completes("Ada")
    university.does_with(talk, evidence.correct, facts=Facts(minutes=5), by="Dana", note="Short.")

    assert came(university) == ["Nothing else: your points and degrees are as they were."]


def test_it_is_told_in_her_language(university: University) -> None:
    with university.store.write() as session:
        place = university.place(session, "Ada")
        people.prefer(session, people.person_of(session, place), language="es")
    university.undoes(university.completes("Ada"))

    assert came(university)[0].startswith("Se descuentan 10 puntos.")


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_language_has_every_phrase(language: str) -> None:
    lines = (TEMPLATES / language / "phrases.txt").read_text("utf-8").splitlines()
    keys = [line.partition(":")[0] for line in lines]
    english = (TEMPLATES / "en" / "phrases.txt").read_text("utf-8").splitlines()

    assert keys == [line.partition(":")[0] for line in english]
