"""Checking a list against the program: what can be taken in, what is in, and what cannot be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlmodel import Session

from engine import catalogs, evidence
from engine.evidence import Approved, Evidence
from engine.imports.names import Staff
from engine.imports.reading import Reader
from engine.imports.rows import BadRow, Checked, Reason, Row, by_owner
from engine.imports.sheets import Sheet, read_sheet
from engine.imports.values import is_in_numbers, order_of_days


def read(
    session: Session, district: str, content: bytes, *, now: datetime, name: str = ""
) -> Checked:
    """Read and check a list; changes nothing. `name` is the file's, for what cannot be read."""
    sheet = read_sheet(content, name)
    days = [(line.says("day"), line.number) for line in sheet.lines]
    day_first = order_of_days(said for said, _ in days)
    check = Check(session, district)
    timeline = catalogs.timeline(session, district)
    today = catalogs.local_day(timeline.newest.catalog, now)
    reader = Reader(Staff(session, district), timeline, today, bool(day_first))
    rows = check.fitting(check.compared(check.single(check.read(reader, sheet))), now)
    return Checked(
        tuple(sorted(rows, key=lambda row: row.line)),
        tuple(
            BadRow(line.number, line.cells, check.reasons[line.number])
            for line in sheet.lines
            if line.number in check.reasons
        ),
        (*(Reason(note) for note in sheet.notes), *_guessed(days, day_first)),
    )


def _guessed(days: Iterable[tuple[str, int]], day_first: bool | None) -> Iterator[Reason]:
    """How the order of day and month was found, by the first day that it was asked of."""
    if day_first is not False:
        code = "day_first" if day_first else "month_first"
        said, line = next((said, line) for said, line in days if is_in_numbers(said))
        yield Reason(code, {"day": said, "line": str(line)})


@dataclass
class Check:
    """Rows pass from test to test; one that fails is left behind with its reasons."""

    session: Session
    district: str
    reasons: dict[int, tuple[Reason, ...]] = field(default_factory=dict)

    def read(self, reader: Reader, sheet: Sheet) -> Iterator[Row]:
        for line in sheet.lines:
            row, reasons = reader.row(line)
            if row is not None:
                yield row
            else:
                self.reasons[line.number] = reasons

    def single(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Each piece of work once; its first line counts."""
        first: dict[str, int] = {}
        for row in rows:
            line = first.setdefault(row.approved.known_as, row.line)
            if line == row.line:
                yield row
            else:
                self.reasons[row.line] = (Reason("repeated", {"line": str(line)}),)

    def compared(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Mark what is in already; the same work with other hours or kind is a fault."""
        rows = list(rows)
        known = evidence.taken_in(
            self.session, self.district, [row.approved.known_as for row in rows]
        )
        for row in rows:
            claim = known.get(row.approved.known_as)
            if claim is None or _same(claim, row.approved):
                yield replace(row, known=claim is not None)
            else:
                hours = f"{claim.minutes / 60:g}"
                self.reasons[row.line] = (Reason("taken_in_otherwise", {"hours": hours}),)

    def fitting(self, rows: Iterable[Row], now: datetime) -> Iterator[Row]:
        """What the catalog of its day would have accepted, and a reviewer may have approved."""
        for own in by_owner(rows):
            yield from (row for row in own if row.known)
            new = {row.approved.known_as: row for row in own if not row.known}
            ordered = evidence.in_order(row.approved for row in new.values())
            found = evidence.obstacles(self.session, own[0].owner, ordered, now=now)
            for approved, refusal in zip(ordered, found, strict=True):
                row = new[approved.known_as]
                if refusal is None:
                    yield row
                else:
                    self.reasons[row.line] = (Reason.of(refusal),)


def _same(claim: Evidence, approved: Approved) -> bool:
    return (claim.minutes, claim.kind_set) == (approved.minutes, approved.kinds)
