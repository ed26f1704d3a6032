"""Changing the rules: what a proposed catalog would do to everybody, and publishing it."""

from engine.changes.actions import publish
from engine.changes.foreseeing import Change, Foreseen, foresee
from engine.changes.keeping import Why, after, before, why
from engine.changes.listing import Asked, Line, Order, counted, line, lines, run, run_of, runs
from engine.changes.proposing import Proposal, propose
from engine.changes.running import begin, catalog_of, keep, proposal_of, refresh, waits, work_out
from engine.changes.running import publish as publish_listed
from engine.changes.sifting import touched
from engine.changes.tables import DryRun, Foretold, Outcome
from engine.changes.trying import HeadCount, Tried, head_count, try_on

__all__ = [
    "Asked",
    "Change",
    "DryRun",
    "Foreseen",
    "Foretold",
    "HeadCount",
    "Line",
    "Order",
    "Outcome",
    "Proposal",
    "Tried",
    "Why",
    "after",
    "before",
    "begin",
    "catalog_of",
    "counted",
    "foresee",
    "head_count",
    "keep",
    "line",
    "lines",
    "proposal_of",
    "propose",
    "publish",
    "publish_listed",
    "refresh",
    "run",
    "run_of",
    "runs",
    "touched",
    "try_on",
    "waits",
    "why",
    "work_out",
]
