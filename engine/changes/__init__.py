"""Changing the rules: what a proposed catalog would do to everybody, and publishing it."""

from engine.changes.attempting import attempt, end, goes_on, hear_of, last_attempt
from engine.changes.checking import Checked, Deviation, check, latest
from engine.changes.foreseeing import Change, Foreseen, Watch, foresee
from engine.changes.keeping import Why, after, before, why
from engine.changes.listing import Asked, Line, Order, counted, line, lines, run, run_of, runs
from engine.changes.looking_again import refresh
from engine.changes.proposing import Proposal, propose
from engine.changes.publishing import hear, publish, publish_listed, rehearse_listed
from engine.changes.rehearsing import Rehearsed, concerned, left_over, rehearse
from engine.changes.running import begin, catalog_of, keep, proposal_of, waits, work_out
from engine.changes.sifting import touched
from engine.changes.tables import DryRun, Foretold, Outcome, Publishing, Trouble
from engine.changes.trying import HeadCount, Tried, head_count, try_on

__all__ = [
    "Asked",
    "Change",
    "Checked",
    "Deviation",
    "DryRun",
    "Foreseen",
    "Foretold",
    "HeadCount",
    "Line",
    "Order",
    "Outcome",
    "Proposal",
    "Publishing",
    "Rehearsed",
    "Tried",
    "Trouble",
    "Watch",
    "Why",
    "after",
    "attempt",
    "before",
    "begin",
    "catalog_of",
    "check",
    "concerned",
    "counted",
    "end",
    "foresee",
    "goes_on",
    "head_count",
    "hear",
    "hear_of",
    "keep",
    "last_attempt",
    "latest",
    "left_over",
    "line",
    "lines",
    "proposal_of",
    "propose",
    "publish",
    "publish_listed",
    "refresh",
    "rehearse",
    "rehearse_listed",
    "run",
    "run_of",
    "runs",
    "touched",
    "try_on",
    "waits",
    "why",
    "work_out",
]
