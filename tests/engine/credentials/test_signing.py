"""A credential as a document that anyone can check with the district's public key."""

import json
from datetime import date

import pytest
from joserfc.errors import BadSignatureError

from engine import catalogs, credentials, people
from engine.integrations import Signer, verified
from tests.engine.university import PACK, STUDENT, University

SITE = "https://elm.example/elm"


@pytest.fixture
def signer(tmp_path) -> Signer:
    return Signer(tmp_path / "key.pem")


@pytest.fixture
def documents(university: University) -> dict:
    """Ada's badge and degree in Spanish, by their keys."""
    rich = PACK.replace(
        "requires: {points: 30}}",
        "summary: {en: Thirty points., es: Treinta puntos.}, requires: {points: 30}}",
    )
    university.publishes(rich)
    for degree in ("associate", "bachelor"):
        university.enrolls("Ada", degree)
    for activity, stage in (("talk", "done"), ("unit", "learned"), ("talk", "done")):
        university.completes("Ada", activity, stage=stage)
    with university.store.session() as session:
        place = university.place(session, "Ada")
        earner = people.person_of(session, place)
        return {
            each.key: credentials.document(
                each,
                earner,
                catalogs.numbered(session, "elm", each.catalog),
                site=SITE,
                language="es",
            )
            for each in credentials.of(session, place)
        }


@pytest.mark.parametrize(
    ("key", "kind", "name", "criteria"),
    [
        ("doer", "Badge", "Doer", "Haz tres cosas."),
        ("associate", "Diploma", "Asociado", "Treinta puntos."),
        ("bachelor", "Diploma", "Bachelor", "Bachelor"),
    ],
)
def test_it_says_what_who_and_by_whom(documents, key, kind, name, criteria) -> None:
    told = documents[key]
    achievement = told["credentialSubject"]["achievement"]

    assert told["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert (told["name"], told["credentialSubject"]["name"]) == (name, "Ada")
    assert told["issuer"] == {"id": SITE, "type": ["Profile"], "name": "Universidad de Elm"}
    assert (achievement["achievementType"], achievement["name"]) == (kind, name)
    assert achievement["criteria"] == {"narrative": criteria}
    assert told["validFrom"].startswith("2026-03-02T")
    assert told["validFrom"].endswith("Z")
    assert told["awardedDate"] == "2026-03-02T00:00:00Z"


def test_the_signed_document_is_checked_with_the_public_key_alone(documents, signer) -> None:
    document = documents["doer"]
    token = credentials.signed(document, signer, site=SITE)

    payload = json.loads(verified(token, signer.public_key))

    assert {name: payload[name] for name in document} == document
    assert payload["iss"] == SITE
    assert payload["jti"] == payload["sub"] == document["id"]
    assert "d" not in signer.public_key


def test_one_that_expires_says_until_when_in_both_forms(university, signer) -> None:
    university.completes("Ada", "unit", stage="learned")
    university.completes("Ada", "unit", stage="used", kinds=STUDENT)
    with university.store.session() as session:
        place = university.place(session, "Ada")
        (badge,) = (each for each in credentials.of(session, place) if each.key == "unit")
        earner, catalog = people.person_of(session, place), catalogs.numbered(session, "elm", 1)
        told = credentials.document(
            badge, earner, catalog, site=SITE, language="en", until=date(2027, 3, 2)
        )

    assert told["validUntil"] == "2027-03-02T23:59:59Z"
    payload = json.loads(verified(credentials.signed(told, signer, site=SITE), signer.public_key))
    assert payload["exp"] == 1_804_031_999


def test_a_changed_document_or_another_key_is_refused(documents, signer, tmp_path) -> None:
    token = credentials.signed(documents["doer"], signer, site=SITE)
    header, payload, signature = token.split(".")
    forged = f"{header}.{payload[:-2]}AA.{signature}"
    other = Signer(tmp_path / "other.pem").public_key

    for each, key in ((forged, signer.public_key), (token, other)):
        with pytest.raises(BadSignatureError):
            verified(each, key)
