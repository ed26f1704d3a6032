"""A statement's lines as a person reads them: what it was, which rule, who decided, and when."""

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from engine import catalogs, evidence, outbox, people, rewards
from engine.evidence import PROGRAM, Decision, Evidence
from engine.ledger import Entry, EntryKind, StatementLine
from engine.outbox import EventRow
from engine.people import Participant
from engine.rewards import Redeemed
from engine.store import Session
from rules.catalog import Catalog
from rules.scoring import Award, Granted
from rules.terms import Stage, window_of
from web.awards import of_whole
from web.formats import first_up, in_language
from web.rulings import at_most, cap_of, rule_in_words, stage_in_words
from web.wording import REASONS, count, decider, reason, worded


@dataclass(frozen=True)
class Approval:
    """Who accepted the evidence, and when."""

    name: str
    at: datetime


@dataclass(frozen=True)
class Fell:
    """A completion that a cap fell on, and how many points it took there."""

    claim: Evidence
    title: str
    points: int
    full: int


@dataclass(frozen=True)
class Cause:
    """What moved an entry, where it is not the approval of its own evidence."""

    said: str
    claim: Evidence | None


@dataclass(frozen=True)
class Line:
    """One entry with everything that explains it."""

    entry: Entry
    after: int
    title: str
    note: str
    rule: str = ""
    catalog_year: str = ""
    claim: Evidence | None = None
    approvals: Sequence[Approval] = ()
    redeemed: Redeemed | None = None
    fell: Sequence[Fell] = ()
    cause: Cause | None = None


@dataclass(frozen=True)
class Record:
    """Everything around a participant's entries, asked for once."""

    session: Session
    district: str
    claims: Mapping[str, Evidence]
    approvals: Mapping[uuid.UUID, Sequence[Decision]]
    worth: Mapping[str, Granted]
    redeemed: Mapping[str, Redeemed]
    events: Mapping[uuid.UUID, EventRow]
    names: Mapping[uuid.UUID, str]

    @classmethod
    def of(cls, session: Session, place: Participant, entries: Sequence[Entry]) -> "Record":
        claims = evidence.mine(session, place)
        taken = evidence.all_approvals(session, place)
        approvals = {each.id: _approvals(session, each, taken.get(each.id, ())) for each in claims}
        events = outbox.happened(session, place.district_id, {each.event_id for each in entries})
        who = {decision.by for taken in approvals.values() for decision in taken}
        who |= {event.by for event in events.values() if event.by}
        return cls(
            session,
            place.district_id,
            {claim.source: claim for claim in claims},
            approvals,
            evidence.all_worth(session, place),
            {one.redemption.source: one for one in rewards.redemptions(session, place)},
            events,
            people.names(session, place.district_id, who),
        )

    def line(self, line: StatementLine) -> Line:
        """The entry told whole."""
        entry = line.entry
        catalog = catalogs.numbered(self.session, self.district, entry.catalog)
        family = entry.source.partition("/")[0]
        tell = {
            "evidence": self._work,
            "cap": self._cap,
            "pathway": self._pathway,
            "redemption": self._redemption,
        }.get(family, self._other)
        return tell(line, catalog)

    def _work(self, line: StatementLine, catalog: Catalog) -> Line:
        entry, claim = line.entry, self.claims.get(line.entry.source)
        is_anybodys = claim and not claim.credited_as
        taken = self.approvals.get(claim.id, ()) if claim and is_anybodys else ()
        return Line(
            entry,
            line.after,
            title=self._activity(claim, catalog),
            note=" · ".join(_why(entry, claim, catalog, self._award(entry))),
            rule=rule_in_words(entry.rule, catalog),
            catalog_year=catalog.pack.catalog_year,
            claim=claim,
            approvals=[Approval(decider(self.names, each.by), each.at) for each in taken],
            cause=self._cause(entry),
        )

    def _award(self, entry: Entry) -> Award | None:
        """What the rule of an entry gives for its evidence today."""
        worth = self.worth.get(entry.source)
        awards = worth.awards if worth else ()
        return next((each for each in awards if each.rule == entry.rule), None)

    def _cap(self, line: StatementLine, catalog: Catalog) -> Line:
        entry, found = line.entry, cap_of(line.entry.rule, catalog)
        what, most = (found[0], at_most(found[1])) if found else (entry.rule, "")
        points = count("point", abs(entry.points))
        return Line(
            entry,
            line.after,
            title=what,
            note=_("%(points)s over the cap: %(most)s", points=points, most=most)
            if entry.points < 0
            else _("Room for %(points)s under the cap again: %(most)s", points=points, most=most),
            rule=f"{what}: {most}",
            catalog_year=catalog.pack.catalog_year,
            fell=list(self._fell(entry, catalog)),
            cause=self._cause(entry),
        )

    def _fell(self, entry: Entry, catalog: Catalog) -> Iterator[Fell]:
        """The completions that this cap cuts in this window, as things stand."""
        window = entry.source.removeprefix("cap/")
        for source, worth in self.worth.items():
            claim = self.claims[source]
            for award in worth.awards:
                if award.cap != entry.rule or award.per is None or claim.done_on is None:
                    continue
                if window_of(claim.done_on, award.per, catalog.year_starts) == window:
                    title = self._activity(claim, catalog)
                    yield Fell(claim, title, award.full - award.experience, award.full)

    def _pathway(self, line: StatementLine, catalog: Catalog) -> Line:
        entry = line.entry
        pathway = catalog.pathways.get(entry.rule.removeprefix("pathway/"))
        return Line(
            entry,
            line.after,
            title=in_language(pathway.title) if pathway else entry.rule,
            note=_("Taken back") if entry.kind is EntryKind.REVERSAL else reason("pathway"),
            rule=rule_in_words(entry.rule, catalog),
            catalog_year=catalog.pack.catalog_year,
            cause=self._cause(entry),
        )

    def _redemption(self, line: StatementLine, _catalog: Catalog) -> Line:
        entry, one = line.entry, self.redeemed.get(line.entry.source)
        return Line(
            entry,
            line.after,
            title=in_language(one.reward.title) if one else worded(entry.kind),
            note=_("Redeemed") if entry.kind is EntryKind.REDEMPTION else _("Returned"),
            redeemed=one,
        )

    def _other(self, line: StatementLine, _catalog: Catalog) -> Line:
        entry = line.entry
        said = reason(entry.reason) if entry.reason in REASONS else entry.reason
        return Line(entry, line.after, worded(entry.kind), said, cause=self._cause(entry))

    def _activity(self, claim: Evidence | None, catalog: Catalog) -> str:
        found = catalog.activities.get(claim.activity) if claim else None
        return in_language(found.title) if found else _("Other work")

    def _cause(self, entry: Entry) -> Cause | None:
        event = self.events.get(entry.event_id)
        if event is None or event.kind not in _CAUSES:
            return None
        claim = self.claims.get(f"evidence/{event.facts.get('evidence')}")
        if event.kind in _APPROVALS and claim and entry.source == claim.source:
            return None
        catalog = catalogs.numbered(self.session, self.district, entry.catalog)
        name = self.names.get(event.by, "") if event.by else ""
        return Cause(_CAUSES[event.kind](name, self._activity(claim, catalog)), claim)


def _approvals(session: Session, claim: Evidence, taken: Sequence[Decision]) -> Sequence[Decision]:
    """Who approved it; of a part that follows a team's work, who approved that."""
    if claim.credited_as or all(each.by != PROGRAM for each in taken):
        return taken
    work = evidence.teams.work_of(session, claim)
    return evidence.approvals(session, work) if work else taken


def _why(
    entry: Entry, claim: Evidence | None, catalog: Catalog, award: Award | None
) -> Iterator[str]:
    """What of the activity it was, and anything special about the points."""
    if claim and claim.stage is not Stage.DONE:
        yield first_up(stage_in_words(claim.stage, catalog))
    rule = catalog.rules.get(entry.rule)
    if rule and rule.title:
        yield in_language(rule.title)
    if entry.kind is EntryKind.REVERSAL:
        yield _("Taken back")
    elif entry.reason == "shared" and award and award.whole and entry.points == award.full:
        yield of_whole(award)
    elif entry.reason == "kept" or (
        not (rule and rule.title) and entry.reason in REASONS and entry.reason != "granted"
    ):
        yield reason(entry.reason)


_APPROVALS = ("EvidenceApproved", "WorkCredited")
"""What a line says already when it is about the evidence of its own source."""

_CAUSES: Mapping[str, Callable[[str, str], str]] = {
    "EvidenceApproved": lambda name, what: _("%(name)s approved “%(what)s”.", name=name, what=what),
    "WorkCredited": lambda _name, what: _("The program counted “%(what)s”.", what=what),
    "CreditTakenBack": lambda _name, what: _("The program took “%(what)s” back.", what=what),
    "ApprovalUndone": lambda name, what: _(
        "%(name)s took the approval of “%(what)s” back.", name=name, what=what
    ),
    "WorthKept": lambda name, what: _(
        "%(name)s left what “%(what)s” had brought.", name=name, what=what
    ),
    "EvidenceCorrected": lambda name, what: _(
        "%(name)s corrected “%(what)s”.", name=name, what=what
    ),
    "DayBegan": lambda _name, _what: _("A new day began, and with it other rules."),
    "CatalogPublished": lambda _name, _what: _("A new catalog was published."),
}
"""What moves points beside the approval that they are about; by the event's name."""
