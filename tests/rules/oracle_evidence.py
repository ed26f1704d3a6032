"""What the oracle knows about evidence: what counts on a day, what a filter lets through."""

from calendar import monthrange
from datetime import date
from typing import Any

Json = dict[str, Any]


def day(text: str) -> date:
    return date.fromisoformat(text)


def months_before(today: date, months: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def school_year(item: Json, case: Json) -> int:
    when = day(item["date"])
    starts = case.get("year_start", "08-01")
    return when.year if when.isoformat()[5:] >= starts else when.year - 1


def values(item: Json, attribute: str, case: Json) -> set[Any]:
    if attribute == "category":
        return set(item["categories"])
    if attribute == "tag":
        return set(item.get("tags", ()))
    return {item["kind"]} if attribute == "kind" else {school_year(item, case)}


def is_there(item: Json, case: Json) -> bool:
    statuses = case.get("statuses", ["approved"])
    return item.get("status", "approved") in statuses and item["date"] <= case["as_of"]


def counts(item: Json, case: Json) -> bool:
    """The item has a counting status, is not from the future, and is still valid."""
    end = _end(item, case)
    return is_there(item, case) and (end is None or end >= case["as_of"])


def _end(item: Json, case: Json) -> str | None:
    end = item.get("expires")
    renewals = [r for r in case["evidence"] if r.get("renews") == item["id"] and is_there(r, case)]
    for renewal in sorted(renewals, key=lambda r: r["date"]):
        if end is not None and renewal["date"] <= end:
            later = renewal.get("expires")
            end = None if later is None else max(end, later)
    return end


def matches(item: Json, where: Json | None, case: Json) -> bool:
    return all(_holds(item, key, wanted, case) for key, wanted in (where or {}).items())


def _holds(item: Json, key: str, wanted: Any, case: Json) -> bool:
    match key:
        case "ids":
            return item["id"] in wanted
        case "categories":
            return not values(item, "category", case).isdisjoint(wanted)
        case "not_categories":
            return values(item, "category", case).isdisjoint(wanted)
        case "kinds":
            return item["kind"] in wanted
        case "tags_any":
            return not values(item, "tag", case).isdisjoint(wanted)
        case "tags_all":
            return values(item, "tag", case).issuperset(wanted)
        case "min_score":
            return item.get("score") is not None and item["score"] >= wanted
        case "min_points":
            return bool(item["points"] >= wanted)
        case "school_years":
            return school_year(item, case) in wanted
        case "from":
            return bool(item["date"] >= wanted)
        case "to":
            return bool(item["date"] <= wanted)
        case "max_age_months":
            return day(item["date"]) >= months_before(day(case["as_of"]), wanted)
    raise KeyError(key)


def one_each(options: list[set[Any]], taken: frozenset[Any] = frozenset()) -> int:
    """The most different values that items can stand for, one value an item."""
    if not options:
        return 0
    first, *rest = options
    stands = [1 + one_each(rest, taken | {value}) for value in first - taken]
    return max([one_each(rest, taken), *stands])
