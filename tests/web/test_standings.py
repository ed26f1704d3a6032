"""Leaderboards: oneself first, nobody who did not ask for it, ties as ties, schools per head."""

from datetime import timedelta

import pytest

from engine import catalogs, people
from tests import mini_pack
from tests.web.earning import earns, words

BOARD = "/oakdale/standings"
AWARD = """
school_awards:
  flag: {title: The flag, points_per_head: 1, participating_percent: 1}
  crown: {title: The crown, points_per_head: 60, participating_percent: 40}
"""


def chooses(site, who, **choices):
    with site.act() as session:
        people.choose(session, site.actor(session, who).participant, **choices)


@pytest.fixture
def board(site):
    """Ben 50, then Lee 30 and Ruth 30; Ada plays unseen with 40."""
    for who, points in (("ben", 50), ("lee", 30), ("ruth", 30), ("ada", 40)):
        site.now += timedelta(minutes=1)
        earns(site, who, points)
        chooses(site, who, on_boards=who != "ada")
    return site


def test_i_see_myself_between_my_neighbours(board):
    shown = words(board.as_("ada").get(BOARD))

    assert "1 Ben Okri 50 points 2 Ada Byron you 40 points 3 tied Lee Smith 30 points" in shown
    assert "10 points more, and you stand beside Ben Okri." in shown
    assert "You are on no board" in shown


def test_others_see_whoever_chose_to_be_seen(board):
    shown = words(board.as_("ben").get(BOARD))

    assert "Ada" not in shown
    assert "2 tied Lee Smith 30 2 tied Ruth Asawa 30" in shown


def test_joining_under_another_name_and_leaving(board):
    ada = board.as_("ada")

    ada.post(f"{BOARD}/join", data={"alias": "Countess"})
    seen = words(board.as_("ben").get(BOARD))
    assert "Countess" in seen
    assert "Ada Byron" not in seen

    ada.post(f"{BOARD}/leave")
    assert "Countess" not in words(board.as_("ben").get(BOARD))
    assert ada.get(f"{BOARD}/join").location == BOARD


def test_an_alias_too_long_is_sent_back(board):
    answer = board.as_("ada").post(f"{BOARD}/join", data={"alias": "x" * 61})

    assert answer.status_code == 422
    assert "One thing to mend" in words(answer)


def test_boards_are_chosen_by_time_and_campus(board):
    earns(board, "ruth", 5, campus="literacy")
    ben = board.as_("ben")

    shown = words(ben.get(f"{BOARD}?window=month:2025-11&campus=literacy"))

    assert "November 2025, Literacy" in shown
    assert "1 Ruth Asawa 5" in shown
    assert "Your first approved evidence of this time brings you here." in shown
    assert ben.get(f"{BOARD}?window=nonsense&campus=nonsense").status_code == 200


def test_my_number_leads_to_the_lines_that_it_is_made_of(board):
    shown = board.as_("ben").get(f"{BOARD}?window=month:2025-11").text

    assert "/oakdale/ledger?window=month:2025-11" in shown.replace("%3A", ":")


def test_schools_are_compared_per_head_and_their_awards_told(board):
    with board.act() as session:
        catalogs.publish(session, mini_pack.files(also=AWARD), now=board.now)

    shown = words(board.as_("ada").get(BOARD))

    assert "as if 20 more people there had the district's mean of 1.6 points." in shown
    assert "Cedar Elementary 2.2 2.5 8%" in shown
    assert "The flag Cedar Elementary" in shown
    assert "The crown, on the way Cedar Elementary" in shown
    assert "The crown, on the way Birch" not in shown


def test_who_does_not_play_is_told_how_to_come_back(board):
    chooses(board, "ada", plays=False)

    assert "The game is switched off for you" in words(board.as_("ada").get(BOARD))
