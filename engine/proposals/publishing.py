"""A catalog that has what was proposed: noted when it is published, and credited soon after."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from engine import authors, catalogs, evidence, people
from engine.people import Actor
from engine.proposals.actions import note_step, tell
from engine.proposals.events import ProposalPublished
from engine.proposals.tables import Proposed, Status, Step, Wanted
from rules.catalog import Catalog


def note_published(
    session: Session, district: str, number: int, *, by: Actor | None, now: datetime
) -> None:
    """Say of what stands in the studio that this catalog has it; who proposed it is its author."""
    catalog = catalogs.numbered(session, district, number)
    for proposed in _those(session, district, Status.IN_STUDIO):
        if _is_in(catalog, proposed):
            proposed.status, proposed.published = Status.PUBLISHED, number
            note_step(session, proposed, Step.PUBLISHED, by=by, now=now)
            if proposed.wanted is Wanted.ACTIVITY:
                authors.begin(
                    session, district, proposed.key, proposed.proposed_by,
                    signature=proposed.signature, now=now,
                )  # fmt: skip
            tell(session, proposed, ProposalPublished, by=by, now=now)


def where_credit_waits(session: Session) -> Sequence[str]:
    """The districts in which something is published and was not credited yet."""
    asked = select(Proposed.district_id).where(*_uncredited()).distinct()
    return session.exec(asked.order_by(Proposed.district_id)).all()


def credit_published(session: Session, district: str, *, now: datetime) -> int:
    """Credit whoever proposed what was published since, once; how many proposals that were.

    It follows the publishing by a moment of its own: what a catalog's list foretold for everybody
    stays what came of it. Where the pack credits nothing, it is not asked about again.
    """
    waiting = session.exec(
        select(Proposed)
        .where(Proposed.district_id == district, *_uncredited())
        .order_by(col(Proposed.submitted_at), col(Proposed.id))
    ).all()
    activity = catalogs.current(session, district, now=now).proposals.counts_as
    day = catalogs.today(session, district, now=now)
    for proposed in waiting:
        if activity is not None:
            _credit(session, proposed, activity, day=day, now=now)
        proposed.credited_at = now
        session.add(proposed)
    session.flush()
    return len(waiting)


def _credit(
    session: Session, proposed: Proposed, activity: str, *, day: date, now: datetime
) -> None:
    owner = people.participant(session, proposed.district_id, proposed.proposed_by)
    known_as = f"proposal/{proposed.id}"
    evidence.credit(session, owner, activity, known_as=known_as, day=day, now=now)


def _uncredited() -> tuple[ColumnElement[bool], ...]:
    return col(Proposed.status) == Status.PUBLISHED, col(Proposed.credited_at).is_(None)


def _those(session: Session, district: str, status: Status) -> Sequence[Proposed]:
    asked = select(Proposed).where(Proposed.district_id == district, Proposed.status == status)
    return session.exec(asked.order_by(col(Proposed.submitted_at), col(Proposed.id))).all()


def _is_in(catalog: Catalog, proposed: Proposed) -> bool:
    if proposed.wanted is Wanted.ACTIVITY:
        return proposed.key in catalog.activities
    return proposed.key in catalog.badge_catalog
