"""A sign-in that ends while somebody writes: her text stays, and can be sent once more."""

import re

import pytest

from engine import people
from engine.people import Person
from tests.site import PASSWORD

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def writing(site):
    """Ada's browser with an open form, whose sign-in has ended meanwhile."""
    site.app.config.update(WTF_CSRF_ENABLED=True)
    browser = site.visitor()
    signs_in(browser, "ada")
    mark = mark_of(browser.get("/oakdale/settings").text)
    with site.act() as session:
        people.sign_out_everywhere(session, session.get_one(Person, site.ids["ada"]))
    return browser, {"csrf_token": mark, "name": "Ada King"}


def signs_in(browser, who):
    mark = mark_of(browser.get("/oakdale/sign-in").text)
    sent = {"csrf_token": mark, "email": f"{who}@example.org", "password": PASSWORD}
    assert browser.post("/oakdale/sign-in", data=sent).status_code == 303


def mark_of(page):
    return re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page)[1]


def test_what_was_written_stands_on_the_page_that_says_so(writing):
    browser, sent = writing
    answer = browser.post("/oakdale/settings/name", data=sent)

    assert answer.status_code == 401
    assert 'name="name" value="Ada King"' in answer.text


def test_a_password_is_not_written_into_it(writing):
    browser, sent = writing
    shown = browser.post("/oakdale/settings/password", data={**sent, "old": PASSWORD}).text

    assert PASSWORD not in shown


def test_a_part_leaves_the_page_as_it_is(writing):
    browser, sent = writing
    answer = browser.post("/oakdale/settings/name", data=sent, headers=PARTIAL)

    assert (answer.status_code, answer.headers["HX-Retarget"]) == (401, "#messages")
    assert "Your text is still here" in answer.text
    assert "HX-Redirect" not in answer.headers


def test_it_is_said_too_where_the_browser_forgot_who_she_was(site, writing):
    _browser, sent = writing
    answer = site.visitor().post("/oakdale/settings/name", data=sent, headers=PARTIAL)

    assert (answer.status_code, answer.headers["HX-Retarget"]) == (401, "#messages")
    assert "Your text is still here" in answer.text


def test_the_open_form_is_taken_after_she_signs_in_again(writing):
    browser, sent = writing
    signs_in(browser, "ada")

    assert browser.post("/oakdale/settings/name", data=sent).status_code == 303
    assert "Ada King" in browser.get("/oakdale/settings").text


def test_it_is_not_taken_from_somebody_else(writing):
    browser, sent = writing
    signs_in(browser, "ben")

    assert browser.post("/oakdale/settings/name", data=sent).status_code == 400
    assert "Ada King" not in browser.get("/oakdale/settings").text


def goes_on(browser, sent, password=PASSWORD, who="ada", to="/oakdale/settings/name"):
    named = {"sign_in-email": f"{who}@example.org", "sign_in-password": password}
    return browser.post(f"/oakdale/sign-in/on?to={to}", data={**sent, **named})


def test_signing_in_sends_it_in_the_same_go(writing):
    """Status 307 lets a browser send the same form again, to where it was meant for."""
    browser, sent = writing
    answer = goes_on(browser, sent)

    assert (answer.status_code, answer.location) == (307, "/oakdale/settings/name")
    assert browser.post(answer.location, data=sent).status_code == 303
    assert "Ada King" in browser.get("/oakdale/settings").text


def test_a_wrong_password_keeps_the_text_and_shows_no_password(writing):
    browser, sent = writing
    for wrong in ("pears and apples", ""):
        answer = goes_on(browser, sent, wrong)
        assert answer.status_code == 422
        assert 'name="name" value="Ada King"' in answer.text
        assert "pears and apples" not in answer.text
    answers = [goes_on(browser, sent, "pears and apples") for _try in range(9)]
    assert "Too many tries" in answers[-1].text
    assert 'name="name" value="Ada King"' in answers[-1].text


def test_it_is_sent_to_pages_of_ours_alone(writing):
    browser, sent = writing
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example/x", "/oakdale/home", ""):
        assert goes_on(browser, sent, to=elsewhere).status_code == 400
