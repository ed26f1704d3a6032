"""What a team shares is divided in whole points, and adds up to what it was."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from rules.scoring import desired_lines, granted, preview
from rules.terms import Stage
from rules.ways.offers import Promise, offer_of
from tests.rules.cases import always, completion, small

TEAM = "team: {at_least: 1, at_most: 9, points: shared}"
BONUS = "rules: {first: {match: {activities: [talks]}, when: first_time, grants: {points: 6}}}"


def pack(points: str = "40", team: str = TEAM, more: str = ""):
    return always(
        small(f"activities: {{talks: {{title: Talks, points: {points}, {team}}}}}\n{more}")
    )


def team(size: int, **facts):
    """The same work as each of its members handed it in."""
    return [completion(team_size=size, team_place=place, **facts) for place in range(size)]


def own(done, timeline, rule: str = "talks") -> int:
    """What the rule comes to in the ledger for one member."""
    lines = desired_lines([done], timeline)
    return sum(line.experience for line in lines if line.rule in (rule, f"cap:activity/{rule}"))


@given(points=st.integers(0, 500), size=st.integers(1, 9), minutes=st.integers(0, 900))
def test_nothing_is_created_and_nothing_is_lost(points: int, size: int, minutes: int) -> None:
    for written, whole in (
        (str(points), points),
        ("{points_per_hour: 7}", minutes * 7 // 60),
    ):
        timeline = pack(written)
        parts = [own(each, timeline) for each in team(size, minutes=minutes)]

        assert sum(parts) == whole
        assert max(parts) - min(parts) <= 1
        assert parts == sorted(parts, reverse=True), "what is over goes to the first"
        assert all(
            granted([each], timeline)[each.source].awards[0].experience == part
            for each, part in zip(team(size, minutes=minutes), parts, strict=True)
        )


def test_each_has_all_unless_the_pack_says_otherwise() -> None:
    assert [own(each, pack(team="team: {at_most: 9}")) for each in team(3)] == [40, 40, 40]
    assert [own(each, pack()) for each in team(3)] == [14, 13, 13]


def test_a_part_says_of_what_it_is_one() -> None:
    second = team(3)[1]

    shared, first = preview(second, (), pack(more=BONUS))

    assert (shared.experience, shared.whole, shared.shared_by) == (13, 40, 3)
    assert shared.reason == "shared"
    assert (first.experience, first.reason, first.whole, first.shared_by) == (6, "first_time", 0, 1)
    assert [line.reason for line in desired_lines([second], pack(more=BONUS))] == [
        "shared",
        "first_time",
    ]


def test_alone_nothing_is_shared() -> None:
    (award,) = preview(completion(), (), pack())

    assert (award.experience, award.reason, award.whole) == (40, "granted", 0)


def test_a_cap_looks_at_the_part_of_each_and_cuts_it_for_nobody_else() -> None:
    timeline = pack(team=f"{TEAM}, cap: {{points: 10}}")
    mine = replace(team(3)[0], source="evidence/mine")
    before = completion(n=2, source="evidence/before", day="2026-08-01", team_size=9, team_place=8)

    worth = granted([before, mine], timeline)

    assert [worth[each].awards[0].experience for each in ("evidence/before", "evidence/mine")] == [
        4,
        6,
    ]
    assert worth["evidence/mine"].awards[0].reason == "capped"
    assert worth["evidence/mine"].awards[0].full == 14
    assert own(team(3)[1], timeline) == 10


def test_points_to_spend_are_shared_too_and_what_does_not_pay_has_its_own_reason() -> None:
    timeline = always(
        small(
            """
            activities:
              talks:
                title: Talks
                team: {points: shared}
                points: {by_stage: {done: 0}}
            """
        )
    )

    assert preview(team(2)[0], (), timeline)[0].reason == "no_points"
    lines = desired_lines([team(3)[0]], pack(more=BONUS))
    assert [(line.experience, line.redeemable) for line in lines] == [(14, 14), (6, 6)]


def test_what_is_foreseen_is_the_smallest_part_of_the_smallest_team() -> None:
    catalog = small(
        "activities: {talks: {title: T, points: 25, team: {at_least: 3, points: shared}}}"
    )
    assert offer_of(catalog, ("talks", Stage.DONE), Promise()).experience == 8
