"""Evidence that comes again: what is new is known, and what was met stays met."""

from datetime import timedelta

import pytest
from sqlmodel import select

from engine import evidence
from engine.errors import Incomplete
from engine.evidence import Artifact, Evidence, News, Status
from engine.evidence.tables import Version
from tests.engine.university import University


def sends_back(university: University, claim: Evidence, by: str = "Ruth", **scores: int) -> None:
    university.does_with(claim, evidence.send_back, by=by, note="More, please.", scores=scores)


def comes_again(university: University, claim: Evidence, **written: object) -> Evidence:
    university.tick(hours=1)
    if written:
        university.does_with(claim, evidence.write, by="Ada", **written)
    again: Evidence = university.does_with(claim, evidence.submit, by="Ada")
    return again


def met(university: University, claim: Evidence) -> dict[str, tuple[int, str]]:
    """The score, and who gave it."""
    with university.store.session() as session:
        found = session.get_one(Evidence, (claim.district_id, claim.id))
        names = {place.id: name for name, place in university.people.items()}
        rubric = evidence.rubric_of(session, found)
        return {
            key: (each.score, names[each.by])
            for key, each in evidence.met(session, found, rubric).items()
        }


def news(university: University, claim: Evidence) -> News | None:
    with university.store.session() as session:
        return evidence.news(session, session.get_one(Evidence, (claim.district_id, claim.id)))


def test_what_was_met_is_not_asked_again(university: University) -> None:
    claim = university.submits("Ada", "essay")
    assert met(university, claim) == {}
    sends_back(university, claim, clear=2, kind=0)
    comes_again(university, claim)

    assert met(university, claim) == {"clear": (2, "Ruth")}
    with pytest.raises(Incomplete, match="kind"):
        university.approves(claim, by="Rob")
    approved = university.approves(claim, by="Rob", scores={"kind": 1})
    assert approved.scores == {"clear": 2, "kind": 1}


def test_who_found_it_first_stays_named_until_somebody_finds_otherwise(
    university: University,
) -> None:
    claim = university.submits("Ada", "essay")
    sends_back(university, claim, clear=2)
    comes_again(university, claim)
    sends_back(university, claim, "Rob", clear=1, kind=1)
    assert met(university, claim) == {"clear": (2, "Ruth"), "kind": (1, "Rob")}
    comes_again(university, claim)

    sends_back(university, claim, clear=0)

    assert met(university, claim) == {"kind": (1, "Rob")}


def test_scores_that_the_rubric_does_not_know_are_not_kept(university: University) -> None:
    plain, scored = university.submits("Ada"), university.submits("Ada", "essay")
    sends_back(university, plain, clear=2)
    sends_back(university, scored, clear=7, loud=1)

    for claim in (plain, scored):
        assert met(university, claim) == {}


def test_a_sending_back_that_was_taken_back_never_was(university: University) -> None:
    claim = university.submits("Ada", "essay")
    sends_back(university, claim, clear=2)
    university.does_with(claim, evidence.reconsider, by="Ruth")

    assert (met(university, claim), news(university, claim)) == ({}, None)


def test_after_an_approval_was_undone_the_sending_back_before_it_still_counts(
    university: University,
) -> None:
    claim = university.submits("Ada", "essay")
    sends_back(university, claim, clear=2)
    comes_again(university, claim)
    university.approves(claim, scores={"kind": 1})
    university.undoes(claim)

    found = news(university, claim)
    assert found is not None
    assert found.times == 1


def test_what_changed_since_is_known_field_by_field(university: University) -> None:
    claim = university.submits("Ada", learned="This.")
    sends_back(university, claim)
    found = news(university, claim)
    assert found is not None
    assert not found, "nothing yet"

    comes_again(university, claim, learned="This, and that.", minutes=90)

    found = news(university, claim)
    assert found is not None
    assert found.before == {"learned": "This.", "minutes": 0}
    assert (found.times, found.added, found.removed) == (1, frozenset(), [])


def test_files_that_came_and_went_are_named(university: University) -> None:
    claim = university.submits("Ada")
    sends_back(university, claim)
    university.tick(minutes=5)
    with university.act() as session:
        ada, found = (
            university.actor(session, "Ada"),
            session.get_one(Evidence, (claim.district_id, claim.id)),
        )
        (old,) = evidence.artifacts(session, found)
        evidence.detach(session, found, old, by=ada)
        link = Artifact(name="Second", url="https://work.example/2")
        new = evidence.attach(session, found, link, by=ada, now=university.now)
    comes_again(university, claim)

    found = news(university, claim)
    assert found is not None
    assert (found.added, found.removed) == ({new.id}, ["Work"])


def test_each_coming_back_is_counted_and_compared_with_the_last(university: University) -> None:
    claim = university.submits("Ada", did="One.")
    for text in ("Two.", "Three."):
        sends_back(university, claim)
        comes_again(university, claim, did=text)

    found = news(university, claim)
    assert found is not None
    assert (found.times, found.before) == (2, {"did": "Two."})


def test_what_was_handed_in_before_versions_were_kept_has_no_before(
    university: University,
) -> None:
    claim = university.submits("Ada", did="One.")
    with university.act() as session:
        for version in session.exec(select(Version).where(Version.evidence_id == claim.id)):
            session.delete(version)
    sends_back(university, claim)
    comes_again(university, claim, did="Two.")

    found = news(university, claim)
    assert found is not None
    assert (found.before, found.removed) == ({}, [])
    assert university.status(claim) is Status.SUBMITTED
    assert found.since < university.now - timedelta(minutes=30)
