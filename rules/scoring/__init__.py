"""Scoring: completions become awards, lines and cap lines."""

from rules.scoring.lines import (
    Award,
    Granted,
    Line,
    Recorded,
    Scored,
    Timeline,
    caps_filled,
    desired_lines,
    granted,
    preview,
    scored,
)

__all__ = [
    "Award",
    "Granted",
    "Line",
    "Recorded",
    "Scored",
    "Timeline",
    "caps_filled",
    "desired_lines",
    "granted",
    "preview",
    "scored",
]
