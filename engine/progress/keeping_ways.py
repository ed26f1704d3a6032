"""Ways that were worked out before: kept with a digest of all that they came from."""

import hashlib
import uuid
from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import datetime

from pydantic import BaseModel, TypeAdapter
from sqlmodel import Session

from engine.people import Participant
from engine.progress.finding_ways import NearestWay, Wish, begin
from engine.progress.tables import WorkedOutWay
from rules.timeline import Recorded
from rules.ways import Start

_ANSWER: TypeAdapter[NearestWay] = TypeAdapter(NearestWay)
_MADE_BY = "3"
"""Changes when the same question would be answered otherwise."""


def known_way(
    session: Session, place: Participant, wish: Wish, *, now: datetime
) -> NearestWay | None:
    """What was worked out before, if nothing has changed since that it came from."""
    row = session.get(WorkedOutWay, _key(place, wish))
    if row is None or row.worked_from != _digest(begin(session, place, wish, now=now), wish):
        return None
    return _ANSWER.validate_python(row.answer, strict=False)


def keep_way(
    session: Session, place: Participant, wish: Wish, found: NearestWay, *, now: datetime
) -> None:
    """Keep an answer for the next look, in the place of an earlier one."""
    district, participant, degree, requirement, least = _key(place, wish)
    session.merge(
        WorkedOutWay(
            district_id=district,
            participant_id=participant,
            degree=degree,
            requirement=requirement,
            least=least,
            worked_from=_digest(begin(session, place, wish, now=now), wish),
            answer=_ANSWER.dump_python(found, mode="json"),
        )
    )
    session.flush()


def _key(place: Participant, wish: Wish) -> tuple[str, uuid.UUID, str, str, str]:
    return place.district_id, place.id, wish.degree, wish.requirement, wish.least.value


def _digest(start: Start, wish: Wish) -> str:
    return hashlib.sha256(repr((_MADE_BY, _told(wish), _told(start))).encode()).hexdigest()


def _told(fact: object) -> object:
    """A fact as plain values whose text is always the same."""
    match fact:
        case Recorded():  # A number is never published twice.
            return fact.number, fact.applies_from, fact.policy.value
        case BaseModel():
            return fact.model_dump_json()
        case Mapping():
            return [(_told(key), _told(value)) for key, value in fact.items()]
        case Set():
            return sorted(map(repr, map(_told, fact)))
        case tuple() | list():
            return [_told(each) for each in fact]
    if is_dataclass(fact):
        return [(each.name, _told(getattr(fact, each.name))) for each in fields(fact)]
    return repr(fact)
