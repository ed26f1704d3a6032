"""Why a degree cannot be complete, where no sum says it: requirements that exclude each other."""

from collections.abc import Iterator
from dataclasses import replace

from rules.audits.assignment import PATIENT
from rules.audits.items import Record
from rules.audits.ladder import Aim, settle
from rules.audits.nodes import Node
from rules.audits.parts import Part, parts_of
from rules.audits.plans import Plan, plan_of
from rules.requirements import Requirement


def clashes(
    degree: str, root: Requirement, record: Record, *, budget: int = PATIENT
) -> tuple[tuple[str, ...], ...]:
    """Sets of requirements that cannot all be met, although all but any one of them can.

    What a smaller budget leaves open is not among them.
    """
    plan = plan_of({degree: root}, record)
    found = (
        _clash(plan, part, budget) for part in parts_of(plan) if _is_impossible(plan, part, budget)
    )
    return tuple(tuple(node.rule.id for node in nodes) for nodes in found if len(nodes) > 1)


def _clash(plan: Plan, part: Part, budget: int) -> tuple[Node, ...]:
    """The requirements of a part without those that can be left out and leave it impossible."""
    for fewer in _without_one(part):
        if _is_impossible(plan, fewer, budget):
            return _clash(plan, fewer, budget)
    return part.blocks


def _without_one(part: Part) -> Iterator[Part]:
    for place in range(len(part.blocks) if len(part.blocks) > 1 else 0):
        yield replace(
            part,
            blocks=part.blocks[:place] + part.blocks[place + 1 :],
            weights=part.weights[:place] + part.weights[place + 1 :],
        )


def _is_impossible(plan: Plan, part: Part, budget: int) -> bool:
    return not settle(plan, part, budget, Aim.COMPLETE, {}).bound[0]
