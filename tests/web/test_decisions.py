"""An admin decides about one person's requirements: the effect before, the reason after."""

import pytest

from engine import catalogs, progress
from tests import mini_pack
from tests.web.doing import does, enrolls
from tests.web.earning import words
from tests.web.test_pins import CRAFT, PART


@pytest.fixture
def craft(site):
    """Ada pursues a degree with choices and a word of the district."""
    with site.store.write() as session:
        catalogs.publish(session, mini_pack.files(also=CRAFT), now=site.now)
    enrolls(site, "ada", "craft")
    does(site, "ada", "mentoring")
    return site


@pytest.fixture
def page(craft):
    with craft.store.session() as session:
        ada = craft.actor(session, "ada").participant
    return f"/oakdale/people/{ada.id}/degrees/craft/decisions"


def test_every_requirement_may_be_decided_about(craft, page):
    dana = craft.as_("dana")
    assert page in dana.get(page.removesuffix("/decisions")).text
    shown = dana.get(page)
    for told in ("Ada Byron, Craft", "Nothing so far", "The core", "A talk with us", "Decide"):
        assert told in words(shown)
    assert f"{page}/about/core" in shown.text
    assert craft.as_("lee").get(page).status_code == 403
    assert dana.get(page.replace("craft", "associate")).status_code == 404


@pytest.mark.parametrize(
    ("path", "verb", "sent", "effect", "decided"),
    [
        ("core", "waive", {}, "“Mentoring” moves from “The core” to “Two of your choice”.",
         "Waived."),
        ("word", "confirm", {}, "“A talk with us” is met then.", "Confirmed."),
        ("choice", "set_need", {"value": "0"}, "“Two of your choice” is met then.",
         "Lowered to 0 pieces of work."),
        ("core", "substitute", {"evidence": "reading"}, "It serves “The core” then.",
         "“Reading aloud” is accepted here."),
        ("core", "exclude", {"evidence": "mentoring"},
         "It moves from “The core” to “Two of your choice”.",
         "“Mentoring” does not count here."),
    ],
)  # fmt: skip
def test_a_decision_is_weighed_taken_told_and_withdrawn(
    craft, page, path, verb, sent, effect, decided
):
    reading = does(craft, "ada", "reading-aloud", "learned")
    pieces = {"reading": f"evidence/{reading}", "mentoring": source(craft, "mentoring")}
    sent = {name: pieces.get(value, value) for name, value in sent.items()}
    dana, about = craft.as_("dana"), f"{page}/about/{path}?verb={verb}"

    weighed = dana.post(about, data={**sent, "do": "weigh"})
    assert effect in words(weighed)
    asked = "&".join(f"{name}={value}" for name, value in sent.items())
    part = dana.get(f"{page}/effect/{path}?verb={verb}&{asked}", headers=PART)
    assert effect in words(part)
    assert dana.get(f"{page}/effect/{path}?verb={verb}").status_code == 302
    assert dana.post(about, data={**sent, "do": "decide"}).status_code == 422

    reason = {"reason": "She taught it for years.", "do": "decide"}
    answer = dana.post(about, data={**sent, **reason}, follow_redirects=True)
    for told in (decided, "She taught it for years.", "Dana Cruz", "gets a letter"):
        assert told in words(answer)
    plan = words(craft.as_("ada").get("/oakdale/degrees/craft"))
    assert f"{decided} She taught it for years. (Dana Cruz, Nov 18, 2025)" in plan

    (row,) = standing(craft)
    withdrawal = f"{page}/{row.id}/withdrawal"
    assert "What follows" in words(dana.get(withdrawal))
    assert dana.post(withdrawal, data={}).status_code == 422
    answer = dana.post(withdrawal, data={"note": "It was another person."}, follow_redirects=True)
    for told in ("Withdrawn.", "One was withdrawn", "It was another person."):
        assert told in words(answer)
    assert standing(craft) == []
    assert dana.get(withdrawal).status_code == 404


def test_work_to_choose_from_says_what_tells_it_apart_the_likeliest_first(craft, page):
    does(craft, "ada", "reading-aloud", "learned")
    for _ in range(3):
        does(craft, "ada", "mentoring")
    dana = craft.as_("dana")
    accepted = words(dana.get(f"{page}/about/core?verb=substitute"))
    left_out = words(dana.get(f"{page}/about/choice?verb=exclude"))

    assert "Reading aloud · Nov 15, 2025 · 20 points · Own learning" in accepted
    assert "serves “The core” now" in left_out
    first, *_others, last = left_out.partition("Which work")[2].split("Mentoring · ")[1:]
    assert "now" in first
    assert "now" not in last


def test_an_amount_that_is_not_lower_is_refused_beside_its_field(craft, page):
    answer = craft.as_("dana").post(
        f"{page}/about/choice?verb=set_need", data={"value": "3", "reason": "So.", "do": "decide"}
    )

    assert answer.status_code == 422
    assert "A lower amount lies from 0 up to less than 2." in words(answer)


def test_an_admin_does_not_decide_about_herself(craft, page):
    enrolls(craft, "dana", "craft")
    with craft.store.session() as session:
        dana = craft.actor(session, "dana").participant
    own = f"/oakdale/people/{dana.id}/degrees/craft/decisions"

    shown = words(craft.as_("dana").get(own))

    assert "About your own requirements somebody else decides." in shown
    assert craft.as_("dana").get(f"{own}/about/core").status_code == 404
    assert craft.as_("dana").get(f"{page}/about/nowhere").status_code == 404


def test_what_waits_for_a_word_stands_among_the_questions_and_confers_it(craft, page):
    dana = craft.as_("dana")
    assert "district’s word" not in words(dana.get("/oakdale/dashboard"))
    for _ in range(2):
        does(craft, "ada", "talking")

    assert "waits for nothing but the district’s word" in words(dana.get("/oakdale/dashboard"))
    asked = dana.get("/oakdale/dashboard/questions")
    assert "Ada Byron" in words(asked)
    assert page in asked.text
    about = f"{page}/about/word?verb=confirm"
    assert "It completes “Craft”, which is conferred at once." in words(dana.get(about))
    dana.post(about, data={"reason": "We talked.", "do": "decide"})

    with craft.store.session() as session:
        place = craft.actor(session, "ada").participant
        assert [each.degree for each in progress.conferrals(session, place)] == ["craft"]
    assert "It is conferred, and stays as it was that day." in words(dana.get(page))
    assert "Confirmed. We talked." in words(craft.as_("ada").get("/oakdale/degrees/craft"))


def standing(site):
    with site.store.session() as session:
        return list(progress.decisions(session, site.actor(session, "ada").participant))


def source(site, activity):
    with site.store.session() as session:
        place = site.actor(session, "ada").participant
        items = progress.scales(session, place, now=site.now).record.items
        return next(item.id for item in items if item.activity == activity)
