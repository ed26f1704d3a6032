"""A district in the middle of a year: something of every kind is there to look at."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

from engine import (
    authors,
    batches,
    changes,
    coaching,
    confidence,
    evidence,
    follow_ups,
    gatherings,
    nominations,
    notifications,
    people,
    progress,
    proposals,
    rewards,
    students,
    studio,
)
from engine.evidence import Artifact, Evidence
from engine.imports import Meant
from engine.people import Role
from rules.audits import Decision, Verb
from rules.terms import Policy, Stage
from tests import artifacts
from tests.browser.live import LiveDistrict, with_crest
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.world import STUDENT

NORA, QUINN, MAX, KIM = "Nora", "Quinn", "Max", "Kim"
"""Nora has just begun, Quinn plays no game, Max hands rewards over, Kim is a guest."""

HOUR = timedelta(hours=1)

PORTFOLIO = """
degrees:
  portfolio:
    title: {en: Portfolio of practice, es: Portafolio de práctica}
    summary: {en: Work of your own choice., es: Trabajo que tú eliges.}
    requires:
      all:
        - id: maths
          title: {en: One maths course, es: Un curso de matemáticas}
          collect: {count: 1, activity: [number-talks, coding-for-all]}
        - id: electives
          title: {en: Sixty points of electives, es: Sesenta puntos de optativas}
          collect: {points: 60, kind: own}
        - id: reading
          title: {en: Three conferences, es: Tres congresos}
          collect: {count: 3, activity_kind: conference}
        - id: talk
          title: {en: A closing talk with the district, es: Una charla final con el distrito}
          kind: manual
"""
"""A degree in which one piece of work may serve one requirement or another."""

COURSES = ("number-talks", "coding-for-all", "morning-meeting", "co-teaching", "portfolio")
LATER = {
    "courses: 10": "courses: 8",
    "{en: Ten courses, es: Diez cursos}": "{en: Eight courses, es: Ocho cursos}",
    "activity: unit-redesign\n          times: 1": "hours: 40",
    'en: "Capstone: unit redesign"': "en: Forty hours",
    'es: "Proyecto final: rediseño de una unidad"': "es: Cuarenta horas",
}
"""What the next catalog writes instead, the first time that it stands there."""

PROPOSAL = proposals.Wording(
    title="Robots in physical education",
    summary="Build a robot that keeps the score.\nThen play a game with it.",
    learned="Say how the robot counts.",
    used="Show a game that it scored.",
    minutes=240,
    campus="steam-and-math",
    badge=True,
    signature="Ada Romero",
)
MEASURED = {
    "measure": "students who explain their way",
    "measured_of": 24,
    "measured_before": 6,
    "measured_after": 19,
}


class Midyear(LiveDistrict):
    """What the pages are looked at with; `ids` name the things that addresses ask for."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.ids: dict[str, Any] = {}
        self.publishes({**with_crest("deerfield"), "portfolio.yaml": PORTFOLIO})
        self.publishes(with_crest("washington-township"))
        self._people_come()
        self._ada_earns_a_degree()
        self._evidence_of_every_state()
        self._work_is_named()
        self._a_team_writes()
        self._help_is_asked()
        self._ada_looks_back()
        self._people_say_how_sure()
        self._rewards_of_every_state()
        self._approvals_are_undone()
        self._people_gather()
        self._many_are_approved()
        self._ada_chooses()
        self.browser(ADA).get(f"/{self.district}/ledger/statement.csv")
        self._the_rules_change()
        self._a_tree_is_drafted()
        self._the_next_catalog_is_written()
        self._a_change_is_listed()
        self._ada_proposes()
        self._ada_looks_after_a_course()
        self._ada_runs_a_program_area()

    def _people_come(self) -> None:
        self.joins(ADA, school="cedar", on_boards=True)
        self.joins(BEN, school="birch", on_boards=True, alias="The quiet reader")
        self.joins(RUTH, Role.REVIEWER, school="cedar")
        self.joins(DANA, Role.DISTRICT_ADMIN)
        self.joins(MAX, Role.DESK)
        self.joins(NORA, school="elm")
        self.joins(QUINN, school="elm", plays=False)
        self.enrolls(ADA, "associate")
        self.enrolls(ADA, "bachelor")
        self.enrolls(BEN, "associate")
        for who in (ADA, BEN, NORA):
            self.ids[who] = self._id(who)
        self.ids["stops"] = self._stops(ADA)

    def _ada_earns_a_degree(self) -> None:
        self.sets_goal(ADA, "bachelor", "r.3")
        self.sets_goal(ADA, "bachelor", "r.5")
        for _ in range(4):
            self.completes(ADA, "explore-tool", by=RUTH)
        for course in COURSES:
            self.completes(ADA, course, by=RUTH, stage="learned")
            last = self.completes(ADA, course, by=RUTH, stage="used", kinds=[STUDENT], **MEASURED)
        self.ids |= {"approved": last.id, "badge": self.credential(ADA, "number-talks")}
        self.ids["diploma"] = self.credential(ADA, "associate")
        self.shares(ADA, self.ids["badge"])
        self.completes(BEN, "number-talks", by=RUTH, stage="learned")
        self.completes(QUINN, "number-talks", by=RUTH, stage="learned")

    def _evidence_of_every_state(self) -> None:
        draft = self.drafts(ADA, "choice-boards", stage="learned")
        self.writes(ADA, draft, did="Five talks in two weeks.\nRosalind led them.")
        with self._act() as session:
            students.keep(session, ["Rosalind Diaz"], by=self._actor(session, ADA))
        self.ids["picture"] = self._adds_picture(ADA, draft)
        self.ids |= {"draft": draft.id, "version": self.history(ADA, draft)[0].id}
        note = self.drafts(ADA, "", kinds=(), learned="", changed="", did="The dots on the wall.")
        self.ids["note"] = note.id
        self.discards(ADA, self.drafts(ADA, "choice-boards", stage="learned", did="Not now."))
        self.ids["waiting"] = self.submits(ADA, "video-lessons", stage="learned").id
        back = self.submits(ADA, "stations-and-playlists", stage="learned")
        self.sends_back(RUTH, back, "Which decision was the hardest?\n\nAnd why?")
        self.ids["sent_back"] = back.id
        self.ids["of_ruth"] = self.submits(RUTH, "number-talks", stage="learned").id

    def _work_is_named(self) -> None:
        """Ben saw what Ada did, twice: one stands beside her badge, one waits for her."""
        for saw, activity in (
            ("She let the pupils explain their way to me, one after the other.", ""),
            (
                "Her number talks made the whole hall quiet, and then loud.",
                "noticed-by-a-colleague",
            ),
        ):
            with self._act() as session:
                named = nominations.name(
                    session, self.ids[ADA], activity=activity, saw=saw, seen_on=self.today,
                    share=True, by=self._actor(session, BEN), now=self.now,
                )  # fmt: skip
            self.ids.setdefault("seen", named.id)
        with self._act() as session:
            by = self._actor(session, ADA)
            found = nominations.get(session, by, named.id)
            claim = nominations.accept(session, found, by=by, now=self.now)
        self.approves(RUTH, self.hands_in(ADA, claim))
        self.ids["noticed"] = self.credential(ADA, "noticed-by-a-colleague")

    def _a_team_writes(self) -> None:
        """Ben has begun, Max has written his part, and Quinn has not said yet."""
        work = self.drafts(BEN, "curriculum-writing", did="Ten lessons on fractions.")
        self.asks(BEN, work, MAX, QUINN)
        part = self.joins_team(MAX, work)
        self.writes(MAX, part, did="I wrote the last four.", learned="To plan backwards.")
        self.ids |= {"team": work.id, "part": part.id}
        self.accompanies(BEN, MAX, agreed=False)
        self.accompanies(MAX, QUINN, about="number-talks")

    def _help_is_asked(self) -> None:
        """Ada asks about a course; Dana has taken it and answered. Ben's still waits."""
        with self._act() as session:
            ada, dana, ben = (self._actor(session, who) for who in (ADA, DANA, BEN))
            asked = coaching.ask(
                session, "Where do I begin?", activity="choice-boards", by=ada, now=self.now
            )
            coaching.ask(session, "How do I film this?", by=ben, now=self.now)
            coaching.take(session, asked, by=dana, now=self.now)
            coaching.say(
                session, asked, "With one board.\nI come by.", minutes=30, by=dana, now=self.now
            )
        self.ids["help"] = asked.id

    def _ada_looks_back(self) -> None:
        """She is asked whether she still uses what she did; nobody waits for her answer."""
        with self._act() as session:
            question = follow_ups.FollowUp(
                district_id=self.district, participant_id=self.ids[ADA], days=60,
                evidence_id=self.ids["approved"], activity=COURSES[-1], asked_on=self.today,
            )  # fmt: skip
            session.add(question)
        self.ids["question"] = question.id

    def _people_say_how_sure(self) -> None:
        """Five of them, of Number Talks; that is enough for an average."""
        self.completes(MAX, "number-talks", by=RUTH, stage="learned")
        with self._act() as session:
            for who in (ADA, BEN, QUINN, RUTH, MAX):
                by = self._actor(session, who)
                for claim in evidence.mine(session, by.participant):
                    if claim.activity == "number-talks" or claim.id == self.ids["approved"]:
                        confidence.rate(session, claim, by=by, now=self.now, before=2, after=4)

    def _adds_picture(self, who: str, claim: Evidence) -> Any:
        content = artifacts.picture(size=(160, 120))
        kept = self.app.extensions["house"].integrations.files.keep(io.BytesIO(content), "", 10_000)
        file = Artifact(
            name="The wall.png", digest=kept.digest, size=kept.size, media_type="image/png"
        )
        with self._act() as session:
            found, by = self._claim(session, who, claim), self._actor(session, who)
            evidence.attach(session, found, file, by=by, now=self.now)
            session.flush()
            return file.id

    def _rewards_of_every_state(self) -> None:
        self.redeems(ADA, "drawing-ticket")
        with self._act() as session:
            by = self._actor(session, DANA)
            rewards.draw(session, "drawing-ticket", by=by, now=self.now, seed="4 17 23")
        self.redeems(ADA, "drawing-ticket")
        self.settles(rewards.fulfil, self.redeems(ADA, "badge-pin"), by=MAX)
        self.settles(rewards.cancel, self.redeems(ADA, "badge-pin"), by=ADA)
        self.ids["held"] = self.redeems(ADA, "badge-pin").id

    def _many_are_approved(self) -> None:
        """Ruth takes in by a list who was at a session last week."""
        with self._act() as session:
            by, day = self._actor(session, RUTH), self.today - timedelta(days=7)
            meant = Meant("campus-session", Stage.DONE, day)
            content = "\n".join(self.emails[who] for who in (BEN, QUINN)).encode()
            reading = batches.read(session, content, meant, by=by, now=self.now)
            batch = batches.approve(session, reading.pieces, by=by, now=self.now)
            self.ids["batch"] = batch.id

    def _people_gather(self) -> None:
        """Two workshops: one that people have come to, and one that waits for Ruth's word."""
        for name, place, waits in (("met", "Library", False), ("to_confirm", "", True)):
            with self._act() as session:
                leader = self._actor(session, RUTH)
                plan = gatherings.Plan(
                    "campus-session", Stage.DONE, leader.participant,
                    self.now, self.now + HOUR, self.now + HOUR, 60, place, waits, True,
                )  # fmt: skip
                found = gatherings.set_up(session, plan, by=leader, now=self.now)
                for who in (BEN, QUINN):
                    by = self._actor(session, who)
                    gatherings.check_in(session, found, by=by, now=self.now)
                self.ids |= {name: found.id, f"code_{name}": found.code}
                gatherings.greet(
                    session, found, email=f"{name}@college.example", name="Kim",
                    language="en", network="", now=self.now,
                )  # fmt: skip
        self.emails[KIM] = "met@college.example"

    def _approvals_are_undone(self) -> None:
        """Nothing that Ben's students showed is left, so that his degree is questioned."""
        used = []
        for course in COURSES:
            if course != "number-talks":
                self.completes(BEN, course, by=RUTH, stage="learned")
            used.append(self.completes(BEN, course, by=RUTH, stage="used", kinds=[STUDENT]))
        for _ in range(3):
            self.completes(BEN, "explore-tool", by=RUTH)
        for each in used:
            self.undoes(DANA, each)

    def _ada_chooses(self) -> None:
        """She pins a piece of work, and the district waives a requirement of hers."""
        self.enrolls(ADA, "portfolio")
        with self._act() as session:
            by = self._actor(session, ADA)
            found = progress.scales(session, by.participant, now=self.now)
            work = found.takers("portfolio")["maths"][-1]
            progress.pin(session, "portfolio", "maths", work, by=by, now=self.now)
        with self._act() as session:
            progress.decide(
                session,
                self.ids[ADA],
                Decision(Verb.WAIVE, "reading", degree="portfolio"),
                reason="The district held no conference this year.",
                by=self._actor(session, DANA),
                now=self.now,
            )
        with self.store.session() as session:
            rows = progress.decisions(session, self._actor(session, ADA).participant)
            self.ids["waiver"] = rows[-1].id
        with self._act() as session:
            by, part = self._actor(session, DANA), "number-talks/learned"
            why = "She taught this for nine years elsewhere."
            spared = evidence.waivers.waive(
                session, self.ids[NORA], part, reason=why, by=by, now=self.now
            )
            self.ids["stage_waiver"] = spared.id

    def _the_rules_change(self) -> None:
        """A later catalog asks for another Bachelor; whoever is on her way goes on as she began."""
        pack = {**with_crest("deerfield"), "portfolio.yaml": PORTFOLIO}
        for old, new in LATER.items():
            pack["degrees.yaml"] = pack["degrees.yaml"].replace(old, new, 1)
        pack["pack.yaml"] = pack["pack.yaml"].replace(
            "catalog_year: 2024-25", "catalog_year: 2025-26"
        )
        self.publishes(pack, applies_from=self.today)

    def _a_tree_is_drafted(self) -> None:
        """One requirement of it is named, and one names a campus that is not there."""
        with self._act() as session:
            by = self._actor(session, DANA)
            draft = studio.begin(session, "Trees", by=by, now=self.now)
            self.ids["trees"] = draft.id
            root = ("degrees", "bachelor", "requires", "all")
            edits = [
                studio.Put((*root, 2, "id"), "courses"),
                studio.Put((*root, 4, "after"), ["courses"]),
                studio.Put((*root, 1, "campus"), "litteracy"),
            ]
            studio.edit(session, draft.id, edits, revision=0, by=by, now=self.now)
            sound = studio.begin(session, "Sound trees", by=by, now=self.now)
            self.ids["sound-trees"] = sound.id

    def _a_change_is_listed(self) -> None:
        """A draft takes points from a course: each policy has its list."""
        for policy, name in (
            (Policy.RECOMPUTE, "listed"), (Policy.NOBODY_LOSES, "spares"),
            (Policy.NEW_WORK, "listed_empty"),
        ):  # fmt: skip
            self.ids[f"draft_{name}"] = self._dearer_draft()
            self.ids[name] = self._lists(self.ids[f"draft_{name}"], policy)
        self.ids["under_way"] = self._lists(self._dearer_draft(), Policy.RECOMPUTE)
        with self._act() as session:
            by = self._actor(session, DANA)
            run = changes.run(session, by, self.ids["under_way"])
            attempted = changes.attempt(session, run, by=by, now=self.now)
            assert attempted is not None
            changes.hear_of(session, attempted, 300, 1240, self.now)

    def _dearer_draft(self) -> Any:
        with self._act() as session:
            by = self._actor(session, DANA)
            draft = studio.begin(session, "Next spring", by=by, now=self.now)
            path = ("activities", "number-talks", "stages", "learned", "points")
            studio.edit(session, draft.id, studio.Put(path, 3), revision=0, by=by, now=self.now)
            return draft.id

    def _lists(self, draft_id: Any, policy: Policy) -> Any:
        with self._act() as session:
            by = self._actor(session, DANA)
            files = studio.draft(session, by, draft_id).files
            proposal = changes.propose(session, files, policy, now=self.now)
            run = changes.begin(session, proposal, by=by, now=self.now, draft_id=draft_id)
            changes.keep(session, run, changes.work_out(session, run), self.now)
            return run.id

    def _ada_proposes(self) -> None:
        """One proposal waits, Dana asks about another, and one is on its way into the catalog."""
        for name in ("proposed", "asked", "in_studio"):
            with self._act() as session:
                by = self._actor(session, ADA)
                made = proposals.begin(session, PROPOSAL, by=by, now=self.now)
                proposals.submit(session, made.id, by=by, now=self.now)
            self.ids[name] = made.id
        with self._act() as session:
            by = self._actor(session, DANA)
            note = "For which grades?\n\nAnd who lends the robots?"
            proposals.ask_back(session, self.ids["asked"], note, by=by, now=self.now)
            proposals.bring_to_studio(
                session, self.ids["in_studio"], self.ids["untouched"], by=by, now=self.now
            )

    def _ada_looks_after_a_course(self) -> None:
        """Ben is asked to join her; somebody left a line."""
        with self._act() as session:
            ada, ben = self._actor(session, ADA), self._actor(session, BEN)
            for key in ("number-talks", COURSES[-1]):
                authors.begin(
                    session, self.district, key, ada.participant.id,
                    signature="Ada Romero", now=self.now,
                )  # fmt: skip
            authors.invite(session, "number-talks", ben.participant, by=ada, now=self.now)
        done = self.completes(NORA, "number-talks", by=RUTH, stage="learned")
        with self._act() as session:
            by = self._actor(session, NORA)
            authors.remark(session, done.id, "Begin with dots.", signed=True, by=by, now=self.now)

    def _ada_runs_a_program_area(self) -> None:
        with self._act() as session:
            ada, dana = self._actor(session, ADA), self._actor(session, DANA)
            people.give_area(session, ada.participant, "steam-and-math", by=dana, now=self.now)
        with self._act() as session:
            by = self._actor(session, ADA)
            self.ids["of_ada"] = studio.begin(session, "STEAM", by=by, now=self.now).id

    def reset_token(self, who: str) -> str:
        with self._act() as session:
            asked = people.ask_for_reset(session, self.emails[who], now=self.now)
            assert asked is not None
            return asked[1]

    def _stops(self, who: str) -> str:
        """The signature in the link by which she stops letters about her evidence."""
        with self.store.session() as session:
            place = self._actor(session, who).participant
            return notifications.stop_path(place, notifications.Kind.EVIDENCE).rpartition("/")[2]

    def _id(self, who: str) -> Any:
        with self.store.session() as session:
            return self._actor(session, who).participant.id

    def _the_next_catalog_is_written(self) -> None:
        """One draft has things to mend, one is untouched, one was put aside."""
        with self._act() as session:
            by = self._actor(session, DANA)
            drafts = {
                name: studio.begin(session, title, by=by, now=self.now)
                for name, title in (
                    ("studio", "Next year"), ("untouched", "In two years"), ("aside", "Never mind"),
                )
            }  # fmt: skip
            edits = [
                studio.Put(("rewards", "mug", "price"), "cheap"),
                studio.Put(("activities", "number-talks", "campus"), "steem"),
                studio.Put(("activities", "number-talks", "kind"), "kourse"),
            ]
            studio.edit(session, drafts["studio"].id, edits, revision=0, by=by, now=self.now)
            studio.discard(session, drafts["aside"].id, by=by, now=self.now)
        self.ids |= {name: draft.id for name, draft in drafts.items()}
