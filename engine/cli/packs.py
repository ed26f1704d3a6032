"""`tassel packs`: check a pack, publish it, and print the notation for editors."""

import json
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from engine import catalogs
from engine.cli.house import House, pass_house
from rules import reach as ways_there
from rules.catalog import Catalog
from rules.concerns import concerns, placed
from rules.pack import BrokenPack, pack_schema
from rules.reach import Reach

_WIDTH = 160
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def packs() -> None:
    """Check a district's pack, and publish it as a catalog."""


@packs.command()
@click.argument("folders", nargs=-1, required=True, type=FOLDER)
@click.option("--strict", is_flag=True, help="End with 1 for a warning too.")
def check(folders: tuple[Path, ...], strict: bool) -> None:
    """Read each pack, and say everything that is wrong with it.

    A pack that is sound may still be warned about: of what some audience can never reach, and of
    what earns far too much for what it takes. Ends with 0 when every pack is sound, warned about
    or not; with 1 when one is broken.
    """
    found = [_checked(folder) for folder in folders]
    if None in found or (strict and any(found)):
        raise SystemExit(1)


@packs.command()
@click.argument("folder", type=FOLDER)
def reach(folder: Path) -> None:
    """For each audience: what it can reach, in how many school years and hours at least."""
    catalog = _read(folder)
    if catalog is None:
        raise SystemExit(1)
    table = Table("What", "Who", "Part", "School years", "Hours", box=None, pad_edge=False)
    for each in ways_there.reach(catalog):
        table.add_row(*_reached(each))
    Console(width=_WIDTH).print(table)


@packs.command()
@click.argument("folder", type=FOLDER)
@click.option(
    "--applies-from",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="The first day of work that it judges; the pack's own day unless given.",
)
@click.option("--yes", is_flag=True, help="Do not ask before publishing.")
@pass_house
def publish(house: House, folder: Path, applies_from: datetime | None, yes: bool) -> None:
    """Freeze a pack as the next catalog of its district."""
    catalog = _read(folder)
    if catalog is None:
        raise SystemExit(1)
    day = applies_from.date() if applies_from else None
    with house.store.session() as session:
        before = catalogs.newest(session, catalog.district.id)
        click.echo(_what_it_means(catalog, before, day))
    if not yes:
        click.confirm("Publish it?", abort=True)
    with house.transaction() as session:
        files = catalogs.read_folder(folder)
        pack = catalogs.publish(session, files, now=house.now(), applies_from=day)
    if before is not None and pack.number == before.number:
        click.echo(f"This very pack is catalog {pack.number} already; nothing was changed.")
    else:
        click.echo(f"Published as catalog {pack.number} of {pack.district_id}.")


@packs.command()
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it to a file."
)
def schema(output: Path | None) -> None:
    """Print the notation of packs as a JSON Schema, for editors that help while you write."""
    text = json.dumps(pack_schema(), indent=2, ensure_ascii=False) + "\n"
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, "utf-8")
        click.echo(f"Written to {output}.")


def _checked(folder: Path) -> int | None:
    """How many warnings the pack gives, each of which is told; None when it is broken."""
    catalog = _read(folder)
    if catalog is None:
        return None
    found = placed(concerns(catalog), catalogs.read_folder(folder))
    for concern, place in found:
        click.echo(
            f"{folder}/{place.file}:{place.line}: {place}: warning: "
            f"{concern.message.in_('en')} {concern.suggestion.in_('en')}",
            err=True,
        )
    if found:
        click.echo(f"{folder}: {_counted(len(found), 'warning')}.", err=True)
    return len(found)


def _read(folder: Path) -> Catalog | None:
    """The pack's catalog; None, and every error is told, when it is broken."""
    try:
        catalog = catalogs.check(catalogs.read_folder(folder))
    except BrokenPack as broken:
        for error in broken.errors:
            click.echo(f"{folder}/{error}" if error.file != str(folder) else str(error), err=True)
        click.echo(f"{folder}: {_counted(len(broken.errors), 'error')}.", err=True)
        return None
    click.echo(f"{folder}: sound. {_contents(catalog)}.")
    return catalog


def _reached(each: Reach) -> tuple[str, ...]:
    """A line of the table: `at least` where no plan of so few hours was tried."""
    target = each.target
    return (
        f"{target.section}: {target.title.in_('en')}",
        each.audience.value,
        ", ".join(f"{share:g}" for share in each.shares),
        str(each.years or ""),
        f"{'' if each.tried else 'at least '}{each.minutes / 60:g}"
        if each.minutes is not None
        else each.answer.replace("_", " "),
    )


def _contents(catalog: Catalog) -> str:
    sections = ("activities", "levels", "badges", "pathways", "degrees", "rewards")
    counted = ", ".join(
        f"{len(getattr(catalog, name))} {name}" for name in sections if getattr(catalog, name)
    )
    return f"{catalog.district.university}, {catalog.pack.catalog_year}: {counted}"


def _what_it_means(
    catalog: Catalog, before: catalogs.PublishedPack | None, day: date | None
) -> str:
    district, first = catalog.district.id, day or catalog.pack.applies_from
    if before is None:
        return f"The first catalog of {district}; it judges all work, whatever its day."
    return (
        f"Catalog {before.number + 1} of {district}. Work done on {first} or later is judged by "
        "it, also what was approved already; earlier work keeps what it earned."
    )


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
