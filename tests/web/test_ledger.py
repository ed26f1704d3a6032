"""The ledger's pages: every line says what it was for, and the lines add up to the balance."""

import csv
import re
from datetime import timedelta

import pytest

from engine import evidence, ledger, people, rewards
from engine.ledger import Posting
from rules.terms import Currency, EvidenceKind, Stage
from tests.web.earning import words

LEDGER = "/oakdale/ledger"


def test_the_lines_stand_in_the_order_that_is_asked_for(site):
    approved(site, "ada", "reading-aloud", Stage.LEARNED)
    site.now += timedelta(days=40)
    approved(site, "ada", "mentoring", Stage.DONE)
    ada = site.as_("ada")

    def lines(order):
        return re.findall(r'id="entry-(\d+)"', ada.get(f"{LEDGER}?order={order}").text)

    latest = lines("latest")
    assert lines("earliest") == latest[::-1] == lines("points")
    shown = ada.get(f"{LEDGER}?order=points").text
    assert "Most points first" in shown
    assert 'order=points" aria-current="true"' in shown
    assert lines("anything") == latest


@pytest.fixture
def reading(site):
    """Ada learned to read aloud, and Ruth approved it."""
    return approved(site, "ada", "reading-aloud", Stage.LEARNED)


def approved(site, who, activity, stage):
    with site.act() as session:
        mine = site.actor(session, who)
        claim = evidence.start(
            session, activity, stage, by=mine, now=site.now, done_on=site.now.date(), minutes=120,
            learned="How", did="Read", changed="They listen", kinds=[EvidenceKind.OWN],
        )  # fmt: skip
        evidence.submit(session, claim, by=mine, now=site.now)
    with site.act() as session:
        ruth = site.actor(session, "ruth")
        found = evidence.get(session, ruth, claim.id)
        evidence.approve(session, found, by=ruth, now=site.now, scores={"clear": 2})
    return claim


def test_a_line_says_what_it_was_for_which_rule_and_who_approved_it(site, reading):
    shown = site.as_("ada").get(LEDGER)

    assert 'id="entry-1"' in shown.text
    assert f"/oakdale/evidence/{reading.id}" in shown.text
    told = words(shown)
    assert "Reading aloud, learned: 20 points" in told
    assert "Ruth Asawa, November 18, 2025 at 9:00 AM" in told
    assert "Number 1, catalog year 2025-26" in told
    assert "Balance 20 points" in told


def test_what_was_redeemed_and_returned_has_its_slip(site, reading):
    with site.act() as session:
        ada = site.actor(session, "ada")
        lunch = rewards.redeem(session, "lunch", by=ada, now=site.now)
        rewards.cancel(session, lunch, by=ada, now=site.now)

    shown = words(site.as_("ada").get(f"{LEDGER}?currency=redeemable"))

    assert f"Redeemed · slip {lunch.slip} −20 0" in shown
    assert f"Returned · slip {lunch.slip} +20 20" in shown


def test_a_number_leads_to_its_line_in_its_currency(site, reading):
    ada = site.as_("ada")

    answer = ada.get(f"{LEDGER}/2")

    assert answer.location == f"{LEDGER}?currency=redeemable&open=2#entry-2"
    assert "<details open>" in ada.get(answer.location).text
    assert ada.get(f"{LEDGER}/99").status_code == 404


def test_the_lines_of_one_source_alone(site, reading):
    other = approved(site, "ada", "mentoring", Stage.DONE)

    shown = words(site.as_("ada").get(f"{LEDGER}?source={other.source}"))

    assert "Mentoring: 10 points an hour" in shown
    assert "Reading aloud" not in shown
    assert "Together 20 points" in shown


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("year:2025-26", True),
        ("year:2024-25", False),
        ("month:2025-11", True),
        ("month:2025-10", False),
        ("season:none", True),
        ("year:x", True),
    ],
)
def test_the_lines_of_a_span_of_days(site, reading, asked, there):
    shown = site.as_("ada").get(f"{LEDGER}?window={asked}").text

    assert ('id="entry-1"' in shown) is there


def test_an_approval_taken_back_says_by_whom(site, reading):
    with site.act() as session:
        dana = site.actor(session, "dana")
        evidence.undo_approval(
            session, evidence.get(session, dana, reading.id), by=dana, now=site.now, note="Twice"
        )

    shown = words(site.as_("ada").get(LEDGER))

    assert "Taken back −20 0" in shown
    assert "Dana Cruz took the approval of “Reading aloud” back." in shown
    assert "Balance 0 points" in shown


@pytest.fixture
def seen(site):
    """Ada shows herself on boards, so that her school's leader may look."""
    with site.act() as session:
        people.choose(session, site.actor(session, "ada").participant, on_boards=True)


def test_a_ledger_is_no_part_of_looking_after_somebody(site, reading):
    """The game never enters an evaluation, unless she shows herself."""
    page = f"/oakdale/people/{reading.participant_id}/ledger"

    assert [site.as_(name).get(page).status_code for name in ("lee", "dana")] == [403, 200]


@pytest.mark.usefixtures("seen")
def test_whoever_looks_after_a_person_reads_her_ledger(site, reading):
    page = f"/oakdale/people/{reading.participant_id}/ledger"

    shown = site.as_("lee").get(page)

    assert "Ledger of Ada Byron" in shown.text
    assert "Ruth Asawa" in shown.text
    assert site.as_("ben").get(page).status_code == 403
    assert site.as_("lee").get(f"{page}/1").location.startswith(f"{page}?open=1")


@pytest.mark.usefixtures("seen")
def test_what_a_person_buys_is_not_her_schools_business(site, reading):
    page = f"/oakdale/people/{reading.participant_id}/ledger"

    assert "to spend" not in words(site.as_("lee").get(page))
    assert site.as_("lee").get(f"{page}?currency=redeemable").status_code == 403
    assert site.as_("dana").get(f"{page}?currency=redeemable").status_code == 200
    assert "redeemable" not in site.as_("lee").get(f"{page}/statement.csv").text


def test_the_file_is_the_same_in_every_language(site, reading):
    ada = site.as_("ada")
    english = ada.get(f"{LEDGER}/statement.csv")
    ada.post("/language", data={"language": "es"})

    assert ada.get(f"{LEDGER}/statement.csv").text == english.text
    first, second = csv.DictReader(english.text.removeprefix("\ufeff").splitlines())
    assert first["posted_at"] == "2025-11-18T15:00:00+00:00"
    assert (first["points"], second["currency"]) == ("20", "redeemable")


def test_an_empty_ledger_says_what_will_be_here(site):
    assert "Your first line comes with your first approved evidence" in words(
        site.as_("ben").get(LEDGER)
    )


def test_it_reads_in_spanish(site, reading):
    ada = site.as_("ada")
    ada.post("/language", data={"language": "es"})

    assert "Leer en voz alta" in words(ada.get(LEDGER))


def test_a_correction_by_hand_stands_with_its_words(site, reading):
    with site.act() as session:
        ada = site.actor(session, "ada").participant
        cause = ledger.statement(session, ada)[0].entry
        posting = Posting(
            ledger.EntryKind.ADJUSTMENT, Currency.EXPERIENCE, 5, "by hand", site.now.date(), 1,
            reason="Carried over from the old list",
        )  # fmt: skip
        ledger.post(session, ada, posting, cause=_Cause(cause.event_id), now=site.now)

    assert "Carried over from the old list" in words(site.as_("ada").get(LEDGER))


class _Cause:
    def __init__(self, event_id):
        self.id = event_id
