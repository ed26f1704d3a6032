"""A record held against a degree: whether it is complete, how far it is, and a finding a node."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from rules.audits.assignment import BUDGET, Answer, Assignment, Proof, Undecided, assign
from rules.audits.competing import Lack
from rules.audits.findings import Finding, fewest_open, findings_of, left_to_confirm
from rules.audits.items import Decision, Item, Record, Sharing, Verb
from rules.audits.ladder import Aim
from rules.audits.plans import Plan, Uses, plan_of, union
from rules.requirements import Kind, Requirement
from rules.requirements.phrases import number

__all__ = [
    "Audit",
    "AuditStatus",
    "Decision",
    "Finding",
    "Item",
    "Record",
    "Sharing",
    "Verb",
    "audit",
    "meets",
]


Kept = Mapping[str, Sequence[str]]
"""Which items served which requirement, by path: an audit's `uses`."""

NOTHING: Mapping[str, Any] = MappingProxyType({})


class AuditStatus(StrEnum):
    """The three answers; nothing undecided is ever called not complete."""

    COMPLETE = "complete"
    NOT_COMPLETE = "not_complete"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Audit:
    """An answer that can be kept: a conferral freezes it."""

    degree: str
    as_of: date
    status: AuditStatus
    progress: Fraction
    exact: bool
    """Whether no use of the evidence gives more progress; else this much is certain."""
    findings: tuple[Finding, ...]
    """One a node, in tree order; the first is the root's."""
    lacks: tuple[Lack, ...] = ()
    """Requirements that together ask for more than there is, if that is why."""

    @property
    def is_complete(self) -> bool:
        return self.status is AuditStatus.COMPLETE

    @property
    def open_requirements(self) -> int:
        """How many requirements are still to be met, by the shortest way."""
        return fewest_open(self.findings)

    @property
    def uses(self) -> Mapping[str, tuple[str, ...]]:
        """Which items serve which requirement, by path."""
        return {each.path: each.uses for each in self.findings if each.uses}

    @property
    def used_up(self) -> Mapping[str, tuple[str, ...]]:
        """The same of those that use evidence up: what another answer might change."""
        using = (each for each in self.findings if each.kind is Kind.COLLECT)
        return {each.path: each.uses for each in using if each.uses}

    @property
    def to_confirm(self) -> int:
        """How many words of an admin would complete it; 0 when more than that is missing."""
        return left_to_confirm(self.findings)

    def at(self, path: str) -> Finding:
        return next(each for each in self.findings if each.path == path)

    def to_json(self) -> dict[str, Any]:
        return {
            "degree": self.degree,
            "as_of": self.as_of.isoformat(),
            "status": self.status.value,
            "progress": str(self.progress),
            "exact": self.exact,
            "findings": [each.to_json() for each in self.findings],
            "lacks": [_lack_json(lack) for lack in self.lacks],
        }


def audit(
    degree: str,
    root: Requirement,
    record: Record,
    *,
    sharing: tuple[Sharing, ...] = (),
    max_uses: int | None = None,
    budget: int = BUDGET,
    kept: Kept = NOTHING,
) -> Audit:
    """Hold a record against one degree; `kept` is what served what when it was seen last."""
    plan = plan_of({degree: root}, record, sharing=sharing, max_uses=max_uses)
    return audit_of(plan, degree, assign(plan, budget, kept=kept_uses(plan, {degree: kept})))


def meets(root: Requirement, record: Record, on: date | None = None) -> bool:
    """Whether a requirement that is no degree's is met on a day: a badge's, or a level's."""
    plan = plan_of({"": root}, replace(record.about(""), as_of=on or record.as_of))
    return assign(plan, aim=Aim.COMPLETE).verdict.complete


def audit_of(plan: Plan, degree: str, answer: Answer) -> Audit:
    states = answer.verdict.states
    root = plan.nodes[plan.roots[degree]]
    state = states[root.index]
    unsure = isinstance(answer, Undecided)
    status = _status(answer, complete=state.complete)
    return Audit(
        degree=degree,
        as_of=plan.record.as_of,
        status=status,
        progress=state.progress,
        exact=isinstance(answer, Assignment) or (isinstance(answer, Proof) and answer.exact),
        findings=findings_of(plan, root, answer.uses, states, unsure=unsure),
        lacks=answer.lacks if isinstance(answer, Proof) else (),
    )


def _status(answer: Answer, *, complete: bool) -> AuditStatus:
    if complete:
        return AuditStatus.COMPLETE
    return AuditStatus.UNDECIDED if isinstance(answer, Undecided) else AuditStatus.NOT_COMPLETE


def kept_uses(plan: Plan, kept: Mapping[str, Kept]) -> Uses:
    """What was kept, of those items that are still there."""
    found = {}
    for leaf in plan.leaves:
        names = kept.get(leaf.degree, NOTHING).get(leaf.rule.id, ())
        numbers = (plan.number[name] for name in names if name in plan.number)
        if mask := union(1 << number for number in numbers):
            found[leaf.index] = mask
    return found


def _lack_json(lack: Lack) -> dict[str, Any]:
    return {
        "unit": lack.unit.value,
        "paths": list(lack.paths),
        "want": number(Fraction(lack.want)),
        "have": number(Fraction(lack.have)),
    }
