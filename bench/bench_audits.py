"""Audits beside HiGHS for everything: 8 requirements on 40 items, and 40 requirements on 200.

Both decide from the same laid-out plans whether they are complete, and the checker sees both; HiGHS
gets interchangeable items merged, and its own settings. Processor time, in turns, case by case.
"""

import json
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.timing import timed
from rules.audits import audit, audit_all
from rules.audits.assignment import Assignment, Proof, assign
from rules.audits.checker import verify
from rules.audits.items import Item, Record
from rules.audits.kept import kept_findings
from rules.audits.ladder import Aim
from rules.audits.models import model_of
from rules.audits.parts import Part
from rules.audits.plans import Plan, plan_of
from rules.audits.usage import taken
from rules.programs import solve
from rules.requirements import Requirement

CASES, WARM = 40, 5
SIZES = ((8, 40), (40, 200))
TIGHTNESS = ("uncontested", "plenty", "exact", "one too many")
Case = tuple[Requirement, Record]
Decide = Callable[[Plan], bool | None]


def case(leaves: int, items: int, unit: str, how: str, seed: int) -> Case:
    """Every item fits a leaf of its own, and two more unless nothing is contested."""
    random = Random(seed)
    fields = [f"c{n}" for n in range(leaves)]
    evidence = tuple(
        Item(
            f"e{n:03}",
            date(2023, 1, 1) + timedelta(days=random.randrange(900)),
            points=random.choice((5, 10, 15, 20)),
            categories=frozenset(
                {fields[n % leaves], *([] if how == "uncontested" else random.choices(fields, k=2))}
            ),
        )
        for n in range(items)
    )
    needs = (
        sum(each.points if unit == "points" else 1 for each in evidence[leaf::leaves])
        for leaf in range(leaves)
    )
    tree = [
        {"kind": "collect", "where": {"categories": [field]}, "need": [{unit: _want(n, how, leaf)}]}
        for leaf, (field, n) in enumerate(zip(fields, needs, strict=True))
    ]
    return Requirement.model_validate(tree), Record(date(2026, 6, 30), evidence)


def _want(there: int, how: str, leaf: int) -> int:
    if how in ("uncontested", "plenty"):
        return there * 2 // 3
    return there + (how == "one too many" and leaf == 0)


def by_ladder(plan: Plan) -> bool | None:
    found = assign(plan, aim=Aim.COMPLETE)
    return None if not isinstance(found, Assignment | Proof) else isinstance(found, Assignment)


def by_solver(plan: Plan) -> bool | None:
    """The whole plan as one integer program."""
    whole = Part((plan.nodes[0],), (Fraction(1),), plan.nodes, plan.leaves, plan.bounding)
    model = model_of(plan, whole, complete=True)
    found = solve(model.program, nodes=100_000, seconds=20)
    if not found.values:
        return False
    verdict = verify(plan, taken(model.groups, found.values))
    return verdict.allowed and verdict.complete


def both(cases: list[Case]) -> tuple[list[float], list[float]]:
    """How long each case takes by the ladder and by HiGHS, in turns, once both are warm; sorted."""
    took: dict[Decide, list[float]] = {by_ladder: [], by_solver: []}
    for root, record in (*cases[:WARM], *cases):
        plans = {decide: plan_of({"d": root}, record) for decide in took}
        decided = {decide: _timed(decide, plan, took[decide]) for decide, plan in plans.items()}
        assert decided[by_ladder] == decided[by_solver]
    ladder, solver = (sorted(each[WARM:]) for each in took.values())
    return ladder, solver


def _timed(decide: Decide, plan: Plan, took: list[float]) -> bool | None:
    begun = time.process_time()
    decided = decide(plan)
    took.append(time.process_time() - begun)
    return decided


def rows() -> Iterator[str]:
    for leaves, items in SIZES:
        for unit in ("count", "points"):
            for how in TIGHTNESS:
                cases = [case(leaves, items, unit, how, seed) for seed in range(CASES)]
                yield _row(f"{leaves} × {items}, {unit}, {how}", *both(cases))


def _row(name: str, ladder: list[float], solver: list[float]) -> str:
    ratio = statistics.median(solver) / statistics.median(ladder)
    worst = _worst(solver) / _worst(ladder)
    return (
        f"{name:<32} {_ms(statistics.median(ladder))} {_ms(_worst(ladder))}"
        f" {_ms(statistics.median(solver))} {_ms(_worst(solver))}"
        f" {ratio:>8.1f} {worst:>8.1f}"
    )


def _worst(took: list[float]) -> float:
    """The 99th percentile of sorted times."""
    return took[max(0, round(0.99 * len(took)) - 1)]


def _ms(took: float) -> str:
    return f"{1000 * took:>10.3f}"


def whole_audits() -> Iterator[str]:
    """The whole way: laying out, deciding, the best progress, and a finding a node."""
    for leaves, items in SIZES:
        for how in TIGHTNESS:
            took = []
            for seed in range(CASES // 4):
                root, record = case(leaves, items, "points", how, seed)
                begun = time.perf_counter()
                audit("d", root, record)
                took.append(time.perf_counter() - begun)
            median = 1000 * statistics.median(took)
            yield f"whole audit {leaves} × {items}, points, {how:<16} {median:>10.2f} ms"


def unchanged() -> None:
    """An unchanged record beside a read of the kept answer: one row of a database, and its JSON."""
    for leaves, items in SIZES:
        root, record = case(leaves, items, "points", "exact", 0)
        kept = json.dumps(audit_all({"d": root}, record)["d"].to_json())
        book = sqlite3.connect(":memory:")
        book.execute("CREATE TABLE kept (participant TEXT PRIMARY KEY, audit TEXT)")
        book.execute("INSERT INTO kept VALUES ('p', ?)", (kept,))

        def read(book: sqlite3.Connection = book) -> object:
            found = book.execute("SELECT audit FROM kept WHERE participant = 'p'").fetchone()
            return kept_findings(json.loads(found[0]))

        anew = iter([_anew(record) for _ in range(40)])

        def ask(root: Requirement = root, anew: Iterator[Record] = anew) -> object:
            return audit_all({"d": root}, next(anew))

        timed(f"{leaves} × {items}, unchanged: a read of the kept answer", read)
        timed(f"{leaves} × {items}, unchanged: asked again", ask)


def _anew(record: Record) -> Record:
    """The same record, as another request would read it."""
    return replace(record, items=tuple(map(replace, record.items)))


def main() -> None:
    by_solver(plan_of({"d": case(8, 40, "count", "plenty", 0)[0]}, Record(date(2026, 6, 30))))
    head = ("ladder ms", "p99", "HiGHS ms", "p99")
    print(f"{'complete?':<32} " + " ".join(f"{word:>10}" for word in head), end="")
    print(f" {'faster':>8} {'at p99':>8}")
    for row in rows():
        print(row, flush=True)
    for row in whole_audits():
        print(row, flush=True)
    unchanged()


if __name__ == "__main__":
    main()
