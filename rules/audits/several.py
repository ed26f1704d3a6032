"""A record held against several degrees; what was asked before is answered from what is kept."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache
from graphlib import TopologicalSorter

from rules.audits.assignment import BUDGET, assign
from rules.audits.audit import NOTHING, Audit, AuditStatus, Kept, audit, audit_of, kept_uses
from rules.audits.items import Record, Sharing
from rules.audits.plans import plan_of
from rules.requirements import Requirement

KEPT_MAX = 256
"""How many answers are kept; those that were asked for longest ago go first."""


def audit_all(
    degrees: Mapping[str, Requirement],
    record: Record,
    *,
    exclusive: bool = False,
    sharing: tuple[Sharing, ...] = (),
    budget: int = BUDGET,
    kept: Mapping[str, Kept] = NOTHING,
) -> dict[str, Audit]:
    """Hold a record against every degree, those that others ask for first.

    Where degrees are exclusive, what one collects another cannot; a degree that could only be
    complete at the cost of another one is undecided.
    """
    return dict(_answered(_Asked(degrees, record, exclusive, sharing, budget, kept)))


@dataclass(frozen=True, eq=False)
class _Asked:
    """A question; the same degrees and equal facts make it the same one."""

    degrees: Mapping[str, Requirement]
    record: Record
    exclusive: bool
    sharing: tuple[Sharing, ...]
    budget: int
    kept: Mapping[str, Kept]

    @cached_property
    def key(self) -> Hashable:
        record = (_plain(getattr(self.record, each.name)) for each in fields(Record))
        degrees = tuple((key, id(root)) for key, root in self.degrees.items())
        kept = tuple((key, _plain(uses)) for key, uses in self.kept.items())
        return (degrees, tuple(record), self.exclusive, self.sharing, self.budget, kept)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self.key == other.key


def _plain(fact: object) -> object:
    if not isinstance(fact, Mapping):
        return fact
    return tuple((key, tuple(v) if isinstance(v, list) else v) for key, v in fact.items())


@lru_cache(maxsize=KEPT_MAX)
def _answered(asked: _Asked) -> Mapping[str, Audit]:
    """A kept answer holds on to its question, so that no other degree can take its place."""
    degrees, record = asked.degrees, asked.record
    audits: dict[str, Audit] = {}
    for degree in _asked_first(degrees):
        progress = {key: each.progress for key, each in audits.items()}
        record = replace(record, degree_progress=progress)
        audits[degree] = audit(
            degree,
            degrees[degree],
            record if asked.exclusive else record.about(degree),
            sharing=asked.sharing,
            budget=asked.budget,
            kept=asked.kept.get(degree, NOTHING),
        )
    if asked.exclusive and degrees:
        plan = plan_of(degrees, record, sharing=asked.sharing)
        answer = assign(plan, asked.budget, kept=kept_uses(plan, asked.kept))
        together = {degree: audit_of(plan, degree, answer) for degree in degrees}
        audits = {degree: _of_both(audits[degree], each) for degree, each in together.items()}
    return {degree: audits[degree] for degree in degrees}


def _of_both(alone: Audit, together: Audit) -> Audit:
    """Not complete is only what cannot be complete alone either."""
    if together.is_complete:
        return together
    proved = alone.status is AuditStatus.NOT_COMPLETE
    return replace(together, status=alone.status if proved else AuditStatus.UNDECIDED)


def _asked_first(degrees: Mapping[str, Requirement]) -> Iterator[str]:
    graph = {
        degree: [
            other for node in root.walk() if (other := node.degree) is not None and other in degrees
        ]
        for degree, root in degrees.items()
    }
    yield from TopologicalSorter(graph).static_order()
