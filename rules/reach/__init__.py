"""Reach: for whom what a catalog promises can be reached, and in how many hours at least."""

from rules.reach.blocking import Block, Cause
from rules.reach.reaching import SHARES, Answer, Reach, reach, unreached
from rules.reach.sentences import mending, told

__all__ = [
    "SHARES",
    "Answer",
    "Block",
    "Cause",
    "Reach",
    "mending",
    "reach",
    "told",
    "unreached",
]
