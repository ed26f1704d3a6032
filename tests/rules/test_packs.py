"""The packs that the product brings are whole, in both languages, honest and open to all staff."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel

from rules.audits import Decision, Record, Verb, audit
from rules.catalog import Activity, ActivityKind, Catalog, RewardClass
from rules.facts import Conferral
from rules.requirements import Kind, laid_out
from rules.terms import Audience, EvidenceWanted, Stage, Text
from tests.rules.records import did, items_of
from tests.rules.sample_packs import FOLDER, NAMES, sample, written

DISTRICTS = {
    "deerfield": "deerfield",
    "washington-township": "wtps",
    "worlds-of-learning": "worlds",
}
WORDS = ("point", "degree", "level", "badge", "activity", "campus", "reward", "pathway")

every_pack = pytest.mark.parametrize("name", NAMES)


def test_there_are_three_packs_and_each_has_its_district():
    assert {name: sample(name).district.id for name in NAMES} == DISTRICTS


@every_pack
def test_every_text_is_in_english_and_spanish(name):
    missing = [
        path
        for path, text in texts(sample(name))
        if not (text.root.get("en", "").strip() and text.root.get("es", "").strip())
    ]

    assert missing == []


@every_pack
def test_a_sentence_that_is_the_same_in_both_languages_was_not_translated(name):
    same = [
        path
        for path, text in texts(sample(name))
        if text.in_("en") == text.in_("es") and len(text.in_("en").split()) > 3
    ]

    assert same == []


@every_pack
def test_a_pack_says_what_is_invented_and_its_readme_says_what_is_public(name):
    readme = (FOLDER / name / "README.md").read_text(encoding="utf-8")

    assert str(sample(name).pack.invented or "")
    assert "**Public:**" in readme
    assert "**Invented:**" in readme


@every_pack
def test_every_word_has_a_form_for_one_and_a_form_for_several(name):
    words = sample(name).words

    assert set(WORDS) <= set(words)
    assert all(word.one.in_("es") and word.other.in_("es") for word in words.values())


@every_pack
def test_the_colours_can_be_read_on_white(name):
    branding = sample(name).branding

    assert contrast_with_white(branding.primary) >= 4.5
    assert contrast_with_white(branding.accent) >= 4.5


@every_pack
def test_every_activity_says_what_it_is_and_what_to_show(name):
    silent = [
        key
        for key, activity in sample(name).activities.items()
        if activity.summary is None
        or any(offer.guidance is None for offer in activity.stages.values())
    ]

    assert silent == []


@every_pack
def test_what_a_reviewer_decides_on_has_a_rubric(name):
    bare = {
        key
        for key, activity in sample(name).activities.items()
        if activity.rubric is None and not counted_by_others(activity)
    }

    # Sixty days later one picture is enough; nobody scores it line by line.
    assert bare == ({"practice-check"} if name == "deerfield" else set())


@every_pack
def test_cards_are_cash_and_cash_has_a_value_to_report(name):
    for reward in sample(name).rewards.values():
        assert ("card" in str(reward.title)) == (reward.kind is RewardClass.CASH_EQUIVALENT)
        assert reward.kind is not RewardClass.CASH_EQUIVALENT or reward.value_cents > 0


@every_pack
def test_schools_hold_the_staff_of_their_district(name):
    catalog = sample(name)

    assert sum(school.staff or 0 for school in catalog.schools.values()) == catalog.district.staff


@every_pack
def test_a_course_or_badge_earns_its_points_once_or_is_capped(name):
    endless = {
        f"{key}/{stage}"
        for key, activity in sample(name).activities.items()
        for stage, offer in activity.stages.items()
        if offer.points and not activity.cap and stage not in activity.once
    }

    # The district gave no limit for what support staff learn; the shape of a year sets it.
    assert endless == ({"support-staff-skill/done"} if name == "deerfield" else set())


@every_pack
@pytest.mark.parametrize("audience", list(Audience))
def test_whoever_does_all_that_is_open_to_them_can_reach_every_degree(name, audience):
    catalog = sample(name)
    record = three_years_of_everything(catalog, audience)

    reached = {
        key: audit(key, degree.requires, record).is_complete
        for key, degree in catalog.degrees.items()
        if not degree.audience or audience in degree.audience
    }

    assert reached == dict.fromkeys(catalog.degrees, True)


def three_years_of_everything(catalog: Catalog, audience: Audience) -> Record:
    """Each open activity once a year, every degree conferred after the first, all confirmed."""
    done = [
        did(catalog, f"{key}/{stage}", f"{year}-11-03", outcome=True)
        for year in (2023, 2024, 2025)
        for key, activity in catalog.activities.items()
        for stage in activity.stages
        if not activity.audience or audience in activity.audience
    ]
    return Record(
        date(2026, 6, 30),
        items_of(done, catalog),
        year_starts=catalog.year_starts,
        conferrals=tuple(Conferral(key, date(2024, 6, 3)) for key in catalog.degrees),
        campuses=tuple(catalog.campuses),
        decisions=tuple(confirmed(catalog)),
    )


def confirmed(catalog: Catalog) -> Iterator[Decision]:
    """What the district confirms by hand, of all degrees."""
    for key, degree in catalog.degrees.items():
        for node in laid_out(degree.requires).walk():
            if node.kind is Kind.MANUAL:
                yield Decision(Verb.CONFIRM, node.id, degree=key)


def test_a_course_of_deerfield_is_learned_first_and_then_used_with_students():
    courses = [
        activity
        for activity in sample("deerfield").activities.values()
        if activity.kind is ActivityKind.COURSE
    ]

    assert len(courses) == 30
    assert {tuple(course.stages) for course in courses} == {(Stage.LEARNED, Stage.USED)}
    assert {course.stages[Stage.USED].evidence for course in courses} == {EvidenceWanted.STUDENT}
    assert {course.stages[Stage.LEARNED].evidence for course in courses} == {EvidenceWanted.OWN}


def test_each_campus_of_deerfield_has_a_pathway_of_its_five_courses():
    catalog = sample("deerfield")

    for key, pathway in catalog.pathways.items():
        assert {catalog.activities[part].campus for part in pathway.parts} == {key}
        assert len(set(pathway.parts)) == 5
        assert pathway.points == 0
    assert set(catalog.pathways) == set(catalog.campuses)


def test_the_black_belt_lists_the_parts_of_each_quest():
    catalog = sample("worlds-of-learning")
    quests = catalog.degrees["black-belt"].requires.of[0]

    assert {str(quest.title): set(quest.need[0].where.activities) for quest in quests.of} == {
        str(quest.title): set(quest.parts) for quest in catalog.pathways.values()
    }


def test_learning_in_washington_township_is_more_than_sessions():
    kinds = {each.kind for each in sample("washington-township").activities.values()}

    assert len(kinds) >= 8


@every_pack
def test_badges_of_activities_pathways_and_requirements_have_names_of_their_own(name):
    catalog = sample(name)
    of_activities = {key for key, activity in catalog.activities.items() if activity.badge}

    assert not of_activities & set(catalog.badges)
    assert not set(catalog.pathways) & (of_activities | set(catalog.badges))


def test_no_pack_uses_words_that_shame():
    spoken = " ".join(text for name in NAMES for text in written(name).values()).lower()

    assert not [word for word in ("failed", "denied", "you lost", "!") if word in spoken]


def counted_by_others(activity: Activity) -> bool:
    kinds = {offer.evidence for offer in activity.stages.values()}
    return kinds <= {EvidenceWanted.ATTENDANCE, EvidenceWanted.SYSTEM}


def contrast_with_white(colour: str) -> float:
    """As WCAG 2.2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def texts(thing: Any, path: str = "") -> Iterator[tuple[str, Text]]:
    """Every text of a catalog with the place where it stands."""
    match thing:
        case Text():
            yield path, thing
        case BaseModel():
            for name in type(thing).model_fields:
                yield from texts(getattr(thing, name), f"{path}.{name}")
        case dict():
            for key, value in thing.items():
                yield from texts(value, f"{path}.{key}")
        case tuple():
            for index, value in enumerate(thing):
                yield from texts(value, f"{path}[{index}]")


def test_the_walk_over_texts_reaches_every_corner():
    catalog: Catalog = sample("deerfield")
    paths = {path.split(".")[1] for path, _ in texts(catalog)}

    assert {"rubrics", "words", "levels", "degrees", "pathways", "rewards", "rules"} <= paths
    assert sum(1 for _ in texts(catalog)) > 350
