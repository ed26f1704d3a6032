"""Imports: the list that a district kept until now, checked row by row and taken in once."""

from engine.imports.checking import read
from engine.imports.lists import LINES_MAX, Named, people_named
from engine.imports.loading import Loaded, batches, load
from engine.imports.rows import BadRow, Checked, Reason, Row, Wanted, by_owner
from engine.imports.sheets import decoded
from engine.imports.wanting import Meant, fitting, read_wanted

__all__ = [
    "LINES_MAX",
    "BadRow",
    "Checked",
    "Loaded",
    "Meant",
    "Named",
    "Reason",
    "Row",
    "Wanted",
    "batches",
    "by_owner",
    "decoded",
    "fitting",
    "load",
    "people_named",
    "read",
    "read_wanted",
]
