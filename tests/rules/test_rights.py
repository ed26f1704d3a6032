"""How long an enrollment keeps its version, as the language of cases says it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.rights import Chosen, Next, judged_by, kept_until, next_version, offered_from
from rules.terms import Audience, months_after
from rules.timeline import Recorded, Timeline
from tests.rules.cases import HEAD, broken, small
from tests.rules.oracle import judge

ANYBODY = Audience.CERTIFICATED
FIRST = date(2015, 7, 1)


def catalog(rights: int | None = None, *, audience: str = "", degree: str = "a"):
    said = "" if rights is None else f", rights_years: {rights}"
    meant = f", audience: [{audience}]" if audience else ""
    return small(f"degrees: {{{degree}: {{title: A, requires: {{count: 1}}{said}{meant}}}}}")


def timeline(*versions) -> Timeline:
    """Each a catalog with the day from which it applies, and the day of its publishing."""
    return Timeline(
        tuple(
            Recorded(number, applies, each, published_on=published)
            for number, (each, applies, published) in enumerate(versions, 1)
        )
    )


def yearly(rights: int | None, years: int = 6) -> Timeline:
    firsts = [date(2015 + n, 7, 1) for n in range(years)]
    return timeline(*((catalog(rights), first, first) for first in firsts))


def test_without_rights_a_version_is_kept_for_good():
    chosen = Chosen("a", 1, FIRST)

    assert judged_by(chosen, yearly(None), ANYBODY, date(2090, 1, 1)) == 1
    assert next_version(chosen, yearly(None), ANYBODY, FIRST) is None
    assert kept_until(chosen, yearly(None)) is None


@pytest.mark.parametrize(
    ("today", "number"),
    [
        ("2015-09-10", 1),
        ("2018-09-10", 1),  # the last day of three years
        ("2018-09-11", 1),  # nothing newer could be chosen by 2015-09-11
        ("2019-06-30", 1),
        ("2019-07-01", 2),
        ("2022-07-01", 5),
        ("2040-01-01", 6),
    ],
)
def test_after_its_years_she_is_judged_by_what_could_be_chosen_so_many_years_before(today, number):
    chosen = Chosen("a", 1, date(2015, 9, 10))
    assert judged_by(chosen, yearly(3), ANYBODY, date.fromisoformat(today)) == number


def test_what_comes_next_is_told_with_its_day():
    chosen, today = Chosen("a", 1, date(2015, 9, 10)), date(2016, 1, 1)

    assert kept_until(chosen, yearly(3)) == date(2018, 9, 10)
    assert next_version(chosen, yearly(3), ANYBODY, today) == Next(2, date(2019, 7, 1))
    assert next_version(chosen, yearly(3), ANYBODY, date(2019, 7, 1)) == Next(3, date(2020, 7, 1))
    assert next_version(chosen, yearly(3), ANYBODY, date(2030, 1, 1)) is None


def test_the_day_after_a_leap_day_is_waited_for():
    chosen = Chosen("a", 1, date(2023, 2, 28))
    assert kept_until(chosen, yearly(1)) == date(2024, 2, 29)
    assert judged_by(chosen, yearly(1, 3), ANYBODY, date(2024, 2, 29)) == 1
    assert judged_by(chosen, yearly(1, 3), ANYBODY, date(2024, 3, 1)) == 3


def test_years_that_end_on_a_leap_day_end_on_the_day_before_march():
    chosen = Chosen("a", 1, date(2024, 2, 28))
    assert kept_until(chosen, yearly(1)) == date(2025, 2, 28)


def test_publishing_moves_nobody_on_that_day_whatever_it_applies_from():
    back = timeline((catalog(2), FIRST, FIRST), (catalog(2), date(2016, 1, 1), date(2026, 9, 1)))
    chosen = Chosen("a", 1, date(2015, 9, 10))

    assert offered_from(back.newest) == date(2026, 9, 1)
    assert judged_by(chosen, back, ANYBODY, date(2028, 8, 31)) == 1
    assert judged_by(chosen, back, ANYBODY, date(2028, 9, 1)) == 2


def test_versions_for_others_and_catalogs_without_the_degree_are_passed_over():
    firsts = [date(2015 + n, 7, 1) for n in range(4)]
    written = catalog(1), catalog(1, audience="leader"), catalog(degree="b"), catalog(1)
    versions = timeline(*zip(written, firsts, firsts, strict=True))
    chosen = Chosen("a", 1, FIRST)

    assert judged_by(chosen, versions, ANYBODY, date(2018, 9, 1)) == 1
    assert judged_by(chosen, versions, Audience.LEADER, date(2018, 9, 1)) == 2
    assert judged_by(chosen, versions, ANYBODY, date(2019, 7, 1)) == 4


@given(
    st.lists(st.integers(0, 90), min_size=1, max_size=5),
    st.integers(0, 90),
    st.integers(1, 6),
    st.integers(0, 150),
)
def test_the_version_is_the_one_that_the_case_names(versions, enrolled, years, today):
    """In months since the first version, as a case with `rights_years` has it."""
    firsts = sorted({0, *versions})
    effective = [months_after(FIRST, each) for each in firsts]
    on, as_of = months_after(FIRST, enrolled), months_after(FIRST, max(today, enrolled))
    then = timeline(*((catalog(years), each, each) for each in effective))
    number = then.in_force(on).number
    case = {
        "id": "rights",
        "as_of": as_of.isoformat(),
        "degrees": [{"id": "a", "versions": [
            {"id": f"v{n}", "effective": each.isoformat(),
             "root": {"id": "r", "kind": "collect", "need": [{"count": 1}]}}
            for n, each in enumerate(effective, 1)
        ]}],
        "enrolment": {"a": {"date": on.isoformat(), "rights_years": years}},
        "evidence": [],
    }  # fmt: skip

    found = judged_by(Chosen("a", number, on), then, ANYBODY, as_of)
    assert judge(case).version == {"a": f"v{found}"}


def test_rights_of_no_years_are_refused_at_their_line():
    text = "degrees:\n  a:\n    title: A\n    rights_years: 0\n    requires: {count: 1}\n"
    (error,) = broken({"head.yaml": HEAD, "pack.yaml": text})

    assert (error.file, error.line) == ("pack.yaml", 4)
