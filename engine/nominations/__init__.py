"""Nominations: a colleague names work that she saw, and its owner takes it up, or does not."""

from engine.nominations.actions import accept, decline, name, show, take_back
from engine.nominations.events import NominationAccepted, NominationClosed, WorkNamed
from engine.nominations.queries import (
    Year,
    beside,
    colleagues,
    get,
    left,
    made_of,
    mine,
    words_for,
    year,
)
from engine.nominations.tables import Nomination, State

__all__ = [
    "Nomination",
    "NominationAccepted",
    "NominationClosed",
    "State",
    "WorkNamed",
    "Year",
    "accept",
    "beside",
    "colleagues",
    "decline",
    "get",
    "left",
    "made_of",
    "mine",
    "name",
    "show",
    "take_back",
    "words_for",
    "year",
]
