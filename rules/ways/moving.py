"""What each piece of a plan moves: the requirements that are further after it than before."""

from collections.abc import Iterator, Sequence

from rules.audits import Audit, audit_all
from rules.facts import Completion
from rules.requirements import Kind
from rules.ways.answers import Moved
from rules.ways.following import Following, Start


def moves(start: Start, degree: str, work: Sequence[Completion]) -> list[tuple[Moved, ...]]:
    """For each piece of the plan in turn, what it moves of the degree; what it meets comes first.

    What time alone moves is no piece's doing.
    """
    state, done = Following(start), list(start.done)
    state.see(done, start.today)
    before = _audit(start, state, degree)
    found = []
    for piece in work:
        done.append(piece)
        state.see(done, piece.day)
        after = _audit(start, state, degree)
        moved = sorted(_moved(before, after, piece.source), key=lambda each: not each.meets)
        found.append(tuple(moved))
        before = after
    return found


def _audit(start: Start, state: Following, degree: str) -> Audit:
    beside = {key: root for key, root in start.degrees.items() if start.exclusive}
    return audit_all(
        {**beside, degree: start.degrees[degree]},
        state.record,
        exclusive=start.exclusive,
        sharing=start.sharing,
    )[degree]


def _moved(before: Audit, after: Audit, source: str) -> Iterator[Moved]:
    was = {finding.path: finding.progress for finding in before.findings}
    for finding in after.findings:
        served = source in finding.uses or finding.kind in (Kind.LEVEL, Kind.DEGREE)
        if served and finding.progress > was[finding.path]:
            yield Moved(finding.path, finding.is_met)
