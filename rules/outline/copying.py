"""A requirement once more: what is copied names nothing that is not there, and no id twice."""

from collections.abc import Iterator, Mapping
from typing import Any

from rules.outline.edits import plain
from rules.outline.nodes import Node
from rules.outline.working import names_in


def copied(node: Node, into: Node) -> Any:
    """A node as it can be added to a tree, its own or another: with ids that are free there.

    What it comes after goes with it where that is copied too or stands in the tree already.
    """
    taken = {each.id for each in into.walk()}
    known = set(taken)
    names: dict[str, str] = {}
    for each in node.walk():
        if each.id:
            names[each.id] = _free(each.id, taken)
            taken.add(names[each.id])
    return _renamed(plain(node.written), names, known)


def _free(name: str, taken: set[str]) -> str:
    return next(each for each in _numbered(name) if each not in taken)


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1


def _renamed(value: Any, names: Mapping[str, str], known: set[str]) -> Any:
    if isinstance(value, list):
        return [_renamed(each, names, known) for each in value]
    if not isinstance(value, dict):
        return value
    made = {key: _renamed(each, names, known) for key, each in value.items()}
    if value.get("id") in names:
        made["id"] = names[value["id"]]
    if isinstance(value.get("of"), str):
        made["of"] = names.get(value["of"], value["of"])
    if "after" in value:
        named = [names.get(each, each) for each in sorted(names_in({"after": value["after"]}))
                 if each in names or each in known]  # fmt: skip
        made.pop("after")
        made |= {"after": named} if named else {}
    return made
