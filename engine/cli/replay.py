"""`tassel replay`: a whole district worked out anew, and held against what stands."""

import uuid
from collections.abc import Iterable, Iterator
from itertools import islice

import click
from sqlmodel import Session

from engine import ledger
from engine import replay as replays
from engine.cli import districts
from engine.cli.faults import faulty, sentences
from engine.cli.house import House, pass_house
from engine.cli.progress import told
from engine.replay import Replay


@click.command()
@click.argument("district", required=False)
@click.option(
    "--batch",
    type=click.IntRange(min=1),
    default=200,
    show_default=True,
    metavar="N",
    help="How many people are worked out and kept at a time.",
)
@click.option(
    "--repair", is_flag=True, help="Append what is missing; without it nothing is appended."
)
@pass_house
def replay(house: House, district: str | None, batch: int, repair: bool) -> None:
    """Work everything out anew from evidence, decisions and catalogs, and compare.

    What stands is left alone until all is worked out. Then balances, levels, progress and totals
    are put right where they differ; the ledger only gets entries appended, and only by --repair.
    A replay that was stopped goes on where it was. Ends with 1 when something differs.
    """
    with house.store.session() as session:
        chosen = districts.named_or_all(session, district)
    done = [_replayed(house, each, batch, repair) for each in chosen]
    if not all(done):
        raise SystemExit(1)


def _replayed(house: House, district: str, batch: int, repair: bool) -> bool:
    """Replay one district, say what came of it, and answer whether all agrees now."""
    with house.store.session() as session:
        if altered := list(ledger.altered_catalogs(session, district)):
            click.echo(faulty(session, district, altered))
            return False
        due = replays.waiting(session, district, now=house.now())
    for lot in _lots(told(due, f"Replaying {district}", len(due)), batch):
        with house.store.session() as session:
            rows = replays.work_out(session, district, lot, now=house.now())
        with house.store.write() as session:
            replays.keep(session, rows)
    with house.transaction(mail=False) as session:
        found = replays.finish(session, district, now=house.now(), repair=repair)
        click.echo("\n".join(f"{district}: {line}" for line in _outcome(session, district, found)))
    return found.appended or not (found.broken or found.differences)


def _lots(people: Iterable[uuid.UUID], batch: int) -> Iterator[list[uuid.UUID]]:
    remaining = iter(people)
    while lot := list(islice(remaining, batch)):
        yield lot


def _outcome(session: Session, district: str, found: Replay) -> Iterator[str]:
    yield from sentences(session, district, (*found.broken, *found.differences))
    for table, number in found.renewed.items():
        yield f"{table}: put right for {number}."
    if found.broken:
        yield (
            f"{len(found.broken)} of these cannot be worked out anew: restore a backup. "
            "Nothing was changed."
        )
    elif found.appended:
        yield f"{len(found.differences)} differences were appended; their cause is this replay."
    elif found.differences:
        yield f"{len(found.differences)} differences; --repair appends them. Nothing was changed."
    else:
        yield (
            f"{found.entries} entries of {found.people} people agree with evidence, decisions and "
            "catalogs."
        )
