"""Caps: how much of a completion's points each of them lets through.

For each completion the narrowest cap cuts first (rule, activity, campus), and each sees what the
others let through, so that nothing is cut twice and no room is lost. A completion is held to its
caps as the catalog in force on its own day writes them; what it is granted fills their windows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from rules.catalog import Cap, Catalog
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


@dataclass(slots=True)
class Caps:
    """How full the window of every cap is, and what was cut."""

    cuts: dict[tuple[str, str, str], Cut] = field(default_factory=dict)
    used: dict[tuple[str, str], int] = field(default_factory=dict)
    times: dict[tuple[str, str], int] = field(default_factory=dict)

    def apply(self, shares: Sequence[Share], under: Recorded) -> None:
        """Cut the shares of one completion; completions come in their order."""
        held = [_Held(*each) for each in _caps(shares, under)]
        for each in held:
            each.cut(under, self)
        for each in held:
            each.fill(self)


def _caps(
    shares: Sequence[Share], under: Recorded
) -> Iterator[tuple[str, Cap, Sequence[Share], str]]:
    """The caps that these shares of one completion are held to, the narrowest first."""
    if shares:
        completion = shares[0].completion
        for key, cap, covered in _written_caps(completion.activity, shares, under.catalog):
            if cap is not None:
                window = window_of(completion.day, cap.per, under.catalog.year_starts)
                yield f"cap:{key}", cap, covered, window


def _written_caps(
    activity: str, shares: Sequence[Share], catalog: Catalog
) -> Iterator[tuple[str, Cap | None, Sequence[Share]]]:
    for share in shares:
        if share.rule in catalog.rule_caps:
            yield f"rule/{share.rule}", catalog.rule_caps[share.rule], (share,)
    yield f"activity/{activity}", catalog.activities[activity].cap, shares
    if campus := catalog.campuses.get(shares[0].campus):
        yield f"campus/{shares[0].campus}", campus.cap, shares


@dataclass(slots=True)
class _Held:
    """Shares of one completion, held to one cap in one window."""

    key: str
    cap: Cap
    shares: Sequence[Share]
    window: str

    def cut(self, under: Recorded, caps: Caps) -> None:
        here = (self.key, self.window)
        if self.cap.points is not None:
            self._cut_points(self.cap.points - caps.used.get(here, 0), under, caps)
        elif caps.times.get(here, 0) >= (self.cap.times or 0):
            for share in self.shares:
                self._cut(share, share.left, under, caps)

    def _cut_points(self, room: int, under: Recorded, caps: Caps) -> None:
        over = sum(share.left for share in self.shares) - room
        for share in reversed(self.shares):
            taken = min(over, share.left)
            if taken > 0:
                self._cut(share, taken, under, caps)
                over -= taken

    def fill(self, caps: Caps) -> None:
        """Count what all caps together let through."""
        here = (self.key, self.window)
        caps.used[here] = caps.used.get(here, 0) + sum(share.left for share in self.shares)
        if any(share.left or share.redeemable_left for share in self.shares):
            caps.times[here] = caps.times.get(here, 0) + 1

    def _cut(self, share: Share, points: int, under: Recorded, caps: Caps) -> None:
        """Take points off a share, and off its redeemable points the same part, rounded up."""
        left = share.left - points
        redeemable = share.redeemable * left // share.experience if share.experience else 0
        if (left, redeemable) == (share.left, share.redeemable_left):
            return
        place = (self.key, self.window, share.campus)
        cut = caps.cuts.setdefault(place, Cut(f"cap/{self.window}", self.key, share.campus))
        cut.experience += points
        cut.redeemable += share.redeemable_left - redeemable
        cut.effective, cut.catalog = share.completion.day, under.number
        share.left, share.redeemable_left = left, redeemable
        share.cap, share.per = self.key, self.cap.per
