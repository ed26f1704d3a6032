"""Reading a pack at the prompt: it is sound, or every error is told."""

from pathlib import Path

import click

from engine import catalogs
from rules.catalog import Catalog
from rules.pack import BrokenPack


def sound(folder: Path) -> Catalog | None:
    """The pack's catalog; None, and every error is told, when it is broken."""
    try:
        catalog = catalogs.check(catalogs.read_folder(folder))
    except BrokenPack as broken:
        for error in broken.errors:
            click.echo(f"{folder}/{error}" if error.file != str(folder) else str(error), err=True)
        click.echo(f"{folder}: {counted(len(broken.errors), 'error')}.", err=True)
        return None
    click.echo(f"{folder}: sound. {_contents(catalog)}.")
    return catalog


def counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _contents(catalog: Catalog) -> str:
    sections = ("activities", "levels", "badges", "pathways", "degrees", "rewards")
    counted = ", ".join(
        f"{len(getattr(catalog, name))} {name}" for name in sections if getattr(catalog, name)
    )
    return f"{catalog.district.university}, {catalog.pack.catalog_year}: {counted}"
