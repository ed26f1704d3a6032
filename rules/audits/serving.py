"""What of a record could serve which requirement, whatever serves it now."""

from collections.abc import Mapping
from dataclasses import replace

from rules.audits.items import Record, Verb
from rules.audits.plans import plan_of
from rules.requirements import Kind, Requirement


def takers(degree: str, root: Requirement, record: Record) -> Mapping[str, tuple[str, ...]]:
    """The items that fit each requirement which looks at evidence or uses it up, oldest first.

    Pins are left out of account: a pin is what somebody may choose anew.
    """
    chosen_anew = tuple(each for each in record.decisions if each.verb is not Verb.PIN)
    plan = plan_of({degree: root}, replace(record, decisions=chosen_anew))
    return {
        node.rule.id: tuple(item.id for item in node.items)
        for node in plan.nodes
        if node.kind in (Kind.COLLECT, Kind.CHECK)
    }
