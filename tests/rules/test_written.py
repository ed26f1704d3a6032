"""Files become plain values that know their lines; what is no pack at all is said so."""

import pytest

from rules.pack.written import find, path_text, places_of, read_files


def slips(text):
    return [
        (slip.place.line, slip.message, slip.suggestion) for slip in read_files({"a.yaml": text})[1]
    ]


def test_scalars_stay_as_they_were_written():
    written, slips = read_files({"a.yaml": "a: no\nb: 2024\nc: 07-01\nd: 1.50\ne: 'null'\n"})

    assert (dict(written), slips) == (
        {"a": "no", "b": "2024", "c": "07-01", "d": "1.50", "e": "null"},
        [],
    )


@pytest.mark.parametrize("nothing", ["", "~", "null", " # later"])
def test_nothing_is_nothing(nothing):
    assert read_files({"a.yaml": f"a:\n  b: {nothing}\n"})[0] == {"a": {"b": None}}
    assert read_files({"a.yaml": f"a: {nothing}\n"})[0] == {}


def test_sections_of_several_files_are_laid_together_in_the_order_of_names():
    written, slips = read_files(
        {"b.yaml": "x: {two: 2}\ny: [c]", "a.yaml": "x: {one: 1}\ny: [a, b]", "c.yaml": ""}
    )

    assert written == {"x": {"one": "1", "two": "2"}, "y": ["a", "b", "c"]}
    assert list(written["x"]) == ["one", "two"]
    assert slips == []


def test_a_file_that_was_laid_beside_another_still_says_what_it_said_alone():
    alone = {"a.yaml": "x: {one: 1, more: {two: 2}}\ny: [a]"}
    read_files({**alone, "b.yaml": "x: {three: 3, more: {four: 4}}\ny: [b]"})

    assert read_files(alone)[0] == {"x": {"one": "1", "more": {"two": "2"}}, "y": ["a"]}


def test_what_stands_in_two_files_is_said_with_both_places():
    slip = read_files({"a.yaml": "x: {one: 1}", "b.yaml": "\nx: {one: 2}"})[1][0]

    assert (slip.place.file, slip.place.line, str(slip.place)) == ("b.yaml", 2, "x.one")
    assert "in a.yaml on line 1" in slip.message


def test_a_key_that_is_written_twice_keeps_its_first_meaning():
    written, slips = read_files({"a.yaml": "x: 1\nx: 2"})

    assert written == {"x": "1"}
    assert [(slip.place.line, slip.message) for slip in slips] == [
        (2, "“x” is written twice; it already stands on line 1.")
    ]


@pytest.mark.parametrize(
    ("text", "line", "message", "suggestion"),
    [
        ("a: [1\nb: 2", 2, "This is not YAML: did not find expected ',' or ']'.", "Close the list"),
        ("a: {b: 1\nc: 2", 2, "This is not YAML: did not find expected ',' or '}'.", "Close the m"),
        ("a:\n\t- b", 2, "This is not YAML: found character that", "Indent with spaces"),
        ("a: b: c", 1, "This is not YAML: mapping values are not", "Put a text that holds “: ”"),
        (
            "a: 1\n---\nb: 1",
            2,
            "This is not YAML: but found another document",
            "Write one document",
        ),
        ("a: *b", 1, "This is not YAML: found undefined alias", "Quote a text"),
        ("a: \x01", 1, "This file holds a character that no text file", ""),
        ("a: \ud800", 1, "This file holds a character that no text file", ""),
        ("- a", 1, "A pack's file holds sections", ""),
        ("words", 1, "A pack's file holds sections", ""),
        ("a:\n  ? [b]\n  : c", 2, "A key is one word", ""),
        ("a: &x [1]\nb: *x", 2, "A pack refers to nothing by “*”.", "Write it out once more."),
        ("a: &x [*x]", 1, "A pack refers to nothing by “*”.", "Write it out once more."),
    ],
)
def test_what_is_not_yaml_is_said_in_a_sentence(text, line, message, suggestion):
    [(at, said, hint)] = slips(text)

    assert at == line
    assert said.startswith(message)
    assert hint.startswith(suggestion)


def test_a_path_is_followed_past_steps_that_nobody_wrote():
    written, _ = read_files({"a.yaml": "x:\n  y:\n    - z\n    - w: {v: 1}\n"})

    def line(*path):
        _, place = find(written, path)
        return place.line, str(place)

    assert line("x", "stages", "y", "done", 1, "w") == (4, "x.y[1].w")
    assert line("x", "y", 7) == (2, "x.y")
    assert line() == (1, "")


def test_a_step_to_nothing_has_the_place_of_its_key():
    written, _ = read_files({"a.yaml": "x:\n  y:\n  z: [~]\n"})

    assert find(written, ("x", "y"))[1].line == 2
    assert find(written, ("x", "z", 0))[1].line == 3


def test_every_place_of_a_word_is_found():
    written, _ = read_files({"a.yaml": "x: [no, yes]\nno: 1\ny:\n  - a: no\n"})

    assert [place.line for place in places_of(written, "no")] == [1, 2, 4]


def test_a_path_reads_like_code():
    assert path_text(("activities", "talks", "after", 0)) == "activities.talks.after[0]"
    assert path_text(()) == ""
