"""Transcripts: all that a participant earned, as a document that says what the ledger says."""

from engine.transcripts.adding_up import Part, Year
from engine.transcripts.reading import Transcript, transcript
from engine.transcripts.staged import Staged
from engine.transcripts.work import Piece

__all__ = ["Part", "Piece", "Staged", "Transcript", "Year", "transcript"]
