"""A rule change over 10,000 people, beside working everybody out in full; and publishing it.

The full way is worked out on a sample of the people, from nothing for both sides; where both
looked they have to say the same. Times are of the processor, as others may use the machine too.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.crowd import DISTRICT, NOW, PACK, crowd, modelled
from engine import catalogs, changes, people, reactions
from engine.changes.records import records
from engine.store import Store
from rules.holdings import holdings
from rules.terms import Policy

SIZES = (1_200, 10_080)
SAMPLE = 240
TOMORROW = NOW + timedelta(days=1)
EDITS: Mapping[str, tuple[str, str, str, Policy]] = {
    "an activity's points": (
        "activities/literacy.yaml", "points: 10", "points: 12", Policy.RECOMPUTE),
    "the same, nobody loses": (
        "activities/literacy.yaml", "points: 10", "points: 8", Policy.NOBODY_LOSES),
    "the same, new work only": (
        "activities/literacy.yaml", "points: 10", "points: 8", Policy.NEW_WORK),
    "a level's threshold": (
        "levels.yaml", "experience: 400", "experience: 420", Policy.RECOMPUTE),
    "a badge's requirement": (
        "badges.yaml", "courses: 6, campuses: 6", "courses: 5, campuses: 5", Policy.RECOMPUTE),
    "every activity's points": ("activities/", "points: 1", "points: 2", Policy.RECOMPUTE),
}  # fmt: skip


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        model = modelled(Path(folder))
        took: dict[str, float] = {}
        for size in SIZES:
            store = crowd(model, Path(folder), size)
            print(f"{size:,} people", flush=True)
            for name, edit in EDITS.items():
                _edit(store, name, edit, took.get(name))
                took[name] = _SECONDS[name]
            for name in ("an activity's points", "every activity's points"):
                _publish(store, EDITS[name])
            store.engine.dispose()
        model.engine.dispose()


_SECONDS: dict[str, float] = {}


def _edit(
    store: Store, name: str, edit: tuple[str, str, str, Policy], smaller: float | None
) -> None:
    """The dry run of one edit, and what the full way would take for as many people."""
    with store.session() as session:
        proposal = _proposed(session, edit)
        seconds, listed = _timed(lambda: changes.foresee(session, proposal))
        whose = people.ids(session, DISTRICT)[:: max(1, listed.people // SAMPLE)][:SAMPLE]
        full, found = _timed(lambda: _in_full(session, proposal, whose))
    rows = {each.participant_id: each for each in listed.changes if each.participant_id in found}
    for each, (before, after) in found.items():
        if before != after:
            assert rows[each].before == before
            assert rows[each].spared or rows[each].after == after
        else:
            assert each not in rows
    full *= listed.people / len(whose)
    grown = f", {seconds / smaller:4.1f} times as long" if smaller else ""
    print(
        f"  {name:<26} {seconds:7.2f} s, {len(listed.changes):6,} people change; "
        f"in full {full:7.1f} s: {full / seconds:6.1f} times as long{grown}",
        flush=True,
    )
    _SECONDS[name] = seconds


def _in_full(session: Any, proposal: changes.Proposal, whose: Any) -> Mapping[Any, Any]:
    """Both sides from nothing, as the definition says."""
    before = catalogs.timeline(session, DISTRICT)
    after = before.followed_by(proposal.recorded)
    known = records(session, DISTRICT, whose)
    return {
        each: (
            holdings(known[each], before, proposal.today),
            holdings(known[each], after, proposal.today),
        )
        for each in whose
    }


def _publish(store: Store, edit: tuple[str, str, str, Policy]) -> None:
    """What the rehearsal takes while everybody goes on, and for how long others then wait."""
    with store.session() as session:
        proposal = _proposed(session, edit)
        heard, whom = changes.hear(session, DISTRICT, now=NOW), changes.concerned(session, proposal)
    rehearsal, rehearsed = _timed(
        lambda: changes.rehearse(
            store, proposal, whom, heard, spared=(), bring_in_line=reactions.bring_in_line, now=NOW
        )
    )
    act, _ = _timed(lambda: _written(store, proposal, rehearsed))
    print(
        f"  publishing that touches {len(whom.touched):,}: rehearsed in {rehearsal:.2f} s, "
        f"and then others wait for {act:.2f} s",
        flush=True,
    )


def _written(store: Store, proposal: changes.Proposal, rehearsed: changes.Rehearsed) -> None:
    with store.write() as session:
        changes.publish(session, proposal, now=NOW, rehearsed=rehearsed)
        reactions.follow(session, now=NOW, mail=False)


def _proposed(session: Any, edit: tuple[str, str, str, Policy]) -> changes.Proposal:
    file, old, new, policy = edit
    files = {
        name: text.replace(old, new) if name.startswith(file) else text
        for name, text in catalogs.read_folder(PACK).items()
    }
    return changes.propose(session, files, policy, now=NOW)


def _timed(act: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.process_time()
    done = act()
    return time.process_time() - begun, done


if __name__ == "__main__":
    main()
