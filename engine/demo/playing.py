"""Playing one person's time in the demo, step by step, by nothing but the engine's own actions."""

import heapq
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random

from sqlmodel import Session

from engine import evidence, ledger, progress, reactions, rewards
from engine.demo.calendar import Calendar
from engine.demo.cast import Character
from engine.demo.choosing import Choice
from engine.demo.telling import Teller
from engine.evidence import Artifact, Evidence
from engine.ledger import Balance
from engine.people import Actor
from engine.rewards import Redemption
from rules.catalog import ActivityKind, Catalog
from rules.terms import Audience, EvidenceKind, EvidenceWanted, Stage

_APPROVED_FIRST, _SENT_BACK_FIRST, _APPROVED_AGAIN = 0.70, 0.28, 0.95
_REVIEW_DAYS_MEDIAN = 2.4
_TOGETHER = timedelta(days=365)
_LADDER = ("associate", "bachelor", "master", "doctor")
_KINDS = {
    EvidenceWanted.STUDENT: (EvidenceKind.STUDENT,),
    EvidenceWanted.OWN: (EvidenceKind.OWN,),
    EvidenceWanted.EITHER: (EvidenceKind.STUDENT, EvidenceKind.OWN),
    EvidenceWanted.BOTH: (EvidenceKind.STUDENT, EvidenceKind.OWN),
    EvidenceWanted.ATTENDANCE: (EvidenceKind.ATTENDANCE,),
}


@dataclass(frozen=True)
class Offices:
    """Who decides and who hands out."""

    reviewers: Sequence[Actor]
    desk: Actor

    def for_school(self, owner: Actor) -> Sequence[Actor]:
        """Those who may review this person, those of her school first."""
        return [
            each
            for each in self.reviewers
            if each.participant.id != owner.participant.id
            and any(grant.school in ("", owner.participant.school) for grant in each.grants)
        ]


_Step = Callable[[datetime], None]


@dataclass
class Player:
    """One person's time, from her first piece of evidence until today."""

    session: Session
    catalog: Catalog
    calendar: Calendar
    offices: Offices
    actor: Actor
    character: Character
    random: Random
    out_of_reach: frozenset[str] = frozenset()
    """Rewards of which there is only so much, and which somebody else may take."""
    _steps: list[tuple[datetime, int, _Step]] = field(default_factory=list)
    _order: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        audience = self.character.audience
        self.choice = Choice(self.catalog, audience, self.character.favourites, self.random)
        self.teller = Teller(self.character.language, audience, self.random)
        self.goal: str | None = None
        self._since: datetime | None = None
        self._leveled = 0
        self._open: int | None = None
        # A session keeps no row that nobody holds; these are asked for at every step.
        self._balance: Balance | None = None
        self._seen: progress.DegreeProgress | None = None
        self._claims: list[Evidence] = []

    def play(self) -> None:
        """Everything in the order of time, as far as it lies before today."""
        for number, day in enumerate(self.character.days):
            moment = self.calendar.moment(day, self.random)
            if number == 0:
                self._later(moment - timedelta(minutes=10), self._perhaps_enroll)
            self._later(moment, self._hand_in)
        if self.random.random() < 0.07 and self.character.days and not self.character.left_on:
            self._later(self.calendar.closes - timedelta(hours=10), self._draft)
        while self._steps:
            moment, _, step = heapq.heappop(self._steps)
            step(moment)
            self._follow(moment)
        reactions.follow(self.session, now=self.calendar.closes, mail=False)

    def _follow(self, now: datetime) -> None:
        """What follows from some months is done at once, but for levels and for degrees in sight.

        Reactions are as good for many events as for one; so the demo is there sooner.
        """
        if self._is_due():
            reactions.follow(self.session, now=now, mail=False)
            self._since, self._leveled, self._open = None, self._level(), self._still_open()
            if self._open == 0:
                self._later(now + timedelta(minutes=30), self._go_on)

    def _is_due(self) -> bool:
        """At the end, before a long time passes, at a new level, and with a degree in sight."""
        if self._since is None:
            return False
        if not self._steps or self._steps[0][0] - self._since > _TOGETHER:
            return True
        return self._level() != self._leveled or self._open == 1

    def _level(self) -> int:
        """How many levels she has come to, if they ask for points alone."""
        self._balance = ledger.balance(self.session, self.actor.participant)
        has = self._balance.experience
        return sum(level.experience <= has for level in self.catalog.levels.values())

    def _still_open(self) -> int | None:
        """How many requirements of the degree that she pursues are open; None without one."""
        if self.goal is None:
            return None
        key = (*self.actor.participant.key, self.goal)
        self._seen = self.session.get(progress.DegreeProgress, key)
        return self._seen.open_requirements if self._seen else None

    def _later(self, moment: datetime, step: _Step) -> None:
        """Plan a step; what would happen today or later never does."""
        if moment < self.calendar.closes:
            heapq.heappush(self._steps, (moment, next(self._order), step))

    # -- evidence ------------------------------------------------------------------------------

    def _hand_in(self, now: datetime) -> None:
        claim = self._write(now)
        evidence.submit(self.session, claim, by=self.actor, now=now)
        self._await_decision(claim, now, first=True)

    def _draft(self, now: datetime) -> None:
        self._write(now)

    def _write(self, now: datetime) -> Evidence:
        day = now.astimezone(self.calendar.zone).date()
        key, stage = self.choice.next(day)
        self.choice.begin(key, stage)
        kinds = frozenset(_KINDS[self.catalog.activities[key].stages[stage].evidence])
        began = now - timedelta(minutes=self.random.randint(6, 90))
        done_on = day - timedelta(days=self.random.choice((0, 0, 1, 1, 2, 3, 5, 8)))
        written = self.teller.evidence(key, kinds)
        claim = evidence.start(
            self.session,
            key,
            stage,
            by=self.actor,
            now=began,
            kinds=kinds,
            done_on=done_on,
            outside_minutes=self._outside(key, stage),
            **written,
        )
        self._claims.append(claim)
        if EvidenceKind.STUDENT in kinds or self.random.random() < 0.35:
            name, url = self.teller.link(key)
            link = Artifact(
                district_id=claim.district_id,
                evidence_id=claim.id,
                name=name,
                url=url,
                added_at=began,
            )
            evidence.attach(self.session, claim, link, by=self.actor, now=began)
        return claim

    def _outside(self, key: str, stage: Stage) -> int:
        """Conferences are held on weekends and in the evening."""
        activity = self.catalog.activities[key]
        is_conference = activity.kind is ActivityKind.CONFERENCE
        return activity.stages[stage].minutes if is_conference else 0

    def _await_decision(self, claim: Evidence, now: datetime, *, first: bool) -> None:
        school_days = round(self.random.lognormvariate(math.log(_REVIEW_DAYS_MEDIAN), 0.7))
        decided = self.calendar.after(now, school_days, self.random)
        self._later(decided, lambda moment: self._decide(claim, moment, first=first))

    def _decide(self, claim: Evidence, now: datetime, *, first: bool) -> None:
        drawn = self.random.random()
        if drawn < (_APPROVED_FIRST if first else _APPROVED_AGAIN):
            self._approve(claim, now)
        elif first and drawn < _APPROVED_FIRST + _SENT_BACK_FIRST:
            self._send_back(claim, now)
        else:
            note = self.teller.note("declined")
            evidence.decline(self.session, claim, by=self._reviewers(1)[0], now=now, note=note)

    def _approve(self, claim: Evidence, now: datetime) -> None:
        wanted = self.catalog.activities[claim.activity].reviewers
        scores = self._scores(claim)
        for number, reviewer in enumerate(self._reviewers(wanted)):
            note = self.teller.note("approvals") if number == 0 else ""
            moment = now + timedelta(minutes=7 * number)
            evidence.approve(self.session, claim, by=reviewer, now=moment, scores=scores, note=note)
        self._since = self._since or now
        day = now.astimezone(self.calendar.zone).date()
        self.choice.approved(claim.activity, claim.stage, day)
        if self.random.random() < 0.16:
            soon = self.calendar.after(now, self.random.randint(0, 3), self.random)
            self._later(soon, self._redeem)

    def _send_back(self, claim: Evidence, now: datetime) -> None:
        note = self.teller.note("sent_back")
        evidence.send_back(self.session, claim, by=self._reviewers(1)[0], now=now, note=note)
        if self.random.random() < 0.9:
            again = self.calendar.after(now, self.random.randint(1, 7), self.random)
            self._later(again, lambda moment: self._mend(claim, moment))

    def _mend(self, claim: Evidence, now: datetime) -> None:
        did = self.teller.mended(claim.did)
        evidence.write(self.session, claim, by=self.actor, now=now - timedelta(minutes=5), did=did)
        evidence.submit(self.session, claim, by=self.actor, now=now)
        self._await_decision(claim, now, first=False)

    def _reviewers(self, wanted: int) -> Sequence[Actor]:
        return self.random.sample(self.offices.for_school(self.actor), k=wanted)

    def _scores(self, claim: Evidence) -> dict[str, int]:
        """Scores that pass, mostly good ones."""
        rubric = self.catalog.rubrics.get(self.catalog.activities[claim.activity].rubric or "")
        criteria = rubric.criteria if rubric else {}
        return {
            key: max(criterion.passes, min(len(criterion.scores) - 1, self._score()))
            for key, criterion in criteria.items()
        }

    def _score(self) -> int:
        return self.random.choices((1, 2, 3), (2, 5, 3))[0]

    # -- degrees and rewards -------------------------------------------------------------------

    def _perhaps_enroll(self, now: datetime) -> None:
        likely = 0.4 if self.character.audience is Audience.CLASSIFIED else 0.7
        if self.random.random() < likely:
            self._enroll(_LADDER[0], now)

    def _go_on(self, now: datetime) -> None:
        """Who has been granted a degree mostly takes up the next one."""
        done, self.goal = self.goal, None
        if done in _LADDER[:-1] and self.random.random() < 0.8:
            self._enroll(_LADDER[_LADDER.index(done) + 1], now)

    def _enroll(self, degree: str, now: datetime) -> None:
        progress.enroll(self.session, degree, by=self.actor, now=now)
        self.goal, self._since = degree, self._since or now

    def _redeem(self, now: datetime) -> None:
        offers = [
            offer
            for offer in rewards.shelf(self.session, self.actor, now=now)
            if offer.refused is None and offer.key not in self.out_of_reach
        ]
        if not offers:
            return
        liked = [math.sqrt(offer.reward.price + 1) for offer in offers]
        offer = self.random.choices(offers, liked)[0]
        chosen = self.random.choice(offer.badges) if offer.badges else ""
        taken = rewards.redeem(self.session, offer.key, by=self.actor, now=now, chosen=chosen)
        if offer.reward.stock is not None:
            self.out_of_reach |= {offer.key}
        soon = self.calendar.after(now, self.random.randint(1, 6), self.random)
        self._later(soon, lambda moment: self._serve(taken, moment))

    def _serve(self, taken: Redemption, now: datetime) -> None:
        """Approve what has to be approved, hand over the rest; a few change their mind."""
        desk = self.offices.desk
        if taken.status is rewards.Status.WAITING:
            rewards.approve(self.session, taken, by=desk, now=now)
            soon = self.calendar.after(now, self.random.randint(1, 4), self.random)
            self._later(soon, lambda moment: self._serve(taken, moment))
        elif self.random.random() < 0.04:
            rewards.cancel(self.session, taken, by=self.actor, now=now)
        elif taken.kind != "drawing":
            rewards.fulfil(self.session, taken, by=desk, now=now)
