"""One requirement explained: what serves it and why, what else could, and what would finish it."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from flask import url_for
from flask_babel import gettext as _

from engine import progress
from engine.people import Participant
from engine.progress import Awaited, Pursued, Scales, Weighed
from rules.audits import Decision, Verb
from rules.audits.findings import Finding, FindingStatus
from rules.requirements import Kind
from rules.requirements.phrases import summary
from rules.steps import Step
from web import needs, page, placements, steps, trees, waiting
from web.degrees import sheets
from web.degrees.sheets import Sheet
from web.formats import first_up

_EXPLAINED = (Kind.COLLECT, Kind.CHECK)
_SHOWN_MOST = 5
_STEPS_MOST = 2


@dataclass(frozen=True)
class Piece:
    """A piece of work that serves the requirement, or could."""

    served: trees.Served
    item: str
    now: str
    """Where it is now."""
    effects: tuple[str, ...] | None = None
    """What the button beside it does; that may be nothing."""
    may_pin: bool = False
    pin: uuid.UUID | None = None
    """The pin that holds it here."""


@dataclass(frozen=True)
class Why:
    """What stands inside a requirement's line when it is opened."""

    degree: str
    path: str
    asks: str
    uses: str
    serving: tuple[Piece, ...]
    others: tuple[Piece, ...]
    more: int
    """How many others could serve it as well."""
    reasons: tuple[str, ...]
    """Why it cannot be met with what there is, where that is proved."""
    waiting: waiting.Waits | None
    """What is with a reviewer and would finish it; then no step is proposed."""
    steps: tuple[steps.Told, ...]
    finishes: bool
    """Whether the first step finishes it."""


def why(
    place: Participant, degree: str, path: str, served: Mapping[str, trees.Served]
) -> Why | None:
    """The explanation of a requirement that looks at evidence; None for another one."""
    scales = progress.scales(page.session(), place, now=page.now())
    known = {each.path: each for each in scales.before[degree].findings}
    if path not in known or known[path].kind not in _EXPLAINED:
        return None
    return _Explaining(place, degree, known[path], served, scales).told()


def sheet(
    place: Participant,
    each: Pursued,
    opened: str | None,
    next_paths: tuple[str, ...] = (),
    *,
    told: str = "",
) -> Sheet:
    """Her own plan, each requirement with a way to its explanation, and one of them opened."""
    served = sheets.served_of(place)
    degree = each.enrollment.degree
    beside = sheets.beside(place, each, served)
    for finding in each.audit.findings:
        if finding.kind in _EXPLAINED and finding.status is not FindingStatus.WAIVED:
            open_here = finding.path == opened
            beside[finding.path] = replace(
                beside.get(finding.path, trees.Beside()),
                explained=url_for("degrees.explain", degree=degree, requirement=finding.path),
                why=why(place, degree, finding.path, served) if open_here else None,
                told=told if open_here else "",
            )
    return sheets.of_pursued(each, served=served, next_paths=next_paths, beside=beside)


def address(degree: str, path: str) -> str:
    """The plan with one requirement opened."""
    return url_for("degrees.show", degree=degree, open=path, _anchor=f"req-{path}")


def weigh_pin(place: Participant, degree: str, path: str, item: str) -> list[str]:
    """What pinning it there does."""
    scales = progress.scales(page.session(), place, now=page.now())
    said = Decision(Verb.PIN, path, item, degree=degree)
    return _told(scales, scales.deciding(said), item)


def weigh_unpinning(place: Participant, degree: str, decision: uuid.UUID) -> tuple[str, list[str]]:
    """Where a pin holds, and what withdrawing it does."""
    scales = progress.scales(page.session(), place, now=page.now())
    for row in scales.standing(degree):
        if row.id == decision:
            return row.requirement, _told(scales, scales.withdrawing(row), row.evidence or "")
    return "", []


def _told(scales: Scales, weighed: Weighed, item: str) -> list[str]:
    labels = placements.labels(sheets.served_of(scales.place))
    return placements.effects(weighed, placements.plans(scales), labels, item)


@dataclass(frozen=True)
class _Explaining:
    place: Participant
    degree: str
    finding: Finding
    served: Mapping[str, trees.Served]
    scales: Scales

    def told(self) -> Why:
        others = [item for item in self._fitting if item not in self.finding.uses]
        open_ = not self.finding.is_met
        awaited = self._awaited() if open_ else None
        todo = self._steps() if open_ and not awaited else ()
        node = self.plan.nodes[self.finding.path]
        return Why(
            degree=self.degree,
            path=self.finding.path,
            asks=first_up(needs.asks(summary(node), self.plan.under)),
            uses=self._uses(),
            serving=tuple(self._serving(item) for item in self._pinned_first(self.finding.uses)),
            others=tuple(self._other(item) for item in self._pinned_first(others)[:_SHOWN_MOST]),
            more=max(len(others) - _SHOWN_MOST, 0),
            reasons=tuple(self._reasons()) if open_ else (),
            waiting=waiting.told(awaited) if awaited else None,
            steps=tuple(steps.told(each) for each in todo),
            finishes=bool(todo and todo[0].moves[0].finishes),
        )

    @cached_property
    def plans(self) -> dict[str, placements.Plan]:
        return placements.plans(self.scales)

    @property
    def plan(self) -> placements.Plan:
        return self.plans[self.degree]

    @property
    def _takes(self) -> bool:
        return self.finding.kind is Kind.COLLECT

    def _uses(self) -> str:
        if self._takes:
            return _("What serves here is used up: it serves no other requirement of this kind.")
        return _("Everything that fits is looked at here, and stays free for other requirements.")

    @cached_property
    def _fitting(self) -> tuple[str, ...]:
        if not self._takes:
            return ()
        return self.scales.takers(self.degree).get(self.finding.path, ())

    def _pinned_first(self, items: Iterable[str]) -> list[str]:
        """Those that can be shown."""
        known = [item for item in items if item in self.served]
        return sorted(known, key=lambda item: item not in self._pins)

    @cached_property
    def _pins(self) -> dict[str, progress.DegreeDecision]:
        rows = self.scales.standing(self.degree)
        return {row.evidence or "": row for row in rows if row.verb is Verb.PIN}

    def _serving(self, item: str) -> Piece:
        pin = self._pins.get(item)
        served = self.served[item].counted_at(self.finding)
        if pin is not None and pin.requirement == self.finding.path:
            weighed = self.scales.withdrawing(pin)
            effects = placements.changes(weighed, self.plans, self._labels, item)
            return Piece(served, item, _("Pinned here by you."), tuple(effects), pin=pin.id)
        told = _("It stays here, whatever comes.")
        return Piece(served, item, "", (told,) if self._takes else None, may_pin=self._takes)

    def _other(self, item: str) -> Piece:
        pin = self._pins.get(item)
        if pin is not None and pin.requirement == self.finding.path:
            effects = placements.changes(
                self.scales.withdrawing(pin), self.plans, self._labels, item
            )
            served = self.served[item].counted_at(self.finding)
            now = _("Pinned here by you; the rest is enough without it.")
            return Piece(served, item, now, tuple(effects), pin=pin.id)
        said = Decision(Verb.PIN, self.finding.path, item, degree=self.degree)
        effects = placements.changes(self.scales.deciding(said), self.plans, self._labels, item)
        served = self.served[item].counted_at(self.finding)
        return Piece(served, item, self._where(item), tuple(effects), may_pin=True)

    def _where(self, item: str) -> str:
        used = self.scales.before[self.degree].used_up
        here = next((path for path, items in used.items() if item in items), None)
        if here is None:
            return self._elsewhere(item)
        pin = self._pins.get(item)
        if pin is not None and pin.requirement == here:
            return _("Pinned to “%(there)s”.", there=self.plan.quotable(here))
        return _("Serves “%(title)s”.", title=self.plan.quotable(here))

    def _elsewhere(self, item: str) -> str:
        """What another degree uses is not free where degrees exclude each other."""
        if page.catalog().between_degrees == "exclusive":
            for key, audit in self.scales.before.items():
                for path, items in audit.used_up.items():
                    if item in items:
                        title = placements.in_degree(self.plans[key], path)
                        return _("Serves “%(title)s”.", title=title)
        return _("Free.")

    @cached_property
    def _labels(self) -> dict[str, str]:
        return placements.labels(self.served)

    def _reasons(self) -> Iterator[str]:
        path = self.finding.path
        for lack in self.scales.before[self.degree].lacks:
            if (self.degree, path) in zip(lack.degrees, lack.paths, strict=True):
                yield placements.lack(lack, self.degree, self.plans)
        for paths in self.scales.clashes(self.degree) if self._takes else ():
            if path in paths:
                yield placements.clash(paths, self.plan)

    def _awaited(self) -> Awaited | None:
        session, now = self.scales.session, page.now()
        pursued = progress.pursued(session, self.place, now=now)
        awaiting = progress.awaiting(session, self.place, pursued, now=now)
        return awaiting.toward(self.degree, self.finding.path)

    def _steps(self) -> tuple[Step, ...]:
        found = progress.steps_toward(
            self.scales.session, self.place, self.degree, self.finding.path, now=page.now()
        )
        alike = (each for each in found if each.moves[0].finishes is found[0].moves[0].finishes)
        return tuple(alike)[:_STEPS_MOST]
