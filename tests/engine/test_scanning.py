"""The scanner is asked about every file once; its silence loses nothing and is told."""

import io
import logging
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from engine import evidence, jobs, retention, scanning
from engine.errors import FilesAway, Incomplete
from engine.evidence import Artifact, Consent, Evidence, Scan
from engine.integrations import LocalFiles, NoAnswer
from tests.engine.university import BOTH, University


class Sayings:
    """A scanner that says what it is told: True for found, False for clean, or why it is silent."""

    def __init__(self, *says: object) -> None:
        self.says, self.asked = list(says), []

    def refuses(self, stream) -> bool:
        self.asked.append(stream.read())
        says = self.says.pop(0)
        if isinstance(says, Exception):
            raise says
        return bool(says)


@pytest.fixture
def files(tmp_path) -> LocalFiles:
    return LocalFiles(tmp_path / "files")


def adds(university: University, files: LocalFiles, claim: Evidence, content: bytes) -> Artifact:
    kept = files.keep(io.BytesIO(content), "x", 1000)
    artifact = Artifact(
        name="María.txt", digest=kept.digest, media_type="text/plain", size=kept.size,
        consent=Consent.GIVEN,
    )  # fmt: skip
    university.does_with(claim, _attach, by="Ada", artifact=artifact)
    return artifact


def _attach(session: Any, claim: Evidence, *, artifact: Artifact, by: Any, now: Any) -> None:
    evidence.attach(session, claim, artifact, by=by, now=now)


def scan(university: University, files, scanner, **later: float) -> int:
    now = university.now + timedelta(**later)
    return scanning.scan_next(university.store, files, scanner, now=now)


def stands(university: University, claim: Evidence) -> list[tuple[str, Scan, bool]]:
    with university.store.session() as session:
        found = evidence.artifacts(session, claim)
        return [(each.name, each.scan, each.forgotten_at is None) for each in found if each.digest]


def test_each_file_is_asked_about_once(any_university, files) -> None:
    university = any_university
    claim = university.drafts("Ada")
    for content in (b"one", b"two"):
        adds(university, files, claim, content)
    scanner = Sayings(False, False)

    assert [scan(university, files, scanner) for _ in range(3)] == [1, 1, 0]
    assert scanner.asked == [b"one", b"two"]
    assert {said for _name, said, _there in stands(university, claim)} == {Scan.CLEAN}


def test_a_refused_file_goes_wherever_it_stands_and_its_owner_is_told(
    any_university, files
) -> None:
    university = any_university
    claims = [university.drafts("Ada", kinds=BOTH), university.drafts("Ada", "essay")]
    for claim in claims:
        adds(university, files, claim, b"harm")
    university.does_with(claims[0], evidence.submit, by="Ada")

    scan(university, files, Sayings(True))

    for claim in claims:
        assert stands(university, claim) == [("file.txt", Scan.REFUSED, False)]
    with university.store.session() as session:
        [submitted] = evidence.versions(session, university.actor(session, "Ada"), claims[0])
    assert submitted.files == ["Work", "file.txt"], "names of files are often children's"
    letters = university.letters("Ada")
    assert len(letters) == 2
    assert "A file beside Number talk was not kept" in letters[0]
    assert not any("María" in each for each in letters)
    retention_now = university.now + timedelta(days=36500)
    with university.store.write() as session:
        assert retention.sweep(session, university.district, files, now=retention_now) == 1
    assert not [each for each in files.folder.rglob("*") if each.is_file()]


def test_a_refused_file_shows_nothing_of_students(university, files) -> None:
    claim = university.drafts("Ada", kinds=BOTH, link="")
    adds(university, files, claim, b"harm")
    scan(university, files, Sayings(True))

    with pytest.raises(Incomplete, match="artifacts"):
        university.does_with(claim, evidence.submit, by="Ada")


def test_without_an_answer_a_file_waits_and_others_come_first(university, files) -> None:
    claim = university.drafts("Ada")
    for content in (b"slow", b"next"):
        adds(university, files, claim, content)
    scanner = Sayings(NoAnswer("it ended with 2."), False, False)

    with pytest.raises(NoAnswer):
        scan(university, files, scanner)
    assert scan(university, files, scanner, seconds=1) == 1
    assert scan(university, files, scanner, seconds=2) == 0, "it is not asked again at once"
    assert unscanned(university) == 1
    assert scan(university, files, scanner, minutes=3) == 1

    assert scanner.asked == [b"slow", b"next", b"slow"]
    assert unscanned(university) == 0


def unscanned(university: University) -> int:
    with university.store.session() as session:
        before = university.now + timedelta(hours=1)
        return evidence.unscanned_since(session, university.district, before=before)


def test_what_lies_nowhere_or_is_away_is_no_answer(university, files, caplog) -> None:
    class Away(LocalFiles):
        def open(self, digest):
            raise FilesAway

    claim = university.drafts("Ada")
    kept = adds(university, files, claim, b"gone")

    with pytest.raises(NoAnswer, match="the files do not answer"):
        scan(university, Away(files.folder), Sayings())
    next(each for each in files.folder.rglob(kept.digest)).unlink()
    assert scan(university, files, Sayings(), minutes=3) == 1
    assert "does not lie where files are kept" in caplog.text
    assert unscanned(university) == 1


def test_two_who_ask_at_once_do_not_ask_about_the_same(university, files, monkeypatch) -> None:
    adds(university, files, university.drafts("Ada"), b"one")

    def somebody_was_faster(_session, row) -> None:
        row.scan_tried_at = university.now

    monkeypatch.setattr("engine.evidence.scanning.hold_row", somebody_was_faster)

    assert scan(university, files, Sayings()) == 0


@pytest.mark.parametrize(
    ("says", "told", "pauses"),
    [
        ((NoAnswer("closed."), NoAnswer("closed.")), "gave no answer, and files wait: closed.",
         [10, 20]),
        ((OperationalError("", {}, Exception("locked\nby")),), "the database says: locked", [5]),
        ((RuntimeError("odd"),), "Scanning was put off.", [5]),
        ((1, 0), "", [0, 5]),
    ],
)  # fmt: skip
def test_the_loop_survives_trouble_and_asks_less_often(monkeypatch, caplog, says, told, pauses):
    left, waited = list(says), []

    def scan_next(*_what, now) -> int:
        each = left.pop(0)
        if isinstance(each, Exception):
            raise each
        return int(each)

    class Stop:
        def wait(self, pause: float) -> bool:
            waited.append(pause)
            return not left

    monkeypatch.setattr(scanning, "scan_next", scan_next)
    with caplog.at_level(logging.WARNING, "tassel.scanning"):
        scanning.scan(None, None, None, clock=lambda: None, stop=Stop())

    assert waited == pauses
    assert told in caplog.text


def test_where_nothing_is_scanned_no_thread_waits_for_it(university, files) -> None:
    class Outside:
        scanner = None

    jobs.scan_beside(university.store, Outside(), clock=lambda: university.now, stop=Event())


def test_the_thread_asks_until_it_is_stopped(university, files) -> None:
    adds(university, files, university.drafts("Ada"), b"one")
    asked, stop = Event(), Event()

    class Outside:
        scanner, files = Sayings(False), None

    Outside.files = files
    Outside.scanner.refuses = lambda stream: asked.set() or stop.set() or False
    jobs.scan_beside(university.store, Outside(), clock=lambda: university.now, stop=stop)

    assert asked.wait(10)
