"""DU-8: a program of years goes on by itself: each midnight all is as the new day has it."""

from datetime import timedelta

from engine import catalogs, jobs, progress
from engine import replay as replays
from engine.people import Role
from tests.stories.people import ADA, RUTH
from tests.stories.world import World

OAK = """
pack: {format: tassel-pack/1, title: Oak, catalog_year: 2025-26, applies_from: 2020-07-01}
district: {id: oak, name: Oak Schools, university: Oak University}
activities:
  weave: {title: Weave, evidence: own, points: 20}
levels:
  new: {title: New, experience: 0}
  weaver: {title: Weaver, experience: %s}
degrees:
  fresh: {title: Fresh, requires: {count: 1, max_age_months: 6}}
"""


def test_what_a_later_day_brings_is_there_that_morning_and_everything_agrees(world: World) -> None:
    """
    activities:
      weave: {title: Weave, evidence: own, points: 20}
    levels:
      new: {title: New, experience: 0}
      weaver: {title: Weaver, experience: 50}
    degrees:
      fresh: {title: Fresh, requires: {count: 1, max_age_months: 6}}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.completes(ADA, "weave", by=RUTH)
    in_ten_days = world.today + timedelta(days=10)
    world.publishes({"pack.yaml": OAK % 15}, applies_from=in_ten_days)
    assert begins(world) == 0
    assert world.level(ADA) == "new"

    world.passes(days=10)
    assert begins(world) == 2
    assert "Weaver" in world.sees(ADA, "/home")
    assert agrees(world)

    assert begins(world) == 0, "a day begins once"


def test_a_degree_that_time_left_behind_stays_and_nobody_is_asked(world: World) -> None:
    """
    activities:
      weave: {title: Weave, evidence: own, points: 20}
    degrees:
      fresh: {title: Fresh, requires: {count: 1, max_age_months: 6}}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER, Role.DISTRICT_ADMIN)
    world.enrolls(ADA, "fresh")
    world.completes(ADA, "weave", by=RUTH)
    assert world.degrees(ADA) == ["fresh"]

    world.passes(days=300)
    assert begins(world) == 1

    assert world.degrees(ADA) == ["fresh"]
    assert not [letter for letter in world.letters(RUTH) if "Fresh" in letter]
    assert agrees(world)


def test_a_version_is_kept_for_its_years_and_the_next_one_is_told_of(world: World) -> None:
    """
    activities:
      weave: {title: Weave, evidence: own, points: 20}
    degrees:
      fresh: {title: Fresh, rights_years: 2, requires: {activity: weave, times: 2}}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.enrolls(ADA, "fresh")
    world.completes(ADA, "weave", by=RUTH)
    assert "This catalog is yours until" in world.sees(ADA, "/degrees/fresh")

    world.passes(days=100)
    with world.store.session() as session:
        text = catalogs.files(session, world.district, 1)["pack.yaml"]
    text = text.replace("times: 2", "times: 4").replace("2025-26", "2026-27")
    world.publishes({"pack.yaml": text}, applies_from=world.today - timedelta(days=400))
    assert judged(world) == (1, 0.5), "publishing moves nobody, whatever it applies from"
    assert "that of 2026-27 asks" in world.sees(ADA, "/degrees/fresh")

    turn = world.today.replace(year=world.today.year + 2)
    world.passes(days=(turn - world.today).days - 1)
    assert (begins(world), judged(world)) == (0, (1, 0.5))
    world.passes(days=1)
    assert (begins(world), judged(world)) == (1, (2, 0.25))
    assert "goes by the catalog of 2026-27 now" in world.letters(ADA)[-1]
    assert agrees(world)
    assert begins(world) == 0


def judged(world: World) -> tuple[int, float]:
    """By which catalog her degree is judged, and how far it is."""
    found = world.progress(ADA, "fresh")
    return found.enrollment.catalog, float(found.audit.progress)


def begins(world: World) -> int:
    """The day begins; how many people were looked at anew."""
    return sum(iter(lambda: jobs.begin_days(world.store, now=world.now), 0))


def agrees(world: World) -> bool:
    """Whether the levels verify, and working everything out anew comes to what stands."""
    with world.store.write() as session:
        levels = list(progress.verify_levels(session, world.district, now=world.now))
        found = replays.finish(session, world.district, now=world.now)
    return not (levels or found.differences or found.broken or found.renewed)
