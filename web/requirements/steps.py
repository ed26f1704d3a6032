"""What a button does: the form is kept, and then the tree is changed, in one edit of the draft."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from rules.catalog import Catalog
from rules.outline import (
    Asked,
    Changed,
    Edit,
    Grouping,
    Insert,
    Leaf,
    Node,
    Put,
    Remove,
    add,
    applied,
    change,
    copied,
    dissolve,
    leaf_of,
    move,
    outline,
    regroup,
    remove,
    wrap,
    written_leaf,
)
from rules.pack.written import Path
from web.requirements.choices import ALIKE, NAMED
from web.requirements.desk import Desk, read_path
from web.requirements.filling import leaf_in, title_in
from web.requirements.forms import GroupForm, LeafForm, NamedForm

GROUPS = {"group_any": Grouping.ANY, "group_n_of": Grouping.N_OF, "group_all": Grouping.ALL}
"""What can be added beside a measure: a group with two things to begin with."""


@dataclass(frozen=True)
class Taken:
    """The edits of a step, and which requirement is looked at afterwards."""

    edits: tuple[Edit, ...]
    at: Path
    is_new: bool = False
    """Whether another requirement is looked at than before."""


def kept(desk: Desk, form: NamedForm) -> tuple[Edit, ...]:
    """The edits that write what the form says of the requirement."""
    node = desk.node
    if node is None or desk.root is None:
        return ()
    if isinstance(form, GroupForm):
        return tuple(_group(desk.root, node, form))
    if isinstance(form, LeafForm):
        return change(desk.root, node.path, _leaf(node, form)).edits
    return ()


def taken(desk: Desk, edits: tuple[Edit, ...], do: str, chosen: Mapping[str, str]) -> Taken:
    """One step on the tree, after the edits that come before it."""
    if desk.root is None or desk.node is None:
        return Taken((Put((), first(chosen.get("what", ""), desk.catalog)),), (), is_new=True)
    if do == "remove" and not desk.node.path and desk.section == "levels":
        return Taken((Remove(()),), ())
    root = outline(applied(desk.root.written, edits))
    node = root.find(desk.node.path) or root
    done = _done(desk, root, node, do, chosen)
    if done is None:
        return Taken(edits, node.path)
    is_new = do in ("add", "copy", "again", "wrap", "remove", "dissolve")
    return Taken((*edits, *done.edits), done.path, is_new)


def first(what: str, catalog: Catalog) -> Any:
    """A new requirement, to be filled in: what is asked most often of its sort."""
    if what in GROUPS:
        parts = [{"student_evidence": "1"}, {"own_learning": "1"}]
        grouping = GROUPS[what]
        counted = {"n_of": "1", "of": parts}
        return counted if grouping is Grouping.N_OF else {grouping.value: parts}
    asked = Asked(what) if what in set(Asked) else Asked.STUDENT_EVIDENCE
    return written_leaf(_leaf_to_begin_with(asked, catalog), {})


def begin(form: LeafForm, catalog: Catalog, *, shown: str = "") -> None:
    """Another measure was chosen: what it needs has something to begin with.

    A number that was written for `shown` stays where it means the same.
    """
    asked = form.measure
    if asked is None:
        return
    leaf = _leaf_to_begin_with(asked, catalog)
    if not (form.n.data and any({asked, shown} <= alike for alike in ALIKE)):
        form.n.data = leaf.n
    if asked in NAMED and not form[NAMED[asked]].data:
        several = asked is Asked.ALL_ACTIVITIES
        form[NAMED[asked]].data = list(leaf.names) if several else (leaf.names or ("",))[0]


def _done(desk: Desk, root: Node, node: Node, do: str, chosen: Mapping[str, str]) -> Changed | None:
    match do:
        case "up" | "down" | "out":
            return _moved(root, node, do)
        case "into":
            return move(root, node.path, read_path(chosen.get("into", "")))
        case "wrap":
            return wrap(root, node.path, Grouping(chosen.get("as", "") or Grouping.ALL))
        case "dissolve":
            return dissolve(root, node.path)
        case "remove":
            return remove(root, node.path)
        case "add":
            return _added(root, node, first(chosen.get("what", ""), desk.catalog))
        case "again":
            return _added(root, node, copied(node, root), beside=True)
        case "copy":
            other = desk.elsewhere(chosen.get("from", ""))
            return _added(root, node, copied(other, root)) if other else None
    return None


def _added(root: Node, node: Node, value: Any, *, beside: bool = False) -> Changed:
    """Into the group that is looked at, or behind the requirement."""
    parent = root.parent_of(node)
    if node.holds_list and not beside:
        return add(root, node.path, value)
    if parent is not None and parent.holds_list:
        return add(root, parent.path, value, _place(node.path) + 1)
    return add(root, node.path, value)


def _moved(root: Node, node: Node, do: str) -> Changed | None:
    parent = root.parent_of(node)
    if parent is None or not parent.holds_list:
        return None
    place = _place(node.path)
    if do == "up":
        return move(root, node.path, parent.path, place - 1) if place else None
    if do == "down":
        last = place == len(parent.children) - 1
        return None if last else move(root, node.path, parent.path, place + 2)
    above = root.parent_of(parent)
    if above is None or not above.holds_list:
        return None
    return move(root, node.path, above.path, _place(parent.path) + 1)


def _place(path: Path) -> int:
    return int(path[-1])


# -- what forms write ------------------------------------------------------------------------------


def _leaf(node: Node, form: LeafForm) -> dict[str, Any]:
    before = node.written if isinstance(node.written, Mapping) else {}
    written = written_leaf(leaf_in(form, leaf_of(before)[0]), before)
    named = {"title": title_in(form, before.get("title")), "id": form.node_id.data}
    kept = {key: named.get(key, each) for key, each in written.items()}
    made = {**{key: each for key, each in named.items() if key not in written}, **kept}
    return {key: each for key, each in made.items() if each not in (None, "")}


def _group(root: Node, node: Node, form: GroupForm) -> list[Edit]:
    grouping = Grouping(form.grouping.data or Grouping.ALL)
    n = int(form.n.data) if str(form.n.data or "").isdigit() else 1
    edits = list(regroup(root, node.path, grouping, n).edits)
    tree = applied(root.written, edits)
    now = outline(tree).find(node.path) or node
    named = {"title": title_in(form, node.title), "id": form.node_id.data}
    if isinstance(now.written, list):
        if any(named.values()):
            made = {key: each for key, each in named.items() if each}
            edits.append(Put(node.path, {**made, "all": now.written}))
        return edits
    for key, value in named.items():
        edits += _named(now, key, value)
    return edits


def _named(node: Node, key: str, value: Any) -> list[Edit]:
    """Write a name of the group where it is, before everything else, or no longer."""
    path = (*node.path, key)
    if not value:
        return [Remove(path)] if key in node.written else []
    if key in node.written:
        return [] if node.written[key] == value else [Put(path, value)]
    return [Insert(path, value, next(iter(node.written)))]


# -- what one begins with --------------------------------------------------------------------------

_AMOUNTS = {
    Asked.POINTS: "100",
    Asked.HOURS: "10",
    Asked.OUTSIDE_HOURS: "5",
    Asked.HOURS_PER_YEAR: "20",
    Asked.COURSES: "4",
    Asked.COUNT: "3",
    Asked.METRIC: "90",
    Asked.DISTINCT: "2",
    Asked.CAMPUSES: "2",
    Asked.SPAN_DAYS: "30",
    Asked.MEAN_SCORE: "2",
    Asked.SHARE_POINTS: "50%",
    Asked.ACTIVITY: "",
    Asked.ALL_ACTIVITIES: "",
    Asked.LEVEL: "",
    Asked.DEGREE: "",
    Asked.MANUAL: "",
}


def _leaf_to_begin_with(asked: Asked, catalog: Catalog) -> Leaf:
    leaf = Leaf(asked=asked, n=_AMOUNTS.get(asked, "1"))
    match asked:
        case Asked.ACTIVITY | Asked.ALL_ACTIVITIES | Asked.METRIC:
            return replace(leaf, names=tuple(catalog.activities)[:1])
        case Asked.DISTINCT:
            return replace(leaf, names=("tag",))
        case Asked.LEVEL:
            return replace(leaf, names=tuple(catalog.levels)[-1:])
        case Asked.DEGREE | Asked.YEARS_SINCE:
            return replace(leaf, names=tuple(catalog.degrees)[:1])
        case Asked.SHARE_POINTS:
            return replace(leaf, part={"kinds": ("student_evidence",)})
    return leaf
