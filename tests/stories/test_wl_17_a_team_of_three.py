"""WL-17: work that a team does together is handed in once; each is credited after her own words."""

import re

import pytest

from engine import evidence
from engine.evidence import Evidence
from engine.people import Role
from tests.stories.people import ADA, BEN, RUTH
from tests.stories.world import World, words_of
from tests.web.filled import Filled

CARA = "Cara"
PART = {"learned": "To plan backwards.", "did": "I wrote the second lesson."}


@pytest.fixture
def team(world: World) -> World:
    for name in (ADA, BEN, CARA):
        world.joins(name)
    world.joins(RUTH, Role.REVIEWER)
    return world


class Page:
    """A browser in which somebody follows links and sends forms as the pages show them."""

    def __init__(self, world: World, who: str, path: str) -> None:
        self.browser, self.district = world.browser(who), world.district
        self.opens(f"/{self.district}{path}")

    def opens(self, address: str) -> None:
        self.answer = self.browser.get(address, follow_redirects=True)
        assert self.answer.status_code == 200, address
        self.text = self.answer.text

    def sends(self, action: str, **filled: str) -> str:
        """Press the button of the form that goes to an address that ends so."""
        found = re.findall(r'(?s)<form method="post" action="([^"]+)".*?</form>', self.text)
        address = next(each for each in found if each.endswith(action))
        form = next(
            each
            for each in re.findall(r'(?s)<form method="post" action=.*?</form>', self.text)
            if f'action="{address}"' in each
        )
        fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
        self.answer = self.browser.post(address, data=fields | filled, follow_redirects=True)
        assert self.answer.status_code == 200, words_of(self.answer.text)
        self.text = self.answer.text
        return words_of(self.text)

    @property
    def words(self) -> str:
        return words_of(self.text)


def asks(world: World, who: str, work: Evidence, *whom: str) -> None:
    for each in whom:
        found = Page(world, who, f"/evidence/{work.id}/team?search={each}")
        assert f"{each} is asked" in found.sends("/team")


def joins(world: World, who: str, work: Evidence) -> Evidence:
    Page(world, who, f"/evidence/{work.id}/team").sends("/team/place")
    with world.store.session() as session:
        return evidence.mine(session, world.place(session, who))[0]


def hands_in_her_part(world: World, who: str, part: Evidence) -> str:
    """She writes in the form, as it stands there for her, and submits it."""
    browser, path = world.browser(who), f"/{world.district}/evidence/{part.id}"
    page = browser.get(f"{path}/edit").text
    sent = Filled(page, f"form-{part.id}").sends(**PART) | {"do": ["submit"]}
    answer = browser.post(path, data=sent, follow_redirects=True)
    assert answer.status_code == 200
    return words_of(answer.text)


def test_three_hand_it_in_once_and_each_is_credited_after_her_own_reflection(team: World) -> None:
    """
    activities:
      unit: {title: Unit for all, evidence: own, points: 25, team: {at_least: 3, at_most: 3}}
    """
    ask = "To hand this in with colleagues, save a draft; there you ask them."
    assert ask in team.sees(ADA, "/evidence/new?activity=unit")
    work = team.drafts(ADA, "unit", hours=4)
    assert ask not in team.sees(ADA, f"/evidence/{work.id}/edit")
    asks(team, ADA, work, BEN, CARA)
    assert "together?" in team.letters(BEN)[-1]
    assert "Ada would like to hand this in together with you" in team.sees(BEN, "/home")
    bens, caras = joins(team, BEN, work), joins(team, CARA, work)
    assert "Submitted" in hands_in_her_part(team, BEN, bens)
    assert "which Ada has still" in team.sees(BEN, f"/evidence/{bens.id}")

    team.hands_in(ADA, work)
    review = team.sees(RUTH, f"/reviews/{work.id}")
    assert PART["did"] in review
    assert "What you decide holds for Ada, Ben and Cara" in review
    assert "Still writing their parts: Cara" in team.sees(ADA, f"/evidence/{work.id}")

    team.approves(RUTH, work)
    assert [team.points(each) for each in (ADA, BEN, CARA)] == [25, 25, 0]
    assert "all that is missing" in team.letters(CARA)[-1]

    hands_in_her_part(team, CARA, caras)
    assert [team.points(each) for each in (ADA, BEN, CARA)] == [25, 25, 25]
    assert team.waits_for(RUTH) == 0
    assert team.faults() == []


def test_a_part_is_read_by_its_reviewer_with_the_common_work(team: World) -> None:
    """
    activities:
      unit: {title: Unit for all, evidence: own, points: 25, team: {}}
    """
    work = team.drafts(ADA, "unit")
    asks(team, ADA, work, BEN)
    part = joins(team, BEN, work)
    hands_in_her_part(team, BEN, part)
    team.hands_in(ADA, work)

    opened = Page(team, RUTH, f"/reviews/{part.id}")

    assert opened.answer.request.path.endswith(f"/reviews/{work.id}")


def test_it_is_read_by_nobody_else(team: World) -> None:
    """
    activities:
      unit: {title: Unit for all, evidence: own, points: 25, team: {}}
    """
    team.joins("Dot")
    work = team.drafts(ADA, "unit")
    asks(team, ADA, work, BEN)
    asks(team, ADA, work, CARA)
    joins(team, BEN, work)

    assert "Tried it." in team.sees(BEN, f"/evidence/{work.id}/team")
    assert "Tried it." not in team.sees(CARA, f"/evidence/{work.id}/team"), "only asked so far"
    for who in ("Dot", RUTH):
        answer = team.browser(who).get(f"/{team.district}/evidence/{work.id}/team")
        assert answer.status_code == 404
    Page(team, CARA, f"/evidence/{work.id}/team").sends("/refusal")
    assert "Not this time" in team.sees(ADA, f"/evidence/{work.id}/team")


def test_somebody_goes_on_alone_and_nobody_loses_anything(team: World) -> None:
    """
    activities:
      unit: {title: Unit for all, evidence: own, points: 25, team: {at_least: 1}}
    """
    work = team.drafts(ADA, "unit")
    asks(team, ADA, work, BEN)
    part = joins(team, BEN, work)
    team.writes(BEN, part, **PART)

    told = Page(team, BEN, f"/evidence/{work.id}/team").sends("/team/place/end")
    assert "You go on alone" in told
    assert PART["did"] in told
    assert "Goes on alone" in team.sees(ADA, f"/evidence/{work.id}/team")
    assert "will stand here" in team.sees(ADA, "/colleagues")
    assert "will stand here" in team.sees(BEN, "/colleagues")
