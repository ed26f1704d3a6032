"""An invented district in which evidence is written, decided and followed by all that it brings."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlmodel import Session, select

from engine import catalogs, credentials, evidence, ledger, people, progress, reactions, standings
from engine.evidence import Artifact, Evidence, Status
from engine.ledger import Entry
from engine.outbox import Letter
from engine.people import Actor, Person, Role
from engine.store import Store
from rules.scoring import desired_lines
from rules.terms import EvidenceKind, Stage
from tests.engine.world import TODAY, World

OWN, STUDENT = frozenset({EvidenceKind.OWN}), frozenset({EvidenceKind.STUDENT})
BOTH = OWN | STUDENT

PACK = """
pack:
  format: tassel-pack/1
  title: Elm
  catalog_year: 2025-26
  applies_from: 2025-07-01
  languages: [en, es]
district:
  id: elm
  name: Elm Schools
  university: {en: Elm University, es: Universidad de Elm}
  timezone: America/Chicago
schools: {aspen: {title: Aspen}, birch: {title: Birch}}
campuses: {steam: {title: STEAM}}
rubrics:
  clarity:
    title: Clarity
    criteria:
      clear:
        title: Clear
        scores: [{en: "no", es: "no"}, {en: half, es: medio}, {en: "yes", es: sí}]
      kind: {title: Kind, scores: [{en: "no", es: "no"}, {en: "yes", es: sí}]}
activities:
  talk:
    {title: {en: Number talk, es: Charla}, campus: steam, points: 10, cap: {points: 25, per: month}}
  unit:
    title: Unit
    campus: steam
    badge: true
    stages: {learned: {evidence: own, points: 15}, used: {evidence: student, points: 20}}
  walk: {title: Walk, evidence: attendance, hours: 1, points: {points_per_hour: 4}}
  lead: {title: Lead, points: 30, after: [unit], evidence: both}
  bus: {title: Bus, points: 5, audience: [classified], evidence: own}
  essay: {title: Essay, points: 12, rubric: clarity, evidence: own}
  thesis: {title: Thesis, points: 20, reviewers: 2, evidence: own}
levels:
  freshman: {title: Freshman, experience: 0}
  sophomore: {title: Sophomore, experience: 20}
  junior: {title: Junior, experience: 50}
badges:
  doer: {title: Doer, criteria: {en: Do three things., es: Haz tres cosas.}, requires: {count: 3}}
pathways:
  whole: {title: Whole, parts: [talk, unit/learned], points: 7}
degrees:
  associate: {title: {en: Associate, es: Asociado}, requires: {points: 30}}
  bachelor: {title: Bachelor, requires: {all: [{degree: associate}, {count: 3}]}}
  driver: {title: Driver, audience: [classified], requires: {points: 5}}
review: {answer_school_days: 5}
"""

TOLD = {"learned": "How it works.", "did": "Tried it.", "changed": "More talk."}


class University(World):
    """Acts about evidence; each is a transaction with all that follows."""

    def __init__(self, store: Store, files: Mapping[str, str] | None = None) -> None:
        super().__init__(store, files or {"pack.yaml": PACK})

    # -- what people do ----------------------------------------------------------------------

    def staff(self) -> None:
        """Ada, who learns; Ruth and Rob, who review; Dana, who administers."""
        self.joins("Ada", school="aspen")
        self.joins("Ruth", role=Role.REVIEWER)
        self.joins("Rob", role=Role.REVIEWER)
        self.joins("Dana", role=Role.DISTRICT_ADMIN)

    def publishes(self, files: Mapping[str, str] | str, **how: Any) -> int:
        """The district publishes a pack; the number of its catalog."""
        texts = {"pack.yaml": files} if isinstance(files, str) else files
        with self.act() as session:
            return catalogs.publish(session, texts, now=self.tick(), **how).number

    def drafts(
        self,
        who: str,
        activity: str = "talk",
        *,
        stage: Stage = Stage.DONE,
        kinds: Iterable[EvidenceKind] = BOTH,
        on: date | None = TODAY,
        link: str = "https://work.example/1",
        **written: Any,
    ) -> Evidence:
        with self.act() as session:
            by, now = self.actor(session, who), self.tick()
            told = {"kinds": kinds, "done_on": on, **TOLD, **written}
            claim = evidence.start(session, activity, stage, by=by, now=now, **told)
            if link:
                evidence.attach(session, claim, Artifact(name="Work", url=link), by=by, now=now)
        return claim

    def submits(self, who: str, activity: str = "talk", **what: Any) -> Evidence:
        claim = self.drafts(who, activity, **what)
        return self.does_with(claim, evidence.submit, by=who)

    def does_with(self, claim: Evidence, act: Any, *, by: str, **more: Any) -> Any:
        """Any act on a piece of evidence: `submit`, `withdraw`, `approve`, `send_back` …"""
        now = self.tick()
        with self.act() as session:
            found = session.get_one(Evidence, (claim.district_id, claim.id))
            return act(session, found, by=self.actor(session, by), now=now, **more)

    def approves(self, claim: Evidence, *, by: str = "Ruth", **more: Any) -> Evidence:
        approved: Evidence = self.does_with(claim, evidence.approve, by=by, **more)
        return approved

    def undoes(self, claim: Evidence, *, by: str = "Dana") -> None:
        self.does_with(claim, evidence.undo_approval, by=by, note="A mistake.")

    def completes(self, who: str, activity: str = "talk", **what: Any) -> Evidence:
        return self.approves(self.submits(who, activity, **what))

    def enrolls(self, who: str, degree: str) -> None:
        with self.act() as session:
            progress.enroll(session, degree, by=self.actor(session, who), now=self.tick())

    def leaves(self, who: str) -> None:
        """She leaves the district."""
        with self.store.write() as session:
            self.place(session, who).left_on = TODAY

    # -- what they see -----------------------------------------------------------------------

    def status(self, claim: Evidence) -> Status:
        with self.store.session() as session:
            return session.get_one(Evidence, (claim.district_id, claim.id)).status

    def entries(self, who: str) -> list[Entry]:
        with self.store.session() as session:
            return [line.entry for line in ledger.statement(session, self.place(session, who))]

    def levels(self, who: str) -> set[str]:
        with self.store.session() as session:
            return {each.level for each in progress.levels_noted(session, self.place(session, who))}

    def holds(self, who: str) -> set[str]:
        """The badges and degrees that were issued and not revoked."""
        with self.store.session() as session:
            return {each.key for each in credentials.of(session, self.place(session, who))}

    def degrees(self, who: str) -> list[str]:
        with self.store.session() as session:
            place = self.place(session, who)
            return [each.degree for each in progress.conferrals(session, place)]

    def letters(self, who: str) -> list[str]:
        with self.store.session() as session:
            address = session.get_one(Person, self.people[who].person_id).email
            found = session.exec(select(Letter).where(Letter.address == address))
            return [f"{each.subject}\n{each.text}" for each in found]

    def wrong(self) -> list[str]:
        """What verifying finds, levels and what the rules say included."""
        with self.store.session() as session:
            checks = (ledger.verify, evidence.verify, standings.verify, progress.verify_degrees)
            found = [fault for check in checks for fault in check(session, self.district)]
            levels = progress.verify_levels(session, self.district, now=self.now)
            return [str(fault) for fault in (*found, *levels)]

    def lines(self, who: str) -> dict[tuple[str, str], int]:
        """What the rules say should stand in the ledger now."""
        with self.store.session() as session:
            place = self.place(session, who)
            timeline = catalogs.timeline_of(session, place)
            lines = desired_lines(evidence.completions(session, place), timeline)
            return {(line.source, line.rule): line.experience for line in lines if line.experience}

    @contextmanager
    def act(self) -> Iterator[Session]:
        with self.store.write() as session:
            yield session
            reactions.follow(session, now=self.now)

    def actor(self, session: Session, who: str) -> Actor:
        return people.acting(session, self.place(session, who))


def well_used(store: Store) -> University:
    """Elm, where Ada has a level, a badge, a degree, another one under way, and a mug."""
    mug = "rewards: {mug: {title: Mug, price: 5, kind: merchandise}}"
    university = University(store, {"pack.yaml": PACK, "more.yaml": mug})
    university.staff()
    university.joins("Des", role=Role.DESK)
    university.enrolls("Ada", "associate")
    university.enrolls("Ada", "bachelor")
    university.completes("Ada")
    university.completes("Ada", "unit", stage=Stage.LEARNED, kinds=OWN)
    university.redeems("Ada", "mug")
    return university
