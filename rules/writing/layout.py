"""What stands where in the text of one file: every value, its key or dash, and its comments."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import yaml

from rules.pack.written import Path


class Nowhere(LookupError):
    """Nothing is written at this path."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


@dataclass(frozen=True, slots=True)
class Child:
    """An entry of a mapping, or an item of a list."""

    key: str | None
    """None for an item of a list."""
    lead: int
    """Where the lines of comments right above it begin."""
    start: int
    """Where its key or its dash stands; in a list in brackets, the value itself."""
    key_end: int
    after: int
    """Right behind the colon or the dash."""
    value: "Written"
    end: int


@dataclass(frozen=True, slots=True)
class Written:
    """A value as it stands in the text."""

    kind: str
    """`map`, `list` or `text`."""
    start: int
    end: int
    flow: bool
    """Inside brackets or braces, or in them itself."""
    style: str
    """The first sign of a quoted or folded text."""
    text: str
    children: tuple[Child, ...] = ()

    def index(self, step: str | int) -> int | None:
        """The place of a child among its siblings; of the first, if a key is written twice."""
        if isinstance(step, int) and self.kind == "list":
            return step if 0 <= step < len(self.children) else None
        keys = [each.key for each in self.children]
        return keys.index(str(step)) if str(step) in keys else None

    @property
    def empty(self) -> bool:
        return self.kind == "text" and not self.style and self.text in ("", "~", "null")


@lru_cache(maxsize=128)
def lay_out(text: str) -> Written:
    """Read the file's text; raises yaml.YAMLError if it is none.

    A file in which nothing stands is an empty mapping.
    """
    node = yaml.compose(text, Loader=yaml.CBaseLoader)
    if not isinstance(node, yaml.MappingNode):
        return Written("map", len(text), len(text), False, "", "")
    return _Reader(text).value(node, False)


def walk(root: Written, path: Path) -> list[tuple[Written, int]]:
    """Each collection along the path with the index of the next step in it."""
    way = []
    here = root
    for step in path:
        index = here.index(step)
        if index is None:
            raise Nowhere(path)
        way.append((here, index))
        here = here.children[index].value
    return way


def line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Behind the line break of the line on which `at` stands."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def text_end(text: str, at: int) -> int:
    """Before the line break of the line on which `at` stands."""
    end = line_end(text, at)
    return end - len(text[at:end]) + len(text[at:end].rstrip("\r\n"))


def column(text: str, at: int) -> int:
    return at - line_start(text, at)


def opens_line(text: str, at: int) -> bool:
    """Whether nothing but spaces stands before it on its line."""
    return not text[line_start(text, at) : at].strip()


def after_blank_lines(text: str, at: int) -> int:
    """Behind the empty lines that begin at this start of a line."""
    found = re.compile(r"(?:[ \t]*\r?\n)*").match(text, at)
    return found.end() if found else at


def before_blank_lines(text: str, at: int) -> int:
    """Before the empty lines that end at this start of a line."""
    while at and not text[line_start(text, at - 1) : at].strip():
        at = line_start(text, at - 1)
    return at


def comments(text: str, start: int, end: int) -> list[str]:
    """The comments between two places, in their order, each from its sign on."""
    return [text[at:stop].rstrip() for at, stop in _comments(text) if start <= at < end]


def has_comment(text: str, start: int, end: int) -> bool:
    return any(start <= at < end for at, _ in _comments(text))


@lru_cache(maxsize=32)
def _comments(text: str) -> Sequence[tuple[int, int]]:
    texts = [
        (token.start_mark.index, token.end_mark.index)
        for token in yaml.scan(text, Loader=yaml.CBaseLoader)
        if isinstance(token, yaml.ScalarToken)
    ]
    found = []
    at = 0
    for start, end in [*texts, (len(text), len(text))]:
        while (sign := text.find("#", at, start)) >= 0:
            stop = text_end(text, sign)
            found.append((sign, stop))
            at = stop
        at = max(at, end)
    return found


class _Reader:
    """Finds the exact ends of what the parser found, which it puts behind blanks and comments."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.shift = 1 if text.startswith("\ufeff") else 0

    def value(self, node: yaml.Node, inside: bool, floor: int = 0) -> Written:
        """`floor` is where the text before it ends: comments behind that are its own."""
        start, end = (mark.index + self.shift for mark in (node.start_mark, node.end_mark))
        if isinstance(node, yaml.ScalarNode):
            style = node.style or ""
            if style in ("|", ">"):
                end = self._block_text_end(start, end)
            return Written("text", start, end, inside, style, str(node.value))
        flow = bool(node.flow_style)
        if isinstance(node, yaml.MappingNode):
            kind, children = "map", tuple(self._entries(node.value, floor, flow))
        else:
            kind, children = "list", tuple(self._items(node.value, max(floor, start), floor, flow))
        if not flow:
            end = children[-1].end
        return Written(kind, start, end, flow, "", "", children)

    def _block_text_end(self, start: int, end: int) -> int:
        header = self.text[start : line_end(self.text, start)]
        written = self.text[start:end]
        kept = written if "+" in header else written.rstrip()
        return start + len(kept.removesuffix("\n").removesuffix("\r"))

    def _entries(
        self, pairs: Sequence[tuple[yaml.Node, yaml.Node]], floor: int, flow: bool
    ) -> Iterator[Child]:
        for key_node, value_node in pairs:
            start = key_node.start_mark.index + self.shift
            key_end = key_node.end_mark.index + self.shift
            colon = self._sign(":", key_end, value_node.start_mark.index + self.shift)
            after = colon + 1 if colon >= 0 else key_end
            value = self._value_behind(value_node, after, flow)
            lead = start if flow else self._lead(start, floor)
            yield Child(str(key_node.value), lead, start, key_end, after, value, value.end)
            floor = value.end

    def _items(
        self, nodes: Sequence[yaml.Node], at: int, floor: int, flow: bool
    ) -> Iterator[Child]:
        for node in nodes:
            if flow:
                value = self.value(node, True)
                yield Child(
                    None, value.start, value.start, value.start, value.start, value, value.end
                )
                continue
            dash = self._sign("-", at, node.start_mark.index + self.shift)
            value = self._value_behind(node, dash + 1, False)
            yield Child(None, self._lead(dash, floor), dash, dash + 1, dash + 1, value, value.end)
            at = floor = value.end

    def _value_behind(self, node: yaml.Node, after: int, flow: bool) -> Written:
        value = self.value(node, flow, after)
        if node.start_mark.index == node.end_mark.index and value.kind == "text":
            return Written("text", after, after, flow, "", "")
        return value

    def _sign(self, sign: str, start: int, end: int) -> int:
        """Where it stands between two places, outside comments; -1 if nowhere."""
        for found in re.finditer(rf"(?:^|(?<=\s))#[^\n]*|{re.escape(sign)}", self.text[start:end]):
            if found[0] == sign:
                return start + found.start()
        return -1

    def _lead(self, at: int, floor: int) -> int:
        """Above the comments that stand right above, in its own column."""
        lead = line_start(self.text, at)
        if self.text[lead:at].strip():
            return at
        sign = self.text[lead:at] + "#"
        while lead:
            above = line_start(self.text, lead - 1)
            if above < floor or not self.text[above:lead].startswith(sign):
                break
            lead = above
        return lead
