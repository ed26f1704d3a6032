"""Three hundred people approved by one list, the undoing of it foretold, and done.

Of each act: the processor's seconds, the statements, and for how long others could not write.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import sqlalchemy as sa
from sqlmodel import Session

from engine import batches, catalogs, evidence, people, progress, reactions
from engine.evidence import Evidence
from engine.imports import Meant
from engine.migrating import migrate
from engine.people import Actor, Role
from engine.store import Store, open_store
from rules.terms import EvidenceKind, Stage

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
PACK = Path(__file__).parents[1] / "data" / "packs" / "deerfield"
PEOPLE = 300
ACTIVITY = "campus-session"
NAMES = "\n".join(f"Teacher {number}" for number in range(PEOPLE)).encode()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/bench.db")
        migrate(store)
        with store.write() as session:
            catalogs.publish(session, catalogs.read_folder(PACK), now=NOW)
            reviewer = _joins(session, "ruth", Role.REVIEWER, Role.DISTRICT_ADMIN)
            for number in range(PEOPLE):
                teacher = _joins(session, f"Teacher {number}")
                progress.enroll(session, "bachelor", by=teacher, now=NOW)
                _submits(session, teacher)
            reactions.follow(session, now=NOW)
        meant = Meant(ACTIVITY, Stage.DONE)
        with _weighed("read the list", store), store.session() as session:
            reading = batches.read(session, NAMES, meant, by=reviewer, now=NOW)
        with _weighed("say what it brings", store), store.session() as session:
            batches.foresee(session, reading.pieces, now=NOW)
        with _weighed("approve it", store):
            batch = batches.approve_beside(store, reading.pieces, by=reviewer, now=NOW)
        with _weighed("say what undoing it would mean", store):
            undoing = batches.foresee_undo(store, batch, by=reviewer, now=NOW)
        with _weighed("undo it", store):
            told = {"note": "No.", "shown": undoing.digest}
            batches.undo_beside(store, batch, by=reviewer, now=NOW, **told)
        store.engine.dispose()


@dataclass
class _Weight:
    """What an act asked of the database, and how long it kept others from writing."""

    statements: int = 0
    held: list[float] = field(default_factory=list)
    begun: dict[int, float] = field(default_factory=dict)

    def asked(self, _connection: Any, _cursor: Any, _text: str, *_more: Any) -> None:
        self.statements += 1

    def begins(self, connection: Any) -> None:
        if connection.get_execution_options().get("takes_write_lock"):
            self.begun[id(connection)] = time.process_time()

    def ends(self, connection: Any) -> None:
        if (begun := self.begun.pop(id(connection), None)) is not None:
            self.held.append(time.process_time() - begun)


@contextmanager
def _weighed(name: str, store: Store) -> Iterator[None]:
    weight = _Weight()
    heard = (
        ("before_cursor_execute", weight.asked),
        ("begin", weight.begins),
        ("commit", weight.ends),
        ("rollback", weight.ends),
    )
    for what, told in heard:
        sa.event.listen(store.engine, what, told)
    begun = time.process_time()
    yield
    seconds = time.process_time() - begun
    for what, told in heard:
        sa.event.remove(store.engine, what, told)
    print(
        f"{name:<34} {seconds:>7.2f} s  {weight.statements:>7,} statements"
        f"  {max(weight.held, default=0):>6.2f} s the longest that others waited"
    )


def _joins(session: Session, name: str, *roles: Role) -> Actor:
    email = f"{name.replace(' ', '')}@staff.example"
    person = people.add_person(session, email=email, name=name, now=NOW)
    place = people.join(session, person, "deerfield", on=date(2025, 8, 1))
    for role in roles:
        people.grant_role(session, place, role, now=NOW)
    return people.acting(session, place)


def _submits(session: Session, by: Actor) -> Evidence:
    claim = evidence.start(
        session,
        ACTIVITY,
        Stage.DONE,
        by=by,
        now=NOW,
        kinds=(EvidenceKind.ATTENDANCE,),
        done_on=NOW.date() - timedelta(days=1),
        learned="How it works.",
        did="Tried it.",
    )
    return evidence.submit(session, claim, by=by, now=NOW)


if __name__ == "__main__":
    main()
