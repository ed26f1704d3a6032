"""Filters asked of all evidence at once: only what shares a name with a filter is looked at."""

from collections.abc import Callable, Iterable, Mapping

from rules.audits.filters import matching
from rules.audits.items import Item, Record
from rules.audits.nodes import Mask, numbers, union
from rules.requirements import Where

Names = Callable[[Item], Iterable[str]]


class Index:
    """Which of some evidence has which names; each sort of names is looked through once."""

    def __init__(self, items: tuple[Item, ...]) -> None:
        self.items = items
        self.all = (1 << len(items)) - 1
        self.by_name: dict[str, Mapping[str, Mask]] = {}

    def having(self, condition: str, names: Iterable[str]) -> Mask:
        """The items with one of these names."""
        if condition not in self.by_name:
            self.by_name[condition] = self._looked_through(_NAMES[condition])
        index = self.by_name[condition]
        return union(index.get(name, 0) for name in names)

    def _looked_through(self, names_of: Names) -> Mapping[str, Mask]:
        index: dict[str, Mask] = {}
        for number, item in enumerate(self.items):
            for name in names_of(item):
                index[name] = index.get(name, 0) | 1 << number
        return index


class Sieve:
    """A record's evidence, ready to be filtered."""

    def __init__(self, index: Index, record: Record) -> None:
        self.index = index
        self.record = record

    def passing(self, where: Where | None) -> Mask:
        """The items that pass."""
        if where is None:
            return self.index.all
        question, items = matching(where, self.record), self.index.items
        likely = self._sharing_a_name(where)
        return union(1 << number for number in numbers(likely) if question(items[number]))

    def _sharing_a_name(self, where: Where) -> Mask:
        likely = self.index.all
        for condition in _NAMES:
            wanted = getattr(where, condition)
            if wanted is not None:
                likely &= self.index.having(condition, wanted)
        return likely


_NAMES: Mapping[str, Names] = {
    "ids": lambda item: (item.id,),
    "activities": lambda item: (item.activity,),
    "categories": lambda item: item.categories,
    "campuses": lambda item: (item.campus,),
    "kinds": lambda item: item.kinds,
    "tags_any": lambda item: item.tags,
}
"""Conditions that ask for one of several names, and which names an item has."""
