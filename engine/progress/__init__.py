"""Progress: records, levels and degrees, from enrollment to conferral."""

from engine.progress.actions import assess, enroll, leave, mark_seen
from engine.progress.answering import answer_question
from engine.progress.counting import (
    DegreeCount,
    Near,
    degree_counts,
    level_counts,
    near,
    near_count,
    open_counts,
    verify_degrees,
)
from engine.progress.events import (
    ConferralQuestioned,
    ConferralRevoked,
    ConferralUpheld,
    DegreeConferred,
    Enrolled,
    LevelWasReached,
)
from engine.progress.finding_ways import NearestWay, way
from engine.progress.foreseeing import Step, Turn, turn
from engine.progress.holding import Held, Supposed, held
from engine.progress.outlook import held_against, room, step, steps
from engine.progress.queries import (
    Pursued,
    conferrals,
    conferred,
    enrollments,
    level,
    levels_noted,
    levels_unseen,
    looked_at,
    offered,
    pursued,
    questioned,
    record,
    satisfied,
)
from engine.progress.rebuilding import out_of_line, rebuild_levels, rebuild_progress
from engine.progress.tables import Conferral, DegreeProgress, Enrollment, LevelReached
from engine.progress.verifying import verify_conferrals, verify_levels

__all__ = [
    "Conferral",
    "ConferralQuestioned",
    "ConferralRevoked",
    "ConferralUpheld",
    "DegreeConferred",
    "DegreeCount",
    "DegreeProgress",
    "Enrolled",
    "Enrollment",
    "Held",
    "LevelReached",
    "LevelWasReached",
    "Near",
    "NearestWay",
    "Pursued",
    "Step",
    "Supposed",
    "Turn",
    "answer_question",
    "assess",
    "conferrals",
    "conferred",
    "degree_counts",
    "enroll",
    "enrollments",
    "held",
    "held_against",
    "leave",
    "level",
    "level_counts",
    "levels_noted",
    "levels_unseen",
    "looked_at",
    "mark_seen",
    "near",
    "near_count",
    "offered",
    "open_counts",
    "out_of_line",
    "pursued",
    "questioned",
    "rebuild_levels",
    "rebuild_progress",
    "record",
    "room",
    "satisfied",
    "step",
    "steps",
    "turn",
    "verify_conferrals",
    "verify_degrees",
    "verify_levels",
    "way",
]
