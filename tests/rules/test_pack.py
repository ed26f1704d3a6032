"""A pack is read whole, or everything that is wrong with it is said, with file and line."""

import json
import time
from datetime import date

import pytest

from rules.catalog import Catalog
from rules.pack import PackError, pack_schema, read_pack
from rules.pack.complaints import complain
from rules.pack.written import read_files
from rules.terms import EvidenceWanted, MonthDay, Stage
from tests.rules.cases import HEAD, broken, small
from tests.rules.sample_packs import NAMES, sample, written


def lines(errors):
    return [(error.line, error.path, error.message, error.suggestion) for error in errors]


# -- what is read ------------------------------------------------------------------------------


def test_a_small_pack_is_read(catalog):
    """
    activities:
      talks: {title: no, hours: 1.5, points: 15, evidence: student, badge: yes}
      unit:
        title: 2024
        after: [talks]
        stages:
          learned: {points: 25, hours: 3}
          used: {points: {points_per_hour: 20}, evidence: student}
    """
    talks, unit = catalog.activities.values()

    assert (str(talks.title), str(unit.title), talks.badge) == ("no", "2024", True)
    assert talks.stages[Stage.DONE].minutes == 90
    assert talks.stages[Stage.DONE].evidence is EvidenceWanted.STUDENT
    assert unit.last_stage is Stage.USED
    assert list(catalog.earning_rules) == ["talks", "unit.learned", "unit.used"]
    assert catalog.pack.applies_from == date(2020, 7, 1)
    assert (catalog.languages, str(catalog.year_starts)) == (("en",), "07-01")


def test_a_catalog_comes_back_from_json_as_it_was():
    for name in NAMES:
        catalog = sample(name)
        assert Catalog.model_validate(catalog.model_dump(mode="json")) == catalog
        assert Catalog.model_validate_json(catalog.model_dump_json()) == catalog


def test_a_large_pack_is_read_quickly():
    text = "activities:\n" + "".join(
        f"  a{number}:\n"
        f"    title: {{en: Activity {number}, es: Actividad {number}}}\n"
        f"    summary: {{en: What it is about., es: De qué se trata.}}\n"
        f"    stages:\n"
        f"      learned: {{hours: 2, points: 15, evidence: own, guidance: {{en: Do, es: Haz}}}}\n"
        f"      used: {{hours: 3, points: 35, evidence: student, guidance: {{en: Do, es: Haz}}}}\n"
        for number in range(120)
    )
    head = HEAD.replace("Tests,", "Tests, languages: [en, es],")
    started = time.process_time()

    assert len(read_pack({"head.yaml": head, "pack.yaml": text}).activities) == 120
    assert time.process_time() - started < 1


def test_every_badge_stands_in_one_catalog(catalog):
    """
    campuses: {steam: {title: STEAM}}
    activities:
      talks: {title: Number Talks, campus: steam, badge: true, tags: [math], guidance: Show it.}
      unit: {title: Unit, summary: A whole unit., guidance: Show two., badge: true}
      plain: {title: Plain, badge: true}
      other: {title: Other}
    pathways:
      math: {title: Math, campus: steam, parts: [talks, unit], badge: Math Star}
      all: {title: Everything, summary: All of it., parts: [talks, unit, plain]}
    badges:
      keen: {title: Keen, criteria: Be keen., requires: {points: 10}, art: keen.svg}
    """
    badges = catalog.badge_catalog

    assert [(key, badge.origin.value) for key, badge in badges.items()] == [
        ("keen", "requirement"),
        ("math", "pathway"),
        ("all", "pathway"),
        ("talks", "activity"),
        ("unit", "activity"),
        ("plain", "activity"),
    ]
    assert [f"{badge.title}: {badge.criteria}" for badge in badges.values()] == [
        "Keen: Be keen.",
        "Math Star: Math",
        "Everything: All of it.",
        "Number Talks: Show it.",
        "Unit: A whole unit.",
        "Plain: Plain",
    ]
    assert (badges["talks"].campus, badges["talks"].tags) == ("steam", ("math",))


# -- what is refused ---------------------------------------------------------------------------


def test_everything_that_is_wrong_is_said_at_once():
    errors = broken(
        {
            "activities.yaml": "activities:\n  talks:\n    title: Talks\n    pionts: 10\n",
            "levels.yaml": "levels:\n  low: {title: Low, experience: 5}\n  low: {title: Low}\n",
            "pack.yaml": HEAD,
            "rewards.yaml": "rewards: {mug: {title: Mug, kind: merchandise}}\n",
            "schools.yaml": "schools: [Elm\n",
        }
    )

    assert [(error.file, error.line, error.path) for error in errors] == [
        ("activities.yaml", 4, "activities.talks.pionts"),
        ("levels.yaml", 2, "levels.low.experience"),
        ("levels.yaml", 3, "levels.low"),
        ("rewards.yaml", 1, "rewards.mug.price"),
        ("schools.yaml", 2, ""),
    ]
    assert errors[0].suggestion == "Did you mean “points”?"


def test_an_error_reads_as_one_line():
    assert str(PackError("a.yaml", 3, "levels.low", "It is wrong.", "Mend it.")) == (
        "a.yaml:3: levels.low: It is wrong. Mend it."
    )
    assert str(PackError("a.yaml", 3, "", "It is wrong.")) == "a.yaml:3: It is wrong."


def test_no_files_are_no_pack():
    assert [(error.file, error.path) for error in broken({})] == [
        ("pack.yaml", "district"),
        ("pack.yaml", "pack"),
    ]


def test_a_broken_head_does_not_hide_what_else_is_wrong():
    errors = broken(
        {"a.yaml": HEAD.replace("2020-07-01", "July") + "levels: {a: {title: A, experience: 1}}"}
    )

    assert [(error.path, error.suggestion) for error in errors] == [
        ("pack.applies_from", "Write it as “2026-07-01”."),
        ("levels.a.experience", "Write 0."),
    ]


def test_a_section_of_the_wrong_shape_does_not_hide_what_else_is_wrong():
    errors = broken({"a.yaml": HEAD + "rewards: [mug]\nlevels: {a: {title: A, experience: 1}}"})

    assert [error.path for error in errors] == ["rewards", "levels.a.experience"]


@pytest.mark.parametrize("section", ["levels: 5", "activities: none", "sharing: {}"])
def test_a_section_that_is_one_word_is_refused(section):
    [error] = broken({"a.yaml": HEAD + section})

    assert error.path == section.partition(":")[0]


def test_a_section_may_still_be_empty():
    assert small("levels:\nactivities:\n  # soon\n").levels == {}


@pytest.mark.parametrize(
    ("text", "path", "suggestion"),
    [
        ("sharing: [{betwen: [a, b]}]", "sharing[0].betwen", "Did you mean “between”?"),
        ("campuses: {a: {title: A, cap: {pionts: 5}}}", "campuses.a.cap.pionts", "points"),
        ("activities: {a: {title: A, stages: {used: {hour: 2}}}}", "", "Did you mean “hours”?"),
        ("activities: {a: {title: A, hour: 2}}", "activities.a.hour", "Did you mean “hours”?"),
        ("rewards: {a: {title: A, price: 5, kind: privilege, zz: 1}}", "", "Known here: approval,"),
    ],
)
def test_an_unknown_key_is_suggested_from_the_keys_that_belong_there(text, path, suggestion):
    found = [error for error in broken({"a.yaml": HEAD + text}) if "not known" in error.message]

    assert [path in error.path for error in found] == [True]
    assert suggestion in found[0].suggestion


def test_a_finding_without_a_sentence_of_its_own_is_said_in_pydantics_words():
    detail = {
        "type": "url_type",
        "loc": ("pack",),
        "msg": "URL input should be a string",
        "input": 5,
    }

    assert complain(detail, read_files({})[0], Catalog) == PackError(
        "pack.yaml", 1, "", "URL input should be a string."
    )


def test_an_unknown_section_does_not_hide_what_else_is_wrong():
    errors = broken({"a.yaml": HEAD + "levls: {}\nlevels: {a: {title: A, experience: 1}}"})

    assert [error.suggestion for error in errors] == ["Did you mean “levels”?", "Write 0."]


@pytest.mark.parametrize(
    ("text", "line", "path", "message", "suggestion"),
    [
        (
            "activities:\n  talks:\n    points: 5",
            2,
            "activities.talks.title",
            "“title” is missing.",
            "Write “title: …”.",
        ),
        (
            "activities: {talks: {title: T, points: many}}",
            1,
            "activities.talks.points",
            "“many” should be a whole number.",
            "Write digits only, as in “15”.",
        ),
        (
            "activities: {talks: {title: T, points: -1}}",
            1,
            "activities.talks.points",
            "“-1” is too small.",
            "Write 0 or more.",
        ),
        (
            "activities: {talks: {title: T, reviewers: 4}}",
            1,
            "activities.talks.reviewers",
            "“4” is too large.",
            "Write 3 or less.",
        ),
        (
            "activities: {talks: {title: T, hours: two}}",
            1,
            "activities.talks.hours",
            "“two” is not a number of hours.",
            "",
        ),
        (
            "activities: {talks: {title: T, hours: .inf}}",
            1,
            "activities.talks.hours",
            "“.inf” is not a number of hours.",
            "",
        ),
        (
            "activities: {talks: {title: T, hours: [2]}}",
            1,
            "activities.talks.hours",
            "A list should be a whole number.",
            "Write digits only, as in “15”.",
        ),
        (
            "activities: {talks: {title: T, badge: perhaps}}",
            1,
            "activities.talks.badge",
            "“perhaps” should be yes or no.",
            "Write “true” or “false”.",
        ),
        (
            "activities: {talks: {title: T, evidence: studnt}}",
            1,
            "activities.talks.evidence",
            "“studnt” is not one of the words known here.",
            "Did you mean “student”?",
        ),
        (
            "activities: {talks: {title: T, tags: math}}",
            1,
            "activities.talks.tags",
            "“math” should be a list.",
            "Write it as “[one, two]”.",
        ),
        (
            "activities: {talks: {title: [T]}}",
            1,
            "activities.talks.title",
            "A list should be a text.",
            "Write a text, or “{en: …}”.",
        ),
        (
            "activities: {talks: {title: T, kind: {}}}",
            1,
            "activities.talks.kind",
            "A mapping is not one of the words known here.",
            "Known here: course, session, practice, observation, coaching, reading, conference, "
            "creation, leadership, research, skill, training.",
        ),
        (
            "activities: {talks: }",
            1,
            "activities.talks",
            "Nothing should be a mapping.",
            "Write it as “key: value”.",
        ),
        (
            "activities: {Number Talks: {title: T}}",
            1,
            "activities.Number Talks",
            "“Number Talks” is not a key: keys are small letters, digits and single hyphens.",
            "Write “number-talks”.",
        ),
        (
            "activities: {talks: {title: T, once: [used]}}",
            1,
            "activities.talks",
            "`once` names stages that it does not have: used.",
            "",
        ),
        (
            "activities: {talks: {title: T, evidence: attendance, confidence: yes}}",
            1,
            "activities.talks",
            "`confidence` needs evidence that people write: student, own, either or both.",
            "",
        ),
        (
            "activities: {talks: {title: T, evidence: attendance, nominations: yes}}",
            1,
            "activities.talks",
            "`nominations` needs evidence that people write: student, own, either or both.",
            "",
        ),
        (
            "branding: {primary: green}",
            1,
            "branding.primary",
            "“green” is not a color.",
            "Write six hexadecimal digits, as in “#1f4d3a”.",
        ),
        (
            "campuses: {steam: {title: S, cap: {per: month}}}",
            1,
            "campuses.steam.cap",
            "A cap says either points or times.",
            "",
        ),
        (
            "rules: {r: {grants: {points: 5, points_per_hour: 5}}}",
            1,
            "rules.r.grants",
            "Points are said in exactly one way.",
            "",
        ),
        (
            "rubrics: {r: {title: R, criteria: {}}}",
            1,
            "rubrics.r.criteria",
            "There are too few here.",
            "Write at least 1.",
        ),
        (
            "schools: {elm: {title: E, staff: 1.5}}",
            1,
            "schools.elm.staff",
            "“1.5” should be a whole number.",
            "Write digits only, as in “15”.",
        ),
        (
            "seasons: {fall: {title: F, first: 2026-09-01, last: 2026-08-01}}",
            1,
            "seasons.fall",
            "A season ends on its first day or later.",
            "",
        ),
        (
            "between_degrees: fre",
            1,
            "between_degrees",
            "“fre” is not one of the words known here.",
            "Did you mean “free”?",
        ),
        (
            "degrees: {ba: {title: B, years: [1, x], requires: {points: 5}}}",
            1,
            "degrees.ba.years[1]",
            "“x” should be a whole number.",
            "Write digits only, as in “15”.",
        ),
        (
            "activities: {talks: {title: T, team: {at_least: 4, at_most: 3}}}",
            1,
            "activities.talks.team",
            "A team has `at_least` as many people as `at_most`, or fewer.",
            "",
        ),
        (
            "activities: {talks: {title: T, team: {points: half}}}",
            1,
            "activities.talks.team.points",
            "“half” is not one of the words known here.",
            "Known here: full, shared.",
        ),
        (
            "activities: {talks: {title: T, team: {at_most: 3}, blind: yes}}",
            1,
            "activities.talks",
            "A team cannot be read without names: `team` or `blind`, not both.",
            "",
        ),
        (
            "activities: {talks: {title: T, team: {at_most: 3}, metric: {title: Present}}}",
            1,
            "activities.talks",
            "A team answers in words: `team` stands beside no `form` or `metric`.",
            "",
        ),
        (
            "degrees: {ba: {title: B, requires: {pionts: 5}}}",
            1,
            "degrees.ba.requires.pionts",
            "“pionts” is not known here.",
            "Did you mean “points”?",
        ),
    ],
)
def test_what_is_wrong_is_said_plainly(text, line, path, message, suggestion):
    assert lines(broken({"head.yaml": HEAD, "pack.yaml": text})) == [
        (line, path, message, suggestion)
    ]


def test_what_is_wrong_inside_a_short_form_is_said_on_its_own_line():
    text = """\
degrees:
  ba:
    title: B
    requires:
      all:
        - courses: 4
        - collect:
            points: many
"""
    assert [(line, path) for line, path, *_ in lines(broken({"a.yaml": text + HEAD}))] == [
        (8, "degrees.ba.requires.all[1].collect.points")
    ]


def test_the_month_and_day_of_a_school_year_are_checked():
    head = HEAD.replace("name: Deerfield,", "name: Deerfield, year_starts: 02-29,")

    assert [error.message for error in broken({"a.yaml": head})] == [
        "“02-29” is not a month and a day, such as “07-01”."
    ]
    assert MonthDay.parse("8-15") == MonthDay(8, 15)


def test_a_list_where_a_month_and_day_belongs_is_refused():
    head = HEAD.replace("name: Deerfield,", "name: Deerfield, year_starts: [7, 1],")

    assert [(error.path, error.suggestion) for error in broken({"a.yaml": head})] == [
        ("district.year_starts", "Write it as “07-01”.")
    ]


def test_a_language_is_written_by_its_code():
    head = HEAD.replace("Tests,", "Tests, languages: [English],")
    none = HEAD.replace("Tests,", "Tests, languages: [],")

    assert [(error.path, error.message) for error in broken({"a.yaml": head})] == [
        ("pack.languages[0]", "“English” is not written as it should be here.")
    ]
    assert [(error.path, error.message) for error in broken({"a.yaml": none})] == [
        ("pack.languages", "A pack is written in at least one language.")
    ]


# -- the notation for editors ----------------------------------------------------------------------


def test_the_schema_knows_the_short_forms():
    schema = pack_schema()
    parts = schema["$defs"]

    assert parts["Grant"]["anyOf"][0] == {"type": "integer", "minimum": 0}
    assert parts["Text"]["anyOf"][0] == {"type": "string"}
    assert parts["District"]["properties"]["year_starts"]["type"] == "string"
    assert parts["Activity"]["required"] == ["title"]
    assert {"hours", "points", "evidence", "guidance", "stages"} <= parts["Activity"][
        "properties"
    ].keys()
    assert parts["StageOffer"]["properties"]["hours"]["type"] == "number"
    assert "points" in parts["Requirement"]["properties"]
    json.dumps(schema)


def test_the_schema_refers_only_to_parts_that_it_has():
    schema = pack_schema()
    text = json.dumps(schema)
    referred = {part.split('"')[0] for part in text.split('"#/$defs/')[1:]}

    assert referred <= schema["$defs"].keys()


def test_every_top_level_word_of_the_sample_packs_is_in_the_schema():
    known = pack_schema()["properties"].keys()

    for name in NAMES:
        for text in written(name).values():
            sections = {line.split(":")[0] for line in text.splitlines() if line[:1].isalpha()}
            assert sections <= known


def test_a_pack_may_be_read_twice_with_the_same_result():
    assert small("levels: {a: {title: A, experience: 0}}") == small(
        "levels: {a: {title: A, experience: 0}}"
    )
