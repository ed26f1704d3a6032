"""Credentials: a wall, a switch for sharing, and a page where anyone can check."""

import json

from engine import credentials, evidence
from engine.integrations import verified
from rules.terms import Stage
from tests.web.doing import does, enrolls, reads_whole_course
from tests.web.earning import words

ART = "/oakdale/credentials/art/reading-aloud.svg"


def credential(site, who="ada", key="reading-aloud"):
    with site.store.session() as session:
        place = site.actor(session, who).participant
        held = credentials.of(session, place, revoked=True)
        return next(f"/oakdale/credentials/{each.id}" for each in held if each.key == key)


def test_the_wall_shows_a_badge_in_the_next_page_load(site):
    """WT-4, ME-12: visible at once after the approval."""
    ada = site.as_("ada")
    assert "Your wall is ready" in ada.get("/oakdale/credentials").text
    reads_whole_course(site, "ada")

    assert ART in ada.get("/oakdale/credentials").text


def test_a_credential_is_private_until_its_earner_shares_it(site):
    reads_whole_course(site, "ada")
    address = credential(site)
    ada = site.as_("ada")

    assert site.visitor().get(address).status_code == 404
    assert site.as_("ben").get(address).status_code == 404
    assert "You alone" in words(ada.get(f"{address}/mine"))
    assert ada.post(f"{address}/share", data={"public": "yes"}).status_code == 303
    shown = words(site.visitor().get(address))
    for told in ("Ada Byron has earned this, and it stands.", "Oakdale University", "Valid",
                 "November 15, 2025", "Check it yourself"):  # fmt: skip
        assert told in shown
    ada.post(f"{address}/share", data={"public": "no"})
    assert site.visitor().get(address).status_code == 404


def test_only_its_earner_can_share_it(site):
    reads_whole_course(site, "ada")
    address = credential(site)

    assert site.as_("ben").post(f"{address}/share", data={"public": "yes"}).status_code == 403
    assert site.as_("ben").get(f"{address}/mine").status_code == 404
    assert site.visitor().get(address).status_code == 404


def test_sharing_swaps_its_part_of_the_page(site):
    reads_whole_course(site, "ada")
    answer = site.as_("ada").post(
        f"{credential(site)}/share", data={"public": "yes"},
        headers={"HX-Request": "true", "HX-Request-Type": "partial"},
    )  # fmt: skip

    assert answer.text.strip().startswith('<section class="t-section t-stack" id="share">')
    assert "Anyone with the address" in answer.text


def test_the_signed_document_can_be_checked_with_the_public_key_alone(site):
    reads_whole_course(site, "ada")
    address = credential(site)
    site.as_("ada").post(f"{address}/share", data={"public": "yes"})
    visitor = site.visitor()
    token = visitor.get(f"{address}/credential.jwt")
    key = visitor.get("/oakdale/credentials/key").json

    assert token.mimetype == "application/jwt"
    told = json.loads(verified(token.text, {name: key[name] for name in ("kty", "crv", "x")}))
    assert told["id"].endswith(address)
    assert told["credentialSubject"]["name"] == "Ada Byron"
    assert json.loads(visitor.get(f"{address}/credential.json").text)["name"] == "Reading aloud"


def test_what_was_taken_back_says_so_and_is_not_signed(site):
    does(site, "ada", "reading-aloud", Stage.LEARNED)
    made = does(site, "ada", "reading-aloud", Stage.USED)
    address = credential(site)
    site.as_("ada").post(f"{address}/share", data={"public": "yes"})
    with site.act() as session:
        dana = site.actor(session, "dana")
        claim = evidence.get(session, dana, made)
        evidence.undo_approval(session, claim, by=dana, now=site.now, note="Taken back.")

    assert "Taken back" in words(site.visitor().get(address))
    assert site.visitor().get(f"{address}/credential.jwt").status_code == 410


def test_art_is_an_image_that_may_be_kept(site):
    answer = site.visitor().get(ART)

    assert answer.mimetype == "image/svg+xml"
    assert "max-age" in answer.headers["Cache-Control"]
    again = site.visitor().get(ART, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert site.visitor().get("/oakdale/credentials/art/none.svg").status_code == 404


def test_addresses_in_signed_documents_lead_somewhere(site):
    visitor = site.visitor()

    assert visitor.get("/oakdale/credentials/badge/reading-aloud").location.endswith(
        "/oakdale/badges/reading-aloud"
    )
    assert "degrees/catalog#associate" in (
        visitor.get("/oakdale/credentials/degree/associate").location
    )
    assert visitor.get("/oakdale/credentials/badge/none").status_code == 404


def test_a_sign_for_the_door_carries_name_and_title(site):
    reads_whole_course(site, "ada")
    shown = words(site.as_("ada").get(f"{credential(site)}/door"))

    assert "Reading aloud" in shown
    assert "Ada Byron" in shown


def test_without_the_game_the_wall_holds_diplomas_alone(site):
    enrolls(site, "ada")
    reads_whole_course(site, "ada")
    ada = site.as_("ada")
    ada.post("/oakdale/settings/play", data={"alias": ""})
    shown = ada.get("/oakdale/credentials").text

    assert "Associate" in shown
    assert ART not in shown
