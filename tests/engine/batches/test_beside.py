"""Many at once: whichever way they are approved and undone, people end up with the same."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel

from engine import batches, evidence, reactions
from engine.batches import Batch, BatchRun, Doing, Going, Piece, Trouble
from engine.batches.rehearsing import Concerned
from engine.batches.rehearsing import beside as beside_all
from engine.errors import (
    AlreadyDecided,
    AlreadyUndone,
    ChangedMeanwhile,
    ConsequencesChanged,
    NotFound,
)
from engine.evidence import Evidence
from engine.mentoring import MentorPair
from engine.people import Role
from engine.store import open_store
from rules.terms import Stage
from tests.engine.evidence.test_reviewing import CAPPED, COUNTS
from tests.engine.university import OWN, University

GUIDED = "mentoring: {counts_as: guiding}\nreview: {answer_school_days: 5, second_look_percent: 40,"
GUIDING = "  guiding: {title: Guiding, evidence: system, points: 2}\n" + CAPPED
PACK = COUNTS.replace("review: {answer_school_days: 5,", GUIDED).replace("levels:", GUIDING, 1)
LEARNERS = ("Ada", "Ben", "Cleo", "Dov")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> University:
    """Elm, where everybody has two pieces that wait, and something that was approved before."""
    folder = tmp_path_factory.mktemp("beside")
    store = open_store(f"sqlite:///{folder}/book.db")
    SQLModel.metadata.create_all(store.engine)
    elm = University(store, {"pack.yaml": PACK})
    elm.joins("Ruth", role=Role.REVIEWER)
    elm.joins("Dana", role=Role.DISTRICT_ADMIN)
    for who in LEARNERS:
        elm.joins(who, school="aspen")
        elm.enrolls(who, "associate")
        elm.submits(who, "unit", stage=Stage.LEARNED, kinds=OWN)
        elm.submits(who, "talk")
    for _ in range(2):
        elm.completes("Ada")
    with store.write() as session:
        pair = {"mentor_id": elm.people["Dov"].id, "mentee_id": elm.people["Ben"].id}
        session.add(
            MentorPair(
                district_id="elm", asked_by=pair["mentor_id"], asked_at=elm.now,
                agreed_at=elm.now, **pair,
            )
        )  # fmt: skip
    return elm


def twin(book: University, folder: Path) -> University:
    """The same district once more."""
    file = Path(str(book.store.engine.url.database))
    book.store.engine.dispose()
    found = University.__new__(University)
    url = f"sqlite:///{copy(file, folder)}"
    found.__dict__ |= vars(book) | {"store": open_store(url), "people": dict(book.people)}
    return found


def chosen(elm: University, whom: Sequence[tuple[str, str]]) -> list[Piece]:
    """Pieces that wait, as a list would name them."""
    found = []
    with elm.store.session() as session:
        for line, (who, activity) in enumerate(whom):
            place = elm.place(session, who)
            every = evidence.waiting_of(session, "elm", {place.id})
            what = next(each for each in every if each.activity == activity)
            stage, day = what.stage, what.done_on
            found.append(Piece(line, place, who, activity, stage, day, what))
    return found


# -- three ways of doing the same ------------------------------------------------------------------


def one_by_one(elm: University, pieces: Sequence[Piece]) -> None:
    """Each piece in a transaction of its own, as a reviewer goes through her queue."""
    for piece in pieces:
        with elm.store.write() as session:
            claim = session.get_one(Evidence, ("elm", piece.claim.id))  # type: ignore[union-attr]
            evidence.approve(session, claim, by=elm.actor(session, "Ruth"), now=elm.now)
            reactions.follow(session, now=elm.now)


def as_one_act(elm: University, pieces: Sequence[Piece]) -> Batch:
    with elm.act() as session:
        by = elm.actor(session, "Ruth")
        return batches.approve(session, pieces, by=by, now=elm.now)


def beside(elm: University, pieces: Sequence[Piece], **more: Any) -> Batch:
    with elm.store.session() as session:
        by = elm.actor(session, "Ruth")
    return batches.approve_beside(elm.store, pieces, by=by, now=elm.now, **more)


WAYS: Sequence[Callable[[University, Sequence[Piece]], Any]] = (one_by_one, as_one_act, beside)

_NEW = {"id", "digest", "seq", "event_id", "first", "credited_as", "audit"}
"""What is another one each time; a conferral's audit is of all that was approved by then."""
_ID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_TOLD = ("letter", "notification", "event")
_KEPT = (
    "evidence", "decision", "counted", "taking", "second_look", "balance", "level_reached",
    "degree_progress", "conferral", "credential", "goal", "total",
)  # fmt: skip


def stand(elm: University, *tables: str) -> dict[str, Counter[str]]:
    """All that people have, but for ids; of the ledger the sums under each key."""
    found: dict[str, Counter[str]] = {}
    with elm.store.engine.connect() as connection:
        names = {
            str(row["id"]): row.get("credited_as") or str(row["id"])
            for each in ("evidence", "participant", "person")
            for row in connection.execute(sa.select(SQLModel.metadata.tables[each])).mappings()
        }
        for name in tables:
            rows = connection.execute(sa.select(SQLModel.metadata.tables[name])).mappings()
            found[name] = Counter(_named(str(_plain(row)), names) for row in rows)
        sums: Counter[str] = Counter()
        for row in connection.execute(sa.select(SQLModel.metadata.tables["entry"])):
            key = (row.participant_id, row.source, row.rule, row.campus, row.currency)
            day = "" if row.rule.startswith("cap:") else row.effective_on
            sums[_named(f"{key} {day}", names)] += row.points
    if not tables:
        return {}
    return found | {"entry": Counter({key: points for key, points in sums.items() if points})}


def _plain(row: sa.RowMapping) -> list[tuple[str, Any]]:
    return sorted((key, value) for key, value in row.items() if key not in _NEW)


def _named(told: str, names: Mapping[str, str]) -> str:
    return _ID.sub(lambda found: names.get(found[0], "new"), told)


PIECES = st.lists(
    st.tuples(st.sampled_from(LEARNERS), st.sampled_from(("talk", "unit"))),
    min_size=1, max_size=6, unique=True,
)  # fmt: skip


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(whom=PIECES)
def test_people_have_the_same_whichever_way_it_was_approved(
    book: University, tmp_path_factory: pytest.TempPathFactory, whom: list[tuple[str, str]]
) -> None:
    """Letters of one piece a person are the same, too: of two, the first one tells all."""
    alone = len({who for who, _what in whom}) == len(whom)
    ended = []
    for way in WAYS:
        elm = twin(book, tmp_path_factory.mktemp("twin"))
        way(elm, chosen(elm, whom))
        ended.append(stand(elm, *_KEPT, *(_TOLD if alone else ())))
        assert elm.wrong() == []
        elm.store.engine.dispose()
    assert ended[0] == ended[1] == ended[2]
    assert ended[0]["entry"] != stand(book, "entry")["entry"]


# -- undoing ---------------------------------------------------------------------------------------


@pytest.fixture
def elm(book: University, tmp_path: Path) -> Iterator[University]:
    found = twin(book, tmp_path)
    yield found
    assert found.wrong() == []
    found.store.engine.dispose()


def undoes(elm: University, batch: Batch, way: str, *, by: str = "Dana") -> None:
    elm.tick()
    with elm.store.session() as session:
        actor = elm.actor(session, by)
    told = {"by": actor, "now": elm.now, "note": "The wrong list."}
    shown = batches.foresee_undo(elm.store, batch, by=actor, now=elm.now).digest
    if way == "beside":
        batches.undo_beside(elm.store, batch, shown=shown, **told)
        return
    with elm.act() as session:
        mine = batches.get(session, actor, batch.id)
        batches.undo(session, mine, shown=shown, **told)


@pytest.mark.parametrize("by", ["Dana", "Ruth"])
def test_people_have_the_same_whichever_way_it_was_undone(
    book: University, tmp_path_factory: pytest.TempPathFactory, by: str
) -> None:
    """An admin's correction and a reviewer's own slip, whose credits go with it."""
    ended = []
    for way in ("beside", "as one act"):
        elm = twin(book, tmp_path_factory.mktemp("twin"))
        batch = beside(elm, chosen(elm, [(who, "talk") for who in LEARNERS]))
        assert elm.holds("Ada") == {"doer"}
        undoes(elm, batch, way, by=by)
        ended.append(stand(elm, *_KEPT, *_TOLD, "batch"))
        assert elm.holds("Ada") == set()
        assert elm.wrong() == []
        elm.store.engine.dispose()
    assert ended[0] == ended[1]


def test_only_what_was_shown_is_undone_and_only_once(elm: University) -> None:
    batch = beside(elm, chosen(elm, [("Ada", "talk")]))
    with elm.store.session() as session:
        dana = elm.actor(session, "Dana")
    told = {"by": dana, "now": elm.now}
    with pytest.raises(ConsequencesChanged):
        batches.undo_beside(elm.store, batch, shown="something else", note="Oh.", **told)
    undoes(elm, batch, "beside")
    with elm.store.session() as session:
        again = batches.get(session, dana, batch.id)
    with pytest.raises(AlreadyUndone):
        batches.foresee_undo(elm.store, again, **told)


# -- beside everybody else -------------------------------------------------------------------------


class _Meanwhile:
    """Somebody who does something while it is rehearsed, as often as one likes."""

    def __init__(self, act: Callable[[], Any], times: int) -> None:
        self.act, self.times, self.rehearsed = act, times, 0

    def watch(self, whose: Sequence[Any]) -> Sequence[Any]:
        self.rehearsed += 1
        if self.times:
            self.times -= 1
            self.act()
        return whose

    def ended(self, *_told: Any) -> None:
        """It is done."""


@pytest.mark.parametrize(("times", "rehearsed"), [(1, 2), (9, 3)])
def test_who_moves_meanwhile_waits_for_nobody_and_is_seen(
    elm: University, times: int, rehearsed: int
) -> None:
    """It is rehearsed anew; where that happens too often, it is done while others wait."""
    meanwhile = _Meanwhile(lambda: elm.submits("Ada", "walk", kinds=["attendance"]), times)
    beside(elm, chosen(elm, [("Ada", "talk"), ("Ben", "talk")]), going=meanwhile)
    assert meanwhile.rehearsed == rehearsed
    assert (elm.experience("Ada"), elm.experience("Ben")) == (25, 10)


def test_who_is_not_concerned_may_do_anything_meanwhile(elm: University) -> None:
    meanwhile = _Meanwhile(lambda: elm.submits("Cleo", "walk", kinds=["attendance"]), 1)
    beside(elm, chosen(elm, [("Ada", "talk")]), going=meanwhile)
    assert meanwhile.rehearsed == 1


@pytest.mark.parametrize("act", [evidence.withdraw, evidence.approve])
def test_what_is_no_longer_as_it_was_read_leaves_everything_as_it_was(
    elm: University, act: Any
) -> None:
    pieces = chosen(elm, [("Ben", "talk"), ("Ada", "talk")])
    by = "Ada" if act is evidence.withdraw else "Dana"
    elm.does_with(pieces[1].claim, act, by=by)  # type: ignore[arg-type]
    with pytest.raises((ChangedMeanwhile, AlreadyDecided)):
        beside(elm, pieces)
    assert elm.experience("Ben") == 0


# -- heard of on the way ---------------------------------------------------------------------------


def begun(elm: University, by: str = "Ruth") -> Going:
    with elm.act() as session:
        run = batches.begin(session, Doing.APPROVING, by=elm.actor(session, by), now=elm.now)
    return Going(elm.store, run, lambda: elm.tick(seconds=0.6))


def heard(elm: University, going: Going, by: str = "Ruth") -> BatchRun:
    with elm.store.session() as session:
        return batches.under_way(session, elm.actor(session, by), going.run.id)


def test_one_hears_how_far_it_is_and_what_came_of_it(elm: University) -> None:
    going = begun(elm)
    pieces = chosen(elm, [(who, "talk") for who in LEARNERS])
    told: list[int] = []

    def act(going: Going) -> None:
        told.extend(heard(elm, going).done for _each in going.watch("abcd"))
        beside(elm, pieces, going=going)

    going.carry_out(act)
    run = heard(elm, going)
    assert told == sorted(told)
    assert 0 in told
    assert told[-1] > 0
    assert (run.done, run.people, run.pieces, run.trouble) == (4, 4, 4, None)
    assert run.ended_at is not None
    assert run.batch_id is not None
    assert not batches.goes_on(run, elm.now)
    with pytest.raises(NotFound):
        heard(elm, going, "Dana")


def test_whatever_keeps_it_from_being_done_is_kept(elm: University) -> None:
    def refuses(_going: Going) -> None:
        raise AlreadyUndone

    def breaks(_going: Going) -> None:
        raise ZeroDivisionError

    for act, trouble in ((refuses, Trouble.REFUSED), (breaks, Trouble.BROKEN)):
        going = begun(elm)
        going.carry_out(act)
        assert heard(elm, going).trouble is trouble
        assert isinstance(going.refusal, AlreadyUndone) is (act is refuses)


def test_of_one_that_was_killed_nothing_is_heard(elm: University) -> None:
    run = begun(elm).run
    assert batches.goes_on(run, elm.now)
    assert not batches.goes_on(run, elm.tick(minutes=2))


def test_undoing_is_heard_of_too(elm: University) -> None:
    batch = beside(elm, chosen(elm, [("Ada", "talk"), ("Ben", "talk")]))
    going, now = begun(elm, "Dana"), elm.tick()
    with elm.store.session() as session:
        dana = elm.actor(session, "Dana")
    shown = batches.foresee_undo(elm.store, batch, by=dana, now=now).digest
    batches.undo_beside(elm.store, batch, by=dana, now=now, note="Oh.", shown=shown, going=going)
    assert (heard(elm, going, "Dana").pieces, heard(elm, going, "Dana").done) == (2, 2)


def test_what_reaches_further_than_a_rehearsal_is_done_while_others_wait(elm: University) -> None:
    """Nothing is lost by it but time."""

    def far(session: Session) -> str:
        session.execute(sa.delete(SQLModel.metadata.tables["enrollment"]))
        return "done"

    nobody = Concerned(frozenset(), frozenset())
    told = beside_all(
        elm.store, "elm", nobody, far, lambda _session, told: told, plain=lambda _: "waited",
        now=elm.now,
    )  # fmt: skip
    assert told == "waited"
    assert len(stand(elm, "enrollment")["enrollment"]) == len(LEARNERS)
