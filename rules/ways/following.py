"""What becomes of a plan that is followed: degrees are conferred on the way, as in the engine."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from rules.audits import Record, audit_all, meets
from rules.audits.items import Decision, Sharing
from rules.audits.record import record_of
from rules.facts import Completion, Conferral, Person
from rules.levels import level_for
from rules.requirements import Requirement
from rules.scoring import desired_lines
from rules.timeline import Timeline


@dataclass(frozen=True)
class Start:
    """Where somebody stands, and the trees that are to be completed."""

    timeline: Timeline
    today: date
    degrees: Mapping[str, Requirement]
    """The target and what is on the way to it, each under its own catalog."""
    done: tuple[Completion, ...] = ()
    person: Person = field(default_factory=Person)
    conferrals: tuple[Conferral, ...] = ()
    levels: Mapping[str, date] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    sharing: tuple[Sharing, ...] = ()
    exclusive: bool = False
    beside: tuple[str, ...] = ()
    """Degrees that are pursued as well; where degrees are exclusive they use work up too."""

    def record(self, done: Iterable[Completion], on: date) -> Record:
        """The record as it is on a day when this is done."""
        return record_of(
            done,
            self.timeline,
            as_of=on,
            person=self.person,
            conferrals=self.conferrals,
            levels=self.levels,
            decisions=self.decisions,
        )


@dataclass(frozen=True)
class Followed:
    """What following a plan came to."""

    conferred: Mapping[str, date]
    record: Record
    redeemable: int


def follow(
    start: Start,
    planned: Sequence[Completion],
    until: date | None = None,
    only: Collection[date] | None = None,
) -> Followed:
    """Do what is planned day by day, and confer each degree on the day on which it is complete.

    Degrees are taken up first; what is complete already is conferred today. `until` is a day to be
    waited for after the last piece of work; `only` those days are looked at beside the last one,
    if they are known.
    """
    done = list(start.done)
    state = Following(start)
    state.see(done, start.today)
    work = sorted(planned, key=lambda each: each.order)
    for day, of_day in groupby(work, lambda each: each.day):
        done.extend(of_day)
        if only is None or day in only or day == work[-1].day:
            state.see(done, day)
    last = work[-1].day if work else start.today
    if until is not None and until > last:
        state.see(done, until)
    lines = desired_lines(done, start.timeline)
    return Followed(state.new, state.record, sum(line.redeemable for line in lines))


class Following:
    """What was reached by a day, while a plan is followed."""

    def __init__(self, start: Start) -> None:
        self.start = start
        self.record = start.record(start.done, start.today)
        self.levels = dict(start.levels)
        self.new: dict[str, date] = {}

    def see(self, done: Iterable[Completion], day: date) -> None:
        """Note levels and confer what is complete, until nothing more is."""
        granted = tuple(Conferral(degree, on) for degree, on in self.new.items())
        there = (*self.start.conferrals, *granted)
        self.record = replace(self.start.record(done, day), conferrals=there)
        self._note_levels(day)
        while complete := self._complete():
            self.new |= dict.fromkeys(complete, day)
            granted = tuple(Conferral(degree, day) for degree in complete)
            self.record = replace(self.record, conferrals=(*self.record.conferrals, *granted))

    def _note_levels(self, day: date) -> None:
        levels = self.start.timeline.newest.catalog.levels
        top = level_for(
            self.record.experience, levels, lambda asked: meets(asked, self.record)
        ).level
        ladder = list(levels)
        for level in ladder[: ladder.index(top) + 1] if top else ():
            self.levels.setdefault(level, day)
        self.record = replace(self.record, levels=dict(self.levels))

    def _complete(self) -> list[str]:
        open_ = {
            key: root for key, root in self.start.degrees.items()
            if self.record.conferred(key) is None
        }  # fmt: skip
        audits = audit_all(
            open_, self.record, exclusive=self.start.exclusive, sharing=self.start.sharing
        )
        return [key for key, audit in audits.items() if audit.is_complete]
