"""Reactions: one table that says what follows when something has happened."""

from engine.reactions.table import REACTIONS, follow

__all__ = ["REACTIONS", "follow"]
