"""Caps: how much of a completion's points each of them lets through.

For each completion the narrowest cap cuts first (rule, activity, campus), and each sees what the
others let through, so that nothing is cut twice and no room is lost. A completion is held to its
caps as the catalog in force on its own day writes them; what it is granted fills their windows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from rules.catalog import Cap, Held
from rules.scoring.awards import Line
from rules.scoring.shares import Share
from rules.terms import window_of
from rules.timeline import Recorded


@dataclass(slots=True)
class Cut:
    """What one cap takes back in one window and campus."""

    source: str
    rule: str
    campus: str
    experience: int = 0
    redeemable: int = 0
    effective: date = date.min
    catalog: int = 0

    def line(self) -> Line:
        return Line(
            self.source,
            self.rule,
            self.campus,
            -self.experience,
            -self.redeemable,
            self.effective,
            "capped",
            self.catalog,
        )


Place = tuple[str, str]
"""The key of a cap, and one of its windows."""


@dataclass(slots=True)
class Caps:
    """How full the window of every cap is, and what was cut."""

    cuts: dict[tuple[str, str, str], Cut] = field(default_factory=dict)
    used: dict[Place, int] = field(default_factory=dict)
    times: dict[Place, int] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)
    """How much of each completion's experience was cut, by its source."""

    def apply(self, shares: Sequence[Share], under: Recorded, held: Sequence[Held]) -> None:
        """Cut the shares of one completion by the caps on them; completions come in their order."""
        day, starts = shares[0].completion.day, under.catalog.year_starts
        asked = [
            (
                each.cap,
                (each.key, window_of(day, each.cap.per, starts)),
                shares if each.pay is None else (shares[each.pay],),
            )
            for each in held
        ]
        for cap, here, covered in asked:
            self._hold(cap, here, covered, under)
        for _, here, covered in asked:
            self._fill(here, covered)

    def _hold(self, cap: Cap, here: Place, shares: Sequence[Share], under: Recorded) -> None:
        if cap.points is not None:
            over = self.used.get(here, 0) + sum([share.left for share in shares]) - cap.points
            if over > 0:
                self._cut_points(cap, here, shares, over, under)
        elif self.times.get(here, 0) >= (cap.times or 0):
            for share in shares:
                self._cut(cap, here, share, share.left, under)

    def _cut_points(
        self, cap: Cap, here: Place, shares: Sequence[Share], over: int, under: Recorded
    ) -> None:
        for share in reversed(shares):
            taken = min(over, share.left)
            if taken > 0:
                self._cut(cap, here, share, taken, under)
                over -= taken

    def _fill(self, here: Place, shares: Sequence[Share]) -> None:
        """Count what all caps together let through."""
        points = redeemable = 0
        for share in shares:
            points += share.left
            redeemable += share.redeemable_left
        self.used[here] = self.used.get(here, 0) + points
        if points or redeemable:
            self.times[here] = self.times.get(here, 0) + 1

    def _cut(self, cap: Cap, here: Place, share: Share, points: int, under: Recorded) -> None:
        """Take points off a share, and off its redeemable points the same part, rounded up."""
        left = share.left - points
        redeemable = share.redeemable * left // share.experience if share.experience else 0
        if (left, redeemable) == (share.left, share.redeemable_left):
            return
        key, window = here
        cut = self.cuts.setdefault(
            (key, window, share.campus), Cut(f"cap/{window}", key, share.campus)
        )
        cut.experience += points
        source = share.completion.source
        self.taken[source] = self.taken.get(source, 0) + points
        cut.redeemable += share.redeemable_left - redeemable
        cut.effective, cut.catalog = share.completion.day, under.number
        share.left, share.redeemable_left = left, redeemable
        share.cap, share.per = key, cap.per
