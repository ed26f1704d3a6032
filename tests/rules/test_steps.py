"""The next good steps: what moves degrees furthest for the least time, and what cannot be begun."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from rules.audits import Record, audit_all
from rules.audits.record import record_of
from rules.facts import Person
from rules.steps import first_steps, next_steps, step_of
from rules.terms import Audience, Stage
from tests.rules.cases import completion
from tests.rules.records import did, only
from tests.rules.sample_packs import sample

TODAY = date(2026, 10, 1)


def record(done, timeline, **facts) -> Record:
    return replace(record_of(done, timeline, as_of=TODAY), **facts)


def steps(timeline, *done, degrees=None, most=3, in_hand=(), **facts):
    catalog = timeline.newest.catalog
    chosen = {key: catalog.degrees[key].requires for key in degrees or catalog.degrees}
    found = next_steps(
        record(done, timeline, **facts), done, timeline, chosen,
        lambda against: audit_all(chosen, against), in_hand=in_hand, most=most,
    )  # fmt: skip
    return list(found)


def names(found):
    return [step.activity for step in found]


def test_the_fewest_hours_for_the_progress_come_first(timeline):
    """
    campuses: {literacy: {title: Literacy}}
    activities:
      slow: {title: Slow, hours: 6, points: 10}
      quick: {title: Quick, hours: 1, points: 10}
      middle: {title: Middle, hours: 3, points: 10}
    degrees:
      associate: {title: Associate, requires: {points: 100}}
    """
    found = steps(timeline)

    assert names(found) == ["quick", "middle", "slow"]
    assert [step.gain for step in found] == [Fraction(1, 10)] * 3


def test_a_step_says_what_it_finishes_and_what_it_completes(timeline):
    """
    activities:
      show: {title: Show, evidence: student, hours: 1, points: 50}
    levels:
      new: {title: New, experience: 0}
      known: {title: Known, experience: 50}
    degrees:
      associate:
        title: Associate
        requires: {all: [{id: enough, points: 50}, {id: shown, student_evidence: 1}]}
    """
    (step,) = steps(timeline)

    assert {move.finding.path: move.finishes for move in step.moves} == {
        "enough": True, "shown": True,
    }  # fmt: skip
    assert step.completes == ("associate",)
    assert step.level == "known"


def test_what_was_done_or_is_in_hand_or_is_for_others_is_no_step(timeline):
    """
    activities:
      done: {title: Done, hours: 1, points: 10}
      begun: {title: Begun, hours: 1, points: 10}
      others: {title: For others, hours: 1, points: 10, audience: [leader]}
      kept: {title: Kept by the program, evidence: system, hours: 1, points: 10}
      free: {title: Free, hours: 1, points: 10}
    degrees:
      associate: {title: Associate, requires: {points: 100}}
    """
    done = completion("done")

    assert names(steps(timeline, done, in_hand={("begun", Stage.DONE)})) == ["free"]


def test_a_stage_waits_for_the_one_before_it(timeline):
    """
    activities:
      course:
        title: Course
        stages:
          learned: {evidence: own, hours: 1, points: 10}
          used: {evidence: student, hours: 1, points: 30}
      later: {title: Later, hours: 1, points: 40, after: [course]}
    degrees:
      associate: {title: Associate, requires: {points: 100}}
    """
    learned = completion("course", stage=Stage.LEARNED)
    used = completion("course", stage=Stage.USED, day="2026-09-02")

    assert [step.part for step in steps(timeline)] == [("course", Stage.LEARNED)]
    assert [step.part for step in steps(timeline, learned)] == [("course", Stage.USED)]
    assert names(steps(timeline, learned, used)) == ["later"]


def test_a_step_grants_what_caps_leave_of_it(timeline):
    """
    activities:
      tool: {title: Tool, hours: 1, points: 20, cap: {points: 30, per: school_year}}
      talk: {title: Talk, hours: 5, points: 10}
    degrees:
      associate: {title: Associate, requires: {all: [{activity: tool, times: 3}, {points: 100}]}}
    """

    def worth(*done):
        return {step.activity: step.points for step in steps(timeline, *done)}

    assert worth(completion("tool")) == {"tool": 10, "talk": 10}
    assert worth(*(completion("tool", n=n) for n in (1, 2))) == {"tool": 0, "talk": 10}
    assert worth(*(completion("tool", n=n) for n in (1, 2, 3))) == {"talk": 10}


def test_an_activity_that_a_degree_asks_for_several_times_comes_again(timeline):
    """
    activities:
      mentor: {title: Mentor, hours: 2, points: 10}
    degrees:
      master: {title: Master, requires: {activity: mentor, times: 2}}
    """
    assert names(steps(timeline, completion("mentor"))) == ["mentor"]


def test_student_evidence_may_bring_the_outcome_that_is_asked(timeline):
    """
    activities:
      plain: {title: Plain, evidence: own, hours: 1, points: 10}
      shown: {title: Shown, evidence: student, hours: 3, points: 10}
    degrees:
      bachelor: {title: Bachelor, requires: {student_evidence: 1, with_outcome: 1}}
    """
    (step,) = steps(timeline)

    assert (step.activity, step.completes) == ("shown", ("bachelor",))


def test_without_degrees_points_count(timeline):
    """
    activities:
      slow: {title: Slow, hours: 6, points: 10}
      quick: {title: Quick, hours: 1, points: 10}
      nothing: {title: Nothing, hours: 1}
    """
    found = steps(timeline, degrees={})

    assert names(found) == ["quick", "slow"]
    assert found[0].moves == ()


def test_a_new_campus_counts_where_campuses_are_asked(timeline):
    """
    campuses: {here: {title: Here}, there: {title: There}}
    activities:
      known: {title: Known, campus: here, hours: 1, points: 5}
      again: {title: Again, campus: here, hours: 1, points: 5}
      other: {title: Other, campus: there, hours: 2, points: 5}
    degrees:
      associate: {title: Associate, requires: {distinct: campus, n: 2}}
    """
    assert names(steps(timeline, completion("known"))) == ["other"]


def test_the_step_of_one_activity_is_its_next_open_stage(timeline):
    """
    activities:
      course:
        title: Course
        stages:
          learned: {evidence: own, hours: 1, points: 10}
          used: {evidence: student, points: 5}
        badge: true
        once: [learned, used]
    degrees:
      associate: {title: Associate, requires: {points: 100}}
    """
    learned = completion("course", stage=Stage.LEARNED)
    used = completion("course", stage=Stage.USED, day="2026-09-02")
    degrees = {"associate": timeline.newest.catalog.degrees["associate"].requires}

    def of(*done):
        against = record(done, timeline)
        return step_of("course", against, done, timeline, lambda r: audit_all(degrees, r))

    assert (of().stage, of().badge) == (Stage.LEARNED, False)
    assert (of(learned).stage, of(learned).badge) == (Stage.USED, True)
    assert of(learned, used) is None


def test_beginners_get_short_things_from_different_campuses():
    found = first_steps(sample("deerfield"), Audience.CERTIFICATED)
    campuses = [sample("deerfield").activities[step.activity].campus for step in found]

    assert len(found) == len(set(campuses)) == 3
    assert all(step.minutes <= 60 for step in found)


@pytest.mark.parametrize("name", ["deerfield", "washington-township", "worlds-of-learning"])
@pytest.mark.parametrize("audience", list(Audience))
def test_every_sample_has_three_beginnings_for_everybody(name, audience):
    found = first_steps(sample(name), audience)

    assert len({step.part for step in found}) == 3


def test_a_beginner_is_not_sent_to_what_she_has_begun():
    first, *_rest = first_steps(sample("deerfield"), Audience.CERTIFICATED)
    others = first_steps(sample("deerfield"), Audience.CERTIFICATED, in_hand={first.part})

    assert first.part not in {step.part for step in others}
    assert len(others) == 3


@pytest.mark.parametrize("audience", list(Audience))
def test_steps_toward_the_sample_degrees_are_there_for_everyone(audience):
    catalog = sample("deerfield")
    timeline = only(catalog)
    done = [did(catalog, "number-talks/learned", "2026-09-10")]
    found = steps(timeline, *done, degrees=["associate"], person=Person(audience))

    assert len(found) == 3
    assert all(step.moves for step in found)
    assert [step.cost for step in found] == sorted(step.cost for step in found)


def test_the_best_is_found_among_many(timeline):
    """
    activities:
      a: {title: A, evidence: own, hours: 9, points: 10}
      b: {title: B, evidence: own, hours: 8, points: 10}
      c: {title: C, evidence: own, hours: 7, points: 10}
      d: {title: D, evidence: own, hours: 6, points: 10}
      e: {title: E, evidence: own, hours: 5, points: 10}
      f: {title: F, evidence: own, hours: 4, points: 10}
      g: {title: G, evidence: own, hours: 3, points: 10}
      h: {title: H, hours: 9, evidence: student, points: {points_per_hour: 10}}
    degrees:
      associate: {title: Associate, requires: {all: [{points: 100}, {student_evidence: 1}]}}
    """
    assert names(steps(timeline)) == ["h", "g", "f"]
