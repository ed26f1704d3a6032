"""Names that nobody defined are found wherever a pack writes them, and so is what cannot be."""

import pytest

from tests.rules.cases import HEAD, broken, small


def found(text, head=HEAD):
    """What is wrong, as (line, path, message, suggestion)."""
    return [
        (error.line, error.path, error.message, error.suggestion)
        for error in broken({"head.yaml": head, "pack.yaml": text})
    ]


WORLD = """\
campuses: {steam: {title: STEAM}}
rubrics: {plain: {title: Plain, criteria: {fit: {title: Fit, scores: [No, Yes]}}}}
activities:
  talks: {title: Talks, campus: steam, rubric: plain, level: easy, tags: [math], points: 5}
  unit: {title: Unit, stages: {learned: {points: 5}, used: {points: 9}}}
levels: {low: {title: Low, experience: 0}}
degrees: {ba: {title: BA, requires: {id: top, points: 50}}}
"""


def test_the_world_of_these_tests_is_sound():
    assert len(small(WORLD).activities) == 2


@pytest.mark.parametrize(
    ("text", "path", "message", "suggestion"),
    [
        (
            "activities: {x: {title: X, campus: steem}}",
            "activities.x.campus",
            "There is no campus “steem”.",
            "Did you mean “steam”?",
        ),
        (
            "proposals: {counts_as: talk}",
            "proposals.counts_as",
            "There is no activity “talk”.",
            "Did you mean “talks”?",
        ),
        (
            "proposals: {counts_as: talks}",
            "proposals.counts_as",
            "“talks” asks people for evidence.",
            "Name one that says `evidence: system`.",
        ),
        (
            "proposals: {counts_as: unit}",
            "proposals.counts_as",
            "“unit” asks people for evidence.",
            "Name one that says `evidence: system`.",
        ),
        (
            "activities: {x: {title: X, rubric: q}}",
            "activities.x.rubric",
            "There is no rubric “q”.",
            "Known here: plain.",
        ),
        (
            "activities: {x: {title: X, after: [talks, talk]}}",
            "activities.x.after[1]",
            "There is no activity “talk”.",
            "Did you mean “talks”?",
        ),
        (
            "activities: {x: {title: X, points: {by_score: {criterion: fit, points: {1: 5}}}}}",
            "activities.x.points.by_score.criterion",
            "There is no criterion “fit”.",
            "",
        ),
        (
            "activities: {x: {title: X, stages: {used: {points: {by_stage: {learned: 5}}}}}}",
            "activities.x.stages.used.points.by_stage.learned",
            "There is no stage “learned”.",
            "Known here: used.",
        ),
        (
            "rules: {r: {match: {activities: [tolks]}, grants: 5}}",
            "rules.r.match.activities[0]",
            "There is no activity “tolks”.",
            "Did you mean “talks”?",
        ),
        (
            "rules: {r: {match: {campuses: [stem]}, grants: 5}}",
            "rules.r.match.campuses[0]",
            "There is no campus “stem”.",
            "Did you mean “steam”?",
        ),
        (
            "rules: {r: {match: {levels: [eassy]}, grants: 5}}",
            "rules.r.match.levels[0]",
            "There is no activity of the level “eassy”.",
            "Did you mean “easy”?",
        ),
        (
            "rules: {r: {match: {tags: [maths]}, grants: 5}}",
            "rules.r.match.tags[0]",
            "There is no activity with the tag “maths”.",
            "Did you mean “math”?",
        ),
        (
            "rules: {r: {grants: {by_score: {criterion: fitt, points: {1: 5}}}}}",
            "rules.r.grants.by_score.criterion",
            "There is no criterion “fitt”.",
            "Did you mean “fit”?",
        ),
        (
            "rules: {r: {grants: {by_level: {hard: 5}}}}",
            "rules.r.grants.by_level.hard",
            "There is no activity of the level “hard”.",
            "Known here: easy.",
        ),
        (
            "review: {counts_as: talk}",
            "review.counts_as",
            "There is no activity “talk”.",
            "Did you mean “talks”?",
        ),
        (
            "review: {counts_as: talks}",
            "review.counts_as",
            "“talks” asks people for evidence.",
            "Name one that says `evidence: system`.",
        ),
        (
            "review: {counts_as: unit}",
            "review.counts_as",
            "“unit” asks people for evidence.",
            "Name one that says `evidence: system`.",
        ),
        (
            "pathways: {p: {title: P, campus: stem, parts: [talks, unit]}}",
            "pathways.p.campus",
            "There is no campus “stem”.",
            "Did you mean “steam”?",
        ),
        (
            "pathways: {p: {title: P, parts: [talks, unti]}}",
            "pathways.p.parts[1]",
            "There is no activity “unti”.",
            "Did you mean “unit”?",
        ),
        (
            "pathways: {p: {title: P, parts: [talks, unit/lerned]}}",
            "pathways.p.parts[1]",
            "There is no stage “lerned”.",
            "Did you mean “learned”?",
        ),
        (
            "pathways: {p: {title: P, parts: [talks, talks]}}",
            "pathways.p.parts[1]",
            "“talks” is a part of this pathway twice.",
            "Keep one.",
        ),
        (
            "badges: {b: {title: B, criteria: C, campus: stem, requires: {points: 5}}}",
            "badges.b.campus",
            "There is no campus “stem”.",
            "Did you mean “steam”?",
        ),
        (
            "badges: {b: {title: B, criteria: C, requires: {level: lou}}}",
            "badges.b.requires.level",
            "There is no level “lou”.",
            "Did you mean “low”?",
        ),
        (
            "degrees: {ma: {title: M, requires: {all: [{degree: bha}, {points: 5}]}}}",
            "degrees.ma.requires.all[0].degree",
            "There is no degree “bha”.",
            "Did you mean “ba”?",
        ),
        (
            "degrees: {ma: {title: M, requires: {points: 5, where: {campuses: [stem]}}}}",
            "degrees.ma.requires.where.campuses[0]",
            "There is no campus “stem”.",
            "Did you mean “steam”?",
        ),
        (
            "degrees: {ma: {title: M, requires: {points: 5, where: {activities: [talk]}}}}",
            "degrees.ma.requires.where.activities[0]",
            "There is no activity “talk”.",
            "Did you mean “talks”?",
        ),
        (
            "degrees: {ma: {title: M, requires: {points: 5, where: {stages: [usd]}}}}",
            "degrees.ma.requires.where.stages[0]",
            "There is no stage “usd”.",
            "Did you mean “used”?",
        ),
        (
            "degrees: {ma: {title: M, requires: {points: 5, where: {tags_any: [moth]}}}}",
            "degrees.ma.requires.where.tags_any[0]",
            "There is no activity with the tag “moth”.",
            "Did you mean “math”?",
        ),
        (
            "degrees: {ma: {title: M, requires: {points: 5, where: {until_degree: baa}}}}",
            "degrees.ma.requires.where.until_degree",
            "There is no degree “baa”.",
            "Did you mean “ba”?",
        ),
        (
            "degrees: {ma: {title: M, requires: {points: 5, after: [topp]}}}",
            "degrees.ma.requires.after[0]",
            "There is no requirement with the id “topp”.",
            "",
        ),
        (
            "sharing: [{between: [ba, tip]}]",
            "sharing[0].between[1]",
            "There is no degree or requirement “tip”.",
            "Did you mean “top”?",
        ),
    ],
)
def test_a_name_that_nobody_defined_is_found(text, path, message, suggestion):
    errors = broken({"head.yaml": HEAD, "more.yaml": text, "world.yaml": WORLD})

    assert [(e.file, e.line, e.path, e.message, e.suggestion) for e in errors] == [
        ("more.yaml", 1, path, message, suggestion)
    ]


def test_a_name_that_a_short_form_wraps_is_found_where_it_is_written():
    text = """\
degrees:
  ma:
    title: M
    requires:
      all:
        - {points: 5}
        - {activity: lead, times: 2}
        - collect: {campus: arts}
          courses: 2
activities: {talks: {title: T}}
"""
    assert {line for line, *_ in found(text)} == {7, 8}


def test_a_name_that_is_wrong_twice_is_said_at_both_places_and_at_each_once():
    text = """\
levels: {low: {title: Low, experience: 0}}
degrees:
  ma:
    title: M
    requires:
      all:
        - {level: lo}
        - any: [{points: 5}, {level: lo}]
"""
    assert [line for line, *_ in found(text)] == [7, 8]


def test_a_broken_entry_is_still_known_by_its_name():
    text = "activities: {a: {title: A, points: x}, b: {title: B, after: [a]}}"

    assert [path for _, path, *_ in found(text)] == ["activities.a.points"]


@pytest.mark.parametrize(
    ("text", "line", "path", "way"),
    [
        (
            "activities:\n  a: {title: A, after: [b]}\n  b: {title: B, after: [a]}",
            2,
            "activities.a",
            "a → b → a",
        ),
        ("activities:\n  a: {title: A, after: [a]}", 2, "activities.a", "a → a"),
        (
            "degrees:\n  a: {title: A, requires: {degree: b}}\n"
            "  b: {title: B, requires: {degree: a}}",
            2,
            "degrees.a",
            "a → b → a",
        ),
        (
            "degrees: {a: {title: A, requires: {level: high}}}\n"
            "levels:\n  low: {title: L, experience: 0}\n"
            "  high: {title: H, experience: 5, requires: {degree: a}}",
            4,
            "levels.high",
            "high → a → high",
        ),
        (
            "degrees: {a: {title: A, requires: {level: high}}}\n"
            "levels:\n  low: {title: L, experience: 0}\n"
            "  wise: {title: W, experience: 5, requires: {degree: a}}\n"
            "  high: {title: H, experience: 9}",
            4,
            "levels.wise",
            "wise → a → high → wise",
        ),
    ],
)
def test_what_waits_for_itself_is_found(text, line, path, way):
    [(at, where, message, suggestion)] = found(text)

    assert (at, where, suggestion) == (line, path, "Take one of these steps out.")
    assert message == f"This waits for itself, and could never be reached: {way}."


def test_every_ring_is_found():
    text = """
activities:
  a: {title: A, after: [b, c]}
  b: {title: B, after: [a]}
  c: {title: C, after: [a]}
  d: {title: D, after: [d, a]}
"""
    ways = [message.partition(": ")[2] for _, _, message, _ in found(text)]

    assert sorted(ways) == ["a → b → a.", "a → c → a.", "d → d."]


@pytest.mark.parametrize(
    ("text", "path", "cap", "least"),
    [
        ("activities: {a: {title: A, points: 5, cap: {points: 4}}}", "activities.a.cap", 4, 5),
        (
            "activities: {a: {title: A, stages: {learned: {points: 15}, used: {points: 35}},"
            " cap: {points: 14}}}",
            "activities.a.cap",
            14,
            15,
        ),
        (
            "activities: {a: {title: A, hours: 2, points: {points_per_hour: 10},"
            " cap: {points: 9}}}",
            "activities.a.cap",
            9,
            20,
        ),
        (
            "activities: {a: {title: A, campus: c, points: 5}}\n"
            "campuses: {c: {title: C, cap: {points: 4}}}",
            "campuses.c.cap",
            4,
            5,
        ),
        (
            "campuses: {c: {title: C, cap: {points: 4}}}\n"
            "rules: {r: {match: {campuses: [c]}, grants: 5}}",
            "campuses.c.cap",
            4,
            5,
        ),
        ("rules: {r: {grants: 5, cap: {points: 4}}}", "rules.r.cap", 4, 5),
        (
            "activities: {a: {title: A, level: one}}\n"
            "rules: {r: {grants: {by_level: {one: 6}}, cap: {points: 4}}}",
            "rules.r.cap",
            4,
            6,
        ),
        (
            "rubrics: {r: {title: R, criteria: {fit: {title: Fit, scores: [No, Yes]}}}}\n"
            "activities: {a: {title: A, rubric: r, cap: {points: 6},"
            " points: {by_score: {criterion: fit, points: {0: 0, 1: 7}}}}}",
            "activities.a.cap",
            6,
            7,
        ),
    ],
)
def test_a_cap_below_the_least_award_is_found(text, path, cap, least):
    assert [(where, message, hint) for _, where, message, hint in found(text)] == [
        (
            f"{path}.points",
            f"No more than {cap} can be granted, but the least award is {least}.",
            f"Write {least} or more.",
        )
    ]


def test_a_cap_that_lets_the_least_award_through_is_sound():
    stages = "stages: {learned: {points: 15}, used: {points: 35}}"

    assert small(f"activities: {{a: {{title: A, {stages}, cap: {{points: 15}}}}}}").activities


def test_caps_that_can_be_filled_are_sound():
    catalog = small(
        """
        campuses: {c: {title: C, cap: {points: 5, per: month}}, d: {title: D, cap: {times: 1}}}
        activities:
          a: {title: A, campus: c, points: 5, cap: {points: 5}}
          b: {title: B, campus: c, points: {points_per_hour: 10}, cap: {points: 1}}
          c: {title: C, cap: {points: 1}}
        rules: {r: {grants: {points_per_hour: 5}, cap: {points: 1}}}
        """
    )

    assert list(catalog.rule_caps) == ["r"]


@pytest.mark.parametrize(
    ("text", "path", "message", "suggestion"),
    [
        (
            "levels: {a: {title: A, experience: 0}, b: {title: B, experience: 0}}",
            "levels.b.experience",
            "A level asks for more than the one before it, which asks for 0.",
            "Write more than 0.",
        ),
        (
            "levels: {a: {title: A, experience: 1}}",
            "levels.a.experience",
            "The first level is where everyone starts.",
            "Write 0.",
        ),
        (
            "rewards: {a: {title: A, price: 0, kind: merchandise}}",
            "rewards.a.price",
            "Only a privilege may be free; this is merchandise.",
            "Write a price of 1 or more.",
        ),
        (
            "rewards: {a: {title: A, price: 5, kind: merchandise, leaders_approve: true}}",
            "rewards.a.leaders_approve",
            "Leaders can only approve what asks for an approval.",
            "Write “approval: true” beside it.",
        ),
        (
            "rewards: {a: {title: A, price: 500, kind: cash_equivalent}}",
            "rewards.a",
            "A cash equivalent is taxable, so its value is needed.",
            "Write “value_cents: 2500” for $25.",
        ),
        (
            "seasons: {b: {title: B, first: 2027-01-01, last: 2027-02-01},"
            " a: {title: A, first: 2026-09-01, last: 2026-12-01}}",
            "seasons.a.first",
            "A season starts no earlier than the one above it.",
            "Write seasons in their order.",
        ),
        (
            "activities: {a: {title: A, badge: true}, b: {title: B}}\n"
            "pathways: {a: {title: A, parts: [a, b]}}",
            "pathways.a",
            "There is another badge “a”, that of an activity or a pathway.",
            "Choose another key.",
        ),
        (
            "activities: {a: {title: A}, b: {title: B}}\n"
            "pathways: {c: {title: A, parts: [a, b]}}\n"
            "badges: {c: {title: C, criteria: C, requires: {points: 5}}}",
            "badges.c",
            "There is another badge “c”, that of an activity or a pathway.",
            "Choose another key.",
        ),
    ],
)
def test_what_can_never_be_is_found(text, path, message, suggestion):
    assert [rest for _, *rest in found(text)] == [[path, message, suggestion]]


BOTH = HEAD.replace("Tests,", "{en: Tests, es: Pruebas}, languages: [en, es],")


def test_a_text_is_written_in_every_declared_language():
    text = "campuses: {a: {title: {en: A}, summary: {en: A, es: B}}}"

    assert [rest for _, *rest in found(text, BOTH)] == [
        ["campuses.a.title", "This text is missing in: es.", "Write “{en: …, es: …}”."]
    ]


def test_a_language_that_is_not_declared_is_found():
    assert [rest for _, *rest in found("campuses: {a: {title: {en: A, fr: B}}}")] == [
        ["campuses.a.title.fr", "This pack does not declare the language “fr”.", "Known here: en."]
    ]


def test_names_may_be_the_same_in_all_languages_but_sentences_may_not():
    text = "campuses:\n  a:\n    title: STEAM\n    summary: Science and arts."

    assert found(text, BOTH) == [
        (4, "campuses.a.summary", "This text is missing in: es.", "Write “{en: …, es: …}”.")
    ]


def test_in_one_language_a_text_is_simply_written():
    assert str(small("campuses: {a: {title: A, summary: B}}").campuses["a"].summary) == "B"
