"""Outlines: a requirement tree as somebody wrote it, and every way to change it."""

from rules.outline.copying import copied
from rules.outline.edits import Edit, Enclose, Insert, Move, Put, Rekey, Remove, applied
from rules.outline.leaves import CONDITIONS, SINGLE, Asked, Leaf
from rules.outline.nodes import Node, outline
from rules.outline.operations import (
    add,
    change,
    dissolve,
    move,
    regroup,
    remove,
    wrap,
)
from rules.outline.reading import leaf_of
from rules.outline.texts import rewritten
from rules.outline.working import CannotChange, Changed, Grouping, Impossible
from rules.outline.writing import written_leaf

__all__ = [
    "CONDITIONS",
    "SINGLE",
    "Asked",
    "CannotChange",
    "Changed",
    "Edit",
    "Enclose",
    "Grouping",
    "Impossible",
    "Insert",
    "Leaf",
    "Move",
    "Node",
    "Put",
    "Rekey",
    "Remove",
    "add",
    "applied",
    "change",
    "copied",
    "dissolve",
    "leaf_of",
    "move",
    "outline",
    "regroup",
    "remove",
    "rewritten",
    "wrap",
    "written_leaf",
]
