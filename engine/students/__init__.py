"""Students: the names that a teacher keeps for herself, looked for in what she hands in.

And those of colleagues, where what she did for one of them is told without a name.
"""

from engine.students.actions import keep
from engine.students.finding import Hit, find
from engine.students.looking import Looked, Place, Unread, look_through
from engine.students.queries import names_of
from engine.students.tables import NAME_LONGEST, NAMES_MOST

__all__ = [
    "NAMES_MOST",
    "NAME_LONGEST",
    "Hit",
    "Looked",
    "Place",
    "Unread",
    "find",
    "keep",
    "look_through",
    "names_of",
]
