"""Requirements and findings in plain sentences, in the district's words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from flask_babel import gettext as _

from rules.audits.findings import Finding, FindingStatus, NeedFinding
from rules.catalog import Catalog
from rules.requirements import Kind, Measure, Requirement, laid_out
from rules.requirements.phrases import Phrase, summary
from rules.requirements.phrases import said as conditions_of
from web import formats
from web.conditions import degree_name
from web.formats import first_up, in_language, joined
from web.needs import asks, each_need

Values = Mapping[str, Any]


def title(finding: Finding, catalog: Catalog, node: Requirement | None = None) -> str:
    """What the district calls the requirement, or else what it asks.

    `node` is the requirement as it is written; it knows filters that a finding does not.
    """
    if finding.title is not None:
        return in_language(finding.title)
    if node is not None and not node.kind.is_group:
        return first_up(asks(summary(node), catalog))
    if finding.needs:
        return first_up(joined(each_need([need.phrase for need in finding.needs], catalog)))
    values: dict[str, Any] = {"n": int(finding.want), "of": len(finding.children)}
    return first_up(
        asks(Phrase(finding.kind, {**values, finding.kind.value: finding.refers_to}), catalog)
    )


def name(node: Requirement, catalog: Catalog) -> str:
    """The same of a requirement that nothing is held against."""
    if node.title is not None:
        return in_language(node.title)
    return first_up(asks(summary(node), catalog))


def missing(finding: Finding, catalog: Catalog, node: Requirement | None = None) -> str:
    """What is still to come, in one or two sentences; nothing where all is there."""
    if finding.is_met:
        return ""
    where = conditions_of(node.where) if node and node.where else {}
    told = replace(finding, missing=tuple(_begun(_narrowed(finding, where), finding.needs)))
    return " ".join(_missing(told, catalog))


def nodes(requires: Requirement, catalog: Catalog) -> Mapping[str, Requirement]:
    """A tree's requirements as they are written, by the path of their findings."""
    return {node.id: node for node in laid_out(requires, tuple(catalog.campuses)).walk()}


def years(finding: Finding) -> str:
    """The school years that were judged together."""
    if finding.window is None:
        return ""
    first, last = finding.window
    if first == last:
        return _("Counted in the school year %(year)s.", year=first)
    return _("Counted from %(first)s to %(last)s.", first=first, last=last)


def _narrowed(finding: Finding, where: Values) -> tuple[Phrase, ...]:
    """What is missing of it, with the filter that holds for the whole leaf."""
    named = {key: where[key] for key in ("activities", "kinds") if key in where}
    return tuple(
        Phrase(each.code, {**each.values, "where": {**named, **each.values.get("where", {})}})
        if named and each.code == Measure.COUNT
        else each
        for each in finding.missing
    )


def _begun(missing: Iterable[Phrase], needs: Sequence[NeedFinding]) -> Iterator[Phrase]:
    """What is missing, marked where some of it is there already: one more campus."""
    open_needs = [need for need in needs if not need.met]
    for phrase, need in zip_longest(missing, open_needs):
        begun = need is not None and need.have > 0 and need.unit == Measure.DISTINCT
        yield Phrase(phrase.code, {**phrase.values, "more": True}) if begun else phrase


def _missing(finding: Finding, catalog: Catalog) -> Iterator[str]:
    if finding.status is FindingStatus.UNDECIDED:
        yield _("Your evidence may complete this already; what is certain is shown.")
    still = [phrase for phrase in finding.missing if phrase.code not in _ASKED_WHOLE]
    if parts := each_need([phrase for phrase in still if not _is_first(phrase)], catalog):
        yield first_up(_("%(what)s to go.", what=joined(parts)))
    for phrase in still:
        if _is_first(phrase):
            yield _first(phrase, catalog)
    for phrase in finding.missing:
        if phrase.code in _ASKED_WHOLE:
            yield _("It asks for %(what)s.", what=asks(phrase, catalog))
    for need in finding.needs:
        if need.cut:
            yield _(
                "%(n)s more are there and don’t count here: a ceiling is reached.",
                n=formats.amount(need.cut),
            )


_ASKED_WHOLE = (Measure.MEAN_SCORE, Measure.SHARE_POINTS)


def _is_first(phrase: Phrase) -> bool:
    return phrase.code in (Kind.DEGREE, Kind.MANUAL, Measure.SCHOOL_YEARS_SINCE)


def _first(phrase: Phrase, catalog: Catalog) -> str:
    if phrase.code == Kind.MANUAL:
        return _("Your district confirms this.")
    if phrase.code == Kind.DEGREE:
        return _("“%(degree)s” comes first.", degree=degree_name(phrase.values["degree"], catalog))
    return _("Time does this: %(what)s.", what=asks(phrase, catalog))
