"""A requirement tree as it is written: every node with its place in the text and what it asks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from rules.pack.complaints import PackError, complain
from rules.pack.written import Path, Place, WrittenMapping
from rules.requirements import Kind, Requirement
from rules.requirements.phrases import Phrase, summary
from rules.requirements.shortforms import expand

_LISTS = ("all", "any", "of")


@dataclass(frozen=True, slots=True)
class Node:
    """One requirement as somebody wrote it."""

    path: Path
    """From the root of the tree, as the text has it: `("all", 2)`."""
    written: Any
    kind: Kind | None
    """None where the text does not say."""
    children: "tuple[Node, ...]" = ()
    inside: Path = ()
    """Where its children stand, below it."""
    requirement: Requirement | None = None
    """None while the node, or one below it, cannot be read."""
    faults: tuple[PackError, ...] = ()
    """What is wrong with the node itself."""

    @property
    def is_group(self) -> bool:
        return self.kind is not None and self.kind.is_group

    @property
    def is_template(self) -> bool:
        """Whether its one child is asked in every campus."""
        return self.inside[-1:] == ("each_campus",) or _said(self.written, "each") == "campus"

    @property
    def holds_list(self) -> bool:
        """Whether its children can be added to, moved and taken out."""
        return self.is_group and not self.is_template

    @property
    def id(self) -> str:
        return str(_said(self.written, "id") or "")

    @property
    def title(self) -> Any:
        """As it is written: a text, a text for each language, or None."""
        return _said(self.written, "title")

    @property
    def n(self) -> int | None:
        """How many of its children are asked."""
        said = _said(self.written, "n_of") or _said(self.written, "n")
        return int(said) if self.kind is Kind.N_OF and str(said).isdigit() else None

    @property
    def phrase(self) -> Phrase | None:
        """What it asks; of a group only how many of how many."""
        if self.is_group:
            said: dict[str, Any] = {"of": len(self.children)}
            if self.n is not None:
                said["n"] = self.n
            if self.is_template:
                said["each"] = "campus"
            return Phrase(str(self.kind), said)
        return summary(self.requirement) if self.requirement else None

    def walk(self) -> "Iterator[Node]":
        """This node and every one below it, in the order of writing."""
        yield self
        for child in self.children:
            yield from child.walk()

    def find(self, path: Path) -> "Node | None":
        return next((node for node in self.walk() if node.path == path), None)

    def parent_of(self, node: "Node") -> "Node | None":
        return next((each for each in self.walk() if node in each.children), None)

    def path_of(self, place: int) -> Path:
        """Where its child of this number stands."""
        return (*self.path, *self.inside, *(() if self.is_template else (place,)))


def outline(written: Any, path: Path = ()) -> Node:
    """The tree that is written there, with whatever is wrong told at its node."""
    kind, inside, below = _shape(written)
    children = tuple(outline(child, (*path, *inside, *step)) for step, child in below)
    requirement, faults = _read(written, children)
    return Node(path, written, kind, children, inside, requirement, faults)


def _shape(written: Any) -> tuple[Kind | None, Path, list[tuple[Path, Any]]]:
    """The kind of a node, where its children stand, and each with its step from there."""
    if isinstance(written, list):
        return Kind.ALL, (), [((place,), child) for place, child in enumerate(written)]
    try:
        kind = Kind(expand(written)["kind"])
    except (ValueError, KeyError, TypeError):
        return None, (), []
    if not kind.is_group:
        return kind, (), []
    if "each_campus" in written:
        return kind, ("each_campus",), [((), written["each_campus"])]
    word = next((word for word in _LISTS if isinstance(written.get(word), list)), None)
    if word is None:
        return kind, (), []
    items = enumerate(written[word])
    if written.get("each") == "campus" and len(written[word]) == 1:
        return kind, (word, 0), [((), written[word][0])]
    return kind, (word,), [((place,), child) for place, child in items]


def _read(
    written: Any, children: tuple[Node, ...]
) -> tuple[Requirement | None, tuple[PackError, ...]]:
    """The requirement; or what is wrong with this node, when those below it are sound."""
    try:
        return Requirement.model_validate(written), ()
    except ValidationError as broken:
        details = broken.errors()
    if any(child.requirement is None for child in children):
        return None, ()
    whole = written if isinstance(written, WrittenMapping) else WrittenMapping()
    whole.place = getattr(written, "place", Place("", 1))
    whole.places = getattr(whole, "places", {})
    return None, tuple(complain(each, whole, Requirement) for each in details)


def _said(written: Any, word: str) -> Any:
    return written.get(word) if isinstance(written, Mapping) else None
