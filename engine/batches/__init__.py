"""Batches: many approvals as one act, with a list in front of it and one undo behind it."""

from engine.batches.approving import Brought, approve, approve_beside, foresee, keep
from engine.batches.reading import LeftOut, Piece, Reading, read
from engine.batches.tables import Batch, BatchPiece
from engine.batches.undoing import Undoing, foresee_undo, get, pieces, recent, undo, undo_beside

__all__ = [
    "Batch",
    "BatchPiece",
    "Brought",
    "LeftOut",
    "Piece",
    "Reading",
    "Undoing",
    "approve",
    "approve_beside",
    "foresee",
    "foresee_undo",
    "get",
    "keep",
    "pieces",
    "read",
    "recent",
    "undo",
    "undo_beside",
]
