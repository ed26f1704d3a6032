"""What an admin may decide about a requirement, and on what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from flask import url_for
from flask_babel import gettext as _

from engine import evidence, people, progress
from engine.people import Participant
from engine.progress import Pursued, Scales
from rules.audits import Decision, Verb
from rules.audits.findings import FindingStatus
from rules.audits.items import Item
from rules.requirements import Kind, Requirement
from rules.requirements.phrases import asked
from rules.terms import EvidenceKind
from web import decided, needs, page, placements, trees
from web.wording import count, worded

_SIGNS: Mapping[Verb, str] = {
    Verb.CONFIRM: "check",
    Verb.WAIVE: "shield-check",
    Verb.SET_NEED: "arrow-down",
    Verb.SUBSTITUTE: "plus",
    Verb.EXCLUDE: "ban",
}


@dataclass(frozen=True)
class Offer:
    """One way to decide about a requirement."""

    verb: Verb
    label: str
    help: str
    sign: str
    href: str
    current: bool = False


@dataclass(frozen=True)
class Desk:
    """One person's degree, as it lies before an admin."""

    place: Participant
    pursued: Pursued

    @property
    def key(self) -> str:
        return self.pursued.enrollment.degree

    @cached_property
    def name(self) -> str:
        return people.person_of(page.session(), self.place).name

    @cached_property
    def scales(self) -> Scales:
        return progress.scales(page.session(), self.place, now=page.now())

    @cached_property
    def plans(self) -> dict[str, placements.Plan]:
        return placements.plans(self.scales)

    @property
    def plan(self) -> placements.Plan:
        return self.plans[self.key]

    @cached_property
    def served(self) -> dict[str, trees.Served]:
        worth = evidence.all_worth(page.session(), self.place)
        plays = page.me().participant.plays
        return trees.served(self.scales.record.items, page.catalog(), worth, plays=plays)

    @cached_property
    def labels(self) -> dict[str, str]:
        return placements.labels(self.served)

    @property
    def is_open(self) -> bool:
        """Whether something can be decided by me: not of my own, nor what is granted for good."""
        conferral = self.pursued.conferral
        in_question = conferral is not None and conferral.questioned_at is not None
        return self.place.id != page.me().participant.id and (conferral is None or in_question)

    @property
    def root(self) -> str:
        """The path of the degree itself."""
        return self.pursued.audit.findings[0].path

    @property
    def leave_out(self) -> str | None:
        """Where work is left out of the whole degree; nothing where there is none."""
        may = self.is_open and self.work(Verb.EXCLUDE, self.root)
        return self.address(self.root, Verb.EXCLUDE) if may else None

    def node(self, path: str) -> Requirement | None:
        return self.plan.nodes.get(path)

    def lines(self) -> tuple[trees.Line, ...]:
        """The plan, each requirement with a way to decide about it."""
        beside = decided.beside(self.scales.standing(self.key), self.plan, self.labels)
        for finding in self.pursued.audit.findings if self.is_open else ():
            if finding.status is not FindingStatus.WAIVED:
                here = beside.get(finding.path, trees.Beside())
                beside[finding.path] = replace(here, to_decide=self.address(finding.path))
        return trees.lines(
            self.pursued.audit.findings,
            self.pursued.degree.requires,
            self.plan.under,
            self.served,
            beside=beside,
        )

    def address(self, path: str, verb: Verb | None = None) -> str:
        return url_for(
            "decisions.ask",
            participant_id=self.place.id,
            degree=self.key,
            requirement=path,
            verb=verb.value if verb else None,
        )

    def offers(self, path: str, chosen: str | None) -> list[Offer]:
        """What may be decided about it, the likeliest first; one of them is chosen."""
        node = self.plan.nodes[path]
        verbs = [verb for verb in _SIGNS if self._is_possible(verb, node)]
        current = next((verb for verb in verbs if verb.value == chosen), next(iter(verbs), None))
        return [
            Offer(verb, *_told(verb), _SIGNS[verb], self.address(path, verb), verb is current)
            for verb in verbs
        ]

    def work(self, verb: Verb, path: str) -> list[tuple[str, str]]:
        """The pieces of work that such a decision may be about, each with what tells it apart.

        What meets most of the requirement's conditions stands first; then what serves nothing yet,
        or what serves something, if it is to be left out; and of what is alike the newest.
        """
        spare = verb is Verb.SUBSTITUTE
        node = self.plan.nodes[path]
        fitting = self._fitting(node)
        items = [
            item
            for item in self.scales.record.items
            if (item.id in fitting) is (verb is Verb.EXCLUDE)
        ]
        items.sort(key=lambda item: item.day, reverse=True)
        items.sort(key=lambda item: (-_likeness(item, node), (item.id in self._serving) is spare))
        return [(item.id, " · ".join(self._told_of(item))) for item in items]

    def needs(self, path: str) -> list[tuple[int, str]]:
        """What the requirement asks, each amount by its number."""
        found = self.pursued.audit.at(path).needs
        written = self.plan.nodes[path].need
        return [
            (place, needs.asks(asked(need, found[place].want), self.plan.under))
            for place, need in enumerate(written)
        ]

    def effects(self, said: Decision) -> list[str]:
        """What follows, a sentence each."""
        weighed = self.scales.deciding(said)
        return placements.effects(weighed, self.plans, self.labels, said.evidence or "")

    def _is_possible(self, verb: Verb, node: Requirement) -> bool:
        match verb:
            case Verb.CONFIRM:
                return node.kind is Kind.MANUAL and not self.pursued.audit.at(node.id).is_met
            case Verb.SET_NEED:
                return bool(node.need)
            case Verb.SUBSTITUTE:
                looks = node.kind is Kind.COLLECT or (node.kind is Kind.CHECK and not node.looks_at)
                return looks and bool(self.work(verb, node.id))
            case Verb.EXCLUDE:
                return bool(self.work(verb, node.id))
            case _:
                return node.id != self.root or not node.kind.is_group

    @cached_property
    def _serving(self) -> dict[str, str]:
        """The requirement that uses a piece of work up, by the work."""
        findings = self.pursued.audit.findings
        return {
            item: self.plan.quotable(finding.path)
            for finding in findings
            if finding.kind is Kind.COLLECT
            for item in finding.uses
        }

    def _told_of(self, item: Item) -> Iterator[str]:
        """Its name, day, points and kind, and what it serves now."""
        yield self.served[item.id].label
        yield self.served[item.id].note
        if item.points and page.me().participant.plays:
            yield count("point", item.points)
        yield from (worded(kind) for kind in EvidenceKind if kind in item.kinds)
        if item.id in self._serving:
            yield _("serves “%(what)s” now", what=self._serving[item.id])

    def _fitting(self, node: Requirement) -> frozenset[str]:
        taken = self.scales.takers(self.key)
        return frozenset(item for each in node.walk() for item in taken.get(each.id, ()))


def _likeness(item: Item, node: Requirement) -> int:
    """How many of the requirement's conditions a piece of work meets."""
    has = {
        "kinds": item.kinds,
        "campuses": {item.campus},
        "activities": {item.activity},
        "activity_kinds": {item.activity_kind},
        "stages": {item.stage},
        "tags_any": item.tags,
    }
    wanted = [(name, getattr(where, name)) for where in node.wheres for name in has]
    return sum(not has[name].isdisjoint(named or ()) for name, named in wanted)


def _told(verb: Verb) -> tuple[str, str]:
    told = {
        Verb.CONFIRM: (_("Confirm it"), _("You say that it is done.")),
        Verb.WAIVE: (_("Waive it"), _("It counts as met, and uses no work.")),
        Verb.SET_NEED: (_("Ask for less"), _("For this person it asks a smaller amount.")),
        Verb.SUBSTITUTE: (
            _("Accept other work"),
            _("A piece of work counts here although it does not fit."),
        ),
        Verb.EXCLUDE: (
            _("Leave work out"),
            _("A piece of work does not count here; it stays on the record."),
        ),
    }
    return told[verb]
