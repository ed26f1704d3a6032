"""One thing is written by hand where it stands, and nothing else of its file changes."""

import pytest

from rules import writing
from rules.outline import outline
from tests.rules.outline.trees import places, tree
from tests.rules.sample_packs import written

PACK = """\
# head
degrees:
  # of a
  a:
    title: A   # its name
    requires:
      all:
        # about points
        - title: Points   # beside
          points: 5

        - {courses: 4, campuses: 2}
        - any: [{hours: 8}, {count: 3}]
        - - points: 1
          - hours: 2
  b: {title: B, requires: {points: 1}}
"""
ALL = ("degrees", "a", "requires", "all")


def test_what_is_written_as_it_stood_changes_nothing():
    for name, section, key in places():
        files = written(name)
        for node in outline(tree((name, section, key))).walk():
            path = (section, key, "requires", *node.path)
            text = writing.source(files, path).text
            assert writing.rewrite(files, path, text) == files


@pytest.mark.parametrize(
    ("path", "text", "old", "new"),
    [
        ((*ALL, 0), "# other\n- points: 7  # now\n  hours: 2\n",
         "        # about points\n        - title: Points   # beside\n          points: 5\n",
         "        # other\n        - points: 7  # now\n          hours: 2\n"),
        ((*ALL, 1), "- count: 2", "{courses: 4, campuses: 2}", "count: 2"),
        ((*ALL, 2, "any", 1), "count: 4", "{count: 3}", "{count: 4}"),
        ((*ALL, 3, 0), "- points: 9", "- - points: 1", "- - points: 9"),
        ((*ALL, 3, 1), "- hours: 9\r\n", "hours: 2", "hours: 9"),
        (("degrees", "b", "requires"), "requires: {points: 2}", "{points: 1}", "{points: 2}"),
        (("degrees", "b"), "b:\n  title: B\n\n  requires: {points: 3}\n",
         "  b: {title: B, requires: {points: 1}}\n",
         "  b:\n    title: B\n\n    requires: {points: 3}\n"),
    ],
)  # fmt: skip
def test_the_text_stands_where_the_thing_stood(path, text, old, new):
    assert writing.rewrite({"pack.yaml": PACK}, path, text)["pack.yaml"] == PACK.replace(old, new)


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ((*ALL, 0), "- points: 7\n  - hours: [\n", 2),
        ((*ALL, 0), "- points: 7\n- hours: 2\n", 1),
        ((*ALL, 0), "points: 7", 1),
        ((*ALL, 0), "- points: \x07", 1),
        (("degrees", "a", "requires"), "asks: {points: 7}", 1),
        (("degrees", "a", "requires"), "", 1),
    ],
)
def test_what_cannot_stand_there_is_refused_with_its_line(path, text, line):
    with pytest.raises(writing.Unreadable) as refusal:
        writing.rewrite({"pack.yaml": PACK}, path, text)
    assert refusal.value.line == line


def test_enclosing_and_another_key_keep_the_rest():
    files = {"pack.yaml": PACK}
    assert writing.rekey(files, ALL, "any")["pack.yaml"] == PACK.replace("all:", "any:")
    enclosed = writing.enclose(files, ALL[:-1], "any")["pack.yaml"]
    assert "      any:\n        - all:\n            # about points\n" in enclosed
    inline = writing.enclose(files, ("degrees", "b", "requires"), "any")
    assert writing.written_at(inline, ("degrees", "b", "requires")) == {"any": [{"points": "1"}]}


def test_the_first_entry_of_a_section_stands_by_its_key():
    files = writing.insert({"pack.yaml": "pack: {title: P}\n"}, ("degrees", "x"), {"title": "X"})
    assert writing.written_at(files, ("degrees",)) == {"x": {"title": "X"}}
