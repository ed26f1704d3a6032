"""`tassel dry-run check`: whether publishing did what its list had said, row by row."""

import click
from sqlmodel import Session

from engine import changes, people
from engine.changes import Checked
from engine.cli import districts
from engine.cli.house import House, pass_house

_SHOWN_MAX = 20


@click.group("dry-run")
def dry_runs() -> None:
    """Look after the lists of what rule changes do."""


@dry_runs.command()
@districts.option
@click.option(
    "--catalog",
    "number",
    type=click.IntRange(min=1),
    metavar="N",
    help="The catalog whose list is checked; the last one that was published by a list.",
)
@pass_house
def check(house: House, district: str | None, number: int | None) -> None:
    """Hold the kept list of a published change against what was then done.

    Every row is compared with what was booked because of the publishing, and with the level,
    badges and degrees that the person had when all had followed; whoever is not listed must have
    got nothing. Ends with 1 when something differs.
    """
    with house.store.session() as session:
        where = districts.the_only(session, district)
        run = changes.latest(session, where, number)
        if run is None:
            which = f"catalog {number}" if number else "any catalog"
            raise click.UsageError(f"No list of {which} of {where} was published.")
        found = changes.check(session, run)
        click.echo("\n".join(_sentences(session, found)))
    if found.deviations:
        raise SystemExit(1)


def _sentences(session: Session, found: Checked) -> list[str]:
    run = found.run
    title = f"Catalog {run.published} of {run.district_id}"
    if not found.deviations:
        later = _later(found.moved) if found.moved else ""
        return [f"{title}: what it did is what the list says, {_rows(found.rows)}.{later}"]
    shown = found.deviations[:_SHOWN_MAX]
    names = people.names(session, run.district_id, [each.participant_id for each in shown])
    lines = [
        f"{names.get(each.participant_id, each.participant_id)}, {each.what}: "
        f"listed {each.listed}, done {each.done}."
        for each in shown
    ]
    rest = len(found.deviations) - len(shown)
    more = [f"And {rest} more."] if rest else []
    return [*lines, *more, f"{title}: what it did is not what the list says."]


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number} rows"


def _later(moved: int) -> str:
    """What can no longer be told."""
    return (
        f" To {moved} of them something happened later: how far their degrees were is not kept, "
        "and was not compared."
    )
