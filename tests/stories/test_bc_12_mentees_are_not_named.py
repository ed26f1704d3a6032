"""BC-12: whoever is accompanied is named nowhere in what her mentor is credited for."""

from collections.abc import Iterator
from typing import Any

from engine import credentials, evidence
from engine.people import Role
from tests.stories.people import ADA, DANA, RUTH
from tests.stories.world import World

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
    assert QUILLA in world.sees(ADA, "/colleagues"), "only the two of them see the pair"


def _evidence_pages(world: World) -> Iterator[Any]:
    with world.store.session() as session:
        rows = evidence.mine(session, world.place(session, ADA))
    for claim in rows:
        for who in (ADA, DANA):
            yield world.browser(who).get(f"/{world.district}/evidence/{claim.id}")
