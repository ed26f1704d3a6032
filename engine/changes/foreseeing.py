"""The dry run: what everybody has, and would have if a proposed catalog were published."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlmodel import Session

from engine import catalogs, people
from engine.changes.proposing import Proposal
from engine.changes.records import LOT, records
from engine.changes.sifting import Sifted, Views, sift
from rules.holdings import Holdings, Known
from rules.pairing import Moved, Pairing, Shift
from rules.terms import Policy

Watch = Callable[[Sequence[uuid.UUID]], Iterable[uuid.UUID]]


@dataclass(frozen=True)
class Change:
    """What publishing would do to one participant."""

    participant_id: uuid.UUID
    name: str
    before: Holdings
    after: Holdings
    otherwise: Holdings | None = None
    """What she would have if she were not spared; None where the catalog judges her as others."""
    shifts: tuple[Shift, ...] = ()
    """The rules by which her points differ; of somebody spared, by which they would have."""
    moved: tuple[Moved, ...] = ()
    """The requirements by which her degrees differ, likewise."""

    @property
    def spared(self) -> bool:
        """Whether the catalog judges only her new work, since it would have cost her something."""
        return self.otherwise is not None

    @property
    def experience(self) -> int:
        return self.after.experience - self.before.experience

    @property
    def redeemable(self) -> int:
        return self.after.redeemable - self.before.redeemable


@dataclass(frozen=True)
class Foreseen:
    """The list of a dry run: everybody for whom something changes, and how many take part."""

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

    Only those are looked at whom the change can touch. Publishing then does exactly this.
    """
    if proposal.number == 1:
        return Foreseen(proposal, (), people.head_count(session, proposal.district))
    among = reach(session, proposal)
    waiting = iter(watch(among.whose))
    changes: list[Change] = []
    while lot := list(islice(waiting, LOT)):
        changes += foresee_some(session, proposal, among, lot)
    return Foreseen(proposal, tuple(changes), among.people)


def reach(session: Session, proposal: Proposal) -> Sifted:
    """Whom the proposed catalog can touch at all."""
    common = catalogs.timeline(session, proposal.district)
    return sift(session, proposal.district, common, proposal.recorded, proposal.today)


def foresee_some(
    session: Session, proposal: Proposal, among: Views, whose: Sequence[uuid.UUID]
) -> list[Change]:
    """What it would do to these people, in their order; those for whom nothing changes are left."""
    known = records(session, proposal.district, whose)
    names = people.names(session, proposal.district, whose)
    pairings = {group: Pairing(each) for group, each in among.differences.items()}
    return [
        change
        for each in whose
        for change in _change(each, names[each], known[each], pairings[among.group(each)], proposal)
    ]


def _change(
    participant_id: uuid.UUID, name: str, known: Known, pairing: Pairing, proposal: Proposal
) -> Iterator[Change]:
    """What matters to her of it, if anything does."""
    pair = pairing.pair(known)
    if pair is None:
        return
    before, after = pair.before.holdings, pair.after.holdings
    if before == after:
        return
    ladder = tuple(proposal.catalog.levels)
    spared = proposal.policy is Policy.NOBODY_LOSES and after.loses_against(before, ladder)
    # Nobody's work lies in days to come, so that new work alone leaves all as it is.
    then, otherwise = (before, after) if spared else (after, None)
    yield Change(participant_id, name, before, then, otherwise, pair.shifts, pair.moved)
