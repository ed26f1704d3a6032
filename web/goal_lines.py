"""Goals in words: what each asks, how far it is, and the next good step toward it."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from engine import catalogs, goals, progress
from engine.goals import Aim, Goal
from engine.people import Participant
from engine.progress import Awaiting, Pursued
from rules.audits import Finding
from web import page, sentences, steps, trees, waiting
from web.formats import in_language
from web.trees import Line, Served


@dataclass(frozen=True)
class Underway:
    """A goal that is not reached yet."""

    id: uuid.UUID
    title: str
    since: date
    degree: str
    degree_title: str
    line: Line | None
    """How far it is; None while it rests."""
    path: str = ""
    step: steps.Told | None = None
    waits: waiting.Waits | None = None
    """What a reviewer has that would reach it; then no step is proposed."""

    @property
    def href(self) -> str:
        """The requirement on its degree's page."""
        return url_for("degrees.show", degree=self.degree, _anchor=anchor(self.path))


@dataclass(frozen=True)
class Reached:
    """A goal that was reached, and by what."""

    title: str
    since: date
    reached_on: date
    degree: str
    degree_title: str
    served_by: tuple[Served, ...]


@dataclass(frozen=True)
class Choice:
    """A requirement that could become a goal."""

    degree: str
    degree_title: str
    line: Line


def anchor(path: str) -> str:
    """Where `macros/tree.html` puts the requirement."""
    return f"req-{path.replace('/', '-')}"


def underway(
    place: Participant, pursued: Sequence[Pursued], awaiting: Awaiting | None
) -> list[Underway]:
    """The open goals; what waits, and else the next step, only of who looks at her own."""
    found = goals.aims(page.session(), place, pursued)
    return [_underway(place, aim, awaiting) for aim in found]


def reached(rows: Iterable[Goal], served: Mapping[str, Served]) -> list[Reached]:
    """The goals that were reached, the last one first."""
    return sorted(_reached(rows, served), key=lambda each: each.reached_on, reverse=True)


def chosen(place: Participant, pursued: Pursued) -> frozenset[str]:
    """The requirements of a degree that are open goals, by their paths."""
    found = goals.aims(page.session(), place, [pursued])
    return frozenset(aim.finding.path for aim in found if aim.finding)


def choices(place: Participant, pursued: Sequence[Pursued], most: int) -> list[Choice]:
    """Unmet requirements that are no goals yet, the nearest ones first."""
    found = [
        (finding.progress, each, finding)
        for each in pursued
        if each.conferral is None
        for finding in _open(each, chosen(place, each))
    ]
    found.sort(key=lambda one: -one[0])
    return [
        Choice(each.enrollment.degree, in_language(each.degree.title), _line(each, finding))
        for _, each, finding in found[:most]
    ]


def _open(pursued: Pursued, goals_there: frozenset[str]) -> Iterator[Finding]:
    """What stands right below the root and is to be met."""
    root, *_ = pursued.audit.findings
    for path in root.children or (root.path,):
        finding = pursued.audit.at(path)
        if not finding.is_met and path not in goals_there:
            yield finding


def _underway(place: Participant, aim: Aim, awaiting: Awaiting | None) -> Underway:
    goal, finding = aim.goal, aim.finding
    line = _line(aim.pursued, finding) if aim.pursued and finding else None
    step = awaited = None
    if awaiting and finding:
        awaited = awaiting.toward(goal.degree, finding.path)
    if awaiting and finding and not awaited:
        step = progress.step_for(page.session(), place, goal.degree, finding.path, now=page.now())
    return Underway(
        id=goal.id,
        title=line.title if line else _title(goal),
        since=goal.since,
        degree=goal.degree,
        degree_title=_degree(goal),
        line=line,
        path=finding.path if finding else "",
        step=steps.told(step) if step else None,
        waits=waiting.told(awaited) if awaited else None,
    )


def _reached(rows: Iterable[Goal], served: Mapping[str, Served]) -> Iterator[Reached]:
    for goal in rows:
        if goal.reached_on is not None:
            yield Reached(
                title=_title(goal),
                since=goal.since,
                reached_on=goal.reached_on,
                degree=goal.degree,
                degree_title=_degree(goal),
                served_by=tuple(served[each] for each in goal.reached_by if each in served),
            )


def _line(pursued: Pursued, finding: Finding) -> Line:
    under = catalogs.numbered(page.session(), page.district(), pursued.enrollment.catalog)
    findings, requires = pursued.audit.findings, pursued.degree.requires
    return trees.line_at(finding.path, findings, requires, under, {})


def _title(goal: Goal) -> str:
    """What the requirement was called when it was made a goal."""
    catalog = catalogs.numbered(page.session(), page.district(), goal.catalog)
    tree = progress.tree_of(catalog, goal.degree)
    node = next(each for each in tree.walk() if each.id == goal.requirement)
    return sentences.name(node, catalog)


def _degree(goal: Goal) -> str:
    catalog = catalogs.numbered(page.session(), page.district(), goal.catalog)
    return in_language(catalog.degrees[goal.degree].title)
