"""Changing the rules: what a proposed catalog would do to everybody, and publishing it."""

from engine.changes.actions import publish
from engine.changes.foreseeing import Change, Foreseen, foresee
from engine.changes.proposing import Proposal, propose
from engine.changes.trying import HeadCount, Tried, head_count, try_on

__all__ = [
    "Change",
    "Foreseen",
    "HeadCount",
    "Proposal",
    "Tried",
    "foresee",
    "head_count",
    "propose",
    "publish",
    "try_on",
]
