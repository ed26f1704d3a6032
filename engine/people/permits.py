"""Who may do what: the one place where that is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from engine.errors import NotPermitted
from engine.people.tables import Participant, Role, RoleGrant


class Act(StrEnum):
    """What somebody may or may not do, named as a refusal would name it."""

    TAKE_PART = "take_part"
    REVIEW = "review"
    SEE_RECORD = "see_record"
    SEE_GAME = "see_game"
    """Level, points and the lines that they rest on: play, and never part of an evaluation."""
    SEE_PEOPLE = "see_people"
    FULFIL = "fulfil"
    APPROVE_REWARD = "approve_reward"
    """Say yes to what somebody redeemed; leaders only where the pack lets them."""
    COACH = "coach"
    CORRECT = "correct"
    WRITE_CATALOG = "write_catalog"
    """Write the next catalog: all of it, or the activities of her program area."""
    ADMINISTER = "administer"


@dataclass(frozen=True)
class Actor:
    """A participant together with the roles that she has in the district."""

    participant: Participant
    grants: tuple[RoleGrant, ...] = ()
    campuses: frozenset[str] = frozenset()
    """Those that were given to her as her program area."""

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self._standing())

    @property
    def areas(self) -> frozenset[str]:
        """The campuses whose activities she may write; none once she has left."""
        return self.campuses if self.participant.left_on is None else frozenset()

    def has(self, role: Role, school: str | None = None) -> bool:
        """Whether she has the role, for the whole district or for that school."""
        return any(
            grant.role is role and (not grant.school or school in (None, grant.school))
            for grant in self._standing()
        )

    def schools(self, role: Role) -> frozenset[str] | None:
        """The schools for which she has the role; None when it is for the whole district."""
        if any(grant.role is role and not grant.school for grant in self._standing()):
            return None
        return frozenset(grant.school for grant in self._standing() if grant.role is role)

    def may(self, act: Act, about: Participant | None = None) -> bool:
        """Whether she may do it; `about` is the participant whom it concerns, if there is one."""
        same_district = about is None or about.district_id == self.participant.district_id
        return same_district and _PERMITS[act](self, about)

    def must(self, act: Act, about: Participant | None = None) -> None:
        """Refuse unless she may."""
        if not self.may(act, about):
            raise NotPermitted(act.value)

    def _standing(self) -> tuple[RoleGrant, ...]:
        """Her roles; none once she has left the district."""
        return self.grants if self.participant.left_on is None else ()


def _takes_part(actor: Actor, _about: Participant | None) -> bool:
    return actor.participant.left_on is None


def _reviews(actor: Actor, about: Participant | None) -> bool:
    school = about.school if about else None
    return actor.has(Role.REVIEWER, school) or actor.has(Role.DISTRICT_ADMIN)


def _sees_record(actor: Actor, about: Participant | None) -> bool:
    if about is not None and about.id == actor.participant.id:
        return True
    school = about.school if about else None
    return actor.has(Role.SCHOOL_LEADER, school) or actor.has(Role.DISTRICT_ADMIN)


def _sees_game(actor: Actor, about: Participant | None) -> bool:
    """Herself and admins, who correct it; leaders only where she shows herself on boards."""
    if about is None or about.id == actor.participant.id or actor.has(Role.DISTRICT_ADMIN):
        return _sees_record(actor, about)
    return about.plays and about.on_boards and _sees_record(actor, about)


def _sees_people(actor: Actor, about: Participant | None) -> bool:
    school = about.school if about else None
    return actor.has(Role.SCHOOL_LEADER, school) or actor.has(Role.DISTRICT_ADMIN)


def _fulfils(actor: Actor, _about: Participant | None) -> bool:
    return actor.has(Role.DESK) or actor.has(Role.DISTRICT_ADMIN)


def _approves_rewards(actor: Actor, about: Participant | None) -> bool:
    school = about.school if about else None
    return _fulfils(actor, about) or actor.has(Role.SCHOOL_LEADER, school)


def _coaches(actor: Actor, about: Participant | None) -> bool:
    school = about.school if about else None
    return actor.has(Role.COACH, school) or actor.has(Role.DISTRICT_ADMIN)


def _writes_catalog(actor: Actor, _about: Participant | None) -> bool:
    return bool(actor.areas) or actor.has(Role.DISTRICT_ADMIN)


def _administers(actor: Actor, _about: Participant | None) -> bool:
    return actor.has(Role.DISTRICT_ADMIN)


_PERMITS: dict[Act, Callable[[Actor, Participant | None], bool]] = {
    Act.TAKE_PART: _takes_part,
    Act.REVIEW: _reviews,
    Act.SEE_RECORD: _sees_record,
    Act.SEE_GAME: _sees_game,
    Act.SEE_PEOPLE: _sees_people,
    Act.FULFIL: _fulfils,
    Act.APPROVE_REWARD: _approves_rewards,
    Act.COACH: _coaches,
    Act.CORRECT: _administers,
    Act.WRITE_CATALOG: _writes_catalog,
    Act.ADMINISTER: _administers,
}
