"""`tassel packs publish`: what a pack would do to everybody, and freezing it as a catalog."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from engine import catalogs, changes, reactions
from engine.changes import Change, Foreseen, Proposal, Rehearsed
from engine.cli.asking import percent
from engine.cli.house import House, pass_house
from engine.cli.progress import told
from engine.cli.soundness import sound
from engine.outbox import Heard
from rules.catalog import Catalog
from rules.holdings import Holdings
from rules.terms import Policy

_WIDTH = 160
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_POLICIES = {policy.value.replace("_", "-"): policy for policy in Policy}
_MEANINGS = {
    Policy.NEW_WORK: "Work done on {day} or later is judged by it; nobody's past changes.",
    Policy.RECOMPUTE: "Work done on {day} or later is judged by it, also what is approved already.",
    Policy.NOBODY_LOSES: "Work done on {day} or later is judged by it, also what is approved "
    "already; for people whom that would cost something it judges only new work.",
}


@click.command()
@click.argument("folder", type=_FOLDER)
@click.option(
    "--policy",
    type=click.Choice(list(_POLICIES)),
    help="What it does with earlier work; has to be said unless it is a district's first catalog.",
)
@click.option(
    "--applies-from",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="The first day of work that it judges.",
)
@click.option("--dry-run", is_flag=True, help="Only list what it would do to everybody.")
@click.option("--yes", is_flag=True, help="Do not ask before publishing.")
@pass_house
def publish(
    house: House,
    folder: Path,
    policy: str | None,
    applies_from: datetime | None,
    dry_run: bool,
    yes: bool,
) -> None:
    """Freeze a pack as the next catalog of its district.

    What it would do to everybody is listed first, by name and in total, and publishing then does
    just that.
    """
    catalog = sound(folder)
    if catalog is None:
        raise SystemExit(1)
    files = catalogs.read_folder(folder)
    with house.store.session() as session:
        newest = catalogs.newest(session, catalog.district.id)
    if newest is not None and newest.files == files:
        click.echo(f"This very pack is catalog {newest.number} already; nothing was changed.")
        return
    if newest is not None and policy is None:
        choices = ", ".join(_POLICIES)
        raise click.UsageError(f"Say what it does with earlier work: --policy {choices}.")
    day = applies_from.date() if applies_from else None
    proposal = _proposed(house, files, _POLICIES.get(policy or "", Policy.RECOMPUTE), day)
    click.echo(_what_it_means(proposal))
    _warn_of_namesakes(house, catalog)
    seen = _seen(house, proposal) if proposal.number > 1 else None
    if seen:
        _print(seen.foreseen)
    if dry_run:
        return
    if not yes:
        click.confirm("Publish it?", abort=True)
    rehearsed = _rehearsed(house, proposal, seen) if seen else None
    with house.transaction() as session:
        pack = changes.publish(session, proposal, now=house.now(), rehearsed=rehearsed)
    click.echo(f"Published as catalog {pack.number} of {pack.district_id}.")


@dataclass(frozen=True)
class _Seen:
    """What it would do, and what had happened when that was looked at."""

    heard: Heard
    foreseen: Foreseen


def _proposed(house: House, files: Mapping[str, str], policy: Policy, day: date | None) -> Proposal:
    with house.store.session() as session:
        return changes.propose(session, files, policy, now=house.now(), applies_from=day)


def _warn_of_namesakes(house: House, catalog: Catalog) -> None:
    with house.store.session() as session:
        alike = catalogs.namesakes(session, catalog)
        free = catalogs.free_name(session, catalog)
    if alike:
        called = catalog.pack.catalog_year
        numbers = ", ".join(map(str, alike))
        click.echo(
            f"warning: it is called {called}, as catalog {numbers} is; {free} is still free.",
            err=True,
        )


def _seen(house: House, proposal: Proposal) -> _Seen:
    with house.store.session() as session:
        heard = changes.hear(session, proposal.district, now=house.now())
        watch = _bar("Looking at everybody")
        return _Seen(heard, changes.foresee(session, proposal, watch=watch))


def _rehearsed(house: House, proposal: Proposal, seen: _Seen) -> Rehearsed:
    """What will be written, worked out while everybody goes on with their work."""
    with house.store.session() as session:
        whom = changes.concerned(session, proposal)
    return changes.rehearse(
        house.store,
        proposal,
        whom,
        seen.heard,
        spared=seen.foreseen.spared,
        bring_in_line=reactions.bring_in_line,
        now=house.now(),
        watch=_bar("Working out what is written"),
    )


def _bar(title: str) -> changes.Watch:
    return lambda whose: told(whose, title, len(whose))


def _what_it_means(proposal: Proposal) -> str:
    if proposal.number == 1:
        return f"The first catalog of {proposal.district}; it judges all work, whatever its day."
    meaning = _MEANINGS[proposal.policy].format(day=proposal.applies_from)
    return f"Catalog {proposal.number} of {proposal.district}. {meaning}"


def _print(foreseen: Foreseen) -> None:
    table = Table("Who", "Points", "To spend", "What changes", box=None, pad_edge=False)
    for each in sorted(foreseen.changes, key=lambda each: (each.experience, each.name)):
        table.add_row(each.name, f"{each.experience:+}", f"{each.redeemable:+}", _told(each))
    if foreseen.changes:
        Console(width=_WIDTH).print(table)
    gaining = sum(each.experience > 0 for each in foreseen.changes)
    click.echo(
        f"Of {foreseen.people} people {gaining} gain points, {len(foreseen.losing)} lose "
        f"something, and {len(foreseen.spared)} are spared."
    )


def _told(change: Change) -> str:
    return "; ".join(_parts(change))


def _parts(change: Change) -> Iterator[str]:
    yield from _differences(change.before, change.after)
    if change.otherwise is not None:
        points = change.otherwise.experience - change.before.experience
        cost = (f"{points:+} points", *_differences(change.before, change.otherwise))
        yield f"is spared {', '.join(cost)}: it judges only her new work"


def _differences(before: Holdings, after: Holdings) -> Iterator[str]:
    if before.level != after.level:
        yield f"level {before.level or 'none'} → {after.level or 'none'}"
    for what, keys in (
        ("gains the badge", after.badges - before.badges),
        ("loses the badge", before.badges - after.badges),
        ("is granted the degree", after.complete - before.complete),
    ):
        yield from (f"{what} {key}" for key in sorted(keys))
    for key, share in sorted(before.degrees.items()):
        if (now := after.degrees.get(key, share)) != share:
            yield f"{key} {percent(share)} → {percent(now)}"
