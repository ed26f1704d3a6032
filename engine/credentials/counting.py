"""Badges and degrees over many people: how many of each were earned."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col

from engine.credentials.tables import Attainment, Credential
from engine.people import Participant, Scope
from rules.terms import Audience, SchoolYear


@dataclass(frozen=True)
class Earned:
    """So many badges, or degrees, that were earned by people who are alike in all this."""

    key: str
    attainment: Attainment
    school: str
    audience: Audience
    fte: float
    number: int


def earned(session: Session, scope: Scope, year: SchoolYear) -> list[Earned]:
    """What people of the scope earned in the school year and still hold."""
    alike = (
        col(Credential.key),
        col(Credential.attainment),
        col(Participant.school),
        col(Participant.audience),
        col(Participant.fte),
    )
    rows = session.execute(
        sa.select(*alike, sa.func.count())
        .select_from(Credential)
        .join(
            Participant,
            sa.and_(
                col(Participant.district_id) == col(Credential.district_id),
                col(Participant.id) == col(Credential.participant_id),
            ),
        )
        .where(
            *scope.people(),
            col(Credential.revoked_at).is_(None),
            col(Credential.earned_on).between(year.first, year.last),
        )
        .group_by(*alike)
        .order_by(*alike)
    )
    return [Earned(*row) for row in rows]
