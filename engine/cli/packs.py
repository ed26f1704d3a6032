"""`tassel packs`: check a pack, publish it, and print the notation for editors."""

import json
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from engine import catalogs
from engine.cli.publishing import publish
from engine.cli.soundness import counted, sound
from rules import reach as ways_there
from rules.concerns import concerns, placed
from rules.pack import pack_schema
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
    catalog = sound(folder)
    if catalog is None:
        raise SystemExit(1)
    table = Table("What", "Who", "Part", "School years", "Hours", box=None, pad_edge=False)
    says_hours = any(
        offer.minutes for each in catalog.activities.values() for offer in each.stages.values()
    )
    for each in ways_there.reach(catalog):
        table.add_row(*_reached(each, says_hours=says_hours))
    Console(width=_WIDTH).print(table)
    if not says_hours:
        click.echo("No activity of this pack says how many hours it takes, so none are added up.")


packs.add_command(publish)


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
    catalog = sound(folder)
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
        click.echo(f"{folder}: {counted(len(found), 'warning')}.", err=True)
    return len(found)


def _reached(each: Reach, *, says_hours: bool) -> tuple[str, ...]:
    """A line of the table: `at least` where no plan of so few hours was tried."""
    target = each.target
    if each.minutes is None:
        hours = each.answer.replace("_", " ")
    elif says_hours:
        hours = f"{'' if each.tried else 'at least '}{each.minutes / 60:g}"
    else:
        hours = "–"
    return (
        f"{target.section}: {target.title.in_('en')}",
        each.audience.value,
        ", ".join(f"{share:g}" for share in each.shares),
        str(each.years or ""),
        hours,
    )
