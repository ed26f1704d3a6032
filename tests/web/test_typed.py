"""What a page sends by itself while somebody types: it is kept, merged, and answered in facts."""

import re

import pytest

from engine import evidence
from tests.web.test_evidence import WRITTEN, begin, claims, known

ABOUT = {"activity": "reading-aloud", "stage": "learned"}


@pytest.fixture
def ada(site):
    return site.as_("ada")


def types(client, url, page, **texts):
    """One saving by the page itself; the answer, and what the page knows afterwards."""
    answer = client.post(f"{url}/typed", data={**ABOUT, **page, **texts})
    told = answer.get_json()
    if answer.status_code == 200:
        page |= {f"seen-{name}": mark for name, mark in told["seen"].items()}
    return told


def begun(client):
    url = begin(client)
    client.post(url, data={**WRITTEN, "do": "save"})
    return url


def opens(client, url):
    return known(client.get(f"{url}/edit").text)


def test_the_first_key_begins_the_draft_and_every_field_comes_alone(site, ada):
    url = begin(ada)
    page = known(ada.get("/oakdale/evidence/new?activity=reading-aloud&stage=learned").text)

    told = types(ada, url, page, did="I read")
    types(ada, url, page, did="I read to them")
    types(ada, url, page, learned="Why")

    assert (told["aside"], told["slips"], set(told["seen"])) == ([], [], {"did"})
    assert [(each.did, each.learned, each.minutes) for each in claims(site)] == [
        ("I read to them", "Why", 120)
    ]


def test_other_fields_merge_and_are_shown_in_the_other_window(site, ada):
    url = begun(ada)
    first, second = opens(ada, url), opens(ada, url)

    types(ada, url, first, did="From the first")
    told = types(ada, url, second, changed="From the second")

    assert {name: each["text"] for name, each in told["others"].items()} == {
        "did": "From the first"
    }
    assert [(each.did, each.changed) for each in claims(site)] == [
        ("From the first", "From the second")
    ]


def test_the_same_field_stands_aside_and_is_in_the_history(site, ada):
    url = begun(ada)
    first, second = opens(ada, url), opens(ada, url)

    types(ada, url, first, did="From the first")
    told = types(ada, url, second, did="From the second")

    assert (told["aside"], told["seen"]) == (["did"], {})
    assert [each.did for each in claims(site)] == ["From the first"]
    assert "From the second" in texts(site)


def test_a_text_that_is_too_long_is_told_and_never_cut(site, ada):
    url = begun(ada)
    page = opens(ada, url)
    assert not re.search(r"<textarea[^>]*maxlength", ada.get(f"{url}/edit").text)

    told = types(ada, url, page, did="x" * 20_001, learned="Why not")

    assert told["slips"] == ["What I did: Please keep this under 20000 characters."]
    assert [(each.did, each.learned) for each in claims(site)] == [(WRITTEN["did"], "Why not")]


def test_a_slip_is_named_and_all_else_is_saved(site, ada):
    url = begun(ada)

    told = types(ada, url, opens(ada, url), minutes="an hour", outside_minutes="", did="More")

    assert told["slips"] == ["Hours: Please write hours as 1.5 or 1:30."]
    assert [each.did for each in claims(site)] == ["More"]


def test_what_comes_after_it_was_handed_in_elsewhere_is_kept_beside_it(site, ada):
    url = begun(ada)
    page = opens(ada, url)
    ada.post(url, data={**WRITTEN, "do": "submit"})

    told = types(ada, url, page, did="A late word")

    assert told["closed"].startswith("This was handed in meanwhile.")
    assert [each.did for each in claims(site)] == ["I read to them"]
    assert "A late word" in texts(site)


def test_a_sign_in_that_has_ended_is_said_by_its_status(site, ada):
    url = begun(ada)

    assert site.visitor().post(f"{url}/typed", data=ABOUT).status_code == 401
    assert site.as_("ben").post(f"{url}/typed", data=ABOUT).status_code == 403


def texts(site):
    """All that her history holds of what she did."""
    with site.store.session() as session:
        by, claim = site.actor(session, "ada"), claims(site)[0]
        return [each.written.get("did") for each in evidence.versions(session, by, claim)]
