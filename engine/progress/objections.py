"""Whether a decision about a requirement makes sense: what it speaks of is there, and can be so."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from engine.errors import CannotServe, EvidenceNotCounted, NoSuchRequirement, NotDecidedSo, NotLower
from rules.audits import Decision, Record, Verb
from rules.audits.items import dated
from rules.audits.serving import takers
from rules.requirements import Kind, Requirement, at


def must_be_sound(said: Decision, root: Requirement, record: Record) -> None:
    """Refuse what could not be meant; `record` holds what was decided before."""
    node = at(root, said.node or "", record.campuses)
    if node is None:
        raise NoSuchRequirement(said.degree or "", said.node or "")
    if said.evidence is not None and said.evidence not in {item.id for item in dated(record)}:
        raise EvidenceNotCounted()
    _CHECKS[said.verb](said, node, _Fitting(root, record, said.degree or ""))


class _Fitting:
    """Which evidence fits which requirement, looked up when a decision needs it."""

    def __init__(self, root: Requirement, record: Record, degree: str) -> None:
        self.taken = takers(degree, root, record)

    def fits(self, evidence: str | None, node: Requirement) -> bool:
        return any(evidence in self.taken.get(each.id, ()) for each in node.walk())


def _pin(said: Decision, node: Requirement, fitting: _Fitting) -> None:
    if node.kind is not Kind.COLLECT:
        raise NotDecidedSo(said.verb.value)
    if not fitting.fits(said.evidence, node):
        raise CannotServe(node.id)


def _substitute(said: Decision, node: Requirement, fitting: _Fitting) -> None:
    if node.kind is not Kind.COLLECT and (node.kind is not Kind.CHECK or node.looks_at):
        raise NotDecidedSo(said.verb.value)
    if fitting.fits(said.evidence, node):
        raise CannotServe(node.id, fits_already=True)


def _exclude(said: Decision, node: Requirement, fitting: _Fitting) -> None:
    if not fitting.fits(said.evidence, node):
        raise CannotServe(node.id)


def _set_need(said: Decision, node: Requirement, _fitting: _Fitting) -> None:
    if said.need not in range(len(node.need)):
        raise NotDecidedSo(said.verb.value)
    want = Fraction(node.need[said.need].want)
    if not 0 <= said.value < want:
        raise NotLower(want)


def _confirm(said: Decision, node: Requirement, _fitting: _Fitting) -> None:
    if node.kind is not Kind.MANUAL or node.done:
        raise NotDecidedSo(said.verb.value)


def _waive(_said: Decision, _node: Requirement, _fitting: _Fitting) -> None:
    """Any requirement may be excused."""


_CHECKS: Mapping[Verb, Callable[[Decision, Requirement, _Fitting], None]] = {
    Verb.PIN: _pin,
    Verb.SUBSTITUTE: _substitute,
    Verb.EXCLUDE: _exclude,
    Verb.SET_NEED: _set_need,
    Verb.CONFIRM: _confirm,
    Verb.WAIVE: _waive,
}
