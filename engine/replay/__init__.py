"""Replay: everything worked out anew from evidence and catalogs, held against what stands."""

from engine.replay.actions import Replay, finish, keep, waiting
from engine.replay.events import RecordReplayed
from engine.replay.tables import Replayed
from engine.replay.working_out import work_out

__all__ = [
    "RecordReplayed",
    "Replay",
    "Replayed",
    "finish",
    "keep",
    "waiting",
    "work_out",
]
