"""Who is in a team, and which evidence belongs to it."""

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, bindparam, or_
from sqlmodel import Session, col, select

from engine.evidence.tables import Evidence
from engine.evidence.team.tables import Answer, Teammate
from engine.people import Participant
from engine.store import remembered

OF_A_TEAM = (Answer.JOINED, Answer.LEFT)
"""Who took part in the work, and is nobody to decide on it."""


def mates(session: Session, work: Evidence) -> Sequence[Teammate]:
    """Everybody who was asked into the team of this evidence, in the order of asking."""
    return [each for each in _around(session, work) if each.work_id == work.id]


def place_of(session: Session, part: Evidence) -> Teammate | None:
    """The place in a team to which this evidence belongs; None when it stands for itself."""
    around = _around(session, part)
    joined = (each for each in around if each.part_id == part.id and each.answer is Answer.JOINED)
    return next(joined, None)


def work_of(session: Session, claim: Evidence) -> Evidence | None:
    """The common work with which this evidence is decided; None when it stands for itself."""
    place = place_of(session, claim)
    return session.get(Evidence, (claim.district_id, place.work_id)) if place else None


def parts(session: Session, work: Evidence) -> list[tuple[Teammate, Evidence]]:
    """What its members wrote each for herself, beside the one who began it."""
    joined = [each for each in mates(session, work) if each.answer is Answer.JOINED]
    found = ((each, session.get(Evidence, (each.district_id, each.part_id))) for each in joined)
    return [(mate, part) for mate, part in found if part is not None]


def whose(session: Session, claim: Evidence) -> frozenset[uuid.UUID]:
    """Everybody whose work it is: its owner, and all who are or were in its team."""
    work = work_of(session, claim) or claim
    team = {each.participant_id for each in mates(session, work) if each.answer in OF_A_TEAM}
    return frozenset({claim.participant_id, work.participant_id, *team})


def is_in(session: Session, someone: Participant, claim: Evidence) -> bool:
    """Whether she works on it just now, as one who began it or one who joined."""
    work = work_of(session, claim) or claim
    joined = {each.participant_id for each in mates(session, work) if each.answer is Answer.JOINED}
    return someone.district_id == claim.district_id and someone.id in {
        work.participant_id, *joined
    }  # fmt: skip


def mate(session: Session, place: Participant, work: Evidence) -> Teammate | None:
    """Somebody's place in the team of this evidence, whatever became of it."""
    return next((each for each in mates(session, work) if each.participant_id == place.id), None)


def asked(session: Session, place: Participant) -> Sequence[Evidence]:
    """Work into whose team somebody is asked and has not said yet, what was touched last first."""
    return _works(session, place, _is_mate(place, Answer.OPEN))


def together(session: Session, place: Participant) -> Sequence[Evidence]:
    """Work of teams that somebody began or joined, what was touched last first."""
    hers = col(Evidence.participant_id) == place.id
    with_others = col(Evidence.id).in_(
        select(Teammate.work_id).where(
            Teammate.district_id == place.district_id,
            col(Teammate.answer).in_((Answer.OPEN, Answer.JOINED)),
        )
    )
    return _works(session, place, (hers & with_others) | _is_mate(place, Answer.JOINED))


def follows(district: str) -> ColumnElement[bool]:
    """That evidence is decided with a common work, as a condition of a query about evidence."""
    return col(Evidence.id).in_(
        select(Teammate.part_id).where(
            Teammate.district_id == district, Teammate.answer == Answer.JOINED
        )
    )


def is_work_of(district: str, someone: uuid.UUID) -> ColumnElement[bool]:
    """That it is this participant's, alone or in a team, as a condition of a query."""
    return (col(Evidence.participant_id) == someone) | is_team_work_of(district, someone)


def is_team_work_of(district: str, someone: uuid.UUID) -> ColumnElement[bool]:
    """That she is or was in its team and did not begin it, as a condition of a query."""
    return col(Evidence.id).in_(
        select(Teammate.work_id).where(
            Teammate.district_id == district,
            Teammate.participant_id == someone,
            col(Teammate.answer).in_(OF_A_TEAM),
        )
    )


def all_around(
    session: Session, district: str, pieces: Collection[uuid.UUID]
) -> frozenset[uuid.UUID]:
    """Everybody who was asked to work on any of these pieces, or began one that they belong to."""
    found = session.exec(
        select(Teammate.participant_id, Evidence.participant_id)
        .join(
            Evidence,
            (col(Evidence.district_id) == col(Teammate.district_id))
            & (col(Evidence.id) == col(Teammate.work_id)),
        )
        .where(
            Teammate.district_id == district,
            or_(col(Teammate.work_id).in_(pieces), col(Teammate.part_id).in_(pieces)),
        )
    )
    return frozenset(someone for row in found for someone in row)


def _around(session: Session, claim: Evidence) -> Sequence[Teammate]:
    """All that a team could have to do with this evidence: as its common work, or as a part."""
    return remembered(
        session, Teammate, (claim.district_id, claim.id), lambda: _asked(session, claim)
    )


def _asked(session: Session, claim: Evidence) -> Sequence[Teammate]:
    which = {"district": claim.district_id, "claim": claim.id}
    return session.exec(_AROUND, params=which).all()


_AROUND = (
    select(Teammate)
    .where(
        Teammate.district_id == bindparam("district"),
        or_(
            col(Teammate.work_id) == bindparam("claim"), col(Teammate.part_id) == bindparam("claim")
        ),
    )
    .order_by(col(Teammate.asked_at), col(Teammate.id))
)
"""Asked about every piece of evidence, so it is built once."""


def _works(
    session: Session, place: Participant, condition: ColumnElement[bool]
) -> Sequence[Evidence]:
    return session.exec(
        select(Evidence)
        .where(
            Evidence.district_id == place.district_id,
            col(Evidence.discarded_at).is_(None),
            condition,
        )
        .order_by(col(Evidence.saved_at).desc(), col(Evidence.id).desc())
    ).all()


def _is_mate(place: Participant, answer: Answer) -> ColumnElement[bool]:
    return col(Evidence.id).in_(
        select(Teammate.work_id).where(
            Teammate.district_id == place.district_id,
            Teammate.participant_id == place.id,
            Teammate.answer == answer,
        )
    )
