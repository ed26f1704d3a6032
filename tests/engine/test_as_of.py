"""As of a day: what is computed for it later is what was seen at its end, whatever came since."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import date, timedelta
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel

from engine import (
    catalogs,
    changes,
    credentials,
    daybreak,
    evidence,
    jobs,
    ledger,
    progress,
    standings,
    store,
    transcripts,
)
from engine.errors import AppendOnly, Refusal
from engine.evidence import Evidence, Facts
from engine.people import Participant
from engine.standings import Board, past
from engine.standings.queries import kept_tallies
from engine.store import look_back, open_store
from rules.audits import Decision, Verb
from rules.terms import Currency, EvidenceKind, Policy
from tests.engine.university import BOTH, PACK, University

MORE = """
  fresh: {title: Fresh, requires: {points: 10, max_age_months: 1}}
rewards: {mug: {title: Mug, price: 5, kind: merchandise}}
seasons: {spring: {title: Spring, first: 2026-02-01, last: 2026-05-31}}
"""
WHOLE = PACK.replace("review:", f"{MORE.strip(chr(10))}\nreview:").replace(
    "walk: {title: Walk,", "walk: {title: Walk, valid_months: 1,"
)
DEARER = WHOLE.replace("campus: steam, points: 10,", "campus: steam, points: 14,")
STRICTER = WHOLE.replace("{count: 3}", "{count: 5}").replace("points: 25", "points: 15")
LOWER = WHOLE.replace("experience: 50", "experience: 30")
LONGER = WHOLE.replace("valid_months: 1,", "valid_months: 3, renewed_by: [talk],")
PACKS = [WHOLE, DEARER, STRICTER, LOWER, LONGER]
WORK = [("talk", "done"), ("unit", "learned"), ("unit", "used"), ("walk", "done")]
PEOPLE = ["Ada", "Bo"]
FEWER = settings.default.max_examples // 5

who, at = st.sampled_from(PEOPLE), st.integers(0, 5)
ago = st.sampled_from([0, 0, 1, 3, 40])
steps = st.one_of(
    st.tuples(st.just("completes"), who, st.sampled_from(WORK), ago),
    st.tuples(st.just("completes"), who, st.sampled_from(WORK), ago),
    st.tuples(st.sampled_from(["undoes", "keeps", "corrects", "approves", "rewrites"]), at),
    st.tuples(st.just("publishes"), st.sampled_from(PACKS), st.sampled_from(list(Policy))),
    st.tuples(st.sampled_from(["enrolls", "puts aside", "switches"]), who,
              st.sampled_from(["associate", "bachelor", "fresh"])),
    st.tuples(st.sampled_from(["waives", "withdraws"]), who),
    st.tuples(st.just("redeems"), who),
    st.tuples(st.just("revokes"), who),
    st.tuples(st.just("a day passes"), st.sampled_from([1, 1, 30])),
    st.tuples(st.just("a day passes"), st.sampled_from([1, 1, 30])),
)  # fmt: skip


@pytest.fixture(scope="module")
def founded() -> Iterator[University]:
    """The district on its first day, in a file that each history copies."""
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/founded.db")
        SQLModel.metadata.create_all(store.engine)
        university = University(store, {"pack.yaml": WHOLE})
        university.staff()
        university.joins("Bo", school="birch")
        with university.act() as session:
            daybreak.begin(session, university.district, now=university.now)
        store.engine.dispose()
        yield university


@contextmanager
def begun(founded: University) -> Iterator[University]:
    with TemporaryDirectory() as folder:
        shutil.copy(str(founded.store.engine.url.database), f"{folder}/copy.db")
        university = copy(founded)
        university.store = open_store(f"sqlite:///{folder}/copy.db")
        yield university
        university.store.engine.dispose()


@settings(max_examples=FEWER)
@given(history=st.lists(steps, min_size=1, max_size=25))
def test_as_of_each_day_is_what_was_seen_at_its_end(
    founded: University, history: list[tuple]
) -> None:
    with begun(founded) as university:
        done: list[Evidence] = []
        was: dict[date, Any] = {}
        for step in [*history, ("a day passes", 1)]:
            if step[0] == "a day passes":
                was[local_day(university)] = live(university)
                university.tick(days=step[1])
                while jobs.begin_days(university.store, now=university.now):
                    pass
            else:
                takes(university, done, step)
        for day, seen in was.items():
            assert as_of(university, day) == seen
        assert as_of(university, local_day(university)) == live(university)


def test_a_year_in_which_much_is_taken_back(founded: University) -> None:
    """One history, told on purpose: a level, a badge and a degree come, go and come again."""
    with begun(founded) as university:
        done: list[Evidence] = []
        was: dict[date, Any] = {}
        days: list[list[tuple]] = [
            [("enrolls", "Ada", "associate"), ("completes", "Ada", ("unit", "learned"), 0)],
            [("completes", "Ada", ("talk", "done"), 0), ("completes", "Bo", ("talk", "done"), 0)],
            [("redeems", "Ada"), ("publishes", DEARER, Policy.RECOMPUTE)],
            [("undoes", 0), ("undoes", 1), ("enrolls", "Bo", "bachelor")],
            [("revokes", "Ada"), ("rewrites", 0), ("waives", "Bo")],
            [("approves", 1), ("enrolls", "Ada", "bachelor")],
            [("publishes", STRICTER, Policy.NEW_WORK), ("puts aside", "Ada", "associate")],
            [("withdraws", "Bo"), ("switches", "Ada", "bachelor")],
            [("enrolls", "Ada", "associate"), ("enrolls", "Bo", "fresh")],
            [("publishes", LOWER, Policy.NOBODY_LOSES)],
            [("completes", "Ada", ("walk", "done"), 0), ("keeps", 0)],
            [("corrects", 3), ("undoes", 1)],
        ]
        for steps in days:
            for step in steps:
                takes(university, done, step)
            was[local_day(university)] = live(university)
            university.tick(days=1)
        numbers = [seen[0]["Ada"] for seen in was.values()]
        assert [sorted(each["levels"]) for each in numbers[2:6]] == [
            ["freshman", "sophomore"],
            ["freshman"],
            ["freshman"],
            ["freshman", "sophomore"],
        ]
        assert [[degree for degree, *_ in each["conferred"]] for each in numbers[2:6]] == [
            ["associate"],
            ["associate"],
            [],
            ["associate"],
        ]
        for day, seen in was.items():
            assert as_of(university, day) == seen


def test_a_session_that_looks_back_writes_nothing(university: University) -> None:
    with university.store.session() as session:
        look_back(session, university.now)
        session.merge(university.people["Ada"]).alias = "X"
        with pytest.raises(AppendOnly):
            session.flush()


def test_before_the_first_catalog_its_rules_are_told(university: University) -> None:
    university.publishes(DEARER)
    with university.store.session() as session:
        look_back(session, university.now - timedelta(days=900))
        numbers = [each.number for each in catalogs.timeline(session, university.district).recorded]

    assert numbers == [1]
    assert store.looks_back_to(Session(university.store.engine)) is None


def takes(university: University, done: list[Evidence], step: tuple) -> None:
    act, *facts = step
    acts: dict[str, Callable[..., object]] = {
        "completes": lambda who, work, ago: completes(university, done, who, work, ago),
        "undoes": lambda at: university.undoes(done[at]),
        "keeps": lambda at: university.does_with(
            done[at], evidence.undo_approval, by="Dana", note="Ours.", keep=True
        ),
        "corrects": lambda at: university.does_with(
            done[at], evidence.correct, facts=Facts(minutes=180), by="Dana", note="Three hours."
        ),
        "approves": lambda at: university.approves(done[at], by="Rob"),
        "rewrites": lambda at: rewrites(university, done[at]),
        "publishes": lambda text, policy: publishes(university, text, policy),
        "enrolls": university.enrolls,
        "puts aside": lambda who, degree: acts_on_degree(university, who, progress.leave, degree),
        "switches": lambda who, degree: switches(university, who, degree),
        "waives": lambda who: waives(university, who),
        "withdraws": lambda who: withdraws(university, who),
        "redeems": lambda who: university.redeems(who, "mug"),
        "revokes": lambda who: revokes(university, who),
    }
    try:
        acts[act](*facts)
    except (Refusal, LookupError, StopIteration):
        return


def completes(university: University, done: list, who: str, work: tuple[str, str], ago: int):
    activity, stage = work
    attended = {"kinds": [EvidenceKind.ATTENDANCE], "link": ""}
    what = attended if activity == "walk" else {"kinds": BOTH}
    day = local_day(university) - timedelta(days=ago)
    done.append(university.completes(who, activity, stage=stage, on=day, **what))


def rewrites(university: University, claim: Evidence) -> None:
    """It was undone, comes back, is written on, and is handed in and approved again."""
    university.does_with(claim, evidence.send_back, by="Ruth", note="Another day?")
    who = next(name for name in PEOPLE if university.people[name].id == claim.participant_id)
    day = local_day(university) - timedelta(days=2)
    university.does_with(claim, evidence.write, by=who, done_on=day, minutes=180)
    university.does_with(claim, evidence.submit, by=who)
    university.approves(claim, by="Rob")


def publishes(university: University, text: str, policy: Policy) -> None:
    with university.act() as session:
        proposal = changes.propose(session, {"pack.yaml": text}, policy, now=university.tick())
        changes.publish(session, proposal, now=university.now)


def acts_on_degree(university: University, who: str, act: Any, degree: str, **more: Any) -> None:
    with university.act() as session:
        act(session, degree, by=university.actor(session, who), now=university.tick(), **more)


def switches(university: University, who: str, degree: str) -> None:
    with university.store.session() as session:
        newest = catalogs.timeline(session, university.district).newest.number
    acts_on_degree(university, who, progress.switch, degree, catalog=newest)


def waives(university: University, who: str) -> None:
    with university.store.session() as session:
        place = university.place(session, who)
        degree, root = next(
            (each.enrollment.degree, each.audit.findings[0])
            for each in progress.pursued(session, place, now=university.now)
            if each.conferral is None
        )
    node = root.children[-1] if root.children else root.path
    with university.act() as session:
        progress.decide(
            session, university.people[who].id, Decision(Verb.WAIVE, node, degree=degree),
            reason="Done elsewhere.", by=university.actor(session, "Dana"), now=university.tick(),
        )  # fmt: skip


def withdraws(university: University, who: str) -> None:
    with university.act() as session:
        row = progress.decisions(session, university.place(session, who))[0]
        progress.withdraw_decision(
            session, row.id, note="It was not.", by=university.actor(session, "Dana"),
            now=university.tick(),
        )  # fmt: skip


def revokes(university: University, who: str) -> None:
    with university.store.session() as session:
        degree = progress.questioned(session, university.district)[0].degree
    with university.act() as session:
        progress.answer_question(
            session, university.people[who].id, degree, keep=False, note="It was not.",
            by=university.actor(session, "Dana"), now=university.tick(),
        )  # fmt: skip


def local_day(university: University) -> date:
    with university.store.session() as session:
        return catalogs.today(session, university.district, now=university.now)


def live(university: University) -> Any:
    with university.store.session() as session:
        kept = {
            name: kept_tallies(session, university.district, university.people[name].id)
            for name in PEOPLE
        }
        return [told(university, session, university.now), kept]


def as_of(university: University, day: date) -> Any:
    with university.store.session() as session:
        moment = catalogs.end_of(session, university.district, day)
        catalogs.look_again(session, university.district)
        look_back(session, moment)
        then = past.totals(session, university.district)
        kept = {name: dict(then.get(university.people[name].id, {})) for name in PEOPLE}
        return [told(university, session, moment), kept]


def told(university: University, session: Session, now: Any) -> Any:
    """Everything that pages show of these people."""
    district = university.district
    spans = {span.window for span in standings.spans(session, district, now=now)}
    ada = university.actor(session, "Ada")
    return {
        "catalogs": [each.number for each in catalogs.timeline(session, district).recorded],
        "boards": {
            window: (
                standings.leaderboard(session, ada, Board(window)),
                standings.neighbours(session, ada, Board(window)),
                standings.own(session, ada, Board(window)),
            )
            for window in spans
        },
        **{name: of_person(session, university.place(session, name), now) for name in PEOPLE},
    }


def of_person(session: Session, place: Participant, now: Any) -> Any:
    balance = ledger.balance(session, place)
    lines = [
        (line.entry.seq, line.entry.points, line.after)
        for currency in Currency
        for asked in (ledger.statement, ledger.statement_by_day)
        for line in asked(session, place, currency=currency)
    ]
    today = catalogs.today(session, place.district_id, now=now)
    return {
        "balance": (balance.experience, balance.redeemable, balance.owes, balance.seq),
        "lines": lines,
        "this month": ledger.earned_between(
            session, place, today.replace(day=1), today, Currency.EXPERIENCE
        ),
        "level": progress.level(session, place, now=now),
        "levels": {each.level: each.reached_on for each in progress.levels_noted(session, place)},
        "degrees": [
            (
                each.enrollment.degree,
                each.enrollment.catalog,
                each.audit.to_json(),
                each.conferral and each.conferral.conferred_on,
            )
            for each in progress.pursued(session, place, now=now)
        ],
        "offered": {
            key: each.to_json() for key, each in progress.offered(session, place, now=now).items()
        },
        "conferred": [
            (each.degree, each.catalog, each.conferred_on, each.conferred_at)
            for each in progress.conferrals(session, place)
        ],
        "credentials": [
            (each.attainment, each.key, each.earned_on, each.catalog)
            for each in credentials.of(session, place)
        ],
        "worth": evidence.all_worth(session, place),
        "transcript": of_transcript(session, place, now),
        "best": standings.own_best(session, place),
    }


def of_transcript(session: Session, place: Participant, now: Any) -> Any:
    """Its numbers; words that were rewritten since are left out of an earlier day's."""
    whole = transcripts.transcript(session, place, with_points=True, now=now)
    assert of_ledger(session, place) == (whole.points, dict(whole.campuses))
    return (
        [(each.year, each.minutes, each.points, each.parts) for each in whole.years],
        [(piece.completion, piece.points) for year in whole.years for piece in year.work],
        [(each.level, each.reached_on) for each in whole.levels],
        whole.staged,
        whole.last.digest if whole.last else "",
    )


def of_ledger(session: Session, place: Participant) -> Any:
    """What the ledger holds, added up another way."""
    entries = [line.entry for line in ledger.statement(session, place)]
    campuses = {each.campus for each in entries}
    sums = {key: sum(each.points for each in entries if each.campus == key) for key in campuses}
    return ledger.balance(session, place).experience, sums
