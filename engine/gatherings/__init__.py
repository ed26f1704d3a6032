"""Gatherings: people meet for an activity, check in with a code, and it is evidence at once."""

from engine.gatherings.actions import (
    EARLY,
    Plan,
    call_off,
    change,
    close,
    leads,
    may_set_up,
    offered,
    set_up,
    was_attended,
)
from engine.gatherings.attending import (
    Expected,
    attendance,
    check_in,
    closed,
    confirm,
    foresee,
    strike,
    write_down,
)
from engine.gatherings.codes import by_code
from engine.gatherings.guests import Guest, greet, greet_known
from engine.gatherings.queries import Present, due, get, head_count, led, led_count, present
from engine.gatherings.tables import Attendance, Gathering, How, gathering_of

__all__ = [
    "EARLY",
    "Attendance",
    "Expected",
    "Gathering",
    "Guest",
    "How",
    "Plan",
    "Present",
    "attendance",
    "by_code",
    "call_off",
    "change",
    "check_in",
    "close",
    "closed",
    "confirm",
    "due",
    "foresee",
    "gathering_of",
    "get",
    "greet",
    "greet_known",
    "head_count",
    "leads",
    "led",
    "led_count",
    "may_set_up",
    "offered",
    "present",
    "set_up",
    "strike",
    "was_attended",
    "write_down",
]
