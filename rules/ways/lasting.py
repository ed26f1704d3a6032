"""What has to be renewed for work to count at a conferral: days on which it would end, and by what.

A period stands for days that are chosen later, so work is taken to be done as early as it can be
where it renews, and as late as it can be where it lasts: nothing that is possible is forbidden.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rules.audits.items import Item
from rules.catalog import Catalog
from rules.requirements import Requirement
from rules.terms import Stage
from rules.ways.linear import Sum, total
from rules.ways.measuring import Source


@dataclass(frozen=True, slots=True)
class Planned:
    """The days on which planned work may be done."""

    first: date
    last: date


@dataclass(frozen=True)
class Lasting:
    """Work that is done or may be, and what of it renews what."""

    catalog: Catalog
    sources: Mapping[str, Source]
    planned: Mapping[str, Planned]

    def ends(self, node: Requirement, item: Item, on: date) -> bool:
        """Whether an item may no longer count there on a day."""
        return not node.expired_ok and (end := self._end(item)) is not None and end < on

    def renewals(self, item: Item, on: date) -> Iterator[Sum]:
        """For each day on which it would end before that day, how much there is that prevents it.

        It still counts if something does on each of them.
        """
        found = [
            (self._first(other.item), self._end(other.item) or date.max, other.amount)
            for other in self.sources.values()
            if self._may_renew(other.item, item)
        ]
        first_end = self._end(item) or date.max
        ends = {first_end, *(end for _first, end, _amount in found)}
        for day in sorted(end for end in ends if first_end <= end < on):
            yield total(amount for first, end, amount in found if first <= day < end)

    def _may_renew(self, other: Item, item: Item) -> bool:
        if other.id not in self.planned:
            return item.id in other.renews
        part, own = (_part(each) for each in (other, item))
        renewed = self.catalog.renewing.get(part, frozenset()) if part else frozenset()
        return own in renewed and other.id != item.id and self._first(item) <= self._last(other)

    def _first(self, item: Item) -> date:
        return self.planned[item.id].first if item.id in self.planned else item.day

    def _last(self, item: Item) -> date:
        return self.planned[item.id].last

    def _end(self, item: Item) -> date | None:
        """The last day on which it counts, at best."""
        if item.id in self.planned and item.expires is not None:
            return self.catalog.activities[item.activity].valid_until(self._last(item))
        return item.expires


def _part(item: Item) -> tuple[str, Stage] | None:
    return (item.activity, Stage(item.stage)) if item.is_work else None
