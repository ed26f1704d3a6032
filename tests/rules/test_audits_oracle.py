"""Audits agree with an oracle that tries every use, on examples and on contested cases."""

import json
import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from rules.audits.assignment import PATIENT
from rules.audits.cases import answer, read_case
from rules.audits.ladder import Aim
from tests.rules.contests import contest
from tests.rules.greedy import greedily
from tests.rules.oracle import judge

EXAMPLES = json.loads((Path(__file__).parent / "audit_examples.json").read_text("utf-8"))["cases"]
QUICK, THOROUGH, BLOCK = 300, 10_300, 100


@pytest.mark.parametrize("case", EXAMPLES, ids=[case["id"] for case in EXAMPLES])
def test_the_oracle_answers_the_examples(case):
    expected, found = case["expected"], judge(case)

    assert found.complete is expected["complete"]
    assert str(found.progress) == expected["progress"]
    assert found.version == expected.get("version", {})


def agrees(case):
    """The engine's answer is the oracle's, and is sure of itself."""
    right, found = judge(case), answer(read_case(case), PATIENT)
    assert (found.complete, found.progress, found.version) == right, case["id"]
    assert found.exact, case["id"]
    hurried = answer(read_case(case), PATIENT, aim=Aim.COMPLETE)
    assert (hurried.complete, hurried.version) == (right.complete, right.version), case["id"]


@pytest.mark.parametrize("block", range(0, QUICK, BLOCK))
def test_the_engine_agrees_with_the_oracle(block):
    for seed in range(block, block + BLOCK):
        agrees(contest(seed))


@pytest.mark.slow
@pytest.mark.parametrize("block", range(QUICK, THOROUGH, BLOCK))
def test_the_engine_agrees_with_the_oracle_ten_thousand_times(block):
    for seed in range(block, block + BLOCK):
        agrees(contest(seed))


def test_no_order_of_evidence_or_requirements_changes_an_answer():
    random = Random(7)  # noqa: S311
    for seed in range(100):
        case = contest(seed)
        first, second = answer(read_case(case)), answer(read_case(shuffled(case, random)))
        assert (first.complete, first.progress) == (second.complete, second.progress), seed
        assert first.version == second.version, seed


def shuffled(thing, random):
    """The same case with evidence, requirements, decisions and needs' words in another order."""
    if isinstance(thing, dict):
        return {key: mixed(key, value, random) for key, value in thing.items()}
    return thing


def mixed(key, value, random):
    if not isinstance(value, list):
        return shuffled(value, random)
    inside = [shuffled(each, random) for each in value]
    if key in ("evidence", "of", "decisions", "sharing", "categories"):
        random.shuffle(inside)
    return inside


FEATURES = """
kind:all kind:any kind:n_of kind:collect kind:check kind:manual source:eligible source:used
points count distinct:category distinct:tag distinct:kind distinct:school_year mode:covers
span_days mean_score share_points need.where
max_points max_count per:kind per:school_year limit.where mode:truncate max_distinct:category
max_distinct:tag max_distinct:school_year min_each_used:category min_each_used:kind
min_each_used:school_year check.limits group.limits two limits
ids categories not_categories kinds tags_any tags_all min_score min_points from to max_age_months
school_years expired_ok after after a check
type:waive type:substitute type:pin type:exclude type:set_need excluded everywhere
sharing max_items share.max_points max_uses_per_item two degrees
requires expires renews statuses year_start status:pending
versions mode:best mode:enrolled rights_years
"""


def test_every_feature_occurs():
    """Each word of the language is said in some of the quick cases."""
    said = Counter(word for seed in range(QUICK) for word in set(features(contest(seed))))
    wanted = re.findall(r"two \w+|after a check|excluded everywhere|\S+", FEATURES)

    assert [word for word in wanted if said[word] < 2] == []


def features(thing, role="case"):
    """The words that a case says, with the value beside those that have few."""
    if isinstance(thing, list):
        for each in thing:
            yield from features(each, role)
    if not isinstance(thing, dict):
        return
    yield from _together(thing, role)
    for key, value in thing.items():
        yield key
        yield f"{role}.{key}"
        if isinstance(value, str):
            yield f"{key}:{value}"
        yield from features(value, ROLES.get(key, role))


ROLES = {"need": "need", "limits": "limit", "sharing": "share", "degrees": "degree"}


def _together(thing, role):
    if thing.get("kind") in ("all", "any", "n_of") and "limits" in thing:
        yield "group.limits"
    if thing.get("kind") == "check" and "limits" in thing:
        yield "check.limits"
    if len(thing.get("limits", ())) > 1:
        yield "two limits"
    if len(thing.get("degrees", ())) > 1:
        yield "two degrees"
    if any(name.endswith("-e") for name in thing.get("after", ())):
        yield "after a check"
    if thing.get("type") == "exclude" and thing["node"] is None:
        yield "excluded everywhere"


def test_most_cases_are_contested():
    """On easy cases greedy filling is right, and they would prove nothing."""
    wrong = Counter()
    cases = [case for case in map(contest, range(120)) if "enrolment" not in case]
    for case in cases:
        right = judge(case).progress
        wrong[sum(progress != right for progress in greedily(case))] += 1

    some, all_ = len(cases) - wrong[0], wrong[8]
    print(f"of {len(cases)} cases greedy is wrong in some order on {some}, in every on {all_}")
    assert some > len(cases) // 2
    assert all_ > len(cases) // 8
