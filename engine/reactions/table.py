"""When X has happened, do Y; each reaction may be repeated without harm.

A reaction runs in the transaction of the event, so that what it does and what caused it are kept
together or not at all, and the next page that anyone loads shows all of it.
"""

import uuid
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from engine import (
    authors,
    catalogs,
    changes,
    coaching,
    credentials,
    daybreak,
    evidence,
    follow_ups,
    goals,
    mentoring,
    nominations,
    people,
    progress,
    proposals,
    replay,
    rewards,
    standings,
)
from engine.catalogs import CatalogPublished
from engine.outbox import Announced, Event, waiting
from engine.people import Participant
from engine.reactions import among_colleagues, mentors, teams, telling
from engine.reactions import areas as about_areas
from engine.reactions import authors as about_authors
from engine.reactions import coaching as helping
from engine.reactions import degrees as about_degrees
from engine.reactions import evidence as about_evidence
from engine.reactions import follow_ups as looking_back
from engine.reactions import nominations as naming
from engine.reactions import proposals as about_proposals
from engine.reactions import rewards as about_rewards
from engine.reactions import waivers as about_waivers
from engine.store import is_apart

Reaction = Callable[[Session, Announced, datetime], None]


def follow(session: Session, *, now: datetime, mail: bool = True) -> None:
    """Do all that follows from what was announced in this transaction, and from that in turn.

    What brings a participant in line with her record is done once for all that happened to it;
    letters are written last, so that they tell of all that came of it. Without `mail` nobody is
    written to, as when old work is taken in by the hundred.
    """
    due: OrderedDict[tuple[Reaction, uuid.UUID], Announced] = OrderedDict()
    to_tell: list[tuple[Reaction, Announced]] = []
    while True:
        with evidence.settled_once(session, now=now):
            for announced in waiting(session):
                for react in TABLE.get(type(announced.event), ()):
                    if react in _MAIL and not mail:
                        continue
                    if react in _RECORD_CHANGED:
                        about = telling.about_participant(announced).participant
                        due.setdefault((react, about), announced)
                    elif react in _MAIL:
                        to_tell.append((react, announced))
                    else:
                        react(session, announced, now)
        if not due:
            break
        (react, _about), announced = due.popitem(last=False)
        react(session, announced, now)
    for react, announced in to_tell:
        react(session, announced, now)


def bring_in_line(
    session: Session, whose: Sequence[uuid.UUID], cause: Announced, now: datetime
) -> None:
    """All that follows for these people from a catalog that was published."""
    _bring_in_line_and_count(session, whose, cause, now)
    follow(session, now=now)


def _settle(session: Session, announced: Announced, now: datetime) -> None:
    evidence.settle(session, _place(session, announced), cause=announced, now=now)


def _count_standings(session: Session, announced: Announced, _now: datetime) -> None:
    event = telling.about_participant(announced)
    standings.count(session, event.district, [event.participant])


def _bring_people_in_line(session: Session, announced: Announced, now: datetime) -> None:
    """A catalog that applies already judges anew whatever it judges otherwise, and no more.

    Where it was rehearsed, only those are left to whom something happened meanwhile.
    """
    if (left := changes.left_over(session)) is not None:
        _bring_in_line_and_count(session, left, announced, now)
        return
    district = announced.event.district
    newest = catalogs.timeline(session, district).newest
    whose: Sequence[uuid.UUID] = ()
    if newest.applies_from <= catalogs.today(session, district, now=now):
        people.hold_everybody(session, district)  # What is approved just now is seen then.
        whose = changes.touched(session, district, now=now)
    _bring_in_line_and_count(session, whose, announced, now)
    if standings.are_divided_anew(session, district):
        standings.recount(session, district)


def _begin_its_days(session: Session, announced: Announced, now: datetime) -> None:
    """A district's days count from its first catalog on."""
    published = telling.happened(announced, CatalogPublished)
    if published.number == 1:
        daybreak.begin(session, published.district, now=now)


def _begin_the_day(session: Session, announced: Announced, now: datetime) -> None:
    """What moves with time alone is brought in line, for one lot of people."""
    event = telling.happened(announced, daybreak.DayBegan)
    district, between = event.district, (event.first, event.last)
    whose = daybreak.touched(session, district, since=event.since, day=event.day, between=between)
    _bring_in_line_and_count(session, whose, announced, now)


def _bring_in_line_and_count(
    session: Session, whose: Sequence[uuid.UUID], announced: Announced, now: datetime
) -> None:
    district = announced.event.district
    for each in whose:
        place = people.participant(session, district, each)
        progress.let_lapse(session, place, now=now)
        _bring_in_line(session, place, announced, now)
    standings.count(session, district, whose)


def _bring_in_line(
    session: Session, place: Participant, announced: Announced, now: datetime
) -> None:
    evidence.settle(session, place, cause=announced, now=now)
    evidence.settle_at_once(session, place, now=now)
    progress.assess(session, place, cause=announced, now=now)
    goals.note(session, place, now=now)
    credentials.issue(session, place, cause=announced, now=now)


def _let_lapse(session: Session, announced: Announced, now: datetime) -> None:
    progress.let_lapse(session, _place(session, announced), now=now)


def _credit_reviewer(session: Session, announced: Announced, now: datetime) -> None:
    """Whoever decided is credited, unless this happens to a copy in which she is somebody else."""
    event = telling.happened(announced, evidence.ReviewFinished)
    if announced.by is not None and not is_apart(session):
        evidence.credit_review(session, event.district, event.evidence, announced.by, now=now)


def _uncredit_reviewer(session: Session, announced: Announced, now: datetime) -> None:
    event = telling.happened(announced, evidence.ReviewTakenBack)
    if announced.by is not None and not is_apart(session):
        evidence.uncredit_review(session, event.district, event.evidence, announced.by, now=now)


def _let_reviews_go(session: Session, announced: Announced, now: datetime) -> None:
    event = telling.about_participant(announced)
    evidence.let_all_go(session, event.district, event.participant, now=now)


def _assess(session: Session, announced: Announced, now: datetime) -> None:
    place = _place(session, announced)
    progress.assess(session, place, cause=announced, now=now)
    goals.note(session, place, now=now)


def _issue_credentials(session: Session, announced: Announced, now: datetime) -> None:
    credentials.issue(session, _place(session, announced), cause=announced, now=now)


def _place(session: Session, announced: Announced) -> Participant:
    event = telling.about_participant(announced)
    return people.participant(session, event.district, event.participant)


_RECORD_CHANGED: tuple[Reaction, ...] = (_count_standings, _assess, _issue_credentials)

_MAIL: frozenset[Reaction] = frozenset(
    {
        about_evidence.tell_of_approval,
        about_evidence.tell_of_sending_back,
        about_evidence.tell_of_declining,
        about_evidence.tell_of_undoing,
        about_evidence.tell_of_second_thoughts,
        about_evidence.tell_of_refused_file,
        about_evidence.tell_of_reviews,
        about_evidence.tell_of_correcting,
        about_degrees.tell_of_degree,
        about_degrees.tell_of_lapse,
        about_degrees.tell_of_decision,
        about_degrees.tell_of_revoking,
        about_waivers.tell_of_waiver,
        about_rewards.tell_of_reward,
        about_degrees.ask_admins,
        about_proposals.tell_of_proposal,
        about_proposals.tell_readers,
        looking_back.ask_whether_still_used,
        helping.tell_coaches,
        helping.tell_other_side,
        naming.tell_of_naming,
        naming.thank_for_naming,
        about_authors.tell_authors,
        about_areas.tell_of_area,
        among_colleagues.ask_into_team,
        among_colleagues.tell_of_team,
        among_colleagues.remind_of_part,
        among_colleagues.ask_to_mentor,
        among_colleagues.tell_of_mentoring,
    }
)

TABLE: Mapping[type[Event], tuple[Reaction, ...]] = {
    CatalogPublished: (
        _begin_its_days,
        _bring_people_in_line,
        about_proposals.note_published,
        about_areas.tell_of_area,
    ),
    people.PlaceChanged: (_assess, _issue_credentials),
    people.RoleGiven: (),
    people.AreaGiven: (),
    people.AreaTaken: (),
    people.RoleTaken: (_let_reviews_go,),
    people.ParticipationEnded: (
        _let_reviews_go,
        mentors.end,
        teams.end,
    ),
    people.ParticipationResumed: (_assess, _issue_credentials),
    daybreak.DayBegan: (_begin_the_day,),
    evidence.EvidenceSubmitted: (teams.catch_up,),
    evidence.EvidenceWithdrawn: (),
    evidence.EvidenceApproved: (
        teams.follow_approval,
        *_RECORD_CHANGED,
        about_evidence.tell_of_approval,
        among_colleagues.remind_of_part,
    ),
    evidence.WorkCredited: _RECORD_CHANGED,
    evidence.CreditTakenBack: _RECORD_CHANGED,
    evidence.EvidenceSentBack: (about_evidence.tell_of_sending_back,),
    evidence.EvidenceDeclined: (teams.follow_declining, about_evidence.tell_of_declining),
    evidence.ReviewTaken: (),
    evidence.ReviewFinished: (_credit_reviewer,),
    evidence.ReviewTakenBack: (_uncredit_reviewer,),
    evidence.ReviewLetGo: (),
    evidence.ReviewWentBack: (),
    evidence.ReviewHandedOver: (),
    evidence.ReviewsHandedOver: (about_evidence.tell_of_reviews,),
    evidence.FileRefusedByScan: (about_evidence.tell_of_refused_file,),
    evidence.DecisionTakenBack: (
        teams.follow_second_thoughts,
        about_evidence.tell_of_second_thoughts,
    ),
    evidence.ApprovalUndone: (
        teams.follow_undoing,
        *_RECORD_CHANGED,
        about_evidence.tell_of_undoing,
    ),
    evidence.EvidenceCorrected: (
        teams.follow_correcting,
        *_RECORD_CHANGED,
        about_evidence.tell_of_correcting,
    ),
    evidence.WorthKept: (),
    mentoring.MentoringAsked: (among_colleagues.ask_to_mentor,),
    mentoring.MentoringAgreed: (among_colleagues.tell_of_mentoring,),
    mentoring.MentoringEnded: (among_colleagues.tell_of_mentoring,),
    evidence.waivers.StageWaived: (about_waivers.tell_of_waiver,),
    evidence.waivers.StageWaiverWithdrawn: (about_waivers.tell_of_waiver,),
    evidence.teams.AskedIntoTeam: (among_colleagues.ask_into_team,),
    evidence.teams.TeamJoined: (among_colleagues.tell_of_team,),
    evidence.teams.TeamDeclined: (among_colleagues.tell_of_team,),
    evidence.teams.TeamLeft: (among_colleagues.tell_of_team,),
    replay.RecordReplayed: (_settle, *_RECORD_CHANGED),
    progress.Enrolled: (_let_lapse, _assess, _issue_credentials),
    progress.Switched: (_assess, _issue_credentials),
    progress.RightsLapsed: (about_degrees.tell_of_lapse,),
    progress.PutAside: (),
    progress.LevelWasReached: (_issue_credentials,),
    progress.LevelTakenBack: (),
    progress.DegreeConferred: (_issue_credentials, about_degrees.tell_of_degree),
    progress.ConferralQuestioned: (about_degrees.ask_admins,),
    progress.ConferralUpheld: (),
    progress.ConferralRevoked: (_assess, _issue_credentials, about_degrees.tell_of_revoking),
    progress.DegreeDecided: (*_RECORD_CHANGED, about_degrees.tell_of_decision),
    progress.DegreeDecisionWithdrawn: (*_RECORD_CHANGED, about_degrees.tell_of_decision),
    follow_ups.FollowUpDue: (looking_back.ask_whether_still_used,),
    follow_ups.FollowUpAnswered: (),
    coaching.HelpAsked: (helping.tell_coaches,),
    coaching.HelpTaken: (),
    coaching.HelpLetGo: (),
    coaching.HelpSaid: (helping.tell_other_side,),
    coaching.HelpClosed: (helping.tell_other_side,),
    nominations.WorkNamed: (naming.tell_of_naming,),
    nominations.NominationAccepted: (naming.thank_for_naming,),
    nominations.NominationClosed: (),
    goals.GoalSet: (),
    goals.GoalLetGo: (),
    goals.GoalReached: (),
    goals.GoalReopened: (),
    credentials.CredentialIssued: (mentors.credit,),
    credentials.CredentialRevoked: (mentors.credit,),
    rewards.RewardRedeemed: (),
    rewards.RedemptionApproved: (about_rewards.tell_of_reward,),
    rewards.RedemptionDeclined: (about_rewards.tell_of_reward,),
    rewards.RedemptionCancelled: (),
    rewards.RewardFulfilled: (),
    rewards.TicketDrawn: (about_rewards.tell_of_reward,),
    proposals.ProposalSubmitted: (about_proposals.tell_readers,),
    proposals.ProposalTaken: (about_proposals.tell_of_proposal,),
    proposals.ProposalAskedBack: (about_proposals.tell_of_proposal,),
    proposals.ProposalDeclined: (about_proposals.tell_of_proposal,),
    proposals.ProposalInStudio: (about_proposals.tell_of_proposal,),
    proposals.ProposalPublished: (about_proposals.tell_of_proposal,),
    authors.AuthorInvited: (about_authors.tell_authors,),
    authors.AuthorJoined: (about_authors.tell_authors,),
    authors.AuthorLeft: (),
}
"""Every event, even where nothing follows: the house checks that none is forgotten."""
