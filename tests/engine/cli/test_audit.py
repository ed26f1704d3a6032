"""`tassel audit`: a person's tree with what serves what, and files of cases line by line."""

import json
import re
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from engine import progress
from engine.cli.asking import Names, asked, percent
from rules.audits import Decision, Verb
from rules.requirements import Need
from rules.requirements.phrases import asked as phrase_of
from rules.terms import Stage
from tests.engine.university import OWN, PACK, University
from tests.engine.world import TODAY

DEGREES = """
degrees:
  wide:
    title: Wide
    requires:
      id: all
      all:
        - {id: work, collect: {count: 2}, title: Work}
        - {id: more, collect: {count: 1}}
        - {id: choice, any: [{id: far, points: 900}, {id: near, student_evidence: 2}]}
        - {id: yes, kind: manual}
        - {id: first, degree: associate}
        - {id: high, level: junior}
"""
BROAD = """
degrees:
  wide:
    title: Wide
    requires:
      any:
        - {each_campus: {courses: 1}}
        - {collect: {count: 1, activities: [talk, walk], outcome: true, stages: [done]}}
        - {count: 1, where: {not_categories: [steam, math]}}
"""
SEVERAL = """
degrees:
  wide: {title: Wide, requires: {count: 2, campuses: 1, mean_score: 3}}
"""
EVEN = """
degrees:
  even: {title: Even, requires: [{collect: {points: 26}}, {collect: {points: 26}}]}
"""


@pytest.fixture
def university(installation):
    university = University(installation.database, {"pack.yaml": PACK, "more.yaml": DEGREES})
    university.staff()
    return university


@pytest.fixture
def tree(run, university):
    """What the command prints of Ada and a degree."""

    def printed(*words, degree="wide"):
        found = run("audit", "ada@elm.example", degree, "--as-of", TODAY, *words)
        assert found.exit_code == 0, found.output
        return found.output

    return printed


# -- the tree --------------------------------------------------------------------------------------


def test_what_is_of_another_tree_is_called_by_its_key(university):
    university.enrolls("Ada", "wide")
    with university.store.session() as session:
        ada = university.people["Ada"]
        names = Names(progress.held(session, ada, "wide", on=None, supposed=[], now=university.now))
    assert (names["work"], names["elsewhere"]) == ("“Work”", "elsewhere")


def test_a_tree_says_what_serves_what_and_what_would_finish_each(university, tree):
    for _ in range(2):
        university.completes("Ada")

    assert tree().splitlines() == [
        f"Ada, Wide, as of {TODAY}: not complete, 48%.",
        "· all of these [all]: 2 of 6 met",
        "    to finish it: “Work” and “the level junior” and “an administrator confirms it” "
        "and “the degree associate”",
        "  · Work [work]: 1 of 2",
        f"      by Number talk, {TODAY}",
        "      to finish it: 1 piece of evidence",
        "  ✓ 1 piece of evidence [more]: 1 of 1",
        f"      by Number talk, {TODAY}",
        "  ✓ one of these [choice]: 1 of 1 met",
        "    · 900 points [far]: 20 of 900",
        f"        by Number talk, {TODAY}",
        f"        by Number talk, {TODAY}",
        "        to finish it: 880 points",
        "    ✓ 2 pieces of evidence (student evidence) [near]: 2 of 2",
        f"        by Number talk, {TODAY}",
        f"        by Number talk, {TODAY}",
        "  · an administrator confirms it [yes]",
        "      to finish it: an administrator confirms it",
        "  · the degree associate [first]",
        "      to finish it: the degree associate",
        "  · the level junior [high]",
        "      to finish it: 30 points of experience",
        "Why: “Work” and “1 piece of evidence” together need 3 pieces of evidence; "
        "only 2 can count there.",
    ]


def test_several_needs_are_each_told_with_what_they_count(university, tree):
    university.publishes({"pack.yaml": PACK, "more.yaml": SEVERAL})
    university.completes("Ada")

    said = ("1 of 1 campus", "1 of 2 pieces of evidence", "0 toward a mean score of 3")
    assert f": {', '.join(said)}" in tree()


def test_what_was_decided_is_told_with_who_and_why(university, tree):
    university.enrolls("Ada", "wide")
    talk = university.completes("Ada", "talk")
    with university.act() as session:
        by, now = university.actor(session, "Ada"), university.tick()
        progress.pin(session, "wide", "more", talk.source, by=by, now=now)
    for said in (
        Decision(Verb.CONFIRM, "yes", degree="wide"),
        Decision(Verb.SET_NEED, "work", value=Fraction(1), degree="wide"),
    ):
        with university.act() as session:
            whose, by = university.people["Ada"].id, university.actor(session, "Dana")
            now = university.tick()
            progress.decide(session, whose, said, reason="We talked", by=by, now=now)

    printed = tree()
    for told in (
        f"Decided: Number talk, {TODAY} is pinned to “1 piece of evidence” (Ada, {TODAY}).",
        f"Decided: “an administrator confirms it” is confirmed (Dana, {TODAY}): We talked.",
        f"Decided: “Work” asks for 1 (Dana, {TODAY}): We talked.",
    ):
        assert told in printed


def test_evidence_may_be_supposed(university, tree):
    university.submits("Ada")
    university.drafts("Ada", "unit", stage=Stage.LEARNED, kinds=OWN)
    university.drafts("Ada", "unit", stage=Stage.USED, on=None)

    assert "✓" not in tree()
    assert "✓ 1 piece of evidence [more]: 1 of 1" in tree("--what-if", "pending")
    both = tree("--what-if", "pending", "--what-if", "planned")
    assert "by Unit, learned" in both
    assert "by Unit, used" in both  # a draft without a day counts as if it were done today
    assert "✓ Work [work]: 2 of 2" in both


def test_a_long_list_that_is_only_looked_at_is_told_by_its_ends(university, tree):
    for day in range(7):
        university.completes("Ada", on=TODAY - timedelta(days=30 * day))
    university.completes("Ada", "unit", stage=Stage.LEARNED, kinds=OWN)

    printed = tree()

    first, last = f"Number talk, {TODAY - timedelta(days=180)}", f"Whole, {TODAY}"
    assert f"by 9 pieces of work, from “{first}” to “{last}”" in printed


def test_requirements_that_exclude_each_other_are_named(university, tree):
    university.publishes({"pack.yaml": PACK, "more.yaml": EVEN})
    university.completes("Ada")
    university.completes("Ada", "unit", stage=Stage.LEARNED, kinds=OWN)
    university.completes("Ada", "unit", stage=Stage.USED)

    told = "Why: no use of the evidence meets “26 points” [r.1] and “26 points” [r.2] at once."
    assert told in tree(degree="even")


def test_an_audit_of_a_day_looks_at_nothing_later(university, run):
    university.completes("Ada")
    before = run("audit", "ada@elm.example", "wide", "--as-of", TODAY - timedelta(days=1))

    assert "· Work [work]: 0 of 2" in before.output


def test_an_audit_of_a_day_holds_what_was_approved_by_then(university, run):
    claims = [university.completes("Ada") for _ in range(2)]
    university.tick(days=3)
    for claim in claims:
        university.undoes(claim)

    then = run("audit", "ada@elm.example", "wide", "--as-of", TODAY).output
    assert f"Ada, Wide, as of {TODAY}" in then
    assert "[near]: 2 of 2" in then
    assert "[near]: 0 of 2" in run("audit", "ada@elm.example", "wide").output


def test_a_degree_that_was_taken_up_is_audited_as_it_was_then(university, tree):
    university.enrolls("Ada", "wide")
    university.publishes({"pack.yaml": PACK + "\n# without the wide degree\n"})

    assert "Ada, Wide" in tree()


def test_a_degree_that_there_is_not_is_refused(university, run):
    refused = run("audit", "ada@elm.example", "doctor")

    assert refused.exit_code == 2
    assert "There is no degree “doctor”. There is: " in refused.output


def test_somebody_and_something_must_be_named(run):
    assert "Say whose record and which degree" in run("audit").output


@pytest.mark.parametrize(
    ("need", "said"),
    [
        ({"points": 5}, "5 points"),
        ({"hours": "3/2"}, "1.5 hours"),
        ({"outside_hours": 1}, "1 hour outside contract time"),
        ({"distinct": "campus", "n": 3}, "3 different campuses"),
        ({"distinct": "tag", "n": 2}, "2 different tags"),
        ({"span_days": 90}, "90 days from the first to the last"),
        ({"mean_score": "5/2"}, "a mean score of 2.5"),
        ({"share_points": "2/5"}, "40% of the points"),
        ({"hours_per_year": 20, "years": 2}, "40 hours in school years of 20"),
        ({"school_years_since": "master", "n": 1}, "1 whole school year since master"),
        ({"count": 2, "where": {"tags_any": ["a", "b"], "min_score": 3}},
         "2 pieces of evidence (tags any a, b; min score 3)"),
    ],
    ids=str,
)  # fmt: skip
def test_a_need_is_said_in_plain_words(need, said):
    assert asked(phrase_of(Need.model_validate(need))) == said


def test_requirements_of_each_campus_name_it_and_no_group_has_more_than_it_asks(university, tree):
    university.publishes({"pack.yaml": PACK, "more.yaml": BROAD})
    university.completes("Ada")

    printed = tree()

    assert "1 activity (in STEAM; course): 1 of 1" in without_paths(printed)
    assert (
        "1 piece of evidence (from “Number talk” or “Walk”; done; with a measured outcome)"
        in printed
    )
    assert "1 piece of evidence (not in STEAM or math)" in printed
    assert "one of these: 1 of 1 met" in without_paths(printed)


def without_paths(printed):
    return re.sub(r" \[[\w.]+\]", "", printed)


# -- cases -----------------------------------------------------------------------------------------

EXAMPLES = Path(__file__).parents[2] / "rules" / "audit_examples.json"
CASE = {
    "id": "c",
    "as_of": "2026-06-30",
    "degrees": [{"id": "D", "root": {"id": "r", "kind": "collect", "need": [{"count": 2}]}}],
    "evidence": [
        {"id": "e", "points": 1, "kind": "own_learning", "categories": ["a"], "date": "2025-10-01"}
    ],
}


def lines(run, *words):
    found = run("audit", "--cases", *words)
    assert found.exit_code == 0, found.output
    return [json.loads(line) for line in found.output.splitlines()]


def test_examples_are_answered_one_line_each(run):
    cases = json.loads(EXAMPLES.read_text("utf-8"))["cases"]

    assert lines(run, EXAMPLES) == [{"id": case["id"], **case["expected"]} for case in cases]


def test_completeness_alone_says_no_progress(run):
    for found in lines(run, EXAMPLES, "--complete-only"):
        assert "progress" not in found
        assert isinstance(found["complete"], bool)


def test_a_bare_list_is_a_file_of_cases_too(run, tmp_path):
    file = tmp_path / "cases.json"
    file.write_text(json.dumps([CASE]), "utf-8")

    assert lines(run, file) == [{"id": "c", "complete": False, "progress": "1/2"}]


@pytest.mark.parametrize(
    ("wrong", "where", "told"),
    [
        ("{\n 1", "2", "this is no JSON"),
        ("{}", "1", "there is no list of cases"),
        ("[\n3]", "2", "Input should be"),
        ({"as_of": "2026-6-30"}, "1", "as_of"),
        ({"evidense": []}, "1", "evidense: Extra inputs are not permitted"),
        ({"evidence": [{**CASE["evidence"][0], "points": -1}]}, "1", "evidence.0.points"),
        ({"evidence": CASE["evidence"] * 2}, "1", "two of the evidence have the id “e”"),
        ({"decisions": [{"type": "waive"}]}, "1", "`waive` says which node"),
        ({"decisions": [{"type": "pin", "node": "r"}]}, "1", "`pin` names a piece of evidence"),
        ({"decisions": [{"type": "waive", "node": "r", "evidence": "e"}]}, "1", "no evidence"),
        ({"degrees": [{"id": "D"}]}, "1", "either a `root` or `versions`"),
        ({"degrees": [{"id": "D", "versions": [
            {"id": "1", "effective": "2025-08-01", "root": CASE["degrees"][0]["root"]}]}]},
         "1", "say under `enrolment` since when"),
        ({"degrees": [{"id": "D", "versions": [
            {"id": "1", "effective": "2025-08-01", "root": CASE["degrees"][0]["root"]}]}],
          "enrolment": {"D": {"date": "2020-01-01"}}},
         "1", "no version of D is in force on 2020-01-01"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(run, tmp_path, wrong, where, told):
    file = tmp_path / "cases.json"
    file.write_text(wrong if isinstance(wrong, str) else json.dumps([CASE | wrong]), "utf-8")

    found = run("audit", "--cases", file)

    assert found.exit_code != 0
    assert f"{file}:{where}: " in found.output
    assert told in found.output


def test_the_line_is_that_of_the_mistake(run, tmp_path):
    file = tmp_path / "cases.json"
    broken = CASE | {"evidence": [{**CASE["evidence"][0], "points": "many"}]}
    text = json.dumps({"cases": [CASE, broken]}, indent=1)
    file.write_text(text, "utf-8")

    line = next(n for n, each in enumerate(text.splitlines(), 1) if "many" in each)
    assert f"{file}:{line}: evidence.0.points" in run("audit", "--cases", file).output


def test_a_mistake_inside_a_short_form_is_told_where_it_can_be(run, tmp_path):
    """Short forms are expanded before they are read: the nearest thing that is written is named."""
    file = tmp_path / "cases.json"
    text = json.dumps(CASE | {"degrees": [{"id": "D", "root": [{"count": "x"}]}]}, indent=1)
    file.write_text(f"[{text}]", "utf-8")

    assert re.search(r":\d+: degrees\.0\.root\.of\.0", run("audit", "--cases", file).output)


def test_progress_that_is_not_proved_is_told_by_its_bounds():
    from rules.audits.cases import CaseAnswer

    found = CaseAnswer("c", None, Fraction(1, 2), Fraction(1), {})

    assert found.to_json() == {
        "id": "c", "complete": None, "progress": None, "at_least": "1/2", "at_most": "1"
    }  # fmt: skip


# -- another catalog -------------------------------------------------------------------------------


def test_another_catalogs_version_may_be_asked_for(university, run):
    university.completes("Ada")
    university.publishes(
        {"pack.yaml": PACK, "more.yaml": DEGREES.replace("points: 900", "points: 10")}
    )

    def verdict(*words):
        found = run("audit", "ada@elm.example", "wide", *words)
        return found.output.splitlines()[0] if found.exit_code == 0 else found.exit_code

    assert verdict().endswith("%.")
    assert verdict("--catalog", "2") == verdict()
    assert verdict("--catalog", "1") != verdict()
    refused = run("audit", "ada@elm.example", "wide", "--catalog", "3")
    assert "There is no catalog 3. There is: 1, 2." in refused.output
    university.publishes({"pack.yaml": PACK})
    assert verdict("--catalog", "3") == 2
    assert run("audit", "ada@elm.example", "nothing", "--catalog", "1").exit_code == 2


@pytest.mark.parametrize(
    ("share", "told"),
    [("0", "0%"), ("1/1000", "1%"), ("62/100", "62%"), ("999/1000", "99%"), ("1", "100%")],
)
def test_a_share_is_never_whole_before_it_is(share, told):
    assert percent(Fraction(share)) == told
