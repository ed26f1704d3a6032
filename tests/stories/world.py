"""The vocabulary of the stories: people do what people do, and see what people see."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session

from engine import (
    catalogs,
    credentials,
    evidence,
    goals,
    jobs,
    ledger,
    mentoring,
    people,
    progress,
    reactions,
    rewards,
)
from engine.credentials import Attainment
from engine.evidence import Artifact, Evidence, Version, Window
from engine.migrating import migrate
from engine.people import Actor, Participant, Role
from engine.progress import Versions
from engine.settings import Settings
from engine.store import Store, open_store
from rules.terms import Audience, Currency, EvidenceKind, Stage
from tests import apps
from web import page

START = datetime(2025, 9, 15, 20, 0, tzinfo=UTC)
TOLD = {"learned": "How it works.", "did": "Tried it.", "changed": "More talk."}
OWN, STUDENT = EvidenceKind.OWN, EvidenceKind.STUDENT
ATTENDED = EvidenceKind.ATTENDANCE


class World:
    """One installation with one district; every act is a transaction with all that follows."""

    def __init__(self, url: str, folder: Path, files: Mapping[str, str]) -> None:
        self.store: Store = open_store(url)
        migrate(self.store)
        self.now = START
        self.app = self._site(url, folder)
        self.district = self.publishes(files)
        self.emails: dict[str, str] = {}

    # -- what people do ----------------------------------------------------------------------

    def publishes(self, files: Mapping[str, str], **how: Any) -> str:
        """The district publishes a pack."""
        with self._act() as session:
            return catalogs.publish(session, files, now=self.now, **how).district_id

    def joins(
        self,
        name: str,
        *roles: Role,
        school: str = "",
        audience: Audience = Audience.CERTIFICATED,
        language: str = "en",
        **choices: Any,
    ) -> str:
        """Somebody takes part from today."""
        self.emails[name] = f"{name.lower()}@staff.example"
        with self._act() as session:
            person = people.add_person(
                session, email=self.emails[name], name=name, now=self.now, language=language
            )
            place = people.join(
                session, person, self.district, on=self.today, school=school, audience=audience
            )
            for role in roles:
                people.grant_role(session, place, role, now=self.now)
            people.choose(session, place, **choices)
        return name

    def enrolls(self, who: str, degree: str) -> None:
        with self._act() as session:
            progress.enroll(session, degree, by=self._actor(session, who), now=self.now)

    def switches(self, who: str, degree: str, *, to: int) -> None:
        """Somebody chooses to be judged by another catalog's version."""
        with self._act() as session:
            promised = progress.versions(
                session, self._actor(session, who).participant, degree, now=self.now
            ).of(to)
            progress.switch(
                session,
                degree,
                to,
                by=self._actor(session, who),
                now=self.now,
                promised=promised.promise if promised else None,
            )

    def goes_back(self, who: str, degree: str) -> None:
        """Somebody undoes the switch."""
        with self._act() as session:
            progress.undo_switch(session, degree, by=self._actor(session, who), now=self.now)

    def sets_goal(self, who: str, degree: str, requirement: str) -> None:
        with self._act() as session:
            by = self._actor(session, who)
            goals.set_goal(session, degree, requirement, by=by, now=self.now)

    def drafts(
        self,
        who: str,
        activity: str,
        *,
        stage: str = "done",
        kinds: Iterable[EvidenceKind] = (OWN,),
        on: date | None = None,
        hours: float | None = None,
        **written: Any,
    ) -> Evidence:
        """Somebody writes all that is asked, and has not handed it in."""
        written = {**TOLD, **written}
        if hours is not None:
            written["minutes"] = round(hours * 60)
        with self._act() as session:
            by = self._actor(session, who)
            claim = evidence.start(
                session,
                activity,
                Stage(stage),
                by=by,
                now=self.now,
                kinds=tuple(kinds),
                done_on=on or self.today,
                **written,
            )
            if STUDENT in kinds:
                work = Artifact(name="Pupils' work", url="https://work.example/1")
                evidence.attach(session, claim, work, by=by, now=self.now)
        return claim

    def opens(self, who: str, claim: Evidence, name: str) -> Window:
        """Somebody opens a draft in a window; what that knows from then on."""
        with self.store.session() as session:
            stands = evidence.wording_of(self._claim(session, who, claim))
        return Window(name, evidence.marks(stands))

    def writes(
        self, who: str, claim: Evidence, *, window: Window | None = None, **written: Any
    ) -> evidence.Saved:
        """Somebody writes on a draft, and it is saved."""
        self.now += timedelta(seconds=2)
        with self._act() as session:
            found, by = self._claim(session, who, claim), self._actor(session, who)
            return evidence.write(session, found, by=by, now=self.now, window=window, **written)

    def says_what_about(self, who: str, claim: Evidence, activity: str) -> None:
        """Somebody says what a quick note is about."""
        with self._act() as session:
            found, by = self._claim(session, who, claim), self._actor(session, who)
            evidence.assign(session, found, activity, Stage.DONE, by=by, now=self.now)

    def discards(self, who: str, claim: Evidence) -> None:
        """Somebody puts a draft into the bin."""
        with self._act() as session:
            found, by = self._claim(session, who, claim), self._actor(session, who)
            evidence.discard(session, found, by=by, now=self.now)

    def submits(self, who: str, activity: str, **what: Any) -> Evidence:
        """Somebody writes it and hands it in."""
        claim = self.drafts(who, activity, **what)
        return self.hands_in(who, claim)

    def hands_in(self, who: str, claim: Evidence, *, attempt: int | None = None) -> Evidence:
        self.now += timedelta(minutes=1)
        with self._act() as session:
            mine, by = self._claim(session, who, claim), self._actor(session, who)
            return evidence.submit(session, mine, by=by, now=self.now, attempt=attempt)

    def sends(
        self, who: str, claim: Evidence, fields: Mapping[str, Any], *, attempt: int | None = None
    ) -> str:
        """Somebody fills in the page of a draft and hands it in; what she reads then."""
        self.now += timedelta(minutes=1)
        told = {**fields, "do": "submit", **({"attempt": attempt} if attempt else {})}
        address = f"/{self.district}/evidence/{claim.id}"
        answer = self.browser(who).post(address, data=told, follow_redirects=True)
        return words_of(answer.text)

    def approves(self, who: str, claim: Evidence, **scores: int) -> Evidence:
        self.now += timedelta(minutes=1)
        with self._act() as session:
            found = self._claim(session, who, claim)
            rubric = evidence.rubric_of(session, found)
            best = (
                {key: len(each.scores) - 1 for key, each in rubric.criteria.items()}
                if rubric
                else {}
            )
            return evidence.approve(
                session, found, by=self._actor(session, who), now=self.now, scores=best | scores
            )

    def sends_back(self, who: str, claim: Evidence, note: str = "One more thing, please.") -> None:
        with self._act() as session:
            found, by = self._claim(session, who, claim), self._actor(session, who)
            evidence.send_back(session, found, by=by, now=self.now, note=note)

    def undoes(self, who: str, claim: Evidence, note: str = "Approved by mistake.") -> None:
        self.now += timedelta(minutes=1)
        with self._act() as session:
            found, by = self._claim(session, who, claim), self._actor(session, who)
            evidence.undo_approval(session, found, by=by, now=self.now, note=note)

    def completes(self, who: str, activity: str, *, by: str, **what: Any) -> Evidence:
        """Somebody hands it in, and it is approved."""
        return self.approves(by, self.submits(who, activity, **what))

    def asks(self, who: str, work: Evidence, *whom: str) -> None:
        """Somebody asks colleagues to hand it in together."""
        for each in whom:
            with self._act() as session:
                found, by = self._claim(session, who, work), self._actor(session, who)
                colleague = self.place(session, each)
                evidence.teams.ask(session, found, colleague, by=by, now=self.now)

    def accompanies(
        self, mentor: str, mentee: str, *, about: str = "", agreed: bool = True
    ) -> mentoring.MentorPair:
        """Somebody offers to be a colleague's mentor, who says yes."""
        with self._act() as session:
            by, colleague = self._actor(session, mentor), self.place(session, mentee)
            pair = mentoring.ask(
                session, colleague, by=by, now=self.now, as_mentor=True, about=about
            )
        with self._act() as session:
            found = mentoring.get(session, self.place(session, mentee), pair.id)
            if agreed:
                mentoring.agree(session, found, by=self._actor(session, mentee), now=self.now)
        return pair

    def joins_team(self, who: str, work: Evidence) -> Evidence:
        """She says yes; her own part."""
        with self._act() as session:
            by = self._actor(session, who)
            found = evidence.among_colleagues(session, by, work.id)
            return evidence.teams.join(session, found, by=by, now=self.now)

    def answers(
        self, who: str, about: str, degree: str, *, keep: bool, note: str = "It was real work."
    ) -> None:
        """An admin decides what becomes of a degree that is in question."""
        self.now += timedelta(minutes=1)
        with self._act() as session:
            earner, by = self._actor(session, about).participant.id, self._actor(session, who)
            progress.answer_question(
                session, earner, degree, keep=keep, note=note, by=by, now=self.now
            )

    def redeems(self, who: str, reward: str) -> rewards.Redemption:
        """What is made of a badge is made of her latest one."""
        with self._act() as session:
            by = self._actor(session, who)
            badges = rewards.offer(session, by, reward, now=self.now).badges
            return rewards.redeem(session, reward, by=by, now=self.now, chosen="".join(badges[:1]))

    def settles(self, act: Any, redemption: rewards.Redemption, *, by: str) -> None:
        """The desk fulfils, approves, declines or cancels a redemption."""
        with self._act() as session:
            found = session.get_one(rewards.Redemption, (self.district, redemption.id))
            act(session, found, by=self._actor(session, by), now=self.now)

    def passes(self, **time: float) -> None:
        """Time passes."""
        self.now += timedelta(**time)

    def begins_the_day(self) -> None:
        """What the jobs do when a day begins."""
        while jobs.begin_days(self.store, now=self.now):
            pass

    def place(self, session: Session, who: str) -> Participant:
        """Somebody's place in the district, for what no act of hers brings about."""
        return self._actor(session, who).participant

    # -- what people see ---------------------------------------------------------------------

    def waits_for(self, who: str) -> int:
        """How much waits for a reviewer."""
        with self.store.session() as session:
            return evidence.queue_length(session, self._actor(session, who))

    @property
    def today(self) -> date:
        return self.now.date()

    def history(self, who: str, claim: Evidence) -> Sequence[Version]:
        """What somebody sees of the history of a piece of evidence."""
        with self.store.session() as session:
            by = self._actor(session, who)
            return evidence.versions(session, by, self._claim(session, who, claim))

    def points(self, who: str) -> int:
        return self._balance(who).experience

    def redeemable(self, who: str) -> int:
        return self._balance(who).redeemable

    def level(self, who: str) -> str | None:
        with self.store.session() as session:
            return progress.level(
                session, self._actor(session, who).participant, now=self.now
            ).level

    def progress(self, who: str, degree: str) -> progress.Pursued:
        with self.store.session() as session:
            place = self._actor(session, who).participant
            found = progress.pursued(session, place, now=self.now)
            return next(each for each in found if each.enrollment.degree == degree)

    def versions(self, who: str, degree: str) -> Versions:
        """Her version of a degree and later ones, and how far she is in each."""
        with self.store.session() as session:
            place = self._actor(session, who).participant
            return progress.versions(session, place, degree, now=self.now)

    def degrees(self, who: str) -> list[str]:
        """The degrees that were conferred."""
        with self.store.session() as session:
            place = self._actor(session, who).participant
            return [each.degree for each in progress.conferrals(session, place)]

    def badges(self, who: str) -> set[str]:
        with self.store.session() as session:
            place = self._actor(session, who).participant
            return {
                each.key for each in credentials.of(session, place, attainment=Attainment.BADGE)
            }

    def statement(self, who: str, currency: Currency = Currency.EXPERIENCE) -> list[Any]:
        with self.store.session() as session:
            place = self._actor(session, who).participant
            return [line.entry for line in ledger.statement(session, place, currency=currency)]

    def letters(self, who: str) -> list[str]:
        """Subjects and texts of the mail that somebody got."""
        from sqlmodel import select

        from engine.outbox import Letter

        with self.store.session() as session:
            found = session.exec(select(Letter).where(Letter.address == self.emails[who]))
            return [f"{each.subject}\n{each.text}" for each in found]

    def browser(self, who: str) -> FlaskClient:
        """A browser in which somebody is signed in."""
        client = self.app.test_client()
        with self.store.write() as session:
            actor = self._actor(session, who)
            token = people.begin(
                session,
                people.person_of(session, actor.participant),
                now=self.now,
                lasts=timedelta(days=900),
            )
        with client.session_transaction() as cookie:
            cookie[page.SIGN_IN] = token
        return client

    def sees(self, who: str, path: str) -> str:
        """The words of a page, as somebody reads them."""
        answer = self.browser(who).get(f"/{self.district}{path}")
        assert answer.status_code == 200, (path, answer.status_code)
        return words_of(answer.text)

    def faults(self) -> list[str]:
        """What verifying the ledger finds."""
        with self.store.session() as session:
            return [str(fault) for fault in ledger.verify(session, self.district)]

    def close(self) -> None:
        self.store.engine.dispose()
        self.app.extensions["house"].store.engine.dispose()
        apps.give_back(self.app)

    # -- behind the scenes -------------------------------------------------------------------

    def _site(self, url: str, folder: Path) -> Flask:
        settings = Settings.read(
            {"DATA_DIR": str(folder), "DATABASE_URL": url, "SECRET_KEY": "k" * 32}
        )
        return apps.lend(self.store, settings, CLOCK=self._clock)

    def _clock(self) -> datetime:
        return self.now

    @contextmanager
    def _act(self) -> Iterator[Session]:
        with self.store.write() as session:
            yield session
            reactions.follow(session, now=self.now)

    def _actor(self, session: Session, who: str) -> Actor:
        place = people.by_email(session, self.district, self.emails[who])
        assert place is not None
        return people.acting(session, place)

    def _claim(self, session: Session, who: str, claim: Evidence) -> Evidence:
        return evidence.get(session, self._actor(session, who), claim.id)

    def _balance(self, who: str) -> ledger.Balance:
        with self.store.session() as session:
            return ledger.balance(session, self._actor(session, who).participant)


def words_of(page: str) -> str:
    """What a page says, without its tags; pictures say what their description says."""
    body = re.sub(r"(?s)<(script|style|svg|head)\b.*?</\1>", " ", page)
    told = re.sub(r'<img\b[^>]*?\balt="([^"]*)"[^>]*>', r" \1 ", body)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", told)).split())
