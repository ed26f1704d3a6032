"""Signing in and out, and a new password by mailed link."""

import re
from datetime import timedelta

from engine import jobs, people
from engine.integrations.mail import FileMail
from tests.site import PASSWORD


def sign_in(visitor, name="ada", password=PASSWORD, **more):
    form = {"email": f"{name}@example.org", "password": password, **more}
    return visitor.post("/oakdale/sign-in", data=form)


def test_signing_in_leads_where_one_wanted_to_go(site):
    visitor = site.visitor()
    answer = sign_in(visitor, next="/oakdale/settings")

    assert (answer.status_code, answer.location) == (303, "/oakdale/settings")
    assert "Ada Byron" in visitor.get("/oakdale/settings").text


def test_the_address_may_be_written_with_capitals(site):
    answer = site.visitor().post(
        "/oakdale/sign-in", data={"email": " ADA@Example.org ", "password": PASSWORD}
    )

    assert answer.status_code == 303


def test_a_wrong_password_and_a_stranger_get_the_same_answer(site):
    wrong = sign_in(site.visitor(), password="pears and apples")
    stranger = sign_in(site.visitor(), name="nobody", password="pears and apples")

    assert wrong.status_code == stranger.status_code == 422
    same = [_without_names(answer.text) for answer in (wrong, stranger)]
    assert same[0] == same[1]
    assert "do not belong together" in wrong.text


def _without_names(text):
    return re.sub(r"ada|nobody", "", re.sub(r'name="csrf_token"[^>]*', "", text))


def test_guessing_is_held_back_and_the_page_says_until_when(site):
    visitor = site.visitor()
    for _ in range(8):
        sign_in(visitor, password="a wrong password")
    answer = sign_in(visitor)

    assert answer.status_code == 429
    assert "You can sign in again from November 18, 2025 at 9:15" in answer.text

    site.now += timedelta(minutes=16)
    assert sign_in(visitor).status_code == 303


def test_a_new_sign_in_gets_a_new_cookie_of_its_own(site):
    visitor = site.visitor()
    with visitor.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
    sign_in(visitor)

    with visitor.session_transaction() as cookie:
        assert "planted" not in cookie


def test_the_cookie_is_kept_from_scripts_and_other_sites(site):
    header = sign_in(site.visitor()).headers["Set-Cookie"]

    assert "HttpOnly" in header
    assert "SameSite=Lax" in header


def test_signing_out_ends_the_sign_in_for_good(site):
    ada = site.as_("ada")
    with ada.session_transaction() as cookie:
        kept = dict(cookie)
    ada.post("/sign-out", data={"next": "/oakdale/"})
    with ada.session_transaction() as cookie:
        cookie.update(kept)

    assert "sign-in" in ada.get("/oakdale/settings").location


def test_a_person_of_another_district_is_led_to_her_own(site):
    visitor = site.visitor()
    answer = sign_in(visitor, name="zoe")

    assert visitor.get(answer.location).location == "/elmwood/"


def test_a_forgotten_password_is_chosen_anew_by_mail(site, tmp_path):
    visitor = site.visitor()
    visitor.post("/oakdale/forgotten", data={"email": "ada@example.org"})
    jobs.deliver(site.store, FileMail(tmp_path / "out"), site="https://u.example", now=site.now)
    [letter] = (tmp_path / "out").iterdir()
    path = re.search(r"https://u.example(/oakdale/reset/\S+)", letter.read_text())[1]
    answer = visitor.post(path, data={"password": "cherries and plums"})

    assert answer.location == "/oakdale/"
    assert visitor.get("/oakdale/settings").status_code == 200
    assert sign_in(site.visitor(), password="cherries and plums").status_code == 303
    assert sign_in(site.visitor()).status_code == 422
    assert site.visitor().post(path, data={"password": "plums and figs"}).status_code == 410


def test_nobody_learns_who_has_an_address_here(site):
    known = site.visitor().post("/oakdale/forgotten", data={"email": "ada@example.org"})
    unknown = site.visitor().post("/oakdale/forgotten", data={"email": "who@example.org"})

    assert known.location == unknown.location
    assert known.status_code == unknown.status_code == 303


def test_a_weak_new_password_is_sent_back_with_the_reason(site):
    path = reset_path(site, people.ask_for_reset, "ada@example.org")
    answer = site.visitor().post(path, data={"password": "short"})

    assert answer.status_code == 422
    assert "at least 10 characters" in answer.text


def reset_path(site, ask, *asked):
    with site.act() as session:
        _person, token = ask(session, *asked, now=site.now)
    return f"/oakdale/reset/{token}"


def test_a_link_that_is_too_old_says_so_before_anything_is_typed(site):
    path = reset_path(site, people.ask_for_reset, "ada@example.org")
    assert site.visitor().get(path).status_code == 200

    site.now += timedelta(hours=3)
    answer = site.visitor().get(path)
    assert answer.status_code == 410
    assert "Ask for a new one; it comes by mail." in answer.text
