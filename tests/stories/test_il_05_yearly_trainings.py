"""IL-5: a yearly training expires and opens again; nothing that was earned is lost by it."""

from datetime import date

from engine import catalogs, jobs, people, progress
from engine import replay as replays
from engine.people import Role
from rules.terms import EvidenceKind
from tests.stories.people import ADA, RUTH
from tests.stories.world import World

ATTENDED = {"kinds": (EvidenceKind.ATTENDANCE,)}


def test_a_training_expires_opens_again_and_is_renewed_in_time(world: World) -> None:
    """
    activities:
      hib: {title: Harassment training, kind: training, evidence: attendance, hours: 1, points: 5,
            valid_months: 12, badge: true}
      weave: {title: Weave, evidence: own, points: 20}
    degrees:
      safe: {title: Safe, requires: {all: [{activity: hib}, {activity: weave, times: 2}]}}
    """
    begins_at(world)
    first = world.completes(ADA, "hib", by=RUTH, **ATTENDED)
    last = anniversary(world.today)
    assert share(world) == 0.5
    page = world.sees(ADA, f"/evidence/{first.id}")
    assert "Valid until" in page
    assert "renews it" not in page, "no word about its end while that is far"

    world.passes(days=(last - world.today).days - 40)
    assert begins(world) == 0
    assert "Doing it again by then renews it." in world.sees(ADA, f"/evidence/{first.id}")
    assert "doing it again by then renews it" in world.sees(ADA, "/degrees/safe")

    world.passes(days=(last - world.today).days)
    assert (begins(world), share(world)) == (0, 0.5), "the last day counts"
    world.passes(days=1)
    assert (begins(world), share(world)) == (1, 0), "and the day after it does not"
    assert "expired on" in world.sees(ADA, "/degrees/safe")
    assert (
        "Harassment training" in world.sees(ADA, "/degrees/safe").partition("A good next step")[2]
    )
    page = world.sees(ADA, f"/evidence/{first.id}")
    assert "Expired on" in page
    assert "What it earned and what it completed stays." in page
    assert "Expired on" in world.sees(ADA, "/activities/hib")
    assert (world.points(ADA), world.badges(ADA)) == (5, {"hib"})
    assert agrees(world)

    again = world.completes(ADA, "hib", by=RUTH, **ATTENDED)
    world.passes(days=300)
    world.completes(ADA, "hib", by=RUTH, **ATTENDED)
    assert share(world) == 0.5
    assert "Renewed, valid until" in world.sees(ADA, f"/evidence/{again.id}")
    assert "Expired on" in world.sees(ADA, f"/evidence/{first.id}"), "late revives nothing"
    assert agrees(world)


def test_a_conferred_degree_stays_and_nobody_is_asked(world: World) -> None:
    """
    activities:
      hib: {title: Harassment training, evidence: attendance, points: 5, valid_months: 12}
    degrees:
      safe: {title: Safe, requires: {activity: hib}}
    """
    begins_at(world)
    claim = world.completes(ADA, "hib", by=RUTH, **ATTENDED)
    assert world.degrees(ADA) == ["safe"]

    world.passes(days=400)
    assert begins(world) == 1
    assert world.degrees(ADA) == ["safe"]
    assert not [letter for letter in world.letters(RUTH) if "Safe" in letter]
    assert agrees(world)

    world.undoes(RUTH, claim)
    assert [letter for letter in world.letters(RUTH) if "Safe" in letter], "a correction still asks"


def test_the_past_is_as_it_was_and_a_rule_change_knows_of_it(world: World) -> None:
    """
    activities:
      hib: {title: Harassment training, evidence: attendance, points: 5, valid_months: 12}
      weave: {title: Weave, evidence: own, points: 20}
    degrees:
      safe: {title: Safe, requires: {all: [{activity: hib}, {activity: weave}]}}
    """
    begins_at(world)
    world.completes(ADA, "hib", by=RUTH, **ATTENDED)
    then = world.today
    world.passes(days=400)
    begins(world)

    assert "expired on" in world.sees(ADA, "/degrees/safe")
    assert "1 of 2 requirements" in world.sees(ADA, f"/degrees/safe?as_of={then}")
    with world.store.session() as session:
        text = catalogs.files(session, world.district, 1)["pack.yaml"]
    world.publishes({"pack.yaml": text.replace("valid_months: 12", "valid_months: 36")})
    assert share(world) == 0.5, "by a longer validity it counts again"
    assert agrees(world)


def begins_at(world: World) -> None:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER, Role.DISTRICT_ADMIN)
    world.enrolls(ADA, "safe")


def anniversary(day: date) -> date:
    return day.replace(year=day.year + 1)


def share(world: World) -> float:
    """As it is kept for pages about many people."""
    with world.store.session() as session:
        place = people.by_email(session, world.district, world.emails[ADA])
        return session.get_one(progress.DegreeProgress, (*place.key, "safe")).share


def begins(world: World) -> int:
    """The day begins; how many people were looked at anew."""
    return sum(iter(lambda: jobs.begin_days(world.store, now=world.now), 0))


def agrees(world: World) -> bool:
    """Whether everything verifies, and working everything out anew comes to what stands."""
    with world.store.write() as session:
        wrong = [
            *progress.verify_levels(session, world.district, now=world.now),
            *progress.out_of_line(session, world.district, now=world.now),
            *progress.verify_switches(session, world.district),
        ]
        found = replays.finish(session, world.district, now=world.now)
    return not (wrong or world.faults() or found.differences or found.broken or found.renewed)
