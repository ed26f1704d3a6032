"""Filters asked of all evidence at once: only what shares a name with a filter is looked at."""

from collections.abc import Callable, Iterable, Mapping

from rules.audits.filters import matching
from rules.audits.items import Item, Record
from rules.audits.nodes import Mask, numbers, union
from rules.requirements import Where

Names = Callable[[Item], Iterable[str]]


class Sieve:
    """A record's evidence, ready to be filtered."""

    def __init__(self, items: tuple[Item, ...], record: Record) -> None:
        self.items = items
        self.record = record
        self.all = (1 << len(items)) - 1
        self.by_name: dict[str, dict[str, Mask]] = {}

    def passing(self, where: Where | None) -> Mask:
        """The items that pass."""
        if where is None:
            return self.all
        question = matching(where, self.record)
        likely = self._sharing_a_name(where)
        return union(1 << number for number in numbers(likely) if question(self.items[number]))

    def _sharing_a_name(self, where: Where) -> Mask:
        likely = self.all
        for condition, names_of in _NAMES.items():
            wanted = getattr(where, condition)
            if wanted is not None:
                index = self._index(condition, names_of)
                likely &= union(index.get(name, 0) for name in wanted)
        return likely

    def _index(
        self, condition: str, names_of: Callable[[Item], Iterable[str]]
    ) -> Mapping[str, Mask]:
        if condition not in self.by_name:
            index: dict[str, Mask] = {}
            for number, item in enumerate(self.items):
                for name in names_of(item):
                    index[name] = index.get(name, 0) | 1 << number
            self.by_name[condition] = index
        return self.by_name[condition]


_NAMES: Mapping[str, Names] = {
    "ids": lambda item: (item.id,),
    "activities": lambda item: (item.activity,),
    "categories": lambda item: item.categories,
    "campuses": lambda item: (item.campus,),
    "kinds": lambda item: item.kinds,
    "tags_any": lambda item: item.tags,
}
"""Conditions that ask for one of several names, and which names an item has."""
