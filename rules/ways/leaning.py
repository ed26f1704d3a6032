"""What each planned piece of work has to show at least: kinds, outcomes, own time, a value."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from rules.facts import Completion
from rules.terms import EvidenceKind, EvidenceWanted

Complete = Callable[[Sequence[Completion]], bool]
_OWN, _STUDENT = EvidenceKind.OWN, EvidenceKind.STUDENT


def leaned(
    planned: Sequence[Completion], wanted: Sequence[EvidenceWanted], complete: Complete
) -> list[Completion]:
    """The same work, each showing no more than the plan needs of it.

    A plan is made as if everything showed all that it may; what is not needed is taken off, first
    from all of it at once, then from one piece after another, the last one first.
    """
    work = list(planned)
    for change in (_without_value, _without_outside, _without_outcome, _with_one_kind):
        leanest = [
            _first(change(each, asks), each) for each, asks in zip(work, wanted, strict=True)
        ]
        work = leanest if complete(leanest) else _one_by_one(work, wanted, change, complete)
    return work


_Change = Callable[[Completion, EvidenceWanted], Iterator[Completion]]


def _one_by_one(
    planned: Sequence[Completion],
    wanted: Sequence[EvidenceWanted],
    change: _Change,
    complete: Complete,
) -> list[Completion]:
    work = list(planned)
    for place in reversed(range(len(work))):
        for leaner in change(work[place], wanted[place]):
            tried = [*work[:place], leaner, *work[place + 1 :]]
            if complete(tried):
                work = tried
                break
    return work


def _first(leaner: Iterator[Completion], otherwise: Completion) -> Completion:
    return next(leaner, otherwise)


def _without_value(work: Completion, _asks: EvidenceWanted) -> Iterator[Completion]:
    if work.value is not None:
        yield replace(work, value=None)


def _without_outside(work: Completion, _asks: EvidenceWanted) -> Iterator[Completion]:
    if work.outside_minutes:
        yield replace(work, outside_minutes=0)


def _without_outcome(work: Completion, _asks: EvidenceWanted) -> Iterator[Completion]:
    if work.outcome:
        yield replace(work, outcome=False)


def _with_one_kind(work: Completion, asks: EvidenceWanted) -> Iterator[Completion]:
    """Where either kind will do, one of them; an outcome is one of students' work."""
    if asks is EvidenceWanted.EITHER:
        if not work.outcome:
            yield replace(work, kinds=frozenset({_OWN}))
        yield replace(work, kinds=frozenset({_STUDENT}))
