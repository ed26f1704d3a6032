"""Every code of requirements and findings has a plain sentence, in English and in Spanish."""

from datetime import date
from fractions import Fraction

import pytest
from flask_babel import force_locale

from rules.audits import Record, audit
from rules.audits.findings import Finding, FindingStatus
from rules.requirements import Kind, Limit, Measure, Need, Requirement, Where
from rules.requirements.phrases import Phrase, asked, summary
from tests.rules.sample_packs import NAMES, sample
from web import conditions, needs, sentences

LANGUAGES = ("en", "es")


@pytest.fixture(params=LANGUAGES)
def said(site, request):
    with site.app.test_request_context(), force_locale(request.param):
        yield request.param


def all_requirements(catalog):
    yield from (degree.requires for degree in catalog.degrees.values())
    yield from (badge.requires for badge in catalog.badges.values())
    yield from (level.requires for level in catalog.levels.values() if level.requires)


def every_code(phrase):
    yield phrase.code
    for part in phrase.parts:
        yield from every_code(part)


@pytest.mark.parametrize("name", NAMES)
def test_every_requirement_of_the_packs_is_said(said, name):
    catalog = sample(name)
    for root in all_requirements(catalog):
        for node in root.walk():
            told = needs.asks(summary(node), catalog)
            assert told
            assert "{" not in told
            assert "%(" not in told


@pytest.mark.parametrize("name", NAMES)
def test_every_finding_of_a_new_record_says_what_is_missing(said, name):
    catalog = sample(name)
    record = Record(date(2026, 1, 1), campuses=tuple(catalog.campuses))
    for key, degree in catalog.degrees.items():
        for finding in audit(key, degree.requires, record).findings:
            assert sentences.title(finding, catalog)
            assert sentences.missing(finding, catalog) or finding.kind is Kind.ALL


def test_no_code_is_without_words():
    assert set(Measure) | set(Kind) <= needs.CODES
    assert {"requirements", "needs", "experience"} <= needs.CODES
    assert Where.written_keys() == conditions.CONDITIONS


def test_every_condition_is_said(said):
    catalog = sample("deerfield")
    where = Where.model_validate(
        {
            "ids": ["x"], "categories": ["literacy"], "not_categories": ["leadership"],
            "campuses": ["literacy", "assessment"], "activities": ["number-talks"],
            "activity_kinds": ["course"], "stages": ["used"], "audiences": ["leader"],
            "kinds": ["student"], "tags_any": ["voice"], "tags_all": ["voice", "readers"],
            "outcome": True, "min_score": 3, "min_points": 10, "min_value": 90,
            "from": "2025-07-01", "to": "2026-06-30", "max_age_months": 24,
            "school_years": [2025], "until_degree": "bachelor", "since_degree": "associate",
        }
    )  # fmt: skip
    phrase = asked(Need(points=20, where=where))
    told = needs.asks(phrase, catalog)
    assert told.count(",") >= len(Where.model_fields)
    assert "2025-26" in told


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"points": 200, "within": {"school_years": 2}}, "200 points within 2 school years"),
        ({"courses": 4, "campuses": 2}, "4 different courses and courses in 2 campuses"),
        ({"student_evidence": 4, "with_outcome": 1},
         "4 pieces of student evidence (1 with an outcome)"),
        ({"activity": "unit-redesign"}, "“Capstone: Unit Redesign” once"),
        ({"hours": "1.5"}, "1 h 30 min"),
        ({"hours_per_year": 20, "years": 3, "by_fte": True},
         "20 h in each of 3 school years in proportion to your employment"),
        ({"degree": "bachelor"}, "the degree “Bachelor of Innovative Teaching”"),
        ({"level": "junior"}, "level “Junior”"),
        ({"min_school_years_since": {"bachelor": 1}},
         "1 whole school year after “Bachelor of Innovative Teaching”"),
        ({"points": 900, "max_share_from": {"bachelor": "40%"}},
         "900 points, at most 360 points from before “Bachelor of Innovative Teaching”"),
    ],
)  # fmt: skip
def test_requirements_read_well(site, written, told):
    catalog = sample("deerfield")
    with site.app.test_request_context(), force_locale("en"):
        assert needs.asks(summary(Requirement.model_validate(written)), catalog) == told


def test_limits_of_every_kind_are_said(said):
    limits = (
        Limit(max_points=3), Limit(max_count=2), Limit(max_distinct="campus", n=2),
        Limit(min_each_used="tag", count=2),
    )  # fmt: skip
    node = Requirement(kind="collect", need=(Need(count=3),), limits=limits)
    assert len(needs.asks(summary(node), sample("deerfield")).split(",")) == 5


def test_what_is_undecided_is_never_called_open(site):
    finding = Finding("r", Kind.CHECK, None, FindingStatus.UNDECIDED, Fraction(1, 2), Fraction(1),
                      Fraction(2), "count", missing=(Phrase("count", {"n": 1}),))  # fmt: skip
    with site.app.test_request_context(), force_locale("en"):
        assert "may complete this already" in sentences.missing(finding, sample("deerfield"))
