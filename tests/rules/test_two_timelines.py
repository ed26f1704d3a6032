"""Two timelines held against each other: the quick answer is the definition's, whatever differs."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rules.differing import Difference, Span
from rules.facts import Completion, Conferral
from rules.holdings import Known, holdings, place
from rules.pack import read_pack
from rules.pairing import Pairing
from rules.regarding import Fact, asks
from rules.requirements import Requirement
from rules.terms import EvidenceKind, Policy, Stage
from rules.timeline import Recorded, Timeline

TODAY = date(2026, 3, 20)
PACK = """
pack: {format: tassel-pack/1, title: Elm, catalog_year: 2025-26, applies_from: 2025-07-01}
district: {id: elm, name: Elm, university: Elm University}
campuses: {steam: {title: STEAM, cap: {points: 60, per: month}}, arts: {title: Arts}}
activities:
  talk: {title: Talk, campus: steam, points: 10, cap: {points: 25, per: month}, tags: [oral]}
  unit:
    title: Unit
    campus: steam
    badge: true
    stages: {learned: {evidence: own, points: 15}, used: {evidence: student, points: 20}}
  walk:
    title: Walk
    campus: arts
    tags: [oral, warm]
    evidence: attendance
    hours: 1
    points: {points_per_hour: 4}
rules:
  first: {title: First, match: {campuses: [steam]}, when: first_time, grants: 5}
levels:
  freshman: {title: Freshman, experience: 0}
  sophomore: {title: Sophomore, experience: 20}
  junior: {title: Junior, experience: 50}
badges:
  doer: {title: Doer, criteria: Do., requires: {count: 3}}
  rich: {title: Rich, criteria: Earn., requires: {points: 40}}
  risen: {title: Risen, criteria: Rise., requires: {level: sophomore}}
  learned: {title: Learned, criteria: Learn., requires: {degree: associate}}
pathways:
  whole: {title: Whole, parts: [talk, unit/learned], points: 7}
degrees:
  associate: {title: Associate, requires: {points: 30}}
  bachelor:
    title: Bachelor
    requires: {all: [{degree: associate}, {level: junior}, {campuses: 2}]}
  wide: {title: Wide, requires: {collect: {count: 2, where: {tags_any: [oral]}}}}
"""
EDITS = [
    ("points: 10, cap: {points: 25", "points: 4, cap: {points: 12"),
    ("points: 10, cap: {points: 25, per: month}", "points: 12"),
    ("cap: {points: 60, per: month}", "cap: {points: 20, per: month}"),
    ("tags: [oral]}", "tags: [spoken]}"),
    ("tags: [oral]}", "tags: [oral], valid_months: 2, renewed_by: [walk]}"),
    ("  walk:\n", "  walk:\n    valid_months: 1\n"),
    ("points: 15}", "points: 40}"),
    ("badge: true", "badge: false"),
    ("talk: {title: Talk", "talk: {team: {points: shared}, title: Talk"),
    ("points_per_hour: 4}", "points_per_hour: 1}"),
    ("campus: arts", "campus: steam"),
    ("grants: 5", "grants: 50"),
    ("experience: 20}", "experience: 9}"),
    ("experience: 50}", "experience: 90}"),
    ("experience: 50}", "experience: 50, requires: {count: 2}}"),
    ("requires: {count: 3}", "requires: {count: 1}"),
    ("requires: {points: 40}", "requires: {points: 90}"),
    ("requires: {level: sophomore}", "requires: {level: junior}"),
    ("points: 7}", "points: 19}"),
    ("parts: [talk, unit/learned]", "parts: [talk, unit/used]"),
    ("degrees:\n", "between_degrees: exclusive\ndegrees:\n"),
    ("arts: {title: Arts}", "arts: {title: Arts}, trades: {title: Trades}"),
    ("university: Elm University}", "university: Elm University, year_starts: 02-01}"),
]

edits = st.lists(st.sampled_from(EDITS), max_size=3, unique=True)
days = st.integers(-3, 200).map(lambda back: TODAY - timedelta(days=back))
policies = st.sampled_from(Policy)
work = st.lists(
    st.tuples(st.sampled_from([("talk", "done"), ("unit", "learned"), ("unit", "used"),
                               ("walk", "done")]), days), max_size=7,
)  # fmt: skip
LEVELS = ["freshman", "sophomore", "junior"]


def edited(changes: list[tuple[str, str]]) -> str:
    text = PACK
    for old, new in changes:
        text = text.replace(old, new)
    return text


def recorded(number: int, changes, day: date, policy: Policy) -> Recorded:
    return Recorded(number, day, read_pack({"pack.yaml": edited(changes)}), policy, TODAY)


def done(work: list) -> tuple[Completion, ...]:
    return tuple(
        Completion(
            source=f"evidence/{n}",
            activity=activity,
            stage=Stage(stage),
            kinds=frozenset({EvidenceKind.OWN, EvidenceKind.ATTENDANCE}),
            minutes=90,
            day=day,
            submitted_at=datetime(2026, 1, 1, tzinfo=UTC),
            team_size=1 + n % 3,
            team_place=n % 3,
        )
        for n, ((activity, stage), day) in enumerate(work)
    )


@st.composite
def situations(draw: st.DrawFn) -> tuple[Known, Difference]:
    """A record with what stands of it, and a timeline that gets one more catalog."""
    first = recorded(1, [], date(2025, 7, 1), Policy.RECOMPUTE)
    earlier = [recorded(2, draw(edits), draw(days), draw(policies))] if draw(st.booleans()) else []
    before = Timeline((first, *earlier))
    if draw(st.booleans()):
        before = before.sparing({each.number for each in earlier})
    after = before.followed_by(recorded(9, draw(edits), draw(days), draw(policies)))
    degrees = first.catalog.degrees
    pursued = draw(st.sets(st.sampled_from(sorted(degrees))))
    known = Known(
        completions=done(draw(work)),
        conferrals=(Conferral("associate", TODAY),) if draw(st.booleans()) else (),
        levels={
            key: draw(days.filter(lambda day: day <= TODAY))
            for key in LEVELS[: draw(st.integers(0, 3))]
        },
        badges={
            key: draw(days)
            for key in draw(st.sets(st.sampled_from(["doer", "rich", "risen", "learned"])))
        },
        degrees={key: degrees[key].requires for key in sorted(pursued)},
    )
    return known, Difference(before, after, TODAY)


@given(situations())
def test_both_sides_are_what_they_are_from_nothing(situation: tuple[Known, Difference]) -> None:
    known, difference = situation
    pair = Pairing(difference).pair(known)
    before, after = (holdings(known, each, TODAY) for each in (difference.before, difference.after))

    if pair is None:
        assert before == after
    else:
        assert (pair.before.holdings, pair.after.holdings) == (before, after)


def test_badges_alone_are_weighed_without_an_audit() -> None:
    """Two talks are too few for three things, and enough for one; then all is worked out."""
    easier = Pairing(against(("requires: {count: 3}", "requires: {count: 1}")))
    two = Known(completions=done([(("talk", "done"), TODAY), (("walk", "done"), TODAY)]))
    four = Known(completions=(*two.completions, *two.completions))

    pair = easier.pair(two)
    assert pair is not None
    assert pair.after.badges - pair.before.badges == {"doer"}
    assert easier.pair(four) is None


WALK = (("walk", "done"), TODAY)


def test_a_badge_that_stands_is_weighed_by_who_judges_it() -> None:
    since = TODAY - timedelta(days=9)
    harder = Pairing(against(("requires: {count: 3}", "requires: {count: 9}"), day=since))
    three = Known(
        completions=done([(("talk", "done"), since - timedelta(days=1))] * 3 + [WALK]),
        badges={"doer": since - timedelta(days=1)},
    )
    pair = harder.pair(three)
    assert pair is not None
    assert pair.before.badges - pair.after.badges == {"doer"}


def may_differ(known: Known, difference: Difference) -> bool:
    """As the database is asked; of levels and thresholds it is asked more exactly."""
    last = max((each.day for each in known.completions), default=None)
    return (
        difference.everything
        or difference.degrees
        or bool(difference.thresholds)
        or any(difference.touches(each) for each in known.completions)
        or not difference.levels_stand_alike(known.levels.values())
        or (last is not None and bool(difference.badges(last)))
        or (last is not None and not all(
            difference.stands_alike(key, day, last) for key, day in known.badges.items()
        ))
    )  # fmt: skip


@given(situations())
def test_who_is_not_touched_keeps_everything(situation: tuple[Known, Difference]) -> None:
    known, difference = situation
    assume(not may_differ(known, difference))

    assert holdings(known, difference.before, TODAY) == holdings(known, difference.after, TODAY)


@given(situations())
@settings(max_examples=30)
def test_points_differ_by_just_what_is_said(situation: tuple[Known, Difference]) -> None:
    known, difference = situation
    pair = Pairing(difference).pair(known)
    assume(pair is not None)
    before, after = pair.before.holdings, pair.after.holdings

    assert sum(each.experience for each in pair.shifts) == after.experience - before.experience
    assert sum(each.redeemable for each in pair.shifts) == after.redeemable - before.redeemable
    further = {each.degree for each in pair.moved}
    assert {key for key, share in before.degrees.items() if after.degrees[key] != share} <= further


def against(*changes: tuple[str, str], day: date = date(2025, 7, 1)) -> Difference:
    before = Timeline((recorded(1, [], date(2025, 7, 1), Policy.RECOMPUTE),))
    after = before.followed_by(recorded(2, list(changes), day, Policy.RECOMPUTE))
    return Difference(before, after, TODAY)


def test_the_same_text_differs_in_nothing() -> None:
    same = against()
    assert not any((same.spans, same.ladder, same.everything, same.degrees, same.thresholds))
    assert same.badges(TODAY) == frozenset()


def test_an_edit_touches_its_activity_from_its_day() -> None:
    since = date(2026, 1, 1)
    difference = against(("points: 15}", "points: 40}"), day=since)
    assert difference.spans == (Span(since, date.max, frozenset({("unit", Stage.LEARNED)})),)


def test_a_badge_for_a_level_is_weighed_with_all_that_makes_the_level() -> None:
    later = Pairing(against(("requires: {level: sophomore}", "requires: {level: junior}")))
    pair = later.pair(Known(completions=done([(("unit", "used"), TODAY)])))
    assert pair is not None
    assert pair.before.badges - pair.after.badges == {"risen"}


def test_a_degree_that_is_completed_by_it_earns_what_asks_for_it() -> None:
    more = Pairing(against(("points: 10, cap: {points: 25", "points: 40, cap: {points: 45")))
    degrees = more.difference.before.newest.catalog.degrees
    known = Known(
        completions=done([(("talk", "done"), TODAY)]),
        degrees={"associate": degrees["associate"].requires},
    )
    pair = more.pair(known)
    assert pair is not None
    assert pair.after.holdings.complete == {"associate"}
    assert "learned" in pair.after.badges - pair.before.badges


def test_an_activity_that_goes_touches_what_was_done_of_it() -> None:
    gone = against(("  walk:\n", "  stroll:\n"))
    assert gone.touches(done([WALK])[0])


def test_what_expires_otherwise_is_touched_and_held_against_degrees_anew() -> None:
    shorter = Pairing(against(("  walk:\n", "  walk:\n    valid_months: 1\n")))
    degrees = shorter.difference.before.newest.catalog.degrees
    walks = done([(("walk", "done"), TODAY - timedelta(days=60))] * 2)
    known = Known(completions=walks, degrees={"wide": degrees["wide"].requires})

    assert shorter.difference.touches(walks[0])
    pair = shorter.pair(known)
    assert pair is not None
    assert pair.before.holdings.degrees["wide"] == 1
    assert pair.after.holdings.degrees["wide"] == 0


def test_what_renews_otherwise_is_touched() -> None:
    renewing = against(
        ("talk: {title: Talk,", "talk: {title: Talk, valid_months: 9, renewed_by: [walk],")
    )
    assert renewing.touches(done([WALK])[0])


def test_a_level_stands_above_none_and_below_one_that_is_no_more() -> None:
    assert [place(each, LEVELS) for each in (None, "freshman", "junior", "gone")] == [-1, 0, 2, 3]


def test_what_a_requirement_looks_at() -> None:
    def facts(written: dict) -> set[Fact]:
        return set(asks(Requirement.model_validate(written))) - {Fact.WORK}

    assert facts({"count": 3}) == set()
    assert facts({"points": 3}) == {Fact.POINTS}
    assert facts({"count": 3, "where": {"min_points": 5}}) == {Fact.POINTS}
    assert facts({"level": "junior"}) == {Fact.LEVELS}
    assert facts({"degree": "associate"}) == {Fact.DEGREES}


def test_a_rule_that_takes_points_is_noticed() -> None:
    assert against(("{points_per_hour: 4}", "{by_stage: {done: -3}}")).counts_below_zero
    assert not against().counts_below_zero
