"""`tassel work`: send letters until stopped, for an installation whose site is served elsewhere."""

from threading import Event

import click

from engine import integrations, jobs
from engine.cli.house import House, pass_house


@click.command()
@click.option("--once", is_flag=True, help="Send what is due now, and stop.")
@pass_house
def work(house: House, once: bool) -> None:
    """Send the letters that wait, until stopped with Ctrl-C."""
    mail = integrations.configure(house.settings).mail
    site = house.settings.base_url
    if once:
        sent = jobs.deliver(house.store, mail, site=site, now=house.now())
        click.echo(f"Letters sent: {sent}.")
        return
    click.echo("Sending letters as they come. Ctrl-C stops.")
    try:
        jobs.work(house.store, mail, site=site, clock=house.now, stop=Event())
    except KeyboardInterrupt:
        click.echo("Stopped.")
