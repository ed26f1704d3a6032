"""Many at once: whichever way they are approved and undone, people end up with the same."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel

from engine import batches, evidence, reactions
from engine.batches import Batch, Piece
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

_NEW = {"id", "digest", "seq", "event_id", "first", "credited_as"}
"""What is another one each time."""
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
    """Letters and badges of one piece a person are the same, too: of two, one letter tells all."""
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
