"""`tassel invite`: a place and a way in for somebody; a new district's first admin begins here."""

import click
from sqlmodel import Session

from engine import catalogs, outbox, people
from engine.cli import districts
from engine.cli.house import House, pass_house
from engine.people import Invited, Role


@click.command()
@click.argument("email", metavar="E-MAIL")
@click.argument("name")
@districts.option
@click.option("--school", default="", metavar="KEY", help="A school of the pack; else the office.")
@click.option(
    "--role",
    type=click.Choice([each.value for each in Role]),
    help="A role for the whole district, or for the school that is named.",
)
@click.option("--language", default="en", show_default=True, help="For letters and pages.")
@pass_house
def invite(
    house: House,
    email: str,
    name: str,
    district: str | None,
    school: str,
    role: str | None,
    language: str,
) -> None:
    """Give somebody a place, mail them the link to choose a password, and print it."""
    with house.transaction() as session:
        where = districts.the_only(session, district)
        _check_school(house, session, where, school)
        catalog = catalogs.current(session, where, now=house.now())
        invited = people.invite(
            session, where, email=email, name=name, language=language, school=school,
            on=catalogs.local_day(catalog, house.now()), now=house.now(),
        )  # fmt: skip
        if role:
            people.grant_role(session, invited.place, Role(role), school=school, now=house.now())
        path = _write(house, session, invited)
    click.echo(f"{invited.person.name} has a place in {where}.")
    click.echo(f"The way in, mailed to {invited.person.email}: {house.settings.base_url}{path}")


def _check_school(house: House, session: Session, district: str, school: str) -> None:
    known = catalogs.current(session, district, now=house.now()).schools
    if school and school not in known:
        there = ", ".join(known)
        raise click.UsageError(f"There is no school “{school}”. There is: {there}.")


def _write(house: House, session: Session, invited: Invited) -> str:
    """Write the letter, and answer with the path in it."""
    district = invited.place.district_id
    university = catalogs.current(session, district, now=house.now()).district.university
    path = f"/{district}/reset/{invited.token}" if invited.token else f"/{district}/sign-in"
    outbox.write_letter(
        session,
        district,
        to=invited.person,
        template="invited" if invited.token else "joined",
        facts={"university": university.in_(invited.person.language), "path": path},
        now=house.now(),
    )
    return path
