"""The dry run: what everybody has, and would have if a proposed catalog were published."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from engine import catalogs, people
from engine.changes.proposing import Proposal
from engine.changes.records import records
from rules.holdings import Holdings, Known, holdings
from rules.terms import Policy
from rules.timeline import Timeline

Watch = Callable[[Sequence[uuid.UUID]], Iterable[uuid.UUID]]


@dataclass(frozen=True)
class Change:
    """What publishing would do to one participant."""

    participant_id: uuid.UUID
    name: str
    before: Holdings
    after: Holdings
    spared: bool = False
    """Whether the catalog judges only her new work, since it would have cost her something."""

    @property
    def experience(self) -> int:
        return self.after.experience - self.before.experience

    @property
    def redeemable(self) -> int:
        return self.after.redeemable - self.before.redeemable

    @property
    def badges_gained(self) -> frozenset[str]:
        return self.after.badges - self.before.badges

    @property
    def badges_lost(self) -> frozenset[str]:
        return self.before.badges - self.after.badges

    @property
    def degrees_gained(self) -> frozenset[str]:
        return self.after.complete - self.before.complete


@dataclass(frozen=True)
class Foreseen:
    """The list of a dry run: everybody for whom something changes, and how many were looked at."""

    proposal: Proposal
    changes: tuple[Change, ...]
    people: int

    @property
    def ladder(self) -> tuple[str, ...]:
        return tuple(self.proposal.catalog.levels)

    @property
    def losing(self) -> tuple[Change, ...]:
        return tuple(
            each for each in self.changes if each.after.loses_against(each.before, self.ladder)
        )

    @property
    def spared(self) -> tuple[uuid.UUID, ...]:
        return tuple(each.participant_id for each in self.changes if each.spared)


def foresee(
    session: Session, proposal: Proposal, *, watch: Watch = lambda whose: whose
) -> Foreseen:
    """Work out what publishing would do to everybody; nothing is changed.

    Publishing then does exactly this. Raises NoCatalog before a district's first catalog.
    """
    district = proposal.district
    places = {place.id: place for place in people.everybody(session, district)}
    names = people.names(session, district, places)
    known = records(session, district)
    changes = []
    for each in watch(list(places)):
        hers = catalogs.timeline_of(session, places[each])
        changes.append(_change(each, names[each], known[each], hers, proposal))
    return Foreseen(proposal, tuple(_that_matter(changes)), len(places))


def _change(
    participant_id: uuid.UUID, name: str, known: Known, hers: Timeline, proposal: Proposal
) -> Change:
    now = holdings(known, hers, proposal.today)
    then = hers.followed_by(proposal.recorded)
    after = holdings(known, then, proposal.today)
    loses = after.loses_against(now, tuple(proposal.catalog.levels))
    if proposal.policy is Policy.NOBODY_LOSES and loses:
        spared = holdings(known, then.sparing({proposal.number}), proposal.today)
        return Change(participant_id, name, now, spared, spared=True)
    return Change(participant_id, name, now, after)


def _that_matter(changes: Iterable[Change]) -> Iterator[Change]:
    return (each for each in changes if each.spared or each.before != each.after)
