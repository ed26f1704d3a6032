"""Corrections: what happens is what was shown, approving again restores, and nothing may fall."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from datetime import date, timedelta
from decimal import Decimal
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel

from engine import corrections, credentials, evidence, ledger, progress, standings
from engine.corrections import Aftermath, Consequences, Correction
from engine.errors import (
    AlreadyDecided,
    ConsequencesChanged,
    Incomplete,
    NoteMissing,
    NothingChanged,
    NotPermitted,
)
from engine.evidence import Evidence, Facts, Status
from engine.ledger import EntryKind
from engine.store import Store, open_store
from rules.terms import Currency, EvidenceKind
from tests.engine.university import BOTH, PACK, University
from tests.engine.world import TODAY

MORE = """
rewards: {mug: {title: Mug, price: 5, kind: merchandise}}
seasons: {spring: {title: Spring, first: 2026-02-01, last: 2026-05-31}}
"""
WORK = [("talk", "done"), ("talk", "done"), ("unit", "learned"), ("unit", "used"), ("walk", "done")]
DAYS = [TODAY - timedelta(days=days) for days in (0, 0, 1, 2, 40)]
CAME_LATE = [
    (("talk", "done"), TODAY),
    (("unit", "learned"), TODAY - timedelta(days=40)),
    (("talk", "done"), TODAY - timedelta(days=40)),
]
"""The pathway is finished today; what comes last would have finished it earlier."""
FEWER = settings.default.max_examples // 5

histories = st.lists(
    st.tuples(st.sampled_from(WORK), st.sampled_from(DAYS)), min_size=1, max_size=7
)
changes = st.builds(
    Facts,
    done_on=st.sampled_from([None, *DAYS]),
    minutes=st.sampled_from([None, 0, 30, 600]),
)


@pytest.fixture(scope="module")
def founded() -> Iterator[University]:
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/founded.db")
        SQLModel.metadata.create_all(store.engine)
        university = well_begun(store)
        store.engine.dispose()
        yield university


def well_begun(store: Store) -> University:
    university = University(store, {"pack.yaml": PACK, "more.yaml": MORE})
    university.staff()
    university.joins("Bo")
    university.completes("Bo", "talk")
    university.completes("Bo", "unit", stage="learned")
    university.enrolls("Ada", "associate")
    university.enrolls("Ada", "bachelor")
    return university


@contextmanager
def begun(founded: University) -> Iterator[University]:
    with TemporaryDirectory() as folder:
        shutil.copy(str(founded.store.engine.url.database), f"{folder}/copy.db")
        university = copy(founded)
        university.store = open_store(f"sqlite:///{folder}/copy.db")
        yield university
        university.store.engine.dispose()


@settings(max_examples=FEWER)
@given(
    history=histories,
    at=st.integers(0, 6),
    what=st.one_of(st.sampled_from(Aftermath), changes),
)
def test_what_happens_is_what_was_shown(
    founded: University, history: list, at: int, what: Any
) -> None:
    with begun(founded) as university:
        claim = lived(university, history, at)
        correction = about(claim, what)
        before = everything(university)
        try:
            shown = foresees(university, correction)
        except NothingChanged:
            return
        assert everything(university) == before, "looking changes nothing"

        done = carries_out(university, correction, shown.digest)

        assert done == shown
        assert done.after == picture(university)
        assert university.wrong() == []
        if what is Aftermath.NOTHING_FALLS:
            assert not done.falls
            assert everything(university) == before


@settings(max_examples=FEWER)
@given(history=histories, at=st.integers(0, 6), aftermath=st.sampled_from(Aftermath))
@example(history=CAME_LATE, at=0, aftermath=Aftermath.AS_CORRECTED)
def test_approving_again_restores_the_earlier_state_exactly(
    founded: University, history: list, at: int, aftermath: Aftermath
) -> None:
    with begun(founded) as university:
        claim = lived(university, history, at)
        before = everything(university)
        carries_out(university, about(claim, aftermath))

        university.tick(days=3)
        university.approves(claim, by="Rob")

        assert everything(university) == before
        assert university.wrong() == []


@settings(max_examples=FEWER)
@given(history=histories, at=st.integers(0, 6), change=changes)
def test_correcting_back_restores_the_earlier_state_exactly(
    founded: University, history: list, at: int, change: Facts
) -> None:
    with begun(founded) as university:
        claim = lived(university, history, at)
        before = everything(university)
        back = Facts(done_on=claim.done_on, minutes=claim.minutes)
        try:
            done = carries_out(university, about(claim, change))
        except NothingChanged:
            return
        assume(not done.new_degrees)  # What was conferred stays, in question.

        carries_out(university, about(claim, back))

        assert everything(university) == before


def lived(university: University, history: list, at: int) -> Evidence:
    """Ada did all this, bought a mug if she could, and one piece of it is to be corrected."""
    done = []
    for (activity, stage), day in sorted(history, key=lambda each: each[0][1] == "used"):
        attended = {"kinds": [EvidenceKind.ATTENDANCE], "link": ""}
        what = attended if activity == "walk" else {"kinds": BOTH}
        if stage == "used" and not any(each.stage == "learned" for each in done):
            stage = "learned"
        done.append(university.completes("Ada", activity, stage=stage, on=day, **what))
    if university.redeemable("Ada") >= 5:
        university.redeems("Ada", "mug")
    return done[at % len(done)]


def about(claim: Evidence, what: Any) -> Correction:
    if isinstance(what, Facts):
        return Correction(claim.id, facts=what, note="It was otherwise.")
    return Correction(claim.id, aftermath=what, note="A mistake.")


def foresees(university: University, correction: Correction, by: str = "Dana") -> Consequences:
    with university.store.session() as session:
        actor = university.actor(session, by)
    return corrections.foresee(university.store, correction, by=actor, now=university.tick())


def carries_out(
    university: University, correction: Correction, shown: str | None = None, by: str = "Dana"
) -> Consequences:
    now = university.tick()
    with university.store.write() as session:
        actor = university.actor(session, by)
        return corrections.carry_out(session, correction, by=actor, now=now, shown=shown)


def picture(university: University) -> corrections.Picture:
    with university.store.session() as session:
        place = university.place(session, "Ada")
        return corrections.Picture.of(session, place, now=university.now)


def everything(university: University) -> dict[str, Any]:
    """What she has, in every number that any page shows."""
    with university.store.session() as session:
        place = university.place(session, "Ada")
        balance = ledger.balance(session, place)
        issued = credentials.of(session, place, revoked=True)
        return {
            "points": (balance.experience, balance.redeemable, balance.owes),
            "lines": summed(session, university),
            "levels": {
                each.level: each.reached_on for each in progress.levels_noted(session, place)
            },
            "badges": {
                (each.attainment, each.key, each.id, each.earned_on, each.issued_at, each.catalog)
                for each in issued
                if each.revoked_at is None
            },
            "degrees": [
                (each.enrollment.degree, audited(each), told_of(each.conferral))
                for each in progress.pursued(session, place, now=university.now)
            ],
            "standings": {
                window.window: standings.leaderboard(
                    session, university.actor(session, "Ada"), standings.Board(window.window)
                )
                for window in standings.spans(session, university.district, now=university.now)
            },
        }


def audited(each: progress.Pursued) -> dict[str, Any]:
    """The audit but for the day on which it is looked at."""
    return each.audit.to_json() | {"as_of": ""}


def told_of(conferral: progress.Conferral | None) -> Any:
    return conferral and (conferral.conferred_on, conferral.conferred_at, conferral.questioned_at)


def summed(session: Session, university: University) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for currency in Currency:
        place = university.place(session, "Ada")
        for line in ledger.statement(session, place, currency=currency):
            key = (line.entry.source, line.entry.rule, currency, line.entry.campus)
            found[key] = found.get(key, 0) + line.entry.points
    return {key: points for key, points in found.items() if points}


# -- one by one ------------------------------------------------------------------------------------


@pytest.fixture
def elm(store: Store) -> University:
    return well_begun(store)


def test_what_is_left_to_somebody_is_a_reversal_and_a_signed_adjustment(elm: University) -> None:
    claim = elm.completes("Ada")
    carries_out(elm, Correction(claim.id, aftermath=Aftermath.NOTHING_FALLS, note="Ours."))

    told = [(each.kind, each.points, each.reason) for each in elm.entries("Ada")]
    assert told == [
        (EntryKind.AWARD, 10, "granted"),
        (EntryKind.REVERSAL, -10, "reversed"),
        (EntryKind.ADJUSTMENT, 10, "kept"),
    ]
    assert elm.status(claim) is Status.SUBMITTED
    elm.approves(claim, by="Rob")
    assert len(elm.entries("Ada")) == 3, "it was hers already"


def test_what_is_left_stays_when_the_evidence_is_declined(elm: University) -> None:
    claim = elm.completes("Ada")
    carries_out(elm, Correction(claim.id, aftermath=Aftermath.NOTHING_FALLS, note="Ours."))

    elm.does_with(claim, evidence.decline, by="Rob", note="Not quite.")

    assert elm.experience("Ada") == 10
    assert elm.wrong() == []


def test_a_reviewer_sees_that_what_was_left_adds_nothing(elm: University) -> None:
    claim = elm.completes("Ada", "walk", kinds=[EvidenceKind.ATTENDANCE], link="")
    carries_out(elm, Correction(claim.id, aftermath=Aftermath.NOTHING_FALLS, note="Ours."))

    with elm.store.session() as session:
        kept = session.get_one(Evidence, (elm.district, claim.id))
        assert evidence.effect(session, kept) == ()
        assert progress.turn(session, kept, now=elm.now).levels == ()
        kept.minutes = 120
        assert [each.experience for each in evidence.effect(session, kept)] == [8, -4]


def test_other_hours_another_day_and_other_scores_can_be_said(elm: University) -> None:
    essay = elm.submits("Ada", "essay")
    elm.approves(essay, scores={"clear": 2, "kind": 1})
    said = Facts(TODAY - timedelta(days=3), 90, 30, {"clear": 1, "kind": 1})

    carries_out(elm, Correction(essay.id, facts=said, note="Counted again."))

    with elm.store.session() as session:
        found = session.get_one(Evidence, (elm.district, essay.id))
        assert (found.done_on, found.minutes, found.outside_minutes, found.scores) == (
            TODAY - timedelta(days=3), 90, 30, {"clear": 1, "kind": 1},
        )  # fmt: skip
        assert [each.why for each in evidence.changes(session, found)] == ["approved", "corrected"]
    assert found.status is Status.APPROVED
    told = [line for line in elm.letters("Ada")[-1].splitlines() if " instead of " in line]
    assert told == [
        "- Day: February 27, 2026 instead of March 2, 2026",
        "- Hours: 1 h 30 min instead of 0 h",
        "- Outside contract: 30 min instead of 0 h",
        "- Clear: 1 instead of 2",
    ]


def test_a_figure_and_where_it_stands_can_be_said(elm: University) -> None:
    claim = elm.completes("Ada", value=89.9, value_source="A survey")
    with pytest.raises(Incomplete):
        carries_out(elm, Correction(claim.id, facts=Facts(value_source=" "), note="Otherwise."))

    for said in (Facts(value=Decimal("90.5")), Facts(value_source="The register")):
        carries_out(elm, Correction(claim.id, facts=said, note="Otherwise."))

    with elm.store.session() as session:
        found = session.get_one(Evidence, (elm.district, claim.id))
        assert (found.value, found.value_source) == (90.5, "The register")
        kept = [each.facts for each in evidence.changes(session, found) if each.facts]
    assert [(each["value"], each["value_source"]) for each in kept] == [
        (89.9, "A survey"), (90.5, "A survey"), (90.5, "The register"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Facts(done_on=date(2999, 1, 1)), "done_on"),
        (Facts(minutes=-1), "minutes"),
        (Facts(minutes=10, outside_minutes=20), "outside_minutes"),
        (Facts(outside_minutes=-1), "outside_minutes"),
        (Facts(value=90.0), "value"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(elm: University, said: Facts, field: str) -> None:
    claim = elm.completes("Ada")

    with pytest.raises(Incomplete) as refused:
        carries_out(elm, Correction(claim.id, facts=said, note="Counted again."))
    assert field in refused.value.fields


def test_a_correction_asks_for_a_reason_an_admin_and_something_to_correct(
    elm: University,
) -> None:
    claim = elm.completes("Ada")

    with pytest.raises(NoteMissing):
        carries_out(elm, Correction(claim.id, facts=Facts(minutes=5)))
    with pytest.raises(NothingChanged):
        carries_out(elm, Correction(claim.id, facts=Facts(), note="Why not."))
    with pytest.raises(NotPermitted):
        carries_out(elm, Correction(claim.id, note="I say so."), by="Ruth")
    waiting = elm.submits("Ada")
    with pytest.raises(AlreadyDecided):
        carries_out(elm, Correction(waiting.id, facts=Facts(minutes=5), note="Early."))


def test_nothing_is_done_when_something_else_would_follow_than_was_shown(elm: University) -> None:
    claim = elm.completes("Ada")
    correction = Correction(claim.id, note="A mistake.")
    shown = foresees(elm, correction)
    elm.completes("Ada", "unit", stage="learned")

    with pytest.raises(ConsequencesChanged):
        carries_out(elm, correction, shown.digest)
    assert elm.status(claim) is Status.APPROVED


def test_the_list_names_what_is_lost_won_and_put_in_question(elm: University) -> None:
    talk = elm.completes("Ada")
    unit = elm.completes("Ada", "unit", stage="learned", on=TODAY - timedelta(days=1))
    elm.completes("Ada", "talk", on=TODAY)
    elm.redeems("Ada", "mug")

    undone = foresees(elm, Correction(unit.id, note="A mistake."))
    assert undone.lost_badges == ["doer", "whole"]
    assert undone.put_in_question == ["associate", "bachelor"]
    assert undone.falls
    assert undone.after.places["season:spring"].rank == 2

    carries_out(elm, Correction(unit.id, note="A mistake."))
    again = foresees(elm, Correction(talk.id, facts=Facts(TODAY - timedelta(days=40)), note="x"))
    assert again.new_badges == []
    assert again.new_degrees == []
    assert not again.falls


def test_who_plays_no_game_has_no_place_on_boards(elm: University) -> None:
    elm.chooses("Ada", plays=False)

    assert picture(elm).places == {}
