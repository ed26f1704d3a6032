"""On small catalogs a way costs as little as the cheapest of all plans that there are."""

from datetime import date

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from rules.facts import Person
from rules.terms import Audience
from rules.ways.following import Start
from rules.ways.question import Aim
from rules.ways.way import NoWay, Way, nearest_way
from tests.rules.cases import always, completion, small
from tests.rules.ways.trying_everything import cheapest

TODAY = date(2026, 9, 1)
MOST = 4
COSTS = {
    Aim.HOURS: lambda plan: (hours_of(plan), len(plan), again(plan)),
    Aim.ITEMS: lambda plan: (len(plan), hours_of(plan), again(plan)),
}


def hours_of(plan):
    """In minutes; work without hours counts as one hour."""
    return sum(each.minutes or 60 for each in plan)


def again(plan):
    return len(plan) - len({(each.activity, each.stage) for each in plan})


points = st.sampled_from([0, 5, 10, 20, 30])
hours = st.sampled_from([0, 0.5, 1, 2, 3])
campus = st.sampled_from(["x", "y"])
caps = st.sampled_from(
    [
        "",
        "cap: {times: 1, per: school_year}",
        "cap: {times: 2}",
        "cap: {points: 35, per: school_year}",
    ]
)
kinds = st.sampled_from(["own", "student", "either"])
validities = st.sampled_from(
    ["", "", "valid_months: 1", "valid_months: 3, renewed_by: [a1]", "valid_months: 12"]
)


@st.composite
def activities(draw):
    lines, number = [], draw(st.integers(2, 4))
    for place in range(number):
        after = f"after: [a{place - 1}]" if place and draw(st.integers(0, 3)) == 0 else ""
        audience = "audience: [leader]" if draw(st.integers(0, 6)) == 0 else ""
        once = "once: [done]" if draw(st.integers(0, 3)) == 0 else ""
        tag = draw(st.sampled_from(["t", "u", "t, u"])) if place else "t, u"
        cap = draw(caps) if not once else ""
        lasts = draw(validities)
        said = [
            f"title: A{place}", f"campus: {draw(campus)}", f"evidence: {draw(kinds)}",
            f"hours: {draw(hours)}", f"points: {draw(points)}", f"tags: [{tag}]",
            after, audience, once, cap, lasts,
        ]  # fmt: skip
        lines.append(f"  a{place}: {{{', '.join(filter(None, said))}}}")
    return "activities:\n" + "\n".join(lines)


leaves = st.one_of(
    st.sampled_from([15, 30, 45]).map(lambda n: f"{{points: {n}}}"),
    st.integers(1, 3).map(lambda n: f"{{count: {n}}}"),
    st.integers(1, 4).map(lambda n: f"{{hours: {n}}}"),
    st.sampled_from(["campus", "activity", "tag", "kind"]).map(
        lambda what: f"{{distinct: {what}, n: 2}}"
    ),
    st.integers(1, 2).map(lambda n: f"{{student_evidence: {n}}}"),
    st.just("{student_evidence: 1, with_outcome: 1}"),
    campus.map(lambda where: f"{{points: 20, campus: {where}}}"),
    st.integers(1, 2).map(lambda n: f"{{collect: {{count: {n}, tag: t}}}}"),
    st.integers(1, 2).map(lambda n: f"{{collect: {{count: {n}, kinds: own}}}}"),
    st.just("{collect: {points: 20}, limits: [{max_count: 1, per: campus}]}"),
    st.just("{points: 30, limits: [{max_points: 15, per: campus, mode: truncate}]}"),
    st.just("{points: 30, limits: [{max_points: 10, where: {campuses: [x]}, mode: truncate}]}"),
    st.just("{collect: {count: 2}, limits: [{max_distinct: campus, n: 1}]}"),
    st.just("{activity: a0, times: 2}"),
    st.just("{level: known}"),
    st.just("{need: [{share_points: 1/2, where: {campuses: [x]}}]}"),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda of: f"{{all: [{', '.join(of)}]}}"),
        st.lists(inner, min_size=2, max_size=3).map(lambda of: f"{{any: [{', '.join(of)}]}}"),
        st.lists(inner, min_size=2, max_size=3).map(
            lambda of: f"{{n_of: 2, of: [{', '.join(of)}]}}"
        ),
    ),
    max_leaves=4,
)


def a_pack(written, tree):
    return small(
        f"""
campuses: {{x: {{title: X}}, y: {{title: Y, cap: {{points: 40, per: school_year}}}}}}
{written}
rules:
  first: {{match: {{tags: [t]}}, when: first_time, grants: 5}}
levels:
  new: {{title: New, experience: 0}}
  known: {{title: Known, experience: 35}}
pathways:
  both: {{title: Both, parts: [a0, a1], points: 10}}
degrees:
  goal: {{title: Goal, requires: {tree}}}
"""
    )


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(activities(), trees, st.sampled_from(list(COSTS)), st.booleans())
def test_no_plan_of_a_few_pieces_is_cheaper_than_the_way(written, tree, aim, begun):
    catalog = a_pack(written, tree)
    start = Start(
        always(catalog),
        TODAY,
        {"goal": catalog.degrees["goal"].requires},
        done=(completion("a0", "2026-07-15"),) if begun else (),
        person=Person(Audience.CERTIFICATED),
    )
    found = nearest_way(start, "goal", aim=aim)
    tried = cheapest(start, "goal", MOST, COSTS[aim])

    if isinstance(found, NoWay):
        event(found.why)
        assert tried is None
        return
    event(f"{'exact' if found.exact else 'with a gap'}, {len(found.work)} pieces")
    if tried is None:
        assert len(found.work) > MOST or found.years > 1
    else:
        assert found.years == 1
        assert found.bound <= tried[0] <= found.cost or len(found.work) > MOST
        if found.exact and len(found.work) <= MOST:
            assert (found.cost, *COSTS[aim](found.work)[1:]) == tried


@pytest.mark.parametrize("aim", list(Aim))
def test_a_way_that_is_gone_is_no_step(aim):
    written = "activities:\n  a0: {title: A, points: 20, tags: [t]}\n  a1: {title: B}"
    catalog = a_pack(written, "{points: 20}")
    start = Start(
        always(catalog), TODAY, {"goal": catalog.degrees["goal"].requires},
        done=(completion("a0", "2026-07-15"),),
    )  # fmt: skip

    found = nearest_way(start, "goal", aim=aim)

    assert isinstance(found, Way)
    assert (found.work, found.cost, found.exact) == ((), 0, True)
