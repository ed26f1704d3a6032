"""The six who can be met in a walkthrough: one for each role, with the password that is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlmodel import Session

from engine import evidence, goals, progress, reactions
from engine.demo.calendar import Calendar, is_school_day
from engine.demo.drawings import bars
from engine.demo.proposing import propose
from engine.demo.telling import Teller
from engine.evidence import Artifact, Consent, Evidence
from engine.integrations import Files
from engine.people import Actor, Role
from rules.catalog import Catalog
from rules.terms import Audience, EvidenceKind, Stage

PASSWORD = "walk-right-in"  # noqa: S105  # told to everybody who starts the demo, and meant to be
_L, _U, _D = Stage.LEARNED, Stage.USED, Stage.DONE


@dataclass(frozen=True)
class SignIn:
    """Somebody who can be signed in as, and what for."""

    what: str
    name: str
    email: str
    school: str
    job: str
    role: Role | None = None
    audience: Audience = Audience.CERTIFICATED
    language: str = "en"
    also: tuple[Role, ...] = ()
    """What she may do at her school beside it."""
    everywhere: bool = False
    """Whether she has a place, and the role, in the other districts too."""


TEACHER = SignIn(
    "teacher, one approval from a level and a degree",
    "Ada Marlowe", "ada@deerfield.example", "birch", "Mathematics teacher",
)  # fmt: skip
CLASSIFIED = SignIn(
    "classified staff, in Spanish",
    "Tomás Berríos", "tomas@deerfield.example", "birch", "Bus driver",
    audience=Audience.CLASSIFIED, language="es",
)  # fmt: skip
REVIEWER = SignIn(
    "reviewer, and coach at her school",
    "Ruth Okafor", "ruth@deerfield.example", "birch", "iCoach", Role.REVIEWER,
    also=(Role.COACH,),
)  # fmt: skip
LEADER = SignIn(
    "school leader",
    "Helen Brisk", "helen@deerfield.example", "birch", "Principal",
    Role.SCHOOL_LEADER, Audience.LEADER,
)  # fmt: skip
ADMIN = SignIn(
    "district admin, in all three districts",
    "Ines Aldana", "ines@deerfield.example", "", "Director of professional learning",
    Role.DISTRICT_ADMIN, Audience.LEADER, everywhere=True,
)  # fmt: skip
DESK = SignIn(
    "rewards desk",
    "Walt Brinker", "walt@deerfield.example", "", "Office secretary",
    Role.DESK, Audience.CLASSIFIED,
)  # fmt: skip
SIGN_INS = (TEACHER, CLASSIFIED, REVIEWER, LEADER, ADMIN, DESK)

_ADAS_WORK = (
    ("number-talks", _L), ("explore-tool", _D), ("coding-for-all", _L), ("campus-session", _D),
    ("book-study", _D), ("standards-based-rubrics", _L), ("peer-observation", _D),
    ("campus-session", _D), ("design-challenge", _L), ("curriculum-writing", _D),
    ("explore-tool", _D), ("student-led-conference", _L), ("peer-observation", _D),
    ("conference-day", _D), ("universal-design", _L), ("campus-session", _D),
    ("book-study", _D), ("problem-based-unit", _L), ("outside-learning", _D),
    ("campus-session", _D), ("readers-workshop", _L), ("peer-observation", _D),
    ("explore-tool", _D),
)  # fmt: skip
"""What lies behind her: points enough and courses enough, and nothing yet from her students."""
_POINTS, _FROM_STUDENTS = "r.1", "r.3"
"""Requirements of the Associate that the two have made their goals."""
_ADAS_MEASURE = {
    "measure": "students who justify their answer",
    "measured_of": 24,
    "measured_before": 9,
    "measured_after": 19,
}
_TOMAS_WORK = (
    ("support-staff-skill", _D), ("explore-tool", _D), ("restorative-talk", _L),
    ("support-staff-skill", _D), ("campus-session", _D), ("restorative-talk", _U),
    ("family-partnership", _L), ("support-staff-skill", _D),
)  # fmt: skip


@dataclass
class Scene:
    """One of the six and her time so far."""

    session: Session
    catalog: Catalog
    calendar: Calendar
    actor: Actor
    reviewer: Actor
    teller: Teller
    random: Random

    def work(self, done: Sequence[tuple[str, Stage]], *, since: int, until: int) -> None:
        """Pieces that were approved, evenly spread between so many days ago and so many."""
        step = (since - until) / max(1, len(done) - 1)
        for number, (key, stage) in enumerate(done):
            now = self.moment(round(since - step * number))
            claim = self.hand_in(key, stage, now)
            self.follow(now)
            school_days = self.random.choice((1, 1, 2, 2, 3, 4))
            self.approve(claim, self.calendar.after(now, school_days, self.random))

    def hand_in(self, key: str, stage: Stage, now: datetime) -> Evidence:
        claim = self.write(key, stage, now)
        return evidence.submit(self.session, claim, by=self.actor, now=now)

    def write(self, key: str, stage: Stage, now: datetime, **written: Any) -> Evidence:
        wanted = self.catalog.activities[key].stages[stage].evidence
        kinds = next(each for each in _KINDS if wanted.accepts(each))
        claim = evidence.start(
            self.session, key, stage, by=self.actor, now=now - timedelta(minutes=40),
            kinds=kinds, done_on=(now - timedelta(days=1)).date(),
            **self.teller.evidence(key, kinds) | written,
        )  # fmt: skip
        name, url = self.teller.link(key)
        self.attach(claim, now, name=name, url=url)
        return claim

    def attach(self, claim: Evidence, now: datetime, **facts: Any) -> None:
        artifact = Artifact(
            district_id=claim.district_id, evidence_id=claim.id, added_at=now, **facts
        )
        evidence.attach(self.session, claim, artifact, by=self.actor, now=now)

    def approve(self, claim: Evidence, now: datetime) -> None:
        rubric = self.catalog.rubrics.get(self.catalog.activities[claim.activity].rubric or "")
        scores = (
            {key: max(2, each.passes) for key, each in rubric.criteria.items()} if rubric else {}
        )
        note = self.teller.note("approvals")
        evidence.approve(self.session, claim, by=self.reviewer, now=now, scores=scores, note=note)
        self.follow(now)

    def enroll(self, degree: str, now: datetime) -> None:
        progress.enroll(self.session, degree, by=self.actor, now=now)
        self.follow(now)

    def aim(self, degree: str, requirement: str, now: datetime) -> None:
        goals.set_goal(self.session, degree, requirement, by=self.actor, now=now)
        self.follow(now)

    def moment(self, days_ago: int) -> datetime:
        day = self.calendar.today - timedelta(days=days_ago)
        while not (is_school_day(day) and is_school_day(day - timedelta(days=1))):
            day -= timedelta(days=1)
        return self.calendar.moment(day, self.random)

    def follow(self, now: datetime) -> None:
        reactions.follow(self.session, now=now, mail=False)


_KINDS = tuple(frozenset({kind}) for kind in EvidenceKind)


def ada(scene: Scene, files: Files) -> None:
    """One approval from level and degree: what waits is her first piece from students.

    It also leaves her certificate with nothing open but a conversation. What she has done may
    serve it in more than one place, and she has pinned nothing yet.
    """
    scene.enroll("associate", scene.moment(401))
    scene.work(_ADAS_WORK, since=400, until=12)
    scene.aim("associate", _FROM_STUDENTS, scene.moment(10))
    now = scene.moment(3)
    claim = scene.write("problem-based-unit", Stage.USED, now, **_ADAS_MEASURE)
    kept = bars(files, before=9, after=19, of=24)
    scene.attach(
        claim, now, name="justified-answers.png", digest=kept.digest, media_type="image/png",
        size=kept.size, consent=Consent.NOT_NEEDED,
    )  # fmt: skip
    evidence.submit(scene.session, claim, by=scene.actor, now=now)
    scene.follow(now)
    evidence.start(
        scene.session, "number-talks", Stage.USED, by=scene.actor, now=scene.moment(2),
        did="Four mornings so far; I keep my own way to myself.",
    )  # fmt: skip
    scene.enroll("steam-in-practice", scene.moment(1))
    now = scene.moment(2)
    propose(scene.session, scene.actor, since=scene.moment(399), now=now)
    scene.follow(now)


def tomas(scene: Scene) -> None:
    """A bus driver on his way, with one piece that came back to him."""
    scene.enroll("associate", scene.moment(260))
    scene.aim("associate", _POINTS, scene.moment(255))
    scene.work(_TOMAS_WORK, since=250, until=20)
    back = scene.hand_in("family-partnership", Stage.USED, scene.moment(9))
    now = scene.moment(5)
    note = scene.teller.note("sent_back")
    evidence.send_back(scene.session, back, by=scene.reviewer, now=now, note=note)
    scene.follow(now)
