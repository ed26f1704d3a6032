"""Deciding: approved once and by somebody else, sent back with a note, undone without a trace."""

from datetime import timedelta

import pytest

from engine import evidence, people
from engine.errors import (
    AlreadyDecided,
    ChangedMeanwhile,
    Incomplete,
    NoteMissing,
    NotPermitted,
    OwnEvidence,
    SecondReviewerNeeded,
)
from engine.evidence import Evidence, Status, Verdict
from engine.people import Role
from tests.engine.university import OWN, PACK, University
from tests.engine.world import TODAY


def test_an_approval_posts_the_points_of_its_catalog_at_once(university: University) -> None:
    claim = university.completes("Ada", "talk")

    (entry,) = university.entries("Ada")
    assert (entry.points, entry.source, entry.catalog) == (10, f"evidence/{claim.id}", 1)
    assert entry.effective_on == TODAY
    assert (claim.status, claim.decided_at) == (Status.APPROVED, university.now)


def test_a_second_approval_is_refused_and_changes_nothing(university: University) -> None:
    claim = university.completes("Ada", "talk")

    with pytest.raises(AlreadyDecided, match="approved"):
        university.approves(claim, by="Rob")
    assert university.experience("Ada") == 10


@pytest.mark.parametrize("decide", [evidence.send_back, evidence.decline])
@pytest.mark.parametrize("note", ["", "  \n"])
def test_who_turns_it_down_says_why(university: University, decide, note: str) -> None:
    claim = university.submits("Ada")

    with pytest.raises(NoteMissing):
        university.does_with(claim, decide, by="Ruth", note=note)
    assert university.status(claim) is Status.SUBMITTED


def test_what_was_sent_back_comes_again_and_what_was_declined_does_not(
    university: University,
) -> None:
    back, declined = university.submits("Ada"), university.submits("Ada")
    university.does_with(back, evidence.send_back, by="Ruth", note=" More, please. ")
    university.does_with(declined, evidence.decline, by="Ruth", note="Something else.")

    university.does_with(back, evidence.submit, by="Ada")
    with pytest.raises(AlreadyDecided, match="declined"):
        university.does_with(declined, evidence.submit, by="Ada")

    assert (university.status(back), university.status(declined)) == (
        Status.SUBMITTED,
        Status.DECLINED,
    )
    assert university.entries("Ada") == []
    with university.store.session() as session:
        (decision,) = evidence.decisions(session, back)
    assert (decision.verdict, decision.note) == (Verdict.SENT_BACK, "More, please.")


def test_nobody_decides_on_her_own(university: University) -> None:
    university.joins("Rita", role=Role.REVIEWER)
    claim = university.submits("Rita")

    with pytest.raises(OwnEvidence):
        university.approves(claim, by="Rita")


def test_only_a_reviewer_of_the_school_decides(university: University) -> None:
    claim = university.submits("Ada")
    university.joins("Bea")
    with university.store.write() as session:
        place = university.place(session, "Bea")
        people.grant_role(session, place, Role.REVIEWER, school="birch", now=university.now)

    for stranger in ("Ada", "Bea"):
        with pytest.raises(NotPermitted, match="review"):
            university.approves(claim, by=stranger)


def test_a_reviewer_who_left_decides_no_more(university: University) -> None:
    claim = university.submits("Ada")
    university.leaves("Ruth")

    with pytest.raises(NotPermitted):
        university.approves(claim, by="Ruth")
    with university.store.session() as session:
        assert evidence.held_by(session, claim) == ["Rob"]


def test_what_changed_since_it_was_read_is_not_decided_unread(university: University) -> None:
    claim = university.submits("Ada")
    read = claim.version
    university.does_with(claim, evidence.withdraw, by="Ada")
    claim = university.does_with(claim, evidence.submit, by="Ada")

    with pytest.raises(ChangedMeanwhile) as refusal:
        university.approves(claim, version=read)
    assert refusal.value.version == claim.version
    assert university.approves(claim, version=claim.version).status is Status.APPROVED


def test_an_undone_approval_leaves_the_ledger_as_if_it_had_never_been(
    university: University,
) -> None:
    university.completes("Ada", "talk")
    claim = university.completes("Ada", "unit", stage="learned")

    university.undoes(claim)

    assert university.status(claim) is Status.SUBMITTED
    assert university.experience("Ada") == 10
    assert [each.points for each in university.entries("Ada")] == [10, 15, 7, -15, -7]
    assert university.wrong() == []

    university.approves(claim, by="Rob")
    assert university.experience("Ada") == 32


def test_undoing_is_an_admins_and_asks_why_and_needs_an_approval(university: University) -> None:
    claim = university.submits("Ada")
    undo = evidence.undo_approval
    with pytest.raises(AlreadyDecided):
        university.does_with(claim, undo, by="Dana", note="Why not?")
    university.approves(claim)
    with pytest.raises(NotPermitted, match="correct"):
        university.does_with(claim, undo, by="Ruth", note="Oops.")
    with pytest.raises(NoteMissing):
        university.does_with(claim, undo, by="Dana", note=" ")
    assert university.experience("Ada") == 10


# -- rubrics ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scores", "lacking"),
    [
        ({}, ("clear", "kind")),
        ({"clear": 2}, ("kind",)),
        ({"clear": 0, "kind": 1}, ("clear",)),
        ({"clear": 3, "kind": 1}, ("clear",)),
        ({"clear": 2, "kind": 2}, ("kind",)),
        ({"clear": 2, "kind": -1}, ("kind",)),
    ],
)
def test_every_criterion_needs_a_score_that_passes(university: University, scores, lacking) -> None:
    claim = university.submits("Ada", "essay")

    with pytest.raises(Incomplete) as refusal:
        university.approves(claim, scores=scores)
    assert refusal.value.fields == lacking


MEASURED = """
rubrics:
  seen:
    title: Seen
    criteria:
      outcome:
        title: Outcome
        outcome: true
        passes: 0
        scores: [{en: "no", es: "no"}, {en: "yes", es: sí}]
activities:
  project: {title: Project, rubric: seen}
rules:
  growth: {title: Growth, when: outcome, grants: 10}
"""
GREW = {"measure": "Names the idea", "measured_before": 5, "measured_after": 9}


def test_what_a_reviewer_does_not_see_pays_nothing(university: University) -> None:
    university.publishes({"pack.yaml": PACK, "more.yaml": MEASURED}, applies_from=TODAY)
    claim = university.submits("Ada", "project", **GREW)

    with pytest.raises(Incomplete) as refusal:
        university.approves(claim, scores={"outcome": 0})
    assert refusal.value.fields == ("outcome",)
    assert university.experience("Ada") == 0
    university.approves(claim, scores={"outcome": 1})
    assert university.experience("Ada") == 10


@pytest.mark.parametrize(
    "written",
    [{}, GREW | {"measured_after": 5}, GREW | {"kinds": OWN}],
    ids=["none", "same", "own"],
)
def test_where_no_measure_counts_none_is_seen(university: University, written) -> None:
    university.publishes({"pack.yaml": PACK, "more.yaml": MEASURED}, applies_from=TODAY)
    claim = university.submits("Ada", "project", **written)

    university.approves(claim, scores={"outcome": 0})

    assert university.experience("Ada") == 0


def test_scores_of_the_rubric_are_kept_and_no_others(university: University) -> None:
    claim = university.submits("Ada", "essay")

    approved = university.approves(claim, scores={"clear": 1, "kind": 1, "charm": 9})

    assert approved.scores == {"clear": 1, "kind": 1}
    without = university.approves(university.submits("Ada"), scores={"clear": 1})
    assert without.scores == {}


def test_the_rubric_is_that_of_the_day_on_which_it_was_done(university: University) -> None:
    before = university.submits("Ada", "essay", on=TODAY - timedelta(days=1))
    plain = PACK.replace("rubric: clarity, ", "")
    university.publishes(plain, applies_from=TODAY)
    after, undated = university.submits("Ada", "essay"), university.drafts("Ada", "essay", on=None)

    with university.store.session() as session:
        asked = [evidence.rubric_of(session, each) for each in (before, after, undated)]

    assert [rubric is not None for rubric in asked] == [True, False, False]


# -- several reviewers -----------------------------------------------------------------------


def test_a_thesis_waits_for_its_second_reviewer(university: University) -> None:
    claim = university.submits("Ada", "thesis")

    university.approves(claim, by="Ruth")
    assert university.status(claim) is Status.SUBMITTED
    assert university.experience("Ada") == 0
    with pytest.raises(SecondReviewerNeeded):
        university.approves(claim, by="Ruth")

    university.approves(claim, by="Rob")
    assert university.status(claim) is Status.APPROVED
    assert university.experience("Ada") == 20


@pytest.mark.parametrize("turn", ["sent back", "withdrawn", "undone"])
def test_approvals_stand_for_what_was_read_and_no_longer(university: University, turn) -> None:
    claim = university.submits("Ada", "thesis")
    university.approves(claim, by="Ruth")
    if turn == "sent back":
        university.does_with(claim, evidence.send_back, by="Rob", note="More, please.")
    elif turn == "withdrawn":
        university.does_with(claim, evidence.withdraw, by="Ada")
    else:
        university.approves(claim, by="Rob")
        university.undoes(claim)
    assert standing(university, claim) == []

    if turn != "undone":
        university.does_with(claim, evidence.submit, by="Ada")
    assert standing(university, claim) == []
    university.approves(claim, by="Rob")
    assert university.status(claim) is Status.SUBMITTED
    assert standing(university, claim) == ["Rob"]
    university.approves(claim, by="Ruth")
    assert university.status(claim) is Status.APPROVED


def standing(university: University, claim: Evidence) -> list[str]:
    """Whose approvals stand, asked for one piece and for all of Ada's at once."""
    with university.store.session() as session:
        claim = session.get_one(Evidence, (claim.district_id, claim.id))
        approvals = evidence.approvals(session, claim)
        together = evidence.all_approvals(session, university.place(session, "Ada"))
    assert list(together[claim.id]) == list(approvals)
    names = {place.id: name for name, place in university.people.items()}
    return [names[each.by] for each in approvals]


def test_a_pack_that_no_longer_has_the_activity_leaves_old_work_decidable(
    university: University,
) -> None:
    """A catalog for later work does not concern it; one that judges it grants nothing."""
    first, second = university.submits("Ada", "essay"), university.submits("Ada", "essay")
    without = "\n".join(line for line in PACK.splitlines() if not line.startswith("  essay"))
    university.publishes(without, applies_from=TODAY + timedelta(days=1))
    university.approves(first, scores={"clear": 2, "kind": 1})
    assert university.experience("Ada") == 12

    university.publishes(without, applies_from=TODAY)
    assert university.experience("Ada") == 0
    assert university.approves(second).status is Status.APPROVED
    assert university.experience("Ada") == 0
    assert university.wrong() == []


# -- what it would bring ---------------------------------------------------------------------


def test_the_effect_that_is_shown_is_the_one_that_follows(university: University) -> None:
    for _ in range(2):
        university.completes("Ada", "talk")
    claim = university.submits("Ada", "talk")
    with university.store.session() as session:
        told = evidence.effect(session, claim)
        assert evidence.worth(session, claim) is None

    university.approves(claim)

    assert [(each.experience, each.full, each.reason) for each in told] == [(5, 10, "capped")]
    assert university.experience("Ada") == 25
    with university.store.session() as session:
        worth = evidence.worth(session, session.get_one(Evidence, (claim.district_id, claim.id)))
    assert worth is not None
    assert (worth.experience, worth.full, worth.reasons) == (5, 10, ("capped",))


def test_a_draft_that_was_never_handed_in_is_no_completion(university: University) -> None:
    claim = university.drafts("Ada", kinds=OWN)

    with pytest.raises(ValueError, match="never submitted"):
        evidence.completion(claim)
