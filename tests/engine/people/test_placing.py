"""An admin moves people, ends participations and resumes them; the trail tells each."""

from datetime import timedelta

import pytest

from engine import outbox, people
from engine.errors import LastAdmin, LastDayOutside, NotPermitted
from engine.people import (
    ParticipationEnded,
    ParticipationResumed,
    PlaceChanged,
    Role,
)
from rules.terms import Audience
from tests.engine.university import University
from tests.engine.world import TODAY


@pytest.fixture
def university(store):
    university = University(store)
    university.staff()
    return university


def changes(university, who, *, by="Dana", **what):
    with university.act() as session:
        place = university.actor(session, who).participant
        now = university.tick()
        written = {"school": place.school, "job": place.job, "audience": place.audience}
        wanted = {**written, "fte": place.fte, **what}
        return people.change_place(
            session, place, by=university.actor(session, by), now=now, **wanted
        )


def ends(university, who, *, last=TODAY, by="Dana"):
    with university.act() as session:
        place, actor = university.actor(session, who).participant, university.actor(session, by)
        people.end_participation(
            session, place, last=last, today=TODAY, by=actor, now=university.tick()
        )


def resumes(university, who, *, by="Dana"):
    with university.act() as session:
        place, actor = university.actor(session, who).participant, university.actor(session, by)
        people.resume_participation(session, place, by=actor, now=university.tick())


def trail(university, *kinds):
    with university.store.session() as session:
        return [row.facts for row in outbox.all_of(session, "elm", *kinds)]


def test_each_thing_that_differs_is_kept_with_what_it_was(university):
    changed = changes(university, "Ada", school="birch", job=" Coach ", fte=0.5)

    assert changed == ["school", "job", "fte"]
    told = [
        (each["what"], each["before"], each["after"]) for each in trail(university, PlaceChanged)
    ]
    assert told == [("school", "aspen", "birch"), ("job", "", "Coach"), ("fte", "1.0", "0.5")]
    assert changes(university, "Ada", school="birch", job="Coach", fte=0.5) == []


def test_another_kind_of_staff_opens_other_degrees_at_once(university):
    university.completes("Ada")
    changes(university, "Ada", audience=Audience.CLASSIFIED)
    university.enrolls("Ada", "driver")

    assert "driver" in university.degrees("Ada")


def test_who_left_keeps_her_record_and_goes_on_where_she_left_off(university):
    university.completes("Ada")
    before = university.experience("Ada")
    ends(university, "Ada")

    with university.store.session() as session:
        assert not university.actor(session, "Ada").may(people.Act.TAKE_PART)
    assert university.experience("Ada") == before

    resumes(university, "Ada")
    resumes(university, "Ada")
    with university.store.session() as session:
        assert university.actor(session, "Ada").may(people.Act.TAKE_PART)
    assert len(trail(university, ParticipationEnded)) == 1
    assert len(trail(university, ParticipationResumed)) == 1


@pytest.mark.parametrize("days", [1, -4000])
def test_the_last_day_lies_between_the_first_one_and_today(university, days):
    with pytest.raises(LastDayOutside):
        ends(university, "Ada", last=TODAY + timedelta(days=days))


def test_an_admin_always_remains(university):
    with pytest.raises(LastAdmin):
        ends(university, "Dana")
    with university.act() as session:
        people.grant_role(
            session, university.actor(session, "Ada").participant, Role.DISTRICT_ADMIN,
            now=university.now,
        )  # fmt: skip
    ends(university, "Dana")


@pytest.mark.parametrize("act", [changes, ends, resumes])
def test_only_admins_do_that(university, act):
    with pytest.raises(NotPermitted):
        act(university, "Ada", by="Ada")
