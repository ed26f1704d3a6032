"""BC-12: whoever is accompanied is named nowhere in what her mentor is credited for."""

import re
from collections.abc import Iterator
from typing import Any

from engine import credentials, evidence
from engine.people import Role
from tests.stories.people import ADA, DANA, RUTH
from tests.stories.world import World, words_of

QUILLA = "Quilla"
"""A name that stands in no page by chance."""


def test_no_page_but_that_of_the_pair_names_the_mentee(world: World) -> None:
    """
    activities:
      talk: {title: Talk, evidence: own, points: 5, badge: true}
      colleague: {title: A colleague with a badge, evidence: system, points: 10, badge: true}
    mentoring: {counts_as: colleague}
    """
    world.joins(ADA)
    world.joins(QUILLA)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    world.accompanies(ADA, QUILLA)
    world.completes(QUILLA, "talk", by=RUTH)
    assert world.badges(ADA) == {"colleague"}
    with world.store.write() as session:
        place = world.place(session, ADA)
        (badge,) = credentials.of(session, place)
        credentials.make_public(session, badge, True, by=world._actor(session, ADA))
        mentee, ada = world.place(session, QUILLA).id, place.id
    at = f"/{world.district}"
    shown = [
        world.app.test_client().get(f"{at}/credentials/{badge.id}"),
        world.app.test_client().get(f"{at}/credentials/{badge.id}/credential.json"),
        world.app.test_client().get(f"{at}/credentials/{badge.id}/credential.jwt"),
        *(
            world.browser(who).get(f"{at}{path}")
            for who, path in (
                (ADA, "/home"),
                (ADA, "/evidence"),
                (ADA, "/ledger"),
                (ADA, "/ledger/statement.csv"),
                (ADA, "/credentials"),
                (ADA, f"/credentials/{badge.id}/mine"),
                (DANA, f"/people/{ada}"),
                (DANA, f"/people/{ada}/evidence"),
                (DANA, f"/people/{ada}/ledger"),
                (DANA, f"/people/{ada}/ledger/statement.csv"),
            )
        ),
        *_evidence_pages(world),
    ]

    for each in shown:
        assert each.status_code == 200, each.request.path
        assert QUILLA not in each.text, each.request.path
        assert str(mentee) not in each.text, each.request.path
    assert not any(QUILLA in letter for letter in world.letters(ADA) if "badge" in letter)
    pair = world.sees(ADA, "/colleagues")
    assert QUILLA in pair, "only the two of them see the pair"
    assert "Counted for you so far: 1 badge of colleagues whom you accompany." in pair
    assert "Counted for you" not in world.sees(QUILLA, "/colleagues")


def test_a_colleagues_name_is_pointed_out_before_it_goes_out(world: World) -> None:
    """
    activities:
      mentor: {title: Mentor, evidence: own, anonymous: yes}
      plain: {title: Plain, evidence: own}
    """
    for name in ("Ada Romero", "Quilla Saltmarsh", "Rosa Romero"):
        world.joins(name)
    world.joins("Ruth Gray", Role.REVIEWER)
    ada = world.browser("Ada Romero")
    written = {
        "did": "I, Ada Romero, sat with Quilla. Then Ms. SALTMARSH’s class was gray.",
        "learned": "Rosa Romero saw it.",
    }
    claim, plain = (world.drafts("Ada Romero", each, **written) for each in ("mentor", "plain"))
    here = f"/oak/evidence/{claim.id}"
    assert "colleagues’ names are looked for" in ada.get(f"{here}/edit").text
    assert "Colleagues’ names are pointed out" in world.sees("Ada Romero", "/activities/mentor")
    sent = {"stage": "done", "do": "submit"}
    there = ada.post(f"/oak/evidence/{plain.id}", data={**sent, "activity": "plain"}).location
    assert there == f"/oak/evidence/{plain.id}"
    assert world.waits_for("Ruth Gray") == 1, "elsewhere a colleague may be named"

    answer = ada.post(here, data={**sent, "activity": "mentor"})

    assert answer.location == f"{here}/names"
    shown = ada.get(answer.location)
    told = words_of(shown.text)
    assert "Is this a colleague’s name?" in told
    assert re.findall(r"<mark>(.*?)</mark>", shown.text) == ["Rosa Romero", "SALTMARSH’s"]
    assert "A colleague’s name: Quilla Saltmarsh." in told
    assert "the families agree" not in told
    seen = re.search(r'name="seen" value="([^"]+)"', shown.text)[1]
    only = ada.post(f"{here}/names", data={"seen": seen, "named": "agreed"})
    assert "Please say of the colleagues’ names" in only.text
    assert world.waits_for("Ruth Gray") == 1, "nothing went out yet"
    ada.post(f"{here}/names", data={"seen": seen, "named": "others"})
    assert world.waits_for("Ruth Gray") == 2
    assert "Names in it are of somebody else" in world.sees("Ruth Gray", f"/evidence/{claim.id}")


def test_students_and_colleagues_are_asked_about_together(world: World) -> None:
    """
    activities:
      mentor: {title: Mentor, evidence: own, anonymous: yes}
    """
    for name in ("Ada Romero", "Quilla Saltmarsh"):
        world.joins(name)
    ada = world.browser("Ada Romero")
    ada.post("/oak/students/names", data={"names": "Amir Cole"})
    claim = world.drafts("Ada Romero", "mentor", did="Amir asked Quilla Saltmarsh.")

    told = words_of(ada.get(f"/oak/evidence/{claim.id}/names").text)

    assert "Are these your students and colleagues?" in told
    assert "On your list: Amir Cole." in told
    assert "A colleague’s name: Quilla Saltmarsh." in told
    assert "the families agree that the names stand here none of these names" in told


def _evidence_pages(world: World) -> Iterator[Any]:
    with world.store.session() as session:
        rows = evidence.mine(session, world.place(session, ADA))
    for claim in rows:
        for who in (ADA, DANA):
            yield world.browser(who).get(f"/{world.district}/evidence/{claim.id}")
