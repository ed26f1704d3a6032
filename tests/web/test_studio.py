"""The studio's pages: drafts, their files, and what is said of what is wrong."""

import io
import zipfile
from typing import Any

import pytest

from engine import people, studio
from engine.studio import Draft
from rules import writing
from rules.pack.written import Path
from tests import mini_pack
from tests.site import Site
from tests.web.filled import Filled


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


PARTS = (
    "activities", "rules", "campuses", "rubrics", "levels", "badges", "pathways", "degrees",
    "rewards", "seasons", "breaks", "school_awards", "schools", "words", "pack", "district",
    "branding", "review", "files", "nominations", "coaching", "follow_ups", "standings", "upkeep",
)  # fmt: skip


def test_every_part_has_its_page_and_every_thing_its_form(site: Site, draft: Draft) -> None:
    dana = site.as_("dana")
    for part in PARTS:
        shown = dana.get(at(draft, "parts", part))
        assert shown.status_code == 200, part
    for path in ("activities/mentoring", "levels/scholar", "degrees/associate", "rewards/mug"):
        assert dana.get(at(draft, "parts", path)).status_code == 200
    for path in ("nothing", "activities/nothing", "pack/title"):
        assert dana.get(at(draft, "parts", path)).status_code == 404


def test_a_new_thing_gets_a_key_from_its_title(site: Site, draft: Draft) -> None:
    dana, where = site.as_("dana"), at(draft, "parts", "rewards")
    made = dana.post(where, data={"title": "Café, a cup", "key": "", "revision": "0"})
    assert made.location.endswith("/parts/rewards/cafe-a-cup")

    told = dana.get(made.location).text
    assert "100 points." in told
    assert "100 puntos." in told
    assert "price: 100" in now(site, draft).files["pack.yaml"]
    again = dana.post(where, data={"title": "Café, a cup", "key": "", "revision": "1"})
    assert again.status_code == 422
    assert "“cafe-a-cup” is taken already." in again.text
    odd = dana.post(where, data={"title": "Tea", "key": "Tea Cup", "revision": "1"})
    assert "small letters, digits and single hyphens" in odd.text


def test_what_is_wrong_is_kept_and_told_at_its_field(site: Site, draft: Draft) -> None:
    dana, where = site.as_("dana"), at(draft, "parts", "rewards", "mug")
    fields = {
        "revision": "0", "title-en": "Mug", "title-es": "Taza", "price": "cheap",
        "kind": "merchandise", "stock": "1", "value_cents": "", "limit": "", "picture": "",
        "summary-en": "", "summary-es": "",
    }  # fmt: skip
    sent = dana.post(where, data=fields, follow_redirects=True)

    assert "Kept. Some of it is to be mended before publishing." in sent.text
    assert 'id="price-error"' in sent.text
    assert "“cheap” should be a whole number." in sent.text
    assert f'href="/oakdale/studio/{draft.id}/parts/rewards/mug#price"' in dana.get(at(draft)).text
    mended = dana.post(
        where, data={**fields, "revision": "1", "price": "45"}, follow_redirects=True
    )
    assert "Kept." in mended.text
    assert now(site, draft).files["pack.yaml"] == mini_pack.PACK.replace("price: 30", "price: 45")


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (("activities", "reading-aloud", "stages", "learned", "points"), "ten",
         "/parts/activities/reading-aloud#stages-learned-points-points"),
        (("activities", "mentoring", "points"), {"points_per_hour": "ten"},
         "/parts/activities/mentoring#stages-done-points-points_per_hour"),
        (("degrees", "associate", "requires", "all", 1, "student_evidence"), "one",
         "/degrees/associate/requirements?at=all%5B1%5D.student_evidence"),
    ],
)  # fmt: skip
def test_a_complaint_leads_to_the_very_field_or_requirement(
    site: Site, draft: Draft, path: Path, value: object, field: str
) -> None:
    does(site, draft, studio.Put(path, value))

    assert f'href="{at(draft)}{field}"' in site.as_("dana").get(at(draft)).text


def test_what_is_wrong_is_said_in_the_readers_language(site: Site, draft: Draft) -> None:
    few = {"n_of": "3", "of": [{"points": 1}]}
    does(
        site, draft,
        studio.Put(("rewards", "mug", "price"), "cheap"),
        studio.Put(("rewards", "lunch", "stock"), ["one"]),
        studio.Put(("activities", "mentoring", "campus"), "litteracy"),
        studio.Put(("degrees", "associate", "requires", "all", 1), few),
    )  # fmt: skip
    with site.store.write() as session:
        people.prefer(session, session.get_one(people.Person, site.ids["dana"]), language="es")
    dana = site.as_("dana")
    told = dana.get(at(draft)).text

    for sentence in (
        "“cheap” debe ser un número entero. Escribe solo cifras, como “15”.",
        "Una lista debe ser un número entero.",
        "No hay ningún campus “litteracy”. ¿Quisiste decir “literacy”?",
        "3 de 1 requisitos nunca podrán completarse.",
    ):
        assert sentence in told
    assert "¿Quisiste decir" in dana.get(at(draft, "parts", "activities", "mentoring")).text


def test_a_title_that_is_the_same_in_every_language_is_written_once(
    site: Site, draft: Draft
) -> None:
    does(site, draft, studio.Put(("rewards", "mug", "title"), "Mug"))
    dana, where = site.as_("dana"), at(draft, "parts", "rewards", "mug")
    form = Filled(dana.get(where).text, "form")

    assert form.sends()["title-en"] == ["Mug"]
    assert form.sends()["title-es"] == [""]
    assert "While it is empty, the one in English is read." in dana.get(where).text
    dana.post(where, data=form.sends(price="31"))
    assert entry_of(site, draft)["title"] == "Mug"
    dana.post(where, data=Filled(dana.get(where).text, "form").sends(**{"title-es": "Taza"}))
    assert entry_of(site, draft)["title"] == {"en": "Mug", "es": "Taza"}
    dana.post(where, data=Filled(dana.get(where).text, "form").sends(**{"title-es": ""}))
    assert entry_of(site, draft)["title"] == "Mug"


def entry_of(site: Site, draft: Draft) -> dict[str, object]:
    found: dict[str, object] = writing.written_at(now(site, draft).files, ("rewards", "mug"))
    return found


def test_a_name_that_says_an_old_number_is_told_where_the_number_is(
    site: Site, draft: Draft
) -> None:
    does(site, draft, studio.Put(("degrees", "associate", "requires", "all", 0, "points"), "60"))
    told = site.as_("dana").get(at(draft, "concerns")).text

    assert "“Fifty points” says Fifty, and that is not what is asked." in told
    assert f'href="{at(draft)}/degrees/associate/requirements?at=all%5B0%5D' in told
    tree = f"{at(draft)}/degrees/associate/requirements"
    here = site.as_("dana").get(tree, query_string={"at": "all[0]"}).text
    assert "“Fifty points” says Fifty" in here


def test_a_rule_is_read_aloud_while_it_is_written_and_nothing_is_kept(
    site: Site, draft: Draft
) -> None:
    dana, where = site.as_("dana"), at(draft, "parts", "activities", "mentoring")
    fields = {
        "title-en": "Mentoring", "title-es": "Acompañar", "summary-en": "", "summary-es": "",
        "campus": "leadership", "kind": "coaching", "tags": "", "level": "", "rubric": "",
        "reviewers": "2", "help": "", "cap-most": "3", "cap-measure": "times",
        "cap-per": "school_year", "stages-shape": "done", "stages-done-evidence": "own",
        "stages-done-hours": "1.5", "stages-done-points-way": "points",
        "stages-done-points-points": "7", "stages-done-guidance-en": "",
        "stages-done-guidance-es": "", "stages-done-points-points_per_hour": "",
        "stages-done-points-criterion": "clear", "stages-done-points-scores": "",
    }  # fmt: skip
    part = dana.post(
        f"{where}/reading",
        data=fields,
        headers={"HX-Request": "true", "HX-Target": "reading", "HX-Request-Type": "partial"},
    ).text
    assert "7 points (Own learning, about 1 h 30 min)." in part
    assert "In all of it at most 3 times a school year." in part
    assert "2 reviewers decide." in part
    assert "7 puntos" in part

    whole = dana.post(f"{where}/reading", data=fields).text
    assert 'value="7"' in whole
    assert "7 points (Own learning" in whole
    assert now(site, draft).revision == 0


def test_two_who_wrote_in_one_form_lose_nothing(site: Site, draft: Draft) -> None:
    does(site, draft, studio.Put(("schools", "cedar", "staff"), 41))
    dana, where = site.as_("dana"), at(draft, "parts", "schools", "cedar")
    mine = {"title-en": "Cedar", "title-es": "Cedar", "staff": "50", "revision": "0"}
    answer = dana.post(where, data=mine)

    assert answer.status_code == 409
    assert "staff: 41" in answer.text
    assert 'name="staff" value="50"' in answer.text
    assert dana.post(where, data={**mine, "revision": "1"}).status_code == 303
    assert "cedar: {title: Cedar, staff: 50}" in now(site, draft).files["pack.yaml"]


def test_a_thing_is_copied_named_anew_and_taken_out(site: Site, draft: Draft) -> None:
    dana, where = site.as_("dana"), at(draft, "parts", "campuses", "literacy")
    copied = dana.post(f"{where}/copy", data={"revision": "0"})
    assert copied.location.endswith("/parts/campuses/literacy-2")

    named = dana.post(f"{where}/key", data={"revision": "1", "key": "reading"})
    assert named.location.endswith("/parts/campuses/reading")
    assert "campus: reading" in now(site, draft).files["pack.yaml"]
    taken = dana.post(f"{at(draft)}/parts/campuses/reading/key", data={"key": "leadership"})
    assert "“leadership” is taken already." in taken.text

    asked = dana.get(at(draft, "parts", "campuses", "reading", "removal")).text
    assert "One thing names it" in asked
    assert "Reading aloud" in asked
    dana.post(at(draft, "parts", "campuses", "reading", "removal"), data={"revision": "2"})
    shown = dana.get(at(draft)).text
    assert "There is no campus “reading”." in shown
    dana.post(at(draft, "undo"), data={"revision": "3"})
    assert "To mend before publishing" not in dana.get(at(draft)).text


def test_levels_move_up_and_down(site: Site, draft: Draft) -> None:
    dana, where = site.as_("dana"), at(draft, "parts", "levels")
    assert "Move “Scholar” up" in dana.get(where).text
    dana.post(f"{where}/scholar/place", data={"revision": "0", "do": "up"})
    assert now(site, draft).files["pack.yaml"].split("levels:")[1].strip().startswith("scholar:")
    dana.post(f"{where}/scholar/place", data={"revision": "1", "do": "down"})

    assert now(site, draft).files["pack.yaml"] == mini_pack.PACK
    assert dana.post(f"{where}/nobody/place").status_code == 404


def test_a_list_is_searched_and_sorted(site: Site, draft: Draft) -> None:
    dana, where = site.as_("dana"), at(draft, "parts", "activities")
    shown = dana.get(where, query_string={"search": "mentor"}).text
    assert "Mentoring" in shown
    assert "Reading aloud" not in shown
    assert "Nothing by that name" in dana.get(where, query_string={"search": "zzz"}).text
    ordered = dana.get(where, query_string={"sort": "title"}).text
    assert ordered.index("Mentoring") < ordered.index("Reading aloud")


def test_a_draft_is_tried_on_somebody_and_she_stays_beside_the_forms(
    site: Site, draft: Draft
) -> None:
    dana = site.as_("dana")
    found = dana.get(at(draft, "people"), query_string={"search": "ada"}).text
    assert "Ada Byron" in found
    with site.store.session() as session:
        ada = site.actor(session, "ada").participant.id
    shown = dana.get(at(draft, "people", str(ada))).text
    assert "With the draft" in shown
    assert "Associate" in shown
    assert f"/people/{ada}" in dana.get(at(draft, "parts", "rewards", "mug")).text
    assert f"/people/{ada}" in dana.get(at(draft)).text
    tree = f"{at(draft)}/degrees/associate/requirements"
    assert "Ada Byron, today and under this draft" in dana.get(tree).text

    does(site, draft, studio.Put(("rewards", "mug", "price"), "cheap"))
    assert "As soon as everything is mended" in dana.get(at(draft, "people", str(ada))).text
    dana.get(at(draft, "people", "nobody"))
    assert f"/people/{ada}" not in dana.get(at(draft, "parts", "rewards", "mug")).text


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (
            "activities/mentoring/stages/done/points",
            "activities/mentoring#stages-done-points-points_per_hour",
        ),
        (
            "activities/reading-aloud/stages/used/points",
            "activities/reading-aloud#stages-used-points-points",
        ),
        ("rewards/mug/price", "rewards/mug#price"),
        ("levels/scholar/experience", "levels/scholar#experience"),
        ("review/answer_school_days", "parts/review#answer_school_days"),
        ("degrees/associate/requires/all/of/0", "/degrees/associate/requirements"),
        ("rewards/gone/price", None),
    ],
)
def test_a_number_leads_to_the_field_that_sets_it(
    site: Site, draft: Draft, path: str, field: str | None
) -> None:
    led = site.as_("dana").get("/oakdale/studio/set", query_string={"path": path})

    assert led.location == at(draft) if field is None else led.location.endswith(field)


def test_without_a_draft_a_number_leads_to_beginning_one(site: Site) -> None:
    dana = site.as_("dana")
    assert dana.get("/oakdale/studio/set?path=rewards/mug/price").location == "/oakdale/studio"
    assert "Change" in dana.get("/oakdale/dashboard/catalogs/1").text
    led = dana.get("/oakdale/dashboard/catalogs/1/change/mentoring")
    assert led.location.startswith("/oakdale/studio/set?path=activities")
