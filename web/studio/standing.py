"""How a list stands: whether it can still be published, and how the last attempt to do so went."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from engine import catalogs, changes, studio
from engine.changes import DryRun, Publishing, Trouble
from engine.errors import ListOutdated, PublishedMeanwhile, Refusal
from engine.studio import Draft
from rules.terms import Policy
from web import page, refusals
from web.formats import day, moment_text


@dataclass(frozen=True)
class Attempt:
    """The last attempt to publish a list, as its page tells it."""

    goes_on: bool
    done: int
    people: int
    trouble: str
    """Why nothing was published; empty while it goes on, and when all went well."""


def last_attempt(run: DryRun) -> Attempt | None:
    found = changes.last_attempt(page.session(), run)
    if found is None:
        return None
    goes_on = changes.goes_on(found, page.now())
    return Attempt(goes_on, found.done, found.people, "" if goes_on else _trouble(run, found))


def is_under_way(run: DryRun) -> bool:
    """Whether it is being published just now."""
    attempt = last_attempt(run)
    return attempt is not None and attempt.goes_on


def _trouble(run: DryRun, attempted: Publishing) -> str:
    if run.published:
        return ""
    match attempted.trouble:
        case Trouble.LIST_CHANGED:
            return _changed_for(attempted.number)
        case Trouble.LIST_OUTDATED:
            return refusals.sentence(ListOutdated(run.today))
        case Trouble.PUBLISHED_MEANWHILE:
            return refusals.sentence(PublishedMeanwhile(attempted.number))
    return _stopped(attempted.heard_at)


def _stopped(at: datetime) -> str:
    return _(
        "Publishing stopped on the way: it was last heard of on %(when)s. Nothing was published, "
        "and everything is as it was before. You can publish again.",
        when=moment_text(at),
    )


def _changed_for(n: int) -> str:
    return ngettext(
        "Something happened meanwhile, and the list says something else for one person now. "
        "Nothing was published: please look again.",
        "Something happened meanwhile, and the list says something else for %(num)s people now. "
        "Nothing was published: please look again.",
        n,
    )


def stale(run: DryRun) -> str:
    """Why a list that was never published can no longer be; nothing while it can."""
    if run.published:
        return ""
    newest = catalogs.newest(page.session(), page.district())
    if newest is not None and newest.number >= run.number:
        return refusals.sentence(PublishedMeanwhile(newest.number))
    draft = draft_of(run)
    if draft is not None and catalogs.digest_of(draft.files) != run.digest:
        return _("The draft has changed since this list was made.")
    if run.today != page.today():
        return refusals.sentence(ListOutdated(run.today))
    return ""


def draft_of(run: DryRun) -> Draft | None:
    if run.draft_id is None:
        return None
    try:
        return studio.draft(page.session(), page.me(), run.draft_id)
    except Refusal:
        return None


def meaning(policy: Policy, first: Any) -> str:
    told = {
        Policy.NEW_WORK: _("Work done from %(day)s on is judged by it. Nobody’s past changes."),
        Policy.RECOMPUTE: _("All work done from %(day)s on is judged anew, also what is approved "
                            "already. Some may end up with less; the list says who."),
        Policy.NOBODY_LOSES: _("All work done from %(day)s on is judged anew. Whom that would "
                               "cost something keeps the old rules for what is done already, and "
                               "is judged by the new ones from tomorrow."),
    }  # fmt: skip
    return told[policy] % {"day": day(first)}
