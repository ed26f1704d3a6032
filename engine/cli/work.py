"""`tassel work`: letters and new days, for an installation whose site is served elsewhere."""

from threading import Event

import click

from engine import integrations, jobs
from engine.cli.house import House, pass_house


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, and stop.")
@pass_house
def work(house: House, once: bool) -> None:
    """Send the letters that wait, and begin each district's day, until stopped with Ctrl-C."""
    mail = integrations.configure(house.settings).mail
    site = house.settings.base_url
    if once:
        while looked_at := jobs.begin_days(house.store, now=house.now()):
            click.echo(f"The day began; looked at anew: {looked_at}.")
        sent = jobs.deliver(house.store, mail, site=site, now=house.now())
        click.echo(f"Letters sent: {sent}.")
        return
    click.echo("Sending letters as they come. Ctrl-C stops.")
    try:
        jobs.work(house.store, mail, site=site, clock=house.now, stop=Event())
    except KeyboardInterrupt:
        click.echo("Stopped.")
