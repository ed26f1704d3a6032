"""Corrections of what was approved: everything that follows is shown before anything is done."""

from engine.corrections.acts import Aftermath, Correction
from engine.corrections.consequences import Consequences, Line, lines_after
from engine.corrections.doing import carry_out, foresee
from engine.corrections.picture import Picture, Place
from engine.corrections.second_thoughts import may_take_back, take_back

__all__ = [
    "Aftermath",
    "Consequences",
    "Correction",
    "Line",
    "Picture",
    "Place",
    "carry_out",
    "foresee",
    "lines_after",
    "may_take_back",
    "take_back",
]
