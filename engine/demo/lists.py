"""Lists in the demo: work that was approved together, a guest at the door, a teacher's names."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from engine import batches, evidence, gatherings, students
from engine.demo.named import Scene
from engine.evidence import Evidence
from engine.gatherings import Gathering
from engine.people import Actor
from rules.terms import Stage

_CHECK = "practice-check"
_APPROVED, _WAIT = 3, 3


def approve_together(ruth: Scene, colleagues: Sequence[Actor]) -> None:
    """Some colleagues showed her a practice: a list approved the first, and the last still wait.

    It is the last thing before today, for what follows is worked out from all that lies before.
    """
    first, last = colleagues[:_APPROVED], colleagues[-_WAIT:]
    shown = [_show(ruth, each, ruth.moment(4)) for each in first]
    now = ruth.calendar.closes - timedelta(minutes=1)
    for claim in shown:
        evidence.approve(ruth.session, claim, by=ruth.actor, now=now)
    batches.keep(ruth.session, [claim.id for claim in shown], by=ruth.actor, now=now)
    ruth.follow(now)
    for each in last:
        _show(ruth, each, ruth.moment(2))


def _show(ruth: Scene, who: Actor, now: datetime) -> Evidence:
    hers = replace(ruth, actor=who)
    claim = hers.write(_CHECK, Stage.DONE, now)
    evidence.submit(hers.session, claim, by=who, now=now)
    hers.follow(now)
    return claim


def greet_guest(ruth: Scene, met: Gathering, words: Mapping[str, str], now: datetime) -> None:
    """Somebody from elsewhere comes in with the code on the wall."""
    gatherings.greet(
        ruth.session, met, email=words["guest_email"], name=words["guest"], language="en",
        network="demo", now=now,
    )  # fmt: skip
    ruth.follow(now + timedelta(seconds=30))


def keep_names(ada: Scene, words: Mapping[str, str]) -> None:
    """Of whom nothing is to go out unseen: invented children, as everybody here is invented."""
    students.keep(ada.session, words["students"].split(","), by=ada.actor)
