"""Numbers that texts say and rules do not: told where they went stale, and never where they fit."""

import pytest

from rules.catalog import Catalog
from rules.figures import mending, stale, stale_name, told
from rules.pack import read_pack
from tests.rules.cases import HEAD, small
from tests.rules.sample_packs import NAMES, sample

ACTIVITY = "activities:\n  talk: {title: Talk, points: 10}\n"


def asking(requires: str, *, campuses: str = "") -> list[tuple[str, str]]:
    """What a degree of one requirement says and does not ask: number and language."""
    text = f"{ACTIVITY}{campuses}degrees:\n  one: {{title: One, requires: {requires}}}\n"
    return [(each.said, each.language) for each in stale(small(text))]


def in_two(requires: str) -> Catalog:
    """The same in a pack of two languages."""
    head = HEAD.replace("title: Tests", "title: Tests, languages: [en, es]")
    text = f"{ACTIVITY}degrees:\n  one: {{title: One, requires: {requires}}}\n"
    return read_pack({"head.yaml": head, "pack.yaml": text})


@pytest.mark.parametrize("name", NAMES)
def test_the_sample_packs_say_what_they_ask(name):
    assert list(stale(sample(name))) == []


@pytest.mark.parametrize(
    ("requires", "said"),
    [
        ("{title: 20 hours of reading, hours: 15}", ["20"]),
        ("{title: 20 hours of reading, hours: 20}", []),
        ("{title: Eight hours, hours: 12}", ["Eight"]),
        ("{title: One and a half hours, hours: 1.5}", []),
        ("{title: 1.5 hours, hours: 3/2}", []),
        ("{title: '1,500 points', points: 1500}", []),
        ("{title: '1,500 points', points: 1600}", ["1,500"]),
        ("{title: In 2026, count: 3}", []),
        ("{title: K-5 and Part-2 of 21st century skills, count: 3}", []),
        ("{title: 40% of the points, share_points: 2/5, where: {kinds: [own_learning]}}", []),
        ("{title: 30% of the points, share_points: 2/5, where: {kinds: [own_learning]}}", ["30"]),
        ("{title: Two of these, n_of: 2, of: [{points: 5}, {points: 6}, {points: 7}]}", []),
        (
            "{title: Two of the four, n_of: 2, of: [{points: 5}, {points: 6}, {points: 7}]}",
            ["four"],
        ),
        ("{title: 5 points, any: [{points: 5}, {title: Nine, points: 7}]}", ["Nine"]),
        ("{title: Within three school years, points: 5, within: {school_years: 3}}", []),
    ],
)
def test_a_name_is_held_against_every_number_of_its_requirement(requires, said):
    assert [number for number, _language in asking(requires)] == said


def test_a_ceiling_is_a_part_of_the_whole():
    asked = "{title: 'Points, at most 40% of them old', points: 900, limits: [{max_points: 360}]}"

    assert asking(asked) == []
    assert asking(asked.replace("360", "300")) == [("40", "")]


def test_campuses_are_counted_where_each_is_asked():
    two = "campuses:\n  a: {title: A}\n  b: {title: B}\n"
    asked = "{title: Both of the two, each_campus: {points: 3}}"

    assert asking(asked, campuses=two) == []
    assert asking(asked.replace("two", "four"), campuses=two) == [("four", "")]


def test_each_language_has_its_own_words():
    title = "{title: {en: Once or eleven, es: Once puntos}, points: 11}"
    assert list(stale(in_two(title))) == []

    found = stale(in_two(title.replace("points: 11", "points: 12")))
    assert [(each.said, each.language) for each in found] == [("eleven", "en"), ("Once", "es")]


def test_prose_is_read_where_it_counts_something():
    text = """
activities:
  talk: {title: Talk, points: 10}
levels:
  new: {title: New, experience: 0}
  high: {title: High, experience: 300, summary: Some 400 points on a road of nine days.}
badges:
  ten: {title: Ten, criteria: Ten pieces of work in two weeks., requires: {count: 12}}
degrees:
  one: {title: One, summary: 2 years and 20 hours., years: [1, 2], requires: {hours: 20}}
"""
    found = list(stale(small(text)))

    assert [(each.path, each.said) for each in found] == [
        (("levels", "high", "summary"), "400"),
        (("badges", "ten", "criteria"), "Ten"),
    ]


def test_what_is_stale_is_told_in_the_readers_language():
    catalog = in_two("{title: {en: 20 h, es: 21 h}, hours: 15}")
    found = stale_name(catalog.degrees["one"].requires, catalog)

    assert told(found, "es") == "“21 h” dice 21, y no es lo que se pide."
    assert told(found, "fr") == "“20 h” says 20, and that is not what is asked."
    assert mending("fr") == mending("en") != mending("es")
    unnamed = small(f"{ACTIVITY}degrees:\n  one: {{title: One, requires: {{hours: 15}}}}\n")
    assert stale_name(unnamed.degrees["one"].requires, unnamed) == ()
