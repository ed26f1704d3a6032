"""Batches: many approvals as one act, with a list in front of it and one undo behind it."""

from engine.batches.approving import Brought, approve, approve_beside, foresee, keep
from engine.batches.reading import LeftOut, Piece, Reading, read
from engine.batches.running import Going, begin, goes_on, under_way
from engine.batches.tables import Batch, BatchPiece, BatchRun, Doing, Trouble
from engine.batches.undoing import Undoing, foresee_undo, get, pieces, recent, undo, undo_beside

__all__ = [
    "Batch",
    "BatchPiece",
    "BatchRun",
    "Brought",
    "Doing",
    "Going",
    "LeftOut",
    "Piece",
    "Reading",
    "Trouble",
    "Undoing",
    "approve",
    "approve_beside",
    "begin",
    "foresee",
    "foresee_undo",
    "get",
    "goes_on",
    "keep",
    "pieces",
    "read",
    "recent",
    "under_way",
    "undo",
    "undo_beside",
]
