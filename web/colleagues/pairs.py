"""Mentor pairs as their two people see them, and the form by which one asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from flask import request
from flask_babel import gettext as _

from engine import evidence, mentoring, people
from engine.mentoring import MentorPair
from engine.people import Participant, Person
from web import page
from web.colleagues.finding import matching
from web.formats import day, in_language


@dataclass(frozen=True)
class Pair:
    """One line: with whom, and how it stands."""

    id: UUID
    name: str
    am_mentor: bool
    about: str
    """The title of the badge, or nothing."""
    asks_me: bool
    since: str
    """When both agreed; empty before that."""

    @property
    def told(self) -> str:
        """`You accompany Ada to “Number Talks”`, or the other way round; before that, who asks."""
        if not self.since:
            return self._asked
        facts = {"name": self.name, "badge": self.about}
        if self.about and self.am_mentor:
            return _("You accompany %(name)s to “%(badge)s”", **facts)
        if self.about:
            return _("%(name)s accompanies you to “%(badge)s”", **facts)
        if self.am_mentor:
            return _("You accompany %(name)s", name=self.name)
        return _("%(name)s accompanies you", name=self.name)

    @property
    def _asked(self) -> str:
        if self.asks_me and self.am_mentor:
            return _("%(name)s would like you as a mentor", name=self.name)
        if self.asks_me:
            return _("%(name)s offers to be your mentor", name=self.name)
        if self.am_mentor:
            return _("You offer to accompany %(name)s", name=self.name)
        return _("You asked %(name)s to be your mentor", name=self.name)


@dataclass(frozen=True)
class Asking:
    """The page on which one asks: as what, about what, and who was found."""

    as_mentor: bool
    about: str
    badges: Sequence[tuple[str, str]]
    search: str
    rows: Sequence[tuple[Participant, Person]]

    @classmethod
    def asked_for(cls) -> Self:
        search = request.args.get("search", "").strip()[:100]
        badges = sorted(
            ((key, in_language(each.title)) for key, each in page.catalog().badge_catalog.items()),
            key=lambda each: each[1].casefold(),
        )
        about = request.args.get("about", "")
        return cls(
            as_mentor=request.args.get("role") == "mentor",
            about=about if about in page.catalog().badge_catalog else "",
            badges=badges,
            search=search,
            rows=matching(search, {page.me().participant.id}),
        )


def pairs_of_mine() -> list[Pair]:
    """Those that are not over; where I am asked, first."""
    session, me = page.session(), page.me().participant
    rows = mentoring.of(session, me)
    names = people.names(session, me.district_id, [each.other(me.id) for each in rows])
    return sorted((_pair(each, me, names[each.other(me.id)]) for each in rows), key=_open_first)


def counted_for_me() -> int:
    """How many badges of those whom I accompany, or did, are counted for me; never whose."""
    done = evidence.completions(page.session(), page.me().participant)
    counts_as = page.catalog().mentoring.counts_as
    return sum(each.activity == counts_as for each in done)


def _pair(pair: MentorPair, me: Participant, name: str) -> Pair:
    badge = page.catalog().badge_catalog.get(pair.about)
    return Pair(
        id=pair.id,
        name=name,
        am_mentor=pair.mentor_id == me.id,
        about=in_language(badge.title) if badge else pair.about,
        asks_me=pair.agreed_at is None and pair.asked_by != me.id,
        since=day(pair.agreed_at) if pair.agreed_at else "",
    )


def _open_first(pair: Pair) -> tuple[bool, bool, str]:
    return (not pair.asks_me, bool(pair.since), pair.name)
