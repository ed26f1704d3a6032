"""`tassel migrate`: bring the database to the shape that this version expects."""

import click

from engine import migrating
from engine.cli.house import House, pass_house


@click.command()
@pass_house
def migrate(house: House) -> None:
    """Bring the database to the shape that this version expects."""
    migrating.migrate(house.database)
    click.echo("The database is up to date.")
