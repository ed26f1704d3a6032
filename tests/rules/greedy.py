"""How audits go wrong: filling one requirement after another, in one order or another."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from typing import Any

from tests.rules.oracle import Trial, Uses
from tests.rules.oracle_evidence import Json

ORDERS: dict[str, Callable[[Json], Any]] = {
    "oldest first": lambda item: item["date"],
    "largest first": lambda item: -item["points"],
    "smallest first": lambda item: item["points"],
    "fewest categories first": lambda item: len(item["categories"]),
}


def greedily(case: Json) -> Iterator[Fraction]:
    """The progress that greedy filling finds, for each order of evidence and of requirements."""
    roots = {degree["id"]: degree["root"] for degree in case["degrees"]}
    for order, downwards in product(ORDERS.values(), (True, False)):
        trial = Trial(case, roots)
        leaves = sorted(trial.leaves, reverse=not downwards)
        yield trial.progress(_filled(trial, leaves, sorted(trial.items, key=order)))


def _filled(trial: Trial, leaves: list[str], items: list[Json]) -> Uses:
    uses = dict.fromkeys(trial.leaves, 0)
    for leaf in leaves:
        for item in items:
            more = uses | {leaf: uses[leaf] | 1 << trial.items.index(item)}
            if trial.score(trial.nodes[leaf], uses) < 1 and trial.may(item, leaf, more):
                uses = more
    return uses
