"""The desk's work as it is looked through: by state, by slip, by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from flask import request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from engine import rewards
from engine.people import Act
from engine.rewards import Redeemed, Status
from web import page

LINES_MOST = 200


@dataclass(frozen=True)
class Tray:
    """Redemptions that lie together on the desk."""

    key: str
    label: LazyString
    statuses: tuple[Status, ...]


TRAYS = (
    Tray("open", _l("To do"), (Status.WAITING, Status.HELD)),
    Tray("waiting", _l("To approve"), (Status.WAITING,)),
    Tray("held", _l("To hand over"), (Status.HELD,)),
    Tray("done", _l("Handed over"), (Status.FULFILLED,)),
    Tray("returned", _l("Returned"), (Status.CANCELLED, Status.DECLINED)),
)


@dataclass(frozen=True)
class Desk:
    """One tray of the desk, searched through."""

    tray: Tray
    search: str
    lines: Sequence[Redeemed]
    counts: Mapping[Status, int]

    def count(self, tray: Tray) -> int:
        return sum(self.counts.get(status, 0) for status in tray.statuses)

    @classmethod
    def asked_for(cls) -> Self:
        tray = _tray(request.args.get("tray", ""))
        search = request.args.get("search", "").strip()[:100]
        session, me = page.session(), page.me()
        return cls(
            tray,
            search,
            rewards.desk(session, me, statuses=tray.statuses, search=search, limit=LINES_MOST),
            rewards.desk_counts(session, me),
        )

    @classmethod
    def at(cls, tray: str) -> Self:
        """The counts alone, for a line that answers in its place."""
        return cls(_tray(tray), "", (), rewards.desk_counts(page.session(), page.me()))


def trays() -> tuple[Tray, ...]:
    """Those that I work with: all of them, or as a leader what waits for my word."""
    if page.me().may(Act.FULFIL):
        return TRAYS
    return tuple(each for each in TRAYS if each.statuses == (Status.WAITING,))


def _tray(key: str) -> Tray:
    mine = trays()
    return next((each for each in mine if each.key == key), mine[0])
