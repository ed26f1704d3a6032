"""`tassel ledger verify` and `tassel statement`: whether every number is right, and why it is."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

import click
from rich.console import Console
from rich.table import Table
from sqlmodel import Session

from engine import credentials, evidence, ledger, people, progress, rewards, standings
from engine.cli import districts, past
from engine.cli.faults import faulty
from engine.cli.house import House, pass_house
from engine.cli.progress import told
from engine.cli.reasons import Explained
from engine.ledger import Fault, StatementLine
from rules.terms import Currency

_WIDTH = 240
_Check = Callable[[Session, str], Iterable[Fault]]


@click.group("ledger")
def books() -> None:
    """Look after the ledger."""


@books.command()
@districts.option
@pass_house
def verify(house: House, district: str | None) -> None:
    """Compute every digest, balance, award, level and snapshot again, and name what is wrong."""
    wrong = 0
    with house.store.session() as session:
        for each in districts.named_or_all(session, district):
            faults = list(_faults(house, session, each))
            wrong += len(faults)
            click.echo(_all_is_well(session, each) if not faults else faulty(session, each, faults))
    if wrong:
        raise SystemExit(1)


@click.command()
@click.argument("person", metavar="E-MAIL")
@districts.option
@click.option(
    "--currency",
    type=click.Choice([each.value for each in Currency]),
    default=Currency.EXPERIENCE.value,
    help="Experience, which is never spent, or redeemable points.",
)
@past.as_of
@pass_house
def statement(
    house: House, person: str, district: str | None, currency: str, as_of: datetime | None
) -> None:
    """Print a person's points line by line, each with its reason, down to the sum."""
    counted, day = Currency(currency), as_of.date() if as_of else None
    with house.store.session() as session:
        place = districts.participant(session, person, district)
        past.looking_back(session, place, day, house.now())
        lines = ledger.statement(session, place, currency=counted)
        name = people.person_of(session, place).name
        click.echo(f"{name}, {place.district_id}, {counted}{f', as of {day}' if day else ''}")
        if lines:
            _print(_table(Explained(session, place), lines))
        balance = ledger.balance(session, place)
        click.echo(f"Balance: {getattr(balance, counted)} ({_lines(len(lines))}).")


def _faults(house: House, session: Session, district: str) -> Iterator[Fault]:
    checks: dict[str, _Check] = {
        "digests and balances": ledger.verify,
        "awards against the rules": evidence.verify,
        "levels": lambda session, district: progress.verify_levels(
            session, district, now=house.now()
        ),
        "progress toward degrees": progress.verify_degrees,
        "degrees conferred": progress.verify_conferrals,
        "versions switched to": progress.verify_switches,
        "decisions about requirements": progress.verify_decisions,
        "stages waived": evidence.waivers.verify_waivers,
        "credentials": lambda session, district: credentials.verify(
            session, district, now=house.now()
        ),
        "redemptions and stock": rewards.verify,
        "totals of leaderboards": standings.verify,
    }
    if altered := list(ledger.altered_catalogs(session, district)):
        yield from altered  # By these nothing else can be judged.
        return
    for name in told(checks, f"Verifying {district}", len(checks)):
        yield from checks[name](session, district)


def _all_is_well(session: Session, district: str) -> str:
    balances = ledger.balances(session, district)
    entries = sum(balance.seq for balance in balances.values())
    return (
        f"{district}: all is well. {entries} entries of {len(balances)} people: every digest, "
        "balance, award, level, degree, credential, redemption and total was computed again."
    )


def _print(table: Table) -> None:
    """As wide as the terminal is; where there is none, wide enough that no line is broken."""
    console = Console()
    (console if console.is_terminal else Console(width=_WIDTH)).print(table)


def _table(explained: Explained, lines: list[StatementLine]) -> Table:
    table = Table("Day", "What", "Why", box=None, pad_edge=False)
    table.add_column("Points", justify="right")
    table.add_column("Sum", justify="right")
    for line in lines:
        entry = line.entry
        table.add_row(
            entry.effective_on.isoformat(),
            explained.what(entry),
            explained.why(entry),
            f"{entry.points:+d}",
            str(line.after),
        )
    return table


def _lines(number: int) -> str:
    return "1 line" if number == 1 else f"{number} lines"
