"""The history of evidence: each version with what changed, and an earlier text brought back."""

import re
from datetime import timedelta

import pytest

from tests.stories.world import words_of
from tests.web.test_evidence import WRITTEN, begin, claims, known
from web.evidence.differing import differences

LONG = "I read to them every morning, and they asked for the next chapter."


@pytest.fixture
def ada(site):
    return site.as_("ada")


@pytest.fixture
def url(site, ada):
    """Evidence that was written in two sittings and handed in."""
    url = begin(ada)
    writes(site, ada, url, did=LONG)
    site.now += timedelta(days=1)
    again = {"did": "I read in the evening, too.", "minutes": "2", "done_on": "2025-11-16"}
    writes(site, ada, url, **again)
    site.now += timedelta(minutes=1)
    writes(site, ada, url, **again, do="submit")
    return url


def writes(site, client, url, do="save", **texts):
    page = client.get(f"{url}/edit")
    facts = known(page.text) if page.status_code == 200 else {}
    client.post(url, data={**WRITTEN, **facts, **texts, "do": do})


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", "", []),
        ("", "New.", [("more", "New.")]),
        ("The same.", "The same.", [("same", "The same.")]),
        ("We read a book.", "We read a long book.",
         [("same", "We read a "), ("more", "long "), ("same", "book.")]),
        ("Every morning in the hall.", "Once a week in a tent.",
         [("gone", "Every morning in the hall"), ("more", "Once a week in a tent"), ("same", ".")]),
        ("One.\n" * 3000, "One.\n" * 3000 + "Two.",
         [("same", "One.\n" * 3000), ("more", "Two.")]),
    ],
)  # fmt: skip
def test_two_texts_are_held_beside_each_other(before, after, told):
    assert [(each.kind, each.text) for each in differences(before, after)] == told


def lines(shown):
    return re.findall(r'href="([^"]+/history/[0-9a-f-]{36})"', shown)


def test_each_line_says_what_changed(ada, url):
    shown = words_of(ada.get(f"{url}/history").text)

    assert shown.index("Submitted") < shown.index("Saved") < shown.index("Begun")
    assert "What was done: 7 words less; Day and Hours" in shown


def test_a_version_stands_beside_the_one_before(ada, url):
    submitted, _saved = lines(ada.get(f"{url}/history").text)
    shown = ada.get(submitted).text

    assert re.search(r"<del>.*every.*</del>", shown)
    assert re.search(r"<ins>.*evening.*</ins>", shown)
    assert "Hours 1 h 30 min 2 h" in words_of(shown)
    assert "This is what stands there now." in shown


def test_an_earlier_text_is_brought_back_once_it_is_in_her_hands(site, ada, url):
    _submitted, saved = lines(ada.get(f"{url}/history").text)
    assert "Bring this text back" not in ada.get(saved).text
    ada.post(f"{url}/withdrawal")
    assert "every" in ada.get(f"{saved}?beside=now").text

    assert "Bring this text back" in ada.get(saved).text
    back = ada.post(saved, follow_redirects=True).text

    assert "What stood here before is kept in the history." in back
    assert LONG in back
    assert [each.did for each in claims(site)] == [LONG]
    assert len(lines(ada.get(f"{url}/history").text)) == 3


def test_the_reviewer_sees_what_was_submitted_and_no_draft(site, ada, url):
    ruth = site.as_("ruth")
    shown = ruth.get(f"{url}/history").text

    assert len(lines(shown)) == 1
    assert ruth.get(lines(shown)[0]).status_code == 200
    assert "every" not in ruth.get(lines(shown)[0]).text
    assert ruth.get(lines(ada.get(f"{url}/history").text)[1]).status_code == 404
    assert site.as_("ben").get(f"{url}/history").status_code == 404


def test_a_deleted_draft_stands_on_its_page_and_comes_back(site, ada):
    url = begin(ada)
    writes(site, ada, url, did=LONG)

    assert "You can bring it back until December 18, 2025" in ada.get(f"{url}/discard").text
    ada.post(f"{url}/discard")
    assert LONG not in ada.get("/oakdale/evidence").text
    listed = ada.get("/oakdale/evidence/discarded").text
    assert "Here until December 18, 2025" in listed
    assert LONG in listed
    assert "You discarded this on November 18, 2025" in words_of(ada.get(url).text)
    assert ada.get(f"{url}/edit").status_code == 302

    ada.post(f"{url}/return")
    assert LONG in ada.get(f"{url}/edit").text
    assert "No deleted drafts" in ada.get("/oakdale/evidence/discarded").text
