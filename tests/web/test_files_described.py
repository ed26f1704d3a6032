"""What a page asks about files, and shows of them: words, consent, who may look, until when."""

import hashlib
import io
import re
import uuid

import pytest

from engine import catalogs, evidence
from tests import artifacts, mini_pack
from tests.web.doing import starts

TALK = artifacts.wav()
TERMS = "files: {student_months: 24}"


@pytest.fixture
def ada(site):
    return site.as_("ada")


def adds(site, content=TALK, name="talk.wav"):
    """A draft of Ada's with this file: its page, and the file's id."""
    page = f"/oakdale/evidence/{starts(site, 'ada', 'mentoring')}"
    sent = {"activity": "mentoring", "stage": "done", "version": "1", "do": "add"}
    site.as_("ada").post(page, data={**sent, "files": [(io.BytesIO(content), name)]})
    shown = site.as_("ada").get(f"{page}/edit").text
    return page, re.search(rf"{page}/files/([0-9a-f-]+)", shown)[1]


def sends(site, page, **fields):
    with site.store.session() as session:
        claim = evidence.get(session, site.actor(session, "ada"), uuid.UUID(page[-36:]))
    sent = {"activity": "mentoring", "stage": "done", "version": str(claim.version)}
    return site.as_("ada").post(page, data={**sent, **fields})


def test_a_recording_asks_for_words_and_student_evidence_for_consent(site, ada) -> None:
    page, file = adds(site)

    refused = sends(site, page, do="submit")

    assert refused.status_code == 422
    assert "Please write what is heard or seen in “talk.wav”." in refused.text
    assert "Please say whether there is consent for “talk.wav”." in refused.text
    for field in (f"told-{file}", f"consent-{file}"):
        assert f'href="#{field}"' in refused.text
        assert f'aria-invalid="true" aria-describedby="{field}-error"' in refused.text

    said = {f"told-{file}": "Two girls explain\nhow they shared.", f"consent-{file}": "given"}
    assert sends(site, page, do="submit", **said).status_code == 303
    shown = ada.get(page).text
    assert "<audio" in shown
    assert "<p>how they shared.</p>" in shown
    assert "with their families’ consent. Seen by those who review it." in shown


def test_what_is_said_is_saved_by_itself_and_only_what_can_be_said(site, ada) -> None:
    page, file = adds(site, artifacts.picture(), "board.png")

    sends(site, page, **{f"consent-{file}": "withdrawn", f"seen_by-{file}": "everybody"})
    shown = ada.get(f"{page}/edit").text
    assert "selected>Please choose" in shown
    sends(site, page, **{f"consent-{file}": "not_needed", f"seen_by-{file}": "leaders"})
    shown = ada.get(f"{page}/edit").text

    assert "selected>No student can be recognized" in shown
    assert "selected>Those who review it, and school leaders" in shown


def test_it_is_saved_while_it_is_said(site, ada) -> None:
    page, file = adds(site)
    part = {"HX-Request": "true", "HX-Request-Type": "partial"}
    said = {f"told-{file}": "They sing.", "did": "We danced"}

    answer = ada.post(f"{page}/files/{file}", data=said, headers=part)

    assert 'id="saved"' in answer.text
    shown = ada.get(f"{page}/edit").text
    assert "They sing." in shown
    assert "We danced" not in shown
    assert site.as_("ruth").post(f"{page}/files/{file}", data=said).status_code == 404


def test_own_learning_asks_for_no_consent(site, ada) -> None:
    with site.act() as session:
        catalogs.publish(session, mini_pack.files(also=TERMS), now=site.now)
    student = ada.get("/oakdale/evidence/new?activity=reading-aloud&stage=used").text
    assert "are kept for 24 months" in student
    assert "at least one is required" in student

    page = f"/oakdale/evidence/{starts(site, 'ada', 'reading-aloud', stage='learned')}"
    sent = {"activity": "reading-aloud", "stage": "learned", "do": "add"}
    ada.post(page, data={**sent, "files": [(io.BytesIO(artifacts.picture()), "board.png")]})
    shown = ada.get(f"{page}/edit").text
    assert "board.png" in shown
    for asked in ("are kept for", "Students in it", "Who may see it", "at least one is required"):
        assert asked not in shown


def test_all_that_is_missing_is_said_at_once(site, ada) -> None:
    page, _file = adds(site)

    refused = sends(site, page, do="submit", link="our site", done_on="2025-99-99")

    assert "A link begins with https://" in refused.text
    assert "Please write what is heard or seen in “talk.wav”." in refused.text
    assert "Please give the day." not in refused.text  # It says already that this is no day.


def test_each_file_that_was_not_kept_has_a_line(site, ada) -> None:
    page, _file = adds(site)
    files = [(io.BytesIO(b""), "a.pdf"), (io.BytesIO(b""), "b.pdf")]

    told = sends(site, page, do="add", files=files).text

    assert "“b.pdf” was not kept: it is empty.</span>" in told
    assert told.count("The rest is safe.") == 1


def test_a_leader_sees_that_there_is_a_file_and_not_which(site, ada) -> None:
    page, file = adds(site, artifacts.picture(), "María.png")
    sends(site, page, do="submit", **{f"consent-{file}": "given"})

    shown = site.as_("lee").get(page).text

    assert "A file for those who review it" in shown
    assert "María" not in shown
    assert site.as_("lee").get(f"{page}/files/{file}").status_code == 404
    assert "María.png" in site.as_("ruth").get(page).text
    assert "María.png" in site.as_("ruth").get(page.replace("/evidence/", "/reviews/")).text


def test_the_page_says_until_when_files_are_kept(site, ada) -> None:
    with site.act() as session:
        catalogs.publish(session, mini_pack.files(also=TERMS), now=site.now)
    page, file = adds(site, artifacts.picture(), "board.png")

    assert "are kept for 24 months after the decision." in ada.get(f"{page}/edit").text
    sends(site, page, do="submit", **{f"consent-{file}": "given"})
    assert "are kept for 24 months after the decision." in ada.get(page).text
    with site.act() as session:
        ruth = site.actor(session, "ruth")
        claim = evidence.get(session, ruth, uuid.UUID(page[-36:]))
        evidence.approve(session, claim, by=ruth, now=site.now)

    assert (
        "The files are kept until November 18, 2027. What was decided stays." in ada.get(page).text
    )


def test_it_may_be_counted_from_a_degree(site, ada) -> None:
    terms = "files: {student_months: 1, counted_from: degree}"
    with site.act() as session:
        catalogs.publish(session, mini_pack.files(also=terms), now=site.now)
    page, _file = adds(site)

    assert "are kept for a month after the next degree." in ada.get(f"{page}/edit").text


def test_a_family_takes_its_consent_back(site, ada) -> None:
    page, file = adds(site, artifacts.picture(), "María.png")
    sends(site, page, do="submit", **{f"consent-{file}": "given"})
    assert "nobody sees this file any more" in ada.get(page).text
    assert site.as_("ruth").post(f"{page}/files/{file}/consent").status_code == 403

    ada.post(f"{page}/files/{file}/consent")

    for who in ("ada", "ruth", "dana"):
        shown = site.as_(who).get(page).text
        assert "A file is gone: its consent was withdrawn on November 18, 2025." in shown
        assert "María" not in shown
        assert site.as_(who).get(f"{page}/files/{file}").status_code == 404


def test_what_she_used_before_is_told_before_she_submits(site, ada) -> None:
    """PD-4: fine if it shows something else; the reviewer is told as well."""
    first, file = adds(site, artifacts.picture(), "board.png")
    sends(site, first, do="submit", **{f"consent-{file}": "given"})

    second, file = adds(site, artifacts.picture(), "again.png")

    shown = ada.get(f"{second}/edit").text
    assert "You used this for “Mentoring” on November 15, 2025 too: fine if" in shown
    sends(site, second, do="submit", **{f"consent-{file}": "given"})
    review = site.as_("ruth").get(second.replace("/evidence/", "/reviews/")).text
    assert "stand beside other evidence too" in review


def test_a_picture_that_was_fetched_from_here_is_known_again(site, ada) -> None:
    """Drawn anew once more, its bytes would be others."""
    first, file = adds(site, artifacts.photo_with_a_place(), "board.jpg")
    fetched = ada.get(f"{first}/files/{file}", buffered=True).data

    second, again = adds(site, fetched, "mine.jpg")

    assert "You used this for “Mentoring”" in ada.get(f"{second}/edit").text
    assert ada.get(f"{second}/files/{again}", buffered=True).data == fetched


def test_only_the_form_may_ask_for_the_microphone(site, ada) -> None:
    """BC-23: a voice may be recorded in the page."""
    page, _file = adds(site)

    def may_record(address):
        return "microphone=(self)" in ada.get(address).headers["Permissions-Policy"]

    assert may_record(f"{page}/edit")
    assert may_record("/oakdale/evidence/new?activity=mentoring")
    assert not may_record(page)
    assert not may_record("/oakdale/evidence")
    boosted = ada.get(f"{page}/edit", headers={"HX-Request": "true", "HX-Request-Type": "full"})
    assert boosted.headers["HX-Redirect"] == f"{page}/edit"
    assert 'data-t-record="files"' in ada.get(f"{page}/edit").text


def test_no_public_page_leads_to_a_file(site, ada) -> None:
    """Badges and credentials that anyone may look at know nothing of artifacts."""
    page, file = adds(site, artifacts.picture(), "María.png")
    sends(site, page, do="submit", **{f"consent-{file}": "given"})
    with site.act() as session:
        ruth = site.actor(session, "ruth")
        claim = evidence.get(session, ruth, uuid.UUID(page[-36:]))
        evidence.approve(session, claim, by=ruth, now=site.now)
    visitor = site.visitor()
    pages = [
        str(rule) for rule in site.app.url_map.iter_rules()
        if "GET" in rule.methods and not rule.arguments - {"district", "filename"}
    ]  # fmt: skip

    for address in pages:
        answer = visitor.get(address.replace("<district>", "oakdale"), buffered=True)
        assert file not in answer.text
        assert "María" not in answer.text
    assert visitor.get(f"{page}/files/{file}").status_code == 303


# -- large files ------------------------------------------------------------------------------


def sends_part(client, upload, part, at, digest=None):
    said = {"at": at, "digest": digest or hashlib.sha256(part).hexdigest()}
    address = f"/oakdale/evidence/sending/{upload}"
    return client.post(address, query_string=said, data=part)


def test_a_large_file_comes_in_parts_and_goes_on_after_a_break(site, ada) -> None:
    page = f"/oakdale/evidence/{starts(site, 'ada', 'mentoring')}"
    upload = uuid.uuid4()

    first = sends_part(ada, upload, TALK[:20], 0).json
    broken = sends_part(ada, upload, TALK[20:], 20, digest="0" * 64).json
    where = ada.get(f"/oakdale/evidence/sending/{upload}").json
    last = sends_part(ada, upload, TALK[20:], where["received"]).json
    sends(site, page, do="add", sent=f"{upload} {len(TALK)} A long talk.wav")

    assert [each["received"] for each in (first, broken, where, last)] == [20, 20, 20, len(TALK)]
    assert "A long talk.wav" in ada.get(f"{page}/edit").text
    assert ada.get(f"/oakdale/evidence/sending/{upload}").json == {"received": 0}


def test_what_did_not_come_whole_and_what_is_too_large_is_told(site, ada) -> None:
    page = f"/oakdale/evidence/{starts(site, 'ada', 'mentoring')}"
    upload = uuid.uuid4()
    sends_part(ada, upload, TALK[:20], 0)

    cut = sends(site, page, do="add", sent=f"{upload} {len(TALK)} talk.wav")
    large = sends(site, page, do="add", sent=f"{uuid.uuid4()} {2**30} film.mp4")
    paper = sends(site, page, do="add", sent=f"{uuid.uuid4()} {30 * 2**20} Plan.PDF")
    odd = sends(site, page, do="add", sent=f"{uuid.uuid4()}")

    assert "“talk.wav” was not kept: it did not come whole" in cut.text
    assert "“film.mp4” was not kept: it is larger than 200 MB" in large.text
    assert "“Plan.PDF” was not kept: it is larger than 25 MB" in paper.text
    assert "&#34;pdf&#34;: 25" in paper.text  # The page knows it before anything is sent.
    assert "it did not come whole" in odd.text


def test_parts_have_their_limits(site, ada) -> None:
    assert sends_part(ada, uuid.uuid4(), b"a" * (4 * 2**20 + 1), 0).status_code == 413
    whole = b"a" * (4 * 2**20 + 1)
    address = f"/oakdale/evidence/sending/{uuid.uuid4()}"
    ada.post(
        f"{address}?at=0&digest={hashlib.sha256(whole).hexdigest()}",
        input_stream=io.BytesIO(whole),
        headers={"Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert ada.get(address).json == {"received": 0}, "nor may one that does not say its length"
    assert sends_part(site.visitor(), uuid.uuid4(), b"a", 0).status_code == 401
