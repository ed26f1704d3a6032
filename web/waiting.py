"""What a reviewer has already and what it would meet: said before any new work is proposed."""

from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from engine import evidence
from engine.evidence import Evidence, Whereabouts
from engine.progress import Awaited, Awaiting
from rules.terms import Stage
from web import page, steps
from web.formats import in_language, inner, joined, short_day, weekday
from web.wording import worded, words


@dataclass(frozen=True)
class Waits:
    """Evidence with a reviewer: whose turn it is, and what it would meet."""

    title: str
    href: str
    note: str


def all_told(awaiting: Awaiting, degree: str | None = None) -> list[Waits]:
    """Everything that waits and would meet something, of one degree or of all."""
    by_claims: dict[tuple[UUID, ...], list[Awaited]] = {}
    for each in awaiting.awaited:
        if degree in (None, each.degree):
            by_claims.setdefault(tuple(claim.id for claim in each.claims), []).append(each)
    return [told(*alike) for alike in by_claims.values()]


def told(*alike: Awaited) -> Waits:
    """The same evidence, with all that it would meet, perhaps in several degrees."""
    claims = alike[0].claims
    first, *others = claims
    parts = (
        since(first) if not others else _since_first(first),
        *(_brings(each) for each in alike),
        _("There is nothing to do for it tonight."),
    )
    return Waits(
        title=ngettext("%(num)s piece of evidence", "%(num)s pieces of evidence",
                       len(claims)) if others else activity_title(first),
        href=url_for("evidence.mine")
        if others
        else url_for("evidence.show", evidence_id=first.id),
        note=" ".join(parts),
    )  # fmt: skip


def since(claim: Evidence) -> str:
    """`With Ruth Asawa since Nov 3, 2025, answer by Thursday, November 6.`"""
    where = evidence.whereabouts(page.session(), claim)
    who, by = with_whom(where), where.anew or where.promised
    day = short_day(where.since or claim.submitted_at or claim.saved_at)
    if by is None:
        return _("With %(who)s since %(day)s.", who=who, day=day)
    return _("With %(who)s since %(day)s, answer by %(by)s.", who=who, day=day, by=weekday(by))


def with_whom(where: Whereabouts) -> str:
    """`Ruth Asawa or 2 others` while nobody took it; the district office where nobody is named."""
    if where.writes:
        return where.writes
    names = where.names
    who = names[0] if names else _("The district office")
    if where.since:
        return joined(names)
    if len(names) > 1:
        return ngettext("%(name)s or %(num)s other", "%(name)s or %(num)s others", len(names) - 1,
                        name=who)  # fmt: skip
    return who


def activity_title(claim: Evidence) -> str:
    activity = page.catalog().activities.get(claim.activity)
    title = in_language(activity.title) if activity else _("Other work")
    return title if claim.stage is Stage.DONE else f"{title}: {worded(claim.stage).lower()}"


def _since_first(claim: Evidence) -> str:
    day = short_day(claim.submitted_at or claim.saved_at)
    return _("With reviewers, the first since %(day)s.", day=day)


def _brings(awaited: Awaited) -> str:
    number = len(awaited.claims)
    if awaited.completes:
        return ngettext(
            "Approved, it completes the %(the_degree)s “%(title)s”.",
            "Approved, they complete the %(the_degree)s “%(title)s”.",
            number, the_degree=words("degree", 1), title=steps.degree_title(awaited.degree),
        )  # fmt: skip
    names = (f"“{inner(steps.requirement(awaited.degree, finding))}”" for finding in awaited.met)
    return ngettext(
        "Approved, it finishes %(what)s (%(degree)s).",
        "Approved, they finish %(what)s (%(degree)s).",
        number, what=", ".join(names), degree=steps.degree_title(awaited.degree),
    )  # fmt: skip
