"""Scoring 100,000 completions under 20 and under 200 earning rules, beside other rule engines.

Every engine says for each completion which rules pay how much. Four rules match each completion,
of 20 as of 200, so that the rest of the rules should cost nothing. Each way has its answers
compared with ours. DuckDB's join of the same rows with the same rules, written to nothing but a sum
a completion, is the limit of what bulk work can reach; it knows no caps and no order. Ours are
timed with a yearly cap on every activity too, which nobody else is asked for. All figures are of
processor time.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import clips
import duckdb
import zen

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.timing import timed
from rules.catalog import Catalog
from rules.facts import Completion
from rules.pack import read_pack
from rules.scoring import Recorded, Timeline, desired_lines
from rules.terms import EvidenceKind, Stage

COMPLETIONS, PEOPLE, LOT = 100_000, 1_000, 2_000
TIMES = 3
HEAD = """
pack: {format: tassel-pack/1, title: Bench, catalog_year: 2025-26, applies_from: 2020-07-01}
district: {id: bench, name: Bench, university: Bench University}
"""


def catalog(rules: int, *, capped: bool = False) -> Catalog:
    """Activities that carry one rule each, and three bonuses for each of them: rules in all."""
    activities = range(rules // 4)
    cap = ", cap: {points: 400, per: school_year}" if capped else ""
    carried = [f"  a{n}: {{title: A{n}, evidence: own, points: 5{cap}}}" for n in activities]
    own = [
        f"  r{n}-{k}: {{match: {{activities: [a{n}], stages: [done], kinds: [own_learning]}},"
        f" grants: {k + 1}}}"
        for n in activities
        for k in range(3)
    ]
    return read_pack({"pack.yaml": "\n".join([HEAD, "activities:", *carried, "rules:", *own])})


def records(activities: int) -> list[list[Completion]]:
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


# -- the same rules in other engines --------------------------------------------------------------


@dataclass(frozen=True)
class Plain:
    """One rule, as every engine can be told."""

    key: str
    activity: str
    stage: str
    kind: str
    points: int


def plain_rules(under: Catalog) -> list[Plain]:
    return [
        Plain(key, rule.match.activities[0], "done", "own_learning", rule.grants.points or 0)
        for key, rule in under.earning_rules.items()
        if rule.match.activities
    ]


def facts(people: Iterable[list[Completion]]) -> Iterator[dict[str, str]]:
    for record in people:
        for each in record:
            (kind,) = each.kinds
            yield {"activity": each.activity, "stage": each.stage.value, "kind": kind.value}


def by_us(under: Timeline, people: list[list[Completion]]) -> list[int]:
    """The points of each completion; caps stand on lines of their own and are left out."""
    sums = []
    for record in people:
        worth = dict.fromkeys((each.source for each in record), 0)
        for line in desired_lines(record, under):
            if line.source in worth:
                worth[line.source] += line.experience
        sums.extend(worth.values())
    return sums


def by_zen(rules: list[Plain]) -> Callable[[list[dict[str, str]]], list[int]]:
    """A decision table that collects every row which holds, over lots of completions."""
    asked = ("activity", "stage", "kind")
    node = {
        "type": "decisionTableNode",
        "id": "table",
        "name": "table",
        "content": {
            "hitPolicy": "collect",
            "inputs": [{"id": word, "name": word, "field": word} for word in asked],
            "outputs": [{"id": "points", "name": "points", "field": "points"}],
            "rules": [
                {
                    "_id": rule.key,
                    **{word: f'"{getattr(rule, word)}"' for word in asked},
                    "points": str(rule.points),
                }
                for rule in rules
            ],
            "executionMode": "loop",
            "inputField": "rows",
            "outputPath": "rows",
        },
    }
    graph = {
        "nodes": [
            {"type": "inputNode", "id": "in", "name": "in"},
            node,
            {"type": "outputNode", "id": "out", "name": "out"},
        ],
        "edges": [
            {"id": "1", "sourceId": "in", "targetId": "table", "type": "edge"},
            {"id": "2", "sourceId": "table", "targetId": "out", "type": "edge"},
        ],
    }
    decision = zen.ZenEngine().create_decision(json.dumps(graph))

    def score(rows: list[dict[str, str]]) -> list[int]:
        found: list[int] = []
        for lot in _lots(rows):
            answers = decision.evaluate({"rows": lot})["result"]["rows"]
            found.extend(sum(hit["points"] for hit in hits) for hits in answers)
        return found

    return score


def by_clips(rules: list[Plain]) -> Callable[[list[dict[str, str]]], list[int]]:
    """One production a rule; what it pays is handed to Python."""
    found: list[int] = []

    def pay(number: int, points: int) -> None:
        found[number] += points

    environment = clips.Environment()
    environment.define_function(pay)
    environment.build(
        "(deftemplate completion (slot number (type INTEGER)) (slot activity (type SYMBOL))"
        " (slot stage (type SYMBOL)) (slot kind (type SYMBOL)))"
    )
    for rule in rules:
        environment.build(
            f"(defrule {rule.key.replace('.', '-')} (completion (number ?n)"
            f" (activity {rule.activity}) (stage {rule.stage}) (kind {rule.kind}))"
            f" => (pay ?n {rule.points}))"
        )
    template = environment.find_template("completion")

    def score(rows: list[dict[str, str]]) -> list[int]:
        found[:] = [0] * len(rows)
        for start in range(0, len(rows), LOT):
            for number, row in enumerate(rows[start : start + LOT], start):
                said = {word: clips.Symbol(value) for word, value in row.items()}
                template.assert_fact(number=number, **said)
            environment.run()
            environment.reset()
        return list(found)

    return score


def by_duckdb(rules: list[Plain], rows: list[dict[str, str]]) -> Callable[[], list[int]]:
    book = duckdb.connect()
    book.execute("SET threads TO 1")
    book.execute("CREATE TABLE rule (activity TEXT, stage TEXT, kind TEXT, points INT)")
    book.executemany(
        "INSERT INTO rule VALUES (?, ?, ?, ?)",
        [(rule.activity, rule.stage, rule.kind, rule.points) for rule in rules],
    )
    book.execute("CREATE TABLE done (n INT, activity TEXT, stage TEXT, kind TEXT)")
    values = ",".join(
        f"({n}, '{row['activity']}', '{row['stage']}', '{row['kind']}')"
        for n, row in enumerate(rows)
    )
    book.execute(f"INSERT INTO done VALUES {values}")  # noqa: S608 our own numbers and words

    def score() -> list[int]:
        found = book.execute(
            "SELECT n, sum(points) FROM done JOIN rule USING (activity, stage, kind)"
            " GROUP BY n ORDER BY n"
        ).fetchall()
        return [int(points) for _n, points in found]

    return score


def _lots(rows: list[dict[str, str]]) -> Iterator[list[dict[str, str]]]:
    for start in range(0, len(rows), LOT):
        yield rows[start : start + LOT]


# -- side by side ----------------------------------------------------------------------------------


def main() -> None:
    ours: dict[int, float] = {}
    for rules in (20, 200):
        ours[rules] = _compared(rules)
    print(f"200 rules cost {ours[200] / ours[20]:.2f} times what 20 cost (at most 1.5 is promised)")


def _compared(rules: int) -> float:
    under, people = catalog(rules), records(rules // 4)
    timeline = Timeline((Recorded(1, date(2020, 7, 1), under),))
    plain, rows = plain_rules(under), list(facts(people))
    zen_scores, clips_scores = by_zen(plain), by_clips(plain)
    duck_scores = by_duckdb(plain, rows)
    right = by_us(timeline, people)
    assert zen_scores(rows) == clips_scores(rows) == duck_scores() == right

    def score(under: Timeline = timeline) -> None:
        for record in people:
            desired_lines(record, under)

    capped = Timeline((Recorded(1, date(2020, 7, 1), catalog(rules, capped=True)),))
    mine = _timed("Tassel", rules, score)
    _timed("Tassel, with caps", rules, lambda: score(capped))
    best = min(
        _timed("zen-engine, in lots", rules, lambda: zen_scores(rows)),
        _timed("CLIPS, in lots", rules, lambda: clips_scores(rows)),
    )
    limit = _timed("DuckDB, a join (the limit)", rules, duck_scores)
    print(f"{rules} rules: {best / mine:.1f} times as fast as the best other engine", end=", ")
    print(f"{mine / limit:.1f} times what DuckDB takes")
    return mine


def _timed(name: str, rules: int, act: Callable[[], object]) -> float:
    title = f"{name}, {rules} rules"
    return timed(title, act, times=TIMES, each=COMPLETIONS, clock=time.process_time)


if __name__ == "__main__":
    main()
