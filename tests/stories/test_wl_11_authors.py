"""WL-11: several share an activity as its authors, and see who earns it and what they say."""

from engine import authors, people
from engine.people import Role
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.test_wl_10_proposals import sends
from tests.stories.world import World

PUPILS = ("Cleo", "Dora", "Eli", "Finn")
MINE = "/authored/robots"


def oak(world: World) -> World:
    """Ada thought of the robots, and the catalog says so."""
    world.joins(ADA)
    world.joins(BEN)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    with world._act() as session:
        ada = world.place(session, ADA)
        authors.begin(
            session, ada.district_id, "robots", ada.id, signature="Ada Romero", now=world.now
        )
    return world


def test_an_author_sees_how_hers_does_and_names_only_where_there_are_enough(world: World) -> None:
    """
    activities:
      robots: {title: Robots in PE, evidence: own, points: 5, hours: 2, authors: [Ada Romero]}
      walk: {title: Walk, evidence: own, points: 5}
    """
    oak(world)
    assert "Nobody did it so far." in world.sees(ADA, "/authored")
    assert "For its authors" in world.sees(ADA, "/activities/robots")
    assert "For its authors" not in world.sees(BEN, "/activities/robots")
    assert world.browser(BEN).get(f"/oak{MINE}").status_code == 404
    assert world.browser(ADA).get("/oak/authored/walk").status_code == 404

    done = world.submits(BEN, "robots", hours=3)
    world.sends_back(RUTH, done)
    done = world.approves(RUTH, world.hands_in(BEN, done))
    assert "A line for its authors" in world.sees(BEN, f"/evidence/{done.id}")
    sends(world, BEN, f"/evidence/{done.id}/remark", text="Bring spare batteries.")
    shown = world.sees(ADA, MINE)
    for told in ("1 person did it", "1 piece of evidence approved", "100% of it was sent back",
                 "3 h on average; the catalog says 2 h", "from 5 people on"):  # fmt: skip
        assert told in shown
    assert "batteries" not in shown
    assert "Ben" not in shown

    sends(world, BEN, f"/evidence/{done.id}/remark", text="Bring batteries.", signed="y")
    assert "Bring batteries. Ben" in world.sees(ADA, MINE)
    sends(world, BEN, f"/evidence/{done.id}/remark", text="Bring batteries.")
    assert "Bring batteries." not in world.sees(ADA, MINE)

    for name in PUPILS:
        world.joins(
            name, on_boards=name in ("Cleo", "Dora"), alias="Clio" if name == "Cleo" else ""
        )
        world.completes(name, "robots", by=RUTH)
    shown = world.sees(ADA, MINE)
    assert "5 people did it" in shown
    assert "Who did it Clio and Dora" in shown
    assert "Bring batteries." in shown
    assert "Ben" not in shown
    world.undoes(DANA, done)
    assert "Bring batteries." not in world.sees(ADA, MINE)
    world.approves(RUTH, done)
    sends(world, BEN, f"/evidence/{done.id}/remark", text="")
    assert "Bring batteries." not in world.sees(DANA, MINE)
    assert "5 people did it." in world.sees(ADA, "/authored")


def test_an_author_asks_another_who_accepts_and_is_named(world: World) -> None:
    """
    activities:
      robots: {title: Robots in PE, evidence: own, points: 5, authors: [Ada Romero]}
    """
    oak(world)
    nobody = world.browser(ADA).post(f"/oak{MINE}/invitations", data={"email": "x@staff.example"})
    assert nobody.status_code == 422
    assert "Nobody takes part here under this address." in nobody.text

    for _twice in range(2):
        sends(world, ADA, f"{MINE}/invitations", email="ben@staff.example")
    (letter,) = world.letters(BEN)
    assert "Ada would like you as an author of “Robots in PE”" in letter
    assert "Ben invited on Sep 15, 2025" in world.sees(ADA, MINE)
    assert "Ada would like you as an author" in world.sees(BEN, MINE)
    assert "person did it" not in world.sees(BEN, MINE)
    assert "Ada asks you" in world.sees(BEN, "/authored")

    sends(world, BEN, f"{MINE}/answer", signature="Ben Okri")
    assert "Ben looks after “Robots in PE” with you" in world.letters(ADA)[-1]
    assert "by Ada Romero and Ben Okri" in world.sees(RUTH, "/activities/robots")
    assert "people did it" in world.sees(BEN, MINE)

    sends(world, BEN, f"{MINE}/signature", signature="")
    assert "by Ada Romero " in world.sees(RUTH, "/activities/robots")
    sends(world, BEN, f"{MINE}/leaving")
    assert world.browser(BEN).get(f"/oak{MINE}").status_code == 404

    sends(world, DANA, f"{MINE}/invitations", email="ruth@staff.example")
    sends(world, RUTH, f"{MINE}/refusal")
    assert world.browser(RUTH).get(f"/oak{MINE}").status_code == 404
    assert world.browser(RUTH).post(f"/oak{MINE}/answer", data={}).status_code == 404
    with world.store.session() as session:
        dana = people.acting(session, world.place(session, DANA))
        assert not authors.invited(session, "oak", "robots")
        assert authors.looks_after(session, dana, "robots")
