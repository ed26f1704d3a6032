"""DU-3: nothing of students is reached from a page without sign-in, a shared credential, or a link.

Every address of the site is tried, so that a page that comes later is tried too.
"""

import io
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import product
from typing import Any
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from engine import evidence, retention, scanning, students
from engine.evidence import Artifact, Consent, Named, SeenBy
from engine.integrations import Scanner
from tests import artifacts
from tests.site import Site
from tests.web.doing import reads_whole_course, starts
from tests.web.test_credentials import credential

LISTED = "Zebedee Quillfeather"
LINK = "https://private.example/zebedee"
CONSENTED = {"consent": Consent.GIVEN, "told": "Zebedee laughs"}


@dataclass
class Children:
    """A district with files of students in every state, and what may not be read of them."""

    site: Site
    claims: dict[str, uuid.UUID] = field(default_factory=dict)
    files: dict[str, Artifact] = field(default_factory=dict)
    credential: str = ""

    def add(self, state: str, **said: Any) -> None:
        """A file of this state beside evidence of its own."""
        claim = starts(self.site, "ada", "mentoring")
        files = self.site.app.extensions["house"].integrations.files
        kept = files.keep(io.BytesIO(artifacts.picture() + state.encode()), state, 10_000)
        file = Artifact(
            name=f"Zebedee {state}.png", digest=kept.digest, size=kept.size,
            media_type="image/png", **CONSENTED | said,
        )  # fmt: skip
        link = Artifact(name=f"Zebedee's page {state}", url=f"{LINK}/{state}")
        with self.site.act() as session:
            ada = self.site.actor(session, "ada")
            found = evidence.get(session, ada, claim)
            evidence.attach(session, found, file, by=ada, now=self.site.now)
            evidence.attach(session, found, link, by=ada, now=self.site.now)
            if state != "uncleared":
                evidence.submit(session, found, by=ada, now=self.site.now, named=Named.AGREED)
        self.claims[state], self.files[state] = claim, file

    def secrets(self) -> Iterator[str]:
        """What stands in no answer to somebody who has no right to it."""
        yield from ("zebedee", "quillfeather", "private.example")
        for file in self.files.values():
            yield from (str(file.id), file.digest)


@pytest.fixture
def children(own_site) -> Children:
    found = Children(own_site)
    house = own_site.app.extensions["house"]
    house.integrations = replace(house.integrations, scanner=Scanner(("false",)))
    reads_whole_course(own_site, "ada")
    found.credential = credential(own_site).rpartition("/")[2]
    own_site.as_("ada").post(
        f"/oakdale/credentials/{found.credential}/share", data={"public": "yes"}
    )
    found.add("refused")
    assert scanning.scan_next(own_site.store, house.integrations.files,
                              Scanner(("false",)), now=own_site.now)  # fmt: skip
    clean = evidence.Scan.CLEAN
    found.add("uncleared", consent=Consent.OPEN, scan=clean)
    found.add("unscanned", seen_by=SeenBy.LEADERS)
    found.add("reviewers", scan=clean)
    found.add("leaders", scan=clean, seen_by=SeenBy.LEADERS)
    found.add("withdrawn", scan=clean, seen_by=SeenBy.LEADERS)
    found.add("forgotten", scan=clean, seen_by=SeenBy.LEADERS)
    with own_site.act() as session:
        ada = own_site.actor(session, "ada")
        students.keep(session, [LISTED], by=ada)
        for state, act in (("withdrawn", _withdraw), ("forgotten", _forget)):
            claim = evidence.get(session, ada, found.claims[state])
            file = evidence.artifact(session, claim, found.files[state].id)
            act(session, claim, file, by=ada, now=own_site.now)
    return found


def _withdraw(session, claim, file, *, by, now) -> None:
    evidence.withdraw_consent(session, claim, file, by=by, now=now)


def _forget(session, _claim, file, *, by, now) -> None:
    evidence.forget(session, file, now=now)


def addresses(children: Children) -> Iterator[tuple[str, str]]:
    """Every address of the site with every value that could lead to these files."""
    site = children.site
    with site.store.session() as session:
        ada = site.actor(session, "ada")
        versions = {
            version.id: claim
            for claim in children.claims.values()
            for version in evidence.versions(session, ada, evidence.get(session, ada, claim))
        }
    beside = {each.id: each.evidence_id for each in children.files.values()} | versions
    known: dict[str, list[Any]] = {
        "district": ["oakdale"],
        "evidence_id": [*children.claims.values()],
        "artifact_id": [each.id for each in children.files.values()],
        "version_id": [*versions],
        "participant_id": [ada.participant.id],
        "credential_id": [children.credential],
        "activity": ["mentoring", "reading-aloud"],
        "badge": ["reading-aloud"],
        "degree": ["associate"],
        "attainment": ["badge"],
        "filename": [f"{file.digest}" for file in children.files.values()],
        "name": ["reading-aloud", "measures", "outcomes"],
        "seq": [1],
        "number": [1],
        "kind": ["evidence"],
        "token": ["x"],
    }
    for rule in site.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        names = sorted(rule.arguments)
        for values in product(*(known.get(name) or any_of(rule, name) for name in names)):
            if any(beside.get(each, values[0]) not in values for each in values):
                continue  # of other evidence
            with suppress(ValueError):  # a name that this address does not know
                built = rule.build(dict(zip(names, values, strict=True)), append_unknown=False)
                if built is not None:
                    yield rule.endpoint, built[1]


def any_of(rule: Rule, name: str) -> list[Any]:
    """One of the words that an address knows, or an id of nothing."""
    return [*getattr(rule._converters[name], "items", [uuid.UUID(int=0)])][:1]


def read(client: FlaskClient, address: str) -> tuple[int, str]:
    """The answer with its headers, but for the very address that was asked for."""
    answer = client.get(address, buffered=True)
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    said = f"{headers}\n{answer.get_data().decode('latin-1')}"
    return answer.status_code, unquote(said).lower().replace(unquote(address).lower(), "")


def test_no_address_tells_a_stranger_anything_of_students(children: Children) -> None:
    visitor, opened = children.site.visitor(), set()
    for endpoint, address in addresses(children):
        status, said = read(visitor, address)
        told = [each for each in children.secrets() if each in said]
        assert told == [], (address, told)
        if status == 200:
            opened.add(endpoint)

    assert opened >= {
        "credentials.verify", "credentials.document", "credentials.signed", "catalogs.activity",
        "catalogs.badge", "welcome.district",
    }, "what is public was looked at"  # fmt: skip


OPEN_TO = {
    "ada": {"uncleared", "reviewers", "leaders"},
    "ruth": {"reviewers", "leaders"},
    "dana": {"reviewers", "leaders"},
    "lee": {"leaders"},
    "ben": set(),
    "max": set(),
    "zoe": set(),
}
"""Who opens which: nobody what is not scanned, refused, withdrawn or forgotten."""


def test_a_file_opens_for_those_alone_who_may_see_it(children: Children) -> None:
    for who, expected in OPEN_TO.items():
        client, opened = children.site.as_(who), set()
        for state, file in children.files.items():
            address = f"/oakdale/evidence/{children.claims[state]}/files/{file.id}"
            status = client.get(address, buffered=True).status_code
            assert status in (200, 403, 404), (who, address, status)
            if status == 200:
                opened.add(state)
        assert opened == expected, who


def test_no_page_tells_colleagues_and_leaders_of_what_they_may_not_open(
    children: Children,
) -> None:
    """A leader reads the record; names of guarded files, and the list, are on no page of hers."""
    for who in ("lee", "ben"):
        client = children.site.as_(who)
        secrets = ["quillfeather"]
        for state in children.files.keys() - OPEN_TO[who]:
            secrets += [f"zebedee {state}.png", children.files[state].digest]
        for endpoint, address in addresses(children):
            if who == "ben" and not endpoint.startswith(("evidence.", "reviews.")):
                continue  # What is meant for all, a leader reads as well.
            _status, said = read(client, address)
            told = [each for each in secrets if each in said]
            assert told == [], (who, address, told)


def test_what_went_is_swept_with_its_bytes(children: Children) -> None:
    site = children.site
    files = site.app.extensions["house"].integrations.files
    later = site.now.replace(year=2060)
    with site.store.write() as session:
        while retention.sweep(session, "oakdale", files, now=later):
            pass

    lying = {each.name for each in files.folder.rglob("*") if each.is_file()}
    gone = {"refused", "withdrawn", "forgotten"}
    assert {state for state, each in children.files.items() if each.digest not in lying} == gone


def test_a_scanner_that_rests_for_long_is_told_to_admins(children: Children) -> None:
    """The one file that waits was added a moment ago, then half an hour ago."""
    site, told = children.site, "One file has been waiting for the scanner for a while"
    assert told not in site.as_("dana").get("/oakdale/dashboard").text

    site.now += timedelta(minutes=30)

    assert told in site.as_("dana").get("/oakdale/dashboard").text
    assert told not in site.as_("lee").get("/oakdale/dashboard").text
