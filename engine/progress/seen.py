"""What served what when a participant saw it last, to be brought back when an act is undone."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlmodel import Session, col

from engine.people import Participant
from engine.progress import queries
from engine.progress.tables import DegreeProgress

Uses = dict[str, dict[str, list[str]]]
"""By degree and by requirement, the evidence that served it."""


def uses(session: Session, place: Participant) -> Uses:
    return {
        degree: {path: list(items) for path, items in served.items()}
        for degree, served in queries.seen_last(session, place).items()
    }


def bring_back(session: Session, place: Participant, earlier: Mapping[str, object]) -> None:
    """Let this count as what was seen last."""
    for degree, served in earlier.items():
        session.execute(
            sa.update(DegreeProgress)
            .where(
                col(DegreeProgress.district_id) == place.district_id,
                col(DegreeProgress.participant_id) == place.id,
                col(DegreeProgress.degree) == degree,
            )
            .values(uses=served)
        )
