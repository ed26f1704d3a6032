"""Edits of a pack's text by example: the text before, what is done, the text after."""

from collections.abc import Callable
from typing import Any

import pytest

from rules import writing
from rules.writing import Difference, Nowhere, Source, Turn
from rules.writing.values import quoted, same

LONG = "word " * 22 + "end"
FOLDED = "word " * 16 + "word"
REST = "word " * 5 + "end"


def put(path: Any, value: Any) -> Callable[[dict[str, str]], dict[str, str]]:
    return lambda files: writing.put(files, path, value)


def insert(path: Any, value: Any, **where: Any) -> Callable[[dict[str, str]], dict[str, str]]:
    return lambda files: writing.insert(files, path, value, **where)


def remove(*path: Any) -> Callable[[dict[str, str]], dict[str, str]]:
    return lambda files: writing.remove(files, path)


def move(path: Any, to: Any) -> Callable[[dict[str, str]], dict[str, str]]:
    return lambda files: writing.move(files, path, to)


def copied(path: Any, to: Any) -> Callable[[dict[str, str]], dict[str, str]]:
    return lambda files: writing.copy(files, path, to)


def duplicate(path: Any, key: str) -> Callable[[dict[str, str]], dict[str, str]]:
    return lambda files: writing.duplicate(files, path, key)


LEVELS = """\
# The ladder.
levels:
  # The first.
  one:
    title: One  # short
    experience: 0

  two:
    title: 'Two'
    experience: 100
"""

EXAMPLES = {
    "a word keeps its comment": (
        LEVELS, put(("levels", "one", "title"), "First"), ("title: One  #", "title: First  #"),
    ),
    "needless quotation marks stay": (
        LEVELS, put(("levels", "two", "title"), "It’s two"), ("'Two'", "'It’s two'"),
    ),
    "two lines need other marks": (
        LEVELS, put(("levels", "two", "title"), "a\nb"),
        ("title: 'Two'", "title: |-\n      a\n      b"),
    ),
    "a long text is folded": (
        LEVELS, put(("levels", "one", "title"), LONG),
        ("title: One  # short",
         f"title: >-  # short\n      {FOLDED} word\n      word word word word end"),
    ),
    "a comment beside stands first where lines follow": (
        LEVELS, put(("levels", "one", "title"), {"en": LONG}),
        ("title: One  # short",
         f"title:  # short\n      en: >-\n        {FOLDED}\n        word word word word word end"),
    ),
    "yes and no": (LEVELS, put(("levels", "one", "shown"), True),
                   ("experience: 0\n", "experience: 0\n    shown: yes\n")),
    "a key before another": (
        LEVELS, put(("levels", "one"), {"summary": "S", "title": "One", "experience": 0}),
        ("    title: One", "    summary: S\n    title: One"),
    ),
    "another order": (
        LEVELS, put(("levels", "one"), {"experience": 0, "title": "One"}),
        ("    title: One  # short\n    experience: 0\n",
         "    experience: 0\n    title: One  # short\n"),
    ),
    "a whole entry for one": (
        LEVELS, put(("levels", "one"), "none"),
        ("  # The first.\n  one:\n    title: One  # short\n    experience: 0\n",
         "  # The first.\n  # short\n  one: none\n"),
    ),
    "the first goes with its comment": (
        LEVELS, remove("levels", "one"),
        ("  # The first.\n  one:\n    title: One  # short\n    experience: 0\n\n", ""),
    ),
    "the last goes with the empty line before it": (
        LEVELS, remove("levels", "two"),
        ("\n  two:\n    title: 'Two'\n    experience: 100\n", ""),
    ),
    "one more stands apart as the others do": (
        LEVELS, put(("levels", "three"), {"title": "Three"}),
        ("experience: 100\n", "experience: 100\n\n  three:\n    title: Three\n"),
    ),
    "one more before another": (
        LEVELS, insert(("levels", "half"), {"title": "Half"}, before="two"),
        ("  two:", "  half:\n    title: Half\n\n  two:"),
    ),
    "a level moves down with its comment": (
        LEVELS, move(("levels", "one"), ("levels", 2)),
        (LEVELS, "# The ladder.\nlevels:\n  two:\n    title: 'Two'\n    experience: 100\n\n"
                 "  # The first.\n  one:\n    title: One  # short\n    experience: 0\n"),
    ),
    "where it stands already": (LEVELS, move(("levels", "one"), ("levels", "two")), ("", "")),
    "a copy behind it": (
        LEVELS, duplicate(("levels", "one"), "half"),
        ("    experience: 0\n",
         "    experience: 0\n\n  # The first.\n  half:\n    title: One  # short\n"
         "    experience: 0\n"),
    ),
    "a copy in braces": (
        "rules: {a: {grants: 1}}\n", duplicate(("rules", "a"), "b"),
        ("{a: {grants: 1}}", "{a: {grants: 1}, b: {grants: 1}}"),
    ),
    "a section that was empty": (
        "levels:  # none yet\n", put(("levels", "one"), {"title": "One"}),
        ("levels:  # none yet\n", "levels:  # none yet\n  one:\n    title: One\n"),
    ),
    "a section that is taken out entry by entry": (
        "levels:\n  # gone\n  one: {title: One}  # gone, too\n# stays\n",
        remove("levels", "one"),
        ("levels:\n  # gone\n  one: {title: One}  # gone, too\n", "levels: {}\n"),
    ),
    "the last of braces": ("a: {b: {c: d}}\n", remove("a", "b", "c"), ("{c: d}", "{}")),
    "a list that becomes empty": (
        "a:\n  b:\n    - c\n", remove("a", "b", 0), ("b:\n    - c", "b: []"),
    ),
    "a whole section": ("a: {b: c}\nd: e\n", remove("a"), ("a: {b: c}\n", "")),
    "a file without a last line break": (
        "a:\n  b: c", put(("a", "d"), "e"), ("b: c", "b: c\n  d: e\n"),
    ),
    "a file of comments": ("# Only this.", put(("levels",), {"one": {"title": "One"}}),
                           ("# Only this.", "# Only this.\nlevels:\n  one:\n    title: One\n")),
    "nothing written behind a key": (
        "a:\n  b:\n", put(("a", "b"), "c"), ("b:\n", "b: c\n"),
    ),
    "nothing written behind a key, and a comment": (
        "a:\n  b:  # why\n", put(("a", "b"), "c"), ("b:  # why", "b: c  # why"),
    ),
    "nothing written in braces": ("a: {b: , c}\n", put(("a", "b"), "d"), ("b: ,", "b: d ,")),
    "a key alone in braces": ("a: {b, c: d}\n", put(("a", "b"), "e"), ("{b,", "{b: e,")),
    "nothing any more": ("a:\n  b: c\n", put(("a", "b"), None), ("b: c", "b:")),
    "into brackets, before and behind": (
        "a: {b: [c]}\n", insert(("a", "b", 0), "d"), ("[c]", "[d, c]"),
    ),
    "into brackets, at the end": ("a: {b: [c]}\n", insert(("a", "b"), "d"), ("[c]", "[c, d]")),
    "brackets that grow too long": (
        "a:\n  b: {c: {d: e}}\n", put(("a", "b", "c", "f"), LONG),
        ("b: {c: {d: e}}",
         f"b:\n    c:\n      d: e\n      f: >-\n        {FOLDED}\n        {REST}"),
    ),
    "brackets over several lines keep them": (
        "a:\n  b: {c: d,  # why\n    e: f}\n", put(("a", "b", "e"), LONG),
        ("e: f", f"e: {LONG}"),
    ),
    "out of brackets with a comment before it": (
        "a: [b, # about b\n  c]\n", remove("a", 1), ("  c]", "  ]"),
    ),
    "out of brackets with a comment behind it": (
        "a: [b, # about b\n  c]\n", remove("a", 0), ("[b, #", "[ #"),
    ),
    "a dash that opens another line": (
        "a:\n  b:\n    - c: 1\n      d: 2\n", remove("a", "b", 0, "c"),
        ("- c: 1\n      d: 2", "- d: 2"),
    ),
    "a key before the one beside a dash": (
        "a:\n  b:\n    - c: 1\n", insert(("a", "b", 0, "x"), "y", before="c"),
        ("- c: 1", "- x: y\n      c: 1"),
    ),
    "the last of two dashes on a line": (
        "a:\n  - - b\n", put(("a", 0, 0), {"c": LONG}),
        ("- - b", f"- - c: >-\n        {FOLDED}\n        word word word word word end"),
    ),
    "comments beside a dash have no line of their own": (
        "a:\n  - - b:  # why\n        c: d\n", put(("a", 0, 0), "e"),
        ("- - b:  # why\n        c: d", "- - e"),
    ),
    "an item moves into another group": (
        "a:\n  all:\n    # first\n    - x: 1\n    - y: 2\n  any:\n      - z: 3\n",
        move(("a", "all", 0), ("a", "any", 1)),
        ("    # first\n    - x: 1\n    - y: 2\n  any:\n      - z: 3\n",
         "    - y: 2\n  any:\n      - z: 3\n      # first\n      - x: 1\n"),
    ),
    "an item moves out of brackets": (
        "a:\n  all: [b, c]\n  any:\n    - d\n", move(("a", "all", 0), ("a", "any", 0)),
        ("[b, c]\n  any:\n", "[c]\n  any:\n    - b\n"),
    ),
    "an item moves into what stands behind it": (
        "a:\n  - b\n  - [c]\n", move(("a", 0), ("a", 1, 1)), ("  - b\n  - [c]", "  - [c, b]"),
    ),
    "an item moves up": ("a: [b, c]\n", move(("a", 1), ("a", 0)), ("[b, c]", "[c, b]")),
    "an item moves down": ("a: [b, c]\n", move(("a", 0), ("a", 2)), ("[b, c]", "[c, b]")),
    "an item in the middle of a list": (
        "a:\n  - b\n  - c\n  - d\n", put(("a",), ["b", "x", "y", "d"]),
        ("  - c\n", "  - x\n  - y\n"),
    ),
    "an item less in the middle of a list": (
        "a:\n  - b\n  - c\n  - d\n", put(("a",), ["b", "d"]), ("  - c\n", ""),
    ),
    "an entry less": ("a: {b: 1, c: 2}\n", put(("a",), {"c": 2}), ("{b: 1, c", "{c")),
    "a comment over the last of a list": (
        "a:\n  # why\n  - b\n", remove("a", 0), (":\n  # why\n  - b\n", ": []\n"),
    ),
    "the only one behind two dashes": ("a:\n  - - b\n", remove("a", 0, 0), ("- - b", "- []")),
    "the last key beside a dash": (
        "a:\n  - b: 1\n    c: 2\n", remove("a", 0, "c"), ("b: 1\n    c: 2", "b: 1"),
    ),
    "a comment beside a key whose lines go": (
        "a:\n  b:  # why\n    c: d\n", put(("a", "b"), "e"), ("b:  # why\n    c: d", "b: e  # why"),
    ),
    "marks in braces that two lines need": (
        "a: {b: 'c'}\n", put(("a", "b"), "d\ne"), ("'c'", '"d\\ne"'),
    ),
    "one key more behind another": (
        LEVELS, put(("levels", "two"), {"title": "Two", "summary": "S", "experience": 100}),
        ("    title: 'Two'\n", "    title: 'Two'\n    summary: S\n"),
    ),
    "an item moves out of a group, and nearer to the margin": (
        "a:\n  b:\n      - c: d\n        e:\n\n          - f\n      - g\nh:\n- i\n",
        move(("a", "b", 0), ("h", 1)),
        ("      - c: d\n        e:\n\n          - f\n      - g\nh:\n- i\n",
         "      - g\nh:\n- i\n- c: d\n  e:\n\n    - f\n"),
    ),
    "an item moves away from beside a dash": (
        "a:\n  - - b\n    - c\n  - - d\n", move(("a", 0, 0), ("a", 1, 1)),
        ("  - - b\n    - c\n  - - d\n", "  - - c\n  - - d\n    - b\n"),
    ),
    "the first item of a list that is not there": (
        "a: {}\n", insert(("b", 0), "c"), ("a: {}\n", "a: {}\nb: [c]\n"),
    ),
    "the first item of a list in something new": (
        LEVELS, insert(("levels", "three", "tags"), "x"),
        ("experience: 100\n", "experience: 100\n\n  three:\n    tags: [x]\n"),
    ),
    "an entry in braces moves": (
        "a: {b: 1, c: 2}\n", move(("a", "b"), ("a", 2)), ("{b: 1, c: 2}", "{c: 2, b: 1}"),
    ),
    "an item is copied with its comment": (
        "a:\n  - b  # why\n  - c\n", copied(("a", 0), ("a", 2)),
        ("  - c\n", "  - c\n  - b  # why\n"),
    ),
    "an item is copied into brackets": (
        "a: [b]\nc:\n  - d\n", copied(("c", 0), ("a", 1)), ("[b]", "[b, d]"),
    ),
    "a text that says so needs marks": (
        "a: {b: c}\n", put(("a", "b"), "null"), ("c}", '"null"}'),
    ),
    "signs that no file should hold": (
        "a: {b: c}\n", put(("a", "b"), "\x85"), ("c}", '"\\u0085"}'),
    ),
    "an indent that cannot shrink": (
        "a:\n    b:\n        - c: {d: e,\n       f: g}\n        - h\n  \n",
        move(("a", "b", 0), ("a", "b", 2)),
        ("        - c: {d: e,\n       f: g}\n        - h\n",
         "        - h\n        - c: {d: e,\n       f: g}\n"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_edit_changes_these_lines_and_no_other(name: str) -> None:
    before, edit, (old, new) = EXAMPLES[name]
    assert before.count(old) == 1 or not old

    assert edit({"a.yaml": before})["a.yaml"] == before.replace(old, new, 1)


SPREAD = {
    "activities/art.yaml": "activities:\n  clay: {campus: art}\n\nrules: {}\n",
    "activities/math.yaml": "activities:\n  talks: {campus: math}\n",
    "one.yaml": "sharing:\n  - {between: [a, b]}\n",
    "pack.yaml": "pack: {title: P}\nsharing:\n  - {between: [c, d]}\n",
    "crest.svg": "<svg/>",
}


def where(edit: Callable[[dict[str, str]], dict[str, str]], files: dict[str, str]) -> list[str]:
    after = edit(files)
    return [name for name in after if after[name] != files.get(name)]


@pytest.mark.parametrize(
    ("edit", "file"),
    [
        (put(("activities", "oil"), {"campus": "art"}), "activities/art.yaml"),
        (put(("activities", "sums"), {"campus": "math"}), "activities/math.yaml"),
        (put(("activities", "walk"), {"campus": "woods"}), "activities/math.yaml"),
        (put(("activities", "walk"), {"title": "Walk"}), "activities/math.yaml"),
        (put(("levels", "one"), {"title": "One"}), "levels.yaml"),
        (put(("seasons", "one"), {"title": "One"}), "pack.yaml"),
        (put(("between_degrees",), "free"), "activities/art.yaml"),
        (put(("pack", "catalog_year"), "2026"), "pack.yaml"),
        (put(("sharing", 1, "between", 0), "x"), "pack.yaml"),
        (put(("sharing", 0, "max_items"), 2), "one.yaml"),
        (insert(("sharing",), {"between": ["e", "f"]}), "pack.yaml"),
        (insert(("sharing", 0), {"between": ["e", "f"]}), "one.yaml"),
        (put(("sharing", 2), {"between": ["e", "f"]}), "pack.yaml"),
        (insert(("activities", "oil"), {}, before="clay"), "activities/art.yaml"),
        (remove("sharing", 1), "pack.yaml"),
    ],
)  # fmt: skip
def test_an_edit_finds_its_file(edit: Any, file: str) -> None:
    assert where(edit, SPREAD) == [file]


def test_the_only_file_takes_everything() -> None:
    for section in ("levels", "seasons"):
        edit = put((section, "one"), {"title": "One"})
        assert where(edit, {"all.yaml": "pack: {}\n"}) == ["all.yaml"]
    assert put(("levels", "one"), {"title": "One"})({}) == {
        "levels.yaml": "levels:\n  one:\n    title: One\n"
    }


def test_an_item_moves_from_file_to_file() -> None:
    after = writing.move(SPREAD, ("sharing", 1), ("sharing", 0))
    assert writing.written_at(after, ("sharing",)) == [
        {"between": ["c", "d"]},
        {"between": ["a", "b"]},
    ]
    moved = writing.move(SPREAD, ("activities", "clay"), ("activities", "talks"))
    assert list(writing.written_at(moved, ("activities",))) == ["clay", "talks"]


def test_a_section_of_several_files_is_put_thing_by_thing() -> None:
    after = put(("activities",), {"talks": {"campus": "math"}, "oil": {"campus": "art"}})(SPREAD)
    assert writing.written_at(after, ("activities",)) == {
        "talks": {"campus": "math"},
        "oil": {"campus": "art"},
    }
    for value in ([], [{"between": ["x", "y"]}] * 3):
        assert writing.written_at(put(("sharing",), value)(SPREAD), ("sharing",)) == value


def test_a_section_that_two_files_write_otherwise_is_the_first_ones() -> None:
    files = {"a.yaml": "x: 1\n", "b.yaml": "x: {y: 2}\n", "c.yaml": "y:\n"}
    assert writing.written_at(files, ("x",)) == "1"
    assert writing.written_at(files, ("y",)) == {}


@pytest.mark.parametrize(
    "edit",
    [
        remove("levels", "nine"),
        move(("levels", "nine"), ("levels", 0)),
        put(("levels", 4), "x"),
        lambda files: writing.rename(files, "levels", "nine", "ten"),
    ],
)
def test_what_is_not_there_is_told(edit: Any) -> None:
    with pytest.raises(Nowhere):
        edit({"a.yaml": LEVELS, "b.yaml": "more: {}\n"})


def test_nothing_can_stand_in_itself() -> None:
    with pytest.raises(ValueError, match="itself"):
        writing.move({"a.yaml": "a:\n  - [b]\n"}, ("a", 0), ("a", 0, 0))


def test_a_source_is_the_thing_with_its_comments() -> None:
    files = {"a.yaml": LEVELS}
    assert writing.source(files, ("levels", "one")) == Source(
        "a.yaml", 3, "# The first.\none:\n  title: One  # short\n  experience: 0"
    )
    assert writing.source({"a.yaml": "a: {b: c}"}, ("a", "b")).text == "b: c"


def test_differences_are_told_thing_by_thing() -> None:
    before = {"a.yaml": LEVELS + "review: {answer_school_days: 5}\nsharing: []\n"}
    after = writing.move(before, ("levels", "two"), ("levels", "one"))
    assert writing.differences(before, after) == (
        Difference(Turn.MOVED, ("levels", "two")),
        Difference(Turn.MOVED, ("levels", "one")),
    )
    after = put(("levels", "three"), {"title": "Three"})(remove("levels", "one")(before))
    after = put(("sharing",), [{"between": ["a", "b"]}])(after)
    assert writing.differences(before, after) == (
        Difference(Turn.NEW, ("levels", "three")),
        Difference(Turn.CHANGED, ("sharing",)),
        Difference(Turn.GONE, ("levels", "one")),
    )


NAMED = """\
activities:
  talks: {campus: math, level: math, after: [walk]}
  walk: {title: "talks"}
campuses: {math: {title: math}}
levels:
  math: {title: Math, requires: {level: math}}
degrees:
  one:
    title: one
    requires:
      all:
        - {degree: one, campus: [math]}
        - {points: 5, max_share_from: {one: 40%}}
        - {activity: talks, after: [talks]}
pathways:
  p: {parts: [talks/used, walk, talks]}
sharing:
  - {between: [one, two]}
"""


@pytest.mark.parametrize(
    ("section", "key", "count"),
    [
        ("activities", "talks", 3),
        ("campuses", "math", 2),
        ("levels", "math", 1),
        ("degrees", "one", 3),
    ],
)
def test_only_what_names_a_thing_is_renamed(section: str, key: str, count: int) -> None:
    files = {"a.svg": "", "a.yaml": NAMED, "b.yaml": "sharing:\n  - {between: [three, one]}\n"}
    found = writing.references(files, section, key)
    assert len(found) == count + (section == "degrees")
    after = writing.rename(files, section, key, "new")
    assert after["a.yaml"].count("new") == count + 1
    assert ("sharing", 1, "between", 1) in found or section != "degrees"


def test_values_are_the_same_however_they_are_written() -> None:
    assert same("5", 5)
    assert same("True", True)
    assert same(None, None)
    assert not same("5", {"points": 5})
    assert not same({"a": "1"}, {"a": "1", "b": "2"})
    assert not same(["1"], ["1", "2"])
    assert quoted("a: b") == '"a: b"'
    assert quoted("-") == '"-"'
