"""An audit changes no more of what somebody saw last than it must."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rules.audits import Decision, Sharing, Verb, audit, audit_all
from rules.audits.assignment import Undecided, assign
from rules.audits.cases import read_case
from rules.audits.plans import plan_of
from rules.audits.several import _Asked
from tests.rules.audit_words import TODAY, degree, item, record
from tests.rules.contests import contest


def collect(id_, **words):
    return {"id": id_, "kind": "collect", **words}


ONE_EACH = [collect("x", count=1), collect("y", count=1)]


def test_older_evidence_that_comes_late_moves_nothing():
    before = audit("d", degree(ONE_EACH), record(item("b", "2025-02-01"), item("c", "2025-03-01")))
    held = record(item("a", "2025-01-01"), item("b", "2025-02-01"), item("c", "2025-03-01"))

    assert audit("d", degree(ONE_EACH), held).uses != before.uses
    assert audit("d", degree(ONE_EACH), held, kept=before.uses).uses == before.uses


def test_what_is_kept_for_one_is_not_taken_by_another():
    held = record(item("a"), item("b"), item("c"))

    assert audit("d", degree(ONE_EACH), held, kept={"y": ["a"]}).uses == {"x": ("b",), "y": ("a",)}
    assert audit("d", degree(ONE_EACH), held, kept={"y": ["gone"]}).is_complete


def test_only_what_must_move_moves():
    """A third requirement needs the one item that two others could spare, by one more move."""
    tree = [
        collect("x", count=1, where={"categories": ["a", "b"]}),
        collect("y", count=1, where={"categories": ["b", "c"]}),
        collect("z", count=2, where={"categories": ["c", "d"]}),
    ]
    pieces = {"a": "a", "b": "b", "c": "c", "d": "d"}
    held = record(*(item(name, categories=[each]) for name, each in pieces.items()))
    kept = {"x": ["a"], "y": ["c"], "z": ["d"]}

    found = audit("d", degree(tree), held, kept=kept)

    assert found.is_complete
    assert found.uses == {"x": ("a",), "y": ("b",), "z": ("c", "d")}


@pytest.mark.parametrize("points", [10, 11])
def test_of_equally_good_uses_the_nearest_to_the_last_one_is_found(points):
    """Greedy and flow would give another one; the solver keeps all but one item."""
    tree = [collect("x", points=10), collect("y", points=10), collect("z", points=points)]
    worth = {"a": 6, "b": 5, "c": 4, "d": 3, "e": 2, "f": 7, "g": 3}
    held = record(*(item(name, points=each) for name, each in worth.items()))
    kept = {"x": ["f", "g"], "y": ["a", "c"], "z": ["b", "e"]}

    found = audit("d", degree(tree), held, kept=kept)

    for path, names in kept.items():
        assert set(names) <= set(found.uses[path])


def test_without_a_budget_what_is_found_first_is_taken():
    tree = [collect("x", points=10), collect("y", hours=10)]
    worth = zip("abcde", (6, 5, 4, 3, 2), strict=True)
    held = record(*(item(name, points=n, minutes=60 * n) for name, n in worth))
    kept = {"x": ["a", "b"], "y": ["c", "d", "e"]}

    hasty = audit("d", degree(tree), held, budget=0, kept=kept)
    patient = audit("d", degree(tree), held, kept=kept)

    assert not hasty.exact
    assert hasty.progress > 0
    assert patient.is_complete
    assert "a" in patient.uses["x"] or "b" in patient.uses["x"]


def test_what_must_move_moves_without_a_budget_too():
    tree = [
        collect("x", count=1, where={"categories": ["a", "b"]}),
        collect("y", count=1, where={"categories": ["b"]}),
    ]
    held = record(item("one", categories=["b"]), item("two", categories=["a"]))

    found = audit("d", degree(tree), held, budget=0, kept={"x": ["one"]})

    assert found.uses == {"x": ("two",), "y": ("one",)}


def test_what_no_program_can_say_stays_as_it_was_found():
    """A share under a ceiling has no linear form; then nothing better than found is looked for."""
    used = {
        "kind": "check", "source": "used", "of": "d",
        "need": [{"share_points": "1/2", "where": {"categories": ["a"]}}],
        "limits": [{"max_points": 3, "where": {"categories": ["a"]}}],
    }  # fmt: skip
    tree = [collect("x", count=1), collect("y", count=1), used]
    held = record(item("a", points=9, categories=["a"]), item("b", points=3, categories=["b"]))

    found = audit("d", degree(tree), held, kept={"x": ["b"], "y": ["b"]})

    assert found.is_complete


def test_degrees_that_exclude_each_other_keep_their_evidence():
    degrees = {"one": degree({"collect": {"count": 1}}), "two": degree({"collect": {"count": 1}})}
    held = record(item("a", "2025-01-01"), item("b", "2025-02-01"))

    kept = {"one": {"r": ["b"]}, "two": {"r": ["a"]}}
    found = audit_all(degrees, held, exclusive=True, kept=kept)

    assert {key: each.uses for key, each in found.items()} == {
        "one": {"r": ("b",)},
        "two": {"r": ("a",)},
    }


def test_what_a_decision_closed_is_not_kept():
    held = replace(record(item("a")), decisions=(Decision(Verb.EXCLUDE, "x", "a"),))

    assert audit("d", degree(ONE_EACH), held, kept={"x": ["a"]}).uses == {"y": ("a",)}


def test_shared_evidence_is_kept_where_it_served():
    held = record(item("a"), item("b"))
    sharing = (Sharing(("d", "d"), max_items=1),)
    tree = [collect("x", count=1), collect("y", count=2)]

    found = audit("d", degree(tree), held, sharing=sharing, kept={"x": ["b"], "y": ["a", "b"]})

    assert found.uses == {"x": ("b",), "y": ("a", "b")}


def test_evidence_that_changes_nothing_moves_nothing():
    """Whatever a degree asks: one more piece that nobody needs leaves every use as it was."""
    still = 0
    for seed in range(100):
        case = read_case(contest(seed))
        roots = {key: versions[0].root for key, versions in case.degrees.items()}
        before, uses = found_of(case, roots, case.record, {})
        first = min(case.record.items, key=lambda each: each.order)
        more = replace(first, id="more", day=first.day - timedelta(days=1), renews=frozenset())
        held = replace(case.record, items=(*case.record.items, more))
        after, now = found_of(case, roots, held, uses)
        if before == after:
            still += 1
            assert now == uses, seed
    assert still > 25


def found_of(case, roots, held, kept):
    """The progress, and who uses what by name; `kept` is such a use."""
    plan = plan_of(roots, held, sharing=case.sharing, max_uses=case.max_uses)
    masks = {
        leaf: sum(1 << plan.number[name] for name in names if name in plan.number)
        for leaf, names in kept.items()
    }
    found = assign(plan, kept=masks)
    assert not isinstance(found, Undecided)
    uses = {leaf: {each.id for each in plan.picked(mask)} for leaf, mask in found.uses.items()}
    return found.verdict.progress, {leaf: names for leaf, names in uses.items() if names}


# -- answers that are kept -------------------------------------------------------------------------


def test_an_unchanged_question_is_answered_from_what_is_kept(monkeypatch):
    degrees = {"one": degree({"collect": {"count": 1}}), "two": degree({"points": 5})}
    first = audit_all(degrees, record(item("a", points=5)), kept={"one": {"r": ["a"]}})

    with monkeypatch.context() as patched:
        patched.setattr("rules.audits.several.audit", lambda *_, **__: pytest.fail("asked again"))
        again = audit_all(degrees, record(item("a", points=5)), kept={"one": {"r": ["a"]}})

    assert again == first
    assert again["one"] is first["one"]


@pytest.mark.parametrize(
    "other",
    [
        {"points": 4},
        {"day": TODAY - timedelta(days=900)},
        {"tags": frozenset({"t"})},
    ],
    ids=str,
)
def test_any_other_fact_is_another_question(other):
    degrees = {"one": degree({"collect": {"points": 5, "tag": "t"}})}
    base = item("a", points=5, tags=["t", "u"])

    audit_all(degrees, record(base))
    found = audit_all(degrees, record(replace(base, **other)))

    assert found["one"].is_complete is (other.get("points") != 4)


def test_another_degree_of_the_same_name_is_another_question():
    held = record(item("a"))

    assert audit_all({"d": degree({"count": 1})}, held)["d"].is_complete
    assert not audit_all({"d": degree({"count": 2})}, held)["d"].is_complete
    assert _Asked({}, held, False, (), 1, {}) != held
