"""A draft tried on one person: what she has, and what she would have if it were the catalog."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from sqlmodel import Session

from engine import catalogs, changes, credentials, evidence, people, progress
from engine.credentials import Attainment
from engine.people import Act, Actor, Participant
from engine.studio.tables import Draft
from rules.audits.record import record_of
from rules.catalog import Catalog
from rules.holdings import Holdings, Known, degrees_audited, holdings
from rules.terms import Policy
from rules.timeline import Timeline


@dataclass(frozen=True)
class Tried:
    """One person under the catalog of today, and under the draft as a recomputation."""

    participant: Participant
    name: str
    before: Holdings
    after: Holdings
    degrees: Mapping[str, tuple[Fraction | None, Fraction]]
    """How far she is in every degree of the draft, by today's catalog and by the draft: as if she
    began it today. None where today's catalog has no such degree for her."""
    catalog: Catalog
    """What the draft says."""
    earlier: Catalog
    """The catalog of today."""


def try_on(
    session: Session, draft: Draft, place: Participant, *, by: Actor, now: datetime
) -> Tried:
    """What the draft would make of her record; raises BrokenPack while it can't be read.

    Of her own degrees she keeps the catalog of her enrollment, as publishing would have it.
    """
    by.must(Act.ADMINISTER, about=place)
    proposal = changes.propose(session, draft.files, Policy.RECOMPUTE, now=now)
    hers = catalogs.timeline_of(session, place)
    then = hers.followed_by(proposal.recorded)
    known = _known(session, place, proposal.today)
    earlier = hers.in_force(proposal.today).catalog
    is_far = _shares(known, hers, earlier, place, proposal.today)
    would_be = _shares(known, then, proposal.catalog, place, proposal.today)
    return Tried(
        participant=place,
        name=people.person_of(session, place).name,
        before=holdings(known, hers, proposal.today),
        after=holdings(known, then, proposal.today),
        degrees={key: (is_far.get(key), share) for key, share in would_be.items()},
        catalog=proposal.catalog,
        earlier=earlier,
    )


def _known(session: Session, place: Participant, today: date) -> Known:
    record = progress.record(session, place, on=today)
    badges = credentials.of(session, place, attainment=Attainment.BADGE)
    taken_up = progress.enrollments(session, place)
    return Known(
        completions=evidence.completions(session, place),
        person=record.person,
        conferrals=tuple(record.conferrals),
        levels=dict(record.levels),
        badges={each.key: each.earned_on for each in badges},
        degrees={
            row.degree: catalogs.numbered(session, row.district_id, row.catalog)
            .degrees[row.degree]
            .requires
            for row in taken_up
        },
        decisions=tuple(record.decisions),
    )


def _shares(
    known: Known, timeline: Timeline, catalog: Catalog, place: Participant, today: date
) -> dict[str, Fraction]:
    """How far she is in each degree that is meant for her, as this catalog writes it."""
    record = record_of(
        known.completions,
        timeline,
        as_of=today,
        person=known.person,
        conferrals=known.conferrals,
        levels=known.levels,
        decisions=known.decisions,
        catalog=catalog,
    )
    meant = {
        key: degree.requires
        for key, degree in catalog.degrees.items()
        if not degree.audience or place.audience in degree.audience
    }
    return {key: audit.progress for key, audit in degrees_audited(meant, record, catalog).items()}
