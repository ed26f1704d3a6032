"""Proposals: activities and badges that participants think of, on their way into a catalog."""

from engine.proposals.actions import begin, submit, withdraw, write
from engine.proposals.events import (
    ProposalAskedBack,
    ProposalDeclined,
    ProposalEvent,
    ProposalInStudio,
    ProposalPublished,
    ProposalSubmitted,
    ProposalTaken,
)
from engine.proposals.publishing import credit_published, note_published, where_credit_waits
from engine.proposals.queries import get, is_hers, may_read, mine, steps, to_read
from engine.proposals.reading import ask_back, bring_to_studio, decline, let_go, name_key, take
from engine.proposals.tables import Proposed, ProposedStep, Status, Step, Wanted
from engine.proposals.wording import Wording, entry, section_of

__all__ = [
    "ProposalAskedBack",
    "ProposalDeclined",
    "ProposalEvent",
    "ProposalInStudio",
    "ProposalPublished",
    "ProposalSubmitted",
    "ProposalTaken",
    "Proposed",
    "ProposedStep",
    "Status",
    "Step",
    "Wanted",
    "Wording",
    "ask_back",
    "begin",
    "bring_to_studio",
    "credit_published",
    "decline",
    "entry",
    "get",
    "is_hers",
    "let_go",
    "may_read",
    "mine",
    "name_key",
    "note_published",
    "section_of",
    "steps",
    "submit",
    "take",
    "to_read",
    "where_credit_waits",
    "withdraw",
    "write",
]
