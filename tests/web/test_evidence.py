"""Evidence pages: nothing typed gets lost, and everybody knows who has what until when."""

import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from engine import catalogs, evidence, people
from engine.evidence import Status
from rules.terms import EvidenceKind, Stage
from tests import artifacts, mini_pack

PART = {"HX-Request": "true", "HX-Request-Type": "partial"}
PNG = artifacts.picture()
WRITTEN = {
    "activity": "reading-aloud", "stage": "learned", "done_on": "2025-11-17",
    "minutes": "1:30", "learned": "Why it matters", "did": "I read to them", "changed": "",
}  # fmt: skip


@pytest.fixture
def ada(site):
    return site.as_("ada")


def begin(client, activity="reading-aloud", stage="learned"):
    """The address that the new form posts to."""
    shown = client.get(f"/oakdale/evidence/new?activity={activity}&stage={stage}").text
    return re.search(r'action="(/oakdale/evidence/[0-9a-f-]{36})"', shown)[1]


def claims(site, who="ada"):
    with site.store.session() as session:
        return list(evidence.mine(session, site.actor(session, who).participant))


def test_enter_in_the_field_of_a_link_adds_it(ada):
    url = begin(ada)
    sent = ada.post(url, data={**WRITTEN, "do": "", "link": "school.example/board"})
    assert sent.status_code == 303
    assert "https://school.example/board" in ada.get(f"{url}/edit").text


def test_the_form_tells_the_promise_and_what_the_reviewer_looks_for(ada):
    shown = ada.get("/oakdale/evidence/new?activity=reading-aloud&stage=learned").text

    assert "20 points · own learning · about 2 h" in shown
    assert "What the reviewer looks for" in shown
    assert "Partly" in shown


def test_without_the_game_no_points_are_promised(site):
    with site.act() as session:
        people.choose(session, site.actor(session, "ada").participant, plays=False)

    shown = site.as_("ada").get("/oakdale/evidence/new?activity=mentoring").text

    assert "about 1 h" in shown
    assert "point" not in shown


def test_what_comes_first_is_said_before_anything_is_written(ada):
    shown = ada.get("/oakdale/evidence/new?activity=reading-aloud&stage=used").text

    assert "Something else comes first here" in shown


def test_a_draft_is_kept_by_an_ordinary_post(site, ada):
    url = begin(ada)

    answer = ada.post(url, data={**WRITTEN, "do": "save"})

    assert answer.status_code == 303
    assert [(each.learned, each.minutes, each.status) for each in claims(site)] == [
        ("Why it matters", 90, Status.DRAFT)
    ]
    assert "Why it matters" in ada.get(f"{url}/edit").text


def known(page):
    """What a page with the form knows of the draft, as a browser posts it."""
    return dict(re.findall(r'name="(window|seq|seen-[a-z_]+)" value="([^"]*)"', page))


def test_another_window_takes_nothing_away(site, ada):
    url = begin(ada)
    ada.post(url, data={**WRITTEN, "do": "save"})
    first, second = (known(ada.get(f"{url}/edit").text) for _window in range(2))
    ada.post(url, data={**WRITTEN, **first, "did": "From the first window", "do": "save"})

    both = ada.post(
        url, data={**WRITTEN, **second, "did": "Second", "measure": "Voices", "do": "save"}
    )

    assert both.status_code == 409
    assert "From the first window" in both.text
    assert "Second" in both.text
    kept = [(each.did, each.measure) for each in claims(site)]
    assert kept == [("From the first window", "Voices")]
    ada.post(url, data={**WRITTEN, **known(both.text), "did": "Second", "do": "save"})
    assert [each.did for each in claims(site)] == ["Second"]


def test_a_slip_in_one_field_loses_none_of_the_others(site, ada):
    url = begin(ada)

    answer = ada.post(url, data={**WRITTEN, "minutes": "an hour", "do": "submit"})

    assert answer.status_code == 422
    assert "an hour" in answer.text
    assert "Please write hours as 1.5 or 1:30." in answer.text
    assert [(each.did, each.status) for each in claims(site)] == [("I read to them", "draft")]


@pytest.mark.parametrize("many", ["99999", "1000", "1000:30"])
def test_hours_that_are_too_many_are_told_so_and_nothing_else_is(ada, many):
    told = ada.post(begin(ada), data={**WRITTEN, "minutes": many, "outside_minutes": "2"}).text

    assert "Please write at most 999 hours." in told
    assert "This is a part of the hours above" not in told


def test_submitting_says_what_is_missing_beside_each_field(site, ada):
    answer = ada.post(begin(ada), data={**WRITTEN, "learned": "", "did": "", "do": "submit"})

    assert answer.status_code == 422
    assert answer.text.count("A few sentences are enough.") == 4
    assert [each.status for each in claims(site)] == [Status.DRAFT]


def test_student_evidence_asks_for_something_to_see(site, ada):
    """DU-4: what an activity asks for is asked, and what it does not ask for is not."""
    url = begin(ada, "mentoring", "done")
    data = {**WRITTEN, "activity": "mentoring", "stage": "done", "kinds": "student_evidence"}

    answer = ada.post(url, data={**data, "do": "submit"})

    assert "Please add a file or a link that shows students’ work." in answer.text
    assert "Please tell what your students showed" in answer.text


def test_after_submitting_one_knows_who_has_it_and_by_when(site, ada):
    url = begin(ada)

    ada.post(url, data={**WRITTEN, "do": "submit"})

    shown = ada.get(url).text
    assert "Waiting since Nov 18, 2025. It is with Ruth Asawa" in shown
    assert "answer by Tuesday, November 25." in shown
    assert "It is with Ruth Asawa" in ada.get("/oakdale/evidence?show=waiting").text


def test_files_are_kept_with_what_was_typed_and_given_to_who_may_see_them(site, ada):
    url = begin(ada)
    files = [(io.BytesIO(PNG), "../board.png"), (io.BytesIO(b"<script>"), "page.html")]

    answer = ada.post(url, data={**WRITTEN, "do": "add", "files": files}, headers=PART)
    ada.post(url, data={**WRITTEN, "version": "1", "do": "add", "link": "example.org/a"})
    ada.post(url, data={**WRITTEN, "version": "2", "do": "submit"})

    assert "board.png" in answer.text
    assert "“page.html” was not kept: web pages" in answer.text
    path = re.search(rf"{url}/files/[0-9a-f-]+", ada.get(url).text)[0]
    got = site.as_("ruth").get(path, buffered=True)
    assert got.mimetype == "image/png"
    assert got.data.startswith(b"\x89PNG")
    assert "sandbox" in got.headers["Content-Security-Policy"]
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert "https://example.org/a" in ada.get(url).text
    for stranger in ("ben", "max"):
        assert site.as_(stranger).get(path).status_code == 404


def test_a_file_that_is_no_picture_is_only_ever_saved(site, ada):
    url = begin(ada)
    ada.post(url, data={**WRITTEN, "do": "add", "files": [(io.BytesIO(b"Notes"), "notes.txt")]})

    path = re.search(rf"{url}/files/[0-9a-f-]+", ada.get(url).text)[0]

    assert (
        ada.get(path, buffered=True).headers["Content-Disposition"]
        == "attachment; filename=notes.txt"
    )


def test_an_artifact_is_taken_off_again_and_the_text_stays(site, ada):
    url = begin(ada)
    ada.post(url, data={**WRITTEN, "do": "add", "link": "https://example.org/a"})
    unwanted = re.search(r'name="remove"\s+value="([^"]+)"', ada.get(f"{url}/edit").text)[1]

    ada.post(url, data={**WRITTEN, "version": "1", "did": "Still here", "remove": unwanted})

    shown = ada.get(f"{url}/edit").text
    assert "example.org/a" not in shown
    assert "Still here" in shown


def test_a_file_that_is_not_taken_says_why_and_the_text_is_kept(site, ada):
    file = io.BytesIO(artifacts.pdf_with_script())

    answer = ada.post(begin(ada), data={**WRITTEN, "do": "submit", "files": [(file, "a.pdf")]})

    assert answer.status_code == 422
    assert "“a.pdf” was not kept: this PDF can run or send something" in answer.text
    assert [each.did for each in claims(site)] == ["I read to them"]
    assert not site.app.extensions["house"].integrations.files.folder.exists()


def test_the_page_says_before_what_is_taken(site, ada):
    house = site.app.extensions["house"]
    house.settings = replace(house.settings, max_upload_mb=40)
    two = "files: {video: 0, text: 2}"
    with site.act() as session:
        catalogs.publish(session, mini_pack.files(also=two), now=site.now)

    shown = ada.get("/oakdale/evidence/new?activity=mentoring").text

    assert (
        "Sound up to 40 MB; pictures, PDF and office documents up to 25 MB; text up to 2 MB."
        in shown
    )
    assert 'accept=".jpg,.jpeg,' in shown
    assert ".mov" not in shown


def test_what_was_submitted_can_be_taken_back_and_a_draft_discarded(site, ada):
    url = begin(ada)
    ada.post(url, data={**WRITTEN, "do": "submit"})

    ada.post(f"{url}/withdrawal")
    assert [each.status for each in claims(site)] == [Status.WITHDRAWN]
    assert "Discard this draft?" in ada.get(f"{url}/discard").text
    assert len(claims(site)) == 1
    ada.post(f"{url}/discard")

    assert claims(site) == []


def test_a_note_that_asks_for_more_stands_above_the_form(site, ada):
    url = begin(ada)
    ada.post(url, data={**WRITTEN, "do": "submit"})
    with site.act() as session:
        claim = claims(site)[0]
        claim = evidence.get(session, site.actor(session, "ruth"), claim.id)
        evidence.send_back(
            session, claim, by=site.actor(session, "ruth"), now=site.now, note="Tell me more."
        )

    assert "Tell me more." in ada.get(f"{url}/edit").text
    assert "Tell me more." in ada.get(url).text


def test_nobody_reads_or_writes_what_is_somebody_elses(site, ada):
    url = begin(ada)
    ada.post(url, data={**WRITTEN, "do": "save"})

    for other in ("ben", "ruth", "dana"):
        assert site.as_(other).get(url).status_code == 404
        assert site.as_(other).post(url, data={**WRITTEN, "do": "save"}).status_code == 403
    ada.post(url, data={**WRITTEN, "version": "1", "do": "submit"})
    assert site.as_("ruth").get(url).status_code == 200
    assert site.as_("ruth").get(f"{url}/edit").status_code == 403
    assert site.as_("zoe").get(url.replace("oakdale", "elmwood")).status_code == 404


def test_approved_evidence_tells_what_it_earned(site, ada):
    with site.act() as session:
        me = site.actor(session, "ada")
        claim = evidence.start(
            session, "mentoring", Stage.DONE, by=me, now=site.now,
            kinds=[EvidenceKind.OWN], done_on=(site.now - timedelta(days=1)).date(),
            minutes=90, learned="A", did="B",
        )  # fmt: skip
        evidence.submit(session, claim, by=me, now=site.now)
        evidence.approve(session, claim, by=site.actor(session, "ruth"), now=site.now)

    shown = ada.get(f"/oakdale/evidence/{claim.id}").text

    assert "+15 points" in shown
    assert "Granted" in shown
    assert "Ruth Asawa" in shown
    assert "What it earned" in site.as_("lee").get(f"/oakdale/evidence/{claim.id}").text


def test_a_leader_sees_what_was_submitted_and_no_drafts(site, ada):
    ada.post(begin(ada), data={**WRITTEN, "do": "save"})
    with site.store.session() as session:
        place = site.actor(session, "ada").participant.id

    shown = site.as_("lee").get(f"/oakdale/people/{place}/evidence")

    assert "Nothing here yet" in shown.text
    assert site.as_("ben").get(f"/oakdale/people/{place}/evidence").status_code == 403


@pytest.mark.parametrize(
    ("who", "stop"), [("ada", "evidence"), ("ruth", "reviews"), ("lee", "people")]
)
def test_evidence_is_found_where_its_reader_goes_for_it(site, ada, who, stop):
    url = begin(ada)
    ada.post(url, data={**WRITTEN, "do": "submit"})

    for page in ("", "/history"):
        shown = site.as_(who).get(url + page).text
        here = re.findall(r'<a[^>]*href="([^"]+)"[^>]*aria-current="page"', shown)
        assert set(here) == {f"/oakdale/{stop}"}


def test_an_empty_list_says_what_to_do(ada):
    assert "Your evidence will stand here" in ada.get("/oakdale/evidence").text


def test_points_that_will_not_come_are_not_promised(site):
    once = """
activities:
  tour: {title: {en: Tour, es: Visita}, evidence: own, points: 10, once: [done]}
"""
    with site.act() as session:
        catalogs.publish(session, mini_pack.files(also=once), now=site.now)
    ada, ruth = site.as_("ada"), site.as_("ruth")
    url = begin(ada, "tour", "done")
    assert "10 points · own learning" in ada.get("/oakdale/evidence/new?activity=tour").text
    ada.post(url, data={**WRITTEN, "activity": "tour", "stage": "done", "do": "submit"})
    decision = f"{url.replace('/evidence/', '/reviews/')}/decision"
    ruth.post(decision, data={"verdict": "approve", "version": 2})

    shown = ada.get("/oakdale/evidence/new?activity=tour").text

    assert "10 points ·" not in shown
    assert "Earns points once. You have earned them." in shown


def test_what_is_begun_is_offered_before_a_second_one_begins(site, ada):
    url = begin(ada)
    assert "You have begun this already" not in ada.get(f"{url.rpartition('/')[0]}/new").text
    ada.post(url, data={**WRITTEN, "do": "save"})

    shown = ada.get("/oakdale/evidence/new?activity=reading-aloud&stage=learned").text

    assert "You have begun this already, saved November 18, 2025 at" in shown
    assert f'href="{url}/edit"' in shown
    assert "You have begun this already" not in ada.get(f"{url}/edit").text


def test_long_ago_is_told_as_a_day(site, ada):
    url = begin(ada)
    ada.post(url, data={**WRITTEN, "do": "save"})

    shown = ada.get(f"{url}/edit").text

    assert 'data-t-earlier="Saved November 18, 2025 at 9:00' in shown


def test_more_students_than_there_were_is_told_where_it_stands(site, ada):
    url = begin(ada, "mentoring", "done")
    measure = {"measure": "Ideas", "measured_of": "10", "measured_before": "12",
               "measured_after": "5"}  # fmt: skip

    answer = ada.post(url, data={**WRITTEN, "activity": "mentoring", "stage": "done",
                                 "kinds": "own_learning", **measure, "do": "submit"})  # fmt: skip

    assert answer.status_code == 422
    assert "There cannot be fewer students than were counted before or after." in answer.text
    assert "A measure needs" not in answer.text


def test_the_history_keeps_every_time_it_was_handed_in(site, ada):
    url = begin(ada)
    ada.post(url, data={**WRITTEN, "do": "submit"})
    decision = f"{url.replace('/evidence/', '/reviews/')}/decision"
    site.as_("ruth").post(
        decision, data={"verdict": "send_back", "version": 2, "note": "How long, and how often?"}
    )
    site.now += timedelta(days=1)
    ada.post(url, data={**WRITTEN, "version": "3", "do": "submit"})

    shown = ada.get(url).text

    assert shown.count("<strong>Submitted</strong>") == 2
    assert shown.index("November 18, 2025 at") < shown.index("November 19, 2025 at")


def test_nothing_waits_for_a_measure_that_nobody_took(site, ada):
    growth = """
rules:
  growth: {title: {en: Growth, es: Avance}, when: outcome, grants: 10}
"""
    with site.act() as session:
        catalogs.publish(session, mini_pack.files(also=growth), now=site.now)
    url = begin(ada, "mentoring", "done")
    data = {**WRITTEN, "activity": "mentoring", "stage": "done", "kinds": "own_learning"}
    assert (
        "Points for an outcome come when the number after is higher"
        in ada.get("/oakdale/evidence/new?activity=mentoring").text
    )
    ada.post(url, data={**data, "do": "submit"})
    decision = f"{url.replace('/evidence/', '/reviews/')}/decision"
    site.as_("ruth").post(decision, data={"verdict": "approve", "version": 2})

    shown = ada.get(url).text

    assert "What it earned" in shown
    assert "Growth" not in shown


def test_what_the_reviewer_asks_for_stands_first(site, ada):
    url = begin(ada)
    ada.post(url, data={**WRITTEN, "do": "submit"})
    decision = f"{url.replace('/evidence/', '/reviews/')}/decision"
    site.as_("ruth").post(
        decision, data={"verdict": "send_back", "version": 2, "note": "How long, and how often?"}
    )

    shown = ada.get(url).text

    assert "Ruth Asawa asks for something more" in shown
    assert shown.index("How long, and how often?") < shown.index("Why it matters")
