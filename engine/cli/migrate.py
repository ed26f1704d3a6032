"""`tassel migrate`: bring the database to the shape that this version expects."""

import click

from engine import store
from engine.cli.house import House, pass_house


@click.command()
@pass_house
def migrate(house: House) -> None:
    """Bring the database to the shape that this version expects."""
    store.migrate(house.store)
    click.echo("The database is up to date.")
