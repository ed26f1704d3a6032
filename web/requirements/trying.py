"""Trying a draft's tree on people: one person's audit, how many would be there, who can come."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from engine import changes, people
from engine.changes import HeadCount, Proposal
from engine.people import Participant
from rules.reach import Answer, Reach, mending, reach, told
from rules.requirements import Requirement
from rules.terms import Audience, Policy
from web import page, trees, tried
from web.requirements.desk import Desk
from web.wording import worded

FOUND_MAX = 12
HEADS_PER_LOT = 120
"""So many are looked at before the page hears of it."""


@dataclass(frozen=True)
class Trial:
    """Somebody's record held against the tree, as she would see it."""

    name: str
    lines: tuple[trees.Line, ...]
    share: float
    is_complete: bool
    is_exact: bool


@dataclass(frozen=True)
class Way:
    """Whether an audience can come there, and what would mend it."""

    audience: Audience
    answer: str
    is_open: bool
    mend: str = ""


def found(search: str) -> list[tuple[uuid.UUID, str]]:
    """People whose name fits, to try it on."""
    rows = people.directory(
        page.session(), page.district(), schools=None, search=search, limit=FOUND_MAX, offset=0
    )
    return [(place.id, person.name) for place, person in rows]


def somebody() -> Participant | None:
    """On whom it is tried: whom the address names, or else who was chosen before."""
    if whom := request.args.get("person", type=uuid.UUID):
        tried.choose(people.participant(page.session(), page.district(), whom))
    return tried.somebody()


def trial(desk: Desk, place: Participant) -> Trial | None:
    """The audit of one person under the draft; nothing while the draft is not sound."""
    asked = _asked(desk)
    if asked is None:
        return None
    session = page.session()
    done = changes.try_on(session, _proposal(desk), _name(desk), asked, place)
    served = trees.served(done.record.items, desk.catalog, {}, plays=place.plays)
    return Trial(
        name=people.person_of(session, place).name,
        lines=trees.lines(done.audit.findings, asked, desk.catalog, served),
        share=float(done.audit.progress),
        is_complete=done.audit.is_complete,
        is_exact=done.audit.exact,
    )


def heads(desk: Desk) -> HeadCount | None:
    """For how many it would be complete today, and how many are near; a lot at a time.

    What was counted before stands in the address.
    """
    asked = _asked(desk)
    if asked is None:
        return None
    said = {name: request.args.get(name, 0, type=int) for name in ("complete", "near", "people")}
    before = HeadCount(**{name: max(0, n) for name, n in said.items()})
    return changes.head_count(
        page.session(), _proposal(desk), _name(desk), asked, before=before, lot=HEADS_PER_LOT
    )


def ways(desk: Desk) -> list[Way]:
    """Each audience's way there, by proof; nothing while the draft is not sound."""
    if not desk.is_sound:
        return []
    return list(_ways(desk, reach(desk.catalog, only=(desk.section, desk.key), hours=False)))


def _ways(desk: Desk, found: Iterable[Reach]) -> Iterable[Way]:
    language = page.language()
    for each in found:
        if each.answer is Answer.CLOSED:
            continue
        mend = [mending(each, block, desk.catalog, language) for block in each.blocks]
        why = [told(each, block, desk.catalog, language) for block in each.blocks]
        yield Way(
            audience=each.audience,
            answer=" ".join(why) or _answer(each),
            is_open=each.answer is Answer.REACHED,
            mend=" ".join(mend),
        )


def _answer(found: Reach) -> str:
    who = worded(found.audience)
    if found.answer is Answer.REACHED:
        return _("%(who)s can come there.", who=who)
    return _("%(who)s: this takes longer to find out than a page waits.", who=who)


def _asked(desk: Desk) -> Requirement | None:
    return desk.requirement if desk.is_sound else None


def _name(desk: Desk) -> str:
    return desk.key if desk.section == "degrees" else ""


def _proposal(desk: Desk) -> Proposal:
    return changes.propose(page.session(), desk.draft.files, Policy.RECOMPUTE, now=page.now())
