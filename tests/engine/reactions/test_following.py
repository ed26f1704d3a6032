"""What follows from an event follows in its transaction, once, and may be repeated."""

import pytest
from sqlmodel import select

from engine import evidence, reactions
from engine.outbox import EventRow, announce
from tests.engine.university import University


def test_repeating_what_follows_changes_nothing(university: University) -> None:
    university.enrolls("Ada", "associate")
    university.completes("Ada", "talk")
    claim = university.completes("Ada", "unit", stage="learned")
    before = everything(university)

    with university.act() as session:
        event = evidence.EvidenceApproved(claim.district_id, claim.participant_id, claim.id)
        announce(session, event, by=None, now=university.now)

    after = everything(university)
    assert {name: after[name] for name in before if name != "letters"} == {
        name: before[name] for name in before if name != "letters"
    }


def test_what_follows_is_kept_with_its_cause_or_not_at_all(university: University) -> None:
    claim = university.submits("Ada")

    def approves_and_stumbles() -> None:
        with university.store.write() as session:
            found = session.get_one(evidence.Evidence, (claim.district_id, claim.id))
            by = university.actor(session, "Ruth")
            evidence.approve(session, found, by=by, now=university.now)
            reactions.follow(session, now=university.now)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        approves_and_stumbles()

    assert university.status(claim) is evidence.Status.SUBMITTED
    assert (university.entries("Ada"), university.letters("Ada")) == ([], [])
    with university.store.session() as session:
        kinds = session.exec(select(EventRow.kind)).all()
    assert "EvidenceApproved" not in kinds


def test_the_next_page_shows_all_of_it(university: University) -> None:
    """Points, level, badge, degree and letter are there when the approval is."""
    university.enrolls("Ada", "associate")
    university.completes("Ada", "talk")
    university.completes("Ada", "unit", stage="learned")

    assert everything(university) == {
        "points": 32,
        "levels": {"freshman", "sophomore"},
        "holds": {"whole", "associate"},
        "degrees": ["associate"],
        "letters": 3,
        "wrong": [],
    }


def everything(university: University) -> dict:
    return {
        "points": university.experience("Ada"),
        "levels": university.levels("Ada"),
        "holds": university.holds("Ada"),
        "degrees": university.degrees("Ada"),
        "letters": len(university.letters("Ada")),
        "wrong": university.wrong(),
    }
