"""What holds of every audit, and a comparison of the search with trying everything."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.audits import Decision, Item, Record, Verb, audit
from rules.audits.assignment import Assignment, Undecided, assign
from rules.audits.checker import verify
from rules.audits.flows import fill
from rules.audits.plans import Plan, plan_of
from rules.requirements import Requirement
from tests.rules.audit_words import TODAY, degree, record

CATEGORIES = ("a", "b", "c")


@st.composite
def evidence(draw, most=4):
    count = draw(st.integers(0, most))
    return tuple(
        Item(
            id=f"e{number}",
            day=date(2024, 1, 1) + timedelta(days=draw(st.integers(0, 900))),
            points=draw(st.integers(0, 6)),
            categories=frozenset(draw(st.sets(st.sampled_from(CATEGORIES), min_size=1))),
            kinds=frozenset({draw(st.sampled_from(("own_learning", "student_evidence")))}),
            score=draw(st.none() | st.integers(0, 4)),
            minutes=draw(st.integers(0, 120)),
            requires=frozenset(
                {f"e{number - 1}"} if number and draw(st.integers(0, 9)) == 0 else ()
            ),
        )
        for number in range(count)
    )


def needs(check):
    plain = [
        st.builds(lambda n: {"points": n}, st.integers(1, 12)),
        st.builds(lambda n: {"count": n}, st.integers(1, 3)),
        st.builds(lambda n: {"hours": n}, st.integers(1, 3)),
        st.builds(lambda n: {"distinct": "category", "n": n}, st.integers(1, 3)),
        st.builds(lambda n: {"span_days": n}, st.integers(1, 400)),
        st.builds(lambda n: {"hours_per_year": n, "years": 2}, st.integers(1, 2)),
        st.builds(
            lambda n, c: {"points": n, "where": {"categories": [c]}},
            st.integers(1, 6),
            st.sampled_from(CATEGORIES),
        ),
    ]
    uneven = [st.builds(lambda n: {"mean_score": n}, st.integers(1, 4))]
    return st.lists(st.one_of(*plain, *([] if check else uneven)), min_size=1, max_size=2)


FILTERS = st.builds(
    lambda names: {"categories": sorted(names)}, st.sets(st.sampled_from(CATEGORIES), min_size=1)
)
LIMITS = st.lists(
    st.sampled_from(
        [
            {"max_count": 1},
            {"max_points": 7},
            {"max_points": 5, "where": {"kinds": ["own_learning"]}, "mode": "truncate"},
            {"max_count": 1, "per": "school_year"},
            {"max_distinct": "category", "n": 1},
            {"min_each_used": "kind", "count": 2},
        ]
    ),
    max_size=1,
)
COLLECTS = st.builds(
    lambda need, where, limits: {"kind": "collect", "need": need, "where": where, "limits": limits},
    needs(check=False),
    FILTERS,
    LIMITS,
)
CHECKS = st.builds(
    lambda need, where: {"kind": "check", "need": need, "where": where}, needs(check=True), FILTERS
)
USED = st.builds(
    lambda n: {"kind": "check", "of": "top", "source": "used", "points": n}, st.integers(1, 9)
)


LEAVES = st.one_of(COLLECTS, COLLECTS, COLLECTS, CHECKS)


@st.composite
def trees(draw, leaves=LEAVES):
    """A small tree: a group of leaves and of one more group."""
    inner = draw(st.lists(leaves, min_size=1, max_size=2))
    outer = draw(st.lists(leaves, min_size=1, max_size=2))
    kind = draw(st.sampled_from(("all", "any", "n_of")))
    group = {"kind": kind, "of": inner, "id": "inner"} | ({"n": 1} if kind == "n_of" else {})
    return {"kind": "all", "id": "top", "of": [*outer, group]}


@st.composite
def contested(draw):
    tree = draw(trees())
    if draw(st.booleans()):
        tree["of"].append(draw(USED))
    if draw(st.booleans()):
        tree["of"].append({"id": "late", "kind": "collect", "count": 1, "after": ["inner"]})
    return tree


def best_of_all(plan: Plan) -> tuple[bool, Fraction]:
    """Try every use of every item."""
    found = (False, Fraction(-1))
    for choice in product(*((*leaves, None) for leaves in plan.fitting)):
        uses: dict[int, int] = {}
        for number, leaf in enumerate(choice):
            if leaf is not None:
                uses[leaf] = uses.get(leaf, 0) | 1 << number
        verdict = verify(plan, uses)
        if verdict.allowed:
            found = max(found, (verdict.complete, verdict.progress))
    return found


@settings(max_examples=100, deadline=None)
@given(contested(), evidence())
def test_the_answer_is_the_best_of_all_uses(tree, items):
    plan = plan_of({"d": degree(tree)}, record(items))

    found = assign(plan)

    assert not isinstance(found, Undecided)
    assert found.verdict.allowed
    complete = isinstance(found, Assignment)
    assert (complete, found.verdict.progress) == best_of_all(plan)


@settings(max_examples=40, deadline=None)
@given(contested(), evidence(most=4), st.integers(1, 200))
def test_a_small_budget_doubts_and_never_errs(tree, items, budget):
    plan = plan_of({"d": degree(tree)}, record(items))

    hasty, patient = assign(plan, budget), assign(plan)

    if isinstance(hasty, Undecided):
        assert hasty.verdict.progress <= patient.verdict.progress <= hasty.bound
    else:
        assert type(hasty) is type(patient)


@settings(max_examples=40, deadline=None)
@given(contested(), evidence(), st.randoms(use_true_random=False))
def test_no_order_changes_the_answer(tree, items, random):
    def shuffled(thing):
        if not isinstance(thing.get("of"), list):
            return thing
        children = [shuffled(child) for child in thing["of"]]
        random.shuffle(children)
        return {**thing, "of": children}

    mixed = list(items)
    random.shuffle(mixed)

    first = audit("d", degree(tree), record(items))
    second = audit("d", degree(shuffled(tree)), record(tuple(mixed)))

    assert (second.status, second.progress) == (first.status, first.progress)


@settings(max_examples=40, deadline=None)
@given(trees(CHECKS), evidence(most=6))
def test_one_more_item_never_lowers_the_progress_of_checks(tree, items):
    held = record(items)
    fewer = replace(held, items=held.items[:-1])

    assert audit("d", degree(tree), fewer).progress <= audit("d", degree(tree), held).progress


@settings(max_examples=40, deadline=None)
@given(contested(), evidence())
def test_a_waived_root_is_complete_and_uses_nothing(tree, items):
    held = Record(TODAY, items, decisions=(Decision(Verb.WAIVE, "top"),))

    found = audit("d", degree(tree), held)

    assert found.is_complete
    assert found.progress == 1
    assert not found.uses


@given(
    st.lists(st.integers(0, 6), min_size=1, max_size=4),
    st.lists(st.integers(0, 6), max_size=5),
    st.data(),
)
def test_a_flow_fills_all_that_can_be_filled(asked, supplies, data):
    demands = dict(enumerate(asked))
    supply = dict(enumerate(supplies))
    fits = {place: data.draw(st.integers(0, (1 << len(supply)) - 1)) for place in demands}

    filling = fill(demands, supply, fits)

    for number, amount in supply.items():
        assert sum(filling.takers.get(number, {}).values()) <= amount
    for place, mask in fits.items():
        assert filling.taken(place) & ~mask == 0
    for shortfall in filling.shortfalls:
        shared = {n for place in shortfall.demands for n in supply if fits[place] >> n & 1}
        assert shortfall.want > shortfall.have == sum(supply[number] for number in shared)
    short = any(filling.got(place) < demands[place] for place in demands)
    assert short is bool(filling.shortfalls)


def test_the_generated_cases_do_compete():
    """Cases in which nothing competes would prove nothing: most of these do."""
    seen = []

    @settings(max_examples=100, deadline=None, database=None, derandomize=True)
    @given(contested(), evidence())
    def look(tree, items):
        plan = plan_of({"d": Requirement.model_validate(tree)}, record(items))
        seen.append(any(len(fits) > 1 for fits in plan.fitting))

    look()
    assert sum(seen) > len(seen) // 4


@settings(max_examples=150, deadline=None)
@given(wants=st.lists(st.integers(0, 4), min_size=1, max_size=3), items=evidence(), data=st.data())
def test_plain_sums_seen_in_one_go_are_seen_as_everything_is(wants, items, data):
    """Whatever is used: too little, twice, what fits another leaf, what gives nothing."""
    leaves = [
        {"kind": "collect", "where": {"categories": [category]}, "need": [{"points": want}]}
        for category, want in zip(CATEGORIES, wants, strict=False)
    ]
    plan = plan_of({"d": degree(leaves)}, record(*items))
    every = 2 ** len(items) - 1
    masks = [st.sampled_from((leaf.fits, 0, every)) | st.integers(0, every) for leaf in plan.leaves]
    uses = dict(enumerate(map(data.draw, (*masks, st.sampled_from((0, every)))), start=1))
    for gone in data.draw(st.sets(st.sampled_from(sorted(uses)))):
        del uses[gone]
    one_by_one = replace(plan)
    object.__setattr__(one_by_one, "is_sums", False)
    found, checked = verify(plan, uses), verify(one_by_one, uses)
    assert (found.broken, found.complete) == (checked.broken, checked.complete)
