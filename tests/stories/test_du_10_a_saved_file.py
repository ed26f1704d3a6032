"""DU-10: a file that was saved stays what it was: the same address and moment, the same bytes."""

import csv
import hashlib

from engine import people
from engine.people import Role
from tests.stories.people import ADA, DANA, RUTH
from tests.stories.world import World

OAK = """
pack: {format: tassel-pack/1, title: Oak, catalog_year: 2025-26, applies_from: 2020-07-01}
district: {id: oak, name: Oak Schools, university: Oak University}
activities:
  weave: {title: Weave, evidence: own, points: 9}
"""


def test_last_months_file_is_reproduced_whatever_happened_since(world: World) -> None:
    """
    activities:
      weave: {title: Weave, evidence: own, points: 20}
    degrees:
      cloth: {title: Cloth, requires: {points: 60}}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    world.enrolls(ADA, "cloth")
    first = world.completes(ADA, "weave", by=RUTH)
    saved = {
        (who, path): world.browser(who).get(f"/oak{path}")
        for who, path in (
            (ADA, "/ledger/statement.csv"),
            (DANA, "/dashboard/near.csv"),
            (DANA, "/dashboard/months.csv?audience=certificated"),
            (DANA, "/rewards/taxable.csv"),
        )
    }

    world.passes(days=31)
    world.completes(ADA, "weave", by=RUTH)
    world.undoes(DANA, first)
    world.publishes({"pack.yaml": OAK})
    renamed(world, "Ada Byron-King")

    for (who, path), before in saved.items():
        assert before.status_code == 200
        again = world.browser(who).get(before.headers["Content-Location"])
        assert again.data == before.data
        assert again.headers["ETag"] == f'"{hashlib.sha256(before.data).hexdigest()}"'
        assert again.headers["Memento-Datetime"] == before.headers["Memento-Datetime"]
        now = world.browser(who).get(f"/oak{path}")
        assert now.headers["Content-Location"] != before.headers["Content-Location"]

    listed = world.browser(ADA).get("/oak/downloads").text
    name = saved[ADA, "/ledger/statement.csv"].headers["Content-Disposition"].partition('"')[2]
    assert name.removesuffix('"') in listed
    before = saved[DANA, "/dashboard/near.csv"].data.decode("utf-8-sig").splitlines()
    assert ADA in next(iter(csv.DictReader(before))).values()


def test_a_file_is_found_by_whoever_saved_it_at_its_moment_alone(world: World) -> None:
    """
    activities:
      weave: {title: Weave, evidence: own, points: 20}
    """
    world.joins(ADA)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    where = world.browser(ADA).get("/oak/ledger/statement.csv").headers["Content-Location"]

    assert world.browser(DANA).get(where).status_code == 404
    for at in ("2020-01-01", "yesterday"):
        assert world.browser(ADA).get(f"/oak/ledger/statement.csv?at={at}").status_code == 404
    assert "Nothing saved yet" in world.sees(DANA, "/downloads")


def renamed(world: World, name: str) -> None:
    with world.store.write() as session:
        place = people.by_email(session, world.district, world.emails[ADA])
        assert place is not None
        people.prefer(session, people.person_of(session, place), name=name)
