"""The studio's pages: drafts, their files, and what is said of what is wrong."""

import io
import zipfile
from typing import Any

import pytest

from engine import studio
from engine.studio import Draft
from tests import mini_pack
from tests.site import Site


@pytest.fixture
def draft(site: Site) -> Draft:
    with site.act() as session:
        return studio.begin(session, "Next year", by=site.actor(session, "dana"), now=site.now)


def now(site: Site, draft: Draft) -> Draft:
    with site.store.session() as session:
        return studio.draft(session, site.actor(session, "dana"), draft.id)


def at(draft: Draft, *more: str) -> str:
    return "/".join([f"/oakdale/studio/{draft.id}", *more])


def does(site: Site, draft: Draft, *edits: Any, who: str = "dana") -> Draft:
    with site.act() as session:
        by = site.actor(session, who)
        revision = studio.draft(session, by, draft.id).revision
        return studio.edit(session, draft.id, edits, revision=revision, by=by, now=site.now)


def test_an_admin_begins_a_draft_and_everybody_else_does_not(site: Site) -> None:
    dana = site.as_("dana")
    assert "Studio" in dana.get("/oakdale/home").text
    begun = dana.post("/oakdale/studio", data={"title": "Next year", "number": "1"})
    assert begun.status_code == 303

    shown = dana.get(begun.location).text
    assert "Everything in it can be read, and fits together." in shown
    assert "Nothing yet: it reads as the catalog does." in shown
    assert "Next year" in dana.get("/oakdale/studio").text
    for who in ("ada", "ruth", "lee", "max"):
        assert site.as_(who).get("/oakdale/studio").status_code == 403
    assert site.visitor().get("/oakdale/studio").status_code in (302, 303)


def test_a_draft_of_another_district_is_not_there(site: Site, draft: Draft) -> None:
    assert site.as_("dana").get(f"/elmwood/studio/{draft.id}").status_code == 403


def test_a_file_is_written_by_hand_and_says_line_by_line_what_is_wrong(
    site: Site, draft: Draft
) -> None:
    dana, where = site.as_("dana"), at(draft, "files", "pack.yaml")
    text = mini_pack.PACK.replace("campus: literacy", "campus: litteracy")
    sent = dana.post(where, data={"text": text.replace("\n", "\r\n"), "revision": "0"})
    assert sent.status_code == 303

    assert now(site, draft).files["pack.yaml"] == text
    assert "Did you mean “literacy”?" in dana.get(where).text
    assert "Did you mean “literacy”?" in dana.get(at(draft)).text
    assert "To mend before publishing" in dana.get(at(draft)).text


def test_what_is_no_yaml_stays_in_the_form(site: Site, draft: Draft) -> None:
    sent = site.as_("dana").post(
        at(draft, "files", "pack.yaml"), data={"text": "pack: [so\nfar", "revision": "0"}
    )

    assert sent.status_code == 422
    assert "pack: [so" in sent.text
    assert "pack.yaml cannot be read from line" in sent.text
    assert now(site, draft).revision == 0


def test_two_who_wrote_on_one_file_see_both_texts(site: Site, draft: Draft) -> None:
    does(site, draft, studio.Put(("rewards", "mug", "price"), 35))
    dana, where = site.as_("dana"), at(draft, "files", "pack.yaml")
    mine = mini_pack.PACK + "# mine\n"
    answer = dana.post(where, data={"text": mine, "revision": "0"})

    assert answer.status_code == 409
    assert "Two of you wrote here" in answer.text
    assert "price: 35" in answer.text
    assert "# mine" in answer.text
    assert dana.post(where, data={"text": mine, "revision": "1"}).status_code == 303
    assert now(site, draft).files["pack.yaml"] == mine


def test_a_draft_is_downloaded_and_taken_in_again_as_the_same_files(
    site: Site, draft: Draft
) -> None:
    dana = site.as_("dana")
    packed = dana.get(at(draft, "download")).data
    assert packed == dana.get(at(draft, "download")).data
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    assert files == now(site, draft).files

    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"folder/{name}", text.replace("Mug", "Cup"))
        archive.writestr("folder/.hidden.yaml", "x")
    sent = dana.post(
        at(draft, "files"),
        data={"revision": "0", "files": (io.BytesIO(changed.getvalue()), "pack.zip")},
    )
    assert sent.status_code == 303
    assert "Cup" in now(site, draft).files["pack.yaml"]
    assert set(now(site, draft).files) == set(files)
    assert "What changes against catalog 1" in dana.get(at(draft)).text

    dana.post(at(draft, "undo"), data={"revision": "1"})
    assert now(site, draft).files == files


@pytest.mark.parametrize(
    ("name", "content"), [("pack.zip", b"no zip"), ("x.yaml", b"\xff\xfe"), ("x.yaml", b"a: [")]
)
def test_what_cannot_be_taken_in_is_told(site: Site, draft: Draft, name, content) -> None:
    sent = site.as_("dana").post(
        at(draft, "files"), data={"revision": "0", "files": (io.BytesIO(content), name)}
    )

    assert sent.status_code == 422
    assert now(site, draft).revision == 0


def test_a_draft_is_put_aside_and_brought_back(site: Site, draft: Draft) -> None:
    dana = site.as_("dana")
    dana.post(at(draft, "title"), data={"title": "In two years"})
    dana.post(at(draft, "discard"))
    assert "Go on with it" in dana.get("/oakdale/studio").text
    assert "This draft is put aside." in dana.get(at(draft)).text
    assert dana.get(at(draft, "files", "pack.yaml")).status_code == 200

    dana.post(at(draft, "return"))
    assert now(site, draft).open
    assert now(site, draft).title == "In two years"
