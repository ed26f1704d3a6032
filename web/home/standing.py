"""Where I am: my level, my degrees, and what I earned last, as home shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from engine import ledger, progress
from engine.evidence import Evidence
from engine.ledger import Entry, EntryKind
from engine.people import Actor
from engine.progress import Pursued
from engine.store import Session
from rules.terms import Currency
from web import conferred, page
from web.formats import in_language, number, signed
from web.waiting import activity_title
from web.wording import reason, worded, words

_RECENT = 5


@dataclass(frozen=True)
class Ring:
    """The level, and what is missing to the next one."""

    level: str
    share: float
    note: str
    label: str


@dataclass(frozen=True)
class DegreeLine:
    """One degree that is pursued: so many of so many requirements."""

    title: str
    href: str
    have: int
    want: int
    share: float
    """How much of it is done, what is begun counted as well."""


@dataclass(frozen=True)
class Held:
    """A degree that is mine."""

    title: str
    href: str
    on: date
    note: str = ""
    """That it is being looked at again, where it is."""


@dataclass(frozen=True)
class Recent:
    """A line of the ledger in short; what a cap took off it at once is told in it."""

    entry: Entry
    title: str
    why: str
    points: int

    @property
    def href(self) -> str:
        return url_for("ledger.line", seq=self.entry.seq)


def ring(session: Session, actor: Actor) -> Ring | None:
    """None where the district has no levels."""
    levels = page.catalog().levels
    if not levels:
        return None
    reached = progress.level(session, actor.participant, now=page.now())
    name = in_language(levels[reached.level].title) if reached.level else _("Begin")
    if reached.next is None:
        return Ring(name, 1.0, "", name)
    following = in_language(levels[reached.next].title)
    if reached.held_by is not None:
        label = _("%(level)s; “%(next)s” asks for one thing beside %(points)s.",
                  level=name, next=following, points=words("point"))  # fmt: skip
        return Ring(name, reached.progress, _("next: %(level)s", level=following), label)
    missing = number(reached.missing)
    label = ngettext(
        "%(level)s; %(n)s %(points)s to “%(next)s”", "%(level)s; %(n)s %(points)s to “%(next)s”",
        reached.missing, level=name, n=missing, points=words("point", reached.missing),
        next=following,
    )  # fmt: skip
    below = ngettext("%(n)s to %(next)s", "%(n)s to %(next)s", reached.missing,
                     n=missing, next=following)  # fmt: skip
    return Ring(name, reached.progress, below, label)


def degree_lines(pursued: Sequence[Pursued]) -> list[DegreeLine]:
    return [
        DegreeLine(
            title=in_language(each.degree.title),
            href=url_for("degrees.show", degree=each.enrollment.degree),
            have=int(min(each.audit.findings[0].have, each.audit.findings[0].want)),
            want=int(each.audit.findings[0].want),
            share=float(each.audit.progress),
        )
        for each in pursued
        if each.conferral is None
    ]


def held(session: Session, actor: Actor) -> list[Held]:
    """The degrees that were conferred on me, the latest first."""
    place = actor.participant
    return [
        Held(
            in_language(progress.conferred(session, place, each.degree).title),
            url_for("degrees.diploma", degree=each.degree),
            each.conferred_on,
            conferred.in_question(each),
        )
        for each in reversed(progress.conferrals(session, place))
    ]


def recent(session: Session, actor: Actor, claims: Sequence[Evidence]) -> list[Recent]:
    """The last lines in lifetime points, newest first."""
    lines = ledger.statement(session, actor.participant, currency=Currency.EXPERIENCE)
    by_source = {each.source: each for each in claims}
    folded = _folded([line.entry for line in lines])
    return [
        Recent(entry, _entry_title(entry, by_source), _entry_why(entry, cut), entry.points - cut)
        for entry, cut in reversed(folded[-_RECENT:])
    ]


def _folded(entries: Sequence[Entry]) -> list[tuple[Entry, int]]:
    """Each line with what a cap took off it; where an event brought several, they stay apart."""
    folded: list[tuple[Entry, int]] = []
    for _event, same in groupby(entries, key=lambda each: each.event_id):
        together = list(same)
        first, cut = together[0], -sum(each.points for each in together[1:])
        caps = all(each.kind is EntryKind.CAP for each in together[1:])
        if first.kind is EntryKind.AWARD and caps and 0 <= cut <= first.points:
            folded.append((first, cut))
        else:
            folded += [(each, 0) for each in together]
    return folded


def _entry_title(entry: Entry, claims: dict[str, Evidence]) -> str:
    family, _slash, name = entry.source.partition("/")
    if entry.source in claims:
        return activity_title(claims[entry.source])
    if family == "pathway" and name in page.catalog().pathways:
        return in_language(page.catalog().pathways[name].title)
    return worded(entry.kind)


def _entry_why(entry: Entry, cut: int) -> str:
    if cut:
        given = signed(entry.points)
        return _("%(given)s, the cap takes %(cut)s", given=given, cut=number(cut))
    try:
        return reason(entry.reason)
    except KeyError:
        return worded(entry.kind)
