"""A small invented district for the engine's tests: people who earn, redeem and are compared."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from engine import catalogs, ledger, people, rewards, standings
from engine.ledger import EntryKind, Posting
from engine.outbox import Event, announce
from engine.people import Actor, Participant, Role
from engine.rewards import Redemption
from engine.store import Store
from rules.terms import Audience, Currency

DISTRICT = "elm"
START = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
TODAY = START.date()

PACK = """
pack: {format: tassel-pack/1, title: Elm, catalog_year: 2025-26, applies_from: 2025-07-01}
district: {id: elm, name: Elm Schools, university: Elm University}
schools: {aspen: {title: Aspen}, birch: {title: Birch}, cedar: {title: Cedar}}
campuses: {literacy: {title: Literacy}, steam: {title: STEAM}}
activities: {talk: {title: Number talk, campus: steam, points: 10}}
levels: {freshman: {title: Freshman, experience: 0}, junior: {title: Junior, experience: 400}}
seasons:
  autumn: {title: Autumn, first: 2025-09-01, last: 2025-12-31}
  winter: {title: Winter, first: 2026-01-01, last: 2026-03-31}
standings: {shrinkage_heads: 20}
school_awards: {flag: {title: Flag, points_per_head: 60, participating_percent: 40}}
rewards:
  mug: {title: Mug, price: 160, kind: merchandise, value_cents: 800}
  bottle: {title: Bottle, price: 240, kind: merchandise}
  lamp: {title: The last lamp, price: 100, kind: classroom, stock: 1}
  parking: {title: Parking, price: 30, kind: privilege, limit: 2, audience: [certificated]}
  release: {title: Half-day release, price: 70, kind: working_condition, approval: true}
  coffee: {title: Coffee card, price: 50, kind: cash_equivalent, value_cents: 2500}
  shout: {title: Shout-out, price: 0, kind: privilege}
  ticket: {title: Drawing ticket, price: 25, kind: drawing, stock: 5}
  sub: {title: Substitute, price: 70, kind: privilege, approval: true, leaders_approve: true}
  pin: {title: Pin of a badge, price: 20, kind: merchandise, of_a_badge: true}
"""


class World:
    """Tells what happens in the words of a story; every act is a transaction of its own."""

    def __init__(self, store: Store, files: Mapping[str, str] | None = None) -> None:
        self.store = store
        self.people: dict[str, Participant] = {}
        self.now = START
        with store.write() as session:
            pack = catalogs.publish(session, files or {"pack.yaml": PACK}, now=self.tick())
            self.district = pack.district_id

    def tick(self, **passes: float) -> datetime:
        self.now += timedelta(**(passes or {"minutes": 1}))
        return self.now

    def joins(
        self,
        name: str,
        *,
        school: str = "",
        role: Role | None = None,
        audience: Audience = Audience.CERTIFICATED,
        **choices: Any,
    ) -> str:
        """A new participant, who wishes to be seen on boards unless the choices say otherwise."""
        with self.store.write() as session:
            email = f"{name.lower()}@{self.district}.example"
            person = people.add_person(session, email=email, name=name, now=self.now)
            place = people.join(
                session, person, self.district, on=TODAY, school=school, audience=audience
            )
            people.choose(session, place, **{"on_boards": True, **choices})
            if role is not None:
                people.grant_role(session, place, role, now=self.now)
        self.people[name] = place
        return name

    def chooses(self, who: str, **choices: Any) -> None:
        with self.store.write() as session:
            people.choose(session, session.merge(self.people[who]), **choices)

    def earns(
        self, who: str, points: int, *, on: date = TODAY, campus: str = "", count: bool = True
    ) -> None:
        """Points in both currencies at once, as an award gives them."""
        with self.store.write() as session:
            place = self.place(session, who)
            cause = announce(session, Event(self.district), by=None, now=self.tick())
            for currency in Currency:
                posting = Posting(
                    EntryKind.ADJUSTMENT, currency, points, "test", on, 1, campus=campus
                )
                ledger.post(session, place, posting, cause=cause, now=self.now)
            if count:
                standings.count(session, self.district, [place.id])

    def redeems(self, who: str, reward: str) -> Redemption:
        now = self.tick()
        with self.store.write() as session:
            return rewards.redeem(session, reward, by=self.actor(session, who), now=now)

    def does(self, act: Any, redemption: Redemption, *, by: str, **more: Any) -> Redemption:
        """`approve`, `decline`, `fulfil` or `cancel` a redemption."""
        with self.store.write() as session:
            actor = self.actor(session, by)
            found = session.get_one(Redemption, (self.district, redemption.id))
            settled: Redemption = act(session, found, by=actor, now=self.tick(), **more)
            return settled

    def redeemable(self, who: str) -> int:
        with self.store.session() as session:
            return ledger.balance(session, self.people[who]).redeemable

    def experience(self, who: str) -> int:
        with self.store.session() as session:
            return ledger.balance(session, self.people[who]).experience

    def place(self, session: Session, who: str) -> Participant:
        return people.participant(session, self.district, self.people[who].id)

    def actor(self, session: Session, who: str) -> Actor:
        return people.acting(session, self.place(session, who))

    def faults(self) -> list[str]:
        """What the three verifiers find; nothing when all is well."""
        with self.store.session() as session:
            verifiers = (ledger.verify, rewards.verify, standings.verify)
            return [str(fault) for verify in verifiers for fault in verify(session, self.district)]
