"""Which district a command is about: the one that is named, or the only one that there is."""

import click
from sqlmodel import Session

from engine import people
from engine.people import Participant

option = click.option(
    "--district", metavar="ID", help="The district; needed when there are several."
)


def the_only(session: Session, district: str | None) -> str:
    """The named district, or the only one."""
    known = list(people.districts(session))
    if district in known:
        return district
    there = ", ".join(known) or "none; publish a pack first"
    if district is not None:
        raise click.UsageError(f"There is no district “{district}”. There is: {there}.")
    if len(known) != 1:
        raise click.UsageError(f"Say which district by --district. There is: {there}.")
    return known[0]


def named_or_all(session: Session, district: str | None) -> list[str]:
    """The named district, or every one."""
    return list(people.districts(session)) if district is None else [the_only(session, district)]


def participant(session: Session, email: str, district: str | None) -> Participant:
    """The place of the person with this address, in the named district or her only one."""
    wanted = named_or_all(session, district)
    found = [place for each in wanted if (place := people.by_email(session, each, email))]
    if not found:
        where = f"in {district}" if district else "here"
        raise click.UsageError(f"Nobody {where} has the address {email}.")
    if len(found) > 1:
        places = ", ".join(place.district_id for place in found)
        raise click.UsageError(f"{email} takes part in {places}: say which by --district.")
    return found[0]
