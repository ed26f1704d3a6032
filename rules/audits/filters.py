"""Which evidence a requirement looks at: a filter becomes one question that is asked of items."""

from collections.abc import Callable, Iterator

from rules.audits.items import Item, Record
from rules.requirements import Where
from rules.terms import months_before

Question = Callable[[Item], bool]


def matching(where: Where | None, record: Record) -> Question:
    """The question whether an item passes every condition that is given."""
    tests = tuple(_tests(where, record)) if where else ()
    if len(tests) == 1:
        return tests[0]
    return lambda item: all(test(item) for test in tests)


def _tests(where: Where, record: Record) -> Iterator[Question]:
    yield from _tests_of_names(where)
    yield from _tests_of_values(where)
    yield from _tests_of_days(where, record)


def _tests_of_names(where: Where) -> Iterator[Question]:
    if where.ids is not None:
        yield _one_of(where.ids, lambda item: item.id)
    if where.activities is not None:
        yield _one_of(where.activities, lambda item: item.activity)
    if where.activity_kinds is not None:
        yield _one_of(where.activity_kinds, lambda item: item.activity_kind)
    if where.campuses is not None:
        yield _one_of(where.campuses, lambda item: item.campus)
    if where.stages is not None:
        yield _one_of(where.stages, lambda item: item.stage)
    if where.categories is not None:
        yield _any_of(where.categories, lambda item: item.categories)
    if where.kinds is not None:
        yield _any_of(where.kinds, lambda item: item.kinds)
    if where.tags_any is not None:
        yield _any_of(where.tags_any, lambda item: item.tags)
    if where.audiences is not None:
        yield _open_to(where.audiences)
    if where.not_categories is not None:
        yield _none_of(where.not_categories)
    if where.tags_all is not None:
        yield _all_of(where.tags_all)


def _one_of(names: tuple[str, ...], of: Callable[[Item], str]) -> Question:
    wanted = frozenset(names)
    return lambda item: of(item) in wanted


def _any_of(names: tuple[str, ...], of: Callable[[Item], frozenset[str]]) -> Question:
    wanted = frozenset(names)
    return lambda item: not wanted.isdisjoint(of(item))


def _open_to(names: tuple[str, ...]) -> Question:
    """Work that is for everyone is for these audiences as well."""
    wanted = frozenset(names)
    return lambda item: not item.audiences or not wanted.isdisjoint(item.audiences)


def _none_of(names: tuple[str, ...]) -> Question:
    unwanted = frozenset(names)
    return lambda item: unwanted.isdisjoint(item.categories)


def _all_of(names: tuple[str, ...]) -> Question:
    wanted = frozenset(names)
    return lambda item: wanted <= item.tags


def _tests_of_values(where: Where) -> Iterator[Question]:
    if (outcome := where.outcome) is not None:
        yield lambda item: item.outcome is outcome
    if (score := where.min_score) is not None:
        yield lambda item: item.score is not None and item.score >= score
    if (points := where.min_points) is not None:
        yield lambda item: item.points >= points
    if (value := where.min_value) is not None:
        yield lambda item: item.value is not None and item.value >= value


def _tests_of_days(where: Where, record: Record) -> Iterator[Question]:
    if (first := where.from_) is not None:
        yield lambda item: item.day >= first
    if (last := where.to) is not None:
        yield lambda item: item.day <= last
    if where.max_age_months is not None:
        oldest = months_before(record.as_of, where.max_age_months)
        yield lambda item: item.day >= oldest
    if (years := where.school_years) is not None:
        yield lambda item: record.school_year(item.day) in years
    if where.until_degree is not None:
        until = record.conferred(where.until_degree)
        yield lambda item: until is None or item.day <= until
    if where.since_degree is not None:
        since = record.conferred(where.since_degree)
        yield lambda item: since is not None and item.day > since
