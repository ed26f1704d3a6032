"""Scoring: 100,000 completions under 20 and under 200 earning rules, four of them matching each."""

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.timing import timed
from rules.facts import Completion
from rules.pack import read_pack
from rules.scoring import Recorded, Timeline, desired_lines
from rules.terms import EvidenceKind, Stage

COMPLETIONS = 100_000
PEOPLE = 1_000
HEAD = """
pack: {format: tassel-pack/1, title: Bench, catalog_year: 2025-26, applies_from: 2020-07-01}
district: {id: bench, name: Bench, university: Bench University}
"""


def timeline(rules: int) -> Timeline:
    """Activities that carry one rule each, and bonuses for each of them: rules in all."""
    activities = rules // 4
    lines = [HEAD, "activities:"]
    lines += [
        f"  a{n}: {{title: A{n}, evidence: own, points: 5, cap: {{points: 400, per: school_year}}}}"
        for n in range(activities)
    ]
    lines.append("rules:")
    lines += [
        f"  r{n}-{k}: {{title: R, match: {{activities: [a{n}]}}, grants: 1}}"
        for n in range(activities)
        for k in range(3)
    ]
    return Timeline((Recorded(1, date(2020, 7, 1), read_pack({"pack.yaml": "\n".join(lines)})),))


def completions(activities: int) -> list[list[Completion]]:
    """Each person's completions, spread over five years."""
    start = date(2020, 9, 1)
    return [
        [
            Completion(
                source=f"evidence/{person}-{n}",
                activity=f"a{(person + n) % activities}",
                stage=Stage.DONE,
                kinds=frozenset({EvidenceKind.OWN}),
                minutes=60,
                day=start + timedelta(days=18 * n),
                submitted_at=datetime(2020, 9, 1, tzinfo=UTC),
            )
            for n in range(COMPLETIONS // PEOPLE)
        ]
        for person in range(PEOPLE)
    ]


def main() -> None:
    for rules in (20, 200):
        under, records = timeline(rules), completions(rules // 4)

        def score(under: Timeline = under, records: list[list[Completion]] = records) -> None:
            for record in records:
                desired_lines(record, under)

        timed(f"score 100,000 completions, {rules} rules", score, times=3, each=COMPLETIONS)


if __name__ == "__main__":
    main()
