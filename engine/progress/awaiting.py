"""What a reviewer has already: the requirements that it meets once it is approved."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from engine import evidence
from engine.evidence import Evidence, Status
from engine.people import Participant
from engine.progress.holding import Supposed, if_approved
from engine.progress.queries import Pursued
from rules.audits.findings import Finding

Place = tuple[str, str]
"""A degree and the path of one of its requirements."""


@dataclass(frozen=True)
class Awaited:
    """Evidence with a reviewer, and what of a degree it meets."""

    degree: str
    claims: tuple[Evidence, ...]
    """What was handed in first comes first."""
    met: tuple[Finding, ...]
    """The requirements as they would stand."""
    completes: bool


@dataclass(frozen=True)
class Awaiting:
    """All that waits and would meet something, what completes a degree first."""

    awaited: tuple[Awaited, ...] = ()
    settled: Collection[Place] = ()
    """Where nothing is left to do once it is approved."""

    def toward(self, degree: str, path: str) -> Awaited | None:
        """What would meet this open requirement, or something in it so that it is met."""
        if (degree, path) not in self.settled:
            return None
        of_degree = [each for each in self.awaited if each.degree == degree]
        exactly = (each for each in of_degree if any(one.path == path for one in each.met))
        return next(exactly, None) or next(iter(of_degree), None)


def awaiting(
    session: Session, place: Participant, pursued: Sequence[Pursued], *, now: datetime
) -> Awaiting:
    """What is with reviewers, held against the degrees that she pursues."""
    claims = evidence.mine(session, place, statuses=(Status.SUBMITTED,))
    if not claims or all(each.conferral for each in pursued):
        return Awaiting()
    before = {each.enrollment.degree: each for each in pursued}
    after = if_approved(session, place, (Supposed.PENDING,), now=now).pursued
    after = tuple(each for each in after if each.conferral is None)
    found = [
        one for each in after for one in _awaited(before[each.enrollment.degree], each, claims)
    ]
    return Awaiting(
        tuple(sorted(found, key=lambda each: not each.completes)),
        frozenset(
            (each.enrollment.degree, path)
            for each in after
            for path in settled(each.audit.findings)
        ),
    )


def settled(findings: Iterable[Finding]) -> frozenset[str]:
    """What is met, and what need not be: the other branches of a choice that is made."""
    found: set[str] = set()
    for each in findings:  # The ones above come first.
        if each.is_met or each.path in found:
            found.update((each.path, *each.children))
    return frozenset(found)


def _awaited(before: Pursued, after: Pursued, claims: Sequence[Evidence]) -> Iterator[Awaited]:
    """Which of the evidence meets what: told together where it does so, or completes the degree."""
    needless = settled(before.audit.findings)
    completes = after.audit.is_complete
    met: dict[frozenset[str], list[Finding]] = defaultdict(list)
    for finding in after.audit.findings:
        if finding.is_met and not finding.kind.is_group and finding.path not in needless:
            serving = frozenset(finding.uses) & {claim.source for claim in claims}
            met[serving].append(finding)
    met.pop(frozenset(), None)  # What is met by something else than the evidence itself.
    if completes and met:
        every = frozenset(source for serving in met for source in serving)
        met = {every: [each for found in met.values() for each in found]}
    for serving, found in met.items():
        sent = sorted(claims, key=lambda claim: (claim.submitted_at or claim.saved_at, claim.id))
        theirs = tuple(claim for claim in sent if claim.source in serving)
        yield Awaited(after.enrollment.degree, theirs, tuple(found), completes)
