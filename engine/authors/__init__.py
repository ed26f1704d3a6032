"""Authors: who thought of an activity and looks after it, and what became of it."""

from engine.authors.actions import accept, begin, invite, leave, refuse, remark, sign
from engine.authors.counting import NAMED_FROM, Uptake, counts, uptake
from engine.authors.events import AuthorEvent, AuthorInvited, AuthorJoined, AuthorLeft
from engine.authors.queries import (
    authored,
    authors,
    invitations,
    invited,
    looks_after,
    remark_on,
    shown,
)
from engine.authors.tables import Authorship, Invitation, Remark

__all__ = [
    "NAMED_FROM",
    "AuthorEvent",
    "AuthorInvited",
    "AuthorJoined",
    "AuthorLeft",
    "Authorship",
    "Invitation",
    "Remark",
    "Uptake",
    "accept",
    "authored",
    "authors",
    "begin",
    "counts",
    "invitations",
    "invite",
    "invited",
    "leave",
    "looks_after",
    "refuse",
    "remark",
    "remark_on",
    "shown",
    "sign",
    "uptake",
]
