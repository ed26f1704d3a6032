"""Work that counts for a time: its last day, what renews it, and what it leaves untouched."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.audits import Decision, Verb, audit
from rules.audits.audit import meets
from rules.audits.items import dated, ends, valid
from rules.audits.lasting import expired_at, lasting
from rules.audits.record import record_of
from rules.badges import badges_held
from rules.expiring import ending
from rules.holdings import Known, holdings
from rules.pack import read_what_stands
from rules.requirements import Requirement
from rules.steps import next_steps
from rules.terms import Policy, Stage, months_after, months_before
from rules.timeline import Recorded
from tests.rules.cases import HEAD, always, broken, completion, small
from tests.rules.oracle import judge

ELM = small("""
activities:
  aid: {title: Aid, kind: training, hours: 4, points: 10, valid_months: 24, renewed_by: [brush-up]}
  brush-up: {title: Brush-up, hours: 1, valid_months: 12}
  exam: {title: Exam, valid_months: 6, renewed_by: [viva],
         stages: {learned: {hours: 1}, used: {hours: 2}}}
  viva: {title: Viva, hours: 1}
  talk: {title: Talk, hours: 1, points: 5}
levels: {new: {title: New, experience: 0}, known: {title: Known, experience: 10}}
badges: {safe: {title: Safe, criteria: Aid., requires: {activity: aid}}}
degrees:
  safe: {title: Safe, requires: {all: [{activity: aid}, {count: 2}]}}
""")
NEVER = date.max


def held(*done, on: str, **facts):
    return record_of(done, always(ELM), as_of=date.fromisoformat(on), **facts)


def asks(**written) -> Requirement:
    return Requirement.model_validate(written)


def until(*done, on: str = "2040-01-01") -> list[date | None]:
    record = held(*done, on=on)
    found = ends(dated(record))
    return [found.get(each.source, NEVER) for each in done]


def day(text: str) -> date:
    return date.fromisoformat(text)


# -- the last day ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "meets_it"), [("2024-03-15", True), ("2026-03-15", True), ("2026-03-16", False)]
)
def test_work_counts_up_to_the_same_day_so_many_months_later(on, meets_it):
    record = held(completion("aid", "2024-03-15"), on=on)

    assert meets(asks(activity="aid"), record) is meets_it
    assert meets(asks(activity="aid", expired_ok=True), record)
    assert record.experience == 10, "points stay"


@pytest.mark.parametrize(
    ("done", "last"),
    [("2024-02-29", "2026-02-28"), ("2022-02-28", "2024-02-28"), ("2024-12-31", "2026-12-31")],
)
def test_a_day_that_the_month_does_not_have_is_its_last(done, last):
    assert until(completion("aid", done)) == [day(last)]


def test_each_piece_has_the_validity_that_the_catalog_of_its_own_day_writes():
    shorter = ELM.model_copy(update={"activities": dict(ELM.activities) | {
        "aid": ELM.activities["aid"].model_copy(update={"valid_months": 1})}})  # fmt: skip
    timeline = always(ELM).followed_by(Recorded(2, date(2025, 1, 1), shorter, Policy.NEW_WORK))
    done = completion("aid", "2024-12-31"), completion("aid", "2027-01-01")
    record = record_of(done, timeline, as_of=day("2030-01-01"))

    assert [item.expires for item in record.items] == [day("2026-12-31"), day("2027-02-01")]


# -- renewals -------------------------------------------------------------------------------------


def test_doing_it_again_by_the_last_day_renews_everything_before():
    done = [completion("aid", each) for each in ("2020-01-01", "2022-01-01", "2023-12-31")]

    assert until(*done) == [day("2025-12-31")] * 3
    assert meets(asks(activity="aid", count=3), held(*done, on="2025-12-31"))


def test_a_day_late_begins_anew_and_revives_nothing():
    done = completion("aid", "2020-01-01"), completion("aid", "2022-01-02")

    assert until(*done) == [day("2022-01-01"), day("2024-01-02")]


def test_something_shorter_renews_it_for_as_long_as_it_says_itself():
    done = [completion("aid", "2020-01-01"), completion("brush-up", "2021-12-01")]

    assert until(*done) == [day("2022-12-01")] * 2
    assert meets(asks(activity="aid"), held(*done, on="2022-12-01"))
    again = [*done, completion("brush-up", "2022-12-01")]
    assert until(*again) == [day("2023-12-01")] * 3


def test_a_renewal_never_shortens():
    assert until(completion("aid", "2020-01-01"), completion("brush-up", "2020-02-01"))[0] == day(
        "2022-01-01"
    )


def test_what_counts_for_good_renews_for_good_and_every_stage():
    done = [
        completion("exam", "2020-01-01", stage=Stage.LEARNED),
        completion("exam", "2020-02-01", stage=Stage.USED),
        completion("viva", "2020-06-01"),
    ]

    assert until(*done) == [None, None, NEVER]
    assert lasting(held(*done, on="2030-01-01")) == {}


def test_a_stage_is_renewed_by_itself_and_not_by_another():
    done = [
        completion("exam", "2020-01-01", stage=Stage.LEARNED),
        completion("exam", "2020-02-01", stage=Stage.USED),
    ]
    assert until(*done) == [day("2020-07-01"), day("2020-08-01")]


def test_a_renewal_before_the_work_renews_nothing():
    done = completion("viva", "2019-12-31"), completion("exam", "2020-01-01", stage=Stage.USED)
    assert until(*done) == [NEVER, day("2020-07-01")]


def test_what_is_dated_later_renews_nothing_yet():
    done = completion("aid", "2020-01-01"), completion("aid", "2021-06-01")
    record = held(*done, on="2021-05-31")

    assert [each.until for each in lasting(record).values()] == [day("2022-01-01")]
    assert not lasting(record)[done[0].source].renewed


# -- as the language of cases has it ---------------------------------------------------------------

_PARTS = st.sampled_from(["aid", "brush-up", "viva", "talk"])
_DAYS = st.integers(0, 40).map(lambda months: months_after(date(2020, 1, 15), months))
_LEAVES = st.sampled_from(
    [
        {"count": 1, "activity": "aid"},
        {"count": 2, "activity": "aid"},
        {"count": 3, "expired_ok": True},
        {"count": 2, "activities": ["aid", "brush-up"]},
        {"count": 4},
    ]
)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(_PARTS, _DAYS), max_size=5),
    st.lists(_LEAVES, min_size=1, max_size=2),
    st.sampled_from(["collect", "check"]),
    _DAYS,
)
def test_a_packs_records_are_judged_as_the_same_cases_are(work, leaves, kind, as_of):
    """One item renews one other in a case, so that what renews several stands several times."""
    catalog, number = always(ELM), count(1)
    done = [completion(name, on, n=next(number)) for name, on in work]
    record = record_of(done, catalog, as_of=as_of)
    tree = {"kind": "all", "of": [_leaf(each, kind, f"l{n}") for n, each in enumerate(leaves)]}
    found = audit("d", Requirement.model_validate(tree), record)
    case = {
        "id": "pack",
        "as_of": as_of.isoformat(),
        "degrees": [{"id": "d", "root": _plain(tree)}],
        "evidence": [each for item in record.items for each in _written(item)],
    }

    right = judge(case)
    assert (found.is_complete, found.progress) == (right.complete, right.progress)


def _leaf(written, kind, name):
    where = {
        "categories": written.get("activities") or [written["activity"]]
        if "activity" in written or "activities" in written
        else ["aid", "brush-up", "viva", "talk"]
    }
    activities = {"activities": where["categories"]}
    leaf = {"id": name, "kind": kind, "where": activities, "need": [{"count": written["count"]}]}
    return leaf | ({"expired_ok": True} if "expired_ok" in written else {})


def _plain(tree):
    """The words of the bare language: an activity is a category there."""
    leaves = [{**leaf, "where": {"categories": leaf["where"]["activities"]}} for leaf in tree["of"]]
    for leaf in leaves:
        if leaf["kind"] == "check":
            leaf["source"] = "eligible"
    return {"id": "r", "kind": "all", "of": leaves}


def _written(item):
    plain = {
        "id": item.id, "points": item.points, "kind": "own_learning",
        "categories": [item.activity], "date": item.day.isoformat(),
    }  # fmt: skip
    if item.expires:
        plain["expires"] = item.expires.isoformat()
    yield plain
    for renewed in item.renews:
        yield plain | {"id": f"{item.id}>{renewed}", "categories": ["ghost"], "renews": renewed}


# -- which days an end falls on --------------------------------------------------------------------


@given(
    st.dates(date(2019, 1, 1), date(2024, 12, 31)),
    st.integers(0, 40),
    st.dates(date(2019, 1, 1), date(2024, 12, 31)),
)
def test_what_ends_between_two_days_is_just_what_a_look_at_all_says(first, length, on):
    last = first + timedelta(days=length)
    ended = [span for span in ending(always(ELM), first, last) if ("aid", Stage.DONE) in span.parts]
    done = completion("aid", months_before(on, 24))
    should = first <= months_after(done.day, 24) <= last

    assert any(span.covers(done) for span in ended) is should


def test_where_nothing_expires_nothing_ends():
    plain = always(small("activities: {talk: {title: Talk}}"))
    assert list(ending(plain, date(2020, 1, 1), date(2030, 1, 1))) == []
    assert plain.newest.catalog.renewing == {}


def test_a_short_run_of_days_may_have_no_day_of_work():
    """Nothing done on any day counts for the last time on 29 February in 24 months' time."""
    spans = list(ending(always(ELM), day("2024-02-29"), day("2024-02-29")))
    assert all(("aid", Stage.DONE) not in span.parts for span in spans)


# -- what follows ----------------------------------------------------------------------------------


def test_a_requirement_says_what_of_its_work_has_expired():
    old, newer = completion("aid", "2018-01-01"), completion("aid", "2020-05-01")
    record = held(old, newer, completion("talk", "2020-01-01"), on="2023-01-01")
    tree = ELM.degrees["safe"].requires

    (found,) = expired_at(tree.of[0], record)
    assert (found.item.day, found.until) == (newer.day, day("2022-05-01"))
    assert list(expired_at(asks(activity="aid", expired_ok=True), record)) == []
    assert list(expired_at(asks(activity="talk"), record)) == []
    assert list(expired_at(tree.of[0], held(newer, on="2022-01-01"))) == []


def test_a_badge_that_was_earned_stays():
    done = completion("aid", "2020-01-01"), completion("talk", "2024-01-01")
    record = held(*done, on="2024-01-02")

    def satisfied(requirement, on):
        return meets(requirement, record, on)

    assert badges_held(done, always(ELM), satisfied) == frozenset()
    known = {"safe": day("2020-01-01")}
    assert badges_held(done, always(ELM), satisfied, known) == {"safe"}
    assert badges_held(done[1:], always(ELM), lambda *_: False, known) == frozenset()


def test_points_and_levels_stay_and_so_does_what_was_conferred():
    done = completion("aid", "2020-01-01"), completion("talk", "2020-01-02")
    known = Known(completions=done, degrees={"safe": ELM.degrees["safe"].requires})
    then = holdings(known, always(ELM), day("2021-01-01"))
    later = holdings(known, always(ELM), day("2023-01-01"))

    assert then.complete == {"safe"} != later.complete
    assert (later.experience, later.level) == (then.experience, then.level) == (15, "known")
    assert later.degrees["safe"] == Fraction(1, 4)


def test_what_has_expired_is_a_next_step_again():
    done = [completion("aid", "2020-01-01"), completion("talk", "2020-02-01")]
    roots = {"safe": ELM.degrees["safe"].requires}

    def steps(on):
        record = held(*done, on=on)
        return [
            each.activity
            for each in next_steps(
                record, done, always(ELM), roots,
                lambda tried: {"safe": audit("safe", roots["safe"], tried)}, most=9,
            )
            if each.completes
        ]  # fmt: skip

    assert steps("2021-12-31") == []
    assert steps("2022-06-01") == ["aid"]


def test_accepted_work_counts_though_it_has_expired():
    done = completion("aid", "2020-01-01")
    said = Decision(Verb.SUBSTITUTE, "r", done.source)
    record = replace(held(done, on="2030-01-01"), decisions=(said,))

    assert meets(asks(activity="talk"), record)
    assert valid(record.items, record.as_of) == ()


# -- packs ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "told", "line"),
    [
        ("{title: A, renewed_by: [b]}", "This counts for good, so there is nothing to renew.", 2),
        ("{title: A, valid_months: 0}", "Write 1 or more", 2),
        ("{title: A, valid_months: soon}", "valid_months", 2),
        ("{title: A, valid_months: 12, renewed_by: [bee]}", "There is no activity “bee”", 2),
    ],
)
def test_what_is_wrong_with_a_validity_is_said_at_its_line(written, told, line):
    text = f"activities:\n  a: {written}\n  b: {{title: B}}\n"
    (error,) = broken({"head.yaml": HEAD, "pack.yaml": text})

    assert (error.file, error.line) == ("pack.yaml", line)
    assert told in f"{error}"


def test_what_a_draft_names_and_nobody_has_renews_nothing():
    drafted = read_what_stands(
        {"pack.yaml": "activities: {a: {title: A, valid_months: 1, renewed_by: [gone]}}"}
    )
    assert drafted.renewing == {("a", Stage.DONE): frozenset({("a", Stage.DONE)})}
