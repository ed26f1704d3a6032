"""Files of student evidence go on time, and what nothing refers to goes with them; records stay."""

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from engine import catalogs, evidence, exports, jobs, people, retention
from engine.evidence import Artifact, Consent, Evidence
from engine.integrations import LocalFiles
from engine.store import Store
from rules.terms import Stage
from tests.engine.university import BOTH, OWN, PACK, University

TERMS = "\nfiles: {{student_months: 6, counted_from: {}}}\n"
LATER = datetime(2060, 1, 1, tzinfo=UTC)


@pytest.fixture
def files(tmp_path) -> LocalFiles:
    return LocalFiles(tmp_path / "files")


@pytest.fixture
def district(any_store: Store) -> University:
    university = University(any_store, {"pack.yaml": PACK + TERMS.format("decision")})
    university.staff()
    return university


def adds(university: University, files: LocalFiles, claim: Evidence, content: bytes) -> Artifact:
    kept = files.keep(io.BytesIO(content), "work.txt", 1000)
    told = {"media_type": "text/plain", "size": kept.size, "consent": Consent.GIVEN}
    artifact = Artifact(name="María.txt", digest=kept.digest, **told)
    university.does_with(claim, _attach, by="Ada", artifact=artifact)
    return artifact


def _attach(session: Any, claim: Evidence, *, artifact: Artifact, by: Any, now: Any) -> None:
    evidence.attach(session, claim, artifact, by=by, now=now)


def is_there(files: LocalFiles, artifact: Artifact) -> bool:
    try:
        files.open(artifact.digest).close()
    except FileNotFoundError:
        return False
    return True


def until(university: University, claim: Evidence) -> date | None:
    with university.store.session() as session:
        found = session.get_one(Evidence, (claim.district_id, claim.id))
        catalog = catalogs.current(session, university.district, now=university.now)
        return retention.kept_until(session, found, catalog)


def night(university: University, files: LocalFiles, now: datetime) -> int:
    """The nightly work at that time; files were written today, so it comes much later."""
    return jobs.forget_files(university.store, files, now=now)


def test_student_files_go_when_their_months_are_over(district, files) -> None:
    """The decision and the digest stay; other evidence keeps its files."""
    students, own = district.drafts("Ada", kinds=BOTH), district.drafts("Ada", "essay", kinds=OWN)
    theirs, hers = adds(district, files, students, b"theirs"), adds(district, files, own, b"hers")
    for claim in (students, own):
        district.does_with(claim, evidence.submit, by="Ada")
    assert until(district, students) is None, "while it waits, its files are needed"
    district.approves(students)

    last = until(district, students)
    assert last == date(2026, 9, 2)
    evening = datetime(2026, 9, 3, 4, 0, tzinfo=UTC)  # still the second of September there
    assert night(district, files, evening) == 0
    assert _seen(district, students) == ["María.txt"]

    assert night(district, files, evening + timedelta(days=1)) == 1

    assert not _is_seen(district, students)
    assert district.status(students) == "approved"
    with district.store.session() as session:
        kept = evidence.artifact(session, students, theirs.id)
        assert len(evidence.decisions(session, students)) == 1
    assert (kept.name, kept.digest) == ("file.txt", theirs.digest)
    assert _seen(district, own) == ["María.txt"]
    assert is_there(files, hers)


def test_bytes_go_a_day_after_nothing_refers_to_them(university, files) -> None:
    claim, other = university.drafts("Ada"), university.drafts("Ada")
    alone, shared = (
        adds(university, files, claim, b"alone"),
        adds(university, files, claim, b"both"),
    )
    adds(university, files, other, b"both")
    with university.act() as session:
        found = session.get_one(Evidence, (claim.district_id, claim.id))
        ada = university.actor(session, "Ada")
        for each in (alone, shared):
            its = evidence.artifact(session, found, each.id)
            evidence.detach(session, found, its, by=ada)

    assert night(university, files, university.now) == 0
    assert is_there(files, alone)
    assert night(university, files, LATER) == 1

    assert (is_there(files, alone), is_there(files, shared)) == (False, True)


def test_bytes_that_something_else_has_stay(university, files) -> None:
    claim = university.drafts("Ada")
    work = adds(university, files, claim, b"a table")
    with university.act() as session:
        exports.keep(
            session, files, b"a table", address="/x", name="x.csv",
            by=university.actor(session, "Ada"), now=university.now,
        )  # fmt: skip
        session.delete(evidence.artifact(session, claim, work.id))

    assert night(university, files, LATER) == 1
    assert is_there(files, work)


def test_another_districts_file_stays(university, files) -> None:
    claim = university.drafts("Ada")
    work = adds(university, files, claim, b"work")
    with university.act() as session:
        people.open_district(session, "oak", now=university.now)
        session.add(
            evidence.KeptFile(district_id="oak", digest=work.digest, kept_at=university.now)
        )
        session.delete(evidence.artifact(session, claim, work.id))

    with university.store.write() as session:
        assert retention.sweep(session, university.district, files, now=LATER) == 1
    assert is_there(files, work)


def test_where_the_pack_says_nothing_files_stay(university, files) -> None:
    claim = university.drafts("Ada", kinds=BOTH)
    work = adds(university, files, claim, b"work")
    university.does_with(claim, evidence.submit, by="Ada")
    university.approves(claim)

    assert night(university, files, LATER) == 0
    assert is_there(files, work)
    assert until(university, claim) is None


def test_a_degree_may_be_what_the_months_begin_with(store, files) -> None:
    district = University(store, {"pack.yaml": PACK + TERMS.format("degree")})
    district.staff()
    claim = district.drafts("Ada", kinds=BOTH)
    work = adds(district, files, claim, b"work")
    district.does_with(claim, evidence.submit, by="Ada")
    district.approves(claim)
    assert until(district, claim) is None
    assert night(district, files, LATER) == 0

    district.enrolls("Ada", "associate")
    district.completes("Ada", "unit", stage=Stage.LEARNED, kinds=OWN)
    district.completes("Ada")
    assert district.degrees("Ada") == ["associate"]

    assert until(district, claim) == date(2026, 9, 2)
    assert night(district, files, LATER) == 1
    assert not is_there(files, work)


def test_many_are_gone_through_in_lots(district, files, monkeypatch) -> None:
    monkeypatch.setattr("engine.retention.actions.LOT", 2)
    claims = []
    for n in range(5):
        claim = district.drafts("Ada", kinds=BOTH)
        adds(district, files, claim, b"%d" % n)
        district.does_with(claim, evidence.submit, by="Ada")
        district.approves(claim)
        claims.append(claim)

    assert night(district, files, LATER) == 5
    assert not any(_is_seen(district, claim) for claim in claims)


def test_a_district_without_a_catalog_has_no_files_to_forget(store, files) -> None:
    with store.write() as session:
        people.open_district(session, "oak", now=LATER)

    assert jobs.forget_files(store, files, now=LATER) == 0


def _seen(university: University, claim: Evidence) -> list[str]:
    with university.store.session() as session:
        return [each.name for each in evidence.files_of(session, claim)]


def _is_seen(university: University, claim: Evidence) -> bool:
    return bool(_seen(university, claim))
