"""Correcting pages: everything that follows is listed first, and exactly that is done."""

import re
from datetime import timedelta

import pytest

from engine import evidence
from engine.evidence import Status
from rules.terms import Stage
from tests.stories.world import words_of
from tests.web.doing import does, enrolls


@pytest.fixture
def dana(site):
    return site.as_("dana")


@pytest.fixture
def worked(site):
    """Ada did the whole course, has the degree, and has bought the mug; its second half."""
    enrolls(site, "ada")
    does(site, "ada", "reading-aloud", Stage.LEARNED)
    used = does(site, "ada", "reading-aloud", Stage.USED)
    ada = site.as_("ada")
    ada.post("/oakdale/rewards/mug/redemption", data={"key": "x"})
    return used


def claim_of(site, made):
    with site.store.session() as session:
        return session.get_one(evidence.Evidence, ("oakdale", made))


def hidden(page, name):
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)[1]


def answer(page, aftermath, note="Counted twice."):
    digests = {name: hidden(page, name) for name in ("as_corrected", "nothing_falls")}
    return {"aftermath": aftermath, "note": note, **digests}


def test_the_list_says_all_that_follows_for_both_ways(site, dana, worked):
    told = words_of(dana.get(f"/oakdale/reviews/{worked}/undo").text)

    assert "Lifetime points: 20 instead of 50." in told
    assert "“Scholar” is to be reached anew." in told
    assert "The badge “Reading aloud” is revoked until it is earned again." in told
    assert "“Associate” stays conferred, and is put in question" in told
    assert "No number moves, and nothing that was reached is lost." in told
    assert claim_of(site, worked).status is Status.APPROVED, "looking changes nothing"


def test_what_was_shown_is_done(site, dana, worked):
    url = f"/oakdale/reviews/{worked}/undo"
    page = dana.get(url).text

    done = dana.post(url, data=answer(page, "as_corrected"))

    assert done.location.endswith(f"/evidence/{worked}")
    assert claim_of(site, worked).status is Status.SUBMITTED
    assert "20 lifetime points" in words_of(site.as_("ada").get("/oakdale/ledger").text)


def test_nothing_falls_when_that_is_chosen_and_everybody_can_read_it(site, dana, worked):
    url = f"/oakdale/reviews/{worked}/undo"
    dana.post(url, data=answer(dana.get(url).text, "nothing_falls", "Our own slip."))

    ledger = words_of(site.as_("ada").get("/oakdale/ledger").text)
    assert "50 lifetime points" in ledger
    assert "Left to the person, although the approval was taken back" in ledger
    assert "left what “Reading aloud” had brought." in ledger
    story = words_of(site.as_("ada").get(f"/oakdale/evidence/{worked}").text)
    assert "What it had brought was left to the person" in story
    assert "Our own slip." in story


def test_a_choice_and_a_reason_are_asked_for(site, dana, worked):
    url = f"/oakdale/reviews/{worked}/undo"
    page = dana.get(url).text

    assert dana.post(url, data=answer(page, "")).status_code == 422
    assert dana.post(url, data=answer(page, "as_corrected", "")).status_code == 422
    assert claim_of(site, worked).status is Status.APPROVED


def test_the_list_is_shown_again_when_it_is_no_longer_true(site, dana, worked):
    url = f"/oakdale/reviews/{worked}/undo"
    page = dana.get(url).text
    does(site, "ada", "mentoring")

    again = dana.post(url, data=answer(page, "as_corrected"))

    assert again.status_code == 409
    assert "Nothing was done: please look at the list again." in words_of(again.text)
    assert claim_of(site, worked).status is Status.APPROVED
    assert dana.post(url, data=answer(again.text, "as_corrected")).status_code == 303


def test_other_hours_are_weighed_and_then_said(site, dana):
    made = does(site, "ada", "mentoring")
    url = f"/oakdale/reviews/{made}/correction"
    day = claim_of(site, made).done_on - timedelta(days=2)
    assert 'value="1"' in dana.get(url).text

    weighed = dana.get(f"{url}?done_on={day}&minutes=2:30&outside_minutes=")
    assert "Lifetime points: 25 instead of 10." in words_of(weighed.text)
    data = {"done_on": str(day), "minutes": "2.5", "shown": hidden(weighed.text, "shown")}
    assert dana.post(url, data=data).status_code == 422, "the reason is missing"
    done = dana.post(url, data={**data, "note": "By the list."})

    assert done.status_code == 303
    found = claim_of(site, made)
    assert (found.minutes, found.done_on, found.status) == (150, day, Status.APPROVED)
    assert "Corrected" in words_of(site.as_("ada").get(f"/oakdale/evidence/{made}").text)


def test_the_form_that_weighs_carries_what_sending_it_needs(site, dana):
    made = does(site, "ada", "mentoring")
    url, day = f"/oakdale/reviews/{made}/correction", claim_of(site, made).done_on
    site.app.config["WTF_CSRF_ENABLED"] = True
    weighed = dana.get(f"{url}?done_on={day}&minutes=3").text
    data = {"csrf_token": hidden(weighed, "csrf_token"), "shown": hidden(weighed, "shown"),
            "done_on": str(day), "minutes": "2.5"}  # fmt: skip

    again = dana.post(url, data={**data, "look": "yes"})
    assert "Lifetime points: 25 instead of 10." in words_of(again.text)
    assert claim_of(site, made).minutes == 60, "looking again changes nothing"
    data["shown"] = hidden(again.text, "shown")
    assert dana.post(url, data={**data, "note": "By the list."}).status_code == 303
    assert claim_of(site, made).minutes == 150


def test_what_cannot_be_or_changes_nothing_is_said_beside_its_field(site, dana):
    made = does(site, "ada", "mentoring")
    url, day = f"/oakdale/reviews/{made}/correction", claim_of(site, made).done_on

    same = dana.get(f"{url}?done_on={day}&minutes=1")
    assert same.status_code == 422
    assert "This says what stands there already." in words_of(same.text)
    assert dana.get(f"{url}?done_on=2999-01-01&minutes=1").status_code == 422
    assert dana.get(f"{url}?done_on={day}&minutes=1&outside_minutes=3").status_code == 422
    assert dana.get(f"{url}?done_on=never&minutes=1").status_code == 422
    assert dana.post(url, data={"done_on": "", "minutes": "2"}).status_code == 422


def test_other_scores_can_be_said(site, dana, worked):
    url = f"/oakdale/reviews/{worked}/correction"
    day = claim_of(site, worked).done_on
    asked = dana.get(f"{url}?done_on={day}&minutes=1&score_clear=2")
    data = {"done_on": str(day), "minutes": "1", "score_clear": "2", "note": "Clearer.",
            "shown": hidden(asked.text, "shown")}  # fmt: skip

    assert dana.post(url, data={**data, "shown": "x"}).status_code == 409
    assert dana.post(url, data=data).status_code == 303
    assert claim_of(site, worked).scores == {"clear": 2}
    assert "Clear: 2 instead of 1" in words_of(
        site.as_("ada").get(f"/oakdale/evidence/{worked}").text
    )


def test_only_admins_correct_and_only_what_is_approved(site, dana, worked):
    for path in ("undo", "correction"):
        url = f"/oakdale/reviews/{worked}/{path}"
        assert site.as_("ruth").get(url).status_code == 403
        assert site.as_("ruth").post(url, data={}).status_code == 403
    url = f"/oakdale/reviews/{worked}/undo"
    dana.post(url, data=answer(dana.get(url).text, "as_corrected"))

    assert dana.get(url).location.endswith(f"/evidence/{worked}")
    assert dana.get(f"/oakdale/reviews/{worked}/correction").status_code == 302
