"""The studio's forms: what is written comes back as it was, what is changed is written as meant."""

from difflib import ndiff
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from engine.studio import Draft
from rules import writing
from rules.pack.written import Path
from tests.rules.sample_packs import NAMES, written
from tests.site import Site
from web.studio import entries, sections, shapes
from web.studio.sorts import About


def draft_of(files: dict[str, str]) -> Draft:
    return Draft(files=files)


def sent(draft: Draft, path: Path, **changed: Any) -> dict[str, str]:
    """The files after the form of a thing was sent as it was shown, but for these fields."""
    about = About(draft, sections.languages(draft))
    section, entry = str(path[0]), entries._written(draft, path)
    form = entries._filled(section, entry, about)
    shown = MultiDict()
    for field in form:
        if field.type == "SelectMultipleField":
            shown.setlist(field.name, field.data or [])
        elif field.type == "BooleanField":
            shown.update({field.name: "y"} if field.data else {})
        elif field.type != "CSRFTokenField":
            shown[field.name] = str(field.data or "").replace("\n", "\r\n")
    for name, value in changed.items():
        name = name.replace("_", "-") if name.replace("_", "-") in form else name
        assert name in form, (name, [field.name for field in form])
        shown.setlist(name, value if isinstance(value, list) else [value])
    again = entries._form_class(section, entry, about)(shown)
    data = {name: "" if value is None else value for name, value in again.data.items()}
    return writing.put(draft.files, path, shapes.said(section, entry, data, about))


def paths(files: dict[str, str]) -> list[Path]:
    draft = draft_of(files)
    return [
        *((each.key,) for each in sections.SECTIONS if each.single),
        *(
            (each.key, key)
            for each in sections.SECTIONS
            if not each.single
            for key in sections.entries(draft, each.key)
        ),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_form_that_is_sent_as_it_was_shown_changes_nothing(site: Site, name: str) -> None:
    files = written(name)
    draft = draft_of(files)
    with site.app.test_request_context("/oakdale/", method="POST"):
        for path in paths(files):
            about = About(draft, sections.languages(draft))
            if writing.is_written(files, path):
                assert shapes.unknown(str(path[0]), entries._written(draft, path), about) == []
                assert sent(draft, path) == files, path


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The lines that are new."""
    return [
        line[2:].strip()
        for name in after
        for line in ndiff(before[name].splitlines(), after[name].splitlines())
        if line.startswith("+ ")
    ]


TALKS = ("activities", "number-talks")
QUIZ = ("activities", "student-data-privacy")
FIGURE = ("activities", "attendance-of-a-term")


@pytest.mark.parametrize(
    ("path", "fields", "lines"),
    [
        (TALKS, {"title_en": "Number Chats"}, ["title: {en: Number Chats, es: Charlas numéricas}"]),
        (TALKS, {"stages-used-points-points": "35"}, ["points: 35"]),
        (TALKS, {"stages-used-hours": ""}, []),
        (TALKS, {"campus": ""}, []),
        (TALKS, {"tags": "voice, math"}, ["tags: [voice, math]"]),
        (TALKS, {"once": ["learned"]}, ["once: [learned]"]),
        (TALKS, {"kind": "session"}, ["kind: session"]),
        (TALKS, {"team-at_least": "2", "team-at_most": "3"},
         ["team: {at_least: 2, at_most: 3}"]),
        (TALKS, {"team-at_least": "2", "team-points": "shared"},
         ["team: {at_least: 2, points: shared}"]),
        (TALKS, {"after": ["choice-boards"]}, ["after: [choice-boards]"]),
        (
            TALKS,
            {"cap-most": "3", "cap-measure": "times", "cap-per": "school_year"},
            ["cap: {times: 3, per: school_year}"],
        ),
        (
            TALKS,
            {
                "stages-used-points-way": "points_per_hour",
                "stages-used-points-points_per_hour": "9",
            },
            ["points: {points_per_hour: 9}"],
        ),
        (
            TALKS,
            {
                "stages-learned-points-way": "by_score",
                "stages-learned-points-criterion": "practice",
                "stages-learned-points-scores": "1: 2, 3: 5",
            },
            ["points:", "by_score:", "criterion: practice", "points: {1: 2, 3: 5}"],
        ),
        (QUIZ, {"stages-done-form-passes_percent": "75"}, ["passes_percent: 75"]),
        (QUIZ, {"stages-done-form-shuffled": "y"}, ["shuffled: no"]),
        (QUIZ, {"stages-done-form-questions-0-right": "refuse"}, ["right: refuse"]),
        (QUIZ, {"stages-done-form-questions-3-right": "24\n48"}, ["right: [24, 48]"]),
        (QUIZ, {"stages-done-form-questions-5-required": ""}, ["required: yes"]),
        (QUIZ, {"stages-done-form-questions-3-key": ""}, []),
        (FIGURE, {"stages-done-metric-unit-es": "por ciento"},
         ["unit: {en: \"%\", es: por ciento}"]),
        (("rules", "outcome-shown"), {"when": "every"}, ["when: every"]),
        (
            ("rules", "outcome-shown"),
            {"match-tags": "voice"},
            ["match: {stages: [used], tags: [voice]}"],
        ),
        (("rules", "outcome-shown"), {"match-stages": []}, []),
        (("levels", "junior"), {"experience": "450"}, ["experience: 450"]),
        (("degrees", "master"), {"years_0": "3"}, ["years: [3, 5]"]),
        (("rewards", "mug"), {"value_cents": "$9.50"}, ["value_cents: 950"]),
        (("rewards", "mug"), {"approval": "y"}, ["approval: yes"]),
        (("rewards", "mug"), {"stock": "many"}, ["stock: many"]),
        (("pathways", "literacy"), {"parts_0": ""}, None),
        (("rubrics", "course"), {"criteria-0-passes": "2"}, ["passes: 2"]),
        (("words", "point"), {"one_en": "paw"}, ["one: {en: paw, es: punto}"]),
        (("pack",), {"catalog_year": "2026-27"}, ["catalog_year: 2026-27"]),
        (("district",), {"state": "WI"}, ["state: WI"]),
    ],
)  # fmt: skip
def test_a_field_writes_what_a_person_would_write(site: Site, path, fields, lines) -> None:
    files = written("deerfield")
    with site.app.test_request_context("/oakdale/", method="POST"):
        after = sent(draft_of(files), path, **fields)

    assert after != files
    if lines is not None:
        assert changed(files, after) == lines


def test_what_a_form_does_not_know_of_stays(site: Site) -> None:
    files = {
        "a.yaml": "# head\nlevels:\n  one: # first\n    title: One\n    experience: 0\n    # tree\n"
        "    requires: {count: 3}\n    summary: [what]\n"
    }
    with site.app.test_request_context("/oakdale/", method="POST"):
        after = sent(draft_of(files), ("levels", "one"), experience="5")
        about = About(draft_of(files), ("en",))
        entry = entries._written(draft_of(files), ("levels", "one"))
        assert shapes.unknown("levels", entry, about) == ["summary"]

    assert after["a.yaml"] == files["a.yaml"].replace("experience: 0", "experience: 5")


def test_questions_are_written_in_the_form(site: Site) -> None:
    files = {"a.yaml": "activities:\n  talk:\n    title: Talk\n    evidence: own\n"}
    line = "stages-done-form-questions-0"
    with site.app.test_request_context("/oakdale/", method="POST"):
        after = sent(
            draft_of(files),
            ("activities", "talk"),
            **{
                f"{line}-key": "color",
                f"{line}-text-en": "Which color?",
                f"{line}-kind": "one_of",
                f"{line}-choices-en": "red: Red\ngreen: Green, always\nblue",
                f"{line}-right": "red",
                f"{line}-in_order": "y",
                "stages-done-form-passes_percent": "80",
            },
        )
    form = {
        "passes_percent": "80",
        "questions": {
            "color": {
                "text": "Which color?",
                "kind": "one_of",
                "choices": {"red": "Red", "green": "Green, always", "blue": "blue"},
                "right": ["red"],
                "in_order": "yes",
            }
        },
    }
    assert writing.written_at(after, ("activities", "talk", "form")) == form


def test_complaints_about_questions_stand_beside_their_fields(site: Site) -> None:
    files = {
        "a.yaml": "activities:\n  talk:\n    title: Talk\n    evidence: own\n    form:\n"
        "      passes_percent: many\n      questions:\n        color:\n"
        "          {text: Which?, kind: one_of, choices: {a: A}, right: a}\n"
        "        size: {text: How big?, kind: tall}\n"
    }
    with site.app.test_request_context("/oakdale/", method="POST"):
        by_field, _others = entries.field_errors(draft_of(files), ("activities", "talk"))

    assert {
        "stages-done-form-passes_percent",
        "stages-done-form-questions-0-key",
        "stages-done-form-questions-1-kind",
    } <= set(by_field)


@pytest.mark.parametrize(
    "form",
    [
        "{questions: [a]}",
        "{questions: {a: [b]}}",
        "{questions: {a: {text: Why?, choices: [b]}}}",
        "{questions: {a: {text: Why?, choices: {b: [c]}}}}",
        "{more: yes, questions: {a: {text: Why?}}}",
    ],
)
def test_questions_that_no_form_can_show_stay_as_they_are(site: Site, form: str) -> None:
    files = {"a.yaml": f"activities:\n  talk:\n    title: Talk\n    form: {form}\n"}
    draft = draft_of(files)
    with site.app.test_request_context("/oakdale/", method="POST"):
        about = About(draft, ("en",))
        entry = entries._written(draft, ("activities", "talk"))
        assert shapes.unknown("activities", entry, about) == ["stages"]
        assert sent(draft, ("activities", "talk")) == files


def test_an_activity_of_one_step_becomes_one_of_two(site: Site) -> None:
    files = {"a.yaml": "activities:\n  talk:\n    title: Talk\n    points: 5\n    tags: [a]\n"}
    with site.app.test_request_context("/oakdale/", method="POST"):
        after = sent(
            draft_of(files),
            ("activities", "talk"),
            **{
                "stages-shape": "both",
                "stages-learned-points-way": "points",
                "stages-learned-points-points": "3",
                "stages-used-evidence": "student",
            },
        )
        assert writing.written_at(after, ("activities", "talk")) == {
            "title": "Talk",
            "tags": ["a"],
            "stages": {"learned": {"points": "3"}, "used": {"evidence": "student"}},
        }
        back = sent(draft_of(after), ("activities", "talk"), **{"stages-shape": "done"})
        assert writing.written_at(back, ("activities", "talk")) == {"title": "Talk", "tags": ["a"]}
