"""Writing packs: a change to a district's text that leaves every other line as it was."""

from rules.writing.areas import outside
from rules.writing.by_hand import Unreadable, rewrite
from rules.writing.comparing import Difference, Turn, differences
from rules.writing.keys import KEY_LONGEST, free_key, key_of
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
    "KEY_LONGEST",
    "Difference",
    "Nowhere",
    "Source",
    "Turn",
    "Unreadable",
    "copy",
    "differences",
    "duplicate",
    "enclose",
    "free_key",
    "insert",
    "is_written",
    "key_of",
    "lift",
    "move",
    "outside",
    "put",
    "references",
    "rekey",
    "remove",
    "rename",
    "rewrite",
    "source",
    "written_at",
]
