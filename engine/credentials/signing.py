"""A credential as a signed document that anyone can check without asking us.

The words are those of Open Badges 3.0 (1EdTech) and the Verifiable Credentials Data Model 2.0
(W3C); the signature is a compact JSON Web Signature with Ed25519.
"""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from engine.credentials.tables import Attainment, Credential
from engine.integrations import Signer
from engine.people import Person
from rules.catalog import Catalog

CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)


def document(
    credential: Credential,
    earner: Person,
    catalog: Catalog,
    *,
    site: str,
    language: str,
    until: date | None = None,
    seen: Iterable[tuple[str, str]] = (),
) -> dict[str, Any]:
    """The `OpenBadgeCredential` of a badge or a degree; `site` is the address of the district.

    `until` is the last day on which the work counts that earned it, if there is one; `seen` are
    colleagues and their words about that work, as far as anyone may read them.
    """
    address = f"{site}/credentials/{credential.id}"
    told = [{"type": ["Evidence"], "name": who, "narrative": words} for who, words in seen]
    ends = {"validUntil": f"{until.isoformat()}T23:59:59Z"} if until else {}
    return {
        "@context": list(CONTEXTS),
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": _issuer(catalog, site, language),
        "validFrom": _moment(credential.issued_at),
        **ends,
        "awardedDate": f"{credential.earned_on.isoformat()}T00:00:00Z",
        "name": _title(credential, catalog, language),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "name": earner.name,
            "achievement": _achievement(credential, catalog, site, language),
        },
        **({"evidence": told} if told else {}),
    }


def signed(token_of: dict[str, Any], signer: Signer, *, site: str) -> str:
    """The document as a signed token whose key stands at `site`/credentials/key."""
    payload = token_of | {
        "iss": token_of["issuer"]["id"],
        "jti": token_of["id"],
        "sub": token_of["id"],
        "nbf": _seconds(token_of["validFrom"]),
    }
    if "validUntil" in token_of:
        payload["exp"] = _seconds(token_of["validUntil"])
    return signer.sign(
        json.dumps(payload, ensure_ascii=False).encode(), key_id=f"{site}/credentials/key"
    )


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())


def _issuer(catalog: Catalog, site: str, language: str) -> dict[str, Any]:
    return {
        "id": site,
        "type": ["Profile"],
        "name": catalog.district.university.in_(language),
    }


def _achievement(
    credential: Credential, catalog: Catalog, site: str, language: str
) -> dict[str, Any]:
    kind = "Badge" if credential.attainment is Attainment.BADGE else "Diploma"
    return {
        "id": f"{site}/credentials/{credential.attainment}/{credential.key}",
        "type": ["Achievement"],
        "achievementType": kind,
        "name": _title(credential, catalog, language),
        "description": _criteria(credential, catalog, language),
        "criteria": {"narrative": _criteria(credential, catalog, language)},
    }


def _title(credential: Credential, catalog: Catalog, language: str) -> str:
    if credential.attainment is Attainment.DEGREE:
        return catalog.degrees[credential.key].title.in_(language)
    return catalog.badge_catalog[credential.key].title.in_(language)


def _criteria(credential: Credential, catalog: Catalog, language: str) -> str:
    if credential.attainment is Attainment.DEGREE:
        degree = catalog.degrees[credential.key]
        return (degree.summary or degree.title).in_(language)
    return catalog.badge_catalog[credential.key].criteria.in_(language)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
