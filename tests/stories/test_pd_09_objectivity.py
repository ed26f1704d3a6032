"""PD-9: how far reviewers agree is reported by rubric and reviewer, and leaning is said kindly."""

from engine.evidence import Decision, Verdict
from engine.people import Role
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.world import World

LENA, HAL = "Lena", "Hal"
"""One approves everything, the other hardly anything."""
REPORT = "/reviews/agreement"


def decides(world: World, who: str, *, approved: int, of: int = 40) -> None:
    """So many decisions of one reviewer on one kind of work."""
    claim = world.submits(ADA, "number-talks", stage="learned")
    with world.store.write() as session:
        by = world.place(session, who).id
        session.add_all(
            Decision(
                district_id=world.district, evidence_id=claim.id, by=by, at=world.now,
                verdict=Verdict.APPROVED if n < approved else Verdict.SENT_BACK,
            )
            for n in range(of)
        )  # fmt: skip


def test_who_leans_is_named_after_forty_and_nobody_else(world: World) -> None:
    world.joins(ADA)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    for who, approved in ((RUTH, 30), (BEN, 29), (LENA, 39), (HAL, 12)):
        world.joins(who, Role.REVIEWER)
        decides(world, who, approved=approved, of=39 if who == LENA else 40)

    seen = world.sees(DANA, REPORT)
    assert "Lena approved" not in seen, "one is missing to forty"
    assert "Hal approved 12 of 40. On the same activities others would have approved more" in seen

    decides(world, LENA, approved=1, of=1)

    seen = world.sees(DANA, REPORT)
    assert "Lena approved 40 of 40. On the same activities others would have approved fewer" in seen
    assert "Ruth approved" not in seen
    assert "Ben approved" not in seen
    for word in ("bias", "wrong", "too lenient", "harsh", "worse"):
        assert word not in seen.lower()


def test_agreement_is_shown_by_rubric_and_reviewer(world: World) -> None:
    world.joins(ADA)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    for who in (RUTH, BEN):
        world.joins(who, Role.REVIEWER)
    assert "No piece was read by two yet." in world.sees(DANA, REPORT)
    assert world.browser(RUTH).get(f"/{world.district}{REPORT}").status_code == 403

    scores = {"understanding": 2, "practice": 2, "outcome": 1}
    for other in (2, 2, 1, 3):
        claim = world.submits(ADA, "number-talks", stage="learned")
        with world.store.write() as session:
            for who, one in ((RUTH, scores), (BEN, {**scores, "practice": other})):
                session.add(
                    Decision(
                        district_id=world.district, evidence_id=claim.id, scores=one,
                        by=world.place(session, who).id, at=world.now, verdict=Verdict.APPROVED,
                    )
                )  # fmt: skip
                world.passes(minutes=1)

    seen = world.sees(DANA, REPORT)
    assert "Pieces read by two" in seen
    assert "83%" in seen, "ten of twelve scores are the same"
    assert "0.68" in seen
    assert "The decision itself" in seen
