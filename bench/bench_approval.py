"""One approval with all that follows, for people with short and with long records."""

import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from sqlmodel import Session

from bench.timing import timed
from engine import catalogs, evidence, people, progress, reactions
from engine.evidence import Evidence
from engine.migrating import migrate
from engine.people import Actor, Role
from engine.store import open_store
from rules.terms import EvidenceKind, Stage

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
PACK = Path(__file__).parents[1] / "data" / "packs" / "deerfield"
RECORDS = (0, 50, 200)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/bench.db")
        migrate(store)
        with store.write() as session:
            catalogs.publish(session, _pack(), now=NOW)
            reviewer = _joins(session, "ruth", Role.REVIEWER)
            teachers = {size: _joins(session, f"ada{size}") for size in RECORDS}
            for size, teacher in teachers.items():
                progress.enroll(session, "bachelor", by=teacher, now=NOW)
                for _ in range(size):
                    _approves(session, reviewer, _submits(session, teacher))
                reactions.follow(session, now=NOW)
        for size, teacher in teachers.items():

            def approval(teacher: Actor = teacher) -> None:
                with store.write() as session:
                    _approves(session, reviewer, _submits(session, teacher))
                    reactions.follow(session, now=NOW)

            timed(f"submit, approve and all that follows, {size} before", approval)
        store.engine.dispose()


def _pack() -> dict[str, str]:
    return {str(file.relative_to(PACK)): file.read_text("utf-8") for file in PACK.rglob("*.yaml")}


def _joins(session: Session, name: str, *roles: Role) -> Actor:
    person = people.add_person(session, email=f"{name}@staff.example", name=name, now=NOW)
    place = people.join(session, person, "deerfield", on=date(2025, 8, 1))
    for role in roles:
        people.grant_role(session, place, role, now=NOW)
    return people.acting(session, place)


def _submits(session: Session, by: Actor) -> Evidence:
    claim = evidence.start(
        session,
        "explore-tool",
        Stage.DONE,
        by=by,
        now=NOW,
        kinds=(EvidenceKind.OWN,),
        done_on=NOW.date() - timedelta(days=1),
        learned="How it works.",
        did="Tried it.",
    )
    return evidence.submit(session, claim, by=by, now=NOW)


def _approves(session: Session, by: Actor, claim: Evidence) -> None:
    rubric = evidence.rubric_of(session, claim)
    scores = {key: len(each.scores) - 1 for key, each in rubric.criteria.items()} if rubric else {}
    evidence.approve(session, claim, by=by, now=NOW, scores=scores)


if __name__ == "__main__":
    main()
