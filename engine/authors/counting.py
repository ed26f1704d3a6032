"""What became of an activity: how many did it and when, and what they tell its authors."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from engine import people
from engine.authors import queries
from engine.authors.tables import Remark
from engine.evidence import Decision, Evidence, Status, Verdict
from engine.people import Actor, Participant

NAMED_FROM = 5
"""Of fewer people nobody is named, and no unsigned line is shown: one could tell whose it is."""
_MONTHS = 12


@dataclass(frozen=True)
class Uptake:
    """How an activity does; never what one person wrote or scored."""

    people: int
    pieces: int
    months: Mapping[date, int]
    """Pieces by the first day of each of the last twelve months, the earliest first."""
    sent_back: int
    """Of the pieces that were decided on, how many came back at least once."""
    decided: int
    minutes: int
    """On average, of a piece."""
    names: Sequence[str]
    """Those who show themselves, of enough people."""
    held_back: bool
    """Whether there are too few people for names and unsigned lines."""
    remarks: Sequence[tuple[str, str]]
    """What they tell the authors, and who does, if she signed."""


def uptake(session: Session, who: Actor, activity: str, *, today: date) -> Uptake:
    """How an activity of hers does."""
    queries.must_look_after(session, who, activity)
    district = who.participant.district_id
    rows = session.exec(
        select(Evidence.participant_id, col(Evidence.done_on), Evidence.minutes).where(
            Evidence.district_id == district,
            Evidence.activity == activity,
            Evidence.status == Status.APPROVED,
        )
    ).all()
    everybody = {whose for whose, _day, _minutes in rows}
    few = len(everybody) < NAMED_FROM
    sent_back, decided = _decided(session, district, activity)
    days = Counter(day.replace(day=1) for _whose, day, _minutes in rows if day)
    return Uptake(
        people=len(everybody),
        pieces=len(rows),
        months={month: days[month] for month in _last_months(today)},
        sent_back=sent_back,
        decided=decided,
        minutes=round(sum(minutes for _whose, _day, minutes in rows) / (len(rows) or 1)),
        names=() if few else _shown(session, district, everybody),
        held_back=few,
        remarks=_remarks(session, district, activity, few=few),
    )


def _last_months(today: date) -> list[date]:
    first = today.year * 12 + today.month - _MONTHS
    return [date(month // 12, month % 12 + 1, 1) for month in range(first, first + _MONTHS)]


def _decided(session: Session, district: str, activity: str) -> tuple[int, int]:
    """How many pieces came back, of all that were decided on."""
    asked = (
        select(Decision.evidence_id, Decision.verdict)
        .join(
            Evidence,
            (col(Evidence.district_id) == col(Decision.district_id))
            & (col(Evidence.id) == col(Decision.evidence_id)),
        )
        .where(Evidence.district_id == district, Evidence.activity == activity)
        .distinct()
    )
    rows = session.exec(asked).all()
    back = {piece for piece, verdict in rows if verdict is Verdict.SENT_BACK}
    return len(back), len({piece for piece, _verdict in rows})


def _shown(session: Session, district: str, whose: set[uuid.UUID]) -> list[str]:
    """The names, or other names, of those who let themselves be seen by others."""
    seen = session.exec(
        select(Participant.id, Participant.alias).where(
            Participant.district_id == district,
            col(Participant.id).in_(whose),
            col(Participant.plays),
            col(Participant.on_boards),
            col(Participant.left_on).is_(None),
        )
    ).all()
    names = people.names(session, district, [each for each, _alias in seen])
    return sorted((alias or names[each] for each, alias in seen), key=str.casefold)


def _remarks(session: Session, district: str, activity: str, *, few: bool) -> list[tuple[str, str]]:
    """Signed ones first; among those that are not, no order tells whose one is."""
    rows = session.exec(
        select(Remark)
        .join(
            Evidence,
            (col(Evidence.district_id) == col(Remark.district_id))
            & (col(Evidence.id) == col(Remark.evidence_id)),
        )
        .where(
            Remark.district_id == district,
            Remark.activity == activity,
            Evidence.status == Status.APPROVED,
        )
    ).all()
    signed = [each for each in rows if each.signed]
    names = people.names(session, district, [each.participant_id for each in signed])
    told = [(each.text, names[each.participant_id]) for each in sorted(signed, key=lambda r: r.at)]
    unsigned = sorted(each.text for each in rows if not each.signed)
    return [*told, *((text, "") for text in unsigned if not few)]


def counts(session: Session, who: Actor) -> Mapping[str, int]:
    """How many people did each activity that somebody looks after."""
    me = who.participant
    keys = [each.activity for each in queries.authored(session, me)]
    asked = (
        select(Evidence.activity, func.count(func.distinct(Evidence.participant_id)))
        .where(
            Evidence.district_id == me.district_id,
            col(Evidence.activity).in_(keys),
            Evidence.status == Status.APPROVED,
        )
        .group_by(Evidence.activity)
    )
    return {**dict.fromkeys(keys, 0), **dict(session.exec(asked).all())}
