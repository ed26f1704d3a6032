"""The last rung by itself: as an integer program, every term of the language means the same."""

from random import Random

import pytest

from rules.audits import Sharing, audit, ladder
from rules.audits.assignment import PATIENT, Proof, Undecided, assign
from rules.audits.cases import answer, read_case
from rules.audits.checker import are_complete
from rules.audits.models import model_of
from rules.audits.parts import parts_of
from rules.audits.plans import plan_of
from rules.audits.sums import is_sums, sums_of
from rules.audits.usage import taken
from rules.programs import Outcome, Program, solve, solver
from tests.rules.audit_words import degree, item, record
from tests.rules.contests import contest
from tests.rules.oracle import judge


@pytest.fixture
def only_the_solver(monkeypatch):
    """No other rung is climbed."""
    monkeypatch.setattr(ladder, "_FOR_ALL", (ladder._solver,))
    monkeypatch.setattr(ladder, "_FOR_SUMS", (ladder._solver,))


def test_the_solver_alone_agrees_with_the_oracle(only_the_solver):
    for seed in range(1000, 1120):
        case = contest(seed)
        found = answer(read_case(case), PATIENT)
        assert (found.complete, found.progress, found.version) == judge(case), seed


def collect(id_="", **words):
    return {"kind": "collect", **({"id": id_} if id_ else {}), **words}


def used(**words):
    return {"kind": "check", "source": "used", "of": "d", **words}


YEARS = [
    item(f"y{year}{n}", f"{year}-10-01", minutes=minutes, outside_minutes=20, points=n)
    for year, hours in ((2020, (60, 90)), (2021, (30,)), (2023, (120, 60)), (2024, (45, 60)))
    for n, minutes in enumerate(hours, 1)
]


@pytest.mark.parametrize(
    "tree",
    [
        [collect(hours=4), collect(hours=3)],
        [collect(hours=4), collect(hours="15/4")],
        [collect(outside_hours=1), collect(count=4)],
        [collect(outside_hours=1), collect(count=5)],
        [collect(hours_per_year=2, years=2), collect(count=1)],
        [collect(hours_per_year=1, years=2, consecutive=True), collect(count=3)],
        [collect(hours_per_year=3, years=2, consecutive=True), collect(count=3)],
        [collect(count=1), used(need=[{"school_years_since": "master", "n": 1}])],
        [collect(count=1, after=["nobody"]), collect(count=1)],
        [collect("x", count=4), collect(count=4), used(hours=3, where={"from": "2021-01-01"})],
        [{"any": [collect(count=5), {"level": "high"}]}, collect(count=3)],
    ],
    ids=str,
)
def test_words_of_packs_mean_the_same_to_the_solver(tree, only_the_solver, monkeypatch):
    by_solver = audit("d", degree(tree), record(*YEARS))
    monkeypatch.undo()
    by_search = audit("d", degree(tree), record(*YEARS))

    assert by_solver.status is by_search.status
    assert by_solver.progress == by_search.progress
    assert by_solver.exact
    assert by_search.exact


SHARE = used(
    need=[{"share_points": "1/2", "where": {"categories": ["a"]}}],
    limits=[{"max_points": 3, "where": {"categories": ["a"]}, "mode": "truncate"}],
)


def test_what_no_program_can_say_is_searched(only_the_solver):
    tree = [collect("x", count=1), collect("y", count=1), SHARE]
    held = record(
        item("a", points=9, categories=["a"]),
        item("b", points=3, categories=["b"]),
        item("c", points=9, categories=["b"]),
    )

    kept = {"x": ["b"], "y": ["c"]}
    assert audit("d", degree(tree), held, kept=kept).is_complete


def test_too_many_ways_to_share_are_searched(only_the_solver):
    leaves = [collect(f"l{n}", count=1) for n in range(9)]
    plan = plan_of({"d": degree(leaves)}, record(item("a")), sharing=(Sharing(("d", "d")),))

    assert not isinstance(assign(plan, 5_000), Proof)


def test_parts_of_more_items_than_can_be_tried_are_no_search():
    many = [
        item(f"e{n:03}", points=n % 3 + 1, categories=["a" if n % 2 else "b"]) for n in range(301)
    ]
    all_of_it = used(**{**SHARE, "need": [{**SHARE["need"][0], "share_points": 1}]})
    tree = [collect("x", points=300), collect("y", points=300), all_of_it]

    found = assign(plan_of({"d": degree(tree)}, record(*many)), 200)

    assert isinstance(found, Undecided)
    assert found.verdict.allowed


def test_a_program_without_room_is_impossible():
    program = Program()
    column = program.column(3)
    program.at_least({column: 1}, 4)

    assert solve(program, nodes=10, seconds=1).outcome is Outcome.IMPOSSIBLE


def test_a_program_that_is_not_finished_stays_open():
    program = Program()
    columns = [program.column() for _ in range(60)]
    program.worth = {column: 2 * n % 37 + 11.5 for n, column in enumerate(columns)}
    weights = {column: float(7 * n % 41 + 20) for n, column in enumerate(columns)}
    program.at_most(weights, 777)
    program.at_most({column: 61 - each for column, each in weights.items()}, 555)

    found = solve(program, nodes=10_000, seconds=0.0)

    assert found.outcome is Outcome.OPEN


@pytest.mark.parametrize("seed", range(40))
def test_dealing_out_says_what_the_whole_language_says(seed):
    random = Random(seed)  # noqa: S311 the same case again
    tree = [
        collect(points=random.randrange(10, 60), where={"categories": random.choices("abc", k=2)})
        for _ in range(3)
    ]
    held = record(
        *(
            item(f"{n:02}", points=random.choice((5, 10, 15)), categories=random.choices("abc"))
            for n in range(9)
        )
    )
    plan = plan_of({"d": degree(tree)}, held)
    for part in parts_of(plan):
        assert is_sums(plan, part)
        dealt = sums_of(plan, part)
        told = solve(dealt.program, nodes=1000, presolve=False)
        whole = solve(model_of(plan, part, complete=True).program, nodes=1000)

        assert told.outcome is whole.outcome
        uses = taken(dealt.groups, told.values) if told.values else {}
        assert bool(uses) is are_complete(plan, part.leaves, uses)


def dealt() -> Program:
    """Ten coins in two hands, each of which has to hold exactly half."""
    program, coins = Program(), (5, 10, 15, 20, 5, 10, 15, 20, 5, 15)
    hands = [{program.column(): coin for coin in coins} for _ in range(2)]
    for one, other in zip(*hands, strict=True):
        program.at_most({one: 1, other: 1}, 1)
    for hand in hands:
        program.at_least(hand, sum(coins) / 2)
    return program


@pytest.mark.parametrize("looks", [0, 2])
def test_what_is_begun_anew_comes_to_an_answer(monkeypatch, looks):
    """With no look to spare every jump is stopped, and only the last go is left."""
    monkeypatch.setattr(solver, "_LOOKS", looks)
    found = solve(dealt(), nodes=1_000, jumps=3)
    assert (found.outcome, len(found.values)) == (Outcome.SOLVED, 20)
    assert found == solve(dealt(), nodes=1_000, jumps=3), "the same question, the same answer"


def test_what_is_impossible_is_so_at_the_first_jump():
    program = dealt()
    program.at_least({0: 1, 10: 1}, 2)
    assert solve(program, nodes=1_000, jumps=3).outcome is Outcome.IMPOSSIBLE
