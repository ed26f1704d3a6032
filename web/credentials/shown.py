"""A credential as pages show it: the words of its signed document, its state and its address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from engine import catalogs, credentials, people
from engine.credentials import Attainment, Credential
from engine.people import Participant
from rules.catalog import BadgeOrigin, Catalog
from web import noticed, page, validity
from web.noticed import Noticed
from web.squares import site


@dataclass(frozen=True)
class Shown:
    """What a reader needs to know of a credential."""

    credential: Credential
    document: dict[str, Any]
    art: str
    seen: Sequence[Noticed] = ()
    """What colleagues saw of the work behind it; for others, only what may be seen by anyone."""
    until: date | None = None
    """The last day on which the work counts that earned it; None for good."""

    @property
    def title(self) -> str:
        return str(self.document["name"])

    @property
    def earner(self) -> str:
        return str(self.document["credentialSubject"]["name"])

    @property
    def issuer(self) -> str:
        return str(self.document["issuer"]["name"])

    @property
    def criteria(self) -> str:
        return str(self.document["credentialSubject"]["achievement"]["criteria"]["narrative"])

    @property
    def is_degree(self) -> bool:
        return self.credential.attainment is Attainment.DEGREE

    @property
    def is_valid(self) -> bool:
        return self.credential.revoked_at is None

    @property
    def is_over(self) -> bool:
        """Whether the work that earned it has expired; the badge stays."""
        return self.until is not None and self.until < page.today()

    @property
    def address(self) -> str:
        """Where anyone can check it, in full."""
        return str(self.document["id"])


def shown(credential: Credential) -> Shown:
    session = page.session()
    place = people.participant(session, credential.district_id, credential.participant_id)
    catalog = catalogs.numbered(session, credential.district_id, credential.catalog)
    until = _until(credential, place, catalog)
    seen = _seen(credential, place, catalog)
    document = credentials.document(
        credential,
        people.person_of(session, place),
        catalog,
        site=site(),
        language=page.language(),
        until=until,
        seen=[(each.who, each.saw) for each in seen if each.named.is_public],
    )
    art = "" if credential.attainment is Attainment.DEGREE else art_address(credential.key)
    return Shown(credential, document, art, seen, until)


def _seen(credential: Credential, place: Participant, catalog: Catalog) -> Sequence[Noticed]:
    """All of it to its earner; to others what both of them want to be seen."""
    if credential.attainment is Attainment.DEGREE or credential.revoked_at is not None:
        return ()
    found = noticed.for_badge(credential.key, place, catalog)
    reader = page.actor()
    is_hers = reader is not None and reader.participant.key == place.key
    return [each for each in found if is_hers or each.named.is_public]


def _until(credential: Credential, place: Participant, catalog: Catalog) -> date | None:
    """The badge of an activity says until when that counts; what was conferred stays."""
    activity = catalog.activities.get(credential.key)
    if credential.attainment is Attainment.DEGREE or activity is None or not activity.badge:
        return None
    return validity.ends(place).get((credential.key, activity.last_stage))


def art_address(badge: str) -> str:
    return url_for("credentials.art", badge=badge, language=page.language())


def stars(badge: str, catalog: Catalog) -> str:
    """How many stars the drawing of a badge has: for learning, for using, for a whole pathway."""
    match catalog.badge_catalog[badge].origin:
        case BadgeOrigin.PATHWAY:
            return "top"
        case BadgeOrigin.ACTIVITY:
            return "used" if len(catalog.activities[badge].stages) > 1 else "learned"
        case _:
            return "used"
