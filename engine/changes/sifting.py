"""Whom a rule change can touch at all: asked of the database a table at a time, and exactly.

Whoever is not named has no work, level, badge or degree that the two catalogs judge otherwise, so
that nothing of hers needs to be worked out.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlmodel import Session

from engine import catalogs, evidence, ledger, people
from engine.changes.records import badges_standing, degrees_taken_up, grouped, levels_noted
from rules.audits import Record
from rules.differing import Difference
from rules.holdings import levels_in
from rules.requirements import Kind, Requirement
from rules.timeline import Recorded, Timeline

_Value = TypeVar("_Value")
Group = frozenset[int]
"""The catalogs by which some people are spared; nearly everybody's is empty."""


@dataclass(frozen=True)
class Views:
    """How each one's catalogs would change: nearly everybody's alike."""

    groups: Mapping[uuid.UUID, Group]
    differences: Mapping[Group, Difference]

    def group(self, participant_id: uuid.UUID) -> Group:
        return self.groups.get(participant_id, _NOBODYS)

    def difference(self, participant_id: uuid.UUID) -> Difference:
        return self.differences[self.group(participant_id)]


@dataclass(frozen=True)
class Sifted(Views):
    """The same, and who can be touched by it."""

    whose: tuple[uuid.UUID, ...]
    """In the order of ids."""
    people: int
    """How many take part or ever did."""


_NOBODYS: Group = frozenset()


def views(
    session: Session, district: str, common: Timeline, proposed: Recorded, today: date
) -> Views:
    """How the catalogs of everybody would change by the proposed one."""
    groups = catalogs.sparing(session, district)
    differences = {
        group: Difference(before, before.followed_by(proposed), today)
        for group in {_NOBODYS, *groups.values()}
        for before in [common.sparing(group) if group else common]
    }
    return Views(groups, differences)


def sift(
    session: Session, district: str, common: Timeline, proposed: Recorded, today: date
) -> Sifted:
    """Who has anything that the proposed catalog would judge otherwise than those before it."""
    among = views(session, district, common, proposed, today)
    touched = tuple(sorted(set(_touched(session, district, among))))
    people_in_all = people.head_count(session, district)
    return Sifted(among.groups, among.differences, touched, people_in_all)


def _touched(session: Session, district: str, among: Views) -> Iterator[uuid.UUID]:
    every = among.differences.values()
    if any(each.everything for each in every):
        yield from people.ids(session, district)
        return
    yield from evidence.who_did(session, district, (span for each in every for span in each.spans))
    yield from _by_levels(session, district, among)
    yield from _by_badges(session, district, among)
    yield from _by_degrees(session, district, among)


def _by_levels(session: Session, district: str, among: Views) -> Iterator[uuid.UUID]:
    """Whose level changes, or may: where a level asks for more than points, nobody can say yet."""
    noted = grouped(levels_noted(session, district))
    judged = {group: _remembered(each.levels_stand_alike)
              for group, each in among.differences.items()}  # fmt: skip
    asked = [
        each
        for each in people.ids(session, district)
        if not judged[among.group(each)](frozenset(noted[each].values()))
    ]
    if not asked:
        return
    today = among.differences[_NOBODYS].today
    earned = ledger.earned_by_rules(session, district, until=today)
    for each in asked:
        difference = among.difference(each)
        record = Record(today, experience=earned.get(each, 0), levels=noted[each])
        if _is_unsure(difference) or levels_in(difference.before, record) != levels_in(
            difference.after, record
        ):
            yield each


def _is_unsure(difference: Difference) -> bool:
    every = (*difference.before.recorded, *difference.after.recorded)
    return difference.counts_below_zero or any(
        level.requires is not None for each in every for level in each.catalog.levels.values()
    )


def _by_badges(session: Session, district: str, among: Views) -> Iterator[uuid.UUID]:
    """Whose written badges are asked otherwise: those that may be earned, and those that stand."""
    last = evidence.last_days(session, district)
    asked = {group: _remembered(each.badges) for group, each in among.differences.items()}
    for whose, day in last.items():
        if asked[among.group(whose)](day):
            yield whose
    alike = {group: _remembered(each.stands_alike) for group, each in among.differences.items()}
    standing = badges_standing(session, district)
    for whose, badge, earned_on in standing:
        group = among.group(whose)
        if whose in last and not alike[group](badge, earned_on, last[whose]):
            yield whose


def _by_degrees(session: Session, district: str, among: Views) -> Iterator[uuid.UUID]:
    """Who pursues what asks for a level whose threshold moves, or may be shared otherwise."""
    every = among.differences.values()
    if not any(each.degrees or each.thresholds for each in every):
        return
    for whose, degrees in grouped(degrees_taken_up(session, district)).items():
        difference = among.difference(whose)
        if difference.degrees or any(
            _asks_for(root, difference.thresholds) for root in degrees.values()
        ):
            yield whose


def _asks_for(root: Requirement, levels: frozenset[str]) -> bool:
    return any(node.kind is Kind.LEVEL and node.level in levels for node in root.walk())


def _remembered(ask: Callable[..., _Value]) -> Callable[..., _Value]:
    """The same question, asked once for each different fact."""
    known: dict[tuple[object, ...], _Value] = {}

    def answer(*facts: object) -> _Value:
        if facts not in known:
            known[facts] = ask(*facts)
        return known[facts]

    return answer


def touched(session: Session, district: str, *, now: datetime) -> tuple[uuid.UUID, ...]:
    """Whom the catalog that was published last touches; everybody where it is the first one."""
    recorded = catalogs.timeline(session, district).recorded
    if len(recorded) == 1:
        return tuple(people.ids(session, district))
    today = catalogs.today(session, district, now=now)
    return sift(session, district, Timeline(recorded[:-1]), recorded[-1], today).whose
