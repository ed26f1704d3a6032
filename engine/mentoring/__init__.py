"""Mentoring: pairs of colleagues who agreed that one accompanies the other to a badge."""

from engine.mentoring.actions import agree, ask, end, end_all
from engine.mentoring.events import MentoringAgreed, MentoringAsked, MentoringEnded
from engine.mentoring.queries import agreed, get, mentees, mentors, of, where_any
from engine.mentoring.tables import MentorPair

__all__ = [
    "MentorPair",
    "MentoringAgreed",
    "MentoringAsked",
    "MentoringEnded",
    "agree",
    "agreed",
    "ask",
    "end",
    "end_all",
    "get",
    "mentees",
    "mentors",
    "of",
    "where_any",
]
