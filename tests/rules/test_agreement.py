"""Percent, Cohen's kappa and leaning, beside worked examples."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.agreement import DECISIONS_MIN, Decided, agreement, leanings


def table(both: int, first: int, second: int, neither: int) -> list[tuple[str, str]]:
    """A two-by-two table as the pairs that it counts."""
    yes, no = "yes", "no"
    return [*[(yes, yes)] * both, *[(yes, no)] * first, *[(no, yes)] * second,
            *[(no, no)] * neither]  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "share", "chance", "kappa"),
    [
        # The textbook example of fifty grant proposals read by two people.
        ((20, 5, 10, 15), Fraction(7, 10), Fraction(1, 2), Fraction(2, 5)),
        # Two tables with the same agreement of 60 %, and other kappas: 0.1304 and 0.2593.
        ((45, 15, 25, 15), Fraction(3, 5), Fraction(27, 50), Fraction(3, 23)),
        ((25, 35, 5, 35), Fraction(3, 5), Fraction(23, 50), Fraction(7, 27)),
        ((0, 25, 25, 0), Fraction(0), Fraction(1, 2), Fraction(-1)),
    ],
)
def test_kappa_is_what_textbooks_work_out(
    counts: tuple[int, int, int, int], share: Fraction, chance: Fraction, kappa: Fraction
) -> None:
    found = agreement(table(*counts))

    assert found is not None
    assert (found.share, found.by_chance, found.kappa) == (share, chance, kappa)


def test_where_only_one_answer_is_ever_given_kappa_says_nothing() -> None:
    found = agreement([(2, 2)] * 9)

    assert found is not None
    assert (found.share, found.kappa) == (1, None)
    assert agreement([]) is None


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1))
def test_kappa_does_not_depend_on_who_comes_first_and_never_passes_one(
    pairs: list[tuple[int, int]],
) -> None:
    found, turned = agreement(pairs), agreement([(b, a) for a, b in pairs])

    assert found == turned
    assert found is not None
    assert found.kappa is None or -1 <= found.kappa <= 1


def reviews(someone: str, approved: int, of: int, about: str = "talk") -> list[Decided]:
    return [Decided(someone, about, n < approved) for n in range(of)]


USUAL = [*reviews("Ruth", 30, 40), *reviews("Rob", 31, 40), *reviews("Rita", 28, 40)]


@pytest.mark.parametrize(
    ("approved", "of", "stands_out"),
    [
        (40, 40, True),  # lenient
        (16, 40, True),  # harsh
        (39, 39, False),  # lenient, and too few to say so
        (30, 40, False),
        (35, 40, False),
        (24, 40, False),
    ],
)
def test_who_is_planted_stands_out_after_forty(approved: int, of: int, stands_out: bool) -> None:
    found = leanings([*USUAL, *reviews("Pat", approved, of)])

    assert found["Pat"].stands_out is stands_out
    assert [name for name in ("Ruth", "Rob", "Rita") if found[name].stands_out] == []
    assert found["Pat"].approves_more is (approved / of > 0.74)


def test_whoever_has_the_easy_activities_is_no_lenient_reviewer() -> None:
    """Each activity is compared with what others decide on that one."""
    easy = [*reviews("Ruth", 40, 40, "walk"), *reviews("Pat", 45, 45, "walk")]

    assert not leanings([*USUAL, *easy])["Pat"].stands_out


def test_of_what_nobody_else_reviews_nothing_is_said() -> None:
    found = leanings(reviews("Pat", 60, 60))["Pat"]

    assert (found.decisions, found.stands_out) == (0, False)


def test_reviewers_who_decide_alike_are_hardly_ever_named() -> None:
    """Twenty reviewers who differ by chance alone, a hundred times over."""
    random = Random(7)  # noqa: S311  # chance that is the same each time
    named = 0
    for _ in range(100):
        every = [
            Decided(who, "talk", random.random() < 0.75)
            for who in range(20)
            for _ in range(DECISIONS_MIN)
        ]
        named += sum(each.stands_out for each in leanings(every).values())

    assert named <= 20, "one in a hundred"
