"""Her list is hers; a piece of evidence is looked through wherever something is written."""

import io
from typing import Any

import pytest

from engine import evidence, students
from engine.checking.kinds import DOCX
from engine.errors import FilesAway
from engine.evidence import Artifact, Evidence, Named
from engine.integrations import LocalFiles
from engine.students.tables import StudentNames
from tests import artifacts
from tests.engine.checking.test_reading import pdf_of
from tests.engine.university import BOTH, University

LIST = ["  Rosalind   Diaz ", "Amir Cole", "Rosalind Diaz", ""]


@pytest.fixture
def files(tmp_path) -> LocalFiles:
    return LocalFiles(tmp_path / "files")


def keeps(university: University, *names: str, who: str = "Ada") -> None:
    with university.act() as session:
        students.keep(session, names, by=university.actor(session, who))


def listed(university: University, who: str = "Ada") -> list[str]:
    with university.store.session() as session:
        return [*students.names_of(session, university.actor(session, who))]


def adds(university: University, claim: Evidence, **what: Any) -> None:
    university.does_with(claim, _attach, by="Ada", artifact=Artifact(**what))


def _attach(session: Any, claim: Evidence, *, artifact: Artifact, by: Any, now: Any) -> None:
    evidence.attach(session, claim, artifact, by=by, now=now)


def adds_file(university, files, claim, content: bytes, name: str, media_type: str, **more) -> None:
    kept = files.keep(io.BytesIO(content), name, 10_000)
    facts = {"digest": kept.digest, "size": kept.size, "media_type": media_type, **more}
    adds(university, claim, name=name, **facts)


def looks(university: University, files: Any, claim: Evidence, **more: Any) -> students.Looked:
    with university.store.session() as session:
        by = university.actor(session, "Ada")
        found = session.get_one(Evidence, (claim.district_id, claim.id))
        return students.look_through(session, found, files, by=by, **more)


def test_a_list_is_kept_once_each_and_goes_when_nothing_is_left(any_university) -> None:
    university = any_university
    keeps(university, *LIST)
    keeps(university, *LIST)

    assert listed(university) == ["Amir Cole", "Rosalind Diaz"]
    assert listed(university, "Ruth") == [], "nobody has hers, not even an admin"
    assert listed(university, "Dana") == []

    keeps(university)
    keeps(university)
    with university.store.session() as session:
        assert session.get(StudentNames, university.actor(session, "Ada").participant.key) is None


def test_no_log_says_a_name() -> None:
    assert "Rosalind" not in repr(StudentNames(district_id="elm", names=["Rosalind"]))


def test_fields_links_names_of_files_and_their_pages_are_looked_through(university, files) -> None:
    keeps(university, *LIST)
    claim = university.drafts("Ada", kinds=BOTH, did="Rosalind sang.", changed="", learned="")
    adds(university, claim, name="Board", url="https://school.example/amir-cole")
    adds_file(university, files, claim, pdf_of("Plan", "By Amir"), "plan.pdf", "application/pdf")
    docx = artifacts.archive({"docProps/core.xml": b"<dc:creator>Amir</dc:creator>"})
    adds_file(university, files, claim, docx, "AmirColeEssay.docx", DOCX)
    adds_file(university, files, claim, artifacts.picture(), "a.png", "image/png", told="Amir")
    adds_file(university, files, claim, b"no archive", "odd.docx", DOCX)

    looked = looks(university, files, claim)

    found = [
        (each.field, each.page, each.artifact and each.artifact.name) for each in looked.places
    ]
    assert found == [
        ("did", 0, None),
        ("name", 0, "Board"),
        ("text", 2, "plan.pdf"),
        ("name", 0, "AmirColeEssay.docx"),
        ("of_itself", 0, "AmirColeEssay.docx"),
        ("told", 0, "a.png"),
    ]
    assert [(each.artifact.name, each.page) for each in looked.unread] == [
        ("a.png", 0), ("odd.docx", 0),
    ]  # fmt: skip


def test_pages_that_are_pictures_are_to_be_looked_at(university, files) -> None:
    keeps(university, *LIST)
    claim = university.drafts("Ada", did="x")
    adds_file(university, files, claim, artifacts.picture(), "a.png", "image/png")
    assert not looks(university, files, claim).asks, "she sees for herself that it is a picture"

    scan = pdf_of("1", "2", drawing="/Im0 Do")
    adds_file(university, files, claim, scan, "scan.pdf", "application/pdf")
    looked = looks(university, files, claim)

    assert looked.asks
    assert not looked.places
    assert [(each.page, each.pictured) for each in looked.unread] == [
        (0, False), (1, True), (2, True),
    ]  # fmt: skip


def test_colleagues_are_found_by_surname_but_for_those_whose_work_it_is(university) -> None:
    claim = university.drafts("Ada", did="Ada, Ruth and Dana met.", learned="", changed="")

    (place,) = looks(university, None, claim, unnamed=True).places

    assert [(each.found, each.of_colleague) for each in place.hits] == [
        ("Ruth", True), ("Dana", True),
    ]  # fmt: skip
    assert looks(university, None, claim) == students.Looked((), ())


def test_without_a_list_nothing_is_opened(university) -> None:
    claim = university.drafts("Ada")
    adds(university, claim, name="x", digest="0" * 64, media_type="text/plain")

    assert looks(university, None, claim) == students.Looked((), ())


def test_what_cannot_be_opened_in_time_is_told(university, files) -> None:
    class Away(LocalFiles):
        def open(self, digest):
            raise FilesAway

    keeps(university, *LIST)
    claim = university.drafts("Ada", did="x")
    adds(university, claim, name="none.txt", digest="0" * 64, media_type="text/plain")
    gone = university.drafts("Ada", did="x")
    adds_file(university, files, gone, b"Amir", "gone.txt", "text/plain")
    university.does_with(gone, _forget, by="Ada")
    clock = iter([0.0, 100.0, 100.0])

    for found in (
        looks(university, files, claim),
        looks(university, Away(files.folder), claim),
        looks(university, files, claim, clock=lambda: next(clock)),
    ):
        assert [each.artifact.name for each in found.unread] == ["none.txt"]
    assert looks(university, files, gone) == students.Looked([], [])


def _forget(session: Any, claim: Evidence, *, by: Any, now: Any) -> None:
    for each in evidence.files_of(session, claim):
        evidence.forget(session, each, now=now)


def test_what_she_says_of_names_stays_with_what_she_handed_in(university) -> None:
    claim = university.drafts("Ada", kinds=BOTH)
    university.does_with(claim, evidence.submit, by="Ada", named=Named.AGREED)
    university.does_with(claim, evidence.withdraw, by="Ada")
    assert claim_of(university, claim).named is Named.AGREED

    university.does_with(claim, evidence.submit, by="Ada")
    assert claim_of(university, claim).named is None


def claim_of(university: University, claim: Evidence) -> Evidence:
    with university.store.session() as session:
        return session.get_one(Evidence, (claim.district_id, claim.id))
