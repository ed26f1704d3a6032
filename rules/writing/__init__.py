"""Writing packs: a change to a district's text that leaves every other line as it was."""

from rules.writing.by_hand import Unreadable, rewrite
from rules.writing.comparing import Difference, Turn, differences
from rules.writing.layout import Nowhere
from rules.writing.packs import (
    copy,
    duplicate,
    enclose,
    insert,
    lift,
    move,
    put,
    rekey,
    remove,
)
from rules.writing.places import Source, is_written, source, written_at
from rules.writing.referring import references, rename

__all__ = [
    "Difference",
    "Nowhere",
    "Source",
    "Turn",
    "Unreadable",
    "copy",
    "differences",
    "duplicate",
    "enclose",
    "insert",
    "is_written",
    "lift",
    "move",
    "put",
    "references",
    "rekey",
    "remove",
    "rename",
    "rewrite",
    "source",
    "written_at",
]
