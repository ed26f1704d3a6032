"""The ledger's entries, put together as a transcript shows them; none is left out or told twice."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.ledger import Entry
from engine.transcripts.work import Piece
from rules.terms import MonthDay, SchoolYear


@dataclass(frozen=True)
class Part:
    """What stands in the ledger beside the work itself: a cap, a pathway, something by hand."""

    rule: str
    source: str
    catalog: int
    """The catalog of the last of its entries."""
    points: int


@dataclass(frozen=True)
class Year:
    """One school year: the work of its days, and what else stands in the ledger for it."""

    year: SchoolYear
    work: Sequence[Piece]
    parts: Sequence[Part]

    @property
    def minutes(self) -> int:
        return sum(each.completion.minutes for each in self.work)

    @property
    def points(self) -> int:
        return sum(each.points for each in self.work) + sum(each.points for each in self.parts)


def by_source(entries: Iterable[Entry]) -> Mapping[str, int]:
    """What the ledger holds under each source."""
    found: dict[str, int] = defaultdict(int)
    for each in entries:
        found[each.source] += each.points
    return found


def by_campus(entries: Iterable[Entry]) -> Mapping[str, int]:
    """What the ledger holds for each campus; what is of none stands under an empty key."""
    found: dict[str, int] = defaultdict(int)
    for each in entries:
        found[each.campus] += each.points
    return found


def by_year(work: Sequence[Piece], entries: Iterable[Entry], starts: MonthDay) -> list[Year]:
    """Every school year with work or entries, the latest first."""
    told = {each.completion.source for each in work}
    done, beside = defaultdict(list), defaultdict(list)
    for piece in work:
        done[SchoolYear.of(piece.completion.day, starts)].append(piece)
    for entry in entries:
        if entry.source not in told:
            beside[SchoolYear.of(entry.effective_on, starts)].append(entry)
    years = sorted(done.keys() | beside.keys(), key=lambda year: year.year, reverse=True)
    return [Year(year, done[year], _parts(beside[year])) for year in years]


def _parts(entries: Iterable[Entry]) -> list[Part]:
    """Entries of one rule and source as one line; what has come to nothing is no line."""
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for each in entries:
        source = "cap" if each.source.startswith("cap/") else each.source
        found[each.rule, source].append(each)
    parts = (
        Part(rule, source, same[-1].catalog, sum(each.points for each in same))
        for (rule, source), same in found.items()
    )
    return [each for each in parts if each.points]
