"""How many requirements are still to be met, by the shortest way."""

import pytest

from rules.audits.findings import Finding, FindingStatus, fewest_open
from rules.requirements import Kind

MET, OPEN, WAIVED = FindingStatus.MET, FindingStatus.OPEN, FindingStatus.WAIVED


def leaf(path, status):
    return Finding(path, Kind.COLLECT, None, status, 0, 0, 1, "count")


def group(path, kind, want, *children, status=OPEN):
    return Finding(path, kind, None, status, 0, 0, want, "requirements", children=children)


@pytest.mark.parametrize(
    ("findings", "still_open"),
    [
        ([leaf("a", MET)], 0),
        ([leaf("a", OPEN)], 1),
        ([leaf("a", FindingStatus.UNDECIDED)], 1),
        ([group("r", Kind.ALL, 2, "a", "b"), leaf("a", MET), leaf("b", OPEN)], 1),
        ([group("r", Kind.ALL, 2, "a", "b"), leaf("a", WAIVED), leaf("b", OPEN)], 1),
        ([group("r", Kind.ALL, 2, "a", "b"), leaf("a", OPEN), leaf("b", OPEN)], 2),
        ([group("r", Kind.ANY, 1, "a", "b"), leaf("a", OPEN), leaf("b", OPEN)], 1),
        (
            [
                group("r", Kind.N_OF, 2, "a", "b", "c"),
                leaf("a", MET), leaf("b", OPEN), leaf("c", OPEN),
            ],
            1,
        ),
        (
            [
                group("r", Kind.ANY, 1, "far", "near"),
                group("far", Kind.ALL, 2, "a", "b"), leaf("a", OPEN), leaf("b", OPEN),
                leaf("near", OPEN),
            ],
            1,
        ),
        ([group("r", Kind.ALL, 1, "a"), leaf("a", MET)], 1),  # its own limit is what holds it
        ([group("r", Kind.ALL, 1, "a", status=WAIVED), leaf("a", OPEN)], 0),
    ],
)  # fmt: skip
def test_the_shortest_way_is_counted(findings, still_open):
    assert fewest_open(findings) == still_open
