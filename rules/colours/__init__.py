"""Colours: how the eye orders them, what can be read on what, and the palette of a district."""

from rules.colours.choosing import fits_paper, nearest_apart, nearest_on_paper, told_apart
from rules.colours.contrast import APART, SIGN, TEXT, contrast, distance
from rules.colours.oklch import Oklch, read, write
from rules.colours.palette import Palette, derive, faults

__all__ = [
    "APART",
    "SIGN",
    "TEXT",
    "Oklch",
    "Palette",
    "contrast",
    "derive",
    "distance",
    "faults",
    "fits_paper",
    "nearest_apart",
    "nearest_on_paper",
    "read",
    "told_apart",
    "write",
]
