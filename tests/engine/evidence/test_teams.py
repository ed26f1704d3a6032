"""Work of a team: handed in once, decided once, and counted for each who wrote her part."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from engine import evidence, people
from engine.errors import (
    AlreadyDecided,
    DecidedWithWork,
    Incomplete,
    NoTeam,
    NotFound,
    NotPermitted,
    OtherAudience,
    OwnTeam,
    TeamFull,
    TeamTooSmall,
    WorkDeclined,
    WouldReviewEachOther,
)
from engine.evidence import Evidence, Facts, Status
from engine.evidence.team import door as teams
from engine.evidence.team.tables import Teammate
from engine.store import Store
from rules.terms import Audience
from tests.engine.evidence.test_taking import queue
from tests.engine.instant import at_once, refusals
from tests.engine.university import BOTH, PACK, University

ACTIVITIES = """
  plan:
    {title: Plan, points: 12, evidence: either, team: {at_least: 2, at_most: 3}, rubric: clarity}
  song: {title: Song, points: 3, team: {at_least: 1}, audience: [certificated]}
"""
PART = {"learned": "To listen.", "did": "I wrote the second half.", "changed": "They sing."}
SCORES = {"clear": 2, "kind": 1}


def with_teams(store: Store) -> University:
    terms = "review: {answer_school_days: 5, reciprocal_days: 10}"
    pack = PACK.replace("review: {answer_school_days: 5}", terms)
    university = University(
        store, {"pack.yaml": pack.replace("activities:", "activities:" + ACTIVITIES.rstrip())}
    )
    university.staff()
    for name in ("Ben", "Cara"):
        university.joins(name, school="birch")
    return university


@pytest.fixture
def elm(store: Store) -> University:
    return with_teams(store)


@pytest.fixture
def any_elm(any_store: Store) -> University:
    return with_teams(any_store)


def asks(elm: University, work: Evidence, whom: str, by: str = "Ada") -> Teammate:
    with elm.act() as session:
        found = session.get_one(Evidence, (work.district_id, work.id))
        return teams.ask(
            session, found, elm.place(session, whom), by=elm.actor(session, by), now=elm.tick()
        )


def joins(elm: University, work: Evidence, who: str) -> Evidence:
    part: Evidence = elm.does_with(work, teams.join, by=who)
    return part


def teamed(elm: University, *who: str, activity: str = "plan") -> tuple[Evidence, list[Evidence]]:
    """Ada's draft, and a part of each of these, with nothing written in it yet."""
    work = elm.drafts("Ada", activity)
    for each in who:
        asks(elm, work, each)
    return work, [joins(elm, work, each) for each in who]


def writes(elm: University, part: Evidence, who: str, **told: Any) -> Evidence:
    elm.does_with(part, evidence.write, by=who, **(PART | told))
    submitted: Evidence = elm.does_with(part, evidence.submit, by=who)
    return submitted


def hands_in(elm: University, work: Evidence, who: str = "Ada") -> Evidence:
    submitted: Evidence = elm.does_with(work, evidence.submit, by=who)
    return submitted


def points(elm: University, *who: str) -> list[int]:
    return [elm.experience(each) for each in who]


def answers(elm: University, work: Evidence) -> dict[str, str]:
    with elm.store.session() as session:
        rows = session.exec(select(Teammate).where(Teammate.work_id == work.id)).all()
        names = people.names(session, elm.district, [each.participant_id for each in rows])
        return {names[each.participant_id]: each.answer.value for each in rows}


# -- handed in once --------------------------------------------------------------------------------


def test_it_waits_once_and_counts_for_each_who_wrote(elm: University) -> None:
    work, (bens, caras) = teamed(elm, "Ben", "Cara")
    writes(elm, bens, "Ben")
    assert queue(elm, "Ruth") == [], "a part is nobody's to review"
    hands_in(elm, work)
    assert [each.id for each in queue(elm, "Ruth")] == [work.id]

    elm.approves(work, scores=SCORES)
    assert points(elm, "Ada", "Ben", "Cara") == [12, 12, 0]
    assert "all that is missing" in elm.letters("Cara")[-1]
    assert "Ruth approved" in elm.letters("Ben")[-1]

    writes(elm, caras, "Cara")
    assert points(elm, "Ada", "Ben", "Cara") == [12, 12, 12]
    with elm.store.session() as session:
        found = session.get_one(Evidence, (elm.district, caras.id))
        assert (found.done_on, found.kind_set, found.scores) == (work.done_on, BOTH, SCORES)
    assert elm.wrong() == []


def test_a_part_needs_a_reflection_and_no_day(elm: University) -> None:
    _work, (part,) = teamed(elm, "Ben")

    with pytest.raises(Incomplete) as refused:
        hands_in(elm, part, "Ben")

    assert refused.value.fields == ("learned", "did", "changed")


def test_whoever_began_it_reflects_too(elm: University) -> None:
    """Student evidence asks nobody what she learned, but of a team."""
    work, _parts = teamed(elm, "Ben")
    elm.does_with(work, evidence.write, by="Ada", learned="", kinds=["student_evidence"])

    with pytest.raises(Incomplete) as refused:
        hands_in(elm, work)

    assert refused.value.fields == ("learned",)


def test_too_few_do_not_hand_it_in(elm: University) -> None:
    work = elm.drafts("Ada", "plan")
    asks(elm, work, "Ben")

    with pytest.raises(TeamTooSmall) as refused:
        hands_in(elm, work)

    assert (refused.value.at_least, refused.value.together) == (2, 1)
    assert hands_in(elm, elm.drafts("Ada", "song")).status is Status.SUBMITTED


def test_who_has_not_said_by_then_is_asked_no_longer(elm: University) -> None:
    work = elm.drafts("Ada", "song")
    asks(elm, work, "Ben")
    hands_in(elm, work)

    assert answers(elm, work) == {"Ben": "lapsed"}
    with pytest.raises(AlreadyDecided):
        joins(elm, work, "Ben")


# -- coming together -------------------------------------------------------------------------------


def test_who_may_be_asked(elm: University) -> None:
    elm.joins("Bo", audience=Audience.CLASSIFIED)
    elm.joins("Gone")
    elm.leaves("Gone")
    song, talk = elm.drafts("Ada", "song"), elm.drafts("Ada")

    with pytest.raises(OtherAudience):
        asks(elm, song, "Bo")
    for who in ("Ada", "Gone"):
        with pytest.raises(NotPermitted):
            asks(elm, song, who)
    with pytest.raises(NotPermitted):
        asks(elm, song, "Cara", by="Ben")
    with pytest.raises(NoTeam):
        asks(elm, talk, "Ben")
    with pytest.raises(NoTeam):
        asks(elm, teamed(elm, "Ben")[1][0], "Cara", by="Ben")


def test_no_more_than_may_are_asked(elm: University) -> None:
    work, _parts = teamed(elm, "Ben")
    asks(elm, work, "Cara")
    with pytest.raises(TeamFull):
        asks(elm, work, "Rob")

    elm.does_with(work, teams.decline, by="Cara")
    assert asks(elm, work, "Rob").answer is teams.Answer.OPEN
    assert asks(elm, work, "Rob").answer is teams.Answer.OPEN, "twice is once"
    assert answers(elm, work) == {"Ben": "joined", "Cara": "declined", "Rob": "open"}
    assert "does not join" in elm.letters("Ada")[-1]


def test_a_question_is_taken_back(elm: University) -> None:
    work = elm.drafts("Ada", "plan")
    asks(elm, work, "Ben")

    def take_back(session: Any, found: Evidence, **how: Any) -> None:
        teams.take_back(session, found, elm.place(session, "Ben"), **how)

    elm.does_with(work, take_back, by="Ada")
    for act, who in ((teams.join, "Ben"), (teams.decline, "Ben"), (take_back, "Ada")):
        with pytest.raises(AlreadyDecided):
            elm.does_with(work, act, by=who)
    with pytest.raises(NotFound):
        elm.does_with(work, teams.join, by="Cara")


def test_whoever_goes_on_alone_keeps_what_she_wrote(elm: University) -> None:
    work, (part, _caras) = teamed(elm, "Ben", "Cara")
    writes(elm, part, "Ben")
    elm.does_with(part, teams.leave, by="Ben")
    hands_in(elm, work)
    elm.approves(work, scores=SCORES)

    assert elm.status(part) is Status.WITHDRAWN
    assert points(elm, "Ada", "Ben") == [12, 0]
    assert "goes on alone" in elm.letters("Ada")[-2]
    with pytest.raises(NoTeam):
        elm.does_with(part, teams.leave, by="Ben")
    with pytest.raises(NotPermitted):
        elm.does_with(part, teams.leave, by="Cara")


def test_she_comes_back_to_the_part_that_she_had_begun(elm: University) -> None:
    work, (part,) = teamed(elm, "Ben")
    elm.does_with(part, teams.leave, by="Ben")
    asks(elm, work, "Ben")
    assert joins(elm, work, "Ben").id == part.id

    elm.does_with(part, teams.leave, by="Ben")
    elm.does_with(part, evidence.discard, by="Ben")
    asks(elm, work, "Ben")
    assert joins(elm, work, "Ben").id != part.id


def test_what_is_counted_cannot_be_left(elm: University) -> None:
    work, (part,) = teamed(elm, "Ben")
    hands_in(elm, work)
    elm.approves(work, scores=SCORES)
    writes(elm, part, "Ben")

    with pytest.raises(AlreadyDecided):
        elm.does_with(part, teams.leave, by="Ben")


def test_work_that_is_thrown_away_sets_everybody_free(elm: University) -> None:
    work, (bens,) = teamed(elm, "Ben")
    asks(elm, work, "Cara")
    elm.does_with(work, evidence.discard, by="Ada")

    assert answers(elm, work) == {"Ben": "left", "Cara": "lapsed"}
    elm.now += timedelta(days=30)
    with elm.act() as session:
        evidence.empty_bin(session, elm.district, now=elm.tick())
    assert answers(elm, work) == {}
    assert elm.status(bens) is Status.DRAFT


def test_a_part_that_is_thrown_away_leaves_the_others_as_they_are(elm: University) -> None:
    work, (bens, _caras) = teamed(elm, "Ben", "Cara")
    elm.does_with(bens, evidence.discard, by="Ben")
    elm.now += timedelta(days=31)
    with elm.act() as session:
        evidence.empty_bin(session, elm.district, now=elm.tick())

    assert answers(elm, work) == {"Ben": "left", "Cara": "joined"}
    assert hands_in(elm, work).status is Status.SUBMITTED


def departs(elm: University, who: str) -> None:
    with elm.act() as session:
        today = elm.now.date()
        people.end_participation(
            session, elm.place(session, who), last=today, today=today,
            by=elm.actor(session, "Dana"), now=elm.tick(),
        )  # fmt: skip


def test_nobody_waits_for_a_member_who_left_the_district(elm: University) -> None:
    work, (_bens, caras) = teamed(elm, "Ben", "Cara")
    other = elm.drafts("Ada", "song")
    asks(elm, other, "Ben")
    writes(elm, caras, "Cara")
    for who in ("Ben", "Cara"):
        departs(elm, who)

    assert answers(elm, work) == {"Ben": "left", "Cara": "joined"}
    assert answers(elm, other) == {"Ben": "lapsed"}
    elm.approves(hands_in(elm, work), scores=SCORES)
    assert points(elm, "Ada", "Cara") == [12, 12], "what she had handed in counts"


def test_where_the_one_who_began_it_leaves_the_others_are_free(elm: University) -> None:
    work, (part,) = teamed(elm, "Ben")
    departs(elm, "Ada")

    assert answers(elm, work) == {"Ben": "left"}
    assert elm.status(part) is Status.DRAFT


# -- what is decided holds for all -----------------------------------------------------------------


def decided(elm: University) -> tuple[Evidence, Evidence]:
    """Work of Ada and Ben, and his part, both approved."""
    work, (part,) = teamed(elm, "Ben")
    writes(elm, part, "Ben")
    hands_in(elm, work)
    elm.approves(work, scores=SCORES)
    return work, part


def test_sent_back_it_is_her_turn_and_the_parts_wait(elm: University) -> None:
    work, (part,) = teamed(elm, "Ben")
    writes(elm, part, "Ben")
    hands_in(elm, work)
    elm.does_with(work, evidence.send_back, by="Ruth", note="And the end?")

    assert elm.status(part) is Status.SUBMITTED
    with elm.store.session() as session:
        where = evidence.whereabouts(session, session.get_one(Evidence, (elm.district, part.id)))
    assert where.writes == "Ada"
    hands_in(elm, work)
    with elm.store.session() as session:
        where = evidence.whereabouts(session, session.get_one(Evidence, (elm.district, part.id)))
    assert (where.writes, where.names) == ("", ["Rob", "Ruth"])
    elm.approves(work, scores=SCORES)
    assert points(elm, "Ada", "Ben") == [12, 12]


def test_declined_no_part_counts_and_second_thoughts_bring_it_back(elm: University) -> None:
    work, (part, late) = teamed(elm, "Ben", "Cara")
    writes(elm, part, "Ben")
    hands_in(elm, work)
    elm.does_with(work, evidence.decline, by="Ruth", note="Not this.")
    assert elm.status(part) is Status.DECLINED
    assert "Not this." in elm.letters("Ben")[-1]
    with pytest.raises(WorkDeclined):
        writes(elm, late, "Cara")

    elm.does_with(work, evidence.reconsider, by="Ruth")
    assert elm.status(part) is Status.SUBMITTED
    elm.approves(work, scores=SCORES)
    assert points(elm, "Ada", "Ben") == [12, 12]
    assert elm.wrong() == []


@pytest.mark.parametrize("keep", [False, True])
def test_undone_it_is_undone_for_all(elm: University, keep: bool) -> None:
    work, part = decided(elm)
    elm.does_with(work, evidence.undo_approval, by="Dana", note="A mistake.", keep=keep)

    assert [elm.status(each) for each in (work, part)] == [Status.SUBMITTED] * 2
    assert points(elm, "Ada", "Ben") == ([12, 12] if keep else [0, 0])
    assert [each.id for each in queue(elm, "Ruth")] == [work.id]
    elm.approves(work, scores=SCORES)
    assert points(elm, "Ada", "Ben") == [12, 12]
    assert elm.wrong() == []


def test_one_part_undone_stands_for_itself(elm: University) -> None:
    work, part = decided(elm)
    elm.undoes(part)

    assert points(elm, "Ada", "Ben") == [12, 0]
    assert answers(elm, work) == {"Ben": "left"}
    assert [each.id for each in queue(elm, "Ruth")] == [part.id]
    elm.approves(part, scores=SCORES)
    assert points(elm, "Ada", "Ben") == [12, 12]


def test_a_correction_of_the_work_reaches_the_parts(elm: University) -> None:
    work, part = decided(elm)
    facts = Facts(done_on=elm.now.date() - timedelta(days=3))
    elm.does_with(work, evidence.correct, by="Dana", facts=facts, note="It was Friday.")

    with elm.store.session() as session:
        found = session.get_one(Evidence, (elm.district, part.id))
        assert found.done_on == facts.done_on
        assert evidence.changes(session, found)[-1].note == "It was Friday."
    assert elm.wrong() == []


def test_a_correction_that_a_part_says_already_changes_nothing(elm: University) -> None:
    work, part = decided(elm)
    facts = Facts(minutes=90)
    elm.does_with(part, evidence.correct, by="Dana", facts=facts, note="An hour and a half.")
    elm.does_with(work, evidence.correct, by="Dana", facts=facts, note="An hour and a half.")

    with elm.store.session() as session:
        found = session.get_one(Evidence, (elm.district, part.id))
        assert len(evidence.changes(session, found)) == 2


# -- who decides -----------------------------------------------------------------------------------


def test_nobody_decides_on_the_work_of_her_team(elm: University) -> None:
    work, (robs,) = teamed(elm, "Rob")
    hands_in(elm, work)

    for act in (evidence.take, evidence.approve):
        with pytest.raises(OwnTeam):
            elm.does_with(work, act, by="Rob")
    assert queue(elm, "Rob") == []
    with elm.store.session() as session:
        found = session.get_one(Evidence, (elm.district, work.id))
        assert list(evidence.held_by(session, found)) == ["Ruth"]
    writes(elm, robs, "Rob")
    with pytest.raises(DecidedWithWork):
        elm.does_with(robs, evidence.take, by="Ruth")


def test_reciprocity_covers_the_whole_team(elm: University) -> None:
    """Rob, who is in Ada's team, decided on Ruth's evidence; and the other way round."""
    elm.approves(elm.submits("Ruth"), by="Rob")
    work, _parts = teamed(elm, "Rob")
    hands_in(elm, work)
    with pytest.raises(WouldReviewEachOther):
        elm.approves(work, by="Ruth", scores=SCORES)
    assert queue(elm, "Ruth") == []

    elm.approves(work, by="Dana", scores=SCORES)
    danas = elm.submits("Dana")
    with pytest.raises(WouldReviewEachOther):
        elm.approves(danas, by="Rob")


def test_the_team_sees_its_work_and_others_do_not(elm: University) -> None:
    work, (bens,) = teamed(elm, "Ben")
    asks(elm, work, "Cara")
    with elm.store.session() as session:
        ben, cara, ruth = (elm.actor(session, each) for each in ("Ben", "Cara", "Ruth"))
        assert evidence.shared(session, ben, work.id) == work
        assert len(evidence.openable(session, ben, work, scanned=False)) == 1
        assert evidence.among_colleagues(session, cara, work.id) == work
        for reader, claim in ((cara, work), (ruth, work), (cara, bens)):
            with pytest.raises(NotFound):
                evidence.shared(session, reader, claim.id)
        with pytest.raises(NotFound):
            evidence.among_colleagues(session, ruth, work.id)


def test_everybody_finds_her_teams_and_where_she_is_asked(elm: University) -> None:
    work, _parts = teamed(elm, "Ben")
    asks(elm, work, "Cara")
    with elm.store.session() as session:
        places = {who: elm.place(session, who) for who in ("Ada", "Ben", "Cara", "Ruth")}
        asked = {who: len(teams.asked(session, each)) for who, each in places.items()}
        own = {who: len(teams.together(session, each)) for who, each in places.items()}
    assert asked == {"Ada": 0, "Ben": 0, "Cara": 1, "Ruth": 0}
    assert own == {"Ada": 1, "Ben": 1, "Cara": 0, "Ruth": 0}


# -- at the same instant ---------------------------------------------------------------------------


def test_joining_twice_begins_one_part(any_elm: University) -> None:
    work = any_elm.drafts("Ada", "plan")
    asks(any_elm, work, "Ben")

    first, second = at_once(*[lambda: joins(any_elm, work, "Ben")] * 2)

    assert first.id == second.id
    with any_elm.store.session() as session:
        assert len(evidence.mine(session, any_elm.place(session, "Ben"))) == 1


def test_a_part_that_comes_with_the_decision_is_never_left_waiting(any_elm: University) -> None:
    work, (part,) = teamed(any_elm, "Ben")
    hands_in(any_elm, work)
    any_elm.does_with(part, evidence.write, by="Ben", **PART)

    answers = at_once(
        lambda: any_elm.approves(work, scores=SCORES),
        lambda: hands_in(any_elm, part, "Ben"),
    )

    assert refusals(answers) == []
    assert points(any_elm, "Ada", "Ben") == [12, 12]
    assert any_elm.wrong() == []


def test_it_is_handed_in_once(any_elm: University) -> None:
    work, _parts = teamed(any_elm, "Ben")

    answers = at_once(*[lambda: hands_in(any_elm, work)] * 2)

    assert refusals(answers) == [AlreadyDecided]


def test_two_teams_with_the_same_people_are_approved_at_once(any_elm: University) -> None:
    """Each transaction changes both records; neither waits for the other for ever."""
    adas, (bens_part,) = teamed(any_elm, "Ben")
    bens = any_elm.drafts("Ben", "plan")
    asks(any_elm, bens, "Ada", by="Ben")
    adas_part = joins(any_elm, bens, "Ada")
    writes(any_elm, bens_part, "Ben")
    writes(any_elm, adas_part, "Ada")
    for work, who in ((adas, "Ada"), (bens, "Ben")):
        hands_in(any_elm, work, who)

    answers = at_once(
        lambda: any_elm.approves(adas, scores=SCORES),
        lambda: any_elm.approves(bens, by="Rob", scores=SCORES),
    )

    assert refusals(answers) == []
    assert points(any_elm, "Ada", "Ben") == [24, 24]
    assert any_elm.wrong() == []
