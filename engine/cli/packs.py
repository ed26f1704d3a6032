"""`tassel packs`: check a pack, publish it, and print the notation for editors."""

import json
from datetime import date, datetime
from pathlib import Path

import click

from engine import catalogs
from engine.cli.house import House, pass_house
from rules.catalog import Catalog
from rules.pack import BrokenPack, pack_schema

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def packs() -> None:
    """Check a district's pack, and publish it as a catalog."""


@packs.command()
@click.argument("folders", nargs=-1, required=True, type=FOLDER)
def check(folders: tuple[Path, ...]) -> None:
    """Read each pack, and say everything that is wrong with it."""
    sound = [_checked(folder) is not None for folder in folders]
    if not all(sound):
        raise SystemExit(1)


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
    catalog = _checked(folder)
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


def _checked(folder: Path) -> Catalog | None:
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
