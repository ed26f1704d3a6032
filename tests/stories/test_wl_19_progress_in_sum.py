"""WL-19: what a dashboard adds up is the sum of what each person's own audit says."""

from collections import Counter

from engine import credentials, evidence, people, progress
from engine.people import Role
from rules.terms import MonthDay, SchoolYear
from tests.stories.people import ADA, BEN, RUTH
from tests.stories.world import STUDENT, World


def test_totals_equal_the_sum_of_individual_audits(world: World) -> None:
    """
    schools: {cedar: {title: Cedar}, birch: {title: Birch}}
    activities:
      talk: {title: Talk, evidence: own, points: 30}
      lesson: {title: Lesson, evidence: student, points: 30}
    degrees:
      associate:
        title: Associate
        requires:
          all: [{points: 60}, {student_evidence: 1}, {activity: talk, times: 2}]
      short: {title: Short, requires: {points: 30}}
    """
    world.joins(RUTH, Role.REVIEWER, Role.DISTRICT_ADMIN)
    for name, work in {ADA: 0, BEN: 1, "Cleo": 2, "Dan": 3}.items():
        world.joins(name, school="cedar" if work % 2 else "birch")
        world.enrolls(name, "associate")
        world.enrolls(name, "short")
        for _each in range(work):
            world.completes(name, "talk", by=RUTH)
    undone = world.completes("Dan", "lesson", by=RUTH, kinds=[STUDENT])
    assert world.degrees("Dan") == ["short", "associate"]

    assert summed(world) == individually(world)
    assert summed(world)[1] == Counter({"short": 3, "associate": 1})
    world.undoes(RUTH, undone)
    assert summed(world) == individually(world)
    with world.store.session() as session:
        assert list(progress.verify_degrees(session, world.district)) == []


def summed(world: World) -> tuple[Counter[str], Counter[str], Counter[tuple[str, int]]]:
    """What the queries of a dashboard say: pursuing, conferred, and how many are how near."""
    with world.store.session() as session:
        scope, year = people.Scope(world.district), SchoolYear.of(world.today, MonthDay())
        counts = progress.degree_counts(session, scope, year, today=world.today)
        return (
            Counter({key: each.pursuing for key, each in counts.items()}),
            Counter({key: each.conferred for key, each in counts.items()}),
            Counter(progress.open_counts(session, scope, today=world.today)),
        )


def individually(world: World) -> tuple[Counter[str], Counter[str], Counter[tuple[str, int]]]:
    """The same, by auditing everybody one by one."""
    pursuing, conferred = Counter[str](), Counter[str]()
    still_open = Counter[tuple[str, int]]()
    with world.store.session() as session:
        for place, _person in people.directory(session, world.district):
            for each in progress.pursued(session, place, now=world.now):
                degree = each.enrollment.degree
                if each.conferral is not None:
                    conferred[degree] += 1
                else:
                    pursuing[degree] += 1
                    still_open[degree, each.audit.open_requirements] += 1
    return pursuing, conferred, still_open


def test_evidence_and_what_it_brought_are_counted_once_each(world: World) -> None:
    """
    schools: {cedar: {title: Cedar}, birch: {title: Birch}}
    activities:
      talk: {title: Talk, evidence: own, points: 30, badge: true}
      lesson: {title: Lesson, evidence: student, points: 30}
    """
    world.joins(RUTH, Role.REVIEWER)
    world.joins(ADA, school="cedar")
    world.joins(BEN, school="birch")
    numbers = {"measured_of": 24, "measured_before": 12, "measured_after": 19}
    world.completes(ADA, "talk", by=RUTH, hours=2)
    world.completes(ADA, "lesson", by=RUTH, kinds=[STUDENT], measure="explain", **numbers)
    world.completes(BEN, "lesson", by=RUTH, kinds=[STUDENT])
    world.submits(BEN, "talk")
    world.drafts(BEN, "talk")

    everybody, year = people.Scope(world.district), SchoolYear.of(world.today, MonthDay())
    cedar = people.Scope(world.district, frozenset({"cedar"}))
    with world.store.session() as session:
        tallies = evidence.tallies(session, everybody, year)
        assert sum(each.pieces for each in tallies) == 4
        assert sum(each.minutes for each in tallies) == 120
        assert {each.month for each in tallies} == {world.today.replace(day=1)}
        took_part = evidence.participating(session, everybody, year)
        assert {each.school: each.people for each in took_part} == {"cedar": 1, "birch": 1}
        assert evidence.answer_days(session, cedar, year) == {0: 2}
        assert sum(evidence.promised(session, everybody).values()) == 1
        assert sum(evidence.promised(session, cedar).values()) == 0
        summed_up = evidence.added_up(evidence.outcomes(session, everybody, year))
        assert summed_up == evidence.OutcomeSum(1, 24, 12, 19)
        assert evidence.without_measure(session, everybody, year) == 1
        assert [(each.key, each.number) for each in credentials.earned(session, cedar, year)] == [
            ("talk", 1)
        ]
        assert credentials.earned(session, cedar, SchoolYear(2000)) == []
