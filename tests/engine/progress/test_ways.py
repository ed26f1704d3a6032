"""Ways that are kept: the same answer at a second look, and a new one when anything changed."""

import pytest

from engine import progress
from engine.errors import NotFound
from engine.people import Role
from engine.progress import NearestWay, Wish
from rules.ways import Aim, NoWay, Way, Why
from tests.engine.university import OWN, University

PACK = """
pack: {format: tassel-pack/1, title: Elm, catalog_year: 2025-26, applies_from: 2025-07-01}
district: {id: elm, name: Elm Schools, university: Elm University}
campuses: {north: {title: North}}
activities:
  talk: {title: Talk, campus: north, points: 10, hours: 1, evidence: own}
  show: {title: Show, points: 20, hours: 1.5, evidence: student}
degrees:
  a: {title: A, requires: {all: [{points: 40}, {student_evidence: 1}, {collect: {count: 2}}]}}
  b: {title: B, requires: {count: 1}}
  hand: {title: By hand, requires: {all: [{id: yes-please, kind: manual}]}}
"""


@pytest.fixture
def elm(store) -> University:
    elm = University(store, {"pack.yaml": PACK})
    elm.joins("Ada")
    elm.joins("Ruth", role=Role.REVIEWER)
    elm.enrolls("Ada", "a")
    return elm


def finds(elm: University, wish: Wish) -> NearestWay:
    with elm.store.write() as session:
        place = elm.place(session, "Ada")
        found = progress.way(session, place, wish, now=elm.now)
        progress.keep_way(session, place, wish, found, now=elm.now)
    return found


def knows(elm: University, wish: Wish) -> NearestWay | None:
    with elm.store.session() as session:
        return progress.known_way(session, elm.place(session, "Ada"), wish, now=elm.now)


@pytest.mark.parametrize("least", list(Aim))
def test_a_second_look_finds_the_same(elm, least):
    for n in range(4):
        elm.completes("Ada", "talk", kinds=OWN, on=elm.now.date().replace(month=1, day=n + 1))
    wish = Wish("a", least)
    assert knows(elm, wish) is None

    found = finds(elm, wish)
    assert isinstance(found.way, Way)
    assert found.finish is not None
    assert knows(elm, wish) == found
    assert knows(elm, Wish("b", least)) is None


@pytest.mark.parametrize("degree", ["hand", "b"])
def test_what_has_no_way_is_kept_as_well(elm, degree):
    if degree == "b":
        elm.enrolls("Ada", "b")
        elm.completes("Ada", "talk", kinds=OWN)
    found = finds(elm, Wish(degree))

    assert isinstance(found.way, NoWay)
    assert found.way.why in (Why.BY_HAND, Why.CONFERRED)
    assert knows(elm, Wish(degree)) == found


def test_whatever_changes_asks_anew(elm):
    wish = Wish("a")
    for change in (
        lambda: elm.completes("Ada", "talk", kinds=OWN),
        lambda: elm.enrolls("Ada", "b"),
        lambda: elm.publishes(PACK.replace("points: 40", "points: 50")),
        lambda: elm.tick(days=1),
    ):
        finds(elm, wish)
        assert knows(elm, wish) is not None
        change()
        assert knows(elm, wish) is None


def test_one_requirement_alone_keeps_what_is_met(elm):
    elm.completes("Ada", "talk", kinds=OWN)
    whole, one = finds(elm, Wish("a")), finds(elm, Wish("a", requirement="r.2"))

    assert isinstance(one.way, Way)
    assert [each.activity for each in one.way.work] == ["show"]
    assert [moved.path for moved in one.way.work[0].moves] == ["r.2"]
    assert len(whole.way.work) == 2
    assert knows(elm, Wish("a", requirement="r.2")) == one
    with pytest.raises(NotFound):
        finds(elm, Wish("a", requirement="r.9"))
