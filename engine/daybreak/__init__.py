"""Daybreak: what moves with the day alone, brought in line when the district's day begins."""

from engine.daybreak.actions import begin, is_due, is_new, next_lot
from engine.daybreak.events import DayBegan
from engine.daybreak.tables import Daybreak
from engine.daybreak.touching import touched

__all__ = ["DayBegan", "Daybreak", "begin", "is_due", "is_new", "next_lot", "touched"]
