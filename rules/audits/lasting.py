"""Until when work counts: what has expired, and what would fit a requirement if it had not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rules.audits.filters import matching
from rules.audits.items import Item, Record, dated, ends
from rules.requirements import Requirement


@dataclass(frozen=True, slots=True)
class Lasting:
    """A piece of work that does not count for good."""

    item: Item
    until: date
    """The last day on which it counts, by all that renewed it."""

    @property
    def renewed(self) -> bool:
        return self.until != self.item.expires


def lasting(record: Record) -> Mapping[str, Lasting]:
    """Every piece that has an end, by its id; what was renewed for good has none."""
    items = {item.id: item for item in dated(record)}
    return {
        name: Lasting(items[name], until)
        for name, until in ends(items.values()).items()
        if until is not None
    }


def expired_at(node: Requirement, record: Record) -> Iterator[Lasting]:
    """Work that a leaf would look at if it had not expired, of each activity and stage the last."""
    return (each for each in lasting_at(node, record) if each.until < record.as_of)


def lasting_at(node: Requirement, record: Record) -> Iterator[Lasting]:
    """The same, expired or not, as long as the leaf asks whether it is."""
    if node.expired_ok:
        return
    whole, parts = matching(node.where, record), [matching(n.where, record) for n in node.need]
    there = lasting(record)
    last = {(each.item.activity, each.item.stage): each for each in there.values()}
    for each in last.values():
        if whole(each.item) and any(part(each.item) for part in parts):
            yield each
