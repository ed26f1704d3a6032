"""The same file or link beside other evidence: told to its owner first, and to the reviewer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, select

from engine.evidence.queries import artifacts
from engine.evidence.tables import Artifact, Evidence, Status
from engine.people import Participant, Person


@dataclass(frozen=True)
class AlsoClaimed:
    """An artifact that stands beside other evidence too."""

    artifact: Artifact
    claim: Evidence
    """The other evidence."""
    name: str
    """Whose that is."""


def also_claimed(session: Session, claim: Evidence) -> Sequence[AlsoClaimed]:
    """The same files and links beside other evidence that was handed in, anybody's."""
    handed_in = col(Evidence.status).not_in((Status.DRAFT, Status.WITHDRAWN))
    return _beside_others(session, claim, handed_in)


def used_before(session: Session, claim: Evidence) -> Sequence[AlsoClaimed]:
    """The same files and links beside other evidence of her own, whatever became of that."""
    hers = and_(
        col(Evidence.participant_id) == claim.participant_id, col(Evidence.discarded_at).is_(None)
    )
    return _beside_others(session, claim, hers)


def is_there(session: Session, district: str, digest: str) -> bool:
    """Whether these very bytes stand beside evidence: whoever fetched them may hand them in."""
    found = select(Artifact.id).where(
        Artifact.district_id == district,
        Artifact.digest == digest,
        col(Artifact.forgotten_at).is_(None),
    )
    return session.exec(found.limit(1)).first() is not None


def _beside_others(
    session: Session, claim: Evidence, which: ColumnElement[bool]
) -> Sequence[AlsoClaimed]:
    own = artifacts(session, claim)
    digests = [each.digest for each in own if each.digest]
    links = [each.link for each in own if each.link]
    if not digests and not links:
        return ()
    rows = session.exec(
        select(Artifact, Evidence, Person.name)
        .join(Evidence, and_(_same_district(Artifact), col(Evidence.id) == Artifact.evidence_id))
        .join(Participant, and_(_same_district(Participant), _is_owner()))
        .join(Person, col(Person.id) == col(Participant.person_id))
        .where(
            Artifact.district_id == claim.district_id,
            Artifact.evidence_id != claim.id,
            col(Artifact.digest).in_(digests) | col(Artifact.link).in_(links),
            which,
        )
        .order_by(col(Evidence.submitted_at), col(Artifact.id))
    )
    return [AlsoClaimed(*row) for row in rows]


def _same_district(table: Any) -> Any:
    return col(Evidence.district_id) == col(table.district_id)


def _is_owner() -> Any:
    return col(Evidence.participant_id) == col(Participant.id)
