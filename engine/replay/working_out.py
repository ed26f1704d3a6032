"""Working out what people's records come to, from evidence, decisions and catalogs alone."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlmodel import Session

from engine import credentials, evidence, ledger, people, progress, standings
from engine.ledger import Fault
from engine.replay.footing import footings
from engine.replay.tables import Replayed

BROKEN, DIFFERENCES, STALE = "broken", "differences", "stale"


def work_out(
    session: Session, district: str, whose: Sequence[uuid.UUID], *, now: datetime
) -> list[Replayed]:
    """What these participants' records come to, held against what stands; nothing is changed.

    `whose` is in the order of ids.
    """
    between = (whose[0], whose[-1])
    footing = footings(session, district, between, now=now)
    found: dict[uuid.UUID | None, dict[str, list[Fault]]] = defaultdict(lambda: defaultdict(list))
    for kind, faults in _compared(session, district, between, now):
        for fault in faults:
            found[fault.participant_id][kind].append(fault)
    return [
        Replayed(
            district_id=district,
            participant_id=each,
            worked_from=footing[each],
            broken=[_plain(fault) for fault in found[each][BROKEN]],
            differences=[_plain(fault) for fault in found[each][DIFFERENCES]],
            stale=sorted({fault.table for fault in found[each][STALE]}),
        )
        for each in whose
    ]


def faults_in(rows: Iterable[Replayed], kind: str) -> list[Fault]:
    """What was found of one kind, in the order of participants."""
    return [
        Fault(participant_id=row.participant_id, **fault)
        for row in rows
        for fault in getattr(row, kind)
    ]


def _compared(
    session: Session, district: str, between: people.Between, now: datetime
) -> Iterator[tuple[str, Iterable[Fault]]]:
    """All that is worked out anew, beside what it means when what stands says otherwise."""
    whose = (session, district, between)
    for fault in ledger.verify(*whose):
        yield STALE if fault.table == "balance" else BROKEN, [fault]
    yield DIFFERENCES, evidence.differences(*whose)
    yield STALE, progress.levels_out_of_line(*whose, now=now)
    for fault in progress.out_of_line(*whose, now=now):
        yield DIFFERENCES if fault.table == "conferral" else STALE, [fault]
    yield DIFFERENCES, credentials.unearned(*whose, now=now)
    yield STALE, standings.verify(*whose)


def _plain(fault: Fault) -> dict[str, str]:
    told = asdict(fault)
    del told["participant_id"]
    return told
