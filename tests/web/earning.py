"""Short ways to points for tests of pages that need somebody to have some."""

import re

from engine import ledger, standings
from engine.ledger import EntryKind, Posting
from engine.outbox import Event, announce
from rules.terms import Currency


def earns(site, who, points, *, campus=""):
    """Points in both currencies at once, as an award gives them."""
    with site.act() as session:
        place = site.actor(session, who).participant
        cause = announce(session, Event("oakdale"), by=None, now=site.now)
        for currency in Currency:
            posting = Posting(
                EntryKind.ADJUSTMENT, currency, points, "test", site.now.date(), 1, campus=campus
            )
            ledger.post(session, place, posting, cause=cause, now=site.now)
        standings.count(session, "oakdale", [place.id])


def words(answer):
    """The words of a page, as somebody reads them."""
    return " ".join(re.sub("<[^>]*>", " ", answer.text).split())
