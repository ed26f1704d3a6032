"""A team as pages show it: who is in it, and who has still to write."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from engine import evidence, people
from engine.evidence import Evidence, Status
from rules.catalog import TeamTerms
from web import page
from web.formats import joined, short_day
from web.wording import words


@dataclass(frozen=True)
class Member:
    """One line of the team."""

    id: UUID
    name: str
    told: str
    sign: str
    tone: str = "calm"
    part: Evidence | None = None
    """What she wrote for herself: the common work, of whoever began it."""
    is_asked: bool = False
    """Whether she has not said yet."""
    is_in: bool = True

    @property
    def has_written(self) -> bool:
        """Whether others may read it: what is only a draft is hers alone."""
        return self.part is not None and not self.part.status.editable


@dataclass(frozen=True)
class Team:
    """Everybody who hands in one piece of work."""

    work: Evidence
    began: Member
    others: Sequence[Member]
    terms: TeamTerms | None
    room: int
    """How many more may be asked."""

    @property
    def url(self) -> str:
        return url_for("colleagues.team", evidence_id=self.work.id)

    @property
    def everybody(self) -> list[Member]:
        """Those too who have not said yet, said no, or went their own way."""
        return [self.began, *self.others]

    @property
    def members(self) -> list[Member]:
        return [self.began, *(each for each in self.others if each.is_in)]

    @property
    def names(self) -> str:
        """Of all who are in it; the reader comes last, and is no third person."""
        me = page.me().participant.id
        named = [each.name for each in self.members if each.id != me]
        return joined([*named, _("you")] if len(named) < len(self.members) else named)

    @property
    def still_writing(self) -> str:
        """The names of the others whose part is missing."""
        me = page.me().participant.id
        return joined([each.name for each in self._late if each.id != me])

    @property
    def awaits_me(self) -> bool:
        """Whether the reader's own part is missing."""
        return page.me().participant.id in {each.id for each in self._late}

    @property
    def _late(self) -> list[Member]:
        return [each for each in self.members[1:] if each.part and each.part.status.editable]

    @property
    def missing(self) -> int:
        """How many have to join before it can be handed in."""
        return max(0, self.terms.at_least - len(self.members)) if self.terms else 0


def team_of(claim: Evidence) -> Team | None:
    """The team to which evidence belongs; None where everybody hands in for herself."""
    session, now = page.session(), page.now()
    work = evidence.teams.work_of(session, claim) or claim
    terms = evidence.teams.terms(session, work, now=now)
    mates = evidence.teams.mates(session, work)
    if terms is None and not mates:
        return None
    names = people.names(
        session, work.district_id, {work.participant_id, *(each.participant_id for each in mates)}
    )
    return Team(
        work,
        _began(work, names),
        list(_others(work, names)),
        terms,
        evidence.teams.room(session, work, now=now) if work.status.editable else 0,
    )


def _began(work: Evidence, names: Mapping[UUID, str]) -> Member:
    told, sign, tone = {
        Status.SUBMITTED: (_("Began it, and has handed it in"), "send", "wait"),
        Status.APPROVED: (_("Began it. It is approved"), "circle-check", "good"),
        Status.SENT_BACK: (_("Began it. It came back with a note"), "arrow-back-up", "stop"),
        Status.DECLINED: (_("Began it. It does not count"), "ban", "calm"),
    }.get(work.status, (_("Began it, and hands it in"), "pencil", "calm"))
    name = names[work.participant_id]
    return Member(work.participant_id, name, told, sign, tone, work)


def _others(work: Evidence, names: Mapping[UUID, str]) -> Iterator[Member]:
    session = page.session()
    parts = {mate.id: part for mate, part in evidence.teams.parts(session, work)}
    for each in evidence.teams.mates(session, work):
        who = each.participant_id, names[each.participant_id]
        if each.id in parts:
            yield Member(*who, *_written(parts[each.id]), parts[each.id])
        elif each.answer is evidence.teams.Answer.OPEN:
            told = _("Asked on %(day)s, no answer yet", day=short_day(each.asked_at))
            yield Member(*who, told, "hourglass", "wait", is_asked=True, is_in=False)
        elif each.answer is evidence.teams.Answer.LEFT:
            yield Member(*who, _("Goes on alone"), "arrow-right", is_in=False)
        elif each.answer is evidence.teams.Answer.DECLINED:
            yield Member(*who, _("Not this time"), "x", is_in=False)


def _written(part: Evidence) -> tuple[str, str, str]:
    if part.status is Status.APPROVED:
        return _("The part is written, and counts"), "circle-check", "good"
    if part.status is Status.DECLINED:
        return _("Does not count with the common work"), "ban", "calm"
    if part.status is Status.SUBMITTED:
        return _("The part is written"), "check", "good"
    return _("Still writing a part"), "pencil", "wait"


def is_part(claim: Evidence) -> bool:
    """Whether it is decided with the common work of a team."""
    return evidence.teams.place_of(page.session(), claim) is not None


def in_words(team: TeamTerms) -> str:
    """`in a team of 2 to 5, who share its points`, as an activity promises it."""
    if not team.is_shared:
        return _size(team)
    return _("%(team)s, who share its %(points)s", team=_size(team), points=words("point"))


def _size(team: TeamTerms) -> str:
    if team.at_least == 1:
        return _("alone or together, up to %(most)s", most=team.at_most)
    if team.at_least == team.at_most:
        return _("in a team of %(n)s", n=team.at_most)
    return _("in a team of %(least)s to %(most)s", least=team.at_least, most=team.at_most)
