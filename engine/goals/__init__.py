"""Goals: requirements that participants have chosen to reach next."""

from engine.goals.actions import let_go, mark_seen, note, set_goal
from engine.goals.events import GoalLetGo, GoalReached, GoalReopened, GoalSet
from engine.goals.queries import Aim, aims, goals_of, reached_unseen
from engine.goals.tables import Goal

__all__ = [
    "Aim",
    "Goal",
    "GoalLetGo",
    "GoalReached",
    "GoalReopened",
    "GoalSet",
    "aims",
    "goals_of",
    "let_go",
    "mark_seen",
    "note",
    "reached_unseen",
    "set_goal",
]
