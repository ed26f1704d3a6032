"""A degree as one sheet: under which catalog, how far it is, and its requirements as lines."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from engine import catalogs, evidence, progress
from engine.people import Participant
from engine.progress import Conferral, Enrollment, Pursued
from rules.audits import Audit, Record
from rules.audits.findings import Finding
from rules.audits.kept import kept_findings
from rules.catalog import Catalog, Degree
from web import decided, page, placements, trees, validity


@dataclass(frozen=True)
class Sheet:
    """One degree as it is shown: taken up, conferred, or looked at from afar."""

    key: str
    degree: Degree
    catalog: int
    """The number of the catalog that asks for it."""
    lines: tuple[trees.Line, ...]
    have: int
    want: int
    share: float
    exact: bool
    enrollment: Enrollment | None = None
    conferral: Conferral | None = None
    reasons: tuple[str, ...] = ()
    """Why it cannot be complete with what there is, where several requirements are why."""


def pursued(place: Participant) -> list[Pursued]:
    """What is taken up and not conferred yet."""
    found = progress.pursued(page.session(), place, now=page.now())
    return [each for each in found if each.conferral is None]


def held(place: Participant) -> dict[str, Conferral]:
    """What was conferred, by the degree's key."""
    return {each.degree: each for each in progress.conferrals(page.session(), place)}


def one_pursued(place: Participant, degree: str) -> Pursued | None:
    return next((each for each in pursued(place) if each.enrollment.degree == degree), None)


def of_pursued(
    each: Pursued,
    *,
    served: Mapping[str, trees.Served] | None = None,
    next_paths: tuple[str, ...] = (),
    beside: Mapping[str, trees.Beside] | None = None,
) -> Sheet:
    """A degree that is pursued, under the catalog of its enrollment."""
    plan = placements.plan(each.enrollment, each.degree, each.audit)
    key = each.enrollment.degree
    inside = (lack for lack in each.audit.lacks if set(lack.degrees) == {key})
    return _of_audit(
        each.enrollment.degree,
        each.degree,
        each.audit,
        plan.under,
        each.enrollment.catalog,
        served=served or {},
        next_paths=next_paths,
        beside=beside,
        enrollment=each.enrollment,
        reasons=tuple(
            placements.lack(lack, key, {key: plan}) for lack in inside if len(lack.paths) > 1
        ),
    )


def then(place: Participant, degree: str) -> Sheet:
    """A degree as it stood when one looks back: held, pursued, or from afar."""
    if degree in (granted := held(place)):
        return of_conferral(place, granted[degree])
    for each in pursued(place):
        if each.enrollment.degree == degree:
            served = served_of(place)
            return of_pursued(each, served=served, beside=beside(place, each, served))
    return looked_at(place, degree)


def looked_at(place: Participant, degree: str) -> Sheet:
    """A degree of today's catalog that is not taken up."""
    audit = progress.looked_at(page.session(), place, degree, now=page.now())
    now = catalogs.timeline(page.session(), page.district()).in_force(page.today())
    degree_now, served = now.catalog.degrees[degree], served_of(place)
    return _of_audit(degree, degree_now, audit, now.catalog, now.number, served=served)


def of_conferral(place: Participant, conferral: Conferral) -> Sheet:
    """A degree that was granted, with its findings as they were that day."""
    under = _catalog(conferral.catalog)
    findings = kept_findings(conferral.audit)
    degree = under.degrees[conferral.degree]
    served = served_of(place)
    return Sheet(
        key=conferral.degree,
        degree=degree,
        catalog=conferral.catalog,
        lines=trees.lines(
            findings, degree.requires, under, served, beside=_decided_then(place, conferral, served)
        ),
        have=_met(findings),
        want=int(findings[0].want),
        share=float(Fraction(conferral.audit["progress"])),
        exact=True,
        conferral=conferral,
    )


def served_of(place: Participant, record: Record | None = None) -> dict[str, trees.Served]:
    """Everything that could stand beside a requirement, by its id."""
    session = page.session()
    record = record or progress.record(session, place, on=page.today())
    granted = evidence.all_worth(session, place)
    return trees.served(record.items, page.catalog(), granted, plays=place.plays)


def beside(
    place: Participant, each: Pursued, served: Mapping[str, trees.Served]
) -> dict[str, trees.Beside]:
    """What was decided about the requirements of a degree that is pursued, and what expires."""
    scales = progress.scales(page.session(), place, now=page.now())
    plan = placements.plan(each.enrollment, each.degree, each.audit)
    rows = scales.standing(each.enrollment.degree)
    found = decided.beside(rows, plan, placements.labels(served))
    told = validity.beside(each.audit, plan.nodes, scales.record, page.catalog())
    for path, lasting in told.items():
        found[path] = replace(found.get(path, trees.Beside()), lasting=lasting)
    return found


def _decided_then(
    place: Participant, conferral: Conferral, served: Mapping[str, trees.Served]
) -> dict[str, trees.Beside]:
    """What was decided when it was granted, and was not withdrawn since."""
    under = _catalog(conferral.catalog)
    degree = under.degrees[conferral.degree]
    names = placements.Plan(degree, under, kept_findings(conferral.audit))
    rows = progress.decisions(page.session(), place, conferral.degree)
    then = [row for row in rows if row.decided_at <= conferral.conferred_at]
    return decided.beside(then, names, placements.labels(served))


def degree_of(conferral: Conferral) -> Degree:
    """The degree as it was when it was conferred."""
    return _catalog(conferral.catalog).degrees[conferral.degree]


def _of_audit(
    key: str,
    degree: Degree,
    audit: Audit,
    under: Catalog,
    number: int,
    *,
    served: Mapping[str, trees.Served],
    next_paths: tuple[str, ...] = (),
    beside: Mapping[str, trees.Beside] | None = None,
    enrollment: Enrollment | None = None,
    reasons: tuple[str, ...] = (),
) -> Sheet:
    findings = audit.findings
    return Sheet(
        key=key,
        degree=degree,
        catalog=number,
        lines=trees.lines(
            findings, degree.requires, under, served, next_paths=next_paths, beside=beside
        ),
        have=_met(findings),
        want=int(findings[0].want),
        share=float(audit.progress),
        exact=audit.exact,
        enrollment=enrollment,
        reasons=reasons,
    )


def _met(findings: tuple[Finding, ...]) -> int:
    return int(min(findings[0].have, findings[0].want))


def _catalog(number: int) -> Catalog:
    return catalogs.numbered(page.session(), page.district(), number)
