"""Whatever happens, in whatever order: the ledger says what the rules say, and all else agrees."""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import date, timedelta
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel

from engine import catalogs, credentials, evidence, progress
from engine.errors import Refusal
from engine.outbox import Event, announce
from engine.store import open_store
from rules.badges import earned_badges
from rules.terms import EvidenceKind
from tests.engine.university import BOTH, PACK, University
from tests.engine.world import TODAY

DEARER = PACK.replace("campus: steam, points: 10,", "campus: steam, points: 14,")
STRICTER = PACK.replace("{count: 3}}\n", "{count: 5}}\n", 1).replace("points: 25", "points: 15")
OTHER_LADDER = PACK.replace("sophomore: {title: Sophomore, ", "second: {title: Second, ")
PACKS = [PACK, DEARER, STRICTER, OTHER_LADDER]

WORK = [("talk", "done"), ("talk", "done"), ("unit", "learned"), ("unit", "used"), ("walk", "done")]
DAYS = [TODAY - timedelta(days=days) for days in (0, 0, 1, 2, 40)]

# A whole district lives through each example.
FEWER = settings.default.max_examples // 5

claims = st.integers(0, 5)
steps = st.one_of(
    st.tuples(st.just("completes"), st.sampled_from(WORK), st.sampled_from(DAYS)),
    st.tuples(st.just("completes"), st.sampled_from(WORK), st.sampled_from(DAYS)),
    st.tuples(st.just("submits"), st.sampled_from(WORK), st.sampled_from(DAYS)),
    st.tuples(st.sampled_from(["approves", "undoes", "sends back", "withdraws", "again"]), claims),
    st.tuples(st.just("publishes"), st.sampled_from(PACKS), st.sampled_from([None, *DAYS])),
    st.tuples(st.just("enrolls"), st.sampled_from(["associate", "bachelor"])),
)


@pytest.fixture(scope="module")
def founded() -> Iterator[University]:
    """The district on its first day, in a file that each history copies."""
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/founded.db")
        SQLModel.metadata.create_all(store.engine)
        university = University(store)
        university.staff()
        store.engine.dispose()
        yield university


@contextmanager
def begun(founded: University) -> Iterator[University]:
    """The same district and people, for one history."""
    with TemporaryDirectory() as folder:
        shutil.copy(str(founded.store.engine.url.database), f"{folder}/copy.db")
        university = copy(founded)
        university.store = open_store(f"sqlite:///{folder}/copy.db")
        seen_again(university)  # The level on which everybody begins is noted.
        yield university
        university.store.engine.dispose()


@settings(max_examples=FEWER)
@given(history=st.lists(steps, min_size=1, max_size=12))
def test_after_every_event_everything_agrees(founded: University, history: list[tuple]) -> None:
    with begun(founded) as university:
        done: list = []
        kept: list[str] = []
        for step in history:
            takes(university, done, step)
            assert booked(university) == university.lines("Ada")
            assert university.wrong() == []
            assert university.holds("Ada") == deserved(university)
            before = seen(university)
            assert seen_again(university) == before
            digests = [each.digest for each in university.entries("Ada")]
            assert digests[: len(kept)] == kept
            kept = digests


@settings(max_examples=FEWER)
@given(
    work=st.lists(st.sampled_from(WORK), min_size=2, max_size=6),
    order=st.randoms(use_true_random=False),
)
def test_the_order_of_arrival_within_a_day_does_not_matter(
    founded: University, work: list, order: Random
) -> None:
    """What is handed in today, and approved in whatever order, comes to the same."""
    ends = []
    for shuffled in (False, True):
        arriving = order.sample(work, len(work)) if shuffled else work
        with begun(founded) as university:
            university.enrolls("Ada", "associate")
            handed_in = [submits(university, each, TODAY) for each in by_stage(arriving)]
            waiting = [claim for claim in handed_in if claim is not None]
            for claim in order.sample(waiting, len(waiting)) if shuffled else waiting:
                university.approves(claim)
            points = university.experience("Ada"), university.redeemable("Ada")
            ends.append((points, university.levels("Ada"), university.holds("Ada")))
    assert ends[0] == ends[1]


def by_stage(work: list) -> list:
    """Units are used after they were learned; else it is as it came."""
    return sorted(work, key=lambda each: each[1] == "used")


def takes(university: University, done: list, step: tuple) -> None:
    """One step of a history; what is refused changes nothing, which is looked at as well."""
    act, *facts = step
    acts: dict[str, Callable[..., object]] = {
        "submits": lambda work, day: done.append(submits(university, work, day)),
        "completes": lambda work, day: done.append(approved(university, work, day)),
        "approves": lambda at: university.approves(picked(done, at), by="Rob"),
        "undoes": lambda at: university.undoes(picked(done, at)),
        "sends back": lambda at: university.does_with(
            picked(done, at), evidence.send_back, by="Ruth", note="More, please."
        ),
        "withdraws": lambda at: university.does_with(picked(done, at), evidence.withdraw, by="Ada"),
        "again": lambda at: university.does_with(picked(done, at), evidence.submit, by="Ada"),
        "publishes": lambda text, day: university.publishes(text, applies_from=day),
        "enrolls": lambda degree: university.enrolls("Ada", degree),
    }
    try:
        acts[act](*facts)
    except (Refusal, LookupError):
        return


def submits(university: University, work: tuple[str, str], day: date):
    activity, stage = work
    attended = {"kinds": [EvidenceKind.ATTENDANCE], "link": ""}
    what = attended if activity == "walk" else {"kinds": BOTH}
    try:
        return university.submits("Ada", activity, stage=stage, on=day, **what)
    except Refusal:
        return None


def approved(university: University, work: tuple[str, str], day: date):
    claim = submits(university, work, day)
    return claim and university.approves(claim)


def picked(done: list, at: int):
    claim = done[at]
    if claim is None:
        raise LookupError
    return claim


def booked(university: University) -> dict[tuple[str, str], int]:
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for entry in university.entries("Ada"):
        sums[entry.source, entry.rule] += entry.points
    return {key: points for key, points in sums.items() if points}


def deserved(university: University) -> set[str]:
    """The badges that her record has earned, and the degrees that were conferred."""
    with university.store.session() as session:
        place = university.place(session, "Ada")
        badges = earned_badges(
            evidence.completions(session, place),
            catalogs.timeline(session, university.district),
            progress.satisfied(session, place, now=university.now),
        )
        return {each.badge for each in badges} | set(university.degrees("Ada"))


def seen(university: University) -> tuple:
    with university.store.session() as session:
        place = university.place(session, "Ada")
        issued = credentials.of(session, place, revoked=True)
        return (
            len(university.entries("Ada")),
            university.levels("Ada"),
            {(each.attainment, each.key, each.revoked_at) for each in issued},
            [each.conferred_at for each in progress.conferrals(session, place)],
        )


def seen_again(university: University) -> tuple:
    """What is there after everything that follows was done a second time."""
    with university.act() as session:
        place = university.place(session, "Ada")
        cause = announce(session, Event(university.district), by=None, now=university.now)
        assert evidence.settle(session, place, cause=cause, now=university.now) == []
        progress.assess(session, place, cause=cause, now=university.now)
        credentials.issue(session, place, cause=cause, now=university.now)
    return seen(university)
