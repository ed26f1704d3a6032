"""One requirement of a proposed catalog held against a participant's record, or everybody's."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from engine import catalogs, evidence, people, progress
from engine.changes.proposing import Proposal
from engine.changes.records import records
from engine.people import Participant
from rules.audits import Audit, Record, audit
from rules.audits.findings import fewest_open
from rules.audits.record import record_of
from rules.holdings import Known, degrees_audited, levels_in
from rules.requirements import Requirement
from rules.timeline import Timeline

NEAR = 2
"""So many requirements at most are open to whoever is near."""


@dataclass(frozen=True)
class Tried:
    """What a record comes to under what is proposed."""

    audit: Audit
    record: Record


@dataclass(frozen=True)
class HeadCount:
    """For how many people it would be complete today, and how many are near."""

    complete: int = 0
    near: int = 0
    people: int = 0
    """How many were looked at."""
    whole: int = 0
    """For how many it is meant."""

    @property
    def is_done(self) -> bool:
        return self.people >= self.whole


def try_on(
    session: Session, proposal: Proposal, name: str, asked: Requirement, place: Participant
) -> Tried:
    """Her record as it would be judged today, held against a tree of the proposed catalog.

    A degree is looked at beside those that she pursues; `name` is its key, and empty for what is
    no degree.
    """
    known = _known(session, place, proposal)
    return _tried(known, _then(session, place, proposal), proposal, name, asked)


def head_count(
    session: Session,
    proposal: Proposal,
    name: str,
    asked: Requirement,
    *,
    before: HeadCount | None = None,
    lot: int | None = None,
) -> HeadCount:
    """The same for everybody for whom it is meant; or for a lot of them, after those before."""
    before = before or HeadCount()
    every = _meant(session, proposal, name)
    here = every[before.people :][:lot]
    still = list(_open(session, proposal, name, asked, here))
    return HeadCount(
        complete=before.complete + still.count(0),
        near=before.near + sum(0 < each <= NEAR for each in still),
        people=before.people + len(here),
        whole=len(every),
    )


def _meant(session: Session, proposal: Proposal, name: str) -> list[Participant]:
    """Those for whom it is, in an order that stays."""
    degree = proposal.catalog.degrees.get(name)
    audience = degree.audience if degree else ()
    every = people.everybody(session, proposal.district)
    meant = (place for place in every if not audience or place.audience in audience)
    return sorted(meant, key=lambda place: place.id)


def _open(
    session: Session,
    proposal: Proposal,
    name: str,
    asked: Requirement,
    places: Sequence[Participant],
) -> Iterator[int]:
    """How many requirements are open to each, by the shortest way."""
    known = records(session, proposal.district, [place.id for place in places])
    for place in places:
        then = _then(session, place, proposal)
        tried = _tried(known[place.id], then, proposal, name, asked)
        yield 0 if tried.audit.is_complete else fewest_open(tried.audit.findings)


def _tried(
    known: Known, then: Timeline, proposal: Proposal, name: str, asked: Requirement
) -> Tried:
    record = record_of(
        known.completions,
        then,
        as_of=proposal.today,
        person=known.person,
        conferrals=known.conferrals,
        levels=known.levels,
        decisions=known.decisions,
        catalog=proposal.catalog,
    )
    reached = levels_in(then, record)
    levels = {each: known.levels.get(each, proposal.today) for each in reached}
    record = replace(record, levels=levels)
    if not name:
        return Tried(audit("", asked, record), record)
    degrees: Mapping[str, Requirement] = {**known.degrees, name: asked}
    return Tried(degrees_audited(degrees, record, proposal.catalog)[name], record)


def _then(session: Session, place: Participant, proposal: Proposal) -> Timeline:
    return catalogs.timeline_of(session, place).followed_by(proposal.recorded)


def _known(session: Session, place: Participant, proposal: Proposal) -> Known:
    record = progress.record(session, place, on=proposal.today)
    return Known(
        completions=evidence.completions(session, place),
        person=record.person,
        conferrals=record.conferrals,
        levels=record.levels,
        decisions=record.decisions,
        degrees={
            row.degree: catalogs.numbered(session, row.district_id, row.catalog)
            .degrees[row.degree]
            .requires
            for row in progress.enrollments(session, place)
        },
    )
