"""What every page keeps: headers, its own district, its own people, and calm refusals."""

import re

import pytest

from engine import people
from engine.errors import AlreadyEnrolled, NotEnoughPoints
from engine.people import Person
from web import page

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


def test_the_root_offers_every_district_to_a_visitor(site):
    shown = site.visitor().get("/").text

    assert "Oakdale University" in shown
    assert "Elmwood University" in shown


def test_the_root_leads_a_person_to_her_only_district(site):
    assert site.as_("zoe").get("/").location == "/elmwood/"


def test_the_welcome_says_whose_university_it_is_and_what_is_invented(site):
    shown = site.visitor().get("/oakdale/").text

    assert "Learn and share" in shown
    assert "Everything here is invented." in shown


def test_a_district_that_is_none_is_not_there(site):
    answer = site.visitor().get("/atlantis/")

    assert answer.status_code == 404
    assert "There is nothing here" in answer.text


def test_a_person_has_no_place_in_another_district(site):
    answer = site.as_("zoe").get("/oakdale/settings")

    assert answer.status_code == 403
    assert "you have no place in this district yet" in answer.text


OPEN = {
    "catalogs.activities",
    "catalogs.badges",
    "catalogs.campuses",
    "catalogs.pathways",
    "credentials.key",
    "degrees.catalog",
    "gatherings.ask_for_code",
    "notifications.bell",
    "people.forgotten",
    "people.sign_in",
    "welcome.crest",
    "welcome.district",
    "welcome.theme",
}
"""Pages of a district that anyone may see; a feature that opens one adds it here."""


def test_no_other_page_of_a_district_is_open_to_strangers(site):
    with site.app.test_request_context():
        pages = {
            rule.endpoint: f"/oakdale{rule.rule.removeprefix('/<district>')}"
            for rule in site.app.url_map.iter_rules()
            if rule.arguments == {"district"} and "GET" in rule.methods
        }
    visitor, zoe = site.visitor(), site.as_("zoe")
    shut = {endpoint: path for endpoint, path in pages.items() if endpoint not in OPEN}

    assert shut
    assert {path for path in shut.values() if visitor.get(path).status_code != 303} == set()
    assert {path for path in shut.values() if zoe.get(path).status_code != 403} == set()


def test_a_visitor_is_asked_to_sign_in_and_led_back(site):
    answer = site.visitor().get("/oakdale/settings?x=1")

    assert answer.location == "/oakdale/sign-in?next=/oakdale/settings?x%3D1"


def test_a_part_of_a_page_sends_the_whole_browser_to_sign_in(site):
    answer = site.visitor().get("/oakdale/settings", headers=PARTIAL)

    assert answer.headers["HX-Redirect"].startswith("/oakdale/sign-in")


@pytest.mark.parametrize("path", ["/", "/oakdale/", "/oakdale/sign-in", "/atlantis/"])
def test_every_page_is_guarded(site, path):
    headers = site.visitor().get(path).headers

    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert {"Cookie", "HX-Request-Type", "Accept-Language"} <= set(headers["Vary"].split(", "))


def test_the_theme_is_kept_for_good_and_its_address_moves_with_it(site):
    shown = site.visitor().get("/oakdale/").text
    address = shown.partition("/oakdale/theme.css?v=")[2].partition('"')[0]
    sheet = site.visitor().get(f"/oakdale/theme.css?v={address}")

    assert len(address) == 12
    assert "--t-brand: light-dark(" in sheet.text
    assert "immutable" in sheet.headers["Cache-Control"]


def test_the_crest_is_drawn_alone(site):
    crest = site.visitor().get("/oakdale/crest")

    assert crest.mimetype == "image/svg+xml"
    assert "default-src 'none'" in crest.headers["Content-Security-Policy"]
    assert "sandbox" in crest.headers["Content-Security-Policy"]
    assert "/oakdale/crest?v=" in site.visitor().get("/oakdale/").text


@pytest.fixture
def refusing(own_site):
    """The site with a page that refuses, as actions do."""
    app = own_site.app
    app.add_url_rule("/poor", "poor", view_func=lambda: _refuse(NotEnoughPoints(12)))
    app.add_url_rule("/gone", "gone", view_func=lambda: _refuse(AlreadyEnrolled("associate")))
    return own_site.visitor()


def _refuse(refusal):
    raise refusal


def test_a_refusal_is_a_page_that_says_so(refusing):
    answer = refusing.get("/poor")

    assert answer.status_code == 409
    assert "You need 12 points more for this. Nothing is lost." in answer.text
    assert "<html" in answer.text


def test_a_refusal_of_a_part_is_a_notice_above_it(refusing):
    answer = refusing.get("/gone", headers=PARTIAL)

    assert answer.headers["HX-Retarget"] == "#messages"
    assert "You are enrolled already." in answer.text
    assert "<html" not in answer.text


def test_a_boosted_link_gets_the_page_and_not_a_part(refusing):
    answer = refusing.get("/gone", headers={"HX-Request": "true", "HX-Request-Type": "full"})

    assert "<html" in answer.text


def test_a_page_that_breaks_says_that_nothing_is_lost(own_site):
    site = own_site
    site.app.config.update(PROPAGATE_EXCEPTIONS=False)
    site.app.add_url_rule("/broken", view_func=lambda: 1 / 0)
    answer = site.visitor().get("/broken", headers={"Accept-Language": "es"})

    assert answer.status_code == 500
    assert "ZeroDivisionError" not in answer.text
    assert 'lang="es"' in answer.text


def test_a_form_without_its_mark_is_not_taken(site):
    site.app.config.update(WTF_CSRF_ENABLED=True)
    answer = site.visitor().post("/language", data={"language": "es"})

    assert answer.status_code == 400
    assert "This page was open for a long time" in answer.text


@pytest.mark.parametrize(
    "wanted", ["https://evil.example", "//evil.example", "/\\evil.example", "nowhere", "/oakdale/x"]
)
def test_nobody_is_led_to_what_is_no_page_of_ours(site, wanted):
    answer = site.visitor().post("/language", data={"language": "es", "next": wanted})

    assert answer.location == "/"


def test_what_is_read_after_an_act_is_not_stale(site):
    with site.app.test_request_context("/oakdale/", headers={"Cookie": _cookie(site, "ada")}):
        site.app.preprocess_request()
        before = page.known_person().name
        with page.transaction():
            page.known_person().name = "Ada King"

        assert (before, page.known_person().name) == ("Ada Byron", "Ada King")


def _cookie(site, name):
    client = site.as_(name)
    return "; ".join(f"{each.key}={each.value}" for each in client._cookies.values())


@pytest.mark.parametrize(("chosen", "word"), [("es", "Entrar"), ("en", "Sign in")])
def test_a_visitor_chooses_the_language_and_keeps_it(site, chosen, word):
    visitor = site.visitor()
    visitor.post("/language", data={"language": chosen, "next": "/oakdale/"})

    assert word in visitor.get("/oakdale/").text
    assert f'lang="{chosen}"' in visitor.get("/oakdale/").text


def test_a_browser_says_its_language(site):
    shown = site.visitor().get("/oakdale/", headers={"Accept-Language": "es-MX,es;q=0.9"}).text

    assert "Universidad de Oakdale" in shown


def test_where_there_is_no_page_the_frame_is_still_the_districts(site):
    lost = site.as_("ada").get("/oakdale/no-such-page")

    assert lost.status_code == 404
    assert "Oakdale University" in lost.text
    assert "My evidence" in lost.text
    assert site.visitor().get("/oakdale/no-such-page").status_code == 404
    assert "Oakdale University" not in site.visitor().get("/nowhere/at-all").text


def test_all_badges_are_found_under_badges(site):
    shown = site.as_("ada").get("/oakdale/badges").text

    here = re.findall(r'<a[^>]*href="([^"]+)"[^>]*aria-current="page"', shown)
    assert here
    assert set(here) == {"/oakdale/credentials"}, here


def test_whoever_takes_part_in_several_districts_switches_in_her_menu(site):
    assert "To another district" not in site.as_("ada").get("/oakdale/home").text
    with site.act() as session:
        person = session.get_one(Person, site.ids["ada"])
        people.join(session, person, "elmwood", on=site.now.date(), school="birch")
    menu = site.as_("ada").get("/oakdale/home").text.split("t-menu-panel")[1].split("</details>")[0]

    assert "To another district" in menu
    assert 'href="/elmwood/"' in menu
    assert 'href="/oakdale/"' not in menu


def test_who_reviews_has_the_queue_in_the_bar_of_a_phone(site):
    def bar(who):
        shown = site.as_(who).get("/oakdale/home").text
        tabs = shown.partition('<nav class="t-tabs"')[2].partition("<details")[0]
        return re.findall(r'href="([^"]+)"', tabs)

    assert bar("ruth")[-1] == "/oakdale/reviews"
    assert bar("ada")[-1] == "/oakdale/activities"
    assert len(bar("ruth")) == len(bar("ada")) == 4
