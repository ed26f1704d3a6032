"""Who may do what: one table, asked for every role, place and act."""

import pytest

from engine.errors import NotPermitted
from engine.people import Act, Actor, Participant, Role, RoleGrant
from engine.store import new_id
from tests.engine.world import TODAY

LEADS, REVIEWS = Role.SCHOOL_LEADER, Role.REVIEWER


def place(district: str = "elm", school: str = "aspen", left: bool = False) -> Participant:
    return Participant(
        district_id=district,
        id=new_id(),
        person_id=new_id(),
        school=school,
        joined_on=TODAY,
        left_on=TODAY if left else None,
    )


def with_roles(*roles: tuple[Role, str], left: bool = False) -> Actor:
    someone = place(left=left)
    grants = (
        RoleGrant(district_id="elm", participant_id=someone.id, role=role, school=school)
        for role, school in roles
    )
    return Actor(someone, tuple(grants))


@pytest.mark.parametrize(
    ("role", "acts"),
    [
        (None, {Act.TAKE_PART}),
        (REVIEWS, {Act.TAKE_PART, Act.REVIEW}),
        (LEADS, {Act.TAKE_PART, Act.SEE_RECORD, Act.SEE_PEOPLE, Act.APPROVE_REWARD}),
        (Role.DESK, {Act.TAKE_PART, Act.FULFIL, Act.APPROVE_REWARD}),
        (Role.DISTRICT_ADMIN, set(Act)),
    ],
)
def test_each_role_opens_its_own_doors(role: Role | None, acts: set[Act]) -> None:
    actor = with_roles(*([(role, "")] if role else []))
    colleague = place()

    assert {act for act in Act if actor.may(act, colleague)} == acts
    for act in set(Act) - acts:
        with pytest.raises(NotPermitted) as refusal:
            actor.must(act, colleague)
        assert refusal.value.act == act.value


@pytest.mark.parametrize(
    ("granted_for", "owner_at", "may"),
    [
        ("", "aspen", True),
        ("", "", True),
        ("aspen", "aspen", True),
        ("aspen", "birch", False),
        ("aspen", "", False),
    ],
)
@pytest.mark.parametrize(
    ("role", "act"), [(REVIEWS, Act.REVIEW), (LEADS, Act.SEE_RECORD), (LEADS, Act.SEE_PEOPLE)]
)
def test_a_role_for_a_school_ends_at_its_door(role, act, granted_for, owner_at, may) -> None:
    actor = with_roles((role, granted_for))

    assert actor.may(act, place(school=owner_at)) is may
    assert actor.may(act)


@pytest.mark.parametrize("act", Act)
def test_no_role_reaches_into_another_district(act: Act) -> None:
    assert not with_roles((Role.DISTRICT_ADMIN, "")).may(act, place(district="oak"))


def test_everybody_sees_her_own_record() -> None:
    for actor in (with_roles(), with_roles(left=True)):
        assert actor.may(Act.SEE_RECORD, actor.participant)
        assert not actor.may(Act.SEE_RECORD)


def test_who_has_left_keeps_her_record_and_no_role() -> None:
    actor = with_roles((Role.DISTRICT_ADMIN, ""), (REVIEWS, "aspen"), left=True)

    assert {act for act in Act if actor.may(act, place())} == set()
    assert (actor.roles, actor.schools(REVIEWS)) == (frozenset(), frozenset())
    assert not actor.has(Role.DISTRICT_ADMIN)


def test_her_schools_are_named_unless_it_is_the_whole_district() -> None:
    two = with_roles((REVIEWS, "aspen"), (REVIEWS, "birch"), (LEADS, "cedar"))

    assert two.schools(REVIEWS) == {"aspen", "birch"}
    assert two.roles == {REVIEWS, LEADS}
    assert with_roles((REVIEWS, "aspen"), (REVIEWS, "")).schools(REVIEWS) is None
    assert with_roles().schools(REVIEWS) == frozenset()


@pytest.mark.parametrize(
    ("plays", "on_boards", "sees"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_a_leader_sees_the_game_of_those_who_show_themselves(
    plays: bool, on_boards: bool, sees: bool
) -> None:
    colleague = place()
    colleague.plays, colleague.on_boards = plays, on_boards

    assert with_roles((LEADS, "aspen")).may(Act.SEE_GAME, colleague) is sees
    assert with_roles((Role.DISTRICT_ADMIN, "")).may(Act.SEE_GAME, colleague)
    assert not with_roles().may(Act.SEE_GAME, colleague)
    assert Actor(colleague).may(Act.SEE_GAME, colleague)
