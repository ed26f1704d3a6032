"""What a record comes to, and what a new catalog makes of what was reached before."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from rules.audits import Decision, Verb
from rules.facts import Conferral
from rules.holdings import Holdings, Known, holdings
from rules.scoring import Recorded, Timeline
from rules.terms import Policy
from tests.rules.cases import always, completion, small

TODAY = date(2026, 9, 20)
OLD = small("""
activities: {talks: {title: Talks, points: 10}}
levels:
  first: {title: First, experience: 0}
  second: {title: Second, experience: 20}
  third: {title: Third, experience: 30}
badges: {doer: {title: Doer, criteria: Do two things., requires: {count: 2}}}
degrees:
  associate: {title: Associate, requires: {points: 20}}
  bachelor: {title: Bachelor, requires: {all: [{degree: associate}, {count: 2}]}}
""")
NEW = small("""
activities: {talks: {title: Talks, points: 10}}
levels:
  first: {title: First, experience: 0}
  second: {title: Second, experience: 25}
  fourth: {title: Fourth, experience: 60}
badges: {doer: {title: Doer, criteria: Do nine things., requires: {count: 9}}}
degrees: {associate: {title: Associate, requires: {points: 20}}}
""")
TWO_TALKS = (completion(n=1), completion(n=2))


def known(**more) -> Known:
    degrees = {key: degree.requires for key, degree in OLD.degrees.items()}
    return Known(completions=TWO_TALKS, degrees=degrees, **more)


def changed(policy: Policy, day: date = date(2020, 7, 1)) -> Timeline:
    yesterday = TODAY - timedelta(days=1)
    return always(OLD).followed_by(Recorded(2, day, NEW, policy, published_on=yesterday))


def test_one_degree_completes_the_next():
    found = holdings(known(), always(OLD), TODAY)

    assert found == Holdings(
        experience=20,
        redeemable=20,
        level="second",
        badges=frozenset({"doer"}),
        degrees={"associate": Fraction(1), "bachelor": Fraction(1)},
        complete=frozenset({"associate", "bachelor"}),
    )


def test_a_degree_that_was_granted_stays_granted():
    granted = (Conferral("master", TODAY),)
    assert "master" in holdings(known(conferrals=granted), always(OLD), TODAY).complete


NOTED = {"levels": {"first": TODAY - timedelta(9), "second": TODAY - timedelta(9)},
         "badges": {"doer": TODAY - timedelta(9)}}  # fmt: skip


@pytest.mark.parametrize(
    ("policy", "since", "level", "badges"),
    [
        (Policy.NEW_WORK, TODAY, "second", {"doer"}),
        (Policy.RECOMPUTE, date(2020, 7, 1), "first", set()),
    ],
)
def test_what_was_reached_stays_unless_it_is_recomputed(policy, since, level, badges):
    found = holdings(known(**NOTED), changed(policy, since), TODAY)
    assert (found.level, set(found.badges)) == (level, badges)


def test_what_a_correction_takes_back_does_not_stay():
    one = Known(completions=TWO_TALKS[:1], **NOTED)
    found = holdings(one, changed(Policy.NEW_WORK, day=TODAY), TODAY)
    assert (found.level, set(found.badges)) == ("first", set())


def test_whom_a_catalog_spares_keeps_what_it_would_take():
    spared = changed(Policy.NOBODY_LOSES).sparing({2})
    assert spared.newest.applies_from == TODAY
    assert spared.newest.policy is Policy.NEW_WORK
    assert holdings(known(**NOTED), spared, TODAY).level == "second"


def test_a_catalog_that_does_not_apply_yet_judges_nothing():
    tomorrow = TODAY + timedelta(days=1)
    assert holdings(known(**NOTED), changed(Policy.RECOMPUTE, tomorrow), TODAY).level == "second"


HAS = Holdings(20, 20, "second", frozenset({"doer"}), {"associate": Fraction(1, 2)},
               frozenset({"bachelor"}))  # fmt: skip


@pytest.mark.parametrize(
    "less",
    [
        {"experience": 19}, {"redeemable": 19}, {"level": "first"}, {"level": None},
        {"badges": frozenset()}, {"complete": frozenset()}, {"degrees": {}},
        {"degrees": {"associate": Fraction(1, 3)}},
    ],
)  # fmt: skip
def test_less_of_anything_is_a_loss(less):
    fields = {name: getattr(HAS, name) for name in Holdings.__dataclass_fields__}
    after = Holdings(**{**fields, **less})
    assert after.loses_against(HAS, ("first", "second"))
    assert not HAS.loses_against(after, ("first", "second"))


def test_a_level_that_is_no_more_is_a_loss():
    fields = {name: getattr(HAS, name) for name in Holdings.__dataclass_fields__}
    assert Holdings(**{**fields, "level": "third"}).loses_against(HAS, ("first", "third"))


def test_what_was_decided_is_in_what_a_record_comes_to():
    waived = Decision(Verb.WAIVE, "r.2", degree="bachelor")

    found = holdings(
        replace(known(decisions=(waived,)), completions=TWO_TALKS[:1]), always(OLD), TODAY
    )

    assert found.degrees == {"associate": Fraction(1, 2), "bachelor": Fraction(3, 4)}
