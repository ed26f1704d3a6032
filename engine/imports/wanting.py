"""Lists of evidence that somebody wants to approve: names under one activity, or a sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from engine import catalogs
from engine.errors import NotAnEmptyFile
from engine.imports.checking import Check
from engine.imports.lists import people_named
from engine.imports.names import Staff
from engine.imports.reading import Reader
from engine.imports.rows import BadRow, Reason, Row, Wanted
from engine.imports.sheets import Line, read_sheet
from engine.imports.values import order_of_days
from engine.people import Actor
from rules.terms import Stage

_NEEDED = ("email", "activity")


@dataclass(frozen=True)
class Meant:
    """What all names of a list are about."""

    activity: str
    stage: Stage
    day: date | None = None


def read_wanted(
    session: Session,
    district: str,
    content: bytes,
    meant: Meant | None,
    *,
    by: Actor,
    now: datetime,
    name: str = "",
) -> tuple[Sequence[Wanted], Sequence[BadRow]]:
    """What a sheet wants approved or, when it is none, what the names of a list do.

    Raises NotAnEmptyFile when it is no sheet, and nobody said what the names are about.
    """
    try:
        lines: Sequence[Line] = read_sheet(content, name, _NEEDED).lines
        bad: list[BadRow] = []
    except NotAnEmptyFile:
        if meant is None:
            raise
        text = content.decode("utf-8-sig", errors="replace")
        lines, bad = _named(session, district, text, meant)
    timeline = catalogs.timeline(session, district)
    today = catalogs.local_day(timeline.newest.catalog, now)
    day_first = bool(order_of_days(line.says("day") for line in lines))
    reader = Reader(Staff(session, district), timeline, today, day_first, by)
    read = [(line, *reader.wanted(line)) for line in lines]
    bad += [BadRow(line.number, line.cells, why) for line, found, why in read if found is None]
    return [found for _line, found, _why in read if found is not None], bad


def fitting(
    session: Session, district: str, rows: Sequence[Row], *, now: datetime
) -> tuple[Sequence[Row], dict[int, tuple[Reason, ...]]]:
    """Which rows could be taken in or were before, and why the others could not, by line."""
    check = Check(session, district)
    fit = list(check.fitting(check.compared(check.single(rows)), now))
    return fit, check.reasons


def _named(
    session: Session, district: str, text: str, meant: Meant
) -> tuple[list[Line], list[BadRow]]:
    """Each name as a line of a sheet."""
    lines, bad = list[Line](), list[BadRow]()
    for number, each in enumerate(people_named(session, district, text), 1):
        if len(each.found) == 1:
            cells = dict(_cells(each.found[0][1].email, meant))
            lines.append(Line(number, cells))
        else:
            code = "several_called" if each.found else "unknown_name"
            reason = Reason(code, {"name": each.said, "near": each.near})
            bad.append(BadRow(number, {"email": each.said}, (reason,)))
    return lines, bad


def _cells(address: str, meant: Meant) -> Iterator[tuple[str, str]]:
    yield "email", address
    yield "activity", meant.activity
    yield "stage", meant.stage.value
    if meant.day is not None:
        yield "day", meant.day.isoformat()
