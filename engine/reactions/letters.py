"""What people are told of events: the owner of evidence, an earner, the admins."""

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import TypeVar

from babel.dates import format_date
from sqlmodel import Session

from engine import catalogs, credentials, evidence, notifications, people, progress, rewards
from engine.credentials import Attainment
from engine.notifications import Kind, activity_title
from engine.outbox import Announced, Event, ParticipantEvent, phrase
from engine.people import Participant, Person, Role
from engine.reactions import rulings
from engine.reactions.outcomes import came_of
from rules.catalog import Catalog
from rules.requirements.comparing import ask_alike
from rules.words import word

_Kind = TypeVar("_Kind", bound=Event)

_ABOUT = {
    "approved": Kind.EVIDENCE,
    "sent_back": Kind.EVIDENCE,
    "declined": Kind.EVIDENCE,
    "undone": Kind.EVIDENCE,
    "corrected": Kind.EVIDENCE,
    "reconsidered": Kind.EVIDENCE,
    "mentor_asked": Kind.EVIDENCE,
    "mentor_offered": Kind.EVIDENCE,
    "mentoring_agreed": Kind.EVIDENCE,
    "mentoring_ended": Kind.EVIDENCE,
    "team_asked": Kind.EVIDENCE,
    "team_joined": Kind.EVIDENCE,
    "team_declined": Kind.EVIDENCE,
    "team_left": Kind.EVIDENCE,
    "team_waits": Kind.EVIDENCE,
    "file_refused": Kind.EVIDENCE,
    "handed_over": Kind.REVIEWS,
    "degree": Kind.DEGREES,
    "rights_lapsed": Kind.DEGREES,
    "decided": Kind.DEGREES,
    "decision_withdrawn": Kind.DEGREES,
    "conferral_revoked": Kind.DEGREES,
    "follow_up": Kind.FOLLOW_UPS,
    "help_asked": Kind.COLLEAGUES,
    "help_said": Kind.COLLEAGUES,
    "help_closed": Kind.COLLEAGUES,
    "work_named": Kind.COLLEAGUES,
    "nomination_accepted": Kind.COLLEAGUES,
    "reward_approved": Kind.REWARDS,
    "reward_declined": Kind.REWARDS,
    "ticket_drawn": Kind.REWARDS,
    "conferral_questioned": Kind.OFFICE,
}
"""What each template of `engine/outbox/letters` is about; its letters stop together."""


def kind_of(template: str) -> Kind:
    """What a letter is about."""
    return _ABOUT[template]


def about_participant(announced: Announced) -> ParticipantEvent:
    """The event, which is about one participant."""
    return happened(announced, ParticipantEvent)


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
    _tell_of_correction(session, announced, "undone", now)


def tell_of_correcting(session: Session, announced: Announced, now: datetime) -> None:
    _tell_of_correction(session, announced, "corrected", now)


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
    _tell(
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
    _tell(
        session, place, "handed_over", now,
        pieces="\n".join(told),
        day=format_date(event.until, "full", locale=reader.language),
        path="/reviews?hold=mine",
    )  # fmt: skip


def tell_of_degree(session: Session, announced: Announced, now: datetime) -> None:
    """A degree was conferred: the letter that people keep."""
    event = happened(announced, progress.DegreeConferred)
    place = people.participant(session, event.district, event.participant)
    reader = people.person_of(session, place)
    title = progress.conferred(session, place, event.degree).title.in_(reader.language)
    _tell(session, place, "degree", now, degree=title,
           path=f"/degrees/{event.degree}/diploma")  # fmt: skip


def tell_of_lapse(session: Session, announced: Announced, now: datetime) -> None:
    """The years of her version are over; nothing is written where the next one asks the same."""
    event = happened(announced, progress.RightsLapsed)
    before, after = (
        catalogs.numbered(session, event.district, number)
        for number in (event.from_catalog, event.to_catalog)
    )
    if ask_alike(*(progress.tree_of(each, event.degree) for each in (before, after))):
        return
    place = people.participant(session, event.district, event.participant)
    reader = people.person_of(session, place)
    _tell(
        session, place, "rights_lapsed", now,
        degree=after.degrees[event.degree].title.in_(reader.language),
        before=before.pack.catalog_year, after=after.pack.catalog_year,
        path=f"/degrees/{event.degree}",
    )  # fmt: skip


def tell_of_decision(session: Session, announced: Announced, now: datetime) -> None:
    """An admin decided about a requirement of hers, or withdrew that, and says why.

    What she pins herself needs no letter, nor what another decision takes the place of.
    """
    event = happened(announced, progress.DegreeDecisionEvent)
    if not event.note or announced.by is None:
        return
    place = people.participant(session, event.district, event.participant)
    reader = people.person_of(session, place)
    decision = ""
    if isinstance(event, progress.DegreeDecided):
        decision = rulings.in_words(session, event, place, reader.language)
    _tell(
        session,
        place,
        "decided" if decision else "decision_withdrawn",
        now,
        decision=decision,
        degree=progress.decided_about(session, event).title.in_(reader.language),
        admin=people.names(session, event.district, [announced.by])[announced.by],
        note=event.note,
        path=f"/degrees/{event.degree}",
    )


def tell_of_revoking(session: Session, announced: Announced, now: datetime) -> None:
    """An admin took a degree back, and says why."""
    event = happened(announced, progress.ConferralRevoked)
    place = people.participant(session, event.district, event.participant)
    reader = people.person_of(session, place)
    title = progress.conferred(session, place, event.degree).title.in_(reader.language)
    _tell(
        session, place, "conferral_revoked", now,
        degree=title, note=event.note, path="/degrees",
    )  # fmt: skip


def tell_of_reward(session: Session, announced: Announced, now: datetime) -> None:
    """A redemption was approved or declined, or a ticket won."""
    event = happened(announced, rewards.RedemptionEvent)
    template = {
        rewards.RedemptionApproved: "reward_approved",
        rewards.RedemptionDeclined: "reward_declined",
        rewards.TicketDrawn: "ticket_drawn",
    }[type(event)]
    place = people.participant(session, event.district, event.participant)
    reader = people.person_of(session, place)
    redeemed = rewards.get(session, people.acting(session, place), event.redemption)
    _tell(
        session,
        place,
        template,
        now,
        reward=redeemed.reward.title.in_(reader.language),
        slip=redeemed.redemption.slip,
        path="/rewards/mine",
    )


def ask_admins(session: Session, announced: Announced, now: datetime) -> None:
    """A correction left a conferred degree incomplete: somebody has to decide."""
    event = happened(announced, progress.ConferralQuestioned)
    place = people.participant(session, event.district, event.participant)
    degree = progress.conferred(session, place, event.degree)
    for office, admin in _admins(session, event.district):
        _tell(
            session,
            office,
            "conferral_questioned",
            now,
            earner=people.person_of(session, place).name,
            degree=degree.title.in_(admin.language),
            path="/dashboard/questions",
        )


def _tell_about_evidence(
    session: Session,
    event: evidence.EvidenceEvent,
    template: str,
    now: datetime,
    **facts: str,
) -> None:
    place = people.participant(session, event.district, event.participant)
    reader = people.person_of(session, place)
    claim = evidence.get(session, people.acting(session, place), event.evidence)
    last = evidence.decisions(session, claim)[-1]
    _tell(
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


def _decider(session: Session, event: evidence.EvidenceEvent, by: uuid.UUID, reader: Person) -> str:
    """Whose decision it was; the program's where a rule of the pack took it."""
    claim = session.get_one(evidence.Evidence, (event.district, event.evidence))
    work = evidence.teams.work_of(session, claim)
    if by == evidence.PROGRAM and work is not None:
        by = evidence.decisions(session, work)[-1].by
    if by == evidence.PROGRAM:
        return phrase(reader.language, "program")
    return people.names(session, event.district, [by])[by]


def _tell_of_correction(
    session: Session, announced: Announced, template: str, now: datetime
) -> None:
    """What was corrected, why, and everything that came of it for her."""
    event = happened(announced, evidence.EvidenceEvent)
    place = people.participant(session, event.district, event.participant)
    reader = people.person_of(session, place)
    claim = evidence.get(session, people.acting(session, place), event.evidence)
    last = evidence.changes(session, claim)[-1]
    came = came_of(session, place, announced, now=now)
    _tell(
        session, place, template, now,
        activity=activity_title(
            catalogs.current(session, event.district, now=now), claim, reader.language
        ),
        day=format_date(claim.done_on or now, "long", locale=reader.language),
        reviewer=_decider(session, event, last.by, reader),
        note=last.note or phrase(reader.language, "slip"),
        changes="\n".join(f"- {phrase(reader.language, name, **facts)}" for name, facts in came),
        path=f"/evidence/{claim.id}",
    )  # fmt: skip


def _tell(session: Session, place: Participant, template: str, now: datetime, **facts: str) -> None:
    language = people.person_of(session, place).language
    university = catalogs.current(session, place.district_id, now=now).district.university
    facts["path"] = f"/{place.district_id}{facts['path']}"
    told = {"university": university.in_(language), **facts}
    notifications.tell(session, place, _ABOUT[template], template, told, now=now)


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


def _admins(session: Session, district: str) -> Iterator[tuple[Participant, Person]]:
    for place, person in people.directory(session, district):
        if people.acting(session, place).has(Role.DISTRICT_ADMIN):
            yield place, person


def happened(announced: Announced, kind: type[_Kind]) -> _Kind:
    """The event, which is of this kind."""
    if not isinstance(announced.event, kind):
        raise TypeError(f"{type(announced.event).__name__} is no {kind.__name__}")
    return announced.event
