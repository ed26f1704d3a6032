"""A list is published beside the pages: told on the way, and all of it happens or nothing."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from engine import carrying_out, changes, reactions, studio
from engine.changes import DryRun, Publishing, Trouble
from engine.errors import NotPermitted
from engine.studio import Draft
from rules.terms import Policy
from tests.engine.changes.test_keeping_runs import goes_on, looked_at
from tests.engine.changes.test_publishing import MORE, proposed, published, stand
from tests.engine.university import OWN, University


@pytest.fixture
def draft(university: University) -> Draft:
    """A talk is worth less, and Ada gave one."""
    university.completes("Ada", "talk", kinds=OWN)
    with university.act() as session:
        by = university.actor(session, "Dana")
        begun = studio.begin(session, "Next", by=by, now=university.now)
    return says(university, begun, 4)


@pytest.fixture
def run(university: University, draft: Draft) -> DryRun:
    return goes_on(university, lists(university, draft))


def says(university: University, draft: Draft, points: int) -> Draft:
    with university.act() as session:
        by = university.actor(session, "Dana")
        revision = studio.draft(session, by, draft.id).revision
        put = studio.Put(("activities", "talk", "points"), points)
        studio.edit(session, draft.id, [put], revision=revision, by=by, now=university.now)
        return studio.draft(session, by, draft.id)


def lists(university: University, draft: Draft) -> DryRun:
    with university.act() as session:
        by, now = university.actor(session, "Dana"), university.now
        proposal = changes.propose(session, draft.files, Policy.RECOMPUTE, now=now)
        return changes.begin(session, proposal, by=by, now=now, draft_id=draft.id)


def presses(university: University, run: DryRun, who: str = "Dana") -> Publishing | None:
    with university.act() as session:
        by = university.actor(session, who)
        return changes.attempt(session, run, by=by, now=university.now)


def carries_out(university: University, attempted: Publishing | None) -> None:
    assert attempted is not None
    carrying_out.carry_out(university.store, attempted, clock=university.tick)


def last(university: University, run: DryRun) -> Publishing:
    with university.store.session() as session:
        found = changes.last_attempt(session, run)
    assert found is not None
    return found


def ended(university: University, run: DryRun) -> tuple[Trouble | None, int]:
    found = last(university, run)
    assert found.ended_at is not None
    return found.trouble, found.number


def test_it_is_published_as_listed_and_how_far_it_is_is_told_on_the_way(
    university: University, run: DryRun, monkeypatch: pytest.MonkeyPatch
):
    seen = []

    def bring_in_line(*what: Any) -> None:
        seen.append((last(university, run).done, last(university, run).people))
        reactions_bring_in_line(*what)

    reactions_bring_in_line = reactions.bring_in_line
    monkeypatch.setattr(reactions, "bring_in_line", bring_in_line)
    carries_out(university, presses(university, run))

    assert seen == [(1, 1)]
    assert ended(university, run) == (None, 0)
    assert looked_at(university, run).published == 2
    assert university.experience("Ada") == 4
    assert university.wrong() == []


def test_a_second_press_begins_nothing(university: University, run: DryRun):
    first = presses(university, run)
    assert presses(university, run) is None
    carries_out(university, first)
    assert presses(university, run) is None
    with pytest.raises(NotPermitted):
        presses(university, run, "Ruth")


def test_one_that_was_killed_is_silent_and_may_be_begun_again(university: University, run: DryRun):
    killed, before = presses(university, run), stand(university)
    assert killed is not None
    later = university.now + timedelta(minutes=2)
    assert changes.goes_on(killed, university.now)
    assert not changes.goes_on(killed, later)
    killed.people = killed.done = 7
    assert changes.goes_on(killed, later), "the writing is silent for longer"
    assert stand(university) == before

    university.now = later
    carries_out(university, presses(university, run))
    assert ended(university, run) == (None, 0)


def test_what_happened_meanwhile_is_on_the_list_and_nothing_is_published(
    university: University, run: DryRun
):
    attempted = presses(university, run)
    university.completes("Rob", "talk", kinds=OWN)
    carries_out(university, attempted)

    assert ended(university, run) == (Trouble.LIST_CHANGED, 1)
    assert looked_at(university, run).totals["outcomes"] == {"loses": 2}
    assert looked_at(university, run).published is None
    carries_out(university, presses(university, run))
    assert looked_at(university, run).published == 2


def test_another_catalog_in_its_place_is_told(university: University, run: DryRun):
    attempted = presses(university, run)
    published(university, proposed(university, MORE, Policy.NEW_WORK))
    carries_out(university, attempted)
    assert ended(university, run) == (Trouble.PUBLISHED_MEANWHILE, 2)


def test_a_list_of_yesterday_is_told(university: University, run: DryRun):
    attempted = presses(university, run)
    university.now += timedelta(days=1)
    carries_out(university, attempted)
    assert ended(university, run) == (Trouble.LIST_OUTDATED, 0)


def test_a_draft_that_says_otherwise_by_now_is_told(
    university: University, run: DryRun, draft: Draft
):
    attempted = presses(university, run)
    says(university, draft, 5)
    carries_out(university, attempted)
    assert ended(university, run) == (Trouble.LIST_OUTDATED, 0)
    assert looked_at(university, run).published is None
    assert university.experience("Ada") == 10


def test_a_list_of_no_draft_is_published_too(university: University, draft: Draft):
    text = draft.files["pack.yaml"]
    proposal = proposed(university, text, Policy.RECOMPUTE)
    with university.act() as session:
        by = university.actor(session, "Dana")
        run = changes.begin(session, proposal, by=by, now=university.now)
    run = goes_on(university, run)
    carries_out(university, presses(university, run))
    assert ended(university, run) == (None, 0)


def test_what_nobody_foresaw_leaves_all_as_it_was(
    university: University, run: DryRun, monkeypatch: pytest.MonkeyPatch, caplog: Any
):
    before = stand(university)
    monkeypatch.setattr(changes, "publish_listed", None)
    carries_out(university, presses(university, run))
    assert ended(university, run) == (Trouble.BROKEN, 0)
    assert "A list was not published." in caplog.text
    assert stand(university) == before
    assert looked_at(university, run).published is None


def test_a_list_that_was_forgotten_takes_its_attempts_along(
    university: University, run: DryRun, draft: Draft
):
    attempted = presses(university, run)
    lists(university, draft)
    with university.store.session() as session:
        assert changes.last_attempt(session, run) is None
    carries_out(university, attempted)
    assert university.experience("Ada") == 10


def test_a_word_is_said_once_a_second(university: University, run: DryRun):
    attempted = presses(university, run)
    assert attempted is not None
    moments = _clock(university.now, 0.0, 0.0, 0.2, 0.4, 1.3, 1.3, 1.5)
    work = carrying_out._Work(university.store, attempted, lambda: next(moments))
    told = [(each, last(university, run).done) for each in work._told([1, 2, 3, 4])]  # type: ignore[list-item]
    assert told == [(1, 0), (2, 0), (3, 0), (4, 3)]
    assert last(university, run).done == 4


def _clock(begun: datetime, *seconds: float) -> Iterator[datetime]:
    return (begun + timedelta(seconds=each) for each in seconds)
