"""What a set of items adds up to: different values, school years, and sums under ceilings."""

from collections.abc import Iterable, Mapping

from rules.audits.items import Item, Record, values_of
from rules.requirements import Attribute
from rules.terms import SchoolYear

Items = tuple[Item, ...]


def union(items: Items, attribute: Attribute, record: Record) -> frozenset[str]:
    return frozenset().union(*(values_of(item, attribute, record) for item in items))


def years_since(degree: str, record: Record) -> int:
    """Whole school years between a conferral and today, neither day being in one of them."""
    day = record.conferred(degree)
    if day is None:
        return 0
    year = SchoolYear.of(day, record.year_starts).next
    years = 0
    while year.last < record.as_of:
        years, year = years + 1, year.next
    return years


def distinct(items: Items, attribute: Attribute, mode: str, record: Record) -> int:
    if mode == "covers":
        return len(union(items, attribute, record))
    stands_for: dict[str, Item] = {}
    values = {item.id: sorted(values_of(item, attribute, record)) for item in items}
    return sum(_place(item, values, stands_for, set()) for item in items)


def _place(
    item: Item, values: Mapping[str, list[str]], stands_for: dict[str, Item], tried: set[str]
) -> bool:
    """Let the item stand for one of its values, moving others aside where they can move."""
    for value in values[item.id]:
        if value in tried:
            continue
        tried.add(value)
        if value not in stands_for or _place(stands_for[value], values, stands_for, tried):
            stands_for[value] = item
            return True
    return False


def under(cuts: Iterable[tuple[Items, int]], amounts: Mapping[str, int]) -> int:
    """What counts under ceilings that are nested or disjoint: the inner ones cut first."""
    blocks = [(frozenset({name}), amount) for name, amount in amounts.items()]
    for group, most in sorted(cuts, key=lambda cut: len(cut[0])):
        names = frozenset(item.id for item in group)
        touched = [block for block in blocks if not block[0].isdisjoint(names)]
        if not touched:
            continue
        merged = frozenset().union(*(members for members, _ in touched))
        value = min(most, sum(amount for _, amount in touched))
        blocks = [block for block in blocks if block[0].isdisjoint(names)]
        blocks.append((merged, value))
    return sum(value for _, value in blocks)
