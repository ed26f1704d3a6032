"""Ways: the least that brings somebody to a degree, a level, a badge or a reward, and its proof."""

from rules.ways.answers import Moved, NoWay, Planned, Way, Why
from rules.ways.following import Start
from rules.ways.pace import Finish, Unit, finish
from rules.ways.question import Aim
from rules.ways.toward import toward
from rules.ways.way import nearest_way

__all__ = [
    "Aim",
    "Finish",
    "Moved",
    "NoWay",
    "Planned",
    "Start",
    "Unit",
    "Way",
    "Why",
    "finish",
    "nearest_way",
    "toward",
]
