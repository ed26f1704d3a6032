"""Evidence that was sent back and came again: what is new in it, and what was found already."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from engine.evidence.drafts import wording
from engine.evidence.queries import artifacts
from engine.evidence.rubrics import passing
from engine.evidence.tables import Decision, Evidence, Occasion, Verdict, Version
from engine.evidence.verdicts import decisions
from rules.catalog import Rubric


@dataclass(frozen=True)
class Met:
    """A criterion that was met before the evidence was sent back."""

    score: int
    by: uuid.UUID
    at: datetime


@dataclass(frozen=True)
class News:
    """What changed since evidence was sent back last."""

    since: datetime
    times: int
    """How often it was sent back."""
    before: Mapping[str, Any]
    """What stood in the fields that say something else now, by name."""
    added: frozenset[uuid.UUID]
    """Files and links."""
    removed: Sequence[str]
    """The names of those that are there no more."""

    def __bool__(self) -> bool:
        return bool(self.before or self.added or self.removed)


def news(session: Session, claim: Evidence) -> News | None:
    """What is new in evidence that was sent back; None when it never was."""
    backs = sendings_back(decisions(session, claim))
    if not backs:
        return None
    last = backs[-1].at
    read = _read_then(session, claim, last)
    now, files = wording.of(claim), artifacts(session, claim)
    kept = Counter(each.name for each in files if each.added_at <= last)
    return News(
        since=last,
        times=len(backs),
        before={name: value for name, value in read.written.items() if now.get(name, "") != value}
        if read
        else {},
        added=frozenset(each.id for each in files if each.added_at > last),
        removed=sorted((Counter(read.files if read else ()) - kept).elements()),
    )


def met(session: Session, claim: Evidence, rubric: Rubric | None) -> dict[str, Met]:
    """What reviewers found to be met before it was sent back; it is not asked again."""
    if rubric is None or claim.decided_at is None:
        return {}
    found: dict[str, Met] = {}
    for back in sendings_back(decisions(session, claim)):
        for key, score in back.scores.items():
            if passing(claim, rubric, key, score):
                found.setdefault(key, Met(score, back.by, back.at))
            else:
                found.pop(key, None)
    return found


def sendings_back(taken: Iterable[Decision]) -> list[Decision]:
    """Those decisions that sent it back and were not taken back themselves."""
    backs: list[Decision] = []
    before = None
    for decision in taken:
        if decision.verdict is Verdict.SENT_BACK:
            backs.append(decision)
        elif decision.verdict is Verdict.UNDONE and before is Verdict.SENT_BACK:
            backs.pop()
        before = decision.verdict
    return backs


def _read_then(session: Session, claim: Evidence, at: datetime) -> Version | None:
    """What had been handed in by then; None of what was handed in before versions were kept."""
    return session.exec(
        select(Version)
        .where(
            Version.district_id == claim.district_id,
            Version.evidence_id == claim.id,
            Version.occasion == Occasion.SUBMITTED,
            Version.at <= at,
        )
        .order_by(col(Version.at).desc(), col(Version.id).desc())
        .limit(1)
    ).first()
