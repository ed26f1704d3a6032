"""What a pack's files say, as plain values that still know their file and line.

Scalars stay as they were written, so that the field that expects them decides what they are:
`no`, `2024` and `07-01` are words where a text is asked for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from rules.saying import pattern, say

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written."""

    file: str
    line: int
    path: Path = ()

    def __str__(self) -> str:
        return path_text(self.path)


@dataclass(frozen=True, slots=True)
class Slip:
    """Something that cannot be read as a pack at all."""

    place: Place
    message: str
    suggestion: str = ""
    unreadable: bool = False
    """Whether nothing of the file could be read."""


class WrittenText(str):
    """A scalar as it was written."""

    __slots__ = ("place",)
    place: Place


class WrittenList(list[Any]):
    """A list as it was written."""

    place: Place


class WrittenMapping(dict[str, Any]):
    """A mapping as it was written, with the place of every key."""

    place: Place
    places: dict[str, Place]


def path_text(path: Path) -> str:
    """Write a path as `activities.number-talks.after[0]`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")


def read_files(files: Mapping[str, str]) -> tuple[WrittenMapping, list[Slip]]:
    """Read every file and lay their sections together: one pack may be spread over many."""
    slips: list[Slip] = []
    whole = _mapping(Place(min(files, default="pack.yaml"), 1))
    for name in sorted(files):
        part, found = _read(name, files[name])
        slips += found
        _merge(whole, part, slips)
    return whole, slips


def find(root: WrittenMapping, path: Path) -> tuple[Any, Place]:
    """The deepest written thing along a path; steps that nobody wrote are passed over.

    Short forms make steps of their own while they are expanded, such as the one stage of an
    activity that has no stages.
    """
    node: Any = root
    place = root.place
    for step in path:
        if isinstance(node, WrittenMapping) and str(step) in node:
            place = node.places[str(step)]
            node = node[str(step)]
        elif isinstance(node, WrittenList) and isinstance(step, int) and step < len(node):
            node = node[step]
            place = getattr(node, "place", place)
    return node, place


def places_of(node: Any, word: str) -> Iterator[Place]:
    """Every place at or below a node where exactly this word is written, keys included."""
    if isinstance(node, WrittenMapping):
        for key, value in node.items():
            if key == word:
                yield node.places[key]
            yield from places_of(value, word)
    elif isinstance(node, WrittenList):
        for item in node:
            yield from places_of(item, word)
    elif isinstance(node, WrittenText) and node == word:
        yield node.place


def _mapping(place: Place) -> WrittenMapping:
    mapping = WrittenMapping()
    mapping.place, mapping.places = place, {}
    return mapping


@lru_cache(maxsize=64)
def _read(name: str, text: str) -> tuple[WrittenMapping, tuple[Slip, ...]]:
    """What one file says, for everybody to read and nobody to change."""
    slips: list[Slip] = []
    return _Reader(name, slips).read(text), tuple(slips)


def _merge(whole: WrittenMapping, part: WrittenMapping, slips: list[Slip]) -> None:
    for key, value in part.items():
        if value is None and not part.place.path:
            continue  # a section in which nothing stands yet
        there = whole.get(key)
        if isinstance(there, WrittenMapping) and isinstance(value, WrittenMapping):
            whole[key] = _mapping(there.place)
            _merge(whole[key], there, slips)
            _merge(whole[key], value, slips)
        elif isinstance(there, WrittenList) and isinstance(value, WrittenList):
            whole[key] = WrittenList([*there, *value])
            whole[key].place = there.place
        elif key in whole:
            slips.append(_twice(key, whole.places[key], part.places[key]))
        else:
            whole[key] = value
            whole.places[key] = part.places[key]


def _twice(key: str, first: Place, second: Place) -> Slip:
    if first.file == second.file:
        where = say("on line %(line)s", line=first.line)
    else:
        where = say("in %(file)s on line %(line)s", file=first.file, line=first.line)
    message = say("“%(key)s” is written twice; it already stands %(where)s.", key=key, where=where)
    return Slip(second, message, say("Keep one."))


class _Reader:
    """Reads one file, and collects what is wrong with it."""

    def __init__(self, file: str, slips: list[Slip]) -> None:
        self.file = file
        self.slips = slips
        self.seen: set[int] = set()

    def read(self, text: str) -> WrittenMapping:
        try:
            node = yaml.compose(text, Loader=yaml.CBaseLoader)
        except yaml.MarkedYAMLError as error:
            return self._unreadable(error)
        except (yaml.YAMLError, UnicodeError):
            return self._nothing_of(
                say("This file holds a character that no text file should hold.")
            )
        read = self._read(node, (), 1) if node else self._nothing()
        if isinstance(read, WrittenMapping):
            return read
        return self._nothing_of(say("A pack's file holds sections, such as “activities:”."))

    def _unreadable(self, error: yaml.MarkedYAMLError) -> WrittenMapping:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or say("it stops too early")
        suggestion = next((say(hint) for sign, hint in _HINTS.items() if sign in problem), "")
        line = mark.line + 1 if mark else 1
        return self._nothing_of(
            say("This is not YAML: %(problem)s.", problem=problem), line, suggestion
        )

    def _nothing_of(self, message: str, line: int = 1, suggestion: str = "") -> WrittenMapping:
        self.slips.append(Slip(Place(self.file, line), message, suggestion, unreadable=True))
        return self._nothing()

    def _nothing(self) -> WrittenMapping:
        return _mapping(Place(self.file, 1))

    def _read(self, node: yaml.Node, path: Path, line: int) -> Any:
        if id(node) in self.seen:
            self._slip(
                line, path, say("A pack refers to nothing by “*”."), say("Write it out once more.")
            )
            return None
        self.seen.add(id(node))
        place = Place(self.file, line, path)
        if isinstance(node, yaml.MappingNode):
            return self._read_mapping(node.value, place)
        if isinstance(node, yaml.SequenceNode):
            return self._read_list(node.value, place)
        return self._read_scalar(node, place)

    def _read_mapping(
        self, pairs: Sequence[tuple[yaml.Node, yaml.Node]], place: Place
    ) -> WrittenMapping:
        mapping = _mapping(place)
        for key_node, value_node in pairs:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._slip(line, place.path, say("A key is one word, not a list or a mapping."))
                continue
            key = str(key_node.value)
            here = Place(self.file, line, (*place.path, key))
            if key in mapping:
                self.slips.append(_twice(key, mapping.places[key], here))
                continue
            mapping[key] = self._read(value_node, here.path, line)
            mapping.places[key] = here
        return mapping

    def _read_list(self, nodes: Sequence[yaml.Node], place: Place) -> WrittenList:
        items = WrittenList(
            self._read(node, (*place.path, index), node.start_mark.line + 1)
            for index, node in enumerate(nodes)
        )
        items.place = place
        return items

    def _read_scalar(self, node: yaml.Node, place: Place) -> WrittenText | None:
        if not node.style and node.value in ("", "~", "null"):
            return None
        text = WrittenText(node.value)
        text.place = place
        return text

    def _slip(self, line: int, path: Path, message: str, suggestion: str = "") -> None:
        self.slips.append(Slip(Place(self.file, line, path), message, suggestion))


_HINTS: Mapping[str, str] = {
    "mapping values are not allowed": pattern("Put a text that holds “: ” in quotation marks."),
    "cannot start any token": pattern(
        "Indent with spaces, and quote a text that starts with a sign."
    ),
    "',' or ']'": pattern("Close the list with “]”."),
    "',' or '}'": pattern("Close the mapping with “}”."),
    "could not find expected ':'": pattern(
        "Write “key: value”, and indent what belongs together alike."
    ),
    "did not find expected key": pattern("Indent what belongs together alike."),
    "another document": pattern("Write one document a file, without “---” inside."),
    "undefined alias": pattern("Quote a text that starts with “*”."),
}
