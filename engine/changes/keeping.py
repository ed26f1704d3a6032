"""A line of a dry run as it is kept, and read again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from engine.changes.foreseeing import Change
from engine.changes.tables import Foretold, Outcome
from rules.audits.kept import kept_findings
from rules.holdings import Holdings
from rules.pairing import Moved, Shift


@dataclass(frozen=True)
class Why:
    """What makes the difference for somebody."""

    shifts: tuple[Shift, ...]
    moved: tuple[Moved, ...]
    otherwise: Holdings | None
    """What somebody spared would have without that."""


def outcome_of(change: Change, ladder: Sequence[str]) -> Outcome:
    """What it means in a word; who gains here and loses there is one who loses."""
    if change.spared:
        return Outcome.SPARED
    if change.after.loses_against(change.before, ladder):
        return Outcome.LOSES
    return Outcome.GAINS


def columns(change: Change, ladder: Sequence[str]) -> dict[str, Any]:
    """The line as columns of its row."""
    return {
        "outcome": outcome_of(change, ladder),
        "experience": change.experience,
        "redeemable": change.redeemable,
        "before": _plain(change.before),
        "after": _plain(change.after),
        "why": {
            "shifts": [[each.rule, each.experience, each.redeemable] for each in change.shifts],
            "moved": [_moved(each) for each in change.moved],
            "otherwise": change.otherwise and _plain(change.otherwise),
        },
    }


SAME: Mapping[str, Any] = {
    "outcome": Outcome.SAME, "experience": 0, "redeemable": 0, "before": {}, "after": {}, "why": {},
}  # fmt: skip
"""The columns of somebody for whom nothing changes."""


def before(row: Foretold) -> Holdings:
    return _holdings(row.before)


def after(row: Foretold) -> Holdings:
    return _holdings(row.after)


def why(row: Foretold) -> Why:
    otherwise = row.why.get("otherwise")
    return Why(
        tuple(Shift(*each) for each in row.why.get("shifts", ())),
        tuple(
            Moved(each["degree"], *kept_findings({"findings": [each["before"], each["after"]]}))
            for each in row.why.get("moved", ())
        ),
        _holdings(otherwise) if otherwise else None,
    )


def _plain(holdings: Holdings) -> dict[str, Any]:
    return {
        "experience": holdings.experience,
        "redeemable": holdings.redeemable,
        "level": holdings.level,
        "badges": sorted(holdings.badges),
        "degrees": {key: str(share) for key, share in holdings.degrees.items()},
        "complete": sorted(holdings.complete),
    }


def _holdings(kept: Mapping[str, Any]) -> Holdings:
    return Holdings(
        experience=kept["experience"],
        redeemable=kept["redeemable"],
        level=kept["level"],
        badges=frozenset(kept["badges"]),
        degrees={key: Fraction(share) for key, share in kept["degrees"].items()},
        complete=frozenset(kept["complete"]),
    )


def _moved(moved: Moved) -> dict[str, Any]:
    """Without the pieces of evidence, which nobody looks for here."""
    sides = {"before": moved.before, "after": moved.after}
    told = {side: replace(each, uses=()).to_json() for side, each in sides.items()}
    return {"degree": moved.degree, **told}
