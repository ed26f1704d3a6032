"""Files as somebody with bad intentions asks for them: nothing runs, nothing leaks, media plays."""

import io
import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from engine import evidence, jobs
from engine.evidence import Consent, SeenBy
from engine.integrations import files_at
from tests import artifacts
from tests.web.doing import starts

WHO = ("ada", "ben", "ruth", "lee", "dana", "max")
SOUND = artifacts.wav()


@pytest.fixture
def ada(site):
    return site.as_("ada")


def adds(site, content, name, who="ada"):
    """The page of a draft with this file, and the file's address."""
    claim = starts(site, who, "mentoring")
    page = f"/oakdale/evidence/{claim}"
    sent = {"activity": "mentoring", "stage": "done", "version": "1", "do": "add"}
    client = site.as_(who)
    answer = client.post(page, data={**sent, "files": [(io.BytesIO(content), name)]})
    assert answer.status_code == 303, re.findall(r"was not kept[^<]*", answer.text)
    return page, re.search(rf"{page}/files/[0-9a-f-]+", client.get(f"{page}/edit").text)[0]


def submits(site, page, who="ada"):
    with site.act() as session:
        actor = site.actor(session, who)
        claim = evidence.get(session, actor, uuid.UUID(page.rpartition("/")[2]))
        for each in evidence.files_of(session, claim):
            evidence.describe(
                session, claim, each, by=actor, now=site.now, told="A talk.", consent=Consent.GIVEN,
                seen_by=SeenBy.LEADERS,
            )  # fmt: skip
        evidence.submit(session, claim, by=actor, now=site.now)


@pytest.mark.parametrize(
    ("content", "name", "media_type", "disposition"),
    [
        (artifacts.picture(), "a.png", "image/png", "inline"),
        (artifacts.pdf(), "a.pdf", "application/pdf", "attachment"),
        (artifacts.wav(), "a.wav", "audio/wav", "attachment"),
        (artifacts.mp4(), "a.mp4", "video/mp4", "attachment"),
        (b"<b" [1:] + b" onload=alert(1)>", "a.html", "text/plain; charset=utf-8", "attachment"),
        (artifacts.office(), "a.docx",
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "attachment"),
    ],
)  # fmt: skip
def test_no_file_is_a_page_of_the_site(site, ada, content, name, media_type, disposition) -> None:
    _page, address = adds(site, content, name)

    headers = ada.get(address, buffered=True).headers

    assert headers["Content-Type"] == media_type
    assert headers["Content-Disposition"].startswith(disposition)
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; frame-ancestors 'none'; sandbox"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "private, no-cache"


def test_a_name_breaks_no_header_and_turns_no_letters_around(site, ada) -> None:
    _page, address = adds(site, b"Notes", "plan; \u202etxt.txt")

    said = ada.get(address, buffered=True).headers["Content-Disposition"]

    assert said == 'attachment; filename="plan; txt.txt"'


def test_a_player_asks_for_parts(site, ada) -> None:
    _page, address = adds(site, SOUND, "talk.wav")

    whole = ada.get(address, buffered=True)
    part = ada.get(address, headers={"Range": "bytes=4-11"}, buffered=True)
    tail = ada.get(address, headers={"Range": "bytes=-4"}, buffered=True)
    beyond = ada.get(address, headers={"Range": "bytes=9999-"}, buffered=True)
    known = ada.get(address, headers={"If-None-Match": whole.headers["ETag"]}, buffered=True)

    assert (whole.status_code, whole.headers["Accept-Ranges"], whole.data) == (200, "bytes", SOUND)
    assert whole.headers["Content-Length"] == str(len(SOUND))
    assert (part.status_code, part.data) == (206, SOUND[4:12])
    assert part.headers["Content-Range"] == f"bytes 4-11/{len(SOUND)}"
    assert tail.data == SOUND[-4:]
    assert beyond.status_code == 416
    assert (known.status_code, known.data) == (304, b"")


def test_only_who_may_see_the_evidence_gets_its_files(site) -> None:
    page, address = adds(site, SOUND, "talk.wav")

    def seen_by():
        return [who for who in WHO if site.as_(who).get(address, buffered=True).status_code == 200]

    assert seen_by() == ["ada"]
    submits(site, page)
    assert seen_by() == ["ada", "ruth", "lee", "dana"]
    assert site.visitor().get(address).status_code == 303
    assert site.as_("zoe").get(address.replace("oakdale", "elmwood")).status_code == 404
    assert site.as_("zoe").get(address).status_code == 403

    site.as_("ada").post(f"{page}/withdrawal")
    assert seen_by() == ["ada"], "what was taken back is hers alone again"

    site.as_("ada").post(f"{page}/discard")
    assert seen_by() == ["ada"], "from the bin it may come back"


def test_a_file_belongs_to_its_evidence_alone(site, ada) -> None:
    _page, address = adds(site, SOUND, "talk.wav")
    other, _ = adds(site, b"Notes", "notes.txt")

    wrong = f"{other}/files/{address.rpartition('/')[2]}"

    assert ada.get(wrong).status_code == 404


def test_a_file_that_lies_no_longer_there_is_told_so(site, ada) -> None:
    _page, address = adds(site, SOUND, "talk.wav")
    files = site.app.extensions["house"].integrations.files
    for each in files.folder.rglob("*"):
        if each.is_file():
            files.forget(each.name, before=site.now + timedelta(days=36500))

    assert ada.get(address).status_code == 404


def test_while_files_are_away_the_words_are_kept(site, ada) -> None:
    _page, address = adds(site, SOUND, "talk.wav")
    house = site.app.extensions["house"]
    away = files_at("s3+http://key:secret@127.0.0.1:9/bucket")
    object.__setattr__(house.integrations, "files", away)
    claim = starts(site, "ada", "mentoring")
    sent = {"activity": "mentoring", "stage": "done", "version": "1", "did": "Much", "do": "add"}

    answer = ada.post(
        f"/oakdale/evidence/{claim}", data={**sent, "files": [(io.BytesIO(SOUND), "talk.wav")]}
    )

    assert answer.status_code == 422
    assert "Where files are kept does not answer just now." in answer.text
    assert "Much" in ada.get(f"/oakdale/evidence/{claim}").text
    assert ada.get(address).status_code == 503


def test_a_file_that_came_in_vain_is_let_go(site, ada) -> None:
    page, _address = adds(site, SOUND, "talk.wav")
    submits(site, page)
    sent = {"activity": "mentoring", "stage": "done", "do": "add"}
    late = (io.BytesIO(artifacts.pdf()), "late.pdf")

    assert ada.post(page, data={**sent, "files": [late]}).status_code == 409

    files = site.app.extensions["house"].integrations.files
    kept = [each for each in files.folder.rglob("*") if each.is_file()]
    assert len(kept) == 2
    later = datetime(2060, 1, 1, tzinfo=UTC)
    assert jobs.forget_files(site.store, files, now=later) == 1
    assert len([each for each in kept if each.exists()]) == 1
