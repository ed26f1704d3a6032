"""Exports: tables that somebody saved as a file, kept so that the same bytes can be had again."""

from engine.exports.actions import keep
from engine.exports.queries import mine, refers_to, saved
from engine.exports.tables import Export

__all__ = ["Export", "keep", "mine", "refers_to", "saved"]
