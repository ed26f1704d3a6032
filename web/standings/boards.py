"""Which board was asked for, and everything that stands around it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from flask import request
from flask_babel import gettext as _

from engine import standings
from engine.standings import AwardStanding, Best, Board, SchoolStanding, Span, Standing
from rules.terms import SchoolYear
from web import page
from web.formats import in_language, month_name

NEIGHBOURS_EACH_SIDE = 1


@dataclass(frozen=True)
class Choice:
    """A window that can be chosen, with its name."""

    window: str
    label: str


@dataclass(frozen=True)
class Shown:
    """One board, and what stands beside it."""

    board: Board
    choices: Sequence[Choice]
    label: str
    """The name of the board's window."""
    own: Standing
    near: Sequence[Standing]
    """Oneself between one's two neighbours."""
    best: Mapping[str, Best]
    rows: Sequence[Standing]
    ties: frozenset[int]
    """The numbers of points that several share."""
    schools: Sequence[SchoolStanding]
    awards: Sequence[AwardStanding]

    @classmethod
    def asked_for(cls, *, then: bool = False) -> Self:
        """What the address asks for; when it stood `then`, without the schools.

        Who belongs to which school is known for today alone.
        """
        session, me, now = page.session(), page.me(), page.now()
        place = me.participant
        choices = _choices()
        board = _board(choices)
        near = standings.neighbours(session, me, board, each_side=NEIGHBOURS_EACH_SIDE)
        rows = standings.leaderboard(session, me, board)
        return cls(
            board=board,
            choices=choices,
            label=next(each.label for each in choices if each.window == board.window),
            own=next((row for row in near if row.own), None) or standings.own(session, me, board),
            near=near,
            best=standings.own_best(session, place),
            rows=rows,
            ties=_shared([*rows, *near]),
            schools=[]
            if then
            else standings.schools(session, place.district_id, board.window, now=now),
            awards=[] if then else standings.school_awards(session, place.district_id, now=now),
        )

    @property
    def mean(self) -> float:
        """The district's points per head."""
        heads = sum(row.total.heads for row in self.schools)
        return sum(row.total.points for row in self.schools) / heads if heads else 0

    @property
    def won(self) -> Sequence[AwardStanding]:
        return [award for award in self.awards if award.met]

    @property
    def on_the_way(self) -> Sequence[AwardStanding]:
        """What my own school has still before it; nobody else's is held up to view."""
        school = page.me().participant.school
        return [award for award in self.awards if award.school == school and not award.met]


def window_name(window: str) -> str:
    """What people call a window: `School year 2025-26`, `March 2026`."""
    kind, _colon, name = window.partition(":")
    if kind == "year":
        return _("School year %(year)s", year=SchoolYear(int(name[:4])))
    if kind == "month":
        return month_name(date.fromisoformat(f"{name}-01"))
    return _("All time")


def _choices() -> list[Choice]:
    """Seasons first, so that who is new starts level with everybody; all time last."""
    spans = standings.spans(page.session(), page.district(), now=page.now())
    return [Choice(span.window, _label(span)) for span in sorted(spans, key=_order)]


def _order(span: Span) -> tuple[int, int]:
    kinds = ("season", "year", "month", "ever")
    began = span.season.first.toordinal() if span.season else 0
    return kinds.index(span.window.partition(":")[0]), -began


def _label(span: Span) -> str:
    return in_language(span.season.title) if span.season else window_name(span.window)


def _board(choices: Sequence[Choice]) -> Board:
    windows = [each.window for each in choices]
    window, campus = request.args.get("window", ""), request.args.get("campus", "")
    return Board(
        window if window in windows else windows[0],
        campus if campus in page.catalog().campuses else "",
    )


def _shared(rows: Sequence[Standing]) -> frozenset[int]:
    people = {row.participant_id: row.points for row in rows}
    counted = Counter(people.values())
    return frozenset(points for points, several in counted.items() if several > 1)
