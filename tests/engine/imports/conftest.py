"""A district with the Deerfield pack and a handful of invented people, and lists to load."""

from datetime import UTC, datetime

import pytest

from engine import catalogs, imports, people
from engine.people import Role
from engine.settings import ROOT
from rules.terms import Audience

NOW = datetime(2026, 3, 20, 17, 0, tzinfo=UTC)
HEAD = "E-mail,Activity,Stage,Kind,Hours,Day,Link,Approved by\n"


class Office:
    """Whoever keeps the list: checks it, loads it, and looks at what came of it."""

    def __init__(self, store):
        self.store = store
        with store.write() as session:
            files = catalogs.read_folder(ROOT / "data" / "packs" / "deerfield")
            catalogs.publish(session, files, now=NOW)
            self.ada = _joins(session, "Ada Quill", school="birch")
            self.ben = _joins(session, "Ben Osei", school="cedar", audience=Audience.CLASSIFIED)
            self.ruth = _joins(session, "Ruth Marlow", school="birch", role=Role.REVIEWER)
            _joins(session, "Lea Brandt", school="elm", audience=Audience.LEADER)
            _joins(session, "Olga Pérez", school="elm", role=Role.REVIEWER, only="elm")

    def reads(self, text, *, encoding="utf-8"):
        with self.store.session() as session:
            return imports.read(session, "deerfield", text.encode(encoding), now=NOW)

    def loads(self, text):
        checked = self.reads(text)
        with self.store.write() as session:
            return imports.load(session, checked.rows, now=NOW)

    def codes(self, *lines, head=HEAD):
        """The codes of what is wrong, by line."""
        checked = self.reads(head + "\n".join(lines))
        return {bad.line: [reason.code for reason in bad.reasons] for bad in checked.bad}


def _joins(session, name, *, school, role=None, only="", audience=Audience.CERTIFICATED):
    email = f"{name.split()[0].lower()}@deerfield.example"
    person = people.add_person(session, email=email, name=name, now=NOW)
    place = people.join(
        session, person, "deerfield", on=NOW.date(), school=school, audience=audience
    )
    if role:
        people.grant_role(session, place, role, school=only, now=NOW)
    return place


@pytest.fixture
def office(store):
    return Office(store)
