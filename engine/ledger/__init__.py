"""The ledger: all entries, and the only place that adds points up."""

from engine.ledger.actions import hold, post, settle, unsettled
from engine.ledger.announced import Said, Whose, differences
from engine.ledger.making_up import make_up
from engine.ledger.postings import Posting, booked_under
from engine.ledger.queries import (
    StatementLine,
    balance,
    balances,
    earned_between,
    earned_by_rules,
    entries_of,
    entry,
    lengths,
    posted,
    statement,
    statement_by_day,
)
from engine.ledger.rebuilding import rebuild
from engine.ledger.tables import Balance, Entry, EntryKind
from engine.ledger.verifying import Fault, altered_catalogs, verify

__all__ = [
    "Balance",
    "Entry",
    "EntryKind",
    "Fault",
    "Posting",
    "Said",
    "StatementLine",
    "Whose",
    "altered_catalogs",
    "balance",
    "balances",
    "booked_under",
    "differences",
    "earned_between",
    "earned_by_rules",
    "entries_of",
    "entry",
    "hold",
    "lengths",
    "make_up",
    "post",
    "posted",
    "rebuild",
    "settle",
    "statement",
    "statement_by_day",
    "unsettled",
    "verify",
]
