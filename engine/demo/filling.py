"""Filling a new district with the demo: everybody joins, and each one's time is played."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from random import Random
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from engine import catalogs, evidence, ledger, people, reactions, rewards
from engine.demo.calendar import Calendar
from engine.demo.cast import Character, cast
from engine.demo.colleagues import Circle, look_back
from engine.demo.looking import look_twice
from engine.demo.named import (
    ADMIN,
    CLASSIFIED,
    DESK,
    LEADER,
    PASSWORD,
    REVIEWER,
    SIGN_INS,
    TEACHER,
    Scene,
    SignIn,
    ada,
    tomas,
)
from engine.demo.telling import Teller
from engine.demo.workshops import (
    Script,
    carry_over,
    everything,
    has_seen,
    played,
    with_own_slips,
)
from engine.evidence import PROGRAM, Decision
from engine.integrations import Files
from engine.people import Actor, Participant, Person, Role
from engine.store import keep_apart
from rules.catalog import Catalog, RewardClass
from rules.terms import Audience, Currency

DISTRICT = "deerfield"
_REVIEWERS_A_SCHOOL = 2
_AFTER_SCHOOL = time(16, 30)
_GIFT_CARD, _GIFT_CARDS = RewardClass.CASH_EQUIVALENT, 3
_COLLEAGUES = 16
_COUNTED = timedelta(days=30)
"""So far back the reviews count for their reviewers."""
_SHARE = 16
"""How many people's time is played before it is carried over."""
_SHARES_A_PROCESS = 4
"""A process takes a second or two to get ready; it should have something to do then."""

Watch = Callable[[Iterable[Character], int], Iterable[Character]]
"""Hands the people on; the number says how many they are."""


def is_new(session: Session) -> bool:
    """Whether nobody takes part anywhere yet."""
    return not any(people.head_count(session, each) for each in people.districts(session))


def is_there(session: Session) -> bool:
    """Whether this is the demo, and the six can be signed in as."""
    return people.by_email(session, DISTRICT, TEACHER.email) is not None


def fill(
    session: Session,
    files: Files,
    *,
    now: datetime,
    size: int = 480,
    seed: int = 109,
    processes: int | None = None,
    watch: Watch = lambda characters, _total: characters,
) -> None:
    """Fill the Deerfield district with people and two school years of their work.

    The same seed on the same day makes the same district. Everything is done by the engine's own
    actions at the moments of the story; nothing but one gathering lies in the present. No mail is
    written.
    Most people's time is played in copies, in as many processes as the machine has processors.
    """
    demo = _Demo(session, files, now, seed)
    taken = [(each.school, each.job) for each in SIGN_INS]
    characters = list(cast(demo.catalog, demo.calendar, size - len(SIGN_INS), seed, taken))
    demo.open(characters)
    for _ in watch(demo.play(characters, processes), len(characters)):
        pass
    rewards.recount(session, DISTRICT)
    demo.hand_out_gift_cards(characters)
    demo.bring_together(characters, now)
    demo.review_twice()
    demo.credit_reviews()


class _Demo:
    """The district while it is being filled."""

    def __init__(self, session: Session, files: Files, now: datetime, seed: int) -> None:
        keep_apart(session)  # Nobody is here who could be in the way, or be surprised.
        self.session, self.files, self.seed = session, files, seed
        self.catalog: Catalog = catalogs.current(session, DISTRICT, now=now)
        district = self.catalog.district
        zone = ZoneInfo(district.timezone)
        self.calendar = Calendar.until(now.astimezone(zone).date(), zone, district.year_starts)
        self.actors: dict[str, Actor] = {}

    def open(self, characters: Sequence[Character]) -> None:
        """Everybody comes in; the six come first, and their story is told."""
        self.password_hash: str | None = None
        for sign_in in SIGN_INS:
            self._sign_in(sign_in)
        for character in characters:
            self._join(character)
        self._appoint(characters)
        people.choose(self.session, self.actors[TEACHER.email].participant, on_boards=True)
        ada(self._scene(TEACHER), self.files)
        tomas(self._scene(CLASSIFIED))
        for sign_in in SIGN_INS:
            has_seen(self.session, self.actors[sign_in.email], self.calendar)

    def play(self, characters: Sequence[Character], processes: int | None) -> Iterator[Character]:
        """Play everybody's time; each one is handed on when her work has been carried over."""
        shares = list(_shares(characters))
        useful = min(os.cpu_count() or 1, 1 + len(shares) // _SHARES_A_PROCESS)
        made = played(self.script(characters), shares, processes or useful)
        for share, rows in zip(shares, made, strict=True):
            carry_over(self.session, with_own_slips(self.session, DISTRICT, rows))
            yield from share

    def script(self, characters: Sequence[Character]) -> Script:
        """What it takes to go on from here in a copy of the district."""
        return Script(
            DISTRICT,
            self.seed,
            self.calendar,
            {email: actor.participant.id for email, actor in self.actors.items()},
            [actor.participant.id for actor in self.reviewers],
            self.actors[DESK.email].participant.id,
            dict(self._in_reach([each.email for each in characters])),
            everything(self.session),
        )

    def hand_out_gift_cards(self, characters: Sequence[Character]) -> None:
        """A few who saved long enough for a gift card: what is reported with their pay."""
        key = next(each for each, one in self.catalog.rewards.items() if one.kind is _GIFT_CARD)
        today = self.calendar.today
        day = self.calendar.days(today - timedelta(days=14), today)[-1]
        now = datetime.combine(day, _AFTER_SCHOOL, self.calendar.zone).astimezone(UTC)
        savers = (self.actors[each.email] for each in characters if each.left_on is None)
        able = (each for each in savers if self._can_have(each, key, now))
        for saver in islice(able, _GIFT_CARDS):
            taken = rewards.redeem(self.session, key, by=saver, now=now)
            reactions.follow(self.session, now=now, mail=False)
            later = now + timedelta(minutes=20)
            rewards.fulfil(self.session, taken, by=self.actors[DESK.email], now=later)
            reactions.follow(self.session, now=later, mail=False)

    def bring_together(self, characters: Sequence[Character], now: datetime) -> None:
        """What people do with one another: a few scenes, and answers from many."""
        staying = [each for each in characters if self._is_colleague(each)]
        near = sorted(staying, key=lambda each: each.school != TEACHER.school)[:_COLLEAGUES]
        ada, tomas, ruth, helen = (
            self._scene(each, "meets") for each in (TEACHER, CLASSIFIED, REVIEWER, LEADER)
        )
        Circle(ada, tomas, ruth, helen, [self.actors[each.email] for each in near]).meet(now)
        present = [self.actors[each.email] for each in characters if each.left_on is None]
        look_back(self.session, present, self._scene(ADMIN, "asks"))
        for sign_in in SIGN_INS:
            has_seen(self.session, self.actors[sign_in.email], self.calendar)

    def _is_colleague(self, character: Character) -> bool:
        """Whether she is there all the time, teaches, writes in English and reviews nothing."""
        stays = character.left_on is None and character.joined_on == self.calendar.first
        teaches = character.audience is Audience.CERTIFICATED and character.language == "en"
        return stays and teaches and not self.actors[character.email].roles

    def review_twice(self) -> None:
        """A sample of the last weeks had a second look."""
        random = Random(f"{self.seed} looks twice")
        teller = Teller(REVIEWER.language, REVIEWER.audience, random)
        look_twice(self.session, DISTRICT, self.reviewers, self.calendar, teller, random)

    def credit_reviews(self) -> None:
        """What was reviewed in the last weeks counts; before that the district counted none."""
        since = self.calendar.closes - _COUNTED
        decided = self.session.exec(
            select(Decision)
            .where(Decision.district_id == DISTRICT, Decision.at >= since, Decision.by != PROGRAM)
            .order_by(col(Decision.at), col(Decision.id))
        )
        for each in decided.all():
            evidence.credit_review(self.session, DISTRICT, each.evidence_id, each.by, now=each.at)
        reactions.follow(self.session, now=self.calendar.closes, mail=False)
        has_seen(self.session, self.actors[REVIEWER.email], self.calendar)

    def _can_have(self, saver: Actor, key: str, now: datetime) -> bool:
        """Whether she saved enough, and was not busy that very day."""
        lines = ledger.statement(self.session, saver.participant, currency=Currency.REDEEMABLE)
        price = self.catalog.rewards[key].price
        if not lines or lines[-1].after < price or lines[-1].entry.posted_at >= now:
            return False
        shelf = rewards.shelf(self.session, saver, now=now)
        return any(offer.key == key and offer.refused is None for offer in shelf)

    def _in_reach(self, emails: Sequence[str]) -> Iterator[tuple[str, frozenset[str]]]:
        """Of what there is only so much, half may be taken, by people whom the seed chooses."""
        for key, reward in self.catalog.rewards.items():
            if reward.stock is not None:
                chooses = Random(f"{self.seed} hands out {key}")
                half = min(reward.stock // 2, len(emails))
                yield key, frozenset(chooses.sample(list(emails), half))

    def _sign_in(self, sign_in: SignIn) -> None:
        person = self._person(sign_in.name, sign_in.email, sign_in.language)
        districts = people.districts(self.session) if sign_in.everywhere else [DISTRICT]
        for district in districts:
            school = sign_in.school if district == DISTRICT else ""
            place = people.join(
                self.session, person, district, on=self.calendar.first,
                school=school, job=sign_in.job, audience=sign_in.audience,
            )  # fmt: skip
            if sign_in.role is not None:
                only = school if sign_in.role is Role.SCHOOL_LEADER else ""
                people.grant_role(
                    self.session, place, sign_in.role, school=only, now=self.calendar.opens
                )
            for role in sign_in.also:
                people.grant_role(self.session, place, role, school=school, now=self.calendar.opens)
            if sign_in is REVIEWER:  # She is asked first at her own school, as the README tells.
                people.grant_role(
                    self.session, place, Role.REVIEWER, school=school, now=self.calendar.opens
                )
            if district == DISTRICT:
                self.actors[sign_in.email] = people.acting(self.session, place)

    def _join(self, character: Character) -> None:
        person = self._person(character.name, character.email, character.language)
        place = people.join(
            self.session, person, DISTRICT, on=character.joined_on, school=character.school,
            job=character.job, audience=character.audience, fte=character.fte,
        )  # fmt: skip
        people.choose(self.session, place, on_boards=character.on_boards, alias=character.alias)
        self.actors[character.email] = Actor(place)

    def _person(self, name: str, email: str, language: str) -> Person:
        """A new person; all share one password, so that it is hashed once."""
        person = people.add_person(
            self.session, email=email, name=name, now=self.calendar.opens, language=language
        )
        if self.password_hash is None:
            people.set_password(self.session, person, PASSWORD)
            self.password_hash = person.password_hash
        person.password_hash = self.password_hash
        return person

    def _appoint(self, characters: Sequence[Character]) -> None:
        """Reviewers for each school, its leaders, and the desk."""
        reviewers = [REVIEWER.email]
        for school in self.catalog.schools:
            staying = [
                each for each in characters
                if each.school == school and each.left_on is None
                and each.joined_on == self.calendar.first
            ]  # fmt: skip
            teachers = [each for each in staying if each.audience is Audience.CERTIFICATED]
            if school == REVIEWER.school:
                teachers = [each for each in teachers if each.name > REVIEWER.name]
            for each in teachers[:_REVIEWERS_A_SCHOOL]:
                self._grant(each.email, Role.REVIEWER, school)
                reviewers.append(each.email)
            for each in staying:
                if each.audience is Audience.LEADER:
                    self._grant(each.email, Role.SCHOOL_LEADER, school)
        self.reviewers = [self.actors[email] for email in (*reviewers, ADMIN.email)]

    def _grant(self, email: str, role: Role, school: str) -> None:
        place: Participant = self.actors[email].participant
        people.grant_role(self.session, place, role, school=school, now=self.calendar.opens)
        self.actors[email] = people.acting(self.session, place)

    def _scene(self, sign_in: SignIn, of: str = "scene") -> Scene:
        random = Random(f"{self.seed} {of} {sign_in.email}")
        teller = Teller(sign_in.language, sign_in.audience, random)
        actor, reviewer = self.actors[sign_in.email], self.actors[REVIEWER.email]
        return Scene(self.session, self.catalog, self.calendar, actor, reviewer, teller, random)


def _shares(characters: Sequence[Character]) -> Iterator[Sequence[Character]]:
    waiting = iter(characters)
    while share := tuple(islice(waiting, _SHARE)):
        yield share
