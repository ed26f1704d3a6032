"""Guests at the door: a name, an address, and the letter that opens what they earned."""

from typing import Any

from flask import render_template, request, url_for

from engine import credentials, evidence, gatherings, outbox
from engine.credentials import Attainment
from engine.gatherings import Gathering
from engine.people import Person
from web import page, refusals
from web.formats import in_language
from web.gatherings.forms import GuestForm


def door(found: Gathering, form: GuestForm) -> str:
    """Sign in, or say who you are."""
    refusal = gatherings.closed(page.session(), found, now=page.now())
    told = refusals.sentence(refusal) if refusal else ""
    return render_template("gatherings/door.html", gathering=found, form=form, told=told)


def greet(found: Gathering, form: GuestForm) -> None:
    """One act: she is checked in, and the letter goes out; whoever is known is asked to sign in."""
    with page.transaction() as session:
        gathering = session.merge(found)
        greeted = gatherings.greet(
            session,
            gathering,
            email=form.email.data or "",
            name=form.name.data or "",
            language=page.language(),
            network=request.remote_addr or "",
            now=page.now(),
        )
        if greeted.token:
            path = url_for("people.reset", token=greeted.token)
            _write(greeted.person, "guest", path, gathering)
        else:
            back = url_for("gatherings.here", code=gathering.code)
            path = url_for("people.sign_in", next=back)
            _write(greeted.person, "guest_known", path, gathering)


def join(found: Gathering) -> None:
    """Somebody of another district, who has signed in."""
    with page.transaction() as session:
        gathering = session.merge(found)
        gatherings.greet_known(session, gathering, page.known_person(), now=page.now())


def kept() -> dict[str, Any]:
    """What a guest has earned, and what waits."""
    session, place = page.session(), page.me().participant
    return {
        "badges": credentials.of(session, place, attainment=Attainment.BADGE),
        "claims": evidence.mine(session, place),
        "someone": page.known_person(),
    }


def _write(person: Person, template: str, path: str, gathering: Gathering) -> None:
    catalog = page.catalog()
    outbox.write_letter(
        page.session(),
        page.district(),
        to=person,
        template=template,
        facts={
            "university": catalog.district.university.in_(person.language),
            "activity": in_language(catalog.activities[gathering.activity].title),
            "path": path,
        },
        now=page.now(),
    )
