"""Taking in what a district approved before it kept its program here."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from engine import catalogs, ledger
from engine.errors import (
    KindNotWanted,
    NotFound,
    NotPermitted,
    OtherAudience,
    OwnEvidence,
    Refusal,
    StageMissing,
)
from engine.evidence import counted
from engine.evidence.completions import completions, stated
from engine.evidence.events import EvidenceApproved
from engine.evidence.settling import settle, settled_once
from engine.evidence.tables import Artifact, Decision, Evidence, Status, Verdict, Why
from engine.evidence.waiving.finding import missing
from engine.outbox import Announced, announce
from engine.people import Act, Actor, Participant
from engine.store import new_id
from rules.catalog import Catalog
from rules.facts import Completion
from rules.terms import EvidenceKind, Stage


@dataclass(frozen=True)
class Figure:
    """A metric's value, and where it stands."""

    value: float
    source: str


@dataclass(frozen=True)
class Approved:
    """Approved work of one participant, as somebody else's list tells it."""

    known_as: str
    """What the list's row is found by when it comes again; the same row is taken in once."""
    activity: str
    stage: Stage
    kinds: frozenset[EvidenceKind]
    minutes: int
    day: date
    by: Actor
    """Who approved it."""
    link: str = ""
    witnessed: bool = False
    """Whether she led it and saw who was there, which needs no other right."""
    figure: Figure | None = None

    def completion(self, now: datetime) -> Completion:
        """The work as the rules would see it."""
        return Completion(
            self.known_as, self.activity, self.stage, self.kinds, self.minutes, self.day, now,
            value=self.figure.value if self.figure else None,
        )  # fmt: skip


def take_in(
    session: Session,
    owner: Participant,
    approved: Iterable[Approved],
    *,
    now: datetime,
    again: bool = False,
) -> Sequence[Evidence]:
    """Keep work that was approved elsewhere, with its decisions, and post its points as one act.

    Answers with what is new; what was taken in before is left as it is. What was taken back since
    counts `again` where somebody says so.
    """
    approved = in_order(approved)
    ledger.hold(session, owner)
    known = taken_in(session, owner.district_id, [each.known_as for each in approved])
    back = {name for name, claim in known.items() if again and claim.status is Status.DECLINED}
    new = [each for each in approved if each.known_as not in known or each.known_as in back]
    for refusal in obstacles(session, owner, new, now=now):
        if refusal is not None:
            raise refusal
    claims = [_again(known[each.known_as], now) if each.known_as in back
              else _claim(owner, each, now) for each in new]  # fmt: skip
    session.add_all(claims)
    session.flush()
    for claim, each in zip(claims, new, strict=True):
        session.add_all(_beside(claim, each, now))
        by = each.by.participant.id
        counted.note(session, claim, stated(claim), Why.APPROVED, by=by, now=now)
    with settled_once(session, now=now):
        for claim, each in zip(claims, new, strict=True):
            settle(session, owner, cause=_announce(session, claim, by=each.by, now=now), now=now)
    return claims


def in_order(approved: Iterable[Approved]) -> Sequence[Approved]:
    """By day, and on one day what is learned before what is used."""
    return sorted(approved, key=lambda each: (each.day, each.stage is Stage.USED, each.known_as))


def obstacles(
    session: Session, owner: Participant, approved: Sequence[Approved], *, now: datetime
) -> Iterator[Refusal | None]:
    """Why each of them cannot be taken in, None where it can; they come in their order.

    What can be taken in counts for those after it.
    """
    timeline = catalogs.timeline(session, owner.district_id)
    done = list(completions(session, owner))
    for each in approved:
        catalog = timeline.in_force(each.day).catalog
        refusal = _obstacle(catalog, owner, each) or _too_early(session, catalog, owner, each, done)
        if refusal is None:
            done.append(each.completion(now))
        yield refusal


def taken_back(session: Session, district: str, known_as: Sequence[str]) -> frozenset[str]:
    """Those of these names under which something was taken in, and is taken back by now."""
    known = taken_in(session, district, known_as)
    return frozenset(name for name, claim in known.items() if claim.status is Status.DECLINED)


def taken_in(session: Session, district: str, known_as: Sequence[str]) -> dict[str, Evidence]:
    """What was taken in before under these names."""
    found: dict[str, Evidence] = {}
    for start in range(0, len(known_as), 500):
        rows = session.exec(
            select(Evidence).where(
                Evidence.district_id == district,
                col(Evidence.imported_as).in_(known_as[start : start + 500]),
            )
        )
        found |= {str(row.imported_as): row for row in rows}
    return found


def _obstacle(catalog: Catalog, owner: Participant, each: Approved) -> Refusal | None:
    activity = catalog.activities.get(each.activity)
    if activity is None or each.stage not in activity.stages:
        return NotFound("activity")
    if activity.audience and owner.audience not in activity.audience:
        return OtherAudience(each.activity)
    wanted = activity.stages[each.stage].evidence
    if not wanted.accepts(each.kinds):
        return KindNotWanted(wanted)
    if each.by.participant.key == owner.key:
        return OwnEvidence()
    if not each.witnessed and not each.by.may(Act.REVIEW, owner):
        return NotPermitted(Act.REVIEW.value)
    return None


def _too_early(
    session: Session,
    catalog: Catalog,
    owner: Participant,
    each: Approved,
    done: Sequence[Completion],
) -> StageMissing | None:
    first = missing(session, owner, catalog, each.activity, each.stage, done)
    return StageMissing(first) if first else None


def _claim(owner: Participant, each: Approved, now: datetime) -> Evidence:
    return Evidence(
        district_id=owner.district_id,
        id=new_id(),
        participant_id=owner.id,
        activity=each.activity,
        stage=each.stage,
        kinds=",".join(sorted(each.kinds)),
        status=Status.APPROVED,
        done_on=each.day,
        minutes=each.minutes,
        value=each.figure.value if each.figure else None,
        value_source=each.figure.source if each.figure else "",
        started_at=now,
        saved_at=now,
        submitted_at=now,
        decided_at=now,
        imported_as=each.known_as,
    )


def _again(claim: Evidence, now: datetime) -> Evidence:
    """What was taken back, as it counts once more."""
    claim.status, claim.decided_at, claim.kept = Status.APPROVED, now, None
    claim.version += 1
    return claim


def _beside(claim: Evidence, each: Approved, now: datetime) -> Iterator[Decision | Artifact]:
    """What stands beside the claim: who approved it, and the link."""
    yield Decision(
        district_id=claim.district_id,
        evidence_id=claim.id,
        by=each.by.participant.id,
        verdict=Verdict.APPROVED,
        at=now,
    )
    if each.link:
        yield Artifact(
            district_id=claim.district_id,
            evidence_id=claim.id,
            name=each.link,
            url=each.link,
            added_at=now,
        )


def _announce(session: Session, claim: Evidence, *, by: Actor, now: datetime) -> Announced:
    happened = EvidenceApproved(claim.district_id, claim.participant_id, claim.id)
    return announce(session, happened, by=by.participant.id, now=now)
