"""Imports: the list that a district kept until now, checked row by row and taken in once."""

from engine.imports.checking import read
from engine.imports.lists import LINES_MAX, Named, people_named
from engine.imports.loading import Loaded, batches, load
from engine.imports.rows import BadRow, Checked, Reason, Row

__all__ = [
    "LINES_MAX",
    "BadRow",
    "Checked",
    "Loaded",
    "Named",
    "Reason",
    "Row",
    "batches",
    "load",
    "people_named",
    "read",
]
