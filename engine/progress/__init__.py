"""Progress: records, levels and degrees, from enrollment to conferral."""

from engine.progress.actions import assess, enroll, leave
from engine.progress.events import (
    ConferralQuestioned,
    DegreeConferred,
    Enrolled,
    LevelWasReached,
)
from engine.progress.queries import (
    Pursued,
    conferrals,
    enrollments,
    level,
    level_in,
    levels_noted,
    looked_at,
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
    "assess",
    "conferrals",
    "enroll",
    "enrollments",
    "leave",
    "level",
    "level_in",
    "levels_noted",
    "looked_at",
    "pursued",
    "questioned",
    "record",
    "satisfied",
]
