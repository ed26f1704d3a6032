"""What the oracle knows about needs and limits, over the items that a node uses or looks at."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from tests.rules.oracle_evidence import Json, day, matches, one_each, values

KINDS_OF_NEED = ("points", "count", "distinct", "span_days", "mean_score", "share_points")


def kind_of(need: Json) -> str:
    return next(kind for kind in KINDS_OF_NEED if kind in need)


def has(need: Json, items: list[Json], limits: list[Json], case: Json) -> Fraction | None:
    """How much of a need the items give; nothing is what has no value at all."""
    left = [item for item in items if matches(item, need.get("where"), case)]
    match kind_of(need):
        case "points":
            return Fraction(counted_points(left, limits, case))
        case "count":
            return Fraction(len(left))
        case "distinct":
            return Fraction(_distinct(need, left, case))
        case "span_days":
            days = [day(item["date"]) for item in left]
            return Fraction((max(days) - min(days)).days if days else 0)
        case "mean_score":
            scores = [item["score"] for item in left if item.get("score") is not None]
            return Fraction(sum(scores), len(scores)) if scores else None
    return _share(left, items)


def ratio(need: Json, have: Fraction | None, lowered: Any) -> Fraction:
    kind = kind_of(need)
    want = Fraction(need["n"] if kind == "distinct" else need[kind])
    if lowered is not None:
        want = Fraction(lowered)
    if kind in ("mean_score", "share_points"):
        return Fraction(have is not None and have >= want)
    assert have is not None
    return min(Fraction(1), have / want) if want else Fraction(1)


def _distinct(need: Json, items: list[Json], case: Json) -> int:
    options = [values(item, need["distinct"], case) for item in items]
    if need.get("mode") == "covers":
        return len(set().union(*options))
    return one_each(options)


def _share(part: list[Json], whole: list[Json]) -> Fraction | None:
    points = sum(item["points"] for item in whole)
    return Fraction(sum(item["points"] for item in part), points) if points else None


def within(items: list[Json], limits: list[Json], case: Json) -> bool:
    """The items stay below every limit that takes whole items."""
    return all(_keeps(limit, items, case) for limit in limits if limit.get("mode") != "truncate")


def _keeps(limit: Json, items: list[Json], case: Json) -> bool:
    bound = [item for item in items if matches(item, limit.get("where"), case)]
    if "max_distinct" in limit:
        found = [values(item, limit["max_distinct"], case) for item in bound]
        return bool(len(set().union(*found)) <= limit["n"])
    if "min_each_used" in limit:
        occurring = Counter(v for i in bound for v in values(i, limit["min_each_used"], case))
        return all(times >= limit["count"] for times in occurring.values())
    return all(_fits_under(limit, group) for group in _groups(limit, bound, case))


def _fits_under(limit: Json, group: list[Json]) -> bool:
    if "max_count" in limit:
        return bool(len(group) <= limit["max_count"])
    return bool(sum(item["points"] for item in group) <= limit["max_points"])


def _groups(limit: Json, bound: list[Json], case: Json) -> Iterator[list[Json]]:
    if "per" not in limit:
        yield bound
        return
    found = [values(item, limit["per"], case) for item in bound]
    assert all(len(its) == 1 for its in found), "a limit for each value takes single values"
    for value in set().union(*found):
        yield [item for item, its in zip(bound, found, strict=True) if value in its]


def counted_points(items: list[Json], limits: list[Json], case: Json) -> int:
    """The points of the items, each group cut at its ceiling, inner groups first."""
    points = {item["id"]: item["points"] for item in items}
    for group, ceiling in sorted(_ceilings(items, limits, case), key=lambda g: len(g[0])):
        over = sum(points[item["id"]] for item in group) - ceiling
        for item in group:
            cut = max(0, min(over, points[item["id"]]))
            points[item["id"]] -= cut
            over -= cut
    return sum(points.values())


def _ceilings(
    items: list[Json], limits: list[Json], case: Json
) -> Iterator[tuple[list[Json], int]]:
    for limit in limits:
        if limit.get("mode") == "truncate":
            bound = [item for item in items if matches(item, limit.get("where"), case)]
            for group in _groups(limit, bound, case):
                yield group, limit["max_points"]
