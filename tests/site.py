"""A small site to test pages with: two districts, a person for each role, and a clock."""

import sys
import tempfile
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import SQLModel

from engine import catalogs, people, reactions
from engine.people import Actor, Person, Role, signing
from engine.settings import Settings
from engine.store import Store, open_store
from tests import apps, mini_pack
from web import page

PASSWORD = "apples and pears"
NOW = datetime(2025, 11, 18, 15, 0, tzinfo=UTC)

ROLES = {
    "ada": ("Ada Byron", "cedar", ()),
    "ben": ("Ben Okri", "birch", ()),
    "ruth": ("Ruth Asawa", "cedar", (Role.REVIEWER,)),
    "lee": ("Lee Smith", "cedar", (Role.SCHOOL_LEADER,)),
    "dana": ("Dana Cruz", "", (Role.DISTRICT_ADMIN,)),
    "max": ("Max Roth", "", (Role.DESK,)),
}
"""The people of Oakdale by first name, with school and roles; Zoe is of Elmwood."""


@dataclass
class Site:
    """The site under test, and short ways to be somebody on it."""

    app: Flask
    store: Store
    now: datetime = NOW
    ids: dict[str, uuid.UUID] = field(default_factory=dict)

    def visitor(self) -> FlaskClient:
        return self.app.test_client()

    def as_(self, name: str) -> FlaskClient:
        """A browser in which this person is signed in."""
        client = self.visitor()
        with self.store.write() as session:
            person = session.get_one(Person, self.ids[name])
            token = people.begin(session, person, now=self.now, lasts=timedelta(days=30))
        with client.session_transaction() as cookie:
            cookie[page.SIGN_IN] = token
        return client

    def actor(self, session: Any, name: str, district: str = "oakdale") -> Actor:
        """The person's place and roles, for calling the engine's actions."""
        found = people.actor(session, session.get_one(Person, self.ids[name]), district)
        assert found is not None
        return found

    def close(self) -> None:
        self.store.engine.dispose()
        apps.give_back(self.app)

    @contextmanager
    def act(self) -> Any:
        """One act of the engine with all its reactions, as `page.transaction()` does it."""
        with self.store.write() as session:
            yield session
            reactions.follow(session, now=self.now)


def build(folder: Path) -> Site:
    """A new site on a new database in this folder."""
    site = open_site(folder, {})
    SQLModel.metadata.create_all(site.store.engine)
    _people(site)
    return site


def open_site(folder: Path, ids: dict[str, uuid.UUID], *, anew: bool = False) -> Site:
    """The site whose database is in this folder; `anew` to change the application itself."""
    settings = Settings.read({"DATA_DIR": str(folder), "SECRET_KEY": "k" * 32})
    store = open_store(settings.database_url)
    app = apps.lend(store, settings, anew=anew, MAX_CONTENT_LENGTH=2**22)
    site = Site(app, store, ids=ids)
    app.config["CLOCK"] = lambda: site.now
    return site


def hash_quickly() -> None:
    """Passwords of invented people need no memory-hard hash."""
    signing._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def _people(site: Site) -> None:
    hash_quickly()
    with site.store.write() as session:
        for district in ("oakdale", "elmwood"):
            catalogs.publish(session, mini_pack.files(district=district), now=NOW)
        for key, (name, school, roles) in ROLES.items():
            _join(site, session, key, name, "oakdale", school, roles)
        _join(site, session, "zoe", "Zoe Akins", "elmwood", "birch", ())


def _join(
    site: Site, session: Any, key: str, name: str, district: str, school: str, roles: Any
) -> None:
    person = people.add_person(session, email=f"{key}@example.org", name=name, now=NOW)
    people.set_password(session, person, PASSWORD)
    place = people.join(session, person, district, on=date(2025, 8, 1), school=school)
    for role in roles:
        people.grant_role(session, place, role, school=school, now=NOW)
    site.ids[key] = person.id


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        site = build(Path(folder))
        site.app.config.update(TESTING=False, CLOCK=None)
        site.app.run(port=int(sys.argv[1]), threaded=True)
