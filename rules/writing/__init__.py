"""Writing packs: a change to a district's text that leaves every other line as it was."""

from rules.writing.comparing import Difference, Turn, differences
from rules.writing.layout import Nowhere
from rules.writing.packs import (
    Source,
    copy,
    duplicate,
    insert,
    is_written,
    move,
    put,
    remove,
    source,
    written_at,
)
from rules.writing.referring import references, rename

__all__ = [
    "Difference",
    "Nowhere",
    "Source",
    "Turn",
    "copy",
    "differences",
    "duplicate",
    "insert",
    "is_written",
    "move",
    "put",
    "references",
    "remove",
    "rename",
    "source",
    "written_at",
]
