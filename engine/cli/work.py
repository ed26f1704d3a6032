"""`tassel work`: letters and digests, new days, old files, where the site is served elsewhere."""

from threading import Event

import click

from engine import integrations, jobs, scanning
from engine.cli.house import House, pass_house
from engine.integrations import Integrations, NoAnswer


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, and stop.")
@pass_house
def work(house: House, once: bool) -> None:
    """Send letters, write digests and begin each district's day, until stopped with Ctrl-C."""
    outside = integrations.configure(house.settings)
    site = house.settings.base_url
    if once:
        while looked_at := jobs.begin_days(house.store, now=house.now()):
            click.echo(f"The day began; looked at anew: {looked_at}.")
        while looked_at := jobs.write_digests(house.store, now=house.now()):
            click.echo(f"It is morning; looked at for their digest: {looked_at}.")
        sent = 0
        while some := jobs.deliver(house.store, outside.mail, site=site, now=house.now()):
            sent += some
        click.echo(f"Letters sent: {sent}.")
        jobs.forget_parts(outside.parts, now=house.now())
        if gone := jobs.empty_bins(house.store, now=house.now()):
            click.echo(f"Deleted drafts whose time was over: {gone}.")
        if gone := jobs.forget_files(house.store, outside.files, now=house.now()):
            click.echo(f"Files whose time was over: {gone}.")
        _scan(house, outside)
        return
    click.echo("Sending letters as they come. Ctrl-C stops.")
    stop = Event()
    jobs.scan_beside(house.store, outside, clock=house.now, stop=stop)
    try:
        jobs.work(
            house.store,
            outside.mail,
            outside.files,
            outside.parts,
            site=site,
            clock=house.now,
            stop=stop,
        )  # fmt: skip
    except KeyboardInterrupt:
        click.echo("Stopped.")
    stop.set()


def _scan(house: House, outside: Integrations) -> None:
    """Ask about every file that waits; where there is no answer, about none more."""
    asked = 0
    try:
        while outside.scanner and (
            some := scanning.scan_next(house.store, outside.files, outside.scanner, now=house.now())
        ):
            asked += some
    except NoAnswer as trouble:
        click.echo(f"The scanner gave no answer, and files wait: {trouble}")
    if asked:
        click.echo(f"Files scanned: {asked}.")
