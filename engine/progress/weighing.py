"""What a decision about a requirement would do, told before it is taken or undone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from engine import catalogs
from engine.people import Participant
from engine.progress import decided, deciding, queries
from engine.progress.tables import DegreeDecision
from rules.audits import Audit, AuditStatus, Decision, Record
from rules.audits.assignment import BUDGET
from rules.audits.audit import Kept
from rules.audits.clashes import clashes
from rules.audits.serving import takers
from rules.catalog import Degree

Audits = Mapping[str, Audit]
"""Every degree that she pursues, audited."""


@dataclass(frozen=True)
class Moved:
    """A piece of work that serves another requirement than before; nothing where it is free."""

    item: str
    degree: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Weighed:
    """All degrees before and after."""

    before: Audits
    after: Audits

    @property
    def moved(self) -> tuple[Moved, ...]:
        """What would serve something else, in the order of degrees and of paths."""
        return tuple(
            move for key in self.after for move in _moved(key, self.before[key], self.after[key])
        )


@dataclass(frozen=True)
class Scales:
    """A participant's record, on which decisions are tried."""

    session: Session
    place: Participant
    degrees: Mapping[str, Degree]
    record: Record
    before: Audits

    def deciding(self, said: Decision) -> Weighed:
        """What follows if this is decided."""
        gone = [decided.said(row) for row in deciding.replaced(self.session, self.place, said)]
        standing = (each for each in self.record.decisions if each not in gone)
        return self._with((*standing, said), None)

    def withdrawing(self, row: DegreeDecision) -> Weighed:
        """What follows if this is withdrawn."""
        said = decided.said(row)
        standing = (each for each in self.record.decisions if each != said)
        seen = queries.seen_last(self.session, self.place)
        return self._with(tuple(standing), {**seen, **row.uses_before})

    def standing(self, degree: str) -> list[DegreeDecision]:
        """What was decided about a degree and holds, the first thing first."""
        rows = decided.decisions(self.session, self.place, degree)
        return [row for row in rows if decided.said(row) in self.record.decisions]

    def takers(self, degree: str) -> Mapping[str, tuple[str, ...]]:
        """The evidence that could serve each requirement of a degree, whatever serves it now."""
        return takers(degree, self.degrees[degree].requires, self.record)

    def clashes(self, degree: str) -> tuple[tuple[str, ...], ...]:
        """Requirements that exclude each other with what there is, where no sum says so."""
        found = self.before[degree]
        if found.status is not AuditStatus.NOT_COMPLETE or found.lacks:
            return ()
        root = self.degrees[degree].requires
        return clashes(degree, root, self.record.about(degree), budget=BUDGET)

    def _with(self, decisions: tuple[Decision, ...], kept: Mapping[str, Kept] | None) -> Weighed:
        record = replace(self.record, decisions=decisions)
        after = queries.audits(self.session, self.place, self.degrees, record, kept=kept)
        return Weighed(self.before, after)


def scales(session: Session, place: Participant, *, now: datetime) -> Scales:
    """Her degrees as they stand today."""
    today = catalogs.today(session, place.district_id, now=now)
    degrees = queries.degrees_taken_up(session, place)
    found = queries.record(session, place, on=today)
    record = decided.held_to(session, place, found, degrees)
    return Scales(session, place, degrees, record, queries.audits(session, place, degrees, record))


def _moved(degree: str, before: Audit, after: Audit) -> Iterator[Moved]:
    was, now = _serving(before), _serving(after)
    for item in dict.fromkeys((*now, *was)):
        if was.get(item) != now.get(item):
            yield Moved(item, degree, was.get(item), now.get(item))


def _serving(audit: Audit) -> Mapping[str, str]:
    """The requirement that uses each piece of work; the first one, should sharing allow several."""
    found: dict[str, str] = {}
    for path, items in audit.used_up.items():
        for item in items:
            found.setdefault(item, path)
    return found
