"""Where a piece of evidence counts in each degree, and where else it could serve."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from engine import evidence, progress
from engine.evidence import Evidence
from engine.people import Participant
from engine.progress import Scales
from rules.audits import Decision, Verb
from rules.audits.findings import Finding
from rules.audits.kept import kept_findings
from rules.requirements import Kind
from web import page, placements, trees
from web.formats import day, joined

_NAMED_MOST = 2


@dataclass(frozen=True)
class Elsewhere:
    """Another requirement that it could serve, and what pinning it there does."""

    path: str
    title: str
    effects: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """One degree: what the piece does in it today."""

    key: str
    degree: str
    told: tuple[str, ...]
    elsewhere: tuple[Elsewhere, ...] = ()


def places(owner: Participant, claim: Evidence) -> list[Place]:
    """Every degree that is pursued or held, as far as the piece counts or could count there."""
    scales = progress.scales(page.session(), owner, now=page.now())
    held = {each.degree: each for each in progress.conferrals(page.session(), owner)}
    plans = placements.plans(scales)
    found = []
    for key, plan in plans.items():
        if key in held:
            found.append(Place(key, plan.name, tuple(_then(held[key], claim.source))))
        else:
            told = tuple(_now(scales, plan, key, claim.source))
            others = tuple(_elsewhere(scales, plans, key, claim.source, _labels(scales, owner)))
            found.append(Place(key, plan.name, told, others))
    return [each for each in found if each.told or each.elsewhere]


def _then(conferral: progress.Conferral, item: str) -> Iterator[str]:
    """What it did for a degree that was granted."""
    uses = [each for each in kept_findings(conferral.audit) if item in each.uses]
    if uses:
        yield _("Counted when it was conferred on %(day)s.", day=day(conferral.conferred_on))


def _now(scales: Scales, plan: placements.Plan, key: str, item: str) -> Iterator[str]:
    findings = [each for each in scales.before[key].findings if item in each.uses]
    pins = {row.requirement for row in _pins(scales, key, item)}
    for each in findings:
        if each.kind is Kind.COLLECT:
            title = plan.quotable(each.path)
            yield (
                _("Serves “%(title)s”, where you pinned it.", title=title)
                if each.path in pins
                else _("Serves “%(title)s”.", title=title)
            )
    if looked_at := [each for each in findings if each.kind is Kind.CHECK]:
        yield _("Counts in %(what)s.", what=_several(looked_at, plan))


def _several(findings: list[Finding], plan: placements.Plan) -> str:
    names = [f"“{plan.quotable(each.path)}”" for each in findings]
    shown, more = names[:_NAMED_MOST], len(names) - _NAMED_MOST
    rest = [ngettext("one more", "%(num)s more", more)] if more > 0 else []
    return joined([*shown, *rest])


def _elsewhere(
    scales: Scales,
    plans: Mapping[str, placements.Plan],
    key: str,
    item: str,
    labels: Mapping[str, str],
) -> Iterator[Elsewhere]:
    audit = scales.before[key]
    using = {each.path for each in audit.findings if each.kind is Kind.COLLECT}
    for path, items in scales.takers(key).items():
        if path in using and item in items and item not in audit.at(path).uses:
            said = Decision(Verb.PIN, path, item, degree=key)
            told = placements.changes(scales.deciding(said), plans, labels, item)
            yield Elsewhere(path, plans[key].quotable(path), tuple(told))


def _pins(scales: Scales, key: str, item: str) -> list[progress.DegreeDecision]:
    rows = scales.standing(key)
    return [row for row in rows if row.verb is Verb.PIN and row.evidence == item]


def _labels(scales: Scales, owner: Participant) -> dict[str, str]:
    worth = evidence.all_worth(scales.session, owner)
    served = trees.served(scales.record.items, page.catalog(), worth, plays=owner.plays)
    return placements.labels(served)
