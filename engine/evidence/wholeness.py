"""What evidence must say before anyone can decide on it, and what has to come first."""

from datetime import date, datetime

from sqlmodel import Session, select

from engine import catalogs
from engine.errors import Incomplete, KindNotWanted, NotFound, OtherAudience, StageMissing
from engine.evidence.describing import unconsented, untold
from engine.evidence.looking_back import must_be_recent
from engine.evidence.quizzes.answers import still_asked
from engine.evidence.tables import Artifact, Evidence, Scan
from engine.evidence.team.finding import place_of
from engine.evidence.team.handing_in import common_kinds, must_be_ready, reflects
from engine.evidence.waiving.finding import missing
from engine.people import Actor
from rules.catalog import Activity, Catalog, StageOffer
from rules.terms import EvidenceKind, EvidenceWanted, Stage


def must_be_whole(
    session: Session, claim: Evidence, by: Actor, catalog: Catalog, today: date
) -> None:
    """Refuse evidence that the activity could not accept, whoever reviewed it."""
    in_the_way = _hindrance(session, catalog, claim.activity, claim.stage, by)
    if isinstance(in_the_way, OtherAudience):
        raise in_the_way
    offer = catalog.activities[claim.activity].stages[claim.stage]
    if unwritten := _missing_fields(claim, session, offer, today):
        raise Incomplete(unwritten)
    must_be_recent(claim, catalog)
    must_be_ready(session, claim, catalog)
    if not offer.evidence.accepts(claim.kind_set) and place_of(session, claim) is None:
        raise KindNotWanted(offer.evidence)
    if in_the_way is not None:
        raise in_the_way


def must_be_submittable(session: Session, claim: Evidence, *, by: Actor, now: datetime) -> None:
    """Refuse what could not be submitted as it is, without submitting it."""
    catalog = catalogs.current(session, claim.district_id, now=now)
    must_be_whole(session, claim, by, catalog, catalogs.local_day(catalog, now))


def hindrance(
    session: Session, activity: str, stage: Stage, *, by: Actor, now: datetime
) -> OtherAudience | StageMissing | None:
    """What would stand in the way of submitting this, however well it is written."""
    catalog = catalogs.current(session, by.participant.district_id, now=now)
    return _hindrance(session, catalog, activity, stage, by)


def offered(catalog: Catalog, activity: str, stage: Stage) -> Activity:
    """The activity, when it is offered in this stage; else there is nothing of that name."""
    found = catalog.activities.get(activity)
    if found is None or stage not in found.stages:
        raise NotFound("activity")
    return found


def to_write(catalog: Catalog, activity: str, stage: Stage) -> StageOffer:
    """What the stage asks of somebody who writes; what the program keeps itself, nobody writes."""
    offer = offered(catalog, activity, stage).stages[stage]
    if offer.evidence is EvidenceWanted.SYSTEM:
        raise NotFound("activity")
    return offer


def _hindrance(
    session: Session, catalog: Catalog, activity: str, stage: Stage, by: Actor
) -> OtherAudience | StageMissing | None:
    audience = offered(catalog, activity, stage).audience
    if audience and by.participant.audience not in audience:
        return OtherAudience(activity)
    first = missing(session, by.participant, catalog, activity, stage)
    return StageMissing(first) if first else None


def _missing_fields(
    claim: Evidence, session: Session, offer: StageOffer, today: date
) -> tuple[str, ...]:
    """Names of fields that must be written before anyone can decide."""
    kinds, is_part = common_kinds(session, claim), place_of(session, claim) is not None
    # A colleague has said what she saw, or the answers say it.
    is_told = claim.nominated_by is not None or not offer.asks_in_words
    reflection = reflects(session, claim) or (EvidenceKind.OWN in kinds and not is_told)
    asked = {
        "kinds": is_part or bool(kinds),
        "done_on": is_part or offer.is_quiz or _is_past(claim.done_on, today),
        "learned": bool(claim.learned.strip()) or not reflection,
        "did": is_told or bool(claim.did.strip()),
        "changed": bool(claim.changed.strip()) or EvidenceKind.STUDENT not in kinds,
        "artifacts": is_part or EvidenceKind.STUDENT not in kinds or _has_artifact(session, claim),
        "told": not untold(session, claim),
        "consent": not unconsented(session, claim),
        "measure": is_part or not _measured(claim) or _is_whole_measure(claim),
        "measured_of": _are_among(claim.measured_of, claim.measured_before, claim.measured_after),
    }
    unwritten = (name for name, there in asked.items() if not there)
    return (*unwritten, *(() if is_part else still_asked(claim, offer)))


def _is_past(day: date | None, today: date) -> bool:
    return day is not None and day <= today


def _has_artifact(session: Session, claim: Evidence) -> bool:
    found = session.exec(
        select(Artifact.id).where(
            Artifact.district_id == claim.district_id,
            Artifact.evidence_id == claim.id,
            Artifact.scan != Scan.REFUSED,
        )
    )
    return found.first() is not None


def _measured(claim: Evidence) -> bool:
    numbers = (claim.measured_of, claim.measured_before, claim.measured_after)
    return bool(claim.measure.strip()) or any(number is not None for number in numbers)


def _is_whole_measure(claim: Evidence) -> bool:
    """What was counted, before and after; among how many may stay open."""
    numbers = (claim.measured_before, claim.measured_after)
    return bool(claim.measure.strip()) and None not in numbers


def _are_among(of: int | None, *counted: int | None) -> bool:
    """Nobody can count more students than there were."""
    return of is None or all(number is None or number <= of for number in counted)
