"""What is said of files: recordings in words, consent where students may be seen, and who looks."""

from typing import Any

import pytest

from engine import evidence
from engine.errors import AlreadyDecided, Incomplete, NotPermitted
from engine.evidence import Artifact, Consent, Evidence, SeenBy
from engine.people import Role
from tests.engine.university import BOTH, OWN, University

DIGEST = "ab" * 32


def adds(university: University, claim: Evidence, who: str = "Ada", **facts: Any) -> Artifact:
    artifact = Artifact(
        **{"name": "talk of María.mp3", "digest": DIGEST, "media_type": "audio/mpeg", "size": 9}
        | facts
    )
    university.does_with(claim, _attach, by=who, artifact=artifact)
    return artifact


def _attach(session, claim, *, artifact, by, now):
    evidence.attach(session, claim, artifact, by=by, now=now)


def says(university: University, claim: Evidence, artifact: Artifact, by: str, **said: Any) -> None:
    with university.act() as session:
        found = session.get_one(Evidence, (claim.district_id, claim.id))
        its = evidence.artifact(session, found, artifact.id)
        now, actor = university.tick(), university.actor(session, by)
        evidence.describe(session, found, its, by=actor, now=now, **said)


def opened_by(university: University, claim: Evidence, who: str) -> int:
    with university.store.session() as session:
        actor = university.actor(session, who)
        found = evidence.get(session, actor, claim.id)
        return len(evidence.openable(session, actor, found, scanned=False))


def submits(university: University, claim: Evidence) -> None:
    university.does_with(claim, evidence.submit, by="Ada")


def test_a_recording_is_told_in_words_before_it_is_submitted(university: University) -> None:
    claim = university.drafts("Ada", "essay", kinds=OWN)
    talk = adds(university, claim)

    with pytest.raises(Incomplete) as refusal:
        submits(university, claim)
    assert refusal.value.fields == ("told",)
    says(university, claim, talk, "Ada", told="  I tell how it went. ")

    submits(university, claim)
    with university.store.session() as session:
        assert evidence.artifact(session, claim, talk.id).told == "I tell how it went."


def test_files_of_student_evidence_ask_for_consent(university: University) -> None:
    """DU-3: nothing is handed in before it is said whether the families agree."""
    claim = university.drafts("Ada", kinds=BOTH)
    board = adds(university, claim, media_type="image/png", name="board.png")

    with pytest.raises(Incomplete) as refusal:
        submits(university, claim)
    assert refusal.value.fields == ("consent",)
    says(university, claim, board, "Ada", consent=Consent.GIVEN)
    submits(university, claim)


def test_nobody_else_says_it_and_nobody_says_it_late(university: University) -> None:
    claim = university.drafts("Ada", kinds=OWN, activity="essay")
    talk = adds(university, claim)

    with pytest.raises(NotPermitted):
        says(university, claim, talk, "Ruth", told="x")
    says(university, claim, talk, "Ada", told="x")
    submits(university, claim)
    with pytest.raises(AlreadyDecided):
        says(university, claim, talk, "Ada", told="y")


def test_who_may_look_is_hers_to_say(university: University) -> None:
    university.joins("Lee", school="aspen", role=Role.SCHOOL_LEADER)
    claim = university.drafts("Ada", kinds=BOTH)
    board = adds(university, claim, media_type="image/png")
    says(university, claim, board, "Ada", consent=Consent.NOT_NEEDED)
    submits(university, claim)

    assert [opened_by(university, claim, who) for who in ("Ada", "Ruth", "Dana")] == [2, 2, 2]
    assert opened_by(university, claim, "Lee") == 1, "the link alone"

    university.does_with(claim, evidence.withdraw, by="Ada")
    says(university, claim, board, "Ada", seen_by=SeenBy.LEADERS)
    submits(university, claim)
    assert opened_by(university, claim, "Lee") == 2


def test_own_learning_is_seen_by_leaders_as_ever(university: University) -> None:
    university.joins("Lee", school="aspen", role=Role.SCHOOL_LEADER)
    claim = university.drafts("Ada", "essay", kinds=OWN, link="")
    adds(university, claim, media_type="application/pdf")
    submits(university, claim)

    assert opened_by(university, claim, "Lee") == 1


@pytest.mark.parametrize("who", ["Ada", "Dana"])
def test_consent_that_is_withdrawn_closes_the_file_for_everybody(
    university: University, who: str
) -> None:
    claim = university.drafts("Ada", kinds=BOTH)
    talk = adds(university, claim)
    says(university, claim, talk, "Ada", consent=Consent.GIVEN, told="María tells her way.")
    submits(university, claim)
    university.approves(claim)
    closes = {"act": _withdraw_consent, "artifact": talk.id}

    with pytest.raises(NotPermitted):
        university.does_with(claim, by="Ruth", **closes)
    university.does_with(claim, by=who, **closes)

    assert [opened_by(university, claim, each) for each in ("Ada", "Ruth", "Dana")] == [1, 1, 1]
    with university.store.session() as session:
        kept = evidence.artifact(session, claim, talk.id)
    assert (kept.name, kept.told, kept.digest) == ("file.mp3", "", DIGEST)
    assert kept.consent is Consent.WITHDRAWN
    assert university.status(claim) == "approved"


def _withdraw_consent(session, claim, *, artifact, by, now):
    its = evidence.artifact(session, claim, artifact)
    evidence.withdraw_consent(session, claim, its, by=by, now=now)
