"""A way to one requirement: what is kept of the tree, and what each piece of a plan moves."""

from dataclasses import replace

from rules.audits import audit
from rules.requirements import Requirement, laid_out
from rules.ways import Aim, Moved, NoWay, Why, nearest_way, toward
from tests.rules.cases import completion
from tests.rules.ways.test_way import names, start, the_way

TREE = laid_out(
    Requirement.model_validate(
        {
            "all": [
                {"points": 100},
                {"any": [{"count": 3}, {"id": "four", "collect": {"count": 4}}]},
                {"id": "talks", "collect": {"count": 1, "activity": "talks"}},
                {"collect": {"count": 1}, "after": ["talks"]},
                {"of": "four", "source": "used", "count": 2, "kind": "check"},
            ]
        }
    )
)


def kept(path: str, *met: str) -> list[str]:
    return [node.id for node in toward(TREE, path, met).of]


def test_what_is_met_beside_it_stays_met():
    assert kept("r.1") == ["r.1"]
    assert kept("r.1", "r.2", "r.2.1") == ["r.1", "r.2"]
    assert kept("four", "r.2", "r.2.1") == ["r.2.1", "four"]


def test_what_it_refers_to_is_kept_too():
    assert kept("r.4") == ["talks", "r.4"]
    assert kept("r.1", "r.4") == ["r.1", "talks", "r.4"]
    assert kept("r.5") == ["four", "r.5"]


def test_the_root_is_the_whole():
    assert toward(TREE, "r", ("r.1",)) is TREE


def test_each_piece_says_what_it_moves_and_what_it_meets(catalog):
    """
    activities:
      walks: {title: Walks, hours: 2, points: 20, evidence: student}
      talks: {title: Talks, hours: 1, points: 5, evidence: own, once: [done]}
    degrees:
      goal:
        title: Goal
        requires:
          all: [{student_evidence: 2}, {points: 45}, {collect: {count: 1, activity: talks}}]
    """
    way = the_way(catalog)
    told = {each.activity: each.moves for each in way.work[:2]}

    assert sorted(names(way)) == ["talks", "walks", "walks"]
    assert {moved for each in way.work for moved in each.moves if moved.meets} == {
        Moved("r.1", True), Moved("r.2", True), Moved("r.3", True)
    }  # fmt: skip
    assert told["walks"][-1].path in ("r.1", "r.2")


def test_a_way_to_one_requirement_asks_for_no_more(catalog):
    """
    activities:
      walks: {title: Walks, hours: 2, points: 20, evidence: student}
      talks: {title: Talks, hours: 1, points: 5, evidence: own}
    degrees:
      goal:
        title: Goal
        requires: {all: [{collect: {count: 1}}, {collect: {count: 1, kind: own}}, {points: 900}]}
    """
    begun = start(catalog, completion("talks", "2026-08-01"))
    tree = laid_out(begun.degrees["goal"])
    today = begun.record(begun.done, begun.today)
    met = [each.path for each in audit("goal", tree, today).findings if each.is_met]
    other = ({"r.1", "r.2"} - set(met)).pop()

    alone = replace(begun, degrees={"goal": toward(tree, other, met)})
    way = nearest_way(alone, "goal", aim=Aim.ITEMS)
    assert len(way.work) == 1


def test_what_can_never_be_met_is_named(catalog):
    """
    activities: {talks: {title: Talks, points: 5, evidence: own}}
    degrees:
      goal: {title: Goal, requires: {all: [{points: 5}, {student_evidence: 1}]}}
    """
    assert nearest_way(start(catalog), "goal") == NoWay("goal", Why.NEVER, blocked=("r.2",))
