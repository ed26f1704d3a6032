"""The versions of a degree that somebody may be judged by, and how far she is in each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlmodel import Session, col, select

from engine import catalogs
from engine.errors import NotFound
from engine.people import Participant
from engine.progress import queries
from engine.progress.tables import Enrollment, Switch, digest_of
from engine.store import remembered
from rules.audits import Audit
from rules.catalog import Catalog, Degree
from rules.facts import Conferral as Granting
from rules.holdings import levels_in
from rules.requirements import Requirement, laid_out
from rules.requirements.comparing import Pair, ask_alike, lined_up
from rules.timeline import Recorded

DAYS_TO_GO_BACK = 30


class Nearer(StrEnum):
    """In which of two versions somebody is further today."""

    NEWER = "newer"
    MINE = "mine"
    ALIKE = "alike"
    UNSURE = "unsure"
    """The best use of the evidence was not proved for both."""


@dataclass(frozen=True)
class Version:
    """A degree as one catalog writes it, and what being judged by it comes to."""

    catalog: int
    applies_from: date
    degree: Degree
    tree: Requirement
    """What it asks, laid out over the campuses of its catalog."""
    audits: Mapping[str, Audit]
    """Every degree that she pursues or holds, if this one is judged so."""
    confers: tuple[str, ...]
    """Degrees that are granted at once."""
    audit: Audit

    @property
    def promise(self) -> str:
        """A digest of what follows from switching to it; it does not change with the day alone."""
        found: dict[str, Any] = {key: _told(each) for key, each in self.audits.items()}
        return digest_of({"catalog": self.catalog, "confers": list(self.confers), "audits": found})


@dataclass(frozen=True)
class Versions:
    """The version by which somebody is judged in a degree, and later ones that ask otherwise."""

    enrollment: Enrollment
    mine: Version
    newer: tuple[Version, ...]
    is_offered: bool
    """Whether today's catalog still offers the degree to her."""
    back_until: date | None = None
    """The last day on which she can go back to the version that she switched from."""
    came_from: int | None = None
    """The number of the catalog that she switched from, if she did."""
    coming: tuple[Version, ...] = ()
    """Those that are published, do not apply yet, and ask otherwise: she may look at them."""

    @property
    def better(self) -> Version | None:
        """The last one in which she is further today."""
        found = [each for each in self.newer if nearer(self.mine, each) is Nearer.NEWER]
        return found[-1] if found else None

    def of(self, catalog: int) -> Version | None:
        return next((each for each in self.newer if each.catalog == catalog), None)


def versions(session: Session, place: Participant, degree: str, *, now: datetime) -> Versions:
    """Her version of a degree that she pursues, and every later one, each audited alike."""
    enrollment = pursued_enrollment(session, place, degree)
    today = catalogs.today(session, place.district_id, now=now)
    mine = _version(session, place, degree, enrollment.catalog, today)
    newer = tuple(
        _version(session, place, degree, number, today)
        for number in _later(session, place, enrollment, today)
    )
    last = standing_switch(session, place, degree)
    until = last_day_to_go_back(last.switched_on) if last else None
    return Versions(
        enrollment,
        mine,
        newer,
        is_offered=_is_offered(session, place, degree, now),
        back_until=until if until and today <= until else None,
        came_from=last.from_catalog if last else None,
        coming=tuple(
            _version(session, place, degree, number, today)
            for number in _coming(session, place, enrollment, today)
        ),
    )


def versions_if_any(
    session: Session, place: Participant, degree: str, *, now: datetime
) -> Versions | None:
    """The same, and nothing where there is nothing beside her own; that is found without audits."""
    enrollment = pursued_enrollment(session, place, degree)
    today = catalogs.today(session, place.district_id, now=now)
    if (
        _later(session, place, enrollment, today)
        or _coming(session, place, enrollment, today)
        or standing_switch(session, place, degree)
        or not _is_offered(session, place, degree, now)
    ):
        return versions(session, place, degree, now=now)
    return None


def nearer(mine: Version, newer: Version) -> Nearer:
    """Where she is further today; nothing is said that is not proved."""
    if newer.audit.is_complete:
        return Nearer.NEWER
    if not (mine.audit.exact and newer.audit.exact):
        return Nearer.UNSURE
    if mine.audit.progress == newer.audit.progress:
        return Nearer.ALIKE
    return Nearer.NEWER if newer.audit.progress > mine.audit.progress else Nearer.MINE


def compared(mine: Version, newer: Version) -> tuple[Pair, ...]:
    """What both ask, requirement beside requirement."""
    return lined_up(mine.tree, newer.tree)


def switches(session: Session, place: Participant, degree: str) -> Sequence[Switch]:
    """Every switch of hers in a degree, the first one first."""
    asked = select(Switch).where(
        Switch.district_id == place.district_id,
        Switch.participant_id == place.id,
        Switch.degree == degree,
    )
    question = ("switches", *place.key, degree)
    return remembered(
        session, Switch, question, lambda: session.exec(asked.order_by(col(Switch.seq))).all()
    )


def standing_switch(session: Session, place: Participant, degree: str) -> Switch | None:
    """Her last choice of a version, unless she took it back or its years were over since."""
    rows = switches(session, place, degree)
    undone = {row.undoes for row in rows}
    standing = [row for row in rows if row.undoes is None and row.seq not in undone]
    return standing[-1] if standing and not standing[-1].lapsed else None


def last_day_to_go_back(switched_on: date) -> date:
    """The last day on which a switch of that day can be undone."""
    return switched_on + timedelta(days=DAYS_TO_GO_BACK)


def judging(session: Session, place: Participant, degree: str, *, now: datetime) -> Catalog:
    """The catalog by which she is judged in a degree: that of her enrollment, or else today's."""
    for row in queries.enrollments(session, place):
        if row.degree == degree:
            return catalogs.numbered(session, place.district_id, row.catalog)
    return catalogs.current(session, place.district_id, now=now)


def put_aside(session: Session, place: Participant) -> Sequence[tuple[str, Degree]]:
    """The degrees that she may take up again as they were, by key, the last one first."""
    rows = session.exec(
        select(Enrollment)
        .where(
            Enrollment.district_id == place.district_id,
            Enrollment.participant_id == place.id,
            col(Enrollment.left_on).is_not(None),
        )
        .order_by(col(Enrollment.left_on).desc(), col(Enrollment.degree))
    )
    held = {row.degree for row in queries.conferrals(session, place)}
    return [
        (row.degree, catalogs.numbered(session, place.district_id, row.catalog).degrees[row.degree])
        for row in rows
        if row.degree not in held
    ]


def pursued_enrollment(session: Session, place: Participant, degree: str) -> Enrollment:
    found = queries.enrollments(session, place)
    enrollment = next((row for row in found if row.degree == degree), None)
    if enrollment is None:
        raise NotFound("enrollment")
    return enrollment


def is_for(degree: Degree, place: Participant) -> bool:
    return not degree.audience or place.audience in degree.audience


def tree_of(catalog: Catalog, degree: str) -> Requirement:
    """What a catalog asks for the degree, spread over its campuses."""
    return laid_out(catalog.degrees[degree].requires, tuple(catalog.campuses))


def foreseen(
    session: Session, place: Participant, degree: str, catalog: int, on: date
) -> tuple[Mapping[str, Audit], tuple[str, ...]]:
    """Her audits, if the degree were judged by that catalog, and what would be conferred at once.

    Just what assessing her would come to in that moment.
    """
    timeline = catalogs.timeline_of(session, place)
    written = catalogs.numbered(session, place.district_id, catalog).degrees[degree]
    degrees = {**queries.degrees_taken_up(session, place), degree: written}
    against = queries.record(session, place, on=on)
    levels = levels_in(timeline, against)
    against = replace(against, levels={each: against.levels.get(each, on) for each in levels})
    granted: list[str] = []
    while True:
        audits = queries.audits(session, place, degrees, against)
        held = {each.degree for each in against.conferrals}
        due = next(
            (key for key, each in audits.items() if each.is_complete and key not in held), ""
        )
        if not due:
            return audits, tuple(granted)
        granted.append(due)
        against = replace(against, conferrals=(*against.conferrals, Granting(due, on)))


def _version(
    session: Session, place: Participant, degree: str, number: int, today: date
) -> Version:
    recorded = catalogs.timeline(session, place.district_id).recorded
    found = next(each for each in recorded if each.number == number)
    audits, confers = foreseen(session, place, degree, number, today)
    return Version(
        catalog=number,
        applies_from=found.applies_from,
        degree=found.catalog.degrees[degree],
        tree=tree_of(found.catalog, degree),
        audits=audits,
        confers=confers,
        audit=audits[degree],
    )


def ask_otherwise(
    session: Session, place: Participant, enrollment: Enrollment, among: Iterable[Recorded]
) -> Sequence[int]:
    """Which of these catalogs ask otherwise than hers; of those that ask alike, the last one."""
    degree = enrollment.degree
    mine = tree_of(catalogs.numbered(session, place.district_id, enrollment.catalog), degree)
    found: list[tuple[int, Requirement]] = []
    for each in among:
        written = each.catalog.degrees.get(degree)
        if written is not None and is_for(written, place):
            tree = tree_of(each.catalog, degree)
            found = [one for one in found if not ask_alike(one[1], tree)]
            found += [] if ask_alike(mine, tree) else [(each.number, tree)]
    return [number for number, _ in found]


def not_yet_in_force(session: Session, place: Participant, today: date) -> Sequence[Recorded]:
    """Catalogs that will be in force one day, the next one first."""
    timeline = catalogs.timeline(session, place.district_id)
    ahead = (each for each in timeline.recorded if each.applies_from > today)
    used = (each for each in ahead if timeline.in_force(each.applies_from) is each)
    return sorted(used, key=lambda each: each.applies_from)


def _later(
    session: Session, place: Participant, enrollment: Enrollment, today: date
) -> Sequence[int]:
    """Later catalogs that apply and ask otherwise."""
    recorded = catalogs.timeline(session, place.district_id).recorded
    among = (
        each for each in recorded if each.number > enrollment.catalog and each.applies_from <= today
    )
    return ask_otherwise(session, place, enrollment, among)


def _coming(
    session: Session, place: Participant, enrollment: Enrollment, today: date
) -> Sequence[int]:
    """Catalogs that do not apply yet and will ask otherwise."""
    ahead = not_yet_in_force(session, place, today)
    return ask_otherwise(session, place, enrollment, ahead)


def _is_offered(session: Session, place: Participant, degree: str, now: datetime) -> bool:
    written = catalogs.current(session, place.district_id, now=now).degrees.get(degree)
    return written is not None and is_for(written, place)


def _told(audit: Audit) -> dict[str, Any]:
    return {key: value for key, value in audit.to_json().items() if key != "as_of"}
