"""Tables that are sorted by a column's head; the address keeps it, so a reload changes nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from flask import request

_Order = TypeVar("_Order", bound=StrEnum)

Head = tuple[str, str, str | None, str | None]
"""Label, alignment, the address that sorts by it, and how it is sorted now: for `table`."""


@dataclass(frozen=True)
class Sorting(Generic[_Order]):
    """By which column, and which way round; None is an order that no column has."""

    order: _Order | None
    falling: bool
    own: _Order | None = None
    """How the list is sorted when the address says nothing."""

    @classmethod
    def from_address(cls, orders: type[_Order], own: _Order | None = None) -> "Sorting[_Order]":
        """`?sort=name&falling=yes`."""
        said = request.args.get("sort", "")
        order = orders(said) if said in set(orders) else own
        return cls(order, order is not None and request.args.get("falling") == "yes", own)

    @property
    def address(self) -> dict[str, Any]:
        """What links and forms of the page carry along."""
        sort = {} if self.order is self.own else {"sort": str(self.order)}
        return {**sort, **({"falling": "yes"} if self.falling else {})}

    def head(
        self, label: str, order: _Order, url: Callable[..., str], look: str = "", *,
        falls_first: bool = False,
    ) -> Head:  # fmt: skip
        """A head that sorts by this column, and the other way round where that is done already."""
        here = order is self.order
        falling = not self.falling if here else falls_first
        state = ("descending" if self.falling else "ascending") if here else None
        sort = None if order is self.own else str(order)
        return label, look, url(sort=sort, falling="yes" if falling else None), state
