"""The shelf, the desk, what is taxable, drawings, and what a changed row does to the check."""

from datetime import date

import pytest
import sqlalchemy as sa

from engine import rewards
from engine.errors import NotFound, NotPermitted
from engine.people import Role
from engine.rewards import Status
from engine.rewards.drawing import drawn
from rules.shelf import Obstacle


@pytest.fixture(autouse=True)
def _people(world):
    world.joins("Ada")
    world.joins("Dan", role=Role.DESK)
    world.joins("Ann", role=Role.DISTRICT_ADMIN)
    world.earns("Ada", 200)


def test_the_shelf_says_what_i_would_have_left_and_what_is_missing(world):
    world.redeems("Ada", "lamp")

    offers = shelf(world, "Ada")

    assert list(offers)[:3] == ["mug", "bottle", "lamp"]
    assert (offers["shout"].balance_after, offers["shout"].refused) == (100, None)
    assert (offers["mug"].missing, offers["mug"].refused.code) == (60, Obstacle.SHORT)
    assert (offers["lamp"].left, offers["lamp"].refused.code) == (0, Obstacle.SOLD_OUT)
    assert (offers["lamp"].had_this_year, offers["mug"].left) == (1, None)


def shelf(world, who):
    with world.store.session() as session:
        offers = rewards.shelf(session, world.actor(session, who), now=world.now)
        return {offer.key: offer for offer in offers}


def test_the_desk_takes_turns_and_finds_a_slip(world):
    first, second = world.redeems("Ada", "parking"), world.redeems("Ada", "release")
    world.redeems("Ada", "ticket")

    with world.store.session() as session:
        dan = world.actor(session, "Dan")
        waiting = [line.redemption.id for line in rewards.desk(session, dan)]
        found = rewards.desk(session, dan, search=second.slip[2:].lower())
        with pytest.raises(NotPermitted):
            rewards.desk(session, world.actor(session, "Ada"))

        by_name = [line.redemption.id for line in rewards.desk(session, dan, search="ad")]
        counted = rewards.desk_counts(session, dan)

    assert waiting == [first.id, second.id] == by_name
    assert [(line.redemption.id, line.name) for line in found] == [(second.id, "Ada")]
    assert counted == {Status.HELD: 1, Status.WAITING: 1}


def test_what_i_redeemed_keeps_its_price_of_then(world):
    world.redeems("Ada", "parking")
    world.redeems("Ada", "coffee")

    with world.store.session() as session:
        mine = rewards.redemptions(session, world.people["Ada"])

    assert [(one.reward.title.in_("en"), one.redemption.price) for one in mine] == [
        ("Coffee card", 50),
        ("Parking", 30),
    ]


def test_the_desk_sees_what_it_handed_over_on_a_day(world):
    parking = world.redeems("Ada", "parking")
    world.does(rewards.fulfil, parking, by="Dan")

    with world.store.session() as session:
        dan = world.actor(session, "Dan")
        today = world.now.date()
        settled = rewards.desk(session, dan, statuses=(Status.FULFILLED,), handed_over_on=today)
        before = date(2026, 1, 1)
        assert rewards.desk(session, dan, statuses=(Status.FULFILLED,), handed_over_on=before) == []

    assert [line.redemption.id for line in settled] == [parking.id]


def test_one_reward_of_the_shelf_is_found_by_its_key(world):
    with world.store.session() as session:
        ada = world.actor(session, "Ada")
        assert rewards.offer(session, ada, "mug", now=world.now).balance_after == 40
        with pytest.raises(NotFound):
            rewards.offer(session, ada, "castle", now=world.now)


def test_cash_equivalents_are_reported_in_the_year_they_were_handed_over(world):
    for _ in range(2):
        world.does(rewards.fulfil, world.redeems("Ada", "coffee"), by="Dan")
    world.redeems("Ada", "coffee")  # not handed over
    world.does(rewards.fulfil, world.redeems("Ada", "parking"), by="Dan")  # no income

    with world.store.session() as session:
        ann = world.actor(session, "Ann")
        (line,) = rewards.taxable(session, ann, 2026)
        assert rewards.taxable(session, ann, 2025) == []
        with pytest.raises(NotPermitted):
            rewards.taxable(session, world.actor(session, "Dan"), 2026)

    assert (line.name, line.value_cents, len(line.items)) == ("Ada", 5000, 2)


def test_a_drawing_can_be_drawn_again_by_anybody(world):
    tickets = [world.redeems("Ada", "ticket") for _ in range(3)]
    with pytest.raises(NotPermitted):
        world.does(rewards.fulfil, tickets[0], by="Dan")

    with world.store.write() as session:
        ann = world.actor(session, "Ann")
        assert rewards.tickets(session, ann) == {"ticket": 3}
        drawing = rewards.draw(session, "ticket", by=ann, now=world.tick(), seed="17 4 33")
    with world.store.write() as session, pytest.raises(NotFound):
        rewards.draw(session, "ticket", by=ann, now=world.tick(), seed="again")
    with world.store.session() as session:
        assert [line.items[0].redemption.id for line in rewards.taxable(session, ann, 2026)] == [
            drawing.winner
        ], "a prize that was drawn is income"
    slips = sorted(ticket.slip for ticket in tickets)
    assert drawing.slips == slips
    winner = next(ticket for ticket in tickets if ticket.id == drawing.winner)
    assert winner.slip == slips[drawn("17 4 33", slips)]
    assert world.faults() == []
    with world.store.session() as session:
        mine = rewards.redemptions(session, world.people["Ada"])
        ((kept, won, name),) = rewards.drawings(session, world.actor(session, "Ann"))
        assert rewards.tickets(session, world.actor(session, "Ann")) == {}
    assert (kept.id, won.id, name) == (drawing.id, winner.id, "Ada")
    assert {one.redemption.status for one in mine} == {Status.FULFILLED}


def test_every_ticket_can_win():
    slips = [f"E-{number}" for number in range(5)]

    assert {drawn(str(seed), slips) for seed in range(100)} == set(range(5))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE shelf SET taken = 0 WHERE reward = 'lamp'", "shelf: lamp"),
        ("UPDATE redemption SET status = 'cancelled'", "shelf: lamp"),
        ("UPDATE redemption SET price = 1", "redemption E-"),
    ],
)
def test_a_row_that_was_changed_by_hand_is_named(world, change, named):
    world.redeems("Ada", "lamp")
    assert world.faults() == []

    with world.store.write() as session:
        session.execute(sa.text(change))

    assert named in world.faults()[0]
