"""Averages of confidence: no figure or difference of figures is about fewer than five."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from rules.confidence import FEWEST, HIGHEST, LOWEST, Average, Rated, averages, together

RATED = st.builds(
    Rated,
    st.sampled_from("ab"),
    st.sampled_from("pqrstuvwxyz"),
    st.integers(1, 5),
    st.integers(1, 5),
)


def five(before: int, after: int, *, activity: str = "a", first: int = 0) -> list[Rated]:
    return [Rated(activity, str(first + n), before, after) for n in range(FEWEST)]


def test_four_people_are_no_group():
    assert averages(five(2, 4)[1:]) == []
    assert averages(five(2, 4)) == [Average("a", 5, 2.0, 4.0)]


def test_the_same_person_counts_once_as_she_said_last():
    assert averages([*five(2, 4), Rated("a", "0", 3, 3)]) == [Average("a", 5, 2.2, 3.8)]
    assert averages([*five(2, 4)[1:], *five(2, 4)[1:]]) == []


def test_an_average_at_the_ends_does_not_tell_what_everybody_said():
    assert averages(five(1, 5)) == [Average("a", 5, LOWEST, HIGHEST)]


def test_a_sum_is_made_of_what_is_told():
    told = averages([*five(1, 3), *five(2, 4, activity="b"), *five(4, 4, activity="b", first=5)])
    assert together("c", told) == Average("c", 15, round((1.5 * 5 + 3.0 * 10) / 15, 1), 3.7)


@given(st.lists(RATED, max_size=60))
def test_every_figure_is_about_whole_fives_of_people(ratings):
    people = Counter(activity for activity, _who in {(r.activity, r.whose) for r in ratings})
    for each in averages(ratings):
        assert each.ratings % FEWEST == 0
        assert FEWEST <= each.ratings <= people[each.about]
        assert LOWEST <= min(each.before, each.after) <= max(each.before, each.after) <= HIGHEST


@given(st.lists(RATED, max_size=60), RATED)
def test_one_more_person_moves_no_figure_by_herself(ratings, late):
    """Whoever looks before and after somebody answered learns nothing that is hers alone."""
    late = Rated(late.activity, "new", late.before, late.after)
    before = {each.about: each for each in averages(ratings)}
    for each in averages([*ratings, late]):
        was = before.get(each.about)
        assert each == was or each.ratings == (was.ratings if was else 0) + FEWEST


@given(st.lists(RATED, max_size=60), st.integers(1, 5), st.integers(1, 5))
def test_what_is_hidden_changes_nothing_that_is_shown(ratings, before, after):
    """Whatever the uncounted say, lines and sums stay: nothing can be taken from them."""
    counted = {each.about: each.ratings for each in averages(ratings)}
    latest = {}
    for each in ratings:
        latest.pop((each.activity, each.whose), None)
        latest[each.activity, each.whose] = each
    place: Counter[str] = Counter()
    otherwise = []
    for each in latest.values():
        hidden = place[each.activity] >= counted.get(each.activity, 0)
        place[each.activity] += 1
        otherwise.append(Rated(each.activity, each.whose, before, after) if hidden else each)

    shown = averages(ratings)

    assert averages(otherwise) == shown
    if shown:
        assert together("c", averages(otherwise)) == together("c", shown)
