"""Reading one line of a list: every cell is understood, or what is wrong with it is noted."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from engine.evidence import Approved, Figure
from engine.imports.names import Activities, Staff
from engine.imports.rows import Reason, Row, Wanted
from engine.imports.sheets import Line
from engine.imports.values import Kinds, day_of, figure_of, kinds_of, link_of, minutes_of, stage_of
from engine.people import Actor, Participant, Person
from rules.catalog import Activity, StageOffer
from rules.scoring import Timeline
from rules.terms import EvidenceKind, EvidenceWanted, Stage

_HOURS_MAX = 24
_YEARS_MAX = 20
_Value = TypeVar("_Value")


class _Wrong(Exception):
    """A cell that cannot be read."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.reason = Reason(code, {name: str(fact) for name, fact in facts.items()})


@dataclass(frozen=True)
class Offered:
    """The stage of an activity that a line is about."""

    key: str
    stage: Stage
    offer: StageOffer


@dataclass
class Reader:
    """Understands lines, as the district, its people and its catalogs are."""

    staff: Staff
    timeline: Timeline
    today: date
    day_first: bool
    approver: Actor | None = None
    """Who approves all of it, whatever a line says."""
    catalogs: dict[int, Activities] = field(default_factory=dict)

    def row(self, line: Line) -> tuple[Row | None, tuple[Reason, ...]]:
        """The line as a row, or everything that is wrong with its cells."""
        wrong: list[Reason] = []
        tried = _noting(wrong)
        owner = tried(lambda: self._owner(line))
        day = tried(lambda: self._day(line))
        offered = tried(lambda: self._offered(line, day or self.today))
        kinds = tried(lambda: _kinds(line, offered))
        minutes = tried(lambda: _minutes(line, offered))
        figure = tried(lambda: _figure(line, offered))
        link = tried(lambda: _link(line))
        by = tried(lambda: self._reviewer(line))
        if wrong or not (owner and day and offered and kinds and by):
            return None, tuple(wrong)
        known_as = _digest(owner[1].email, offered, day, link or "")
        approved = Approved(
            known_as, offered.key, offered.stage, kinds, minutes or 0, day, by, link or "",
            figure=figure,
        )  # fmt: skip
        return Row(line.number, owner[0], owner[1].name, approved), ()

    def wanted(self, line: Line) -> tuple[Wanted | None, tuple[Reason, ...]]:
        """Which piece of whose evidence the line is about, be it there or not."""
        wrong: list[Reason] = []
        tried = _noting(wrong)
        owner = tried(lambda: self._owner(line))
        day = tried(lambda: self._day(line)) if line.says("day") else None
        offered = tried(lambda: self._offered(line, day or self.today))
        if wrong or not (owner and offered):
            return None, tuple(wrong)
        attended = day and offered.offer.evidence is EvidenceWanted.ATTENDANCE
        row, wrong_too = self.row(line) if attended else (None, ())
        if wrong_too:
            return None, wrong_too
        place, person = owner
        return Wanted(line.number, place, person.name, offered.key, offered.stage, day, row), ()

    def _owner(self, line: Line) -> tuple[Participant, Person]:
        said = _needed(line, "email")
        found = self.staff.participant(said)
        if found is None:
            raise _Wrong("unknown_address", address=said, near=self.staff.nearest(said))
        return found

    def _reviewer(self, line: Line) -> Actor:
        if self.approver is not None:
            return self.approver
        said = _needed(line, "approved_by")
        found = self.staff.reviewer(said)
        if found is None:
            raise _Wrong("unknown_approver", approver=said, near=self.staff.nearest(said))
        return found

    def _day(self, line: Line) -> date:
        said = _needed(line, "day")
        day = day_of(said, day_first=self.day_first)
        if day is None:
            raise _Wrong("not_a_day", day=said)
        if day > self.today:
            raise _Wrong("future_day", day=day)
        if day.year < self.today.year - _YEARS_MAX:
            raise _Wrong("day_long_ago", day=day, years=_YEARS_MAX)
        return day

    def _offered(self, line: Line, day: date) -> Offered:
        """The activity and its stage, as the catalog of the day has them."""
        said = _needed(line, "activity")
        recorded = self.timeline.in_force(day)
        activities = self.catalogs.setdefault(recorded.number, Activities(recorded.catalog))
        named = activities.named(said)
        if named is None:
            raise _Wrong("unknown_activity", activity=said, near=activities.nearest(said))
        key, stage = named
        activity = recorded.catalog.activities[key]
        stage = _stage(line, activity, stage)
        return Offered(key, stage, activity.stages[stage])


class _Trying(Protocol):
    def __call__(self, read: Callable[[], _Value]) -> _Value | None: ...


def _noting(wrong: list[Reason]) -> _Trying:
    """A way to read cells one after the other, with all that is wrong with them noted here."""

    def tried(read: Callable[[], _Value]) -> _Value | None:
        try:
            return read()
        except _Wrong as found:
            wrong.append(found.reason)
            return None

    return tried


def _needed(line: Line, column: str) -> str:
    if not line.says(column):
        raise _Wrong("empty", column=column)
    return line.says(column)


def _stage(line: Line, activity: Activity, named: Stage | None) -> Stage:
    """What the line says, or the only stage that there is, or the one that wants such evidence."""
    said = line.says("stage")
    stage = stage_of(said) if said else named or _only_stage(line, activity)
    if stage in activity.stages:
        return stage
    there = ", ".join(activity.stages)
    if said or named:
        raise _Wrong("unknown_stage", stage=said or named or "", there=there)
    raise _Wrong("stage_needed", there=there)


def _only_stage(line: Line, activity: Activity) -> Stage | None:
    kinds = kinds_of(line.says("kind"))
    fitting = [
        stage
        for stage, offer in activity.stages.items()
        if len(activity.stages) == 1 or (kinds and offer.evidence.accepts(kinds))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _kinds(line: Line, offered: Offered | None) -> Kinds:
    """What the line says, or what the activity asks for when that leaves no choice."""
    said = line.says("kind")
    if said:
        kinds = kinds_of(said)
        if kinds is None:
            raise _Wrong("unknown_kind", kind=said)
        return kinds
    wanted = _ASKED.get(offered.offer.evidence) if offered else frozenset({EvidenceKind.OWN})
    if wanted is None:
        raise _Wrong("kind_needed")
    return wanted


_ASKED = {
    EvidenceWanted.STUDENT: frozenset({EvidenceKind.STUDENT}),
    EvidenceWanted.OWN: frozenset({EvidenceKind.OWN}),
    EvidenceWanted.BOTH: frozenset({EvidenceKind.STUDENT, EvidenceKind.OWN}),
    EvidenceWanted.ATTENDANCE: frozenset({EvidenceKind.ATTENDANCE}),
    EvidenceWanted.SYSTEM: frozenset({EvidenceKind.SYSTEM}),
}


def _minutes(line: Line, offered: Offered | None) -> int:
    """What the line says, or what the activity usually takes."""
    said = line.says("hours")
    if not said:
        return offered.offer.minutes if offered else 0
    minutes = minutes_of(said)
    if minutes is None:
        raise _Wrong("not_a_number", hours=said)
    if minutes < 0:
        raise _Wrong("negative_hours", hours=said)
    if minutes > _HOURS_MAX * 60:
        raise _Wrong("too_many_hours", hours=said, most=_HOURS_MAX)
    return minutes


def _figure(line: Line, offered: Offered | None) -> Figure | None:
    """A metric's value with its source, where the line tells one or the activity asks for it."""
    if not line.says("value"):
        if offered is not None and offered.offer.metric is not None:
            raise _Wrong("figure_needed")
        return None
    value = figure_of(line.says("value"))
    if value is None:
        raise _Wrong("not_a_figure", value=line.says("value"))
    if not line.says("source"):
        raise _Wrong("source_needed")
    return Figure(value, line.says("source"))


def _link(line: Line) -> str:
    said = line.says("link")
    link = link_of(said) if said else ""
    if link is None:
        raise _Wrong("not_a_link", link=said)
    return link


def _digest(email: str, offered: Offered, day: date, link: str) -> str:
    """What the row is known by: who did what when, and where it can be seen.

    Hours and kind are not part of it, so that a row with other hours is seen as the same work.
    """
    told = [email, offered.key, offered.stage, day.isoformat(), link]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
