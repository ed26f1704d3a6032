"""Publishing a proposed catalog, or the one that a kept list is of."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from engine import catalogs, outbox, people
from engine.catalogs import PublishedPack
from engine.changes.actions import must_be_next, put_in_force
from engine.changes.areas import must_stay_inside
from engine.changes.foreseeing import Watch, foresee, foresee_some
from engine.changes.looking_again import changed, must_be_of_today, refresh
from engine.changes.proposing import Proposal
from engine.changes.rehearsing import BringInLine, Rehearsed, concerned, rehearse
from engine.changes.running import OVERLAP, of_run, proposal_of
from engine.changes.sifting import views
from engine.changes.tables import DryRun, Foretold, Outcome
from engine.errors import ListChanged, ListOutdated
from engine.people import Actor
from engine.store import Store, hold
from rules.terms import Policy


def publish(
    session: Session,
    proposal: Proposal,
    *,
    now: datetime,
    by: Actor | None = None,
    rehearsed: Rehearsed | None = None,
) -> PublishedPack:
    """Freeze the proposed pack; the reactions bring everybody in line with it.

    Whom it would cost something is worked out again in the same transaction, so that nobody is
    forgotten whose record has changed since the dry run; where it was `rehearsed`, of those alone
    to whom something happened meanwhile. Raises PublishedMeanwhile when another catalog was
    published in between.
    """
    must_be_next(session, proposal)
    if rehearsed is None:
        return put_in_force(session, proposal, _spared(session, proposal), now=now, by=by)
    people.hold_everybody(session, proposal.district)
    moved = rehearsed.moved(session, proposal.district)
    among = _spared_among(session, proposal, sorted(moved))
    spared = sorted((rehearsed.spared - moved).union(among))
    return _as_rehearsed(session, proposal, spared, rehearsed, moved, by=by)


def publish_listed(
    session: Session,
    run: DryRun,
    *,
    by: Actor,
    now: datetime,
    rehearsed: Rehearsed,
) -> PublishedPack:
    """Publish what the list is of, as it was rehearsed; what follows equals it row for row.

    Raises ListOutdated when it is of another day, PublishedMeanwhile when another catalog was
    published since, and ListChanged when records have changed so that it would say something else:
    then it has to be looked at again.
    """
    hold(session, DryRun, (run.district_id, run.id))
    proposal = proposal_of(run)
    must_be_next(session, proposal)
    must_stay_inside(session, run.files, run.policy, by=by)
    people.hold_everybody(session, run.district_id)
    moved = rehearsed.moved(session, run.district_id)
    if unlike := refresh(session, run, now=now, whose=moved):
        raise ListChanged(unlike)
    spared = _spared_on(session, run)
    pack = _as_rehearsed(session, proposal, spared, rehearsed, moved, by=by)
    run.published, run.published_at = pack.number, now
    session.execute(sa.delete(Foretold).where(*of_run(run), col(Foretold.outcome) == Outcome.SAME))
    session.add(run)
    session.flush()
    return pack


def rehearse_listed(
    store: Store,
    run: DryRun,
    *,
    by: Actor,
    now: datetime,
    bring_in_line: BringInLine,
    watch: Watch = lambda whose: whose,
) -> Rehearsed:
    """Work out all that publishing a list will write, while everybody goes on with their work.

    Raises ListOutdated when it is not done or of another day, and ListChanged as publishing would.
    """
    with store.session() as session:
        must_stay_inside(session, run.files, run.policy, by=by)
        known = hear(session, run.district_id, now=now)
        must_be_of_today(session, run, now)
        if run.done_at is None:
            raise ListOutdated(run.today)
        if unlike := changed(session, run):
            raise ListChanged(unlike)
        proposal = proposal_of(run)
        whom, spared = concerned(session, proposal), _spared_on(session, run)
    return rehearse(
        store,
        proposal,
        whom,
        known,
        spared=spared,
        by=by,
        now=now,
        bring_in_line=bring_in_line,
        watch=watch,
    )


def hear(session: Session, district: str, *, now: datetime) -> outbox.Heard:
    """What had happened by now; whatever was under way for a while is heard of later."""
    return outbox.heard(session, district, since=now - OVERLAP)


def _as_rehearsed(
    session: Session,
    proposal: Proposal,
    spared: Iterable[uuid.UUID],
    rehearsed: Rehearsed,
    moved: Collection[uuid.UUID],
    *,
    by: Actor | None,
) -> PublishedPack:
    """It is published as of the moment of its rehearsal, since entries say so."""
    moment, event = rehearsed.now, rehearsed.event
    pack = put_in_force(session, proposal, spared, now=moment, by=by, under=event)
    rehearsed.write(session, but=moved)
    return pack


def _spared(session: Session, proposal: Proposal) -> Iterable[uuid.UUID]:
    if proposal.policy is not Policy.NOBODY_LOSES or proposal.number == 1:
        return ()
    people.hold_everybody(session, proposal.district)
    return foresee(session, proposal).spared


def _spared_among(
    session: Session, proposal: Proposal, whose: Sequence[uuid.UUID]
) -> Iterable[uuid.UUID]:
    if proposal.policy is not Policy.NOBODY_LOSES:
        return ()
    common = catalogs.timeline(session, proposal.district)
    among = views(session, proposal.district, common, proposal.recorded, proposal.today)
    found = foresee_some(session, proposal, among, whose)
    return [each.participant_id for each in found if each.spared]


def _spared_on(session: Session, run: DryRun) -> Sequence[uuid.UUID]:
    """Who is spared, as the list has it."""
    return session.scalars(
        sa.select(col(Foretold.participant_id)).where(
            *of_run(run), col(Foretold.outcome) == Outcome.SPARED
        )
    ).all()
