"""Approving many at once, where a list cannot be read or means something else by now."""

import io
import re
from datetime import timedelta

import pytest

from engine import batches, evidence
from engine.batches import BatchRun, Doing, Going, Trouble
from tests.web.doing import submits
from tests.web.test_reviews import PART

MANY = "/oakdale/reviews/many"


@pytest.fixture
def ruth(site):
    submits(site, "ada", "mentoring")
    return site.as_("ruth")


def asks(browser, do="read", **form):
    told = {"do": do, "activity": "mentoring/done", **form}
    return browser.post(MANY, data=told, content_type="multipart/form-data")


def test_what_cannot_be_read_is_said_beside_its_field(ruth, site):
    assert "Mentoring" in ruth.get(MANY).text
    assert site.as_("ada").get(MANY).status_code == 403
    assert "Please write or choose a list." in asks(ruth, text=" ").text
    assert "At most 500 lines at once" in asks(ruth, text="x\n" * 501).text
    assert "Say what they did" in asks(ruth, activity="", text="Ada Byron").text
    book = (io.BytesIO(b"PK\x03\x04 and so on"), "list.xlsx")
    assert "This is a workbook." in asks(ruth, file=book).text
    assert asks(ruth, day="soon", text="Ada Byron").status_code == 422
    assert "Ada Byron</textarea>" in asks(ruth, do="edit", text="Ada Byron").text


def test_nothing_is_approved_that_means_something_else_by_now(ruth, site):
    page = asks(ruth, text="Ada Byron").text
    piece = re.search(r'name="piece" value="([^"]+)"', page)[1]
    assert "Please tick something." in asks(ruth, do="approve", text="Ada Byron").text
    gone = asks(ruth, do="approve", text="Ada Byron", piece=f"{piece}9")
    assert gone.status_code == 409
    assert "the list means something else by now" in gone.text


def test_a_refusal_in_the_middle_approves_nothing(ruth, site, monkeypatch):
    page = asks(ruth, text="Ada Byron").text
    piece = re.search(r'name="piece" value="([^"]+)"', page)[1]
    from engine.errors import AlreadyDecided

    def refuse(*_args, **_more):
        raise AlreadyDecided("approved")

    monkeypatch.setattr(batches, "approve_beside", refuse)
    told = asks(ruth, do="approve", text="Ada Byron", piece=piece)
    assert told.status_code == 409
    assert "decided meanwhile" in told.text


def test_an_admin_says_why_she_undoes_it(ruth, site):
    page = asks(ruth, text="Ada Byron").text
    piece = re.search(r'name="piece" value="([^"]+)"', page)[1]
    where = asks(ruth, do="approve", text="Ada Byron", piece=piece).location
    assert "Ruth Asawa" in site.as_("dana").get(MANY).text
    dana = site.as_("dana")
    assert dana.post(f"{where}/undo", data={"note": ""}).status_code == 422
    shown = re.search(r'name="shown"[^>]*value="([^"]*)"', dana.get(f"{where}/undo").text)[1]
    dana.post(f"{where}/undo", data={"note": "The wrong list.", "shown": shown})
    with site.store.session() as session:
        assert evidence.queue_length(session, site.actor(session, "ruth")) == 1


def test_what_takes_longer_than_a_moment_has_a_bar_and_tells_how_it_ended(ruth, site):
    with site.act() as session:
        by = site.actor(session, "ruth")
        run = batches.begin(session, Doing.APPROVING, by=by, now=site.now)
    here = f"{MANY}/under-way/{run.id}"
    assert "Looking whom it concerns." in ruth.get(here).text
    hears(site, run, done=3, people=7)
    assert "Worked out for 3 of 7 people." in ruth.get(here).text
    hears(site, run, done=7)
    part = ruth.get(here, headers=PART).text
    assert "Everything is worked out, and is written now." in part
    assert "<html" not in part
    assert site.as_("dana").get(here).status_code == 404
    hears(site, run, heard_at=site.now - timedelta(minutes=2))
    assert "It stopped on the way." in ruth.get(here, follow_redirects=True).text
    hears(site, run, ended_at=site.now, trouble=Trouble.REFUSED)
    over = ruth.get(here, headers=PART)
    assert over.headers["HX-Redirect"] == MANY
    assert "something else happened to one of them" in ruth.get(MANY).text


def test_a_list_that_goes_on_leads_to_its_bar(ruth, site, monkeypatch):
    page = asks(ruth, text="Ada Byron").text
    piece = re.search(r'name="piece" value="([^"]+)"', page)[1]
    monkeypatch.setattr(Going, "carry_out", lambda _going, _act: None)
    gone = asks(ruth, do="approve", text="Ada Byron", piece=piece)
    assert "/many/under-way/" in gone.location


def hears(site, run, **what):
    with site.store.write() as session:
        found = session.get_one(BatchRun, (run.district_id, run.id))
        for name, value in what.items():
            setattr(found, name, value)
