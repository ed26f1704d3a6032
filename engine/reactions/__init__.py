"""Reactions: one table that says what follows when something has happened."""

from engine.reactions.table import TABLE, follow

__all__ = ["TABLE", "follow"]
