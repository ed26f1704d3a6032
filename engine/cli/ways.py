"""`tassel way`: the nearest way of a person to a degree, as a plan that was tried."""

from collections.abc import Mapping
from datetime import date

import click
from rich.console import Console
from rich.table import Table

from engine import catalogs, people, progress
from engine.cli import districts, keys
from engine.cli.asking import percent
from engine.cli.house import House, pass_house
from rules.catalog import Catalog
from rules.terms import Stage
from rules.ways import Aim, Finish, NoWay, Planned, Unit, Way, Why

_WIDTH = 160


@click.command()
@click.argument("person", metavar="E-MAIL")
@click.argument("degree")
@districts.option
@click.option(
    "--least",
    type=click.Choice([each.value for each in Aim]),
    default=Aim.HOURS.value,
    show_default=True,
    help="The fewest hours, the fewest pieces of work, or the least outside the person's campuses.",
)
@click.option(
    "--years",
    type=click.IntRange(1),
    help="Within so many school years; within the fewest that it takes unless given.",
)
@click.option(
    "--toward",
    "requirement",
    metavar="PATH",
    help="One requirement of the degree, as `tassel audit` names it; the whole unless given.",
)
@pass_house
def way(
    house: House,
    person: str,
    degree: str,
    district: str | None,
    least: str,
    years: int | None,
    requirement: str | None,
) -> None:
    """The nearest way to a degree: what to do, and when it would be reached at the own pace.

    Ends with 1 when there is none.
    """
    with house.store.session() as session:
        place = districts.participant(session, person, district)
        now = house.now()
        catalog = catalogs.current(session, place.district_id, now=now)
        wish = progress.Wish(degree, Aim(least), requirement or "", years)
        with keys.of_degree(session, place, degree, now=now):
            found = progress.way(session, place, wish, now=now)
        name = people.person_of(session, place).name
    click.echo(f"{name}, {place.district_id}, {_title(catalog, degree)}")
    if isinstance(found.way, NoWay):
        click.echo(_no_way(found.way, catalog))
        raise SystemExit(1)
    if found.way.work:
        Console(width=_WIDTH).print(_table(found.way, catalog))
    for line in _summary(found.way, found, catalog):
        click.echo(line)


def _no_way(found: NoWay, catalog: Catalog) -> str:
    by_hand = ", ".join(f"{path} of {_title(catalog, key)}" for key, path in found.by_hand)
    why = _REASONS[found.why].format(by_hand=by_hand)
    blocked = f" In the way: {', '.join(found.blocked)}." if found.blocked else ""
    return f"{why}{blocked}"


def _table(found: Way, catalog: Catalog) -> Table:
    table = Table("Day", "What", "Shows", "Moves", box=None, pad_edge=False)
    table.add_column("Hours", justify="right")
    table.add_column("Points", justify="right")
    for each in found.work:
        table.add_row(
            each.day.isoformat(),
            _what(each, catalog),
            _shows(each),
            ", ".join(moved.path for moved in each.moves),
            f"{each.minutes / 60:g}" if each.minutes else "–",
            str(each.points),
        )
    return table


def _what(work: Planned, catalog: Catalog) -> str:
    title = str(catalog.activities[work.activity].title)
    return title if work.stage is Stage.DONE else f"{title}, {work.stage}"


def _shows(work: Planned) -> str:
    shown = [kind.value.replace("_", " ") for kind in sorted(work.kinds)]
    if work.outcome:
        shown.append("with a measured outcome")
    if work.outside:
        shown.append("outside contract time")
    if work.value is not None:
        shown.append(f"a value of {work.value:g} or more")
    return ", ".join(shown)


def _summary(plan: Way, found: progress.NearestWay, catalog: Catalog) -> list[str]:
    school_years = "1 school year" if plan.years == 1 else f"{plan.years} school years"
    pieces = "1 piece" if len(plan.work) == 1 else f"{len(plan.work)} pieces"
    lines = [
        f"{plan.minutes / 60:g} hours, {pieces} of work{_unwritten(plan)}, within {school_years}. "
        + (
            "No plan needs less."
            if plan.exact
            else f"No plan needs less than {percent(1 - plan.gap)} of it."
        )
    ]
    if found.to_take_up:
        titles = ", ".join(_title(catalog, key) for key in found.to_take_up)
        lines.append(f"To take up: {titles}.")
    if plan.work:
        ends = plan.work[-1].day
        pace = f"; {_pace(found.finish, ends)}" if found.finish else ""
        lines.append(f"The days spread it up to {ends}{pace}. None of them is a deadline.")
    return lines


def _unwritten(plan: Way) -> str:
    if not plan.unwritten:
        return ""
    return f", {plan.unwritten} of it without hours, each compared as one hour"


def _pace(range_: Finish, ends: date) -> str:
    """Facts alone: what was done in earlier years, and where that leads beside the plan's days."""
    slow, fast = (
        f"{float(each / 60):.0f} hours" if range_.unit is Unit.MINUTES else f"{float(each):.0f}"
        for each in (range_.slow, range_.fast)
    )
    sooner = "sooner, " if range_.last < ends else ""
    beside = "later, " if ends < range_.first else sooner
    return (
        f"at the pace of earlier years, {slow} to {fast} a year, "
        f"all of it is done {beside}between {range_.first} and {range_.last}"
    )


def _title(catalog: Catalog, degree: str) -> str:
    found = catalog.degrees.get(degree)
    return str(found.title) if found else degree


_REASONS: Mapping[Why, str] = {
    Why.CONFERRED: "The degree is conferred already.",
    Why.NEVER: "There is no way: under today's catalog no work whatever completes it.",
    Why.BY_HAND: "Somebody has to confirm first: {by_hand}.",
    Why.NOT_SO_SOON: "There is no way within the school years that were looked at.",
    Why.UNDECIDED: "None was found, and that there is none was not proved.",
}
