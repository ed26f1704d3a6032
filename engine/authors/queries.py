"""Questions about authors: whose an activity is, and who is asked to join them."""

import uuid
from collections.abc import Sequence

from sqlmodel import Session, col, select

from engine.authors.tables import Authorship, Invitation, Remark
from engine.errors import NotPermitted
from engine.people import Act, Actor, Participant


def authors(session: Session, district: str, activity: str) -> Sequence[Authorship]:
    """Who looks after it, the first one first."""
    asked = select(Authorship).where(
        Authorship.district_id == district, Authorship.activity == activity
    )
    return session.exec(asked.order_by(col(Authorship.since), col(Authorship.participant_id))).all()


def shown(
    session: Session, district: str, activity: str, written: Sequence[str]
) -> tuple[str, ...]:
    """The names under which it is shown: those of its catalog, then of whoever joined since."""
    signed = (each.signature for each in authors(session, district, activity) if each.signature)
    return tuple(dict.fromkeys((*written, *signed)))


def authored(session: Session, place: Participant) -> Sequence[Authorship]:
    """What somebody looks after, the latest first."""
    asked = select(Authorship).where(
        Authorship.district_id == place.district_id, Authorship.participant_id == place.id
    )
    return session.exec(asked.order_by(col(Authorship.since).desc(), Authorship.activity)).all()


def invitations(session: Session, place: Participant) -> Sequence[Invitation]:
    """What somebody is asked to look after."""
    asked = select(Invitation).where(
        Invitation.district_id == place.district_id, Invitation.participant_id == place.id
    )
    return session.exec(asked.order_by(col(Invitation.invited_at), Invitation.activity)).all()


def invited(session: Session, district: str, activity: str) -> Sequence[Invitation]:
    """Who was asked to look after it, and has not answered."""
    asked = select(Invitation).where(
        Invitation.district_id == district, Invitation.activity == activity
    )
    return session.exec(asked.order_by(col(Invitation.invited_at))).all()


def looks_after(session: Session, who: Actor, activity: str) -> bool:
    """Whether she is one of its authors, or administers the district."""
    me = who.participant
    hers = session.get(Authorship, (me.district_id, activity, me.id))
    return who.may(Act.ADMINISTER) or (hers is not None and who.may(Act.TAKE_PART))


def must_look_after(session: Session, who: Actor, activity: str) -> None:
    if not looks_after(session, who, activity):
        raise NotPermitted(Act.ADMINISTER.value)


def remark_on(session: Session, district: str, evidence_id: uuid.UUID) -> Remark | None:
    """What its owner left for the authors."""
    return session.get(Remark, (district, evidence_id))
