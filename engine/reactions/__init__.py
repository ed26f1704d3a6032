"""Reactions: one table that says what follows when something has happened."""

from engine.reactions.table import TABLE, bring_in_line, follow

__all__ = ["TABLE", "bring_in_line", "follow"]
