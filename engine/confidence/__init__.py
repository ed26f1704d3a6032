"""Confidence: how sure somebody felt before and feels now, for herself alone."""

from engine.confidence.actions import forget, rate
from engine.confidence.queries import Growth, Year, averages, mine, of
from engine.confidence.tables import Confidence

__all__ = ["Confidence", "Growth", "Year", "averages", "forget", "mine", "of", "rate"]
