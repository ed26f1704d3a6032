"""What was promised and not answered is handed over, and always to somebody."""

from datetime import date, timedelta

import pytest

from engine import evidence, jobs, people
from engine.evidence import Evidence, Status, handing_over
from engine.people import Role
from engine.store import Store
from tests.engine.evidence.test_taking import lets_go, queue, takes
from tests.engine.university import PACK, University
from tests.engine.world import TODAY

PROMISED = date(2026, 3, 9)
"""Five school days after the stories' Monday."""


def turns_to(university: University, day: date) -> int:
    """The day begins; how much is handed over on it."""
    university.now += timedelta(days=(day - university.now.date()).days)
    with university.act() as session:
        return evidence.hand_over(session, university.district, now=university.tick()).pieces


def has(university: University, claim: Evidence) -> tuple[list[str], date | None]:
    """Who has it, and the day that is promised anew."""
    with university.store.session() as session:
        where = evidence.whereabouts(session, claim)
    return (list(where.names) if where.since else []), where.anew


def test_the_day_after_the_promise_the_next_reviewer_has_it(university: University) -> None:
    claim = university.submits("Ada")
    assert turns_to(university, PROMISED) == 0
    assert has(university, claim) == ([], None)

    assert turns_to(university, PROMISED + timedelta(1)) == 1

    (first,), anew = has(university, claim)
    assert first in ("Ruth", "Rob")
    assert anew == date(2026, 3, 12)
    assert turns_to(university, PROMISED + timedelta(1)) == 0, "once is enough"
    assert turns_to(university, PROMISED + timedelta(3)) == 0, "she has it still"


def test_many_pieces_go_lot_by_lot_and_each_reviewer_hears_of_them_once(
    any_university: University, monkeypatch: pytest.MonkeyPatch
) -> None:
    university = any_university
    claims = [university.submits("Ada") for _ in range(5)]
    monkeypatch.setattr(handing_over, "LOT", 2)
    university.now += timedelta(days=8)
    jobs._hand_over(university.store, university.district, university.tick())

    assert sorted(has(university, each)[0][0] for each in claims) in (
        ["Rob"] * 2 + ["Ruth"] * 3, ["Rob"] * 3 + ["Ruth"] * 2,
    )  # fmt: skip
    for who in ("Rob", "Ruth"):
        assert len([each for each in university.letters(who) if "Number talk" in each]) == 1


def test_it_goes_round_until_somebody_answers(university: University) -> None:
    """Both reviewers, then the admin, then whoever had it once."""
    claim = university.submits("Ada")
    having = []
    for day in (date(2026, 3, 10), date(2026, 3, 13), date(2026, 3, 18), date(2026, 3, 21)):
        assert turns_to(university, day) == 1
        having += has(university, claim)[0]

    assert set(having[:2]) == {"Ruth", "Rob"}
    assert having[2:] == ["Dana", having[0]] or having[2:] == ["Dana", having[1]]
    assert university.approves(claim, by=having[3]).status is Status.APPROVED


def test_who_lets_go_of_what_is_late_is_not_asked_at_once_again(university: University) -> None:
    claim = university.submits("Ada")
    turns_to(university, PROMISED + timedelta(1))
    (first,), _ = has(university, claim)
    lets_go(university, claim, first)

    turns_to(university, PROMISED + timedelta(2))

    assert has(university, claim)[0] == [({"Ruth", "Rob"} - {first}).pop()]


def test_a_reviewer_keeps_it_no_longer_than_is_promised(university: University) -> None:
    claim = university.submits("Ada")
    university.now += timedelta(days=7)

    assert takes(university, claim).until == PROMISED
    assert turns_to(university, PROMISED + timedelta(1)) == 1
    assert has(university, claim)[0] == ["Rob"]


def test_what_is_kept_too_long_but_not_late_is_free(university: University) -> None:
    claim = university.submits("Ada")
    takes(university, claim)

    assert turns_to(university, date(2026, 3, 5)) == 0
    assert has(university, claim) == ([], None)
    assert queue(university, "Rob") == [claim]


def test_whoever_has_least_is_asked_and_told_of_all_in_one_letter(university: University) -> None:
    for _ in range(4):
        university.submits("Ada")

    turns_to(university, PROMISED + timedelta(1))

    assert len(queue(university, "Ruth", evidence.Hold.MINE)) == 2
    (letter,) = university.letters("Ruth")
    assert letter.count("- Number talk: Ada") == 2
    assert "until Thursday, March 12, 2026" in letter
    assert university.letters("Dana") == []


def test_only_who_may_decide_on_it_is_asked(university: University) -> None:
    """Not its owner, not a reviewer of another school, not who approved it, nor who left."""
    university.joins("Bea")
    with university.act() as session:
        people.grant_role(
            session,
            university.place(session, "Bea"),
            Role.REVIEWER,
            school="birch",
            now=university.now,
        )
    own, thesis = university.submits("Rob"), university.submits("Ada", "thesis")
    university.approves(thesis)
    university.leaves("Dana")

    turns_to(university, PROMISED + timedelta(1))

    assert has(university, own)[0] == ["Ruth"]
    assert has(university, thesis)[0] == ["Rob"]


def test_without_anybody_it_waits_where_it_is(university: University) -> None:
    claim = university.submits("Ada")
    for name in ("Ruth", "Rob", "Dana"):
        university.leaves(name)

    assert turns_to(university, PROMISED + timedelta(1)) == 0
    assert has(university, claim) == ([], None)


def test_a_break_postpones_it(store: Store) -> None:
    spring = "breaks: {spring: {title: Spring, first: 2026-03-03, last: 2026-03-13}}"
    university = University(store, {"pack.yaml": PACK, "breaks.yaml": spring})
    university.staff()
    claim = university.submits("Ada")

    assert turns_to(university, PROMISED + timedelta(1)) == 0
    assert claim.answer_by == date(2026, 3, 20)
    assert turns_to(university, date(2026, 3, 21)) == 1


def test_the_job_of_the_day_does_it(any_university: University) -> None:
    claim = any_university.submits("Ada")
    any_university.now += timedelta(days=(PROMISED - TODAY).days + 1)

    while jobs.begin_days(any_university.store, now=any_university.now):
        pass

    assert has(any_university, claim)[0]
    assert [len(any_university.letters(who)) for who in has(any_university, claim)[0]] == [1]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_letter_is_written_in_the_readers_language(
    university: University, language: str
) -> None:
    university.submits("Ada")
    with university.act() as session:
        for name in ("Ruth", "Rob"):
            people.person_of(session, university.place(session, name)).language = language

    turns_to(university, PROMISED + timedelta(1))

    (letter,) = university.letters("Ruth") + university.letters("Rob")
    assert {"en": "now they are with you", "es": "ahora las tienes tú"}[language] in letter
