"""`tassel audit`: a person's degree as a tree, or a file of audit cases as one JSON line each."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import click
from sqlmodel import Session

from engine import catalogs, people, progress
from engine.cli import districts, keys, past
from engine.cli.asking import Names, asked, missing, percent, title
from engine.cli.cases import Unreadable, answers
from engine.cli.house import House, pass_house
from engine.progress import DegreeDecision, Held, Supposed
from rules.audits import Audit, AuditStatus, Verb
from rules.audits.findings import Finding, FindingStatus, NeedFinding
from rules.requirements import Kind, Measure

_ANSWERS = {
    AuditStatus.COMPLETE: "complete",
    AuditStatus.NOT_COMPLETE: "not complete",
    AuditStatus.UNDECIDED: "undecided: it may be complete, which was not settled in time",
}
_MARKS = {
    FindingStatus.MET: "✓",
    FindingStatus.OPEN: "·",
    FindingStatus.WAIVED: "– waived:",
    FindingStatus.UNDECIDED: "? undecided:",
}

_LISTED_MAX = 6


@click.command()
@click.argument("person", required=False, metavar="E-MAIL")
@click.argument("degree", required=False)
@districts.option
@past.as_of
@click.option(
    "--what-if",
    "supposed",
    multiple=True,
    type=click.Choice([each.value for each in Supposed]),
    help="As if this evidence were approved as well; may be given several times.",
)
@click.option(
    "--catalog",
    "number",
    type=click.IntRange(1),
    metavar="N",
    help="As the catalog of this number asks for it; the person's own unless given.",
)
@click.option(
    "--cases",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE",
    help="Answer audit cases instead, one JSON line each.",
)
@click.option("--complete-only", is_flag=True, help="For cases: whether complete, and no progress.")
@pass_house
def audit(
    house: House,
    person: str | None,
    degree: str | None,
    district: str | None,
    as_of: datetime | None,
    supposed: tuple[str, ...],
    number: int | None,
    cases: Path | None,
    complete_only: bool,
) -> None:
    """Hold a person's record against a degree, and say what serves what and what is missing."""
    if cases is not None:
        _answer(cases, complete_only=complete_only)
        return
    if person is None or degree is None:
        raise click.UsageError("Say whose record and which degree, or a file by --cases.")
    with house.store.session() as session:
        place = districts.participant(session, person, district)
        day = as_of.date() if as_of else None
        now = past.looking_back(session, place, day, house.now())
        keys.of_catalog(session, place, number)
        with keys.of_degree(session, place, degree, now=now):
            held = progress.held(
                session,
                place,
                degree,
                on=day,
                supposed=[Supposed(each) for each in supposed],
                number=number,
                now=now,
            )
        name = people.person_of(session, place).name
        click.echo(f"{name}, {held.title}, as of {held.audit.as_of}: {_verdict(held.audit)}.")
        who = people.names(session, place.district_id, {row.decided_by for row in held.decisions})
        names = Names(held)
        for line in (*_tree(held, names), *_all_decided(session, held, who, names)):
            click.echo(line)


def _answer(cases: Path, *, complete_only: bool) -> None:
    try:
        for line in answers(cases, complete_only=complete_only):
            click.echo(line)
    except Unreadable as error:
        raise click.ClickException(str(error)) from error


def _verdict(audit: Audit) -> str:
    sure = "" if audit.exact else "at least "
    return f"{_ANSWERS[audit.status]}, {sure}{percent(audit.progress)}"


def _tree(held: Held, names: Names) -> list[str]:
    found = {each.path: each for each in held.audit.findings}
    return [
        *_branch(held.audit.findings[0], found, held, names, 0),
        *(
            _lack(each.unit.value, each.paths, names, each.want, each.have)
            for each in held.audit.lacks
        ),
        *(
            f"Why: no use of the evidence meets {_and(each, names)} at once."
            for each in held.clashes
        ),
    ]


def _and(paths: Sequence[str], names: Names) -> str:
    return " and ".join(names[path] for path in paths)


_SAID = {
    Verb.WAIVE: "{node} is waived",
    Verb.CONFIRM: "{node} is confirmed",
    Verb.SET_NEED: "{node} asks for {value}",
    Verb.SUBSTITUTE: "{work} is accepted at {node}",
    Verb.EXCLUDE: "{work} does not count at {node}",
    Verb.PIN: "{work} is pinned to {node}",
}


def _all_decided(
    session: Session, held: Held, who: Mapping[uuid.UUID, str], names: Names
) -> Iterator[str]:
    for row in held.decisions:
        on = catalogs.today(session, row.district_id, now=row.decided_at)
        yield _decided(row, held, names, who[row.decided_by], on)


def _decided(row: DegreeDecision, held: Held, names: Names, by: str, on: date) -> str:
    """What was decided, by whom, on which of the district's days, and why."""
    work = held.named(row.evidence or "")
    said = _SAID[row.verb].format(node=names[row.requirement], value=row.value, work=work)
    return f"Decided: {said} ({by}, {on}){f': {row.reason}' if row.reason else ''}."


def _branch(
    finding: Finding, found: Mapping[str, Finding], held: Held, names: Names, depth: int
) -> list[str]:
    indent = "  " * depth
    head = f"{_MARKS[finding.status]} {title(finding, held)} [{finding.path}]"
    lines = [f"{indent}{head}{_amounts(finding, held)}"]
    lines += [f"{indent}    by {each}" for each in _serving(finding, held)]
    if not finding.is_met and (smallest := missing(finding, found, held, names)):
        lines.append(f"{indent}    to finish it: {smallest}")
    for child in finding.children:
        lines += _branch(found[child], found, held, names, depth + 1)
    return lines


def _serving(finding: Finding, held: Held) -> list[str]:
    """Each piece of work; many that a check only looks at are told by the first and the last."""
    names = [held.named(item) for item in finding.uses]
    if finding.kind is Kind.COLLECT or len(names) <= _LISTED_MAX:
        return names
    return [f"{len(names)} pieces of work, from “{names[0]}” to “{names[-1]}”"]


def _amounts(finding: Finding, held: Held) -> str:
    """How much of how much; where several things are asked, each with what it counts."""
    if finding.kind.is_group:
        return f": {int(min(finding.have, finding.want))} of {int(finding.want)} met"
    if len(finding.needs) > 1:
        parts = [f"{_number(need.have)} {_toward(need, held)}" for need in finding.needs]
    else:
        parts = [f"{_number(need.have)} of {_number(need.want)}" for need in finding.needs]
    return f": {', '.join(parts)}" if parts else ""


def _toward(need: NeedFinding, held: Held) -> str:
    """A mean and a share are no amounts of which a part is there."""
    link = "toward" if need.unit in (Measure.MEAN_SCORE, Measure.SHARE_POINTS) else "of"
    return f"{link} {asked(need.phrase, held.catalog)}"


def _number(value: Fraction) -> str:
    return f"{float(value):g}"


def _lack(unit: str, paths: Sequence[str], names: Names, want: int, have: int) -> str:
    what = "points" if unit == "points" else "pieces of evidence"
    which = f"{_and(paths, names)} {'needs' if len(paths) == 1 else 'together need'}"
    return f"Why: {which} {want} {what}; only {have} can count there."
