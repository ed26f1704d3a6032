"""Checking: what a file is by its content, whether it is whole, and what of it may be kept."""

from engine.checking.checking import Checked, check
from engine.checking.kinds import ENDINGS, kind_of

__all__ = ["ENDINGS", "Checked", "check", "kind_of"]
