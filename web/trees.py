"""Findings as the lines of a plan: how much of how much, what is missing, and what serves it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from flask import url_for
from flask_babel import gettext as _

from engine.evidence import Evidence
from rules.audits.findings import Finding
from rules.audits.items import Item, ends
from rules.catalog import Catalog
from rules.requirements import Kind, Requirement
from rules.scoring.awards import Granted
from rules.terms import Stage
from web import amounts, answers, sentences
from web.formats import in_language, short_day
from web.wording import count, reason, worded


@dataclass(frozen=True)
class Served:
    """A piece of evidence beside the requirement that it serves."""

    label: str
    href: str | None
    note: str
    brings: Callable[[Finding], str] = field(default=lambda _finding: "")
    """What it counts for at a requirement, in words."""
    pinned: bool = False
    """Whether she pinned it where it stands."""

    def counted_at(self, finding: Finding) -> "Served":
        """With what it counts for there: its campus where campuses are asked, its hours, points."""
        told = self.brings(finding)
        return replace(self, label=f"{self.label} · {told}") if told else self


@dataclass(frozen=True)
class Beside:
    """What stands beside a requirement on some pages: what was decided, and where to go on."""

    decided: tuple[str, ...] = ()
    """What was decided about it, a sentence each."""
    pinned: frozenset[str] = frozenset()
    """The work that is pinned to it."""
    explained: str = ""
    """Where it is explained why this serves it, and what else could."""
    to_decide: str = ""
    """Where an admin decides about it."""
    why: object = None
    """The explanation, where it stands open."""
    told: str = ""
    """What was done here just now."""
    lasting: tuple[str, ...] = ()
    """What of its work has expired, or soon will."""


_NOTHING = Beside()


@dataclass(frozen=True)
class Line:
    """One requirement as `macros/tree.html` shows it."""

    path: str
    title: str
    status: str
    amounts: tuple[str, ...]
    """How much of how much, for each of its needs; nothing where it is simply met or not."""
    share: float
    sentence: str
    children: tuple["Line", ...]
    served_by: tuple[Served, ...]
    next: bool = False
    beside: Beside = _NOTHING


def lines(
    findings: Iterable[Finding],
    requires: Requirement,
    catalog: Catalog,
    served: Mapping[str, Served],
    *,
    next_paths: Iterable[str] = (),
    beside: Mapping[str, Beside] | None = None,
) -> tuple[Line, ...]:
    """The lines below a tree's root, or the root alone where it holds no others."""
    by_path = {finding.path: finding for finding in findings}
    root = next(iter(by_path.values()))
    nodes = sentences.nodes(requires, catalog)
    tree = _Tree(by_path, nodes, catalog, served, frozenset(next_paths), beside or {})
    whole = tree.line(root)
    return whole.children if root.kind is Kind.ALL and whole.children else (whole,)


def line_at(
    path: str,
    findings: Iterable[Finding],
    requires: Requirement,
    catalog: Catalog,
    served: Mapping[str, Served],
) -> Line:
    """One line of a tree, with those inside it."""
    by_path = {finding.path: finding for finding in findings}
    nodes = sentences.nodes(requires, catalog)
    return _Tree(by_path, nodes, catalog, served, frozenset()).line(by_path[path])


def served(
    items: Iterable[Item], catalog: Catalog, granted: Mapping[str, Granted], *, plays: bool
) -> dict[str, Served]:
    """Every piece of a record by its id: its name, its page, and what it is worth here."""
    items = tuple(items)
    until = ends(items)
    return {
        item.id: _served(item, catalog, granted.get(item.id), plays, until.get(item.id))
        for item in items
    }


@dataclass(frozen=True)
class _Tree:
    findings: Mapping[str, Finding]
    nodes: Mapping[str, Requirement]
    catalog: Catalog
    served: Mapping[str, Served]
    next_paths: frozenset[str]
    beside: Mapping[str, Beside] = field(default_factory=dict)

    def line(self, finding: Finding) -> Line:
        node = self.nodes.get(finding.path)
        beside = self.beside.get(finding.path, _NOTHING)
        told = (sentences.missing(finding, self.catalog, node), sentences.years(finding))
        return Line(
            path=finding.path,
            title=sentences.title(finding, self.catalog, node),
            status=finding.status.value,
            amounts=amounts.amounts(finding, node),
            share=float(finding.progress),
            sentence=" ".join(filter(None, told)),
            children=tuple(self.line(self.findings[path]) for path in finding.children),
            served_by=tuple(
                replace(self.served[name].counted_at(finding), pinned=name in beside.pinned)
                for name in finding.uses
                if name in self.served
            ),
            next=finding.path in self.next_paths,
            beside=beside,
        )


def _served(
    item: Item, catalog: Catalog, granted: Granted | None, plays: bool, until: date | None
) -> Served:
    family, _slash, name = item.id.partition("/")
    if family == "pathway":
        pathway = catalog.pathways.get(name)
        label = in_language(pathway.title) if pathway else name
        href = url_for("catalogs.pathway", pathway=name) if pathway else None
        return Served(label, href, _note(item, None, plays))
    return Served(
        label=_label(item.activity, item.stage, catalog) + _figure(item, catalog),
        href=url_for("evidence.show", evidence_id=name),
        note=_note(item, granted, plays, until),
        brings=partial(amounts.counts_as, item, catalog=catalog, plays=plays),
    )


def waiting(claims: Iterable[Evidence], catalog: Catalog) -> tuple[Served, ...]:
    """What is with a reviewer, and therefore not counted yet."""
    return tuple(
        Served(
            label=_label(claim.activity, claim.stage, catalog),
            href=url_for("evidence.show", evidence_id=claim.id),
            note="",
        )
        for claim in claims
    )


def _label(key: str, stage: str, catalog: Catalog) -> str:
    activity = catalog.activities.get(key)
    label = in_language(activity.title) if activity else _("Other work")
    return f"{label}: {worded(Stage.USED).lower()}" if stage == Stage.USED else label


def _figure(item: Item, catalog: Catalog) -> str:
    """A metric's value, where the work is one."""
    if item.value is None:
        return ""
    metric = answers.metric_asked(catalog, item.activity, item.stage)
    return f": {answers.in_figures(item.value, metric)}"


def _note(item: Item, granted: Granted | None, plays: bool, until: date | None = None) -> str:
    """The day, until when it counts, and why it is worth less than in full where it is."""
    parts = [short_day(item.day)]
    if until is not None:
        parts.append(_("valid until %(day)s", day=short_day(until)))
    if granted and plays and granted.points < granted.full:
        whys = dict.fromkeys(
            award.reason for award in granted.awards if award.full > award.experience
        )
        parts.append(_("%(points)s in full", points=count("point", granted.full)))
        parts.extend(reason(why) for why in whys)
    return " · ".join(parts)
