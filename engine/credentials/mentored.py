"""What mentors are credited for: each badge of a mentee that their pair is about, once.

What should be credited follows from the pairs, the badges and the catalog of today; crediting is
that less what is credited already, so that it may be done again at any time. A badge credits one
mentor at most, and none by which mentoring itself is rewarded: no ring makes more of it.
"""

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from engine import catalogs, evidence, mentoring, people
from engine.credentials.tables import Attainment, Credential
from engine.evidence import Evidence, Status
from engine.mentoring import MentorPair
from engine.people import Participant
from rules.catalog import Catalog


@dataclass(frozen=True)
class _Plan:
    """What is to be done so that what is credited is what should be."""

    taken_back: Sequence[str]
    """By the names under which it was credited."""
    new: Sequence[tuple[MentorPair, Credential]]

    def __bool__(self) -> bool:
        return bool(self.taken_back or self.new)


def credit_mentors(session: Session, mentee: Participant, *, now: datetime) -> None:
    """Credit those who accompany her, or take it back."""
    pairs = mentoring.agreed(session, mentee.district_id, mentee.id)
    if pairs:
        _carry_out(session, mentee.district_id, _plan(session, mentee.district_id, pairs, now), now)


def credit_their_mentors(
    session: Session, district: str, mentees: Collection[uuid.UUID], *, now: datetime
) -> None:
    """The same for several."""
    accompanied = {each.mentee_id for each in mentoring.agreed(session, district)}
    for mentee in sorted(accompanied.intersection(mentees)):
        credit_mentors(session, people.participant(session, district, mentee), now=now)


def credit_all_mentors(session: Session, district: str, *, now: datetime) -> int:
    """The same for everybody: what publishing brought about is followed in a moment of its own."""
    plan = _plan(session, district, mentoring.agreed(session, district), now)
    _carry_out(session, district, plan, now)
    return len(plan.new) + len(plan.taken_back)


def mentors_wait(session: Session, district: str, *, now: datetime) -> bool:
    """Whether anybody is still to be credited."""
    return bool(_plan(session, district, mentoring.agreed(session, district), now))


def _plan(session: Session, district: str, pairs: Sequence[MentorPair], now: datetime) -> _Plan:
    catalog = catalogs.current(session, district, now=now)
    badges = _badges(session, district, pairs)
    names = {_name(pair, each): each for pair in pairs for each in badges.get(pair.mentee_id, ())}
    credited = evidence.credited(session, district, names)
    due = _due(catalog, pairs, badges, credited) if catalog.mentoring.counts_as else ()
    return _Plan(
        [
            name
            for name, claim in credited.items()
            if claim.status is Status.APPROVED and names[name].revoked_at is not None
        ],
        [each for each in due if _is_open(session, credited.get(_name(*each)))],
    )


def _carry_out(session: Session, district: str, plan: _Plan, now: datetime) -> None:
    for name in plan.taken_back:
        evidence.uncredit(session, district, name, now=now)
    catalog = catalogs.current(session, district, now=now)
    for pair, badge in plan.new:
        mentor = people.participant(session, district, pair.mentor_id)
        day = catalogs.local_day(catalog, badge.issued_at)
        evidence.credit(
            session, mentor, str(catalog.mentoring.counts_as),
            known_as=_name(pair, badge), day=day, now=now,
        )  # fmt: skip


def _due(
    catalog: Catalog,
    pairs: Sequence[MentorPair],
    badges: Mapping[uuid.UUID, Sequence[Credential]],
    credited: Mapping[str, Evidence],
) -> Iterator[tuple[MentorPair, Credential]]:
    """What should be credited: each badge to one mentor, and each colleague once if so written."""
    terms = catalog.mentoring
    seen: set[tuple[uuid.UUID, uuid.UUID]] = set()
    for mentee in sorted({each.mentee_id for each in pairs}):
        hers = [each for each in pairs if each.mentee_id == mentee]
        for badge in badges.get(mentee, ()):
            if badge.revoked_at is not None or badge.key not in catalog.mentored_badges:
                continue
            able = [each for each in hers if _is_about(each, badge)]
            known = [each for each in able if _name(each, badge) in credited]
            pair = next(iter(known or sorted(able, key=lambda each: not each.about)), None)
            if pair is None or (terms.each_colleague_once and (pair.mentor_id, mentee) in seen):
                continue
            seen.add((pair.mentor_id, mentee))
            yield pair, badge


def _is_open(session: Session, claim: Evidence | None) -> bool:
    """Whether it is to be credited, or credited again; what an admin took back stays so."""
    if claim is None or claim.status is Status.APPROVED:
        return claim is None
    return evidence.decisions(session, claim)[-1].by == evidence.PROGRAM


def _is_about(pair: MentorPair, badge: Credential) -> bool:
    """Whether the pair held when the badge was issued, and meant it."""
    began, ended = pair.agreed_at, pair.ended_at
    held = began is not None and began <= badge.issued_at and (not ended or badge.issued_at < ended)
    return held and pair.about in ("", badge.key)


def _badges(
    session: Session, district: str, pairs: Sequence[MentorPair]
) -> dict[uuid.UUID, list[Credential]]:
    """The badges of all mentees, revoked ones too, in the order of issuing."""
    rows = session.exec(
        select(Credential)
        .where(
            Credential.district_id == district,
            Credential.attainment == Attainment.BADGE,
            col(Credential.participant_id).in_({each.mentee_id for each in pairs}),
        )
        .order_by(col(Credential.issued_at), col(Credential.id))
    )
    found: dict[uuid.UUID, list[Credential]] = {}
    for row in rows:
        found.setdefault(row.participant_id, []).append(row)
    return found


def _name(pair: MentorPair, badge: Credential) -> str:
    """It tells of the pair, and of nobody by name."""
    return f"mentoring/{pair.id}/{badge.key}"
