"""What a dry run comes to in total."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from engine.changes.keeping import after, before
from engine.changes.tables import DryRun, Foretold, Outcome
from rules.catalog import Catalog
from rules.holdings import Holdings, place


def totals(session: Session, run: DryRun, catalog: Catalog) -> Mapping[str, Any]:
    """How many people it means what for, and how much of everything comes and goes."""
    ladder = list(catalog.levels)
    sums: dict[str, Counter[str]] = {
        name: Counter()
        for name in ("outcomes", "points", "levels", "badges_gained", "badges_lost",
                     "degrees_gained", "degrees")
    }  # fmt: skip
    rows = session.scalars(
        sa.select(Foretold).where(
            col(Foretold.district_id) == run.district_id,
            col(Foretold.run_id) == run.id,
            col(Foretold.outcome) != Outcome.SAME,
        )
    )
    for row in rows:
        sums["outcomes"][str(row.outcome)] += 1
        _add(sums, before(row), after(row), ladder)
    return {name: dict(counted) for name, counted in sums.items()}


def _add(
    sums: Mapping[str, Counter[str]], one: Holdings, other: Holdings, ladder: list[str]
) -> None:
    more = other.experience - one.experience
    sums["points"]["more" if more > 0 else "less"] += more
    spent = other.redeemable - one.redeemable
    sums["points"]["more_to_spend" if spent > 0 else "less_to_spend"] += spent
    if one.level != other.level:
        higher = place(one.level, ladder) < place(other.level, ladder)
        sums["levels"]["higher" if higher else "lower"] += 1
    sums["badges_gained"].update(other.badges - one.badges)
    sums["badges_lost"].update(one.badges - other.badges)
    sums["degrees_gained"].update(other.complete - one.complete)
    for key, share in one.degrees.items():
        if (now := other.degrees.get(key, share)) != share:
            sums["degrees"]["further" if now > share else "back"] += 1
