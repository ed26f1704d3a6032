"""Progress: records, levels and degrees, from enrollment to conferral."""

from engine.progress.actions import assess, enroll, leave, mark_seen
from engine.progress.events import (
    ConferralQuestioned,
    DegreeConferred,
    Enrolled,
    LevelWasReached,
)
from engine.progress.foreseeing import Step, Turn, turn
from engine.progress.outlook import granted, held_against, room, steps
from engine.progress.queries import (
    Pursued,
    conferrals,
    enrollments,
    level,
    level_in,
    levels_noted,
    levels_unseen,
    looked_at,
    offered,
    pursued,
    questioned,
    record,
    satisfied,
)
from engine.progress.tables import Conferral, Enrollment, LevelReached

__all__ = [
    "Conferral",
    "ConferralQuestioned",
    "DegreeConferred",
    "Enrolled",
    "Enrollment",
    "LevelReached",
    "LevelWasReached",
    "Pursued",
    "Step",
    "Turn",
    "assess",
    "conferrals",
    "enroll",
    "enrollments",
    "granted",
    "held_against",
    "leave",
    "level",
    "level_in",
    "levels_noted",
    "levels_unseen",
    "looked_at",
    "mark_seen",
    "offered",
    "pursued",
    "questioned",
    "record",
    "room",
    "satisfied",
    "steps",
    "turn",
]
