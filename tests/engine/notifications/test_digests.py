"""One letter a morning with all that is new, once, and none where nothing is."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from engine import evidence, jobs, notifications, people
from engine.evidence import Evidence
from engine.notifications import Kind, digests
from engine.people import Rhythm
from engine.store import open_store
from tests.engine.instant import at_once
from tests.engine.notifications.test_telling import wants
from tests.engine.university import PACK, University


def morning(day: int, hour: int = 7) -> datetime:
    """In March 2026, by the clocks of Chicago; the ninth is a Monday."""
    return datetime(2026, 3, day, hour + (6 if day < 8 else 5), tzinfo=UTC)


def write(university: University, now: datetime) -> int:
    """All lots of that moment; how many people were looked at."""
    seen = 0
    while lot := jobs.write_digests(university.store, now=now):
        seen += lot
    return seen


def digest(university: University, who: str = "Ada") -> str:
    (letter,) = university.letters(who)
    return letter


def test_a_digest_has_everything_that_waited_for_it(university: University) -> None:
    wants(university, "Ada", Rhythm.DAILY)
    first = university.approves(university.submits("Ada"), note="Lovely.")
    second = university.submits("Ada")
    university.does_with(second, evidence.send_back, by="Ruth", note="More, please.")
    assert university.letters("Ada") == []

    write(university, morning(10))

    letter = digest(university)
    assert letter.startswith("New for you at Elm University\n")
    for words in ("Approved: Number talk", "10 points", "Lovely.", "More, please.",
                  f"/elm/evidence/{first.id}", f"/elm/evidence/{second.id}",
                  "/elm/notifications", "on mornings with something new"):  # fmt: skip
        assert words in letter


def test_it_is_written_at_seven_by_the_districts_clock_and_once(university: University) -> None:
    wants(university, "Ada", Rhythm.DAILY)
    university.completes("Ada")

    assert write(university, morning(10) - timedelta(minutes=1)) == 0
    assert write(university, morning(10)) == 1
    for again in (morning(10), morning(10, 9), morning(11), morning(12)):
        assert write(university, again) == 0
    assert len(university.letters("Ada")) == 1


def test_a_pack_may_name_another_hour(store) -> None:
    university = University(store, {"pack.yaml": PACK + "upkeep: {digest_hour: 16}\n"})
    university.staff()
    wants(university, "Ada", Rhythm.DAILY)
    university.completes("Ada")
    for hour, written in ((15, 0), (16, 1)):
        assert write(university, morning(10, hour)) == written


def test_an_empty_digest_is_not_sent(university: University) -> None:
    for who in ("Ada", "Ruth", "Dana"):
        wants(university, who, Rhythm.DAILY)

    write(university, morning(10))

    assert [university.letters(who) for who in ("Ada", "Ruth", "Dana")] == [[], [], []]


def test_a_weekly_one_waits_for_monday(university: University) -> None:
    write(university, morning(3))
    wants(university, "Ada", Rhythm.WEEKLY)
    university.completes("Ada")

    for day in (4, 5, 6, 7, 8):
        assert write(university, morning(day)) == 0
    assert write(university, morning(9)) == 1
    assert "on Mondays" in digest(university)


def test_a_monday_that_was_missed_is_made_up_for(university: University) -> None:
    write(university, morning(6))
    wants(university, "Ada", Rhythm.WEEKLY)
    university.completes("Ada")

    assert write(university, morning(11)) == 1


def test_lots_leave_nobody_out_and_take_nobody_twice(
    university: University, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "LOT", 1)
    for who in ("Ada", "Rob", "Dana"):
        wants(university, who, Rhythm.DAILY)
        university.completes(who)
    everybody = [jobs.write_digests(university.store, now=morning(10))]
    everybody += [write(university, morning(11))]  # Left half-way, it begins anew the next day.

    assert everybody[0] == 1
    assert [len(university.letters(who)) for who in ("Ada", "Rob", "Dana")] == [1, 1, 1]


def test_two_workers_at_the_same_instant_write_it_once(any_university: University) -> None:
    wants(any_university, "Ada", Rhythm.DAILY)
    any_university.completes("Ada")

    at_once(*[lambda: write(any_university, morning(10))] * 2)

    assert len(any_university.letters("Ada")) == 1


def test_a_reviewer_reads_what_waits_with_the_promised_days(university: University) -> None:
    wants(university, "Ruth", Rhythm.DAILY)
    write(university, university.now - timedelta(days=1))
    university.submits("Ada", "unit", stage="learned")

    write(university, morning(10))

    letter = digest(university, "Ruth")
    assert "- Unit: learned it: Ada, promised for " in letter
    assert "/elm/reviews" in letter


def test_what_waits_is_told_again_with_news_and_never_alone(university: University) -> None:
    wants(university, "Ruth", Rhythm.DAILY)
    university.submits("Ada")
    for day in range(3, 7):
        write(university, morning(day))
    assert len(university.letters("Ruth")) == 1

    wants(university, "Ruth", Rhythm.DAILY)
    university.approves(university.submits("Ruth"), by="Rob")
    write(university, morning(7))
    assert "Number talk: Ada" in university.letters("Ruth")[1]


def test_a_long_queue_is_told_by_its_first_and_a_number(
    university: University, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "_WAITING_SHOWN", 1)
    wants(university, "Ruth", Rhythm.DAILY)
    for _ in range(3):
        claim = university.submits("Ada")
    with university.store.write() as session:
        session.execute(sa.update(Evidence).values(answer_by=None))

    write(university, university.now.replace(hour=20))

    letter = digest(university, "Ruth")
    assert "- Number talk: Ada\n- and 2 more" in letter
    assert claim


def test_what_was_stopped_is_in_no_digest(university: University) -> None:
    wants(university, "Ada", Rhythm.DAILY, Kind.EVIDENCE)
    university.completes("Ada")
    assert write(university, morning(10)) == 0

    wants(university, "Ada", Rhythm.DAILY)
    university.completes("Ada")
    wants(university, "Ada", Rhythm.DAILY, Kind.EVIDENCE)
    assert write(university, morning(11)) == 0
    assert university.letters("Ada") == []


def test_who_turns_mail_off_gets_no_more_digest(university: University) -> None:
    wants(university, "Ada", Rhythm.DAILY)
    university.completes("Ada")
    wants(university, "Ada", Rhythm.NEVER)

    assert write(university, morning(10)) == 0


def test_what_waited_when_she_chose_letters_at_once_comes_in_a_last_digest(
    university: University,
) -> None:
    wants(university, "Ada", Rhythm.WEEKLY)
    university.completes("Ada")
    wants(university, "Ada", Rhythm.AT_ONCE)

    write(university, morning(10))

    assert "\n-- \n" not in digest(university)


def test_who_has_left_is_written_no_digest(university: University) -> None:
    wants(university, "Ada", Rhythm.DAILY)
    university.completes("Ada")
    university.leaves("Ada")

    assert write(university, morning(10)) == 0


def test_a_district_without_a_catalog_has_no_mornings(tmp_path, university: University) -> None:
    with university.store.write() as session:
        people.open_district(session, "oak", now=university.now)
    with university.store.session() as session:
        assert not notifications.are_due(session, "oak", now=morning(10))
    assert open_store is not None


def test_the_next_server_finds_the_morning_done(university: University) -> None:
    write(university, morning(10))

    with university.store.write() as session:
        assert notifications.write_next_lot(session, "elm", now=morning(10)) == 0
