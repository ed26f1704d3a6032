"""What colleagues do together in the demo: they name work, ask and help, meet, and write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlmodel import Session, select

from engine import (
    coaching,
    credentials,
    evidence,
    follow_ups,
    gatherings,
    mentoring,
    nominations,
    people,
)
from engine.demo import lists
from engine.demo.content import content
from engine.demo.named import Scene
from engine.evidence import answer_name
from engine.follow_ups import Answer, FollowUp
from engine.gatherings import Gathering
from engine.people import Actor
from rules.catalog import Question
from rules.terms import Stage

_SEEN, _TOGETHER, _MET = "noticed-by-a-colleague", "curriculum-writing", "campus-session"
_QUIZ, _FIGURE = "student-data-privacy", "attendance-of-a-term"
_ROOM = "Birch library"
_AFTER_SCHOOL = time(15, 30)
_FEWEST = 3
_WERE_THERE, _ARE_HERE = 9, 5
_ASKED_DAYS_AGO, _ANSWER, _SAY_WHY = 12, 0.45, 0.3
_ANSWERS = {Answer.YES: "still_used", Answer.ADAPTED: "used_otherwise", Answer.NO: "not_now"}


@dataclass(frozen=True)
class Circle:
    """Four of the six as they meet their colleagues, a few of whom are at hand."""

    ada: Scene
    tomas: Scene
    ruth: Scene
    helen: Scene
    colleagues: Sequence[Actor]

    def meet(self, now: datetime) -> None:
        """All that they did with one another until this moment; it takes three beside the six."""
        if len(self.colleagues) < _FEWEST:
            return
        words = content().colleagues
        _name_work(self, words)
        _help(self, words)
        _write_together(self, words)
        _answer_questions(self, words)
        _met_last_week(self)
        lists.approve_together(self.ruth, self.colleagues)
        met, begun = _meet_today(self, now)
        lists.greet_guest(self.ruth, met, words, begun + timedelta(minutes=6))
        lists.keep_names(self.ada, words)


def _name_work(circle: Circle, words: Mapping[str, str]) -> None:
    """Ada’s work was named and waits for her; what she saw of her mentee’s became his badge."""
    ada, tomas, session = circle.ada, circle.tomas, circle.ada.session
    agreed = ada.moment(40)
    pair = mentoring.ask(
        session, tomas.actor.participant, by=ada.actor, now=agreed - timedelta(hours=2),
        as_mentor=True,
    )  # fmt: skip
    mentoring.agree(session, pair, by=tomas.actor, now=agreed)

    now = ada.moment(27)
    named = nominations.name(
        session, tomas.actor.participant.id, activity=_SEEN, saw=words["saw_tomas"],
        seen_on=_day_before(now), share=True, by=ada.actor, now=now,
    )  # fmt: skip
    soon = ada.calendar.after(now, 2, ada.random)
    claim = nominations.accept(session, named, did=words["took_up"], by=tomas.actor, now=soon)
    evidence.submit(session, claim, by=tomas.actor, now=soon + timedelta(minutes=4))
    later = ada.calendar.after(soon, 3, ada.random)
    tomas.approve(claim, later)
    credentials.credit_all_mentors(session, claim.district_id, now=later)

    now = ada.moment(2)
    nominations.name(
        session, ada.actor.participant.id, activity=_SEEN, saw=words["saw_ada"],
        seen_on=_day_before(now), by=circle.colleagues[0], now=now,
    )  # fmt: skip
    ada.follow(now)


def _help(circle: Circle, words: Mapping[str, str]) -> None:
    """Ada asked twice: Ruth has closed the one with a note, and goes on about the other."""
    ada, ruth, session = circle.ada, circle.ruth.actor, circle.ada.session
    for about, said, days_ago in (
        ("student-led-conference", "before", 47),
        ("number-talks", "now", 3),
    ):
        now = ada.moment(days_ago)
        asked = coaching.ask(session, words[f"asked_{said}"], activity=about, by=ada.actor, now=now)
        now = ada.calendar.after(now, 0, ada.random)
        coaching.take(session, asked, by=ruth, now=now)
        if said == "now":
            text = words["answered_now"]
            coaching.say(session, asked, text, minutes=10, by=ruth, now=now + timedelta(minutes=9))
        else:
            now = ada.calendar.after(now, 1, ada.random)
            coaching.close(session, asked, words["closed"], minutes=25, by=ruth, now=now)
        ada.follow(now)


def _write_together(circle: Circle, words: Mapping[str, str]) -> None:
    """A unit that three have written waits for a reviewer, and for what Ada learned from it."""
    ada, session, (first, second) = circle.ada, circle.ada.session, circle.colleagues[1:3]
    teams, now = evidence.teams, ada.moment(8)
    begins = Scene(
        session, ada.catalog, ada.calendar, first, ada.reviewer, ada.teller, ada.random
    )  # fmt: skip
    work = begins.write(
        _TOGETHER, Stage.DONE, now, did=words["team_did"], learned=words["team_began"]
    )
    soon = ada.calendar.after(now, 1, ada.random)
    for mate in (second, ada.actor):
        teams.ask(session, work, mate.participant, by=first, now=now)
    parts = [teams.join(session, work, by=mate, now=soon) for mate in (second, ada.actor)]
    ready = ada.calendar.after(soon, 1, ada.random)
    evidence.write(
        session, parts[0], by=second, now=ready,
        did=words["mate_did"], learned=words["mate_learned"],
    )  # fmt: skip
    evidence.submit(session, work, by=first, now=ready)
    evidence.submit(session, parts[0], by=second, now=ready + timedelta(minutes=30))
    ada.follow(ready)


def _answer_questions(circle: Circle, words: Mapping[str, str]) -> None:
    """Tomás has passed the quiz, Ada has one try behind her; Helen has handed in a figure."""
    ada, tomas, helen = circle.ada, circle.tomas, circle.helen
    now = tomas.moment(14)
    _take_quiz(tomas, now, _right_answers(tomas))
    tomas.follow(now)
    now = ada.moment(4)
    _take_quiz(ada, now, _right_answers(ada) | {"tool": "try", "lost": "48"})
    ada.follow(now)
    now = helen.moment(3)
    figure = helen.write(
        _FIGURE, Stage.DONE, now, value=93.4, value_source=words["figure_source"],
        did=words["figure_did"], learned=words["figure_learned"],
    )  # fmt: skip
    evidence.submit(helen.session, figure, by=helen.actor, now=now)
    helen.follow(now)


def _take_quiz(scene: Scene, now: datetime, answers: dict[str, str]) -> None:
    written: dict[str, Any] = {answer_name(key): answer for key, answer in answers.items()}
    claim = evidence.start(
        scene.session, _QUIZ, Stage.DONE, by=scene.actor, now=now - timedelta(minutes=9), **written
    )
    evidence.submit(scene.session, claim, by=scene.actor, now=now)


def _right_answers(scene: Scene) -> dict[str, str]:
    form = scene.catalog.activities[_QUIZ].stages[Stage.DONE].form
    asked: dict[str, Question] = dict(form.questions) if form else {}
    return {key: ",".join(each.right) for key, each in asked.items() if each.scored}


def _met_last_week(circle: Circle) -> None:
    """Ruth led it, and wrote down who was there."""
    ruth = circle.ruth
    day = ruth.moment(6).astimezone(ruth.calendar.zone).date()
    begins = datetime.combine(day, _AFTER_SCHOOL, ruth.calendar.zone)
    met = _set_up(ruth, begins, now=begins - timedelta(days=4))
    whom = _able(circle, met, begins)[:_WERE_THERE]
    now = begins + timedelta(minutes=55)
    there = [each.participant for each in whom]
    gatherings.write_down(ruth.session, met, there, by=ruth.actor, now=now)
    ruth.follow(now)


def _meet_today(circle: Circle, now: datetime) -> tuple[Gathering, datetime]:
    """It has just begun, whenever somebody begins the demo: some are there, and more may come."""
    ruth = circle.ruth
    begins = max(now - timedelta(minutes=20), ruth.calendar.closes)
    begins = begins.replace(minute=begins.minute // 5 * 5, second=0, microsecond=0)
    met = _set_up(ruth, begins, now=begins - timedelta(days=1), open_to_guests=True)
    for minutes, each in enumerate(_able(circle, met, begins)[-_ARE_HERE:]):
        at = begins + timedelta(minutes=minutes)
        gatherings.check_in(ruth.session, met, by=each, now=at)
    ruth.follow(now)
    return met, begins


def _set_up(
    ruth: Scene, begins: datetime, *, now: datetime, open_to_guests: bool = False
) -> Gathering:
    ends = begins + timedelta(hours=1)
    plan = gatherings.Plan(
        _MET, Stage.DONE, ruth.actor.participant, begins, ends,
        ends + timedelta(hours=3), 60, _ROOM, open_to_guests=open_to_guests,
    )  # fmt: skip
    return gatherings.set_up(ruth.session, plan, by=ruth.actor, now=now)


def _able(circle: Circle, met: Gathering, now: datetime) -> list[Actor]:
    """The colleagues for whom being there is new."""
    by_id = {each.participant.id: each for each in circle.colleagues}
    whom = [each.participant for each in circle.colleagues]
    expected = gatherings.foresee(circle.ruth.session, met, whom, now=now)
    return [by_id[each.participant.id] for each in expected if each.is_new]


def look_back(session: Session, actors: Sequence[Actor], scene: Scene) -> None:
    """Whose day came was asked whether it is still in use; nearly half of them have answered."""
    random: Random = scene.random
    district = scene.actor.participant.district_id
    now = scene.moment(_ASKED_DAYS_AGO)
    while follow_ups.invite_due(session, district, now=now):
        pass
    asked = {
        each.participant_id: each
        for each in session.exec(select(FollowUp).where(FollowUp.district_id == district))
    }
    for actor in actors:
        question = asked.get(actor.participant.id)
        if question is not None and random.random() < _ANSWER:
            said = random.choices(list(_ANSWERS), (6, 3, 1))[0]
            speaks = people.person_of(session, actor.participant).language
            tells = random.random() < _SAY_WHY and speaks == "en"
            follow_ups.answer(
                session, question, said, why=content().colleagues[_ANSWERS[said]] if tells else "",
                by=actor, now=scene.calendar.after(now, random.randint(0, 5), random),
            )  # fmt: skip
    scene.follow(scene.calendar.closes)


def _day_before(now: datetime) -> date:
    return (now - timedelta(days=1)).date()
