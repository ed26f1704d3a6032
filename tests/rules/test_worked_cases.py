"""The worked cases of the sample districts, against the real packs, with exact answers."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from rules.audits import Audit, Finding, Item, Record, audit
from rules.catalog import Catalog
from rules.facts import Completion, Conferral, Person
from rules.levels import level_for
from rules.requirements import Requirement
from rules.scoring import desired_lines, granted
from rules.shelf import Obstacle, Refused, may_redeem
from rules.terms import Audience
from tests.rules.records import did, items_of, only
from tests.rules.sample_packs import sample

DEERFIELD = sample("deerfield")
TOWNSHIP = sample("washington-township")
WORLDS = sample("worlds-of-learning")


# -- Deerfield University ----------------------------------------------------------------------


def test_du_a_twelve_tools_in_a_year_earn_forty_points_and_the_last_four_say_cap():
    tools = [did(DEERFIELD, "explore-tool", f"2025-10-{day:02}") for day in range(1, 13)]

    worth = [each for _, each in sorted(granted(tools, only(DEERFIELD)).items())]

    assert points(DEERFIELD, tools) == 40
    assert [each.points for each in worth] == [5] * 8 + [0] * 4
    assert [each.reasons for each in worth] == [("granted",)] * 8 + [("capped",)] * 4
    assert {each.awards[0].per for each in worth[8:]} == {"school_year"}


def test_du_a_the_cap_begins_anew_with_the_school_year():
    june = [did(DEERFIELD, "explore-tool", f"2025-06-{day:02}") for day in range(1, 13)]
    july = [did(DEERFIELD, "explore-tool", "2025-07-01")]

    assert points(DEERFIELD, june + july) == 45


LEARNED = (
    *("stations-and-playlists", "choice-boards", "video-lessons", "google-classroom-flow"),
    *("flexible-pacing", "standards-based-rubrics", "exit-tickets-that-count"),
    *("student-led-conference", "lead-a-session", "action-research"),
)
USED = ("standards-based-rubrics", "flexible-pacing")
OTHER = ("unit-redesign", "book-study", "peer-observation", "campus-session")


def towards_the_bachelor() -> list[Completion]:
    """10 courses on 3 campuses, 3 pieces of student evidence, 1 outcome, the capstone."""
    return [
        *(did(DEERFIELD, f"{course}/learned", "2025-10-01") for course in LEARNED),
        *(did(DEERFIELD, f"{course}/used", "2026-02-02") for course in USED),
        did(DEERFIELD, "action-research/used", "2026-03-02", outcome=True),
        *(did(DEERFIELD, other, "2026-04-01") for other in OTHER),
    ]


def test_du_b_the_bachelor_lacks_exactly_one_piece_of_student_evidence():
    done = towards_the_bachelor()

    bachelor = degree(DEERFIELD, "bachelor", items_of(done, DEERFIELD))

    assert points(DEERFIELD, done) == 520
    assert not bachelor.is_complete
    assert [str(each.title) for each in lacking(bachelor)] == [
        "Four pieces of student evidence, one with an outcome"
    ]
    evidence, outcome = titled(bachelor, "Four pieces of student evidence, one").needs
    assert (evidence.have, evidence.want) == (3, 4)
    assert (outcome.have, outcome.want) == (1, 1)
    assert bachelor.progress == (5 + Fraction(7, 8)) / 6


def test_du_b_one_more_piece_of_student_evidence_completes_it():
    done = [*towards_the_bachelor(), did(DEERFIELD, "choice-boards/used", "2026-05-04")]

    assert degree(DEERFIELD, "bachelor", items_of(done, DEERFIELD)).is_complete


def test_du_b_without_a_measured_outcome_four_pieces_are_not_enough():
    done = [*towards_the_bachelor(), did(DEERFIELD, "choice-boards/used", "2026-05-04")]
    unmeasured = [replace(each, outcome=False) for each in done]

    bachelor = degree(DEERFIELD, "bachelor", items_of(unmeasured, DEERFIELD))

    assert [each.needs[1].have for each in lacking(bachelor)] == [0]


@pytest.mark.parametrize(
    ("new", "counted", "missing"), [(0, 360, 540), (539, 899, 1), (540, 900, 0)]
)
def test_du_c_the_master_counts_360_points_of_the_bachelor_and_needs_540_new_ones(
    new, counted, missing
):
    conferred = (Conferral("bachelor", date(2025, 6, 2)),)
    work = (Item("old", date(2025, 5, 1), 500), Item("new", date(2025, 11, 3), new))

    found = titled(degree(DEERFIELD, "master", work, conferrals=conferred), "900 points")

    assert (found.have, found.want) == (counted, 900)
    assert [each.to_json()["n"] for each in found.missing] == ([missing] if missing else [])
    assert found.is_met is not bool(missing)


def test_du_d_spending_240_of_410_leaves_a_junior_a_junior():
    bottle, lifetime = DEERFIELD.rewards["water-bottle"], 410
    before = may_redeem(
        bottle, balance=lifetime, left=1, had_this_year=0, audience=Audience.CERTIFICATED
    )

    balance = lifetime - bottle.price

    assert before is None
    assert balance == 170
    assert level_for(lifetime, DEERFIELD.levels).level == "junior"
    assert level_for(balance, DEERFIELD.levels).level == "sophomore"  # were points to be spent
    assert may_redeem(
        bottle, balance=balance, left=1, had_this_year=1, audience=Audience.CERTIFICATED
    ) == Refused(Obstacle.SHORT, 70)


@pytest.mark.parametrize(
    ("third_year", "best", "met"),
    [(40, 180, False), (100, 180, False), (130, 180, False), (169, 199, False), (170, 200, True)],
)
def test_du_e_the_associate_looks_at_the_best_two_school_years(third_year, best, met):
    work = (
        Item("2022-23", date(2022, 11, 7), 150),
        Item("2023-24", date(2023, 11, 6), 30),
        Item("2024-25", date(2024, 11, 4), third_year),
    )

    found = titled(degree(DEERFIELD, "associate", work), "200 points")

    assert (found.have, found.want) == (best, 200)
    assert found.is_met is met


# -- Washington Township -------------------------------------------------------------------------

TWELVE_HOURS = ("genius-hour", "global-classroom", "badge-author")


@pytest.mark.parametrize(("fte", "asked"), [(1.0, 20), (0.6, 12), (0.5, 10)])
def test_wt_a_the_hours_of_a_year_follow_the_part_of_full_time(fte, asked):
    done = [did(TOWNSHIP, badge, "2025-11-03") for badge in TWELVE_HOURS]

    bronze = degree(TOWNSHIP, "bronze", items_of(done, TOWNSHIP), person=Person(fte=fte))

    pdp = TOWNSHIP.degrees["bronze"].requires.of[2].need[0]
    year = Requirement.model_validate({"hours": str(pdp.hours_per_year), "by_fte": pdp.by_fte})
    of_year = audit("year", year, record(TOWNSHIP, (), person=Person(fte=fte)))
    assert of_year.findings[0].want == asked
    assert titled(bronze, "The year’s hours").is_met is (asked <= 12)


def test_wt_a_eleven_hours_are_one_too_few_for_six_tenths():
    done = [did(TOWNSHIP, badge, "2025-11-03") for badge in TWELVE_HOURS]
    shorter = [replace(done[0], minutes=done[0].minutes - 60), *done[1:]]

    bronze = degree(TOWNSHIP, "bronze", items_of(shorter, TOWNSHIP), person=Person(fte=0.6))

    assert not titled(bronze, "The year’s hours").is_met


def test_wt_b_hours_in_contract_time_count_for_the_plan_and_not_for_extra_pay():
    done = [did(TOWNSHIP, badge, "2025-11-03") for badge in TWELVE_HOURS]
    extra_pay = Requirement.model_validate({"outside_hours": 12})
    inside = items_of(done, TOWNSHIP)
    outside = items_of([replace(each, outside_minutes=each.minutes) for each in done], TOWNSHIP)

    for items, paid in ((inside, 0), (outside, 12)):
        bronze = degree(TOWNSHIP, "bronze", items, person=Person(fte=0.6))
        assert titled(bronze, "The year’s hours").is_met
        assert audit("pay", extra_pay, record(TOWNSHIP, items)).findings[0].have == paid


# -- Worlds of Learning ----------------------------------------------------------------------------


def all_twelve_tasks() -> list[Completion]:
    tasks = [key for key, activity in WORLDS.activities.items() if "task" in activity.tags]
    return [did(WORLDS, task, "2025-10-06") for task in tasks]


def test_wl_a_twelve_tasks_are_32_points_and_an_apprentice():
    tasks = all_twelve_tasks()
    earned = sum(each.points for each in granted(tasks, only(WORLDS)).values())

    assert len(tasks) == 12
    assert earned == 32
    assert level_for(earned, WORLDS.levels).level == "apprentice"


def test_wl_a_two_quests_make_62_a_specialist_and_a_black_belt_that_lacks_one_quest():
    film = did(WORLDS, "student-film", "2025-11-03")
    in_class = replace(all_twelve_tasks()[0], kinds=film.kinds)
    done = [in_class, *all_twelve_tasks()[1:], film]

    belt = degree(WORLDS, "black-belt", items_of(done, WORLDS))

    assert points(WORLDS, done) == 62
    assert level_for(62, WORLDS.levels).level == "specialist"
    assert (titled(belt, "60 points").have, titled(belt, "60 points").want) == (62, 60)
    assert [str(each.title) for each in lacking(belt)] == ["Three of the four quests"]
    assert (lacking(belt)[0].have, lacking(belt)[0].want) == (2, 3)


def test_wl_a_the_third_quest_is_the_black_belt():
    story = did(WORLDS, "class-data-story", "2025-12-01")
    done = [*all_twelve_tasks(), did(WORLDS, "student-film", "2025-11-03"), story]

    assert degree(WORLDS, "black-belt", items_of(done, WORLDS)).is_complete


# -- how the cases ask -----------------------------------------------------------------------------


def points(catalog: Catalog, done: Iterable[Completion]) -> int:
    return sum(line.experience for line in desired_lines(done, only(catalog)))


def record(
    catalog: Catalog,
    items: tuple[Item, ...],
    *,
    person: Person | None = None,
    conferrals: tuple[Conferral, ...] = (),
) -> Record:
    return Record(
        date(2026, 6, 30),
        items,
        person=person or Person(),
        year_starts=catalog.year_starts,
        conferrals=conferrals,
        campuses=tuple(catalog.campuses),
    )


def degree(
    catalog: Catalog,
    key: str,
    items: tuple[Item, ...],
    *,
    person: Person | None = None,
    conferrals: tuple[Conferral, ...] = (),
) -> Audit:
    whose = record(catalog, items, person=person, conferrals=conferrals)
    return audit(key, catalog.degrees[key].requires, whose)


def lacking(found: Audit) -> list[Finding]:
    """The requirements of the first row that are not met."""
    root = found.findings[0]
    return [each for path in root.children if not (each := found.at(path)).is_met]


def titled(found: Audit, beginning: str) -> Finding:
    return next(each for each in found.findings if str(each.title or "").startswith(beginning))
