"""What lies on the table: a draft's tree, the requirement that is looked at, and all about it."""

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _

from engine import studio
from engine.studio import Draft
from rules import figures, writing
from rules.catalog import Catalog
from rules.outline import Edit, Leaf, Node, applied, leaf_of, outline
from rules.pack import PackError, read_what_stands
from rules.pack.written import Path, path_text, read_files
from rules.requirements import Requirement
from web import page
from web.complaints import complaint
from web.formats import first_up
from web.requirements import saying
from web.requirements.choices import Choices
from web.requirements.may import May
from web.wording import words

SECTIONS = ("degrees", "badges", "levels")
"""What has a tree."""


@dataclass(frozen=True)
class Line:
    """One requirement as the tree shows it."""

    node: Node
    at: str
    name: str
    sentence: str
    faults: tuple[str, ...]
    chosen: bool
    children: tuple["Line", ...]


@dataclass(frozen=True)
class Part:
    """A part of the whole reading, and whether what is looked at belongs to it."""

    text: str
    chosen: bool


@dataclass(frozen=True)
class Desk:
    """A draft's degree, badge or level, and one of its requirements."""

    draft: Draft
    section: str
    key: str
    at: Path

    @classmethod
    def of(cls, draft_id: uuid.UUID, section: str, key: str, at: str = "") -> "Desk":
        draft = studio.draft(page.session(), page.me(), draft_id)
        desk = cls(draft, section, key, read_path(at))
        if desk.entry is None:
            abort(404)
        return desk

    def after(self, edits: Iterable[Edit]) -> "Desk":
        """The same with a changed tree, of which nothing is kept."""
        made = replace(self)
        if self.root:
            made.__dict__["root"] = outline(applied(self.root.written, edits))
        return made

    # -- the text ------------------------------------------------------------------------------

    @cached_property
    def whole(self) -> Mapping[str, Any]:
        return read_files(self.draft.files)[0]

    @property
    def entry(self) -> Mapping[str, Any] | None:
        return self._entry(self.section, self.key)

    @property
    def root_path(self) -> Path:
        return (self.section, self.key, "requires")

    @cached_property
    def root(self) -> Node | None:
        """The tree; None while nothing is asked."""
        return self._tree(self.section, self.key)

    @cached_property
    def node(self) -> Node | None:
        """The requirement that is looked at: the innermost around that place of the text."""
        return self.root.find(self._nearest(self.at)) if self.root else None

    @property
    def place(self) -> str:
        """Where it stands, as addresses and forms say it."""
        return path_text(self.node.path) if self.node else ""

    @property
    def token(self) -> str:
        """The same as a part of ids: an answer that comes late finds only its own requirement."""
        return re.sub(r"[^a-z0-9]+", "-", self.place.lower()).strip("-") or "whole"

    @cached_property
    def leaf(self) -> tuple[Leaf, Mapping[str, Any]]:
        """What its form shows, and what the form has no words for."""
        return leaf_of(self.node.written if self.node else {})

    @property
    def rest(self) -> list[str]:
        """The words of its text that no field of the form shows."""
        node = self.node
        if node is None or not isinstance(node.written, Mapping):
            return []
        if not node.is_group:
            return list(self.leaf[1])
        return [word for word in node.written if word not in _OF_GROUPS]

    @property
    def source(self) -> str:
        """The very text of the requirement."""
        path = (*self.root_path, *(self.node.path if self.node else ()))
        return writing.source(self.draft.files, path).text if self.node else ""

    def elsewhere(self, place: str) -> Node | None:
        """A requirement of another tree, as `copyable` names it."""
        section, _slash, rest = place.partition("/")
        key, _slash, at = rest.partition("/")
        tree = self._tree(section, key) if section in SECTIONS else None
        return tree.find(read_path(at)) if tree else None

    # -- what it says --------------------------------------------------------------------------

    @cached_property
    def read(self) -> tuple[Catalog, tuple[PackError, ...]]:
        files = self.draft.files
        return studio.catalog_of(files) or read_what_stands(files), studio.faults(files)

    @property
    def catalog(self) -> Catalog:
        """What of the draft can be read; names are looked up in it."""
        return self.read[0]

    @property
    def languages(self) -> tuple[str, ...]:
        return self.catalog.pack.languages

    @property
    def is_sound(self) -> bool:
        return not self.read[1]

    @property
    def requirement(self) -> Requirement | None:
        return self.root.requirement if self.root else None

    @property
    def title(self) -> str:
        """The name of the degree, badge or level."""
        return saying.text((self.entry or {}).get("title")) or self.key

    @property
    def heading(self) -> str:
        """What the page is about."""
        term = {"degrees": "degree", "badges": "badge", "levels": "level"}[self.section]
        return first_up(words(term, 1))

    @property
    def head(self) -> str:
        """The name of the requirement, or what it is to the whole."""
        if self.node is None or not self.node.path:
            return _("The whole")
        return saying.title(self.node) or (
            _("A group") if self.node.is_group else _("A requirement")
        )

    @property
    def sentence(self) -> str:
        return saying.sentence(self.node, self.catalog) if self.node else ""

    def reading(self) -> list[Part]:
        """The whole in sentences."""
        if self.root is None:
            return []
        here = self.node.path if self.node else ()
        return [
            Part(text, chosen=bool(here) and here[: len(node.path)] == node.path)
            for node, text in saying.reading(self.root, self.catalog)
        ]

    def lines(self) -> Iterator[Line]:
        """The tree."""
        if self.root:
            yield self._line(self.root)

    def name_of(self, node: Node) -> str:
        return saying.name(node, self.catalog)

    # -- what is wrong -------------------------------------------------------------------------

    @cached_property
    def faults(self) -> Mapping[Path, list[str]]:
        """What is wrong, at the requirement where it is."""
        found: dict[Path, list[str]] = {}
        for node in self.root.walk() if self.root else ():
            for fault in node.faults:
                _tell(found, node.path, fault)
        told = {each for every in found.values() for each in every}
        for fault in self.read[1]:
            if self._is_here(fault) and complaint(fault) not in told:
                _tell(found, self._nearest(fault.steps[len(self.root_path) :]), fault)
        return found

    @property
    def faults_here(self) -> list[str]:
        return self.faults.get(self.node.path, []) if self.node else []

    @property
    def stale(self) -> str:
        """What its name says and it does not ask; "" if it says nothing else."""
        asks = self.node.requirement if self.node else None
        found = figures.stale_name(asks, self.catalog) if asks else ()
        language = page.language()
        return f"{figures.told(found, language)} {figures.mending(language)}" if found else ""

    @property
    def faults_elsewhere(self) -> int:
        return sum(not self._is_here(fault) for fault in self.read[1])

    # -- what can be done ----------------------------------------------------------------------

    @property
    def may(self) -> May:
        return May.of(self.root, self.node, may_go=self.section == "levels")

    @property
    def choices(self) -> Choices:
        """What the form of the requirement can choose from."""
        others = [
            (each.id, self.name_of(each))
            for each in (self.root.walk() if self.root else ())
            if each.id and self.node and each.path[: len(self.node.path)] != self.node.path
        ]
        return Choices(self.catalog, tuple(others))

    def groups(self) -> list[tuple[str, str]]:
        """Where the requirement could be moved to: every other group that lists requirements."""
        node, root = self.node, self.root
        if node is None or root is None:
            return []
        parent = root.parent_of(node)
        return [
            (path_text(each.path), self.name_of(each) if each.path else _("The whole"))
            for each in root.walk()
            if each.holds_list and each is not parent and each.path[: len(node.path)] != node.path
        ]

    def copyable(self) -> dict[str, list[tuple[str, str]]]:
        """Requirements of every other tree of the draft, to be copied from there."""
        found: dict[str, list[tuple[str, str]]] = {}
        for section in SECTIONS:
            for key in self.whole.get(section) or ():
                tree = self._tree(section, key)
                if tree is not None and (section, key) != (self.section, self.key):
                    title = saying.text((self._entry(section, key) or {}).get("title")) or key
                    found[title] = [
                        (f"{section}/{key}/{path_text(each.path)}", self.name_of(each))
                        for each in tree.walk()
                        if each.requirement is not None
                    ]
        return found

    def url(self, endpoint: str = "requirements.show", **more: Any) -> str:
        return url_for(endpoint, draft_id=self.draft.id, section=self.section, key=self.key, **more)

    # -- behind it -----------------------------------------------------------------------------

    def _entry(self, section: str, key: str) -> Mapping[str, Any] | None:
        entries = self.whole.get(section)
        found = entries.get(key) if isinstance(entries, Mapping) else None
        return found if isinstance(found, Mapping) else None

    def _tree(self, section: str, key: str) -> Node | None:
        written = (self._entry(section, key) or {}).get("requires")
        return None if written is None else outline(written)

    def _line(self, node: Node) -> Line:
        name, sentence = saying.title(node), saying.sentence(node, self.catalog)
        return Line(
            node=node,
            at=path_text(node.path),
            name=name if name.casefold() != sentence.casefold() else "",
            sentence=sentence,
            faults=tuple(self.faults.get(node.path, ())),
            chosen=self.node is not None and node.path == self.node.path,
            children=tuple(self._line(child) for child in node.children),
        )

    def _is_here(self, fault: PackError) -> bool:
        return fault.steps[: len(self.root_path)] == self.root_path

    def _nearest(self, path: Path) -> Path:
        """The innermost requirement around a place of the text."""
        known = {node.path for node in self.root.walk()} if self.root else set()
        while path and path not in known:
            path = path[:-1]
        return path


_OF_GROUPS = {"all", "any", "n_of", "of", "each_campus", "each", "kind", "n", "title", "id"}


def read_path(text: str) -> Path:
    """A path out of an address: `all[2].of[0]`."""
    steps: list[str | int] = []
    for part in text.replace("[", ".[").split("."):
        if part.startswith("[") and part[1:-1].isdigit():
            steps.append(int(part[1:-1]))
        elif part:
            steps.append(part)
    return tuple(steps)


def _tell(found: dict[Path, list[str]], path: Path, fault: PackError) -> None:
    found.setdefault(path, []).append(complaint(fault))
