"""Writing into packs: what changes is what was asked, and every other line stays byte for byte."""

import copy
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import writing
from rules.pack import read_pack
from rules.pack.written import Path, read_files
from rules.writing.layout import comments
from tests.rules.sample_packs import NAMES, written

ODD = """\
# head
activities:   # beside
  # lead of a
  a:  # on a
    title: {en: A, es: "B"}   # on title
    # about tags
    tags:
      # first
      - one  # uno

      # second
      - two
    stages: {  # inside
      learned: {evidence: own}, # li
      used: {evidence: student}  # u
    }
    # foot of a

    after: [x, # why
      y]
  # lead b
  b:
    requires:
      all:
      # indentless
      - points: 1
        # in between
        title: 'needless'
      -
        any:
          - {a: 1}
          # last
          - b: 2   # two
            c: >-
              folded
              text
      - - x
        - y
  c:
sharing:
- between: [a, b]
# end
"""
PACKS = {
    **{name: written(name) for name in NAMES},
    "odd": {
        "one.yaml": ODD,
        "two.yaml": "sharing:\n  - {between: [c, d]}\n\nrules:\n  z: {a: 1}\n",
    },
    "windows": {"one.yaml": ODD.replace("\n", "\r\n"), "two.yaml": "\ufeffrules: {x: {a: b}}"},
}


def plain(files: dict[str, str]) -> Any:
    """What a reader of the pack sees."""
    whole, slips = read_files(files)
    assert slips == []
    return _plain(whole)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return None if value is None else str(value)


def paths(value: Any, here: Path = ()) -> Iterator[Path]:
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    for step, each in steps:
        yield (*here, step)
        if isinstance(each, dict | list):
            yield from paths(each, (*here, step))


def at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


def all_comments(files: dict[str, str]) -> Counter[str]:
    return Counter(each for text in files.values() for each in comments(text, 0, len(text)))


READ = {name: plain(files) for name, files in PACKS.items()}
PATHS = {name: [path for path in paths(read) if len(path) > 1] for name, read in READ.items()}
LISTS = {
    name: [path for path in each if isinstance(at(READ[name], path), list)]
    for name, each in PATHS.items()
}

TEXTS = st.one_of(
    st.sampled_from([
        "", "a: b", "# no", "- z", "long " * 40 + "end", "é" * 120, "two\nlines", "  pad ", "yes",
        "'q'", '"q"', "[a]", "{b}", "á\u2028é", "1,2", "a #c", "*x", "&y", "!t", "null", "~", "%d",
        "@x", "`t", "tab\there", "line\n\n  indented\n", "end\n", ": ", "\x85", "\ufeff", "?", "-",
    ]),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=30),
)  # fmt: skip
VALUES = st.recursive(
    st.one_of(st.none(), TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["en", "es", "a b", "x: y", "1"]), inner, max_size=3),
    ),
    max_leaves=6,
)


@st.composite
def places(draw: st.DrawFn, where: dict[str, list[Path]] = PATHS) -> tuple[str, Path]:
    name = draw(st.sampled_from(list(where)))
    return name, draw(st.sampled_from(where[name]))


@pytest.mark.parametrize("name", PACKS)
def test_what_is_written_already_is_not_written_again(name: str) -> None:
    files = PACKS[name]
    for path in PATHS[name]:
        value = at(READ[name], path)
        assert writing.written_at(files, path) == value
        assert writing.put(files, path, value) == files


@given(places(), VALUES)
def test_putting_changes_one_value_and_keeps_every_other(place, value) -> None:
    name, path = place
    files, wanted = PACKS[name], copy.deepcopy(READ[name])
    at(wanted, path[:-1])[path[-1]] = value

    changed = writing.put(files, path, value)
    assert plain(changed) == wanted
    outside = _without(files, path)
    assert all_comments(changed) >= outside


@given(places())
def test_a_text_put_and_put_back_leaves_the_first_bytes(place) -> None:
    """Where it was written as this house writes: the sample packs are, a folded line may not be."""
    name, path = place
    value = at(READ[name], path)
    if name not in NAMES or not isinstance(value, str):
        return
    other = writing.put(PACKS[name], path, "something else")
    assert writing.put(other, path, value) == PACKS[name]


@given(places())
def test_what_is_taken_out_is_gone_and_nothing_else(place) -> None:
    name, path = place
    files, wanted = PACKS[name], copy.deepcopy(READ[name])
    del at(wanted, path[:-1])[path[-1]]

    changed = writing.remove(files, path)
    assert plain(changed) == wanted
    assert all_comments(changed) >= _without(files, path)


@given(places(LISTS), VALUES, st.integers(0, 9))
def test_an_item_is_added_at_its_place(place, value, index) -> None:
    name, path = place
    files, wanted = PACKS[name], copy.deepcopy(READ[name])
    index = min(index, len(at(wanted, path)))
    at(wanted, path).insert(index, value)

    changed = writing.insert(files, (*path, index), value)
    assert plain(changed) == wanted
    assert all_comments(changed) >= all_comments(files)
    if index == len(at(READ[name], path)) and isinstance(path[-1], str):
        assert writing.insert(files, path, value) == changed


@given(places(LISTS), places(LISTS), st.integers(0, 9), st.integers(0, 9), st.booleans())
def test_an_item_moves_or_is_copied_to_where_it_is_sent(source, target, step, index, moves) -> None:
    name, path = source
    if target[0] != name or not at(READ[name], path):
        target = source
    to = target[1]
    item = (*path, step % (len(at(READ[name], path)) or 1))
    wanted = copy.deepcopy(READ[name])
    if not at(wanted, path) or to[: len(item)] == item:
        return
    index = min(index, len(at(wanted, to)))
    value, held = at(wanted, item), object()
    at(wanted, to).insert(index, held)
    if moves:
        from_list = at(wanted, path) if to != path else at(wanted, to)
        del from_list[next(i for i, each in enumerate(from_list) if each is value)]
    goes_to = _holder_of(wanted, held)
    goes_to[goes_to.index(held)] = value

    act = writing.move if moves else writing.copy
    assert plain(act(PACKS[name], item, (*to, index))) == wanted


@pytest.mark.parametrize("name", NAMES)
def test_an_entry_taken_out_and_written_anew_leaves_the_first_bytes(name: str) -> None:
    """An entry of a section, wherever it stands; one in fifty is folded by another hand."""
    files, read = PACKS[name], READ[name]
    entries = [path for path in PATHS[name] if len(path) == 2 and isinstance(path[1], str)]
    same = 0
    for section, key in entries[:: len(entries) // 25]:
        keys = list(read[section])
        behind = keys[keys.index(key) + 1 :]
        without = writing.remove(files, (section, key))
        before = behind[0] if behind else None
        anew = writing.insert(without, (section, key), read[section][key], before=before)
        assert plain(anew) == read
        same += anew == files
    assert same >= 20


def telling(name: str, section: str) -> Iterator[str]:
    """The first key, and every one that is written somewhere where none before it is."""
    seen: set[Path] = set()
    for number, key in enumerate(READ[name].get(section, {})):
        if number == 0 or written_under(name).get(key, set()) - seen:
            yield key
        seen |= written_under(name).get(key, set())


@cache
def written_under(name: str) -> dict[str, set[Path]]:
    """Of each word of a pack, the keys on the ways to it, without those of the entries."""
    found: dict[str, set[Path]] = {}
    for path in paths(READ[name]):
        value = at(READ[name], path)
        word = value.partition("/")[0] if isinstance(value, str) else path[-1]
        steps = path if isinstance(value, str) else path[:-1]
        way = [step for step in steps if isinstance(step, str)]
        found.setdefault(str(word), set()).add((*way[:1], *way[2:], *way[-1:]))
    return found


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("section", ["activities", "campuses", "rubrics", "levels", "degrees"])
@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_a_new_key_is_new_everywhere(name: str, section: str, every: bool) -> None:
    files = PACKS[name]
    for key in READ[name].get(section, {}) if every else telling(name, section):
        changed = writing.rename(files, section, key, "quite-new")
        read_pack(changed)
        assert writing.references(changed, section, key) == []
        assert len(writing.references(changed, section, "quite-new")) == len(
            writing.references(files, section, key)
        )
        assert writing.rename(changed, section, "quite-new", key) == files


def _without(files: dict[str, str], path: Path) -> Counter[str]:
    """The comments of the lines that a change at the path may not touch."""
    source = writing.source(files, path)
    lines = files[source.file].splitlines(keepends=True)
    begin = source.line - 1
    end = begin + len(source.text.splitlines() or [""])
    others = {**files, source.file: ""}
    spared = Counter(_comments_of("".join(lines[:begin]))) + Counter(
        _comments_of("".join(lines[end:]))
    )
    return all_comments(others) + spared


def _comments_of(text: str) -> list[str]:
    found = (re.search(r"(?:^|\s)(#.*?)\r?$", line) for line in text.split("\n"))
    return [each[1] for each in found if each and '"' not in each[0]]


def _holder_of(value: Any, held: object) -> Any:
    for each in value.values() if isinstance(value, dict) else value:
        if each is held:
            return value
        if isinstance(each, dict | list) and (found := _holder_of(each, held)) is not None:
            return found
    return None


def test_what_is_written_on_one_line_is_lifted_on_it() -> None:
    text = "degrees:\n  d: {requires: {all: [{points: 5}]}}  # five\n"
    lifted = writing.lift({"p.yaml": text}, ("degrees", "d", "requires"), ("all", 0))
    assert lifted == {"p.yaml": "degrees:\n  d: {requires: {points: 5}}  # five\n"}
