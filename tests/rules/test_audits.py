"""What an audit answers, term by term of the language."""

import json
from datetime import date
from fractions import Fraction

import pytest

from rules.audits import AuditStatus, Decision, Sharing, Verb, audit, audit_all, meets
from rules.audits.assignment import Assignment, Proof, Undecided, assign
from rules.audits.checker import verify
from rules.audits.filters import months_before
from rules.audits.findings import FindingStatus
from rules.audits.plans import plan_of
from rules.facts import Conferral
from tests.rules.audit_words import TODAY, degree, item, items, record


def complete(tree, held, **more):
    return audit("d", degree(tree), held, **more).is_complete


def progress(tree, held, **more):
    return audit("d", degree(tree), held, **more).progress


def collect(id_="", **words):
    return {"kind": "collect", **({"id": id_} if id_ else {}), **words}


# -- filters ---------------------------------------------------------------------------------------

FULL = item(
    "full",
    "2025-10-01",
    points=5,
    kinds=["own_learning"],
    categories=["a", "b"],
    tags=["t", "u"],
    score=3,
    activity="walk",
    activity_kind="course",
    stage="used",
    campus="art",
    audiences=["classified"],
    outcome=True,
    value=1.5,
)
PLAIN = item("plain", "2024-10-01")


@pytest.mark.parametrize(
    ("where", "full", "plain"),
    [
        ({"ids": ["full"]}, True, False),
        ({"categories": ["b", "c"]}, True, False),
        ({"not_categories": ["b", "c"]}, False, True),
        ({"campuses": "art"}, True, False),
        ({"activities": ["walk"]}, True, False),
        ({"activity_kinds": ["course"]}, True, False),
        ({"stages": ["used"]}, True, False),
        ({"audiences": ["classified"]}, True, True),
        ({"audiences": ["leader"]}, False, True),
        ({"kinds": ["own"]}, True, False),
        ({"tags_any": ["t", "x"]}, True, False),
        ({"tags_all": ["t", "x"]}, False, False),
        ({"tags_all": ["t", "u"]}, True, False),
        ({"outcome": False}, False, True),
        ({"min_score": 3}, True, False),
        ({"min_score": 4}, False, False),
        ({"min_points": 5}, True, False),
        ({"min_value": 1.5}, True, False),
        ({"from": "2025-10-01"}, True, False),
        ({"to": "2024-10-01"}, False, True),
        ({"max_age_months": 12}, True, False),
        ({"school_years": 2024}, False, True),
        ({"until_degree": "held"}, False, True),
        ({"since_degree": "held"}, True, False),
        ({"until_degree": "never"}, True, True),
        ({"since_degree": "never"}, False, False),
    ],
    ids=str,
)
def test_a_filter_lets_through_what_it_should(where, full, plain):
    conferred = (Conferral("held", date(2024, 10, 1)), Conferral("held", date(2030, 1, 1)))
    held = record(FULL, PLAIN, conferrals=conferred)

    found = audit("d", degree({"kind": "check", "where": where, "need": [{"count": 9}]}), held)

    assert set(found.at("r").uses) == ({"full"} if full else set()) | (
        {"plain"} if plain else set()
    )


def test_months_before_keep_to_the_end_of_the_month():
    assert months_before(date(2024, 3, 31), 1) == date(2024, 2, 29)
    assert months_before(date(2026, 1, 15), 1) == date(2025, 12, 15)


# -- what counts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "counts"),
    [
        ({"day": "2026-06-30"}, True),
        ({"day": "2026-07-01"}, False),
        ({"status": "pending"}, False),
        ({"expires": "2026-06-30"}, True),
        ({"expires": "2026-06-29"}, False),
    ],
)
def test_evidence_counts_when_it_is_there_and_has_not_expired(facts, counts):
    assert complete({"count": 1}, record(item("e", **facts))) is counts


@pytest.mark.parametrize(
    ("renewal_day", "until", "counts"),
    [
        ("2024-01-01", "2027-01-01", True),
        ("2024-01-02", "2027-01-01", False),
        ("2023-12-01", None, True),
        ("2023-12-01", "2023-12-31", False),
    ],
)
def test_a_renewal_by_the_end_moves_it_and_a_late_one_revives_nothing(renewal_day, until, counts):
    old = item("e", "2020-01-01", expires="2024-01-01", categories=["x"])
    new = item("n", renewal_day, renews=["e"], expires=until, categories=["y"])

    assert complete({"count": 1, "category": "x"}, record(old, new)) is counts
    assert complete({"count": 1, "category": "x", "expired_ok": True}, record(old, new))


def test_two_renewals_without_an_end_are_one_too_many_and_no_harm():
    old = item("e", "2020-01-01", expires="2024-01-01", categories=["x"])
    new = [item(f"n{year}", f"{year}-12-01", renews=["e"]) for year in (2022, 2023)]

    assert complete({"count": 1, "category": "x"}, record(old, *new))


# -- needs -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("need", "expected"),
    [
        ({"points": 20}, Fraction(3, 4)),
        ({"points": 0}, 1),
        ({"count": 4}, Fraction(3, 4)),
        ({"hours": 3}, Fraction(1, 2)),
        ({"span_days": 730}, Fraction(1, 2)),
        ({"mean_score": "5/2"}, 1),
        ({"mean_score": 3}, 0),
        ({"share_points": "1/3", "where": {"categories": ["b"]}}, 1),
        ({"share_points": "1/2", "where": {"categories": ["b"]}}, 0),
        ({"distinct": "category", "n": 3, "mode": "covers"}, 1),
        ({"distinct": "category", "n": 4}, Fraction(3, 4)),
        ({"distinct": "school_year", "n": 2}, 1),
        ({"distinct": "activity", "n": 1}, 0),
        ({"distinct": "tag", "n": 1}, 0),
        ({"distinct": "kind", "n": 2}, Fraction(1, 2)),
        ({"hours_per_year": 1}, 1),
        ({"hours_per_year": 1, "years": 2, "consecutive": True}, Fraction(3, 4)),
    ],
    ids=str,
)
def test_a_need_is_measured(need, expected):
    held = record(
        item("x", "2024-10-01", points=5, minutes=30, score=2, categories=["a", "c"], kinds=["k"]),
        item("y", "2025-10-01", points=5, minutes=60, score=3, categories=["a", "b"], kinds=["k"]),
        item("z", "2025-10-01", points=5, categories=["c"]),
    )

    assert progress({"kind": "check", "need": [need]}, held) == expected


@pytest.mark.parametrize("need", [{"mean_score": 0}, {"share_points": 0}, {"hours_per_year": 1}])
def test_nothing_has_no_mean_and_no_share(need):
    assert progress({"kind": "check", "need": [need]}, record()) == 0
    assert progress({"kind": "check", "need": [{"span_days": 1}]}, record()) == 0


def test_consecutive_hours_of_nothing_are_none():
    assert progress({"hours_per_year": 1, "consecutive": True}, record()) == 0


def test_a_bonus_adds_points_and_is_no_piece_of_work():
    held = record(item("bonus", points=5, is_work=False))

    assert complete({"points": 5}, held)
    assert not complete({"count": 1}, held)
    assert not complete(collect(count=1), held)


def test_a_check_counts_at_most_so_many_of_a_sort():
    tree = {"count": 3, "limits": [{"where": {"categories": ["a"]}, "max_count": 1}]}
    held = record(items(3, "a", categories=["a"]), items(1, "b"))

    found = audit("d", degree(tree), held).at("r")

    assert (found.have, found.needs[0].cut) == (2, 2)
    assert found.missing[0].to_json() == {"code": "count", "n": 1}


def test_ceilings_that_overlap_never_count_too_much():
    tree = {
        "points": 20,
        "limits": [{"max_points": 4, "where": {"tags_any": [tag]}} for tag in ("t", "u", "none")],
    }
    held = record(
        item("x", points=4, tags=["t"]), item("y", points=4, tags=["t", "u"]), item("z", points=1)
    )

    assert audit("d", degree(tree), held).at("r").have == 5


# -- limits on what is used --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "used"),
    [
        ({"max_points": 5}, 1),
        ({"max_count": 2}, 2),
        ({"max_count": 1, "per": "school_year"}, 2),
        ({"max_count": 1, "per": "category"}, 2),
        ({"max_count": 1, "per": "tag"}, 4),
        ({"max_distinct": "category", "n": 1}, 2),
        ({"min_each_used": "category", "count": 2}, 4),
        ({"min_each_used": "category", "count": 3}, 0),
        ({"max_count": 0, "where": {"categories": ["a"]}}, 2),
    ],
    ids=str,
)
@pytest.mark.parametrize("on_leaf", [True, False])
def test_a_limit_bounds_what_is_used(limit, used, on_leaf):
    leaf = collect(count=4)
    tree = {**leaf, "limits": [limit]} if on_leaf else {"all": [leaf], "limits": [limit]}
    held = record(
        items(2, "a", "2024-10-01", categories=["a"], points=3),
        items(2, "b", "2025-10-01", categories=["b"], points=3),
    )

    assert progress(tree, held) == Fraction(used, 4)


# -- groups, other degrees, levels -------------------------------------------------------------


def test_a_level_and_a_degree_are_met_on_their_day():
    tree = degree([{"level": "senior"}, {"degree": "first"}, {"kind": "manual", "done": True}])
    held = record(
        levels={"senior": date(2025, 1, 1)},
        thresholds={"senior": 800},
        conferrals=(Conferral("first", date(2025, 1, 2)),),
    )

    assert audit("d", tree, held).is_complete


def test_progress_toward_a_level_and_a_degree_is_their_own():
    tree = degree([{"level": "senior"}, {"degree": "first"}, {"kind": "manual"}])
    held = record(
        levels={"senior": date(2027, 1, 1)},
        thresholds={"senior": 800},
        experience=600,
        degree_progress={"first": Fraction(1, 2)},
    )

    found = audit("d", tree, held)

    assert found.progress == Fraction(5, 12)
    assert [phrase.to_json() for each in found.findings for phrase in each.missing] == [
        {"code": "experience", "n": 200, "level": "senior"},
        {"code": "degree", "n": 1, "degree": "first"},
        {"code": "manual", "n": 1},
    ]


def test_a_level_that_nobody_knows_is_open():
    assert progress({"level": "unknown"}, record(experience=5)) == 0


def test_a_branch_that_is_full_and_not_granted_does_not_hide_one_that_can_be_complete():
    tree = {"any": [{"degree": "first"}, collect(count=1)]}

    assert complete(tree, record(items(1), degree_progress={"first": Fraction(1)}))


def test_only_n_branches_use_evidence():
    tree = {"n_of": 2, "of": [collect(count=2, category=name) for name in "abc"]}
    held = record(items(2, "a", categories=["a"]), items(1, "b", categories=["b"]))
    held_of_c = record(held.items, items(2, "c", categories=["c"]))

    assert progress(tree, held) == Fraction(3, 4)
    found = audit("d", degree(tree), held_of_c)
    assert found.uses == {"r.1": ("a01", "a02"), "r.3": ("c01", "c02")}
    assert found.at("r").have == 2


def test_a_waived_branch_is_one_of_the_n():
    tree = {"n_of": 2, "of": [collect("a", count=1), collect("b", count=1), collect("c", count=9)]}
    held = record(items(1), decisions=(Decision(Verb.WAIVE, "c"),))

    found = audit("d", degree(tree), held)

    assert found.is_complete
    assert found.at("c").status is FindingStatus.WAIVED
    assert found.at("c").uses == ()


# -- decisions -------------------------------------------------------------------------------------


def test_decisions_move_evidence():
    tree = [collect("x", count=1, category="a"), collect("y", count=1)]
    a, z = item("a", categories=["a"]), item("z", categories=["z"], expires="2020-01-01")

    def with_(*decisions):
        return complete(tree, record(a, z, decisions=decisions))

    assert not with_()
    assert with_(Decision(Verb.SUBSTITUTE, "y", "z"))
    assert with_(Decision(Verb.SUBSTITUTE, "r", "z"))
    assert not with_(Decision(Verb.SUBSTITUTE, "y", "z", degree="other"))
    assert not with_(Decision(Verb.SUBSTITUTE, "y", "z"), Decision(Verb.EXCLUDE, None, "a"))
    assert not with_(Decision(Verb.SUBSTITUTE, "y", "z"), Decision(Verb.PIN, "y", "a"))
    assert not with_(Decision(Verb.SUBSTITUTE, "y", "z"), Decision(Verb.EXCLUDE, "x", "a"))
    assert with_(Decision(Verb.SET_NEED, "y", value=Fraction(0)))


def test_a_manual_requirement_can_be_confirmed_and_anything_waived():
    tree = {"kind": "manual", "id": "m"}

    assert not complete(tree, record())
    assert complete(tree, record(decisions=(Decision(Verb.CONFIRM, "m"),)))
    assert complete(tree, record(decisions=(Decision(Verb.WAIVE, "m"),)))


# -- order -----------------------------------------------------------------------------------------

BASE = collect("base", count=1, category="a")
LAST = collect("last", count=1, category="b", after=["base"])


@pytest.mark.parametrize(
    ("base", "day", "met"),
    [
        (BASE, "2025-01-01", False),
        (BASE, "2025-01-02", True),
        ({"id": "base", "kind": "manual", "done": True}, "2020-01-01", True),
        ({"id": "base", "kind": "manual"}, "2025-01-02", False),
        ({"id": "base", "count": 1, "category": "a"}, "2025-01-01", False),
        ({"id": "base", "count": 1, "category": "a"}, "2025-01-02", True),
        ({"id": "base", "level": "l"}, "2025-01-02", True),
        ({"id": "base", "degree": "g"}, "2025-01-01", False),
        ({"id": "base", "degree": "g"}, "2025-01-02", True),
    ],
    ids=str,
)
def test_what_comes_after_is_dated_later(base, day, met):
    held = record(
        item("a", "2025-01-01", categories=["a"]),
        item("b", day, categories=["b"]),
        levels={"l": date(2025, 1, 1)},
        conferrals=(Conferral("g", date(2025, 1, 1)),),
    )

    found = audit("d", degree([base, LAST]), held)

    assert found.at("last").is_met is met


def test_what_comes_after_a_requirement_that_does_not_exist_can_use_nothing():
    assert progress({**LAST, "after": ["nowhere"]}, record(item("b", categories=["b"]))) == 0


def test_parts_that_no_rule_binds_are_settled_apart():
    tree = [LAST, BASE, collect("own", count=1, category="c")]
    held = record(*(item(name, categories=[name]) for name in "abc"))

    assert audit("d", degree(tree), held).uses == {"base": ("a",), "own": ("c",)}


# -- sharing -----------------------------------------------------------------------------------


def test_a_degree_may_share_with_another_within_a_ceiling():
    degrees = {"one": degree(collect("x", points=6)), "two": degree(collect("y", points=6))}
    held = record(items(2, points=3))

    def together(*sharing, **more):
        return assign(plan_of(degrees, held, sharing=sharing, **more))

    assert isinstance(together(), Proof)
    assert isinstance(together(Sharing(("one", "two"))), Assignment)
    assert isinstance(together(Sharing(("one", "two")), max_uses=1), Proof)
    assert isinstance(together(Sharing(("one", "two"), max_points=5)), Proof)
    assert isinstance(together(Sharing(("one", "two"), max_items=2, max_points=6)), Assignment)
    assert isinstance(together(Sharing(("one", "one"))), Proof)


def test_exclusive_degrees_do_not_use_the_same_evidence_and_none_is_called_impossible():
    degrees = {
        "one": degree(collect(count=1)),
        "two": degree(collect(count=1)),
        "far": degree([collect(count=9), {"degree": "one"}]),
    }

    free = audit_all(degrees, record(items(1)))
    apart = audit_all(degrees, record(items(1)), exclusive=True)

    assert [each.status.value for each in free.values()] == ["complete", "complete", "not_complete"]
    assert free["far"].progress == (Fraction(1, 9) + 1) / 2
    assert sorted(each.status.value for each in apart.values()) == [
        *("complete", "not_complete", "undecided")
    ]
    assert audit_all({}, record(), exclusive=True) == {}


# -- proofs and doubts -----------------------------------------------------------------------------


def test_what_competes_in_vain_is_proved_with_its_reason():
    tree = [collect("x", count=2), collect("y", count=2), collect("z", count=1, category="z")]
    held = record(items(3), item("z", categories=["z"]))

    found = audit("d", degree(tree), held)

    assert found.status is AuditStatus.NOT_COMPLETE
    assert found.exact
    assert found.to_json()["lacks"] == [
        {"unit": "count", "paths": ["x", "y", "z"], "want": 5, "have": 4}
    ]


def test_points_that_are_too_few_for_two_are_proved_too_few():
    tree = [collect("x", points=10), collect("y", points=10)]

    found = audit("d", degree(tree), record(items(5, points=3)))

    assert found.status is AuditStatus.NOT_COMPLETE
    assert [lack.unit.value for lack in found.lacks] == ["points"]


def test_what_the_budget_does_not_settle_is_undecided_and_never_called_open():
    tree = {"all": [collect("x", points=10), collect("y", hours=10)], "id": "all"}
    worth = enumerate((9, 8, 1, 2))
    held = record(*(item(f"e{place}", points=n, minutes=60 * n) for place, n in worth))

    assert complete(tree, held)
    found = audit("d", degree(tree), held, budget=1)

    assert found.status is AuditStatus.UNDECIDED
    assert not found.exact
    assert FindingStatus.OPEN not in {each.status for each in found.findings}
    assert isinstance(assign(plan_of({"d": degree(tree)}, held), 1), Undecided)


def test_plenty_of_points_is_enough_for_two_however_many_items_there_are():
    tree = [collect(points=700), collect(points=700)]

    assert complete(tree, record(*(item(f"e{n:03}", points=n % 7 + 3) for n in range(310))))


def test_too_many_items_to_search_are_settled_all_the_same():
    tree = [collect(points=1162), collect(points=1163)]
    held = record(*(item(f"e{n:03}", points=3 * (n % 2 + 2)) for n in range(310)))

    assert audit("d", degree(tree), held).status is AuditStatus.NOT_COMPLETE


def test_free_sharing_among_many_is_not_called_exhausted():
    leaves = [collect(f"l{n}", points=9, limits=[{"max_count": 2}]) for n in range(8)]
    held = record(*(item(f"e{n}", points=n) for n in (1, 2, 4)))
    plan = plan_of({"d": degree(leaves)}, held, sharing=(Sharing(("d", "d")),))

    assert not isinstance(assign(plan, 20_000), Assignment)


def test_a_counted_yes_is_the_checkers():
    plan = plan_of({"d": degree([collect(count=1), collect(count=1)])}, record(items(2)))
    first, second = (leaf.index for leaf in plan.leaves)

    assert verify(plan, {first: 0b1, second: 0b1}).broken == ("sharing",)
    assert verify(plan, {0: 0b1}).broken == ("not_eligible",)


def test_what_an_item_requires_is_used_as_well():
    tree = [collect(count=1, category="a"), collect(count=1, category="b")]
    held = record(item("a", categories=["a"], requires=["b"]), item("b", categories=["b"]))
    alone = record(item("a", categories=["a"], requires=["gone"]))

    assert complete(tree, held)
    assert progress(tree, alone) == 0


# -- findings --------------------------------------------------------------------------------------


def test_the_oldest_evidence_serves_and_the_rest_stays_free():
    held = record(item("new", "2025-03-01"), item("old", "2024-03-01"), item("mid", "2024-09-01"))

    assert audit("d", degree(collect(count=2)), held).uses == {"r": ("old", "mid")}


def test_a_finding_with_several_needs_counts_them():
    found = audit("d", degree({"points": 5, "count": 3}), record(items(2, points=5))).at("r")

    assert (found.have, found.want, found.unit) == (1, 2, "needs")
    assert [need.met for need in found.needs] == [True, False]


def test_a_mean_is_missing_as_a_whole():
    found = audit("d", degree({"mean_score": "5/2"}), record(item("e", score=1))).at("r")

    assert found.missing[0].to_json() == {"code": "mean_score", "n": "5/2"}


def test_an_empty_window_is_no_window():
    found = audit("d", degree({"points": 5, "within": {"school_years": 2}}), record()).at("r")

    assert (found.have, found.window) == (0, None)


def test_an_audit_can_be_frozen_as_json():
    tree = {"all": [{"points": 5, "within": {"school_years": 1}, "title": "Five"}, {"level": "x"}]}

    frozen = audit("d", degree(tree), record(items(1, points=5))).to_json()

    assert json.loads(json.dumps(frozen)) == frozen
    assert frozen["findings"][1]["window"] == ["2025-26", "2025-26"]
    assert frozen["findings"][1]["uses"] == ["e01"]


def test_a_requirement_of_a_badge_is_met_from_a_day_on():
    held = record(item("e", "2025-10-01"))

    assert meets(degree({"count": 1}), held)
    assert not meets(degree({"count": 1}), held, date(2025, 9, 30))
    assert held.as_of == TODAY


def test_hours_of_school_years_can_compete():
    tree = [collect("x", hours_per_year=1, years=2), collect("y", hours=1)]
    held = record(
        item("a", "2023-10-01", minutes=60),
        item("b", "2024-10-01", minutes=60),
        item("c", "2024-11-01", minutes=60),
        item("d", "2024-12-01", minutes=30),
    )

    assert complete(tree, held)
    assert progress([*tree, collect("z", hours=1)], held) == Fraction(11, 12)
