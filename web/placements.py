"""Where work serves, and what a decision would move, in sentences."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from flask_babel import gettext as _
from flask_babel import ngettext

from engine import catalogs, progress
from engine.progress import Enrollment, Moved, Scales, Weighed
from rules.audits import Audit
from rules.audits.competing import Lack
from rules.audits.findings import Finding
from rules.catalog import Catalog, Degree
from rules.requirements import Measure, Requirement
from web import page, sentences, trees
from web.formats import in_language, inner, joined, number, percents
from web.wording import count

_MOVES_MOST = 3


@dataclass(frozen=True)
class Plan:
    """A degree as it is spoken of: its name, and the name of each requirement in it."""

    degree: Degree
    under: Catalog
    findings: tuple[Finding, ...]

    @property
    def name(self) -> str:
        return in_language(self.degree.title)

    @cached_property
    def nodes(self) -> Mapping[str, Requirement]:
        return sentences.nodes(self.degree.requires, self.under)

    def titled(self, path: str) -> str:
        """What a requirement is called."""
        found = next(each for each in self.findings if each.path == path)
        return sentences.title(found, self.under, self.nodes.get(path))

    def quotable(self, path: str) -> str:
        """The same, to stand inside of quotation marks."""
        return inner(self.titled(path))

    def missing(self, path: str, audit: Audit) -> str:
        """What another audit of the same degree misses there."""
        return sentences.missing(audit.at(path), self.under, self.nodes.get(path))


def plan(enrollment: Enrollment, degree: Degree, audit: Audit) -> Plan:
    under = catalogs.numbered(page.session(), enrollment.district_id, enrollment.catalog)
    return Plan(degree, under, audit.findings)


def plans(scales: Scales) -> dict[str, Plan]:
    """How each of somebody's degrees is spoken of."""
    return {
        row.degree: plan(row, scales.degrees[row.degree], scales.before[row.degree])
        for row in progress.enrollments(scales.session, scales.place)
    }


def effects(
    weighed: Weighed, plans: Mapping[str, Plan], labels: Mapping[str, str], about: str = ""
) -> list[str]:
    """What would change, a sentence each; where it is nothing, that."""
    return changes(weighed, plans, labels, about) or [_("For now it changes nothing.")]


def changes(
    weighed: Weighed, plans: Mapping[str, Plan], labels: Mapping[str, str], about: str
) -> list[str]:
    """What moves, what is met or open then, how far it is, a sentence each.

    `about` is the piece of work that all is about; the others are told by their names.
    """
    return [
        *_moves(weighed, plans, labels, about),
        *(
            sentence
            for key, plan in plans.items()
            for sentence in _turns(plan, weighed.before[key], weighed.after[key])
        ),
    ]


def _moves(
    weighed: Weighed, plans: Mapping[str, Plan], labels: Mapping[str, str], about: str
) -> Iterator[str]:
    own = [move for move in weighed.moved if move.item == about]
    others = [move for move in weighed.moved if move.item != about]
    if crossing := _crossing(own, plans):
        yield crossing
    else:
        yield from (_own_move(move, plans[move.degree]) for move in own)
    for move in others[:_MOVES_MOST]:
        yield _move(move, plans[move.degree], labels.get(move.item, _("Other work")))
    if (more := len(others) - _MOVES_MOST) > 0:
        yield ngettext("One more piece moves.", "%(num)s more pieces move.", more)


def _crossing(own: list[Moved], plans: Mapping[str, Plan]) -> str:
    """From one degree to another one, where they exclude each other."""
    left = next((move for move in own if move.before and not move.after), None)
    come = next((move for move in own if move.after and not move.before), None)
    if left is None or come is None:
        return ""
    return _(
        "It moves from “%(here)s” to “%(there)s”.",
        here=in_degree(plans[left.degree], left.before or ""),
        there=in_degree(plans[come.degree], come.after or ""),
    )


def in_degree(plan: Plan, path: str) -> str:
    """A requirement with the degree that it belongs to."""
    return f"{plan.quotable(path)}, {plan.name}"


def _own_move(move: Moved, plan: Plan) -> str:
    if move.after is None:
        return _("It serves nothing then; what is asked there is served already.")
    if move.before is None:
        return _("It serves “%(there)s” then.", there=plan.quotable(move.after))
    return _(
        "It moves from “%(here)s” to “%(there)s”.",
        here=plan.quotable(move.before),
        there=plan.quotable(move.after),
    )


def _move(move: Moved, plan: Plan, label: str) -> str:
    if move.after is None:
        return _("“%(work)s” is free then.", work=label)
    if move.before is None:
        return _("“%(work)s” serves “%(there)s” then.", work=label, there=plan.quotable(move.after))
    return _(
        "“%(work)s” moves from “%(here)s” to “%(there)s”.",
        work=label,
        here=plan.quotable(move.before),
        there=plan.quotable(move.after),
    )


def _turns(plan: Plan, before: Audit, after: Audit) -> Iterator[str]:
    """Requirements that are met or open by it, and the degree's share."""
    for was, then in zip(before.findings, after.findings, strict=True):
        if then.children or was.is_met == then.is_met:
            continue
        title = plan.quotable(then.path)
        if then.is_met:
            yield _("“%(title)s” is met then.", title=title)
        else:
            what = plan.missing(then.path, after)
            yield _("“%(title)s” is open then: %(what)s", title=title, what=what)
    if after.is_complete and not before.is_complete:
        yield _("It completes “%(degree)s”, which is conferred at once.", degree=plan.name)
    elif before.progress != after.progress:
        had, has = percents(before.progress, after.progress)
        yield _(
            "“%(degree)s” goes from %(before)s to %(after)s.",
            degree=plan.name,
            before=had,
            after=has,
        )


def lack(found: Lack, degree: str, plans: Mapping[str, Plan]) -> str:
    """Why requirements cannot be met with what there is: a proof in a sentence."""
    named = [
        plans[key].quotable(path) if key == degree else in_degree(plans[key], path)
        for key, path in zip(found.degrees, found.paths, strict=True)
    ]
    names = joined([f"“{name}”" for name in named])
    facts = {"names": names, "want": _much(found, found.want), "have": number(found.have)}
    if len(found.paths) == 1:
        return _("%(names)s needs %(want)s; %(have)s of yours can count there.", **facts)
    return _(
        "%(names)s together need %(want)s; %(have)s of yours can count for any of them.", **facts
    )


def clash(paths: tuple[str, ...], plan: Plan) -> str:
    """The same, where it is no sum that says why."""
    names = joined([f"“{plan.quotable(path)}”" for path in paths])
    return _("No use of your evidence meets %(names)s at once; each alone could be.", names=names)


def _much(found: Lack, n: int) -> str:
    if found.unit is Measure.POINTS:
        return count("point", n)
    return ngettext("%(num)s piece of work", "%(num)s pieces of work", n)


def labels(served: Mapping[str, trees.Served]) -> dict[str, str]:
    """What each piece of work is called."""
    return {name: each.label for name, each in served.items()}
