"""The worked examples of the audit language, each with its exact answer."""

import json
from pathlib import Path

import pytest

from rules.audits.cases import answer, read_case

CASES = json.loads((Path(__file__).parent / "audit_examples.json").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_an_example_has_exactly_its_answer(case):
    found = answer(read_case(case))

    assert found.to_json() == {"id": case["id"], **case["expected"]}
    assert found.exact


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_order_of_writing_does_not_matter(case):
    found = answer(read_case(turned(case)))

    assert found.to_json() == {"id": case["id"], **case["expected"]}


def turned(thing):
    """The same case with every list of evidence and of children the other way round."""
    if isinstance(thing, list):
        return [turned(each) for each in thing]
    if not isinstance(thing, dict):
        return thing
    return {
        key: turned(value)[::-1]
        if key in ("evidence", "of") and isinstance(value, list)
        else turned(value)
        for key, value in thing.items()
    }
