"""What a person chooses for herself."""

import pytest

from engine.people import Person
from tests.site import PASSWORD

SETTINGS = "/oakdale/settings"


def test_a_name_is_kept_and_shown(site):
    ada = site.as_("ada")
    ada.post(f"{SETTINGS}/name", data={"name": "  Ada King "})

    assert "Ada King" in ada.get(SETTINGS).text


def test_an_empty_name_is_sent_back(site):
    answer = site.as_("ada").post(f"{SETTINGS}/name", data={"name": " "})

    assert answer.status_code == 422
    assert "Please write the name that others know." in answer.text


@pytest.mark.parametrize("path", ["name", "play", "password", "sign-out-everywhere"])
def test_the_address_of_a_form_leads_back_to_the_page(site, path):
    assert site.as_("ada").get(f"{SETTINGS}/{path}").location == SETTINGS


def test_a_language_goes_with_the_person(site):
    site.as_("ada").post("/language", data={"language": "es"})

    assert 'lang="es"' in site.as_("ada").get(SETTINGS).text
    assert 'lang="en"' in site.as_("ben").get(SETTINGS).text


@pytest.mark.parametrize("theme", ["light", "dark", "auto"])
def test_a_display_goes_with_the_person(site, theme):
    site.as_("ada").post("/theme", data={"theme": theme})

    assert f'data-bs-theme="{theme}"' in site.as_("ada").get(SETTINGS).text


def test_a_display_that_is_none_is_not_taken(site):
    assert site.visitor().post("/theme", data={"theme": "neon"}).status_code == 400


def test_the_game_can_be_switched_off_and_a_board_joined(site):
    ada = site.as_("ada")
    ada.post(f"{SETTINGS}/play", data={"on_boards": "y", "alias": "Countess"})

    place = ada_s_place(site)
    assert (place.plays, place.on_boards, place.alias) == (False, True, "Countess")


def ada_s_place(site):
    with site.store.session() as session:
        return site.actor(session, "ada").participant


def test_a_new_password_ends_every_other_sign_in(site):
    ada, elsewhere = site.as_("ada"), site.as_("ada")
    new = "cherries and plums"
    answer = ada.post(f"{SETTINGS}/password", data={"old": PASSWORD, "new": new})

    assert answer.location == SETTINGS
    assert ada.get(SETTINGS).status_code == 200
    assert "sign-in" in elsewhere.get(SETTINGS).location


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("a wrong password", "cherries and plums", "This password does not fit."),
        (PASSWORD, "ada@example.org", "is not your address"),
    ],
)
def test_a_password_that_cannot_be_is_sent_back_at_its_field(site, old, new, told):
    ada, elsewhere = site.as_("ada"), site.as_("ada")
    answer = ada.post(f"{SETTINGS}/password", data={"old": old, "new": new})

    assert answer.status_code == 422
    assert told in answer.text
    assert elsewhere.get(SETTINGS).status_code == 200


def test_one_can_sign_out_everywhere(site):
    ada, elsewhere = site.as_("ada"), site.as_("ada")
    ada.post(f"{SETTINGS}/sign-out-everywhere")

    assert "sign-in" in ada.get(SETTINGS).location
    assert "sign-in" in elsewhere.get(SETTINGS).location


def test_a_person_keeps_her_language_in_the_database(site):
    site.as_("ada").post("/language", data={"language": "es"})
    with site.store.session() as session:
        assert session.get_one(Person, site.ids["ada"]).language == "es"
