"""Checking: what a file is, whether it is whole, what of it may be kept, and what it says."""

from engine.checking.blurring import Cell, blurred, grid_of
from engine.checking.checking import Checked, check
from engine.checking.kinds import ENDINGS, kind_of
from engine.checking.reading import Page, is_readable, pages_of

__all__ = [
    "ENDINGS",
    "Cell",
    "Checked",
    "Page",
    "blurred",
    "check",
    "grid_of",
    "is_readable",
    "kind_of",
    "pages_of",
]
