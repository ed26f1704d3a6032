"""`tassel work`: letters go out where the site itself does not send them."""

import io
from datetime import timedelta

import pytest

from engine import evidence, integrations, jobs, people
from engine.evidence import Artifact, Evidence
from engine.outbox import write_letter
from tests.engine.university import University


def asked_for_a_letter(installation):
    university = University(installation.database)
    university.joins("Ada")
    with installation.transaction() as session:
        ada = session.get_one(people.Person, university.people["Ada"].person_id)
        facts = {"university": "Elm University", "path": "/elm/reset/x"}
        now = installation.now()
        write_letter(session, "elm", to=ada, template="reset", facts=facts, now=now)


def test_once_sends_what_is_due_and_stops(run, installation, monkeypatch):
    monkeypatch.setenv("BASE_URL", "https://university.example")
    asked_for_a_letter(installation)

    first = run("work", "--once").output
    assert first == "The day began; looked at anew: 1.\nLetters sent: 1.\n"
    assert run("work", "--once").output == "Letters sent: 0.\n"
    [letter] = (installation.settings.data_dir / "mail").iterdir()
    assert "To: ada@elm.example" in letter.read_text()
    assert "https://university.example/elm/reset/x" in letter.read_text()


def test_once_sends_every_letter_and_writes_digests_first(run, installation, monkeypatch):
    asked_for_a_letter(installation)
    with installation.transaction() as session:
        facts = {"university": "Elm", "path": "/"}
        ada = people.person_of(session, people.by_email(session, "elm", "ada@elm.example"))
        for _ in range(20):
            write_letter(
                session, "elm", to=ada, template="reset", facts=facts, now=installation.now()
            )
    lots = iter([2, 0])
    monkeypatch.setattr(jobs, "write_digests", lambda _store, now: next(lots))

    told = run("work", "--once").output
    assert "It is morning; looked at for their digest: 2.\nLetters sent: 21.\n" in told


def test_once_removes_drafts_that_were_deleted_long_ago(run, installation):
    university = University(installation.database)
    university.joins("Ada")
    claim = university.drafts("Ada")
    with installation.transaction() as session:
        found, by = session.get_one(Evidence, (claim.district_id, claim.id)), university.actor
        long_ago = installation.now() - timedelta(days=31)
        evidence.discard(session, found, by=by(session, "Ada"), now=long_ago)

    assert "Deleted drafts whose time was over: 1.\n" in run("work", "--once").output
    assert "Deleted drafts" not in run("work", "--once").output


def test_once_tells_how_many_files_went(run, installation, monkeypatch):
    monkeypatch.setattr(jobs, "forget_files", lambda _store, _files, now: 2)
    assert "Files whose time was over: 2.\n" in run("work", "--once").output


def test_it_works_until_it_is_stopped(run, installation, monkeypatch):
    asked_for_a_letter(installation)

    def deliver_and_be_stopped(store, mail, _files, _parts, *, clock, stop, **more):
        jobs.deliver(store, mail, now=clock(), **more)
        assert not stop.is_set()
        raise KeyboardInterrupt

    monkeypatch.setattr(jobs, "work", deliver_and_be_stopped)

    worked = run("work")
    assert worked.exit_code == 0
    assert worked.output == "Sending letters as they come. Ctrl-C stops.\nStopped.\n"
    assert len(list((installation.settings.data_dir / "mail").iterdir())) == 1


@pytest.mark.parametrize(
    ("scanner", "told"),
    [
        ("true", "Files scanned: 2.\n"),
        ("false", "Files scanned: 2.\n"),
        ("sh -c 'exit 2'", "The scanner gave no answer, and files wait: it ended with 2.\n"),
    ],
)
def test_once_asks_the_scanner_about_every_file(run, installation, monkeypatch, scanner, told):
    monkeypatch.setenv("FILES_SCAN", scanner)
    university = University(installation.database)
    university.joins("Ada")
    files = integrations.configure(installation.settings).files
    for content in (b"one", b"two"):
        claim = university.drafts("Ada")
        kept = files.keep(io.BytesIO(content), "x", 100)
        with installation.transaction() as session:
            session.add(
                Artifact(
                    district_id="elm", evidence_id=claim.id, name="x.txt", digest=kept.digest,
                    added_at=installation.now(),
                )
            )  # fmt: skip

    assert run("work", "--once").output.endswith(told)
