"""`tassel prepare`: make an installation ready to be looked at, with sample packs and the demo."""

import click
from rich.console import Console
from rich.table import Table

from engine import catalogs, demo, integrations, migrating
from engine.cli.house import House, pass_house
from engine.cli.progress import told
from engine.settings import ROOT

_PACKS = ROOT / "data" / "packs"


@click.command()
@pass_house
def prepare(house: House) -> None:
    """Migrate, publish the sample packs, fill the demo district when the database is new."""
    migrating.migrate(house.database)
    for folder in sorted(path for path in _PACKS.iterdir() if path.is_dir()):
        files = catalogs.read_folder(folder)
        _publish(house, files)
    with house.store.session() as session:
        wanted = house.settings.demo and demo.is_new(session)
    if wanted:
        _fill(house)
    click.echo(f"Tassel will be at {house.settings.base_url}")
    with house.store.session() as session:
        if demo.is_there(session):
            _print_sign_ins()


def _publish(house: House, files: dict[str, str]) -> None:
    """Publish a sample pack, unless its district has a catalog already."""
    catalog = catalogs.check(files)
    with house.store.session() as session:
        if catalogs.newest(session, catalog.district.id) is not None:
            return
    with house.transaction() as session:
        catalogs.publish(session, files, now=house.now())
    click.echo(f"Published the sample pack of {catalog.district.university}.")


def _fill(house: House) -> None:
    """All of the demo or nothing: whoever stops it half-way can start again."""
    files = integrations.configure(house.settings).files
    with house.store.write() as session:
        demo.fill(
            session,
            files,
            now=house.now(),
            watch=lambda people, total: told(people, "Inventing the demo district", total),
        )
    click.echo("Filled the demo district; everybody in it is invented.")


def _print_sign_ins() -> None:
    table = Table("Sign in as", "e-mail", "password", box=None, pad_edge=False)
    for sign_in in demo.SIGN_INS:
        table.add_row(f"{sign_in.name}, {sign_in.what}", sign_in.email, demo.PASSWORD)
    Console().print("\nThe demo, whose people are all invented:\n", table, sep="")
