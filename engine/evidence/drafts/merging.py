"""Several windows on one draft: other fields merge, and the same field is asked about."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.evidence.drafts import wording
from engine.evidence.drafts.wording import Wording, mark
from engine.evidence.tables import Evidence


@dataclass(frozen=True)
class Window:
    """What one open page knows of a draft, and the how-manieth saving of it this is."""

    id: str
    seen: Mapping[str, str] = field(default_factory=dict)
    """By field, the mark of the value that the page began from."""
    seq: int = 0


@dataclass(frozen=True)
class Merged:
    """What of a saving goes into the draft, and what has to stand aside."""

    taken: Wording
    aside: Wording
    """Fields in which another window has saved something else since this one saw them."""
    mine: frozenset[str]
    """Fields whose last writer is this window from now on."""
    over: bool = False
    """Whether something goes that another window wrote."""


def merge(claim: Evidence, written: Wording, window: Window | None) -> Merged:
    """Hold what was posted against what stands there; without a window, all of it is meant."""
    if window is None:
        changed = {name: new for name, new in written.items() if wording.stored(claim, name) != new}
        return Merged(changed, {}, frozenset())
    taken, aside, mine = {}, {}, set()
    for name, new in written.items():
        hand, seq = _hand(claim, name)
        if hand == window.id and seq > window.seq:
            continue  # An earlier saving of this window, which arrives behind a later one.
        stored, seen = wording.stored(claim, name), window.seen.get(name)
        if stored == new:
            mine |= {name} if hand == window.id else set()
        elif hand == window.id or seen == mark(stored):
            taken[name] = new
            mine.add(name)
        elif seen != mark(new):
            aside[name] = new
    return Merged(taken, aside, frozenset(mine), over=_is_over(claim, taken, window))


def sign(claim: Evidence, merged: Merged, window: Window | None) -> None:
    """Remember which window wrote which field last; a direct act is nobody's window."""
    hands = {name: hand for name, hand in claim.hands.items() if name not in merged.taken}
    if window is not None:
        hands |= {name: f"{window.id} {window.seq}" for name in merged.mine}
    claim.hands = hands


def _is_over(claim: Evidence, taken: Wording, window: Window) -> bool:
    hands = {_hand(claim, name)[0] for name in taken}
    return bool(hands - {window.id, ""})


def _hand(claim: Evidence, name: str) -> tuple[str, int]:
    window, _space, seq = claim.hands.get(name, "").rpartition(" ")
    return window, int(seq or 0)
