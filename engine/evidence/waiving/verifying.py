"""Verifying waivers by what was announced of them."""

import uuid
from collections.abc import Iterator

from sqlmodel import Session, select

from engine import ledger
from engine.evidence.waiving.events import StageWaived, StageWaiverWithdrawn
from engine.evidence.waiving.tables import StageWaiver
from engine.ledger import Fault, Said, Whose
from engine.outbox import all_of


def verify_waivers(session: Session, district: str) -> Iterator[Fault]:
    """Every waiver that does not say what was announced of it."""
    rows = session.exec(select(StageWaiver).where(StageWaiver.district_id == district))
    kept = {
        (row.participant_id, str(row.id)): _said(
            str(row.id), row.part, row.reason, withdrawn=row.withdrawn_at is not None
        )
        for row in rows
    }
    yield from ledger.differences("stage_waiver", kept, _announced(session, district))


def _announced(session: Session, district: str) -> dict[Whose, Said]:
    found: dict[Whose, Said] = {}
    for event in all_of(session, district, StageWaived, StageWaiverWithdrawn):
        facts = event.facts
        whose = uuid.UUID(facts["participant"]), facts["waiver"]
        withdrawn = event.kind == StageWaiverWithdrawn.__name__
        reason = str(found[whose].facts["reason"]) if whose in found else facts["note"]
        found[whose] = _said(facts["waiver"], facts["part"], reason, withdrawn=withdrawn)
    return found


def _said(waiver: str, part: str, reason: str, *, withdrawn: bool) -> Said:
    facts = {"part": part, "reason": reason, "withdrawn": withdrawn}
    return Said(f"waiver {waiver}", facts)
