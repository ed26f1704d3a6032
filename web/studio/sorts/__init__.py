"""Sorts of values that a pack writes, each with its fields: from the text into a form and back.

What a form writes is what a person would write, and nothing is checked here: the pack's reader
says what is wrong, and every complaint finds the field that it speaks of.
"""

from web.studio.sorts.choices import Choice, Flag, Pick, Some, Unless
from web.studio.sorts.numbers import Money, Span
from web.studio.sorts.sort import ABSENT, About, Data, Fields, Label, Sort, listed, told
from web.studio.sorts.texts import Line, Lines, Said, Tags

__all__ = [
    "ABSENT", "About", "Choice", "Data", "Fields", "Flag", "Label", "Line", "Lines", "Money",
    "Pick", "Said", "Some", "Sort", "Span", "Tags", "Unless", "listed", "told",
]  # fmt: skip
