"""Replaying a district, beside DuckDB's grouped sum of the very same entries: how each grows.

Times are of the processor, as others may use the machine too. `BENCH_MILLION=1` adds a district of
1,000,000 completions.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from math import log
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

import duckdb
import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from bench.crowd import crowd
from engine import catalogs, people, reactions, replay
from engine.evidence import Decision, Evidence, Status, Verdict
from engine.migrating import migrate
from engine.people import Participant
from engine.store import Store, new_id, open_store
from rules.terms import EvidenceKind

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
PACK = Path(__file__).parents[1] / "data" / "packs" / "deerfield"
KINDS = f"{EvidenceKind.OWN},{EvidenceKind.STUDENT}"
DISTRICT, EACH, BATCH = "deerfield", 100, 200
SIZES = (10_000, 100_000, *((1_000_000,) if os.environ.get("BENCH_MILLION") else ()))


def main() -> None:
    before: tuple[int, float, float] | None = None
    with tempfile.TemporaryDirectory() as folder:
        model = _model(Path(folder))
        for size in SIZES:
            store = crowd(model, Path(folder), size // EACH)
            replayed, found = _timed(lambda store=store: _replayed(store))
            assert (found.differences, found.broken, found.renewed) == ((), (), {})
            summed, sums = _timed(_grouped_sum(store, Path(folder)))
            assert sums == size // EACH
            store.engine.dispose()
            print(
                f"{size:>9,} completions, {found.entries:>9,} entries: replay {replayed:8.2f} s, "
                f"{1e6 * replayed / size:7.0f} µs each; DuckDB {1000 * summed:8.2f} ms; "
                f"ratio {replayed / summed:9,.0f}",
                flush=True,
            )
            if before:
                _tell_growth(size, replayed, summed, *before)
            before = (size, replayed, summed)
        model.engine.dispose()


def _tell_growth(
    size: int, replayed: float, summed: float, was: int, replayed_then: float, summed_then: float
) -> None:
    """How much longer it takes, and the slope: 1 is in step with the size."""
    times = size / was
    told = [
        f"{name} takes {longer:.1f} times as long (slope {log(longer, times):.2f})"
        for name, longer in (
            ("replay", replayed / replayed_then),
            ("DuckDB", summed / summed_then),
        )
    ]
    print(f"{times:>9.0f} times as many: {', '.join(told)}", flush=True)


def _model(folder: Path) -> Store:
    """A district of people with a hundred approved pieces of work each, and all that follows.

    The larger districts are copies of it: who has the same work is worked out anew each time.
    """
    store = open_store(f"sqlite:///{folder}/model.db")
    migrate(store)
    _peopled(store, SIZES[0])
    _booked(store)
    return store


def _peopled(store: Store, size: int) -> None:
    """People with a hundred approved pieces of work each, and nothing booked."""
    rng = Random(1)
    with store.write() as session:
        files = catalogs.read_folder(PACK)
        catalogs.publish(session, files, now=NOW)
        reactions.follow(session, now=NOW)
        offers = [
            (key, stage, offer.minutes)
            for key, each in catalogs.check(files).activities.items()
            for stage, offer in each.stages.items()
        ]
        places = [_joins(session, number) for number in range(size // EACH)]
        for place in places:
            claims = [_claim(place, rng.choice(offers), rng) for _ in range(EACH)]
            _insert(session, claims)
            _insert(session, [_decision(claim, places[0]) for claim in claims])


def _joins(session: Session, number: int) -> Participant:
    person = people.add_person(session, email=f"{number}@x.example", name=f"{number}", now=NOW)
    return people.join(session, person, DISTRICT, on=date(2020, 8, 1))


def _claim(place: Participant, offer: tuple, rng: Random) -> Evidence:
    activity, stage, minutes = offer
    day = NOW.date() - timedelta(days=rng.randrange(1500))
    return Evidence(
        id=new_id(),
        district_id=DISTRICT,
        participant_id=place.id,
        activity=activity,
        stage=stage,
        kinds=KINDS,
        status=Status.APPROVED,
        done_on=day,
        minutes=minutes,
        started_at=NOW,
        saved_at=NOW,
        submitted_at=NOW,
        decided_at=NOW,
    )


def _decision(claim: Evidence, by: Participant) -> Decision:
    return Decision(
        id=new_id(),
        district_id=DISTRICT,
        evidence_id=claim.id,
        by=by.id,
        verdict=Verdict.APPROVED,
        at=NOW,
    )


def _insert(session: Session, rows: list[SQLModel]) -> None:
    session.connection().execute(sa.insert(type(rows[0])), [row.model_dump() for row in rows])


def _booked(store: Store) -> None:
    """The first replay finds that everything is still to be booked."""
    found = _replayed(store, repair=True)
    assert found.appended


def _replayed(store: Store, *, repair: bool = False) -> replay.Replay:
    """As the command does."""
    with store.session() as session:
        due = replay.waiting(session, DISTRICT, now=NOW)
    for lot in _lots(due):
        with store.session() as session:
            rows = replay.work_out(session, DISTRICT, lot, now=NOW)
        with store.write() as session:
            replay.keep(session, rows)
    with store.write() as session:
        found = replay.finish(session, DISTRICT, now=NOW, repair=repair)
        reactions.follow(session, now=NOW, mail=False)
    return found


def _lots(due: list) -> Iterator[list]:
    remaining = iter(due)
    while lot := list(islice(remaining, BATCH)):
        yield lot


def _grouped_sum(store: Store, folder: Path):
    """The same entries in DuckDB's own memory, and the sum of each person's experience."""
    file = folder / "entries.csv"
    with store.engine.connect() as connection, file.open("w") as out:
        rows = connection.execute(sa.text("SELECT participant_id, currency, points FROM entry"))
        out.writelines(f"{who},{currency},{points}\n" for who, currency, points in rows)
    duck = duckdb.connect()
    duck.execute("SET threads TO 1")
    duck.execute(
        "CREATE TABLE entry AS SELECT * FROM read_csv(?, header=false, "
        "columns={'who': 'VARCHAR', 'currency': 'VARCHAR', 'points': 'BIGINT'})",
        [str(file)],
    )
    question = "SELECT who, sum(points) FROM entry WHERE currency = 'experience' GROUP BY who"
    duck.execute(question).fetchall()
    return lambda: len(duck.execute(question).fetchall())


def _timed(act):
    begun = time.process_time()
    done = act()
    return time.process_time() - begun, done


if __name__ == "__main__":
    main()
