"""Audit cases: degrees, evidence and decisions as one JSON text, and the answer to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

from rules.audits.assignment import BUDGET, Answer, Assignment, Undecided, assign
from rules.audits.filters import months_before
from rules.audits.items import COUNTS, Decision, Item, Record, Sharing, Verb
from rules.audits.plans import plan_of
from rules.requirements import Requirement
from rules.terms import MonthDay

_AUGUST = MonthDay(8, 1)


@dataclass(frozen=True, slots=True)
class Version:
    """A degree as one catalog wrote it."""

    id: str | None
    root: Requirement


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
    exact: bool
    version: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        found = {"id": self.id, "complete": self.complete, "progress": str(self.progress)}
        return found | ({"version": dict(self.version)} if self.version else {})


def read_case(case: Mapping[str, Any]) -> Case:
    """Read a case as it stands in JSON; what is not in the language is a ValueError."""
    as_of = date.fromisoformat(case["as_of"])
    starts = case.get("year_start")
    record = Record(
        as_of=as_of,
        items=tuple(_item(each) for each in case.get("evidence", ())),
        year_starts=MonthDay.parse(starts) if starts else _AUGUST,
        statuses=frozenset(case.get("statuses", COUNTS)),
        decisions=tuple(_decision(each) for each in case.get("decisions", ())),
    )
    enrolment = case.get("enrolment", {})
    return Case(
        id=case.get("id", ""),
        record=record,
        degrees={
            degree["id"]: tuple(_versions(degree, enrolment.get(degree["id"], {}), as_of))
            for degree in case["degrees"]
        },
        sharing=tuple(_sharing(each) for each in case.get("sharing", ())),
        max_uses=case.get("max_uses_per_item"),
    )


def answer(case: Case, budget: int = BUDGET) -> CaseAnswer:
    """Audit every combination of versions; the best progress wins, ties go to the earliest."""
    chosen = list(product(*case.degrees.values()))
    found = [(versions, _assign(case, versions, budget)) for versions in chosen]
    versions, best = max(found, key=lambda each: _worth(each[1]))
    done = isinstance(best, Assignment)
    unsure = not done and any(isinstance(each, Undecided) for _, each in found)
    return CaseAnswer(
        id=case.id,
        complete=None if unsure else done,
        progress=best.verdict.progress,
        exact=all(_is_exact(each) for _, each in found),
        version={
            degree: version.id
            for degree, version in zip(case.degrees, versions, strict=True)
            if version.id is not None
        },
    )


def _assign(case: Case, versions: Iterable[Version], budget: int) -> Answer:
    degrees = dict(zip(case.degrees, (version.root for version in versions), strict=True))
    plan = plan_of(degrees, case.record, sharing=case.sharing, max_uses=case.max_uses)
    return assign(plan, budget)


def _worth(found: Answer) -> tuple[bool, Fraction]:
    return (isinstance(found, Assignment), found.verdict.progress)


def _is_exact(found: Answer) -> bool:
    return isinstance(found, Assignment) or found.verdict.progress == found.bound


def _item(each: Mapping[str, Any]) -> Item:
    expires = each.get("expires")
    item = Item(
        id=each["id"],
        day=date.fromisoformat(each["date"]),
        points=each["points"],
        kinds=frozenset({each["kind"]}),
        categories=frozenset(each["categories"]),
        tags=frozenset(each.get("tags", ())),
        score=each.get("score"),
        status=each.get("status", "approved"),
        expires=date.fromisoformat(expires) if expires else None,
        renews=each.get("renews"),
        requires=frozenset(each.get("requires", ())),
    )
    more = {name: each[name] for name in _MORE if name in each}
    if "audiences" in more:
        more["audiences"] = frozenset(more["audiences"])
    return replace(item, **more)


_MORE = (
    *("minutes", "outside_minutes", "activity", "activity_kind", "stage", "campus"),
    *("audiences", "outcome", "value"),
)


def _decision(each: Mapping[str, Any]) -> Decision:
    return Decision(
        verb=Verb(each["type"]),
        node=each.get("node"),
        evidence=each.get("evidence"),
        need=each.get("need", 0),
        value=Fraction(str(each.get("value", 0))),
    )


def _sharing(each: Mapping[str, Any]) -> Sharing:
    one, other = each["between"]
    return Sharing((one, other), each.get("max_items"), each.get("max_points"))


def _versions(
    degree: Mapping[str, Any], enrolment: Mapping[str, Any], as_of: date
) -> Iterable[Version]:
    """The version in force at enrolment, and with `best` every later one that applies by now."""
    if "versions" not in degree:
        return [Version(None, Requirement.model_validate(degree["root"]))]
    written = sorted(degree["versions"], key=lambda each: each["effective"])
    anchor = date.fromisoformat(enrolment["date"])
    rights = enrolment.get("rights_years")
    if rights is not None:
        anchor = max(anchor, months_before(as_of, 12 * rights))
    begun = [each for each in written if date.fromisoformat(each["effective"]) <= anchor]
    if not begun:
        raise ValueError(f"no version of {degree['id']} is in force on {anchor}")
    chosen = begun[-1:]
    if enrolment.get("mode", "enrolled") == "best":
        later = written[len(begun) :]
        chosen += [each for each in later if date.fromisoformat(each["effective"]) <= as_of]
    return [Version(each["id"], Requirement.model_validate(each["root"])) for each in chosen]
