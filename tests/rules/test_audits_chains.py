"""Chains: what one requirement can spare goes on, leaf by leaf, to the one that lacks it."""

from random import Random

import pytest

from rules.audits import chains
from rules.audits.chains import mended
from rules.audits.checker import verify
from rules.audits.filling import frugal
from rules.audits.parts import parts_of
from rules.audits.plans import plan_of
from tests.rules.audit_words import degree, item, record


def collect(*categories, **words):
    return {"kind": "collect", "where": {"categories": list(categories)}, **words}


def one_part(tree, *items):
    plan = plan_of({"d": degree(tree)}, record(*items))
    (part,) = parts_of(plan)
    return plan, part


def test_an_exchange_ends_what_turns_leave_undone():
    plan, part = one_part(
        [collect("a", points=15), collect("a", "b", points=10)],
        item("1", "2025-09-01", points=10, categories=["a"]),
        item("2", "2025-09-02", points=15, categories=["a"]),
    )
    turns = {1: 0b01, 2: 0b10}
    assert not verify(plan, turns).complete

    uses = mended(part, turns)

    assert uses is not None
    assert verify(plan, uses).complete
    assert verify(plan, uses).allowed


@pytest.mark.parametrize("seed", range(60))
def test_what_is_found_is_enough_and_allowed(seed):
    random = Random(seed)  # noqa: S311 the same case again
    fields = "abcdef"
    items = [
        item(
            f"{n:02}",
            "2025-09-01",
            points=random.choice((5, 10, 15, 20)),
            categories=[fields[n % 6], *random.choices(fields, k=2)],
        )
        for n in range(24)
    ]
    tree = [
        collect(each, points=sum(one.points for one in items[n::6]))
        for n, each in enumerate(fields)
    ]
    plan = plan_of({"d": degree(tree)}, record(*items))
    for part in parts_of(plan):
        uses = mended(part, frugal(plan, part, {}))
        if uses is not None:
            verdict = verify(plan, uses)
            assert verdict.allowed
            assert all(
                plan.nodes[leaf.index].plain.want <= verdict.states[leaf.index].measured[0].have
                for leaf in part.leaves
            )


def test_nothing_is_found_where_nothing_is_there():
    _plan, part = one_part(
        [collect("a", points=20), collect("a", points=10)],
        item("1", "2025-09-01", points=10, categories=["a"]),
    )

    assert mended(part, {}) is None


def test_hours_and_points_are_not_exchanged():
    _plan, part = one_part(
        [collect("a", points=10), collect("a", hours=1)],
        item("1", "2025-09-01", points=10, minutes=60, categories=["a"]),
        item("2", "2025-09-02", points=10, minutes=60, categories=["a"]),
    )

    assert mended(part, {}) is None


def test_in_a_large_part_chains_are_looked_for_only_where_there_is_plenty(monkeypatch):
    monkeypatch.setattr(chains, "SMALL", 1)
    items = [item(f"{n}", "2025-09-01", points=10, categories=["a"]) for n in range(5)]
    _plan, tight = one_part([collect("a", points=20), collect("a", points=30)], *items)
    _plan, loose = one_part([collect("a", points=20), collect("a", points=10)], *items)

    assert mended(tight, {}) is None
    assert mended(loose, {}) is not None


def test_looking_ends(monkeypatch):
    _plan, part = one_part(
        [collect("a", points=20), collect("a", points=10)],
        *[item(f"{n}", "2025-09-01", points=10, categories=["a"]) for n in range(3)],
    )
    assert mended(part, {}) is not None

    monkeypatch.setattr(chains._Holding, "__init__", _without_looks(chains._Holding.__init__))
    assert mended(part, {}) is None


def _without_looks(make):
    return lambda self, gives, step: make(self, gives, step, looks=0)
