"""Reading a list of what is to be approved: what can be at once, and what is left out, and why."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from engine import evidence, imports
from engine.errors import ReadWithoutNames, Refusal
from engine.evidence import Evidence
from engine.imports import BadRow, Meant, Reason, Row, Wanted
from engine.people import Act, Actor, Participant
from rules.terms import Stage


@dataclass(frozen=True)
class Piece:
    """What one line brings about: evidence that waits is approved, or attendance is taken in."""

    line: int
    owner: Participant
    name: str
    activity: str
    stage: Stage
    day: date | None
    what: Evidence | Row

    @property
    def claim(self) -> Evidence | None:
        """What waits; None where attendance is taken in."""
        return self.what if isinstance(self.what, Evidence) else None

    @property
    def key(self) -> str:
        """By what it is ticked: this piece as it was read, and no later text of it."""
        if isinstance(self.what, Evidence):
            return f"{self.what.id}:{self.what.version}"
        return self.what.approved.known_as


@dataclass(frozen=True)
class LeftOut:
    """A line that approves nothing, and why."""

    line: int
    said: str
    why: Sequence[Reason | Refusal]


@dataclass(frozen=True)
class Reading:
    """What a list would approve, and what it leaves out; nothing has been changed by that."""

    pieces: Sequence[Piece]
    left_out: Sequence[LeftOut]

    def of(self, keys: Iterable[str]) -> Sequence[Piece]:
        """Those of the pieces that were ticked."""
        wanted = set(keys)
        return [piece for piece in self.pieces if piece.key in wanted]


def read(
    session: Session,
    content: bytes,
    meant: Meant | None,
    *,
    by: Actor,
    now: datetime,
    name: str = "",
) -> Reading:
    """Read a sheet, or names under what is meant; `name` is the file's, if there is one."""
    district = by.participant.district_id
    wanted, bad = imports.read_wanted(session, district, content, meant, by=by, now=now, name=name)
    matching = _Matching(session, by, now, _by_owner(session, district, wanted))
    for each in wanted:
        matching.take(each)
    matching.take_in()
    left = [*map(_left, bad), *matching.left]
    return Reading(
        sorted(matching.pieces, key=lambda each: each.line),
        sorted(left, key=lambda each: each.line),
    )


class _Matching:
    """Lines find their evidence, each piece once."""

    def __init__(
        self,
        session: Session,
        by: Actor,
        now: datetime,
        waiting: Mapping[uuid.UUID, Sequence[Evidence]],
    ) -> None:
        self.session, self.by, self.now, self.waiting = session, by, now, waiting
        self.blind = evidence.blind_activities(session, by.participant.district_id)
        self.pieces: list[Piece] = []
        self.left: list[LeftOut] = []
        self._rows: list[Wanted] = []
        self._lines: dict[uuid.UUID, int] = {}

    def take(self, wanted: Wanted) -> None:
        """Of what is read without names, no list says whether it is there."""
        if wanted.activity in self.blind:
            return self._leave(wanted, ReadWithoutNames())
        if not self.by.may(Act.REVIEW, wanted.owner):
            return self._leave(wanted, Reason("not_yours_to_review"))
        return self._find(wanted)

    def _find(self, wanted: Wanted) -> None:
        found = [each for each in self.waiting.get(wanted.owner.id, ()) if _fits(each, wanted)]
        if len(found) == 1:
            self._approve(wanted, found[0])
        elif found:
            self._leave(wanted, Reason("several_wait", {"number": str(len(found))}))
        elif wanted.row is not None:
            self._rows.append(wanted)
        else:
            self._leave(wanted, Reason("nothing_waits"))

    def take_in(self) -> None:
        """Attendance of which nothing waits, as the imports take it in."""
        district = self.by.participant.district_id
        rows = [each.row for each in self._rows if each.row is not None]
        fit, reasons = imports.fitting(self.session, district, rows, now=self.now)
        by_line = {row.line: row for row in fit}
        known = [row.approved.known_as for row in fit if row.known]
        back = evidence.taken_back(self.session, district, known)
        for each in self._rows:
            row = by_line.get(each.line)
            if row is None:
                self._leave(each, *reasons[each.line])
            elif (row.known and row.approved.known_as not in back) or self._was_there(each):
                self._leave(each, Reason("counts_already"))
            else:
                self.pieces.append(_piece(each, row))

    def _approve(self, wanted: Wanted, claim: Evidence) -> None:
        before = self._lines.setdefault(claim.id, wanted.line)
        refusal = evidence.objection(self.session, claim, by=self.by, now=self.now)
        if before != wanted.line:
            self._leave(wanted, Reason("repeated", {"line": str(before)}))
        elif refusal is not None:
            self._leave(wanted, refusal)
        else:
            self.pieces.append(_piece(wanted, claim))

    def _was_there(self, wanted: Wanted) -> bool:
        """Whether she has the same attendance from a gathering, say."""
        same = (wanted.activity, wanted.stage, wanted.day)
        done = evidence.completions(self.session, wanted.owner)
        return any((each.activity, each.stage, each.day) == same for each in done)

    def _leave(self, wanted: Wanted, *why: Reason | Refusal) -> None:
        self.left.append(LeftOut(wanted.line, wanted.name, why))


def _piece(wanted: Wanted, what: Evidence | Row) -> Piece:
    day = what.done_on if isinstance(what, Evidence) else wanted.day
    owner, name = wanted.owner, wanted.name
    return Piece(wanted.line, owner, name, wanted.activity, wanted.stage, day, what)


def _by_owner(
    session: Session, district: str, wanted: Sequence[Wanted]
) -> Mapping[uuid.UUID, Sequence[Evidence]]:
    found: dict[uuid.UUID, list[Evidence]] = {}
    for each in evidence.waiting_of(session, district, {one.owner.id for one in wanted}):
        found.setdefault(each.participant_id, []).append(each)
    return found


def _fits(claim: Evidence, wanted: Wanted) -> bool:
    same_day = wanted.day is None or claim.done_on == wanted.day
    return same_day and (claim.activity, claim.stage) == (wanted.activity, wanted.stage)


def _left(row: BadRow) -> LeftOut:
    said = row.said.get("email") or ", ".join(filter(None, row.said.values()))
    return LeftOut(row.line, said, row.reasons)
