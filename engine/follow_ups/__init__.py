"""Follow-ups: some time later people are asked, if they like, whether they still use it."""

from engine.follow_ups.actions import answer, ask_again, invite_due, stop_asking
from engine.follow_ups.events import FollowUpAnswered, FollowUpDue
from engine.follow_ups.queries import Answered, Report, get, is_stopped, latest, mine, report
from engine.follow_ups.tables import Answer, FollowUp

__all__ = [
    "Answer",
    "Answered",
    "FollowUp",
    "FollowUpAnswered",
    "FollowUpDue",
    "Report",
    "answer",
    "ask_again",
    "get",
    "invite_due",
    "is_stopped",
    "latest",
    "mine",
    "report",
    "stop_asking",
]
