"""What never happens: a cap that is passed, a sum that is not what is shown, order that matters."""

from collections import defaultdict
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from rules.facts import Completion
from rules.scoring import Recorded, Timeline, desired_lines, granted, preview
from rules.terms import EvidenceKind, MonthDay, Stage, window_of
from tests.rules.cases import small

FIRST = small(
    """
    campuses:
      steam: {title: S, cap: {points: 60, per: school_year}}
      arts: {title: A, cap: {times: 5, per: month}}
    activities:
      talks: {title: T, campus: steam, points: 10, cap: {points: 25, per: month}}
      unit:
        title: U
        campus: steam
        once: [learned]
        stages: {learned: {points: 15}, used: {points: {points_per_hour: 7}}}
      play: {title: P, campus: arts, points: 6}
      walk: {title: W, points: 1}
    rules:
      welcome: {when: first_time, grants: 3}
      growth: {when: outcome, grants: 10, redeemable: 4, cap: {points: 23}}
      all: {grants: 2, redeemable: 9, cap: {times: 4, per: month}}
    pathways:
      both: {title: B, parts: [talks, unit/learned], points: 20, ordered: true}
      more: {title: M, parts: [play, walk], points: 5}
    """
)
SECOND = small(
    """
    campuses: {steam: {title: S}, arts: {title: A, cap: {points: 9, per: month}}}
    activities:
      talks: {title: T, campus: arts, points: 8, cap: {points: 16, per: school_year}}
      unit: {title: U, stages: {learned: {points: 5}, used: {points: 6}}}
      play: {title: P, campus: arts, points: 3, cap: {times: 2}}
    rules:
      all: {grants: 4, cap: {points: 12, per: month}}
    pathways:
      both: {title: B, parts: [unit/learned, play], points: 7}
    """
)
ONE = Timeline((Recorded(1, date(2020, 1, 1), FIRST),))
TWO = Timeline((Recorded(1, date(2020, 1, 1), FIRST), Recorded(2, date(2026, 9, 15), SECOND)))
PARTS = [
    ("talks", Stage.DONE),
    ("unit", Stage.LEARNED),
    ("unit", Stage.USED),
    ("play", Stage.DONE),
    ("walk", Stage.DONE),
]


@st.composite
def records(draw, least=0):
    """Completions of two school years and three months, many of them on one day."""
    days = st.sampled_from(
        [date(2026, 6, 30), date(2026, 7, 1), *(date(2026, 9, day) for day in (13, 14, 15, 16))]
    )
    size = draw(st.integers(least, 14))
    return [
        Completion(
            f"evidence/{number}",
            *draw(st.sampled_from(PARTS)),
            frozenset({draw(st.sampled_from([EvidenceKind.OWN, EvidenceKind.STUDENT]))}),
            draw(st.integers(0, 300)),
            draw(days),
            datetime(2026, 9, 20, draw(st.integers(0, 3)), tzinfo=UTC),
            outcome=draw(st.booleans()),
        )
        for number in range(size)
    ]


timelines = st.sampled_from([ONE, TWO])


@given(records(), timelines, st.randoms(use_true_random=False))
def test_the_order_of_arrival_never_matters(record, timeline, dice):
    shuffled = dice.sample(record, len(record))

    assert desired_lines(shuffled, timeline) == desired_lines(record, timeline)
    assert granted(shuffled, timeline) == granted(record, timeline)


@given(records(), timelines)
def test_the_lines_add_up_to_what_is_granted(record, timeline):
    lines = desired_lines(record, timeline)
    own = [line for line in lines if not line.source.startswith("pathway/")]
    worth = granted(record, timeline).values()

    assert sum(line.experience for line in own) == sum(each.experience for each in worth)
    assert sum(line.redeemable for line in own) == sum(each.redeemable for each in worth)


@given(records(), timelines)
def test_no_line_has_the_key_of_another(record, timeline):
    lines = desired_lines(record, timeline)
    keys = {(line.source, line.rule, line.campus) for line in lines}

    assert len(keys) == len(lines)
    assert all(line.experience or line.redeemable for line in lines)


@given(records(), timelines)
def test_nothing_is_cut_below_zero_or_granted_above_full(record, timeline):
    for each in granted(record, timeline).values():
        for award in each.awards:
            assert 0 <= award.experience <= award.full
            assert award.redeemable >= 0
            assert (award.cap != "") == (award.per is not None)


@given(records())
def test_no_cap_is_ever_passed(record):
    """Every cap of the first catalog, added up from what completions are granted."""
    by_source = {each.source: each for each in record}
    points, times = defaultdict(int), defaultdict(set)
    for source, worth in granted(record, ONE).items():
        done = by_source[source]
        activity = FIRST.activities[done.activity]
        for award in worth.awards:
            caps = {
                f"rule/{award.rule}": FIRST.earning_rules[award.rule].cap,
                f"activity/{done.activity}": activity.cap,
                f"campus/{activity.campus}": activity.campus
                and FIRST.campuses[activity.campus].cap,
            }
            for key, cap in caps.items():
                if cap:
                    place = (key, cap, window_of(done.day, cap.per, MonthDay()))
                    points[place] += award.experience
                    if award.experience or award.redeemable:
                        times[place].add(source)

    assert all(total <= (cap.points or total) for (_, cap, _), total in points.items())
    assert all(len(done) <= (cap.times or len(done)) for (_, cap, _), done in times.items())


@given(records())
def test_a_cap_takes_exactly_what_is_over(record):
    """A single cap's line is `min(0, cap − sum)`, whatever else happened."""
    catalog = small("activities: {talks: {title: T, points: 10, cap: {points: 25, per: month}}}")
    timeline = Timeline((Recorded(1, date(2020, 1, 1), catalog),))
    full, cut = defaultdict(int), defaultdict(int)
    for line in desired_lines(record, timeline):
        window = (
            line.source.removeprefix("cap/")
            if line.reason == "capped"
            else f"{line.effective:%Y-%m}"
        )
        (cut if line.reason == "capped" else full)[window] += line.experience

    assert {window: cut[window] for window in full} == {
        window: min(0, 25 - total) for window, total in full.items()
    }


@given(records(least=1), timelines)
def test_a_preview_adds_up_to_the_change(record, timeline):
    new, *others = record
    change = total(record, timeline) - total(others, timeline)

    assert sum(award.experience for award in preview(new, others, timeline)) == change


def total(record, timeline):
    return sum(line.experience for line in desired_lines(record, timeline))
