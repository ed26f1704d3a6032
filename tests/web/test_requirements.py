"""The editor of requirement trees: every step of it by forms alone, and nothing written that
nobody meant."""

import re
import uuid
from dataclasses import dataclass
from html import unescape
from typing import Any

import pytest

from engine import studio
from engine.studio import Draft
from rules import writing
from rules.outline import outline
from rules.pack.written import path_text
from tests.rules import sample_packs
from tests.site import Site
from tests.web.doing import does
from tests.web.filled import Filled

PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


@dataclass
class Bench:
    """Dana at the tree of a draft's degree, badge or level."""

    site: Site
    draft_id: uuid.UUID
    section: str = "degrees"
    key: str = "associate"

    def __post_init__(self) -> None:
        self.dana = self.site.as_("dana")
        self.at = ""
        self.answer: Any = None

    @property
    def draft(self) -> Draft:
        with self.site.store.session() as session:
            return studio.draft(session, self.site.actor(session, "dana"), self.draft_id)

    @property
    def tree(self) -> Any:
        return writing.written_at(self.draft.files, (self.section, self.key, "requires"))

    def url(self, more: str = "") -> str:
        return f"/oakdale/studio/{self.draft_id}/{self.section}/{self.key}/requirements{more}"

    def looks(self, at: str = "", **asked: str) -> str:
        """The page as it stands, and its words."""
        self.at = at
        answer = self.dana.get(self.url(), query_string={"at": at, **asked})
        assert answer.status_code == 200
        self.page = answer.text
        return words(self.page)

    def presses(self, do: str = "keep", *, go: str | None = None, **filled: Any) -> str:
        """Fill the form of what is looked at and press a button; then see what comes of it."""
        sent = Filled(self.page, "requirement").sends(**filled)
        sent |= {"do": [do]} if go is None else {"go": [go]}
        self.answer = self.dana.post(self.url(), data=sent)
        if self.answer.status_code != 303:
            self.page = self.answer.text
            return words(self.page)
        self.answer = self.dana.get(self.answer.location)
        self.page = self.answer.text
        return words(self.page)

    def types(self, **filled: Any) -> str:
        """What is read out while she types."""
        return self._reads("/reading", **filled)

    def chooses(self, asked: str, **filled: Any) -> str:
        """What is read out, and which fields there are, when she chooses another measure."""
        return self._reads("/measure", asked=asked, **filled)

    def _reads(self, part: str, **filled: Any) -> str:
        sent = Filled(self.page, "requirement").sends(**filled)
        return words(self.dana.post(self.url(part), data=sent, headers=PART).text)


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.fixture
def bench(site: Site) -> Bench:
    with site.act() as session:
        dana = site.actor(session, "dana")
        draft = studio.begin(session, "Next year", by=dana, now=site.now)
    return Bench(site, draft.id)


@pytest.fixture
def deerfield(site: Site, bench: Bench) -> Bench:
    """A draft that holds everything of a large pack."""
    with site.act() as session:
        dana = site.actor(session, "dana")
        files = sample_packs.written("deerfield")
        studio.take_in(session, bench.draft_id, files, revision=0, by=dana, now=site.now)
    return bench


def test_the_rule_is_read_out_and_the_tree_stands_beside_it(bench: Bench) -> None:
    read = bench.looks("all[1]")

    assert "All of this: 50 points. 1 piece of student evidence." in read
    assert "One student evidence" in read
    assert 'aria-current="true"' in bench.page


def test_a_form_that_nobody_changed_writes_nothing(deerfield: Bench) -> None:
    files = sample_packs.written("deerfield")
    for section, key in (("degrees", "bachelor"), ("degrees", "doctor"), ("badges", "all-campus")):
        path = (section, key, "requires")
        if not writing.is_written(files, path):
            continue
        deerfield.section, deerfield.key = section, key
        for node in outline(writing.written_at(files, path)).walk():
            deerfield.looks(path_text(node.path))
            deerfield.presses("keep")
            assert deerfield.answer.status_code == 200
            assert deerfield.draft.files == files


def test_what_is_filled_in_is_kept_where_it_stands(bench: Bench) -> None:
    bench.looks("all[0]")
    read = bench.presses(n="75", title_en="", title_es="", where_campuses=["literacy"])

    assert "75 points, in Literacy" in read
    assert bench.tree["all"][0] == {"points": "75", "campus": "literacy"}
    assert bench.draft.revision == 1


def test_it_is_read_out_while_somebody_types_and_kept_by_nobody(bench: Bench) -> None:
    bench.looks("all[0]")

    assert bench.types(n="60").startswith("60 points “Fifty points” says Fifty, and that is not")
    assert "All of this: 60 points." in bench.types(n="60")
    assert "50 points" in bench.types(n="many")
    assert bench.draft.revision == 0


def test_another_measure_keeps_a_number_that_means_the_same(bench: Bench) -> None:
    bench.looks("all[1]")

    assert bench.chooses("count", n="7").startswith("7 pieces of work")
    assert "In so many campuses" in bench.chooses("courses", n="7")
    assert bench.chooses("hours", n="7").startswith("10 h")
    assert "Please choose one." not in bench.chooses("activity")


def test_what_is_pressed_before_the_fields_of_a_measure_came_begins_as_usual(bench: Bench) -> None:
    bench.looks("all[0]")
    sent = Filled(bench.page, "requirement").sends(asked="hours") | {"do": ["keep"]}
    on_their_way = {name: value for name, value in sent.items() if name not in ("shown", "n")}
    bench.dana.post(bench.url(), data=on_their_way)

    assert bench.tree["all"][0]["hours"] == "10"


def test_another_measure_asks_for_what_it_needs(bench: Bench) -> None:
    bench.looks("all[0]")
    read = bench.presses(asked="degree")
    assert bench.answer.status_code == 422
    assert "Please choose one." in read

    bench.presses(asked="activity", activity="mentoring", n="2")
    assert bench.tree["all"][0]["activity"] == "mentoring"
    bench.looks("all[0]")
    assert "Please write a number, as in 2 or 1.5." in bench.presses(n="often")


FILLED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"asked": "hours", "n": "8", "by_fte": "y"}, {"hours": "8", "by_fte": "yes"}),
    ({"asked": "hours_per_year", "n": "20", "years": "2", "in_a_row": "y"},
     {"hours_per_year": "20", "years": "2", "consecutive": "yes"}),
    ({"asked": "courses", "n": "4", "campuses": "2"}, {"courses": "4", "campuses": "2"}),
    ({"asked": "hours", "n": "3", "expired_ok": "y"}, {"hours": "3", "expired_ok": "yes"}),
    ({"asked": "count", "n": "3", "collect": "y"}, {"collect": {"count": "3"}}),
    ({"asked": "student_evidence", "n": "4", "with_outcome": "1"},
     {"student_evidence": "4", "with_outcome": "1"}),
    ({"asked": "own_learning", "n": "2"}, {"own_learning": "2"}),
    ({"asked": "activity", "activity": "mentoring", "n": ""}, {"activity": "mentoring"}),
    ({"asked": "all_activities", "activities": ["mentoring", "reading-aloud"]},
     {"all_activities": ["mentoring", "reading-aloud"]}),
    ({"asked": "metric", "activity": "mentoring", "n": "90"},
     {"activity": "mentoring", "min_value": "90"}),
    ({"asked": "distinct", "attribute": "tag", "n": "3", "covers": "y"},
     {"distinct": "tag", "n": "3", "mode": "covers"}),
    ({"asked": "level", "level": "scholar"}, {"level": "scholar"}),
    ({"asked": "degree", "degree": "associate"}, {"degree": "associate"}),
    ({"asked": "manual"}, {"kind": "manual"}),
    ({"asked": "years_since", "degree": "associate", "n": "1"},
     {"min_school_years_since": {"associate": "1"}}),
    ({"asked": "mean_score", "n": "2.5"}, {"mean_score": "2.5"}),
    ({"asked": "share_points", "n": "50%", "part_kinds": ["student_evidence"]},
     {"need": [{"share_points": "50%", "where": {"kinds": "student_evidence"}}]}),
    ({"asked": "points", "n": "9", "within": "2", "share_from": "associate", "share": "40%"},
     {"points": "9", "within": {"school_years": "2"}, "max_share_from": {"associate": "40%"}}),
    ({"asked": "points", "n": "9", "ceiling": "5", "ceiling_in": "max_points",
      "ceiling_per": "campus", "ceiling_cuts": "y", "ceiling_kinds": ["own_learning"]},
     {"points": "9", "limits": [{"max_points": "5", "per": "campus", "mode": "truncate",
                                 "where": {"kinds": "own_learning"}}]}),
    ({"asked": "count", "n": "3", "where_from": "2026-01-01", "where_school_years": "2025, 2026",
      "where_outcome": "yes", "where_min_score": "2", "where_since_degree": "associate"},
     {"count": "3", "outcome": "yes", "from": "2026-01-01", "school_year": ["2025", "2026"],
      "min_score": "2", "since_degree": "associate"}),
]  # fmt: skip


@pytest.mark.parametrize(("filled", "written"), FILLED, ids=lambda each: str(each)[:40])
def test_every_measure_and_condition_has_its_field(
    bench: Bench, filled: dict[str, Any], written: dict[str, Any]
) -> None:
    bench.looks("all[0]")
    filled = {"title_en": "", "title_es": "", "n": "", **filled}
    bench.dana.post(bench.url(), data=Filled(bench.page, "requirement").sends(**filled))

    assert bench.tree["all"][0] == written
    bench.looks("all[0]")
    bench.presses("keep")
    assert bench.draft.revision == 1


def test_requirements_are_added_grouped_moved_copied_and_taken_out(bench: Bench) -> None:
    bench.looks()
    bench.presses("add", what="count")
    assert bench.tree["all"][2] == {"count": "3"}
    assert "3 pieces of work" in bench.looks("all[2]")

    bench.presses("up")
    assert bench.tree["all"][1] == {"count": "3"}
    bench.presses("wrap", **{"as": "any"})
    assert bench.tree["all"][1] == {"any": [{"count": "3"}]}
    bench.looks("all[1]")
    bench.presses("add", what="hours")
    assert bench.tree["all"][1]["any"][1] == {"hours": "10"}
    bench.presses("again")
    assert len(bench.tree["all"][1]["any"]) == 3
    bench.presses("out")
    assert bench.tree["all"][2] == {"hours": "10"}
    bench.presses("into", into="all[1]")
    assert bench.tree["all"][1]["any"][2] == {"hours": "10"}
    bench.presses("remove")
    bench.looks("all[1]")
    bench.presses("keep", grouping="n_of", n="2")
    assert bench.tree["all"][1]["n_of"] == "2"
    assert "Any 2 of these 2" in bench.looks("all[1]")
    bench.presses("dissolve")
    assert bench.tree["all"][1:3] == [{"count": "3"}, {"hours": "10"}]
    bench.looks("all[1]")
    bench.presses("down")
    assert bench.tree["all"][2] == {"count": "3"}


def test_a_step_keeps_the_form_too(bench: Bench) -> None:
    bench.looks("all[0]")
    bench.presses("down", n="75")
    assert bench.tree["all"][1]["points"] == "75"
    bench.looks("all[0]")
    bench.presses(go="all[1]", n="3")
    assert bench.tree["all"][0]["student_evidence"] == "3"
    assert "at=all[1]" in bench.answer.request.url
    assert bench.draft.revision == 2


def test_what_cannot_be_done_is_told_and_leaves_everything(bench: Bench) -> None:
    bench.looks("all[0]")
    bench.presses("keep", node_id="start")
    bench.looks("all[1]")
    bench.presses("keep", after=["start"])
    bench.looks("all[0]")

    assert "Another requirement names “start”" in bench.presses("remove")
    assert bench.answer.status_code == 422
    assert len(bench.tree["all"]) == 2


def test_a_requirement_of_another_tree_is_copied(deerfield: Bench) -> None:
    deerfield.key = "associate"
    deerfield.looks()
    deerfield.presses("copy", **{"from": "degrees/master/all[2]"})

    assert deerfield.tree["all"][4]["n_of"] == "1"
    assert len(deerfield.tree["all"][4]["of"]) == 3


def test_a_fault_stands_at_its_requirement(bench: Bench) -> None:
    with bench.site.act() as session:
        dana = bench.site.actor(session, "dana")
        path = ("degrees", "associate", "requires", "all", 1, "campus")
        edit = studio.Put(path, "litteracy")
        studio.edit(session, bench.draft_id, edit, revision=0, by=dana, now=bench.site.now)
    read = bench.looks("all[1]")

    assert read.count("There is no campus “litteracy”. Did you mean “literacy”?") == 2
    assert "This opens as soon as nothing in the draft is to be mended." in read
    assert "litteracy" in bench.page
    bench.presses("keep", where_campuses=["literacy"])
    assert bench.tree["all"][1]["campus"] == "literacy"


def test_a_tree_that_cannot_be_read_is_shown_where_it_can(bench: Bench) -> None:
    bench.looks("all[1]")
    sent = {"at": "all[1]", "revision": "0", "text": "- pints: 5"}
    bench.dana.post(bench.url("/text"), data=sent)
    read = bench.looks("all[1]")

    assert "This cannot be read yet." in read
    assert "“pints” is not known here. Did you mean “points”?" in read
    assert "50 points." in read
    assert "The form has no field for “pints”." in read


def test_a_requirement_is_written_by_hand_with_its_remarks(bench: Bench) -> None:
    bench.looks("all[0]")
    assert "- {title: {en: Fifty points, es: Cincuenta puntos}, points: 50}" in unescape(bench.page)
    sent = {"at": "all[0]", "revision": "0", "text": "# for all of them\n- points: 80  # more\n"}
    assert bench.dana.post(bench.url("/text"), data=sent).status_code == 303
    assert (
        "        # for all of them\n        - points: 80  # more\n"
        in (bench.draft.files["pack.yaml"])
    )

    sent |= {"text": "- points: [80", "revision": "1"}
    answer = bench.dana.post(bench.url("/text"), data=sent)
    assert answer.status_code == 422
    assert "Line 1:" in words(answer.text)
    assert "points: [80" in answer.text


def test_two_who_write_on_one_degree_hear_of_each_other(bench: Bench) -> None:
    bench.looks("all[0]")
    first = bench.page
    bench.presses(n="75")
    bench.page = first
    read = bench.presses(n="90")

    assert bench.answer.status_code == 409
    assert "Dana Cruz changed this" in read
    assert "points: 75" in read
    bench.presses(n="90")
    assert bench.tree["all"][0]["points"] == "90"


def test_the_last_step_is_taken_back(bench: Bench) -> None:
    before = bench.draft.files
    bench.looks("all[0]")
    bench.presses("remove")
    sent = {"revision": "1", "at": "all[7]"}
    assert bench.dana.post(bench.url("/undo"), data=sent).status_code == 303
    assert bench.draft.files == before


def test_it_is_tried_on_somebody(bench: Bench) -> None:
    does(bench.site, "ada", "mentoring")
    with bench.site.store.session() as session:
        ada = bench.site.actor(session, "ada").participant.id
    bench.looks("all[0]")
    bench.presses(n="10")
    assert "Ada Byron" in bench.looks("all[0]", search="ada")
    read = bench.looks("all[0]", person=str(ada))

    assert "Ada Byron, today and under this draft Complete" in read
    bench.presses(n="12")
    assert "10 of 12 points" in words(bench.page)
    counted = bench.dana.get(bench.url("/heads"), headers=PART).text
    assert "0 people of 6 would be complete today" in words(counted)
    assert "more have one or two requirements to go." in words(counted)
    whole = bench.dana.get(bench.url("/heads"))
    assert "would be complete today" in words(whole.text)


def test_many_heads_are_counted_lot_by_lot(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.requirements.trying.HEADS_PER_LOT", 4)
    first = bench.dana.get(bench.url("/heads"), headers=PART).text
    assert "4 of 6 people are looked at." in words(first)
    (after,) = set(re.findall(r'hx-get="([^"]+)"', first))
    second = bench.dana.get(unescape(after), headers=PART).text
    assert "0 people of 6 would be complete today" in words(second)


def test_who_can_come_there_is_worked_out_on_a_button(bench: Bench) -> None:
    told = words(bench.dana.get(bench.url("/ways"), headers=PART).text)
    assert "Certificated staff can come there." in told

    bench.looks("all[1]")
    bench.presses(asked="activity", activity="mentoring", n="3", where_stages=["used"])
    told = words(bench.dana.get(bench.url("/ways")).text)
    assert "never" in told


def test_badges_and_levels_have_trees_too(bench: Bench) -> None:
    bench.section, bench.key = "levels", "scholar"
    assert "Nothing is asked beside its points." in bench.looks()
    bench.presses("add", what="student_evidence")
    assert bench.tree == {"student_evidence": "1"}
    bench.looks()
    bench.presses("add", what="points")
    assert bench.tree == {"all": [{"student_evidence": "1"}, {"points": "100"}]}
    with bench.site.act() as session:
        dana = bench.site.actor(session, "dana")
        edit = studio.Put(("levels", "scholar", "requires"), {"count": "1"})
        studio.edit(session, bench.draft_id, edit, revision=2, by=dana, now=bench.site.now)
    bench.looks()
    bench.presses("remove")
    assert "Nothing is asked beside its points." in bench.looks()


def test_work_may_count_for_two_degrees(bench: Bench) -> None:
    with bench.site.act() as session:
        dana = bench.site.actor(session, "dana")
        edit = studio.Duplicate(("degrees", "associate"), "second")
        studio.edit(session, bench.draft_id, edit, revision=0, by=dana, now=bench.site.now)
    one = f"/oakdale/studio/{bench.draft_id}/degrees/associate/sharing"
    assert "work serves one degree and no other" in words(bench.dana.get(one).text)
    sent = {
        "one": "associate",
        "other": "second",
        "most": "many",
        "unit": "max_points",
        "revision": "1",
    }
    assert bench.dana.post(one, data=sent).status_code == 422
    assert bench.dana.post(one, data=sent | {"most": "20"}).status_code == 303
    assert writing.written_at(bench.draft.files, ("sharing",)) == [
        {"between": ["associate", "second"], "max_points": "20"}
    ]
    assert "Associate · Associate: at most 20 points" in words(bench.dana.get(one).text)
    bench.looks("all[0]")
    bench.presses("keep", node_id="points")
    sent = {"one": "points", "other": "second", "most": "", "unit": "max_items", "revision": "3"}
    bench.dana.post(one, data=sent)
    assert "Fifty points · Associate: as much as there is" in words(bench.dana.get(one).text)
    bench.dana.post(f"{one}/0", data={"revision": "4"})
    assert "at most 20 points" not in words(bench.dana.get(one).text)


@pytest.mark.parametrize("who", ["ada", "ruth", "lee", "max"])
def test_it_is_for_admins_alone(bench: Bench, who: str) -> None:
    assert bench.site.as_(who).get(bench.url()).status_code == 403
    assert bench.site.as_(who).post(bench.url(), data={"do": "keep"}).status_code == 403


def test_a_draft_that_was_published_is_read_and_not_changed(bench: Bench) -> None:
    with bench.site.act() as session:
        dana = bench.site.actor(session, "dana")
        studio.note_published(session, bench.draft_id, 1, by=dana)
    bench.looks("all[0]")
    assert "Ask it no longer" not in words(bench.page)
    bench.presses("remove")
    bench.presses(go="all[1]")
    assert "at=all[1]" in bench.answer.request.url
    assert bench.draft.revision == 0


def test_there_is_no_tree_where_nothing_is_written(bench: Bench) -> None:
    for key in ("no-such-degree",):
        bench.key = key
        assert bench.dana.get(bench.url()).status_code == 404
