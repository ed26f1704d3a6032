"""Findings that a conferral froze read the same as on their day."""

import json
from datetime import date

import pytest

from rules.audits import Record, audit
from rules.audits.kept import kept_findings
from tests.rules.records import did, items_of
from tests.rules.sample_packs import NAMES, sample


@pytest.mark.parametrize("name", NAMES)
def test_kept_findings_are_the_findings(name):
    catalog = sample(name)
    parts = [f"{key}/{stage}" for key, each in catalog.activities.items() for stage in each.stages]
    done = [did(catalog, part, "2025-11-03") for part in parts[:9]]
    record = Record(
        date(2026, 1, 1), items=items_of(done, catalog), campuses=tuple(catalog.campuses)
    )
    for key, degree in catalog.degrees.items():
        found = audit(key, degree.requires, record)
        assert kept_findings(json.loads(json.dumps(found.to_json()))) == found.findings
