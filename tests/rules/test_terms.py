"""The program's words as values: kinds that are accepted, texts, school years and windows."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.terms import (
    EvidenceKind,
    EvidenceWanted,
    MonthDay,
    SchoolYear,
    Text,
    Window,
    school_years,
    window_of,
)

STUDENT, OWN = EvidenceKind.STUDENT, EvidenceKind.OWN
ATTENDANCE, SYSTEM = EvidenceKind.ATTENDANCE, EvidenceKind.SYSTEM

days = st.dates(date(1990, 1, 1), date(2080, 12, 31))
starts = st.builds(MonthDay, st.integers(1, 12), st.integers(1, 28))


@pytest.mark.parametrize(
    ("wanted", "accepted"),
    [
        (EvidenceWanted.STUDENT, [{STUDENT}, {STUDENT, OWN}]),
        (EvidenceWanted.OWN, [{OWN}, {STUDENT, OWN}]),
        (EvidenceWanted.EITHER, [{STUDENT}, {OWN}, {STUDENT, OWN}]),
        (EvidenceWanted.BOTH, [{STUDENT, OWN}]),
        (EvidenceWanted.ATTENDANCE, [{ATTENDANCE}]),
        (EvidenceWanted.SYSTEM, [{SYSTEM}]),
    ],
)
def test_each_activity_accepts_the_kinds_that_it_asks_for(wanted, accepted):
    offered = [set(), {STUDENT}, {OWN}, {STUDENT, OWN}, {ATTENDANCE}, {SYSTEM}, {OWN, SYSTEM}]

    assert [kinds for kinds in offered if wanted.accepts(frozenset(kinds))] == accepted


def test_a_text_falls_back_to_its_first_language():
    text = Text.model_validate({"en": "Mug", "es": "Taza"})

    assert [text.in_(language) for language in ("en", "es", "fr")] == ["Mug", "Taza", "Mug"]
    assert (str(text), str(Text.model_validate("Mug")), Text({}).in_("en")) == ("Mug", "Mug", "")
    assert hash(text) == hash(Text.model_validate({"en": "Mug", "es": "Taza"}))


@pytest.mark.parametrize("wrong", ["", "7", "13-01", "02-30", "02-29", "07-01-02", "July 1", "a-b"])
def test_what_is_no_month_and_day_is_refused(wrong):
    with pytest.raises(ValueError, match="is not a month and a day"):
        MonthDay.parse(wrong)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 6, 30), "2025-26"),
        (date(2026, 7, 1), "2026-27"),
        (date(1999, 12, 31), "1999-00"),
    ],
)
def test_a_school_year_is_named_by_its_two_calendar_years(day, year):
    assert str(SchoolYear.of(day, MonthDay())) == year


@given(days, starts)
def test_every_day_lies_in_exactly_one_school_year(day, starts):
    year = SchoolYear.of(day, starts)

    assert year.first <= day <= year.last
    assert year.last + timedelta(days=1) == year.next.first


@given(days, starts)
def test_a_month_and_day_reads_as_it_is_written(day, starts):
    assert MonthDay.parse(str(starts)) == starts


@given(days, days, starts)
def test_school_years_between_two_days_are_all_that_hold_one_of_them(one, other, starts):
    first, last = sorted((one, other))
    years = list(school_years(first, last, starts))

    assert years[0] == SchoolYear.of(first, starts)
    assert years[-1] == SchoolYear.of(last, starts)
    assert [year.year for year in years] == list(range(years[0].year, years[-1].year + 1))


def test_a_window_has_a_name():
    day = date(2026, 3, 9)

    assert [window_of(day, window, MonthDay()) for window in Window] == [
        "2026-03",
        "2025-26",
        "ever",
    ]
