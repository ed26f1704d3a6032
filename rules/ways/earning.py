"""What work earns, as conditions: how often each offer is taken up, and what caps let through."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rules.catalog import Cap, Catalog
from rules.scoring.caps import Caps
from rules.terms import Stage, Window, window_of
from rules.ways.calendar import Calendar
from rules.ways.linear import NOTHING, ONE, Program, Sum, total
from rules.ways.offers import Offer, Part, Pay, caps_on

Place = tuple[int, int]
"""An offer and a period, by their numbers."""
_Share = tuple[int, int, Pay]
_EVER = -1


@dataclass(frozen=True)
class Past:
    """What of a record bears on what further work earns."""

    done: Collection[Part] = ()
    filled: Caps | None = None
    paid_first: Collection[tuple[str, str]] = ()
    """Rules that pay a first time, with the activities for which they did."""
    pathways: Collection[str] = ()
    """Those that are finished."""


class Earning:
    """Variables for what is done in each period, and sums for what it earns."""

    def __init__(
        self,
        program: Program,
        catalog: Catalog,
        offers: Sequence[Offer],
        calendar: Calendar,
        past: Past,
        most: Callable[[Offer], int],
    ) -> None:
        self.program, self.catalog, self.calendar, self.past = program, catalog, calendar, past
        self.offers = offers
        self.most = [most(offer) for offer in offers]
        self._numbers = {offer.part: number for number, offer in enumerate(offers)}
        self.times: dict[Place, Sum] = {
            (number, period.index): program.variable(self.most[number])
            for number in range(len(offers))
            for period in calendar.periods
        }
        self._points: dict[tuple[int, int, str], Sum] = {}
        self._redeemable: dict[tuple[int, int, str], Sum] = {}
        self._earn()
        self._hold_to_caps()
        self._pay_first_times()
        self._ask_what_comes_before()
        self.pathways = dict(self._finished())

    def points(self, number: int, period: int) -> Sum:
        """Experience from an offer in a period."""
        return total(self._of(self._points, number, period))

    def redeemable(self) -> Sum:
        """All redeemable points; pathways pay them as well."""
        bonuses = (
            finished.times(self.catalog.pathways[key].points)
            for (key, _), finished in self.pathways.items()
        )
        return total((*self._redeemable.values(), *bonuses))

    def until(self, part: Part, period: int) -> Sum:
        """How often a part is done in this period or before; nothing if it is not on offer."""
        number = self._numbers.get(part)
        if part in self.past.done:
            return ONE
        if number is None:
            return NOTHING
        return total(self.times[number, index] for index in range(period + 1))

    def stay_within_caps(self) -> None:
        """Let nothing be done more often than its own cap, or its activity's, pays for."""
        for number, offer in enumerate(self.offers):
            own = offer.part[0] if offer.part[1] is Stage.DONE else ".".join(offer.part)
            each = sum(pay.experience for pay in offer.pays if not pay.first_time)
            for name, cap in self._caps(number, own):
                if not name.startswith("cap:campus/") and each:
                    self._stay_within(number, name, cap, each)

    def _stay_within(self, number: int, name: str, cap: Cap, points: int) -> None:
        each = 1 if cap.times is not None else points
        for year, room in self._rooms(name, cap).items():
            times = [
                self.times[number, period.index]
                for period in self.calendar.periods
                if year in (period.year, _EVER)
            ]
            self.program.at_most(total(times), -(-room // each))

    def _of(
        self, sums: Mapping[tuple[int, int, str], Sum], number: int, period: int
    ) -> Iterator[Sum]:
        for pay in self.offers[number].pays:
            yield sums[number, period, pay.rule]

    def _earn(self) -> None:
        """Full points for each time, unless something may cut them."""
        for (number, period), times in self.times.items():
            for pay in self.offers[number].pays:
                full = times.times(pay.experience)
                spent = times.times(pay.redeemable)
                if self._may_be_cut(number, pay):
                    points = self._at_most(full, pay.experience * self.most[number])
                    spent = self._redeemed(pay, points, spent, number)
                    full = points
                self._points[number, period, pay.rule] = full
                self._redeemable[number, period, pay.rule] = spent

    def _at_most(self, full: Sum, most: int) -> Sum:
        less = self.program.variable(most, whole=False)
        self.program.no_more(less, full)
        return less

    def _redeemed(self, pay: Pay, points: Sum, spent: Sum, number: int) -> Sum:
        """Redeemable points shrink with the experience that caps leave."""
        if pay.redeemable == pay.experience:
            return points
        less = self._at_most(spent, pay.redeemable * self.most[number])
        if pay.experience:
            self.program.no_more(less.times(pay.experience), points.times(pay.redeemable))
        return less

    def _may_be_cut(self, number: int, pay: Pay) -> bool:
        return pay.first_time or any(True for _ in self._caps(number, pay.rule))

    def _caps(self, number: int, rule: str) -> Iterator[tuple[str, Cap]]:
        return caps_on(self.catalog, self.offers[number], rule)

    def _hold_to_caps(self) -> None:
        held: dict[str, list[_Share]] = defaultdict(list)
        caps: dict[str, Cap] = {}
        for number, period in self.times:
            for pay in self.offers[number].pays:
                for name, cap in self._caps(number, pay.rule):
                    caps[name] = cap
                    held[name].append((number, period, pay))
        for name, cap in caps.items():
            self._hold(name, cap, held[name])

    def _hold(self, name: str, cap: Cap, shares: Sequence[_Share]) -> None:
        sums = self._paid_times(shares) if cap.times is not None else self._paid_points(shares)
        for year, room in self._rooms(name, cap).items():
            held = total(sum_ for at, sum_ in sums if year in (at, _EVER))
            self.program.at_most(held, room)

    def _rooms(self, name: str, cap: Cap) -> dict[int, int]:
        """What a cap lets through in each school year, or ever."""
        if cap.per is Window.EVER:
            return {_EVER: self._room(name, cap, 0)}
        if self.calendar.timeless:
            return {}
        return {year: self._room(name, cap, year) for year in range(self.calendar.years)}

    def _room(self, name: str, cap: Cap, year: int) -> int:
        """What a cap lets through in a school year, or from now on, after what fills it already."""
        windows = self.calendar.months(year) if cap.per is Window.MONTH else 1
        room = (cap.points or cap.times or 0) * windows
        if year or self.past.filled is None:
            return room
        here = (name, window_of(self.calendar.today, cap.per, self.calendar.starts))
        filled = self.past.filled.used if cap.points is not None else self.past.filled.times
        return max(0, room - filled.get(here, 0))

    def _paid_points(self, shares: Sequence[_Share]) -> list[tuple[int, Sum]]:
        return [
            (self._year(period), self._points[number, period, pay.rule])
            for number, period, pay in shares
        ]

    def _paid_times(self, shares: Sequence[_Share]) -> list[tuple[int, Sum]]:
        """How often anything was paid; each time of an offer counts once, whatever it pays."""
        paid: dict[Place, Sum] = {}
        for number, period, pay in shares:
            if (number, period) not in paid:
                paid[number, period] = self.program.variable(self.most[number])
                self.program.no_more(paid[number, period], self.times[number, period])
            self._only_if_paid(number, period, pay, paid[number, period])
        return [(self._year(period), sum_) for (_, period), sum_ in paid.items()]

    def _only_if_paid(self, number: int, period: int, pay: Pay, paid: Sum) -> None:
        key = (number, period, pay.rule)
        self.program.no_more(self._points[key], paid.times(pay.experience))
        if pay.redeemable != pay.experience:
            self.program.no_more(self._redeemable[key], paid.times(pay.redeemable))

    def _year(self, period: int) -> int:
        return self.calendar.periods[period].year

    def _pay_first_times(self) -> None:
        """A first time is paid once for an activity, whichever stage and whenever."""
        firsts: dict[tuple[str, str], list[_Share]] = defaultdict(list)
        for number, period in self.times:
            for pay in self.offers[number].pays:
                if pay.first_time:
                    firsts[pay.rule, self.offers[number].part[0]].append((number, period, pay))
        for first, shares in firsts.items():
            paid = [sum_ for _, sum_ in self._paid_times(shares)]
            self.program.at_most(total(paid), int(first not in self.past.paid_first))

    def _ask_what_comes_before(self) -> None:
        for (number, period), times in self.times.items():
            for part in self.offers[number].before:
                before = self.until(part, period)
                if before is not ONE:
                    self.program.no_more(times, before.times(self.most[number]))

    def _finished(self) -> Iterator[tuple[tuple[str, int], Sum]]:
        """Whether each pathway that pays is finished in each period."""
        for key, pathway in self.catalog.pathways.items():
            if not pathway.points or key in self.past.pathways:
                continue
            finished = {period.index: self.program.variable() for period in self.calendar.periods}
            self.program.at_most(total(finished.values()), 1)
            for index in finished:
                so_far = total(finished[each] for each in range(index + 1))
                for part in self.catalog.parts_of(key):
                    self.program.no_more(so_far, self.until(part, index))
            for index, sum_ in finished.items():
                yield (key, index), sum_
