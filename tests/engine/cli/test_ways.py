"""`tassel way` prints a plan that was tried, or says why there is none."""

import re

import pytest

from engine import people, progress
from engine.errors import OtherAudience
from rules.terms import Audience
from rules.ways import Aim

ADA = "ada@oak.example"
PACK = """
pack: {format: tassel-pack/1, title: Oak, catalog_year: 2025-26, applies_from: 2020-07-01}
district: {id: oak, name: Oak Schools, university: Oak University}
campuses: {x: {title: X}}
activities:
  read: {title: Read, campus: x, evidence: own, hours: 2, points: 10}
  show:
    title: Show
    stages:
      learned: {evidence: own, hours: 1, points: 5}
      used: {evidence: student, hours: 1.5, points: 5}
  attendance: {title: Attendance, evidence: own}
  lead: {title: Lead, evidence: own, audience: [leader]}
degrees:
  first: {title: First, requires: {points: 20, activity: read}}
  second:
    title: Second
    requires: {all: [{degree: first}, {student_evidence: 1, with_outcome: 1}]}
  metric: {title: Metric, requires: {activity: attendance, min_value: 90}}
  free: {title: Free, requires: {outside_hours: 2}}
  done: {title: Done, requires: {activity: read}}
  word: {title: Word, requires: {id: talk, kind: manual}}
  never: {title: Never, requires: {all: [{points: 5}, {activity: lead}]}}
  led: {title: Led, requires: {points: 10}, audience: [leader]}
"""
LIST = """\
E-mail,Activity,Hours,Day,Approved by
ada@oak.example,Read,2,2025-10-02,Ruth Marlow
"""


@pytest.fixture
def ada(run, installation, tmp_path):
    """Ada has read once."""
    (tmp_path / "oak").mkdir()
    (tmp_path / "oak" / "pack.yaml").write_text(PACK, "utf-8")
    (tmp_path / "done.csv").write_text(LIST, "utf-8")
    run("packs", "publish", tmp_path / "oak", "--yes")
    with installation.transaction() as session:
        now = installation.now()
        for name, role in (("Ada Quill", None), ("Ruth Marlow", people.Role.REVIEWER)):
            email = f"{name.split()[0].lower()}@oak.example"
            person = people.add_person(session, email=email, name=name, now=now)
            place = people.join(session, person, "oak", on=now.date())
            if role:
                people.grant_role(session, place, role, now=now)
    assert run("import", "completions", tmp_path / "done.csv", "--commit").exit_code == 0
    return place


def lines(told) -> list[str]:
    return [" ".join(line.split()) for line in told.output.splitlines()]


def test_a_plan_is_printed_with_what_it_takes(run, ada):
    told = run("way", ADA, "second")

    assert told.exit_code == 0, told.output
    day = lines(told)[2].split()[0]
    assert lines(told) == [
        "Ada Quill, oak, Second",
        "Day What Shows Moves Hours Points",
        f"{day} Read own learning r.1 2 10",
        *lines(told)[3:5],
        "4.5 hours, 3 pieces of work, within 1 school year. No plan needs less.",
        "To take up: First, Second.",
        f"The days spread it up to {lines(told)[4].split()[0]}. None of them is a deadline.",
    ]
    assert lines(told)[4].endswith("Show, used student evidence, with a measured outcome r.2 1.5 5")


def test_other_aims_and_years_may_be_asked_for(run, ada):
    fewest = run("way", ADA, "second", "--least", "items", "--years", "2")

    assert "3 pieces of work, within 2 school years" in fewest.output
    assert "Read" in run("way", ADA, "first", "--least", Aim.INTEREST.value).output


def test_what_is_complete_already_has_only_to_be_taken_up(run, ada):
    told = run("way", ADA, "done")

    assert lines(told)[1:] == [
        "0 hours, 0 pieces of work, within 1 school year. No plan needs less.",
        "To take up: Done.",
    ]


def test_what_was_taken_up_is_not_named_again(run, installation, ada):
    with installation.transaction() as session:
        by = people.acting(session, people.by_email(session, "oak", ADA))
        progress.enroll(session, "first", by=by, now=installation.now())

    assert "To take up" not in run("way", ADA, "first").output


def test_values_and_own_time_are_told(run, ada):
    assert "own learning, a value of 90 or more" in run("way", ADA, "metric").output
    assert "own learning, outside contract time" in run("way", ADA, "free").output


def test_why_there_is_none_is_told(run, ada):
    told = run("way", ADA, "word")

    assert told.exit_code == 1
    assert "Somebody has to confirm first: talk of Word." in told.output
    assert run("way", ADA, "led").exit_code == 2
    assert run("way", ADA, "nothing").exit_code == 2


def test_one_requirement_may_be_asked_for(run, ada):
    told = run("way", ADA, "second", "--toward", "r.2")

    assert "2.5 hours, 2 pieces of work" in told.output
    assert run("way", ADA, "second", "--toward", "r.9").exit_code == 2


def test_what_is_in_the_way_is_named(run, ada):
    told = run("way", ADA, "never")

    assert told.exit_code == 1
    assert "no work whatever completes it. In the way: r.2." in told.output


def test_her_pace_tells_between_which_days(run, installation, ada, tmp_path):
    days = ("2025-11-03", "2025-12-03", "2026-01-08")
    (tmp_path / "more.csv").write_text(
        LIST.splitlines()[0] + "\n"
        + "".join(f"ada@oak.example,Attendance,3,{day},Ruth Marlow\n" for day in days),
        "utf-8",
    )  # fmt: skip
    run("import", "completions", tmp_path / "more.csv", "--commit")
    told = run("way", ADA, "first")

    assert "The days spread it up to " in told.output
    assert "; at the pace of earlier years, " in told.output
    assert re.search(r"all of it is done (later, |sooner, )?between \S+ and \S+\.", told.output)


def test_work_without_hours_is_told_as_what_it_is(run, installation, ada, tmp_path):
    snaps = PACK.replace("activities:\n", "activities:\n  snap: {title: Snap, points: 1}\n", 1)
    snaps = snaps.replace("degrees:\n", "degrees:\n  seen: {title: Seen, requires: "
                          "{activity: snap, times: 2}}\n", 1)  # fmt: skip
    (tmp_path / "oak" / "pack.yaml").write_text(snaps, "utf-8")
    run("packs", "publish", tmp_path / "oak", "--policy", "recompute", "--yes")

    told = run("way", ADA, "seen").output
    assert "0 hours, 2 pieces of work, 2 of it without hours, each compared as one hour" in told
    assert " – " in told


def test_a_degree_for_others_is_refused(installation, ada):
    with installation.store.session() as session:
        place = people.by_email(session, "oak", ADA)
        assert place.audience is Audience.CERTIFICATED
        with pytest.raises(OtherAudience):
            progress.way(session, place, progress.Wish("led"), now=installation.now())


def test_what_there_is_not_is_named_with_what_there_is(run, ada):
    assert "There is no degree “frist”. There is: first, second," in run("way", ADA, "frist").output
    told = run("way", ADA, "second", "--toward", "r.9").output
    assert "“second” has no such requirement: `tassel audit` names each in brackets." in told
