"""A participant's evidence as a list: tabs by status, and the page of it that was asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from flask import request, url_for
from flask_babel import LazyString, lazy_pgettext
from flask_babel import lazy_gettext as _l

from engine import evidence
from engine.evidence import Evidence, Status, Whereabouts
from engine.people import Participant
from web import page

PER_PAGE = 25

TABS: Mapping[str, tuple[LazyString, tuple[Status, ...]]] = {
    "": (_l("All"), tuple(Status)),
    "sent-back": (_l("Sent back"), (Status.SENT_BACK,)),
    "drafts": (_l("Drafts"), (Status.DRAFT, Status.WITHDRAWN)),
    "waiting": (_l("Waiting"), (Status.SUBMITTED,)),
    "approved": (lazy_pgettext("pieces of evidence", "Approved"), (Status.APPROVED,)),
    "not-counted": (_l("Not counted"), (Status.DECLINED,)),
}
"""By their name in the address."""


@dataclass(frozen=True)
class Listing:
    """One page of somebody's evidence."""

    rows: Sequence[Evidence]
    waiting: Mapping[object, Whereabouts]
    """Who has what waits, by the evidence's id."""
    chosen: str
    tabs: tuple[tuple[str, str, int], ...]
    """Name in the address, label, and how many; empty ones are left out."""
    number: int
    total: int
    endpoint: str
    whose: Mapping[str, Any]

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))

    def url(self, tab: str, number: int = 1) -> str:
        asked: dict[str, Any] = {"show": tab or None, "page": number if number > 1 else None}
        return url_for(self.endpoint, **self.whose, **asked)

    def page_url(self, number: int) -> str:
        return self.url(self.chosen, number)

    @classmethod
    def asked_for(
        cls, place: Participant, endpoint: str, *, hidden: tuple[Status, ...] = (), **whose: Any
    ) -> Self:
        """What the address asks for; `hidden` are statuses that the reader may not see."""
        session = page.session()
        chosen = request.args.get("show", "")
        chosen = chosen if chosen in TABS else ""
        number = max(1, request.args.get("page", 1, type=int))
        found = evidence.counts(session, place)
        seen = {status: n for status, n in found.items() if status not in hidden}
        numbers = {
            tab: sum(seen.get(status, 0) for status in statuses)
            for tab, (_label, statuses) in TABS.items()
        }
        rows = evidence.mine(
            session, place,
            statuses=[status for status in TABS[chosen][1] if status not in hidden],
            limit=PER_PAGE, offset=(number - 1) * PER_PAGE,
        )  # fmt: skip
        return cls(
            rows=rows,
            waiting={
                row.id: evidence.whereabouts(session, row)
                for row in rows
                if row.status is Status.SUBMITTED
            },
            chosen=chosen,
            tabs=tuple(
                (tab, str(label), numbers[tab])
                for tab, (label, _statuses) in TABS.items()
                if numbers[tab] or tab in ("", chosen)
            ),
            number=number,
            total=numbers[chosen],
            endpoint=endpoint,
            whose=whose,
        )
