"""Rewards: what I would have left, what is in the way, the desk's lines, tax and drawings."""

import csv

import pytest

from engine import catalogs, ledger, people, rewards
from engine.rewards import Status
from tests import mini_pack
from tests.web.doing import reads_whole_course
from tests.web.earning import earns, words

PART = {"HX-Request": "true", "HX-Request-Type": "partial"}
MORE = """
rewards:
  release: {title: Half a day, price: 40, kind: working_condition, approval: true}
  coffee: {title: Coffee card, price: 50, kind: cash_equivalent, value_cents: 2500}
  ticket: {title: Ticket, price: 5, kind: drawing}
  sub: {title: Substitute, price: 1, kind: privilege, approval: true, leaders_approve: true}
  pin: {title: Pin, price: 1, kind: merchandise, of_a_badge: true}
  leaders: {title: For leaders, price: 1, kind: privilege, audience: [leader]}
"""
REWARDS = "/oakdale/rewards"


@pytest.fixture(autouse=True)
def _shelf(site):
    with site.act() as session:
        catalogs.publish(session, mini_pack.files(also=MORE), now=site.now)
    earns(site, "ada", 45)


def redeems(site, who, key):
    with site.act() as session:
        return rewards.redeem(session, key, by=site.actor(session, who), now=site.now)


def balance(site, who):
    with site.store.session() as session:
        return ledger.balance(session, site.actor(session, who).participant).redeemable


def status(site, one):
    with site.store.session() as session:
        return session.get_one(rewards.Redemption, ("oakdale", one.id)).status


def test_the_shelf_says_what_i_would_have_left_and_how_far_the_rest_is(site):
    shown = words(site.as_("ada").get(REWARDS))

    assert "45 points to spend" in shown
    assert "You would have 15 points left." in shown  # the mug
    assert "5 points to go 45 of 50" in shown  # the coffee card
    assert "For leaders" not in shown


@pytest.mark.parametrize(
    ("asked", "there", "missing"),
    [
        ("kind=privilege", "Lunch", "Mug"),
        ("within_reach=yes", "Mug", "Coffee card"),
    ],
)
def test_the_shelf_is_looked_through(site, asked, there, missing):
    shown = words(site.as_("ada").get(f"{REWARDS}?{asked}"))

    assert there in shown
    assert missing not in shown


def test_redeeming_takes_two_steps_and_holds_the_price(site):
    ada = site.as_("ada")
    assert f"{REWARDS}/shelf/mug/redeem" in ada.get(f"{REWARDS}/shelf/mug").text
    asked = words(ada.get(f"{REWARDS}/shelf/mug/redeem"))
    assert "You have 45 It costs −30 You would have 15 points" in asked

    answer = ada.post(f"{REWARDS}/shelf/mug/redeem", data={"had": "0"}, follow_redirects=True)

    assert "It is yours. Your slip is O-" in words(answer)
    assert balance(site, "ada") == 15


def test_a_second_click_redeems_nothing_more(site):
    earns(site, "ada", 100)
    ada = site.as_("ada")
    ada.post(f"{REWARDS}/shelf/coffee/redeem", data={"had": "0"})

    again = ada.post(f"{REWARDS}/shelf/coffee/redeem", data={"had": "0"})

    assert again.status_code == 409
    assert "You redeemed this a moment ago." in words(again)
    assert balance(site, "ada") == 95


def test_the_last_one_goes_to_who_came_first_and_the_other_keeps_everything(site):
    earns(site, "ben", 30)
    ben = site.as_("ben")
    ben.get(f"{REWARDS}/shelf/mug/redeem")
    redeems(site, "ada", "mug")

    late = ben.post(f"{REWARDS}/shelf/mug/redeem", data={"had": "0"})

    assert late.status_code == 409
    assert "Somebody was a moment earlier" in words(late)
    assert balance(site, "ben") == 30
    assert "None left at the moment." in words(ben.get(f"{REWARDS}/shelf/mug/redeem"))


def test_i_cancel_what_is_mine_and_everything_comes_back(site):
    mug = redeems(site, "ada", "mug")
    address = f"{REWARDS}/redemption/{mug.id}/cancel"
    assert mug.slip in words(site.as_("ada").get(f"{REWARDS}/mine"))
    assert site.as_("ben").post(address).status_code == 404
    assert site.as_("max").post(address).status_code == 404

    site.as_("ada").post(address)

    assert balance(site, "ada") == 45
    assert site.as_("ada").get(address).location == f"{REWARDS}/mine"


def test_a_slip_is_for_its_owner_and_the_desk(site):
    mug = redeems(site, "ada", "mug")
    address = f"{REWARDS}/redemption/{mug.id}"

    assert mug.slip in site.as_("ada").get(address).text
    assert "Ada Byron, Cedar Elementary" in words(site.as_("max").get(address))
    assert site.as_("ben").get(address).status_code == 404


def test_the_desk_hands_over_line_by_line(site):
    mug = redeems(site, "ada", "mug")
    desk = site.as_("max")
    assert mug.slip in words(desk.get(f"{REWARDS}/desk?search=byron"))

    line = desk.post(f"{REWARDS}/redemption/{mug.id}", data={"do": "fulfil"}, headers=PART)

    assert line.text.lstrip().startswith("<li")
    assert f'id="redemption-{mug.id}"' in line.text
    assert "Handed over" in words(line)
    assert "To do: 0" in words(line), "the numbers above the list follow"
    assert status(site, mug) is Status.FULFILLED
    assert mug.slip in words(desk.get(f"{REWARDS}/desk?tray=done"))
    assert mug.slip not in words(desk.get(f"{REWARDS}/desk"))


def test_without_scripts_the_desk_is_told_what_it_did(site):
    mug = redeems(site, "ada", "mug")
    desk = site.as_("max")
    answer = desk.post(f"{REWARDS}/redemption/{mug.id}", data={"do": "fulfil"})

    assert answer.location == f"{REWARDS}/desk"
    assert f"Slip {mug.slip}: Handed over." in desk.get(answer.location).text


@pytest.mark.parametrize("headers", [PART, {}], ids=["part", "page"])
def test_saying_no_asks_for_a_word(site, headers):
    release = redeems(site, "ada", "release")
    address = f"{REWARDS}/redemption/{release.id}"
    desk = site.as_("max")

    answer = desk.post(address, data={"do": "decline", "note": " "}, headers=headers)
    assert answer.status_code == 422
    assert "Please add a note that helps the person go on." in words(answer)

    desk.post(address, data={"do": "decline", "note": "No substitute that day"}, headers=headers)
    assert (status(site, release), balance(site, "ada")) == (Status.DECLINED, 45)
    assert "No substitute that day" in words(site.as_("ada").get(f"{REWARDS}/mine"))


def test_the_desk_approves_but_never_its_own(site):
    earns(site, "max", 100)
    own, other = redeems(site, "max", "release"), redeems(site, "ada", "release")
    desk = site.as_("max")

    assert "Somebody else approves your own." in words(desk.get(f"{REWARDS}/desk"))
    desk.post(f"{REWARDS}/redemption/{own.id}", data={"do": "approve"})
    desk.post(f"{REWARDS}/redemption/{other.id}", data={"do": "approve"})

    assert (status(site, own), status(site, other)) == (Status.WAITING, Status.HELD)
    assert other.slip in words(desk.get(f"{REWARDS}/desk/list"))


def test_a_leader_approves_for_her_school_what_the_pack_leaves_to_leaders(site):
    release, sub = redeems(site, "ada", "release"), redeems(site, "ada", "sub")
    lee = site.as_("lee")

    assert "Rewards desk 1 to approve." in words(lee.get("/oakdale/home"))
    shown = words(lee.get(f"{REWARDS}/desk"))
    assert sub.slip in shown
    assert release.slip not in shown
    for told in ("To hand over", "List to print"):
        assert told not in shown
    answer = lee.post(f"{REWARDS}/redemption/{sub.id}", data={"do": "approve"}, headers=PART)
    assert "Hand over" not in answer.text
    assert status(site, sub) is Status.HELD
    assert "or a leader of your school says yes" in words(
        site.as_("ada").get(f"{REWARDS}/shelf/sub/redeem")
    )
    assert lee.post(f"{REWARDS}/redemption/{release.id}", data={"do": "approve"}).status_code == 404


def test_a_pin_asks_which_badge_and_the_desk_reads_it(site):
    earns(site, "ben", 45)
    ben, ada = site.as_("ben"), site.as_("ada")
    assert "earn the first one, and choose it here" in words(ben.get(f"{REWARDS}/shelf/pin"))
    reads_whole_course(site, "ada")
    asked = ada.get(f"{REWARDS}/shelf/pin/redeem")
    assert "Which badge? required Reading aloud" in words(asked)

    missing = ada.post(f"{REWARDS}/shelf/pin/redeem", data={"had": "0"})
    assert missing.status_code == 422
    assert "Please choose one of the badges that you have earned." in words(missing)
    other = {"had": "0", "chosen": "mentoring"}
    assert ada.post(f"{REWARDS}/shelf/pin/redeem", data=other).status_code == 422
    ada.post(f"{REWARDS}/shelf/pin/redeem", data={"had": "0", "chosen": "reading-aloud"})

    assert "Of the badge “Reading aloud”" in words(ada.get(f"{REWARDS}/mine"))
    desk = site.as_("max")
    assert "Of the badge “Reading aloud”" in words(desk.get(f"{REWARDS}/desk"))
    assert "Pin: Reading aloud" in words(desk.get(f"{REWARDS}/desk/list"))


@pytest.mark.parametrize("path", ["desk", "desk/list", "taxable", "taxable.csv", "draw"])
def test_the_desk_and_the_office_are_for_those_who_work_there(site, path):
    assert site.as_("ada").get(f"{REWARDS}/{path}").status_code == 403


def test_what_is_taxable_is_listed_for_the_office(site):
    earns(site, "ada", 100)
    coffee = redeems(site, "ada", "coffee")
    with site.act() as session:
        found = session.get_one(rewards.Redemption, ("oakdale", coffee.id))
        rewards.fulfil(session, found, by=site.actor(session, "max"), now=site.now)
    dana = site.as_("dana")

    assert "Ada Byron" in words(dana.get(f"{REWARDS}/taxable?year=2025"))
    assert "Nothing taxable in 2024" in words(dana.get(f"{REWARDS}/taxable?year=2024"))
    text = dana.get(f"{REWARDS}/taxable.csv?year=2025").text.removeprefix("\ufeff")
    (row,) = csv.DictReader(text.splitlines())
    assert (row["name"], row["slip"], row["value_usd"]) == ("Ada Byron", coffee.slip, "25.00")
    assert row["handed_over_on"] == "2025-11-18"


def test_a_drawing_is_drawn_once_and_can_be_checked(site):
    ticket = redeems(site, "ada", "ticket")
    dana = site.as_("dana")
    assert "One ticket takes part." in words(dana.get(f"{REWARDS}/draw"))
    assert dana.post(f"{REWARDS}/draw/ticket", data={"seed": " "}).status_code == 422

    drawn = dana.post(f"{REWARDS}/draw/ticket", data={"seed": "4 17 23"}, follow_redirects=True)

    assert f"{ticket.slip} is drawn: Ada Byron wins." in words(drawn)
    assert "Numbers: 4 17 23" in words(drawn)
    owed = words(dana.get(f"{REWARDS}/taxable?year=2025"))
    assert f"{ticket.slip} no value named in the pack" in owed
    assert dana.post(f"{REWARDS}/draw/ticket", data={"seed": "again"}).status_code == 404


def test_who_does_not_play_sees_no_shelf_and_keeps_her_redemptions(site):
    mug = redeems(site, "ada", "mug")
    with site.act() as session:
        people.choose(session, site.actor(session, "ada").participant, plays=False)
    ada = site.as_("ada")

    for path in ("", "/shelf/mug", "/shelf/mug/redeem"):
        assert "The game is switched off for you" in words(ada.get(REWARDS + path))
    ada.post(f"{REWARDS}/shelf/lunch/redeem")
    assert balance(site, "ada") == 15
    assert mug.slip in words(ada.get(f"{REWARDS}/mine"))
