"""What evidence counts as, kept with every change of it, so that each earlier day can be told."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from engine.evidence.tables import Counted, Evidence, Why
from engine.people import Participant
from rules.facts import Completion
from rules.terms import EvidenceKind, Stage

Facts = Mapping[str, Any]


def facts_of(completion: Completion) -> dict[str, Any]:
    """A completion in plain values."""
    return {
        "activity": completion.activity,
        "stage": completion.stage.value,
        "kinds": sorted(kind.value for kind in completion.kinds),
        "minutes": completion.minutes,
        "outside_minutes": completion.outside_minutes,
        "day": completion.day.isoformat(),
        "submitted_at": completion.submitted_at.isoformat(),
        "scores": dict(completion.scores),
        "outcome": completion.outcome,
        "value": completion.value,
        "team_size": completion.team_size,
        "team_place": completion.team_place,
    }


def as_completion(source: str, facts: Facts) -> Completion:
    """The same the other way round."""
    return Completion(
        source=source,
        activity=facts["activity"],
        stage=Stage(facts["stage"]),
        kinds=frozenset(map(EvidenceKind, facts["kinds"])),
        minutes=facts["minutes"],
        day=date.fromisoformat(facts["day"]),
        submitted_at=datetime.fromisoformat(facts["submitted_at"]),
        scores=facts["scores"],
        outcome=facts["outcome"],
        outside_minutes=facts["outside_minutes"],
        value=facts["value"],
        team_size=facts.get("team_size", 1),
        team_place=facts.get("team_place", 0),
    )


@dataclass(frozen=True)
class Otherwise:
    """A fact that a correction says otherwise."""

    fact: str
    after: Any
    before: Any
    """None where nothing was said yet."""
    criterion: str = ""
    """Which criterion, of scores."""


def said_otherwise(before: Facts, after: Facts) -> Iterator[Otherwise]:
    """What the later facts say otherwise, of all that may be corrected, in the order of telling.

    What an earlier change did not note is not known to have been otherwise.
    """
    for fact in _CORRECTABLE:
        if fact in before and fact in after and before[fact] != after[fact]:
            yield Otherwise(fact, after[fact], before[fact])
    for criterion, score in after["scores"].items():
        old = before["scores"].get(criterion)
        if score != old:
            yield Otherwise("scores", score, old, criterion)


_CORRECTABLE = ("value", "value_source", "day", "minutes", "outside_minutes")


def note(
    session: Session,
    claim: Evidence,
    facts: dict[str, Any] | None,
    why: Why,
    *,
    by: uuid.UUID,
    now: datetime,
    note: str = "",
) -> None:
    """Keep what the evidence counts as from now on."""
    session.add(
        Counted(
            district_id=claim.district_id,
            participant_id=claim.participant_id,
            evidence_id=claim.id,
            at=now,
            by=by,
            why=why,
            facts=facts,
            note=note.strip(),
        )
    )


def changes(session: Session, claim: Evidence) -> Sequence[Counted]:
    """What the evidence counted as, the first row first."""
    return session.exec(
        select(Counted)
        .where(Counted.district_id == claim.district_id, Counted.evidence_id == claim.id)
        .order_by(*_IN_ORDER)
    ).all()


def was_corrected(session: Session, district: str, evidence_id: uuid.UUID) -> bool:
    """Whether something of it was taken back or corrected once."""
    found = session.exec(
        select(Counted.id).where(
            Counted.district_id == district,
            Counted.evidence_id == evidence_id,
            Counted.why != Why.APPROVED,
        )
    )
    return found.first() is not None


def counted_by(session: Session, place: Participant, moment: datetime) -> tuple[Completion, ...]:
    """What counted of the participant's evidence at a moment, in the order of days."""
    rows = session.exec(
        select(Counted)
        .where(
            Counted.district_id == place.district_id,
            Counted.participant_id == place.id,
            Counted.at <= moment,
        )
        .order_by(*_IN_ORDER)
    )
    return tuple(sorted(_standing(rows), key=lambda each: each.order))


_IN_ORDER = (col(Counted.at), col(Counted.id))


def _standing(rows: Iterable[Counted]) -> Iterable[Completion]:
    last = {row.evidence_id: row.facts for row in rows}
    return (as_completion(f"evidence/{key}", facts) for key, facts in last.items() if facts)
