"""Words: every code has one, the district's own are used, and numbers are written as people do."""

from datetime import UTC, date, datetime
from enum import StrEnum
from fractions import Fraction

import pytest
from flask_babel import force_locale

from engine import catalogs
from rules.terms import Text
from rules.words import DEFAULTS, TERMS
from tests import mini_pack
from web import formats, page, wording

PAWS = """
words:
  point: {one: {en: paw, es: huella}, other: {en: paws, es: huellas}}
"""


@pytest.fixture
def speak(site):
    """Say something as a page of Oakdale would."""

    def say(what, *facts, language="en"):
        with site.app.test_request_context("/oakdale/"):
            site.app.preprocess_request()
            with force_locale(language):
                return str(what(*facts))

    return say


@pytest.mark.parametrize("family", wording.WORDS, ids=lambda family: family.__qualname__)
def test_every_code_of_a_family_has_its_word(family):
    assert issubclass(family, StrEnum)
    assert set(wording.WORDS[family]) == set(family)


def test_every_language_has_every_term():
    assert {tuple(sorted(words)) for words in DEFAULTS.values()} == {tuple(sorted(TERMS))}


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [("en", 1, "1 point"), ("en", 25, "25 points"), ("en", -1, "-1 point"),
     ("es", 1, "1 punto"), ("es", 1234, "1,234 puntos")],
)  # fmt: skip
def test_a_number_has_its_unit(speak, language, n, said):
    assert speak(wording.count, "point", n, language=language) == said


def test_a_district_calls_points_what_it_likes(site, speak):
    with site.act() as session:
        catalogs.publish(session, mini_pack.files(also=PAWS), now=site.now)

    assert speak(wording.count, "point", 1) == "1 paw"
    assert speak(wording.count, "point", 2, language="es") == "2 huellas"
    assert speak(wording.words, "degree") == "degrees"


def test_without_a_district_the_languages_own_words_are_used(site):
    with site.app.test_request_context("/"):
        assert page.district_words() == {}
        assert wording.words("badge", 1) == "badge"


@pytest.mark.parametrize(
    ("say", "fact", "english", "spanish"),
    [
        (formats.day, date(2026, 3, 12), "March 12, 2026", "12 de marzo de 2026"),
        (formats.number, 12345, "12,345", "12,345"),
        (formats.signed, -12, "−12", "−12"),
        (formats.signed, 25, "+25", "+25"),
        (formats.signed, 0, "0", "0"),
        (formats.percent, 0.62, "62%", "62%"),
        (formats.percent, 0.996, "99%", "99%"),
        (formats.percent, 0.001, "1%", "1%"),
        (formats.percent, 1, "100%", "100%"),
        (formats.percent, 0, "0%", "0%"),
        (formats.hours, 90, "1 h 30 min", "1 h 30 min"),
        (formats.hours, 120, "2 h", "2 h"),
        (formats.hours, 20, "20 min", "20 min"),
        (formats.hours, 0, "0 h", "0 h"),
        (formats.money, 1250, "$12.50", "$12.50"),
        (formats.in_language, Text({"en": "Cup", "es": "Taza"}), "Cup", "Taza"),
        (formats.in_language, Text("Cup"), "Cup", "Cup"),
        (formats.first_up, "degrees of Oakdale", "Degrees of Oakdale", "Degrees of Oakdale"),
    ],
)
def test_things_are_written_as_the_language_does(speak, say, fact, english, spanish):
    assert speak(say, fact).replace("\xa0", " ") == english
    assert speak(say, fact, language="es").replace("\xa0", " ") == spanish


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("1/2", "4/5", ("50%", "80%")),
        ("698/1000", "6981/10000", ("69.8%", "69.81%")),
        ("6981/10000", "6981/10000", ("69%", "69%")),
        ("69811/100000", "69812/100000", ("69.81%", "a touch more")),
        ("69812/100000", "69811/100000", ("69.81%", "a touch less")),
        ("999/1000", "1", ("99%", "100%")),
        ("4/1000", "1/2", ("0.4%", "50%")),
        ("0", "4/1000", ("0%", "0.4%")),
    ],
)
def test_two_shares_have_as_many_digits_as_show_the_difference(speak, before, after, told):
    assert speak(formats.percents, Fraction(before), Fraction(after)) == str(told)


def test_a_moment_is_the_districts_own_and_exact_on_hover(speak):
    told = speak(formats.moment, datetime(2026, 3, 12, 3, 4, 5, tzinfo=UTC)).replace("\u202f", " ")

    assert "March 11, 2026 at 10:04 PM" in told
    assert 'title="March 11, 2026, 10:04:05 PM CDT"' in told
    assert 'datetime="2026-03-12T03:04:05+00:00"' in told
