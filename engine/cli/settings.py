"""`tassel settings`: what this installation is set to."""

import click

from engine.cli.house import House, pass_house
from engine.settings import table, table_in_markdown, without_password


@click.command()
@click.option("--markdown", is_flag=True, help="Print the README's table of settings instead.")
@pass_house
def settings(house: House, markdown: bool) -> None:
    """Show each setting and its value here; secrets stay hidden."""
    if markdown:
        click.echo(table_in_markdown())
        return
    for row in table():
        click.echo(f"{row.name:<17} {_shown(row.name, getattr(house.settings, row.name.lower()))}")


def _shown(name: str, value: object) -> str:
    if name == "SECRET_KEY":
        return "(hidden)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return without_password(str(value))
