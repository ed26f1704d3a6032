"""Credentials follow the record: issued once, revoked in the open, reinstated under the old id."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from engine import credentials
from engine.credentials import Attainment, Credential, CredentialIssued, CredentialRevoked
from engine.errors import NotFound, NotPermitted
from engine.outbox import EventRow
from engine.store import new_id
from tests.engine.university import PACK, University
from tests.engine.world import TODAY


def test_a_badge_is_issued_the_moment_it_is_earned_and_once(university: University) -> None:
    university.completes("Ada", "talk")
    assert university.holds("Ada") == set()

    university.completes("Ada", "unit", stage="learned")
    university.completes("Ada", "talk")

    assert university.holds("Ada") == {"whole", "doer"}
    assert told(university) == ["CredentialIssued"] * 2


def test_a_degree_is_issued_under_the_catalog_of_its_enrollment(university: University) -> None:
    university.enrolls("Ada", "associate")
    university.publishes(PACK.replace("title: Bachelor", "title: Baccalaureate"))
    university.completes("Ada", "unit", stage="learned")
    university.completes("Ada", "unit", stage="used")

    (degree,) = held(university, attainment=Attainment.DEGREE)
    (badge,) = held(university, attainment=Attainment.BADGE)

    assert (degree.key, degree.catalog, degree.earned_on) == ("associate", 1, TODAY)
    assert (badge.key, badge.catalog) == ("unit", 2)


def test_what_is_no_longer_earned_is_revoked_and_kept(university: University) -> None:
    claim = earned_whole(university)
    (before,) = held(university)

    university.undoes(claim)

    assert held(university) == []
    (revoked,) = held(university, revoked=True)
    assert (revoked.id, revoked.revoked_why) == (before.id, "no_longer_earned")
    assert revoked.revoked_at == university.now
    assert told(university) == ["CredentialIssued", "CredentialRevoked"]


def test_what_is_earned_again_comes_back_under_its_old_id(university: University) -> None:
    claim = earned_whole(university)
    (before,) = held(university)
    university.undoes(claim)

    university.tick(days=1)
    university.completes("Ada", "unit", stage="learned", on=TODAY + timedelta(days=1))

    (again,) = held(university)
    assert (again.id, again.revoked_at, again.revoked_why) == (before.id, None, "")
    assert again.earned_on == TODAY + timedelta(days=1)
    assert told(university)[-1] == "CredentialIssued"


# -- who sees them ---------------------------------------------------------------------------


def test_only_its_earner_makes_it_public(university: University) -> None:
    earned_whole(university)
    (badge,) = held(university)
    assert (seen_by(university, badge, None), seen_by(university, badge, "Ruth")) == (False, False)
    assert seen_by(university, badge, "Ada")

    with pytest.raises(NotPermitted, match="share_credential"):
        shares(university, badge, True, by="Dana")
    shares(university, badge, True, by="Ada")
    assert seen_by(university, badge, None)

    shares(university, badge, False, by="Ada")
    assert not seen_by(university, badge, "Ruth")


def test_an_id_that_was_never_given_is_not_there(university: University) -> None:
    with university.store.session() as session, pytest.raises(NotFound, match="credential"):
        credentials.get(session, university.district, new_id())


def test_it_is_celebrated_once_degrees_first(university: University) -> None:
    university.enrolls("Ada", "associate")
    university.completes("Ada", "talk")
    university.completes("Ada", "unit", stage="learned")

    assert [celebrated(university), celebrated(university)] == [["associate", "whole"], []]


def test_holders_are_counted_without_those_who_lost_it(university: University) -> None:
    university.joins("Bob")
    claim = earned_whole(university)
    for activity, stage in (("talk", "done"), ("unit", "learned")):
        university.completes("Bob", activity, stage=stage)
    assert holders(university) == 2

    university.undoes(claim)
    assert holders(university) == 1


def earned_whole(university: University):
    """Ada has the pathway's badge; what is answered is the part that can be undone."""
    university.completes("Ada", "talk")
    return university.completes("Ada", "unit", stage="learned")


def held(university: University, **which) -> list[Credential]:
    with university.store.session() as session:
        return list(credentials.of(session, university.place(session, "Ada"), **which))


def told(university: University) -> list[str]:
    """The events about credentials, in their order."""
    kinds = (CredentialIssued.__name__, CredentialRevoked.__name__)
    with university.store.session() as session:
        rows = session.exec(select(EventRow).order_by(col(EventRow.at), col(EventRow.id)))
        return [row.kind for row in rows if row.kind in kinds]


def seen_by(university: University, badge: Credential, who: str | None) -> bool:
    with university.store.session() as session:
        to = university.actor(session, who) if who else None
        try:
            credentials.shown(session, university.district, badge.id, to=to)
        except NotFound:
            return False
        return True


def shares(university: University, badge: Credential, public: bool, *, by: str) -> None:
    with university.store.write() as session:
        found = credentials.get(session, university.district, badge.id)
        credentials.make_public(session, found, public, by=university.actor(session, by))


def celebrated(university: University) -> list[str]:
    with university.store.write() as session:
        place = university.place(session, "Ada")
        fresh = [each.key for each in credentials.unseen(session, place)]
        credentials.mark_seen(session, place, now=university.now)
    return fresh


def holders(university: University) -> int:
    with university.store.session() as session:
        return credentials.holders(session, university.district, "whole")
