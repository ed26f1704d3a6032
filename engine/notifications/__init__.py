"""Notifications: what a participant is told, in the site always and by mail as she chose."""

from engine.notifications.actions import forget_old, read, read_all, tell
from engine.notifications.digests import are_due, write_next_lot
from engine.notifications.naming import activity_title, part_title
from engine.notifications.queries import get, leading_to, told, unread
from engine.notifications.stopping import (
    DIGESTS,
    is_stopped,
    resume,
    stop,
    stop_path,
    stopped,
    want,
    whose,
)
from engine.notifications.tables import Kind, Notification

__all__ = [
    "DIGESTS",
    "Kind",
    "Notification",
    "activity_title",
    "are_due",
    "forget_old",
    "get",
    "is_stopped",
    "leading_to",
    "part_title",
    "read",
    "read_all",
    "resume",
    "stop",
    "stop_path",
    "stopped",
    "tell",
    "told",
    "unread",
    "want",
    "whose",
    "write_next_lot",
]
