"""A degree held against a record as it is, as it was on a day, or as it would be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session

from engine import catalogs, evidence
from engine.errors import NotFound
from engine.evidence import Evidence, Status
from engine.people import Participant
from engine.progress import decided, queries
from engine.progress.queries import Pursued
from engine.progress.tables import DegreeDecision
from rules.audits import Audit, AuditStatus, Record
from rules.audits.assignment import PATIENT
from rules.audits.clashes import clashes
from rules.audits.items import Item, ends
from rules.catalog import Catalog, Degree
from rules.facts import Completion
from rules.requirements import Requirement, laid_out


class Supposed(StrEnum):
    """Evidence that may be looked at as if it were approved."""

    PENDING = "pending"
    SENT_BACK = "sent-back"
    PLANNED = "planned"


_STATUSES = {
    Supposed.PENDING: Status.SUBMITTED,
    Supposed.SENT_BACK: Status.SENT_BACK,
    Supposed.PLANNED: Status.DRAFT,
}


@dataclass(frozen=True)
class Held:
    """An audit, and what its degree and the evidence in it are called."""

    title: str
    catalog: Catalog
    nodes: Mapping[str, Requirement]
    """The degree's requirements as they are written, by the path of their findings."""
    audit: Audit
    items: dict[str, str]
    clashes: tuple[tuple[str, ...], ...]
    """Requirements that cannot all be met with this evidence, where no sum says why."""
    decisions: tuple[DegreeDecision, ...]
    """What was decided about it and holds."""

    def named(self, item: str) -> str:
        return self.items.get(item, item)


def held(
    session: Session,
    place: Participant,
    degree: str,
    *,
    on: date | None,
    supposed: Iterable[Supposed],
    number: int | None = None,
    now: datetime,
) -> Held:
    """Her record against one degree, beside those that she pursues, with all the time it takes.

    The degree is asked as the catalog of that number writes it, or else as it is asked of her.
    """
    today = catalogs.today(session, place.district_id, now=now)
    catalog = catalogs.current(session, place.district_id, now=now)
    degrees = _asked(session, place, degree, number, now)
    done = _done(session, place, list(supposed), now)
    whole = queries.record(session, place, on=on or today, done=done)
    against = decided.held_to(session, place, whole, degrees)
    found = queries.audits(session, place, degrees, against, budget=PATIENT)[degree]
    until = ends(against.items)
    names = {item.id: _name(item, catalog, until.get(item.id)) for item in against.items}
    unsaid = found.status is AuditStatus.NOT_COMPLETE and not found.lacks
    why = clashes(degree, degrees[degree].requires, against.about(degree)) if unsaid else ()
    written = laid_out(degrees[degree].requires, against.campuses)
    nodes = {node.id: node for node in written.walk()}
    rows = decided.decisions(session, place, degree)
    standing = tuple(row for row in rows if decided.said(row) in against.decisions)
    return Held(str(degrees[degree].title), catalog, nodes, found, names, why, standing)


def _asked(
    session: Session, place: Participant, degree: str, number: int | None, now: datetime
) -> dict[str, Degree]:
    """Her degrees, and this one as it is to be asked."""
    taken_up = queries.degrees_taken_up(session, place)
    if number is None and degree in taken_up:
        return taken_up
    asking = (
        catalogs.current(session, place.district_id, now=now)
        if number is None
        else catalogs.numbered(session, place.district_id, number)
    )
    if degree not in asking.degrees:
        raise NotFound("degree")
    return {**taken_up, degree: asking.degrees[degree]}


@dataclass(frozen=True)
class IfApproved:
    """Her record and her degrees, if other evidence of hers were approved as well."""

    record: Record
    pursued: tuple[Pursued, ...]


def if_approved(
    session: Session, place: Participant, supposed: Iterable[Supposed], *, now: datetime
) -> IfApproved:
    """How her degrees would stand today; nothing is conferred by it."""
    today = catalogs.today(session, place.district_id, now=now)
    done = _done(session, place, list(supposed), now)
    against = queries.record(session, place, on=today, done=done)
    return IfApproved(against, tuple(queries.audited(session, place, against)))


def _done(
    session: Session, place: Participant, supposed: Sequence[Supposed], now: datetime
) -> tuple[Completion, ...]:
    done = evidence.completions(session, place)
    if not supposed:
        return done
    statuses = [_STATUSES[each] for each in supposed]
    claims = evidence.mine(session, place, statuses=statuses)
    today = catalogs.today(session, place.district_id, now=now)
    return (*done, *(evidence.completion(_as_if_sent(claim, today, now)) for claim in claims))


def _as_if_sent(claim: Evidence, today: date, now: datetime) -> Evidence:
    """As it would be handed in now; a draft without a day was done today."""
    sent = {"submitted_at": claim.submitted_at or now, "done_on": claim.done_on or today}
    return Evidence.model_construct(**{**claim.model_dump(), **sent})


def _name(item: Item, catalog: Catalog, until: date | None) -> str:
    written = catalog.activities.get(item.activity) or catalog.pathways.get(
        item.id.removeprefix("pathway/")
    )
    what = str(written.title) if written else item.activity or item.id
    stage = f", {item.stage}" if item.stage not in ("", "done") else ""
    counts = f", valid until {until}" if until else ""
    return f"{what}{stage}, {item.day}{counts}"
