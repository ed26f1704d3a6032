"""The trees of the sample packs, and every operation that somebody may try on one."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from hypothesis import strategies as st

from rules.outline import (
    CannotChange,
    Changed,
    Grouping,
    Node,
    add,
    copied,
    dissolve,
    move,
    outline,
    regroup,
    remove,
    wrap,
)
from rules.outline.edits import plain
from rules.pack.written import read_files
from tests.rules import sample_packs

Place = tuple[str, str, str]


def places() -> Iterator[Place]:
    """Pack, section and key of every tree."""
    for name in sample_packs.NAMES:
        whole = _whole(name)
        for section in ("degrees", "badges", "levels"):
            for key, entry in whole.get(section, {}).items():
                if "requires" in entry:
                    yield name, section, key


def tree(place: Place) -> Any:
    name, section, key = place
    return _whole(name)[section][key]["requires"]


@cache
def _whole(name: str) -> Any:
    whole, _slips = read_files(sample_packs.written(name))
    return whole


def leaves(node: Node) -> Counter[str]:
    """What is asked, whatever stands around it; ids may change when something is copied."""
    return Counter(
        str(sorted((key, str(value)) for key, value in plain(each.written).items() if key != "id"))
        for each in node.walk()
        if not each.is_group
    )


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "wrap", "dissolve", "regroup", "move", "copy", "remove"]),
        st.integers(0, 40),
        st.integers(0, 40),
        st.sampled_from(list(Grouping)),
    ),
    max_size=8,
)
Step = tuple[str, int, int, Grouping]
NEW = {"student_evidence": "7"}


def taken(root: Node, step: Step) -> tuple[Changed | None, Counter[str]]:
    """What a step comes to, and the leaves that there should be afterwards."""
    word, one, other, grouping = step
    nodes = list(root.walk())
    node, target = nodes[one % len(nodes)], nodes[other % len(nodes)]
    before = leaves(root)
    try:
        match word:
            case "add":
                return add(root, node.path, NEW), before + leaves(outline(NEW))
            case "wrap":
                return wrap(root, node.path, grouping), before
            case "dissolve" if node.is_group:
                return dissolve(root, node.path), before
            case "regroup" if node.is_group:
                return regroup(root, node.path, grouping, other % 4), before
            case "move":
                return move(root, node.path, target.path, other % 3), before
            case "copy":
                more = leaves(node)
                return add(root, target.path, copied(node, root)), before + more
            case "remove":
                return remove(root, node.path), before - leaves(node)
    except CannotChange:
        pass
    return None, before
