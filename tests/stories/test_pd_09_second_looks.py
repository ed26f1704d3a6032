"""PD-9: a second reviewer reads some of what was decided, in silence, and both are compared."""

from typing import Any

from engine.evidence import Decision, Evidence, SecondLook, Status, Verdict
from engine.people import Role
from engine.store import new_id
from rules.terms import EvidenceKind
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.world import World, words_of

OWN = (EvidenceKind.OWN,)
HAL = "Hal"
REPORT = "/reviews/agreement"
PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


def staffed(world: World) -> None:
    world.joins(ADA, school="aspen")
    world.joins(DANA, Role.DISTRICT_ADMIN)
    for who in (RUTH, BEN):
        world.joins(who, Role.REVIEWER)


def decides(world: World, who: str, claim: Evidence, verdict: str, **scores: int) -> str:
    """Somebody presses one of the three buttons; the words that she reads then."""
    answer = world.browser(who).post(
        f"/{world.district}/reviews/{claim.id}/decision",
        data={
            "verdict": verdict, "note": "Say more of it.", "version": claim.version,
            **{f"score_{key}": score for key, score in scores.items()},
        },
        headers=PART,
    )  # fmt: skip
    assert answer.status_code == 200, answer.text
    return words_of(answer.text)


def test_the_second_reviewer_notices_nothing_and_the_admin_compares(world: World) -> None:
    """
    schools: {aspen: {title: Aspen}}
    rubrics:
      plain:
        title: Plain words
        criteria:
          clear: {title: Clear, scores: [No, Partly, "Yes"]}
          short: {title: Short, scores: [No, "Yes"]}
    activities:
      essay: {title: Essay, points: 25, rubric: plain, evidence: own}
    review: {second_look_percent: 100}
    """
    staffed(world)
    claim = world.submits(ADA, "essay", kinds=OWN, did="Wrote it once.")
    page = f"/reviews/{claim.id}"
    before = world.sees(RUTH, page)
    said = decides(world, RUTH, claim, "send_back", clear=1, short=1)
    points, letters = world.points(ADA), len(world.letters(ADA))
    world.writes(ADA, claim, did="Wrote it twice.")

    seen = world.sees(BEN, page)
    assert seen.replace("B Ben", "R Ruth") == before, "the very page that the first reviewer had"
    assert "Essay" in world.sees(BEN, "/reviews")
    told = decides(world, BEN, claim, "approve", clear=2, short=1)
    assert told != said
    assert "Approved. What it is worth +25 points" in told, "of the piece, and no promise"
    for path in (page, f"/evidence/{claim.id}", f"/evidence/{claim.id}/history"):
        answer = world.browser(BEN).get(f"/{world.district}{path}", follow_redirects=True).text
        assert "Sent back" not in answer, "nor is she told afterwards"
        assert RUTH not in answer
    assert (world.points(ADA), len(world.letters(ADA))) == (points, letters)
    assert BEN not in world.sees(ADA, f"/evidence/{claim.id}")

    report = world.sees(DANA, REPORT)
    assert "Plain words 1 2 50% 0" in report, "of two scores one is the same"
    assert "Ruth: Sent back with a note · Ben: Approved" in report
    assert f'/evidence/{claim.id}"' in world.browser(DANA).get(f"/oak{REPORT}").text
    for word in ("bias", "wrong", "mistake", "harsh", "lenient"):
        assert word not in report.lower()


def test_a_second_reader_may_take_her_answer_back_and_reads_no_name(world: World) -> None:
    """
    schools: {aspen: {title: Aspen}}
    activities:
      essay: {title: Essay, points: 25, evidence: own, blind: yes}
      reviewing: {title: Reviewing, points: 3, evidence: system}
    review: {second_look_percent: 100, counts_as: reviewing}
    """
    staffed(world)
    claim = world.submits(ADA, "essay", kinds=OWN)
    decides(world, RUTH, claim, "approve")

    assert ADA not in world.sees(BEN, f"/reviews/{claim.id}")
    decides(world, BEN, claim, "decline")
    assert (world.points(RUTH), world.points(BEN)) == (3, 3), "the same for both"
    assert "2 reviews" not in world.sees(BEN, "/reviews")
    again = world.browser(BEN).post(f"/{world.district}/reviews/{claim.id}/second-thoughts")

    assert again.status_code == 303
    assert world.points(BEN) == 0
    assert "Your decision" in world.sees(BEN, f"/reviews/{claim.id}"), "she has it before her again"
    assert world.points(ADA) == 25


def reads(world: World, first: str, second: str, *, of: int, approved: int) -> None:
    """So many pieces that one reviewer approved; the other would have approved some of them."""
    with world.store.write() as session:
        owner, one, two = (world.place(session, who).id for who in (ADA, first, second))
        for n in range(of):
            alike: dict[str, Any] = {"district_id": world.district, "evidence_id": new_id()}
            claim = Evidence(
                district_id=world.district, id=alike["evidence_id"], participant_id=owner,
                activity="essay", status=Status.APPROVED, done_on=world.today,
                started_at=world.now, saved_at=world.now, submitted_at=world.now,
                decided_at=world.now,
            )  # fmt: skip
            decision = Decision(
                **alike, id=new_id(), by=one, verdict=Verdict.APPROVED, at=world.now
            )
            said = Verdict.APPROVED if n < approved else Verdict.DECLINED
            for row in (claim, decision):
                session.add(row)
                session.flush()
            session.add(
                SecondLook(
                    **alike, first=decision.id, handed_in=world.now, asked_at=world.now,
                    until=world.today, by=two, verdict=said, read_at=world.now,
                )
            )  # fmt: skip


def test_leanings_are_told_after_forty_second_looks_too(world: World) -> None:
    """
    schools: {aspen: {title: Aspen}}
    activities: {essay: {title: Essay, points: 1, evidence: own}}
    """
    staffed(world)
    world.joins(HAL, Role.REVIEWER)
    reads(world, RUTH, HAL, of=39, approved=12)
    assert "Hal approved" not in world.sees(DANA, REPORT), "one is missing to forty"

    reads(world, BEN, HAL, of=1, approved=0)

    seen = world.sees(DANA, REPORT)
    assert "Hal approved 12 of 40. On the same activities others would have approved more" in seen
    assert "The decision itself 40 40 30% 0" in seen
    assert seen.count("Hal: Not counted") == 28
