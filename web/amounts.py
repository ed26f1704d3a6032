"""How much of how much: a requirement's needs, each counted in what it asks for."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from rules.audits.findings import Finding, NeedFinding
from rules.audits.items import Item
from rules.catalog import ActivityKind, Catalog
from rules.requirements import Attribute, Kind, Measure, Requirement
from rules.requirements.phrases import Phrase
from rules.requirements.phrases import said as conditions_of
from rules.terms import EvidenceKind
from web.formats import amount, hours, in_language
from web.wording import count, worded, words

Where = Mapping[str, Any]


def amounts(finding: Finding, node: Requirement | None = None) -> tuple[str, ...]:
    """`4 of 4 courses` and `1 of 2 campuses`; nothing where it is simply met or not.

    One need alone is told without its noun, for the title says what is counted.
    """
    if len(finding.needs) > 1:
        around = conditions_of(node.where) if node and node.where else {}
        counted = [need for need in finding.needs if need.unit not in _UNCOUNTED]
        mixed = _is_mixed(counted)
        return tuple(
            _of(need.have, need.want, _noun(need, around, mixed=mixed)) for need in counted
        )
    if finding.kind in (Kind.DEGREE, Kind.MANUAL) or finding.unit in _UNCOUNTED:
        return ()
    if finding.want == 1 and finding.unit in _ONCE:
        return ()
    return (_of(finding.have, finding.want, _unit(finding.unit, finding.want)),)


def told(finding: Finding, node: Requirement | None = None) -> str:
    """The same in one line."""
    return " · ".join(amounts(finding, node))


def counts_as(item: Item, finding: Finding, catalog: Catalog, *, plays: bool) -> str:
    """What a piece of work brings to the needs of a requirement: its campus, its hours, points."""
    said = (_brings(item, need.phrase, catalog, plays=plays) for need in finding.needs)
    return " · ".join(dict.fromkeys(filter(None, said)))


_HOURS = (Measure.HOURS, Measure.OUTSIDE_HOURS, Measure.HOURS_PER_YEAR)
_UNCOUNTED = (Measure.MEAN_SCORE, Measure.SHARE_POINTS, Measure.SCHOOL_YEARS_SINCE)
_ONCE = (Measure.COUNT, Measure.DISTINCT, "requirements")


def _of(have: Fraction, want: Fraction, noun: str) -> str:
    told = _("%(have)s of %(want)s", have=amount(min(have, want)), want=amount(want))
    return f"{told} {noun}" if noun else told


def _unit(code: str, want: Fraction) -> str:
    if code in (Measure.POINTS, "experience"):
        return words("point", int(want))
    if code in _HOURS:
        return _("h")
    return ""


# -- what one need of several counts ---------------------------------------------------------------


def _is_mixed(needs: list[NeedFinding]) -> bool:
    """Whether pieces of more than one kind are counted side by side."""
    kinds = {
        tuple(need.phrase.values.get("where", {}).get("kinds", ()))
        for need in needs
        if need.unit == Measure.COUNT
    }
    return len(kinds) > 1


def _noun(need: NeedFinding, around: Where, *, mixed: bool) -> str:
    where = {**around, **need.phrase.values.get("where", {})}
    want = int(need.want)
    if need.unit == Measure.COUNT:
        return _pieces(where, want, mixed=mixed)
    if need.unit == Measure.DISTINCT:
        return _things(Attribute(need.phrase.values["attribute"]), where, want)
    if need.unit == Measure.SPAN_DAYS:
        return ngettext("day", "days", want)
    return _unit(need.unit, need.want)


def _pieces(where: Where, want: int, *, mixed: bool) -> str:
    if where.get("outcome"):
        return _("with an outcome")
    kinds = where.get("kinds")
    if mixed and kinds and len(kinds) == 1:
        return worded(EvidenceKind(kinds[0])).lower()
    if where.get("activities"):
        return ngettext("time", "times", want)
    return ngettext("piece", "pieces", want)


def _things(attribute: Attribute, where: Where, want: int) -> str:
    if attribute is Attribute.ACTIVITY and where.get("activity_kinds") == [ActivityKind.COURSE]:
        return ngettext("course", "courses", want)
    return _THINGS[attribute](want)


_THINGS: Mapping[Attribute, Callable[[int], str]] = {
    Attribute.ACTIVITY: lambda n: words("activity", n),
    Attribute.CAMPUS: lambda n: words("campus", n),
    Attribute.CATEGORY: lambda n: ngettext("field", "fields", n),
    Attribute.KIND: lambda n: ngettext("kind of evidence", "kinds of evidence", n),
    Attribute.SCHOOL_YEAR: lambda n: ngettext("school year", "school years", n),
    Attribute.TAG: lambda n: ngettext("theme", "themes", n),
    Attribute.ACTIVITY_KIND: lambda n: ngettext("way of learning", "ways of learning", n),
    Attribute.STAGE: lambda n: ngettext("stage", "stages", n),
}


# -- what a piece of work brings to it -------------------------------------------------------------


def _brings(item: Item, phrase: Phrase, catalog: Catalog, *, plays: bool) -> str:
    match phrase.code:
        case Measure.POINTS | Measure.SHARE_POINTS:
            return count("point", item.points) if plays else ""
        case Measure.HOURS | Measure.HOURS_PER_YEAR:
            return hours(item.minutes) if item.minutes else ""
        case Measure.OUTSIDE_HOURS:
            return hours(item.outside_minutes) if item.outside_minutes else ""
        case Measure.COUNT if phrase.values.get("where", {}).get("outcome") and item.outcome:
            return _("with an outcome")
        case Measure.DISTINCT:
            return _told_apart_by(Attribute(phrase.values["attribute"]), item, catalog)
    return ""


def _told_apart_by(attribute: Attribute, item: Item, catalog: Catalog) -> str:
    """The campus or the kind; its own name, which stands there, tells an activity."""
    match attribute:
        case Attribute.CAMPUS:
            campus = catalog.campuses.get(item.campus)
            return in_language(campus.title) if campus else ""
        case Attribute.KIND:
            kinds = sorted(EvidenceKind(kind) for kind in item.kinds)
            return ", ".join(worded(kind).lower() for kind in kinds)
        case Attribute.ACTIVITY_KIND:
            return worded(ActivityKind(item.activity_kind)).lower() if item.activity_kind else ""
    return ""
