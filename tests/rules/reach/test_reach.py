"""Who can reach what: in how many hours at least, or because of which requirement never."""

import pytest

from rules.catalog import Catalog
from rules.reach import Answer, mending, reach, told, unreached
from rules.terms import Audience
from rules.ways.linear import Least, Outcome, Program
from tests.rules.sample_packs import NAMES, sample

CLASSIFIED = Audience.CLASSIFIED


def sentences(catalog: Catalog, language: str = "en") -> list[str]:
    return [
        f"{told(found, block, catalog, language)} {mending(found, block, catalog, language)}"
        for found in unreached(catalog)
        for block in found.blocks
    ]


def of(catalog: Catalog, section: str, audience: Audience = Audience.CERTIFICATED):
    return {
        (each.target.key, each.shares): each
        for each in reach(catalog)
        if (each.target.section, each.audience) == (section, audience)
    }


@pytest.mark.parametrize("name", NAMES)
def test_in_the_sample_packs_everybody_reaches_what_is_meant_for_them(name):
    assert sentences(sample(name)) == []


def test_hours_and_school_years_are_the_least_that_there_are(catalog):
    """
    activities:
      quick: {title: Quick, hours: 1, points: 10, cap: {times: 2, per: school_year}}
      slow: {title: Slow, hours: 5, points: 20, cap: {times: 1, per: school_year}}
    degrees:
      small: {title: Small, requires: {points: 30}}
      large: {title: Large, requires: {points: 100}}
    """
    found = of(catalog, "degrees")

    small, large = found["small", (1.0, 0.5)], found["large", (1.0, 0.5)]
    assert (small.answer, small.years, small.minutes, small.tried) == (
        Answer.REACHED, 1, 6 * 60, True,
    )  # fmt: skip
    assert (large.years, large.minutes) == (3, 6 * 60 + 2 * 5 * 60)


def test_what_the_program_counts_can_be_met_and_pays_nobody_ahead(catalog):
    """
    activities:
      guide: {title: Guide, evidence: system, points: 50}
      lead: {title: Lead, evidence: system, badge: true, audience: [leader]}
      alone: {title: Alone, evidence: system}
      meet: {title: Meet, evidence: attendance, leading_counts_as: lead}
    mentoring: {counts_as: guide}
    degrees:
      guides: {title: Guides, requires: {count: 3, activity: guide}}
      rich: {title: Rich, requires: {points: 50}}
      lonely: {title: Lonely, requires: {count: 1, activity: alone}}
    """
    never = {each.target.key for each in unreached(catalog)}

    assert never == {"rich", "lonely"}


def test_one_thing_may_be_looked_at_alone(catalog):
    """
    activities:
      work: {title: Work, hours: 1, points: 1}
    degrees:
      small: {title: Small, requires: {points: 3}}
      large: {title: Large, requires: {points: 9}}
    """
    alone = reach(catalog, only=("degrees", "small"))

    assert {each.target.key for each in alone} == {"small"}
    assert set(alone) <= set(reach(catalog))
    (proved, *_others) = reach(catalog, only=("degrees", "small"), hours=False)
    assert (proved.answer, proved.minutes, proved.years) == (Answer.REACHED, None, None)


def test_part_time_is_told_apart_only_where_it_matters(catalog):
    """
    activities:
      work: {title: Work, hours: 1, points: 1}
    degrees:
      hours: {title: Hours, requires: {hours_per_year: 20, by_fte: yes}}
    rewards:
      mug: {title: Mug, price: 3, kind: merchandise}
    """
    found = of(catalog, "degrees")

    assert {shares: each.minutes for (_, shares), each in found.items()} == {
        (1.0,): 1200, (0.5,): 600,
    }  # fmt: skip
    assert list(of(catalog, "rewards")) == [("mug", (1.0, 0.5))]


def test_levels_badges_pathways_and_rewards_are_reached_too(catalog):
    """
    campuses: {x: {title: X}}
    activities:
      a: {title: A, hours: 1, points: 10, badge: yes}
      b: {title: B, hours: 2, points: 10, after: [a], badge: yes, audience: [leader]}
      c: {title: C, hours: 3, points: 0}
    levels:
      new: {title: New, experience: 0}
      known: {title: Known, experience: 15}
    badges:
      both: {title: Both, criteria: Both, requires: {distinct: activity, n: 2}}
    pathways:
      way: {title: Way, parts: [a, c], points: 5}
      other: {title: Other, parts: [a, b]}
    rewards:
      mug: {title: Mug, price: 25, kind: merchandise}
      gone: {title: Gone, price: 5, kind: merchandise, stock: 0}
      lunch: {title: Lunch, price: 5, kind: privilege, audience: [leader]}
    """
    found = {
        (each.target.section, each.target.key): (each.answer, each.minutes)
        for each in reach(catalog)
        if each.audience is CLASSIFIED
    }

    assert found == {
        ("levels", "new"): (Answer.REACHED, 0),
        ("levels", "known"): (Answer.REACHED, 120),
        ("badges", "both"): (Answer.REACHED, 240),
        ("pathways", "way"): (Answer.REACHED, 240),
        ("pathways", "other"): (Answer.CLOSED, None),
        ("activities", "a"): (Answer.REACHED, 60),
        ("activities", "b"): (Answer.CLOSED, None),
        ("rewards", "mug"): (Answer.REACHED, 180),
        ("rewards", "gone"): (Answer.CLOSED, None),
        ("rewards", "lunch"): (Answer.CLOSED, None),
    }


def test_what_somebody_confirms_is_told_beside(catalog):
    """
    activities: {a: {title: A, hours: 1, points: 10}}
    degrees:
      hand: {title: Hand, requires: {all: [{points: 10}, {id: talk, kind: manual}]}}
    """
    (found,) = of(catalog, "degrees").values()

    assert (found.answer, found.by_hand, found.tried) == (
        Answer.REACHED, (("hand", "talk"),), False,
    )  # fmt: skip


def test_what_takes_longer_than_is_looked_ahead_is_not_called_impossible(catalog):
    """
    activities:
      once: {title: Once, points: 1, cap: {times: 1, per: school_year}}
    degrees:
      long: {title: Long, requires: {points: 13}}
    """
    (found,) = of(catalog, "degrees").values()

    assert found.answer is Answer.NOT_SO_SOON
    assert unreached(catalog) == ()


def test_where_the_search_ends_early_nothing_is_claimed(catalog, monkeypatch):
    """
    activities: {a: {title: A, points: 10}}
    degrees: {some: {title: Some, requires: {points: 10}}}
    """
    undecided = Least(Outcome.UNDECIDED, [], 0, 0)
    monkeypatch.setattr(Program, "least", lambda *_: undecided)

    (found,) = of(catalog, "degrees").values()

    assert found.answer is Answer.UNDECIDED


def test_what_is_open_to_others_alone_is_named(catalog):
    """
    campuses: {x: {title: {en: X}}, y: {title: Y}}
    activities:
      mine: {title: Mine, campus: x, points: 10}
      theirs: {title: Theirs, campus: y, points: 10, audience: [certificated, leader]}
      also: {title: Also, campus: x, points: 10, audience: [leader]}
    degrees:
      wide:
        title: Wide
        requires:
          all:
            - {points: 10}
            - {title: Two campuses, distinct: campus, n: 2}
    """
    assert sentences(catalog) == [
        "Classified staff can never reach the degree “Wide”: “Two campuses” "
        "(degrees.wide.requires.all[1]) asks for 2 campuses, and all that is open to them comes "
        "to 1. Open “Theirs” to classified staff, or let something else count there."
    ]
    assert sentences(catalog, "es") == [
        "El personal de apoyo nunca puede alcanzar «Wide» (título): «Two campuses» "
        "(degrees.wide.requires.all[1]) pide 2 campus, y todo lo que le está abierto suma 1. Abre "
        "«Theirs» al personal de apoyo, o deja que otra cosa cuente ahí."
    ]
    assert [each.audience for each in unreached(catalog)] == [CLASSIFIED]


def test_every_cause_is_told(catalog):
    """
    campuses: {x: {title: X}, y: {title: Y}}
    activities:
      a: {title: A, campus: x, points: 10, hours: 1, once: [done], evidence: own}
      b: {title: B, campus: x, points: 10, audience: [leader], evidence: own}
      c: {title: C, campus: y, points: 10, audience: [leader], evidence: own}
    levels:
      new: {title: New, experience: 0}
      high: {title: High, experience: 30}
    degrees:
      none: {title: None, requires: {activity: b}}
      few:
        title: Few
        requires: {n_of: 2, of: [{activity: a}, {activity: b}, {student_evidence: 1}]}
      both:
        title: Both
        requires:
          all:
            - {collect: {distinct: activity, n: 1, activity: a}, limits: [{max_count: 0}]}
      apart:
        title: Apart
        requires:
          all: [{collect: {points: 10}}, {collect: {points: 10}}]
      next: {title: Next, requires: {degree: none}}
      up: {title: Up, requires: {level: high}}
      shown: {title: Shown, requires: {mean_score: 3}}
      each: {title: Each, requires: {each_campus: {count: 1}}}
    rewards:
      mug: {title: Mug, price: 15, kind: merchandise}
      pen: {title: Pen, price: 15, kind: merchandise, audience: [leader]}
    """
    found = {line for line in sentences(catalog) if line.startswith("Classified")}

    assert found == {
        f"Classified staff can never reach the {line}"
        for line in (
            "degree “None”: “None” (degrees.none.requires) asks for a piece of work, and nothing "
            "that counts there is open to them. Open “B” to classified staff, or let something "
            "else count there.",
            "degree “Few”: of what “Few” (degrees.few.requires) lets them choose from, they can "
            "never meet 2. Open “B” to classified staff, or let something else count there.",
            "degree “Both”: the requirement (degrees.both.requires.all[0]) asks for 1 different "
            "activities, and nothing that counts there is open to them. Offer classified staff "
            "more that counts there, loosen a cap, or ask for less.",
            "degree “Apart”: “Apart” (degrees.apart.requires) asks for things that can be met one "
            "by one, and never all together. Let work count for several of these requirements, "
            "or ask for less.",
            "degree “Next”: “Next” (degrees.next.requires) asks for “None”, which is out of their "
            "reach. Mend what is in the way there, or offer another way beside it.",
            "degree “Up”: “Up” (degrees.up.requires) asks for more than the points of “High”, "
            "and that is out of their reach. Mend what is in the way there, or offer another way "
            "beside it.",
            "degree “Shown”: “Shown” (degrees.shown.requires) asks for a mean score of 3, and "
            "nothing that counts there is open to them. Open “B” or “C” to classified staff, or "
            "let something else count there.",
            "degree “Each”: “Each” (degrees.each.requires) asks for a piece of work, and nothing "
            "that counts there is open to them. Open “C” to classified staff, or let something "
            "else count there.",
            "level “High”: “High” (levels.high.experience) asks for 30 points, and all that is "
            "open to them comes to 10. Open “B” or “C” to classified staff, or let something else "
            "count there.",
            "reward “Mug”: “Mug” (rewards.mug.price) asks for 15 points, and all that is open to "
            "them comes to 10. Offer classified staff more that counts there, loosen a cap, or "
            "ask for less.",
        )
    }


def test_rewards_are_bought_by_what_may_be_spent(catalog):
    """
    activities:
      a: {title: A, hours: 1, points: 10, once: [done]}
      b: {title: B, hours: 3}
      c: {title: C, hours: 2}
    rules:
      spent: {match: {activities: [b]}, grants: 0, redeemable: 10, cap: {times: 3}}
      both: {match: {activities: [c]}, grants: 4, redeemable: 20, cap: {points: 6}}
    rewards:
      mug: {title: Mug, price: 30, kind: merchandise}
      bag: {title: Bag, price: 70, kind: merchandise}
      car: {title: Car, price: 71, kind: merchandise}
    """
    found = {key: (each.answer, each.minutes) for (key, _), each in of(catalog, "rewards").items()}

    assert found == {
        "mug": (Answer.REACHED, 180),
        "bag": (Answer.REACHED, 60 + 4 * 60 + 9 * 60),
        "car": (Answer.NEVER, None),
    }


def test_a_level_may_ask_for_more_than_points(catalog):
    """
    activities: {a: {title: A, points: 10, evidence: own}}
    levels:
      new: {title: New, experience: 0}
      shown: {title: Shown, experience: 10, requires: {student_evidence: 1}}
    """
    (line, *_) = sentences(catalog)

    assert line == (
        "Certificated staff can never reach the level “Shown”: “Shown” (levels.shown.experience) "
        "asks for more than the points of “Shown”, and that is out of their reach. Mend what is "
        "in the way there, or offer another way beside it."
    )


def test_needs_of_one_requirement_may_exclude_each_other(catalog):
    """
    activities:
      a: {title: A, points: 10, tags: [t]}
      b: {title: B, points: 10, tags: [u]}
    degrees:
      goal:
        title: Goal
        requires: {collect: {need: [{count: 1, where: {tags_any: [t]}},
                                    {count: 1, where: {tags_any: [u]}}]},
                   limits: [{max_count: 1}]}
    """
    assert "things that can be met one by one, and never all together" in sentences(catalog)[0]
