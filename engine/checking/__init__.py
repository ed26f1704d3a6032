"""Checking: what a file is, whether it is whole, what of it may be kept, and what it says."""

from engine.checking.checking import Checked, check
from engine.checking.kinds import ENDINGS, kind_of
from engine.checking.reading import Page, is_readable, pages_of

__all__ = ["ENDINGS", "Checked", "Page", "check", "is_readable", "kind_of", "pages_of"]
