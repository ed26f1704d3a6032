"""Audit cases: degrees, evidence and decisions as one JSON text, and the answer to it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from rules.audits.assignment import BUDGET, Answer, Assignment, Undecided, assign
from rules.audits.items import COUNTS, Record, Sharing
from rules.audits.ladder import Aim
from rules.audits.plans import plan_of
from rules.audits.written_cases import WrittenCase, WrittenDegree
from rules.requirements import Requirement
from rules.terms import MonthDay, months_before

_AUGUST = MonthDay(8, 1)


@dataclass(frozen=True, slots=True)
class Version:
    """A degree as one catalog wrote it."""

    id: str | None
    root: Requirement


Versions = tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A case that was read; each degree has the versions that may be audited, earliest first."""

    id: str
    record: Record
    degrees: Mapping[str, tuple[Version, ...]]
    sharing: tuple[Sharing, ...] = ()
    max_uses: int | None = None


@dataclass(frozen=True, slots=True)
class CaseAnswer:
    """What an audit says of a case."""

    id: str
    complete: bool | None
    """Nothing when the budget ran out."""
    progress: Fraction
    bound: Fraction
    """No use brings more progress than that."""
    version: Mapping[str, str]

    @property
    def exact(self) -> bool:
        return self.progress == self.bound

    def to_json(self, *, complete_only: bool = False) -> dict[str, Any]:
        """As one line says it; a progress that is not proved is told by its bounds."""
        found: dict[str, Any] = {"id": self.id, "complete": self.complete}
        if not complete_only:
            found["progress"] = str(self.progress) if self.exact else None
            if not self.exact:
                found |= {"at_least": str(self.progress), "at_most": str(self.bound)}
        return found | ({"version": dict(self.version)} if self.version else {})


def read_case(case: Mapping[str, Any]) -> Case:
    """Read a case as it stands in JSON; what is not in the language is a ValueError."""
    written = WrittenCase.model_validate(case)
    record = Record(
        as_of=written.as_of,
        items=tuple(each.item for each in written.evidence),
        year_starts=MonthDay.parse(written.year_start) if written.year_start else _AUGUST,
        statuses=frozenset(COUNTS if written.statuses is None else written.statuses),
        decisions=tuple(each.decision for each in written.decisions),
    )
    return Case(
        id=written.id,
        record=record,
        degrees={each.id: tuple(_versions(each, written)) for each in written.degrees},
        sharing=tuple(each.sharing for each in written.sharing),
        max_uses=written.max_uses_per_item,
    )


def answer(case: Case, budget: int = BUDGET, *, aim: Aim = Aim.PROGRESS) -> CaseAnswer:
    """Audit every combination of versions; the best progress wins, ties go to the earliest.

    Where none is complete, which one is best is known by its progress alone.
    """
    chosen = list(product(*case.degrees.values()))
    found = list(_tried(case, chosen, budget, aim if len(chosen) == 1 else Aim.PROGRESS))
    versions, best = max(found, key=lambda each: _worth(each[1]))
    done = isinstance(best, Assignment)
    unsure = not done and any(isinstance(each, Undecided) for _, each in found)
    return CaseAnswer(
        id=case.id,
        complete=None if unsure else done,
        progress=best.verdict.progress,
        bound=max(_most(each) for _, each in found),
        version={
            degree: version.id
            for degree, version in zip(case.degrees, versions, strict=True)
            if version.id is not None
        },
    )


def _tried(
    case: Case, chosen: Iterable[Versions], budget: int, aim: Aim
) -> Iterator[tuple[Versions, Answer]]:
    """The answer for each combination, up to the first that is complete."""
    for versions in chosen:
        degrees = dict(zip(case.degrees, (version.root for version in versions), strict=True))
        plan = plan_of(degrees, case.record, sharing=case.sharing, max_uses=case.max_uses)
        found = assign(plan, budget, aim=aim)
        yield versions, found
        if isinstance(found, Assignment):
            return


def _worth(found: Answer) -> tuple[bool, Fraction]:
    return isinstance(found, Assignment), found.verdict.progress


def _most(found: Answer) -> Fraction:
    return Fraction(1) if isinstance(found, Assignment) else found.bound


def _versions(degree: WrittenDegree, case: WrittenCase) -> Iterable[Version]:
    """The version in force at enrolment, and with `best` every later one that applies by now."""
    if degree.root is not None:
        return [Version(None, degree.root)]
    enrolment, as_of = case.enrolment[degree.id], case.as_of
    anchor = enrolment.date
    if enrolment.rights_years is not None:
        anchor = max(anchor, months_before(as_of, 12 * enrolment.rights_years))
    written = sorted(degree.versions, key=lambda each: each.effective)
    begun = [each for each in written if each.effective <= anchor]
    if not begun:
        raise ValueError(f"no version of {degree.id} is in force on {anchor}")
    chosen = begun[-1:]
    if enrolment.mode == "best":
        chosen += [each for each in written[len(begun) :] if each.effective <= as_of]
    return [Version(each.id, each.root) for each in chosen]
