"""What is told of evidence: to its owner what was decided, to a reviewer what is asked of her."""

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from babel.dates import format_date
from sqlmodel import Session

from engine import catalogs, credentials, evidence, people, progress
from engine.credentials import Attainment
from engine.notifications import activity_title
from engine.outbox import Announced, phrase
from engine.people import Participant, Person
from engine.reactions.outcomes import came_of
from engine.reactions.restated import restated
from engine.reactions.telling import happened, tell
from rules.catalog import Catalog
from rules.words import word


def tell_of_approval(session: Session, announced: Announced, now: datetime) -> None:
    """What was approved, and what it brought."""
    event = happened(announced, evidence.EvidenceApproved)
    place = people.participant(session, event.district, event.participant)
    catalog = catalogs.current(session, event.district, now=now)
    told = _brought(session, announced, place, catalog) if place.plays else ()
    _tell_about_evidence(session, event, "approved", now, brought="\n".join(told))


def tell_of_sending_back(session: Session, announced: Announced, now: datetime) -> None:
    event = happened(announced, evidence.EvidenceSentBack)
    _tell_about_evidence(session, event, "sent_back", now)


def tell_of_declining(session: Session, announced: Announced, now: datetime) -> None:
    event = happened(announced, evidence.EvidenceDeclined)
    _tell_about_evidence(session, event, "declined", now)


def tell_of_undoing(session: Session, announced: Announced, now: datetime) -> None:
    """It waits for a review again; what nobody had handed in is taken back, and that is all."""
    event = happened(announced, evidence.ApprovalUndone)
    claim = session.get_one(evidence.Evidence, (event.district, event.evidence))
    template = "undone" if claim.was_handed_in else "taken_back"
    _tell_of_correction(session, announced, template, now)


def tell_of_correcting(session: Session, announced: Announced, now: datetime) -> None:
    """Old and new of each fact, too."""
    event = happened(announced, evidence.EvidenceCorrected)
    place = people.participant(session, event.district, event.participant)
    claim = session.get_one(evidence.Evidence, (event.district, event.evidence))
    catalog = catalogs.current(session, event.district, now=now)
    language = people.person_of(session, place).language
    said = restated(session, claim, evidence.changes(session, claim), catalog, language)
    _tell_of_correction(session, announced, "corrected", now, said="\n".join(said))


def tell_of_second_thoughts(session: Session, announced: Announced, now: datetime) -> None:
    event = happened(announced, evidence.DecisionTakenBack)
    _tell_about_evidence(session, event, "reconsidered", now)


def tell_of_refused_file(session: Session, announced: Announced, now: datetime) -> None:
    """A file was let go; its name is not told, for those are often children's."""
    event = happened(announced, evidence.FileRefusedByScan)
    place = people.participant(session, event.district, event.participant)
    reader = people.person_of(session, place)
    claim = evidence.get(session, people.acting(session, place), event.evidence)
    catalog = catalogs.current(session, event.district, now=now)
    tell(
        session, place, "file_refused", now,
        activity=activity_title(catalog, claim, reader.language), path=f"/evidence/{claim.id}",
    )  # fmt: skip


def tell_of_reviews(session: Session, announced: Announced, now: datetime) -> None:
    """What a reviewer is asked to answer in others' place."""
    event = happened(announced, evidence.ReviewsHandedOver)
    place = people.participant(session, event.district, event.participant)
    reader = people.person_of(session, place)
    catalog = catalogs.current(session, event.district, now=now)
    pieces = evidence.given(session, place, now)
    names = people.names(session, event.district, {each.participant_id for each in pieces})
    unnamed = evidence.blind_activities(session, event.district)
    nobody = phrase(reader.language, "unnamed")
    told = (
        f"- {activity_title(catalog, each, reader.language)}: "
        f"{nobody if each.activity in unnamed else names[each.participant_id]}"
        for each in pieces
    )
    tell(
        session, place, "handed_over", now,
        pieces="\n".join(told),
        day=format_date(event.until, "full", locale=reader.language),
        path="/reviews?hold=mine",
    )  # fmt: skip


def _tell_about_evidence(
    session: Session,
    event: evidence.EvidenceEvent,
    template: str,
    now: datetime,
    **facts: Any,
) -> None:
    place = people.participant(session, event.district, event.participant)
    reader = people.person_of(session, place)
    claim = session.get_one(evidence.Evidence, (event.district, event.evidence))
    last = evidence.decisions(session, claim)[-1]
    tell(
        session,
        place,
        template,
        now,
        activity=activity_title(
            catalogs.current(session, event.district, now=now), claim, reader.language
        ),
        day=format_date(claim.done_on, "long", locale=reader.language) if claim.done_on else "",
        reviewer=_decider(session, event, last.by, reader),
        note=last.note,
        path=f"/evidence/{claim.id}",
        **facts,
    )


def _tell_of_correction(
    session: Session, announced: Announced, template: str, now: datetime, **facts: Any
) -> None:
    """What was corrected, why, and everything that came of it for her."""
    event = happened(announced, evidence.EvidenceEvent)
    place = people.participant(session, event.district, event.participant)
    reader = people.person_of(session, place)
    claim = session.get_one(evidence.Evidence, (event.district, event.evidence))
    last = evidence.changes(session, claim)[-1]
    came = came_of(session, place, announced, now=now)
    tell(
        session, place, template, now,
        activity=activity_title(
            catalogs.current(session, event.district, now=now), claim, reader.language
        ),
        day=format_date(claim.done_on or now, "long", locale=reader.language),
        reviewer=_decider(session, event, last.by, reader),
        note=last.note or phrase(reader.language, "slip"),
        changes="\n".join(f"- {phrase(reader.language, name, **told)}" for name, told in came),
        path=f"/evidence/{claim.id}",
        **facts,
    )  # fmt: skip


def _decider(session: Session, event: evidence.EvidenceEvent, by: uuid.UUID, reader: Person) -> str:
    """Whose decision it was; the program's where a rule of the pack took it."""
    claim = session.get_one(evidence.Evidence, (event.district, event.evidence))
    work = evidence.teams.work_of(session, claim)
    if by == evidence.PROGRAM and work is not None:
        by = evidence.decisions(session, work)[-1].by
    if by == evidence.PROGRAM:
        return phrase(reader.language, "program")
    return people.person_of(session, people.participant(session, event.district, by)).name


def _brought(
    session: Session, announced: Announced, place: Participant, catalog: Catalog
) -> Iterator[str]:
    """Points, the level and badges that came with an approval, a sentence each."""
    language = people.person_of(session, place).language
    event = happened(announced, evidence.EvidenceApproved)
    points = evidence.all_worth(session, place)[f"evidence/{event.evidence}"].experience
    yield phrase(language, "points", points=_count(points, "point", language, catalog))
    reached = {each.level for each in progress.levels_noted(session, place)
               if each.event_id == announced.id}  # fmt: skip
    climbed = [key for key, each in catalog.levels.items() if each.experience and key in reached]
    for key in climbed[-1:]:
        yield phrase(
            language, "level", level=catalog.levels[key].title.in_(language),
            word=word("level", language, catalog.words, n=1),
        )  # fmt: skip
    earned = credentials.of(session, place, attainment=Attainment.BADGE)
    new = [each for each in earned if each.event_id == announced.id]
    titles = [_badge(each.key, catalog, language) for each in reversed(new)]
    if titles:
        badges = _count(len(titles), "badge", language, catalog)
        yield phrase(language, "badges", badges=badges, titles=", ".join(titles))


def _badge(key: str, catalog: Catalog, language: str) -> str:
    offer = catalog.badge_catalog.get(key)
    return phrase(language, "quoted", title=offer.title.in_(language) if offer else key)


def _count(n: int, term: str, language: str, catalog: Catalog) -> str:
    return f"{n} {word(term, language, catalog.words, n=n)}"
