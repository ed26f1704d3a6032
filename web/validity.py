"""How long work counts, in words: for so many years, until a day, and what renews it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from engine import progress
from engine.people import Participant
from rules.audits import Audit, Record
from rules.audits.items import dated
from rules.audits.lasting import Lasting, expired_at, lasting
from rules.catalog import Catalog
from rules.requirements import Kind, Requirement
from rules.terms import Stage
from web import page
from web.conditions import activity_name, either
from web.formats import day

SOON = timedelta(days=90)
"""How long before its end work is said to end."""


@dataclass(frozen=True)
class Validity:
    """Until when one piece of work counts, and what to do about it."""

    told: str
    more: str
    """What renews it, or that nothing else is lost."""
    sign: str


def span(months: int) -> str:
    """`2 years`, `18 months`."""
    if months % 12 == 0:
        return ngettext("%(num)s year", "%(num)s years", months // 12)
    return ngettext("%(num)s month", "%(num)s months", months)


def promise(key: str, catalog: Catalog) -> str:
    """How long an activity counts and what renews it; nothing where it counts for good."""
    activity = catalog.activities[key]
    if activity.valid_months is None:
        return ""
    told = span(activity.valid_months)
    if activity.renewed_by:
        names = either(activity_name(each, catalog) for each in activity.renewed_by)
        return _("for %(span)s; %(names)s renews it, and so does doing it again", span=told,
                 names=names)  # fmt: skip
    return _("for %(span)s; doing it again renews it", span=told)


def renewed_by(key: str, catalog: Catalog) -> str:
    """What else an activity renews; nothing for most."""
    stage = catalog.activities[key].last_stage
    others = {name for name, _stage in catalog.renewing.get((key, stage), ()) if name != key}
    return either(activity_name(each, catalog) for each in sorted(others))


def of(owner: Participant, source: str) -> Validity | None:
    """What to say beside one piece of somebody's work; None where it counts for good."""
    record = progress.record(page.session(), owner, on=page.today())
    found = lasting(record).get(source)
    return None if found is None else _validity(found, page.today())


def ends(owner: Participant) -> Mapping[tuple[str, Stage], date]:
    """The last day on which somebody's work of each sort counts, unless some counts for good."""
    record = progress.record(page.session(), owner, on=page.today())
    there = lasting(record)
    if not there:
        return {}
    found: dict[tuple[str, Stage], date] = {}
    for item in dated(record):
        if item.is_work:
            part, end = (item.activity, Stage(item.stage)), there.get(item.id)
            found[part] = max(found.get(part, date.min), end.until if end else date.max)
    return {part: end for part, end in found.items() if end < date.max}


def beside(
    audit: Audit, nodes: Mapping[str, Requirement], record: Record, catalog: Catalog
) -> dict[str, tuple[str, ...]]:
    """By requirement, what of its work has expired, and what soon will."""
    there = lasting(record)
    if not there:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for finding in audit.findings:
        node = nodes.get(finding.path)
        if node is None or node.kind not in (Kind.COLLECT, Kind.CHECK) or node.expired_ok:
            continue
        if finding.is_met:
            uses = [there[name] for name in finding.uses if name in there]
            told = [_ends_soon(each, catalog) for each in _soon(uses, record.as_of)]
        else:
            told = [_expired(each, catalog) for each in expired_at(node, record)]
        if told:
            found[finding.path] = tuple(dict.fromkeys(told))
    return found


def _validity(found: Lasting, today: date) -> Validity:
    catalog, end = page.catalog(), day(found.until)
    if found.until < today:
        more = _("What it earned and what it completed stays. Done again, it counts anew.")
        return Validity(_("Expired on %(day)s.", day=end), more, "history")
    told = _("Renewed, valid until %(day)s.") if found.renewed else _("Valid until %(day)s.")
    more = ""
    if found.until <= today + SOON:
        more = _("%(what)s by then renews it.", what=_renewals(found, catalog, first=True))
    return Validity(told % {"day": end}, more, "calendar")


def _soon(uses: Iterable[Lasting], today: date) -> Iterator[Lasting]:
    return (each for each in uses if today <= each.until <= today + SOON)


def _expired(found: Lasting, catalog: Catalog) -> str:
    return _("%(work)s expired on %(day)s; done again, it counts anew.",
             work=activity_name(found.item.activity, catalog), day=day(found.until))  # fmt: skip


def _ends_soon(found: Lasting, catalog: Catalog) -> str:
    return _("%(work)s counts until %(day)s; %(what)s by then renews it.",
             work=activity_name(found.item.activity, catalog), day=day(found.until),
             what=_renewals(found, catalog))  # fmt: skip


def _renewals(found: Lasting, catalog: Catalog, *, first: bool = False) -> str:
    """Whatever renews it: doing it again, or something else that is on offer."""
    activity = catalog.activities.get(found.item.activity)
    others = [activity_name(each, catalog) for each in activity.renewed_by] if activity else []
    again = _("Doing it again") if first else _("doing it again")
    return either([again, *others])
