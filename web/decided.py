"""What was decided about requirements, in sentences."""

import uuid
from collections.abc import Iterable, Mapping
from fractions import Fraction

from flask_babel import gettext as _

from engine import people
from engine.progress import DegreeDecision
from rules.audits import Verb
from rules.requirements.phrases import asked
from web import needs, page
from web.formats import short_day
from web.placements import Plan
from web.trees import Beside

Labels = Mapping[str, str]
"""What each piece of work is called."""


def sentence(row: DegreeDecision, plan: Plan, labels: Labels, who: str) -> str:
    """What was decided, by whom, when and why."""
    told = what(row, plan, labels)
    if row.verb is Verb.PIN:
        return told
    signed = _("%(who)s, %(day)s", who=who, day=short_day(row.decided_at))
    return f"{told} {row.reason} ({signed})"


def what(row: DegreeDecision, plan: Plan, labels: Labels) -> str:
    """The decision alone."""
    work = labels.get(row.evidence or "", _("Other work"))
    match row.verb:
        case Verb.WAIVE:
            return _("Waived.")
        case Verb.CONFIRM:
            return _("Confirmed.")
        case Verb.SET_NEED:
            return _("Lowered to %(what)s.", what=_lowered(row, plan))
        case Verb.SUBSTITUTE:
            return _("“%(work)s” is accepted here.", work=work)
        case Verb.EXCLUDE:
            return _("“%(work)s” does not count here.", work=work)
        case Verb.PIN:
            return _("“%(work)s” is pinned here.", work=work)


def names(rows: Iterable[DegreeDecision]) -> Mapping[uuid.UUID, str]:
    """Who decided, and who withdrew."""
    rows = list(rows)
    decided = {row.decided_by for row in rows}
    withdrawn = {row.withdrawn_by for row in rows if row.withdrawn_by is not None}
    return people.names(page.session(), page.district(), decided | withdrawn)


def beside(rows: Iterable[DegreeDecision], plan: Plan, labels: Labels) -> dict[str, Beside]:
    """What was decided about each requirement, by its path."""
    rows = list(rows)
    named = names(rows)
    found: dict[str, Beside] = {}
    for row in rows:
        here = found.get(row.requirement, Beside())
        if row.verb is Verb.PIN:
            pinned = here.pinned | {row.evidence or ""}
            found[row.requirement] = Beside(here.decided, pinned)
        else:
            told = sentence(row, plan, labels, named.get(row.decided_by, ""))
            found[row.requirement] = Beside((*here.decided, told), here.pinned)
    return found


def _lowered(row: DegreeDecision, plan: Plan) -> str:
    node = plan.nodes.get(row.requirement)
    if node is None or row.need >= len(node.need):
        return row.value
    return needs.asks(asked(node.need[row.need], Fraction(row.value)), plan.under)
