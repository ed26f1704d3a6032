"""Faults in sentences: which row says what, and what it should say."""

import re
import uuid
from collections.abc import Mapping, Sequence

from sqlmodel import Session

from engine import people
from engine.ledger import Fault

_SHOWN_MAX = 20


def faulty(session: Session, district: str, faults: Sequence[Fault]) -> str:
    """The first of these faults, a line each, and how many there are."""
    lines = (*sentences(session, district, faults), f"{_counted(len(faults))} wrong.")
    return "\n".join(f"{district}: {line}" for line in lines) + " Nothing was changed."


def sentences(session: Session, district: str, faults: Sequence[Fault]) -> list[str]:
    """A sentence for each of the first of these faults."""
    names = people.names(
        session, district, (fault.participant_id for fault in faults if fault.participant_id)
    )
    return [_sentence(fault, names) for fault in faults[:_SHOWN_MAX]]


def _sentence(fault: Fault, names: Mapping[uuid.UUID, str]) -> str:
    whose = fault.participant_id
    who = f"{names.get(whose, whose)}, " if whose else ""
    sealed = _is_digest(fault.expected) and fault.row.startswith("entry")
    why = " (it was changed after it was written)" if sealed else ""
    expected, found = _short(fault.expected), _short(fault.found)
    return f"{fault.table}, {who}{fault.row}: expected {expected}, found {found}{why}."


def _short(value: str) -> str:
    """Digests by their first digits."""
    return f"the digest {value[:12]}…" if _is_digest(value) else value


def _is_digest(value: str) -> bool:
    return re.fullmatch("[0-9a-f]{64}", value) is not None


def _counted(faults: int) -> str:
    if faults > _SHOWN_MAX:
        return f"{faults} rows, of which the first {_SHOWN_MAX} are told, are"
    return "1 row is" if faults == 1 else f"{faults} rows are"
