"""Edits: what somebody does to a draft's text, as values that know how."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.errors import NotYaml
from engine.studio.tables import Verb
from rules import outline, writing
from rules.pack.written import Path

Files = Mapping[str, str]


@dataclass(frozen=True)
class Put:
    """Let something say this, and be there if it was not."""

    path: Path
    value: Any
    verb = Verb.PUT

    def on(self, files: Files) -> dict[str, str]:
        return writing.put(files, self.path, self.value)


@dataclass(frozen=True)
class Insert:
    """Add an item at its place, or an entry, before another one if that is named."""

    path: Path
    value: Any
    before: str | int | None = None
    verb = Verb.INSERT

    def on(self, files: Files) -> dict[str, str]:
        return writing.insert(files, self.path, self.value, before=self.before)


@dataclass(frozen=True)
class Remove:
    """Take something out."""

    path: Path
    verb = Verb.REMOVE

    def on(self, files: Files) -> dict[str, str]:
        return writing.remove(files, self.path)


@dataclass(frozen=True)
class Move:
    """Let something stand before what stands at `to`."""

    path: Path
    to: Path
    verb = Verb.MOVE

    def on(self, files: Files) -> dict[str, str]:
        return writing.move(files, self.path, self.to)


@dataclass(frozen=True)
class Copy:
    """Let the same item stand before what stands at `to`, too."""

    path: Path
    to: Path
    verb = Verb.COPY

    def on(self, files: Files) -> dict[str, str]:
        return writing.copy(files, self.path, self.to)


@dataclass(frozen=True)
class Duplicate:
    """Let a copy of an entry stand behind it, under another key."""

    path: Path
    key: str
    verb = Verb.DUPLICATE

    def on(self, files: Files) -> dict[str, str]:
        return writing.duplicate(files, self.path, self.key)


@dataclass(frozen=True)
class Rename:
    """Give an entry another key, wherever it is named."""

    path: Path
    key: str
    verb = Verb.RENAME

    def on(self, files: Files) -> dict[str, str]:
        section, old = self.path
        return writing.rename(files, str(section), str(old), self.key)


@dataclass(frozen=True)
class Write:
    """Let a file hold this text; None takes the file out."""

    file: str
    text: str | None
    verb = Verb.WRITE

    @property
    def path(self) -> Path:
        return (self.file,)

    def on(self, files: Files) -> dict[str, str]:
        others = {name: text for name, text in files.items() if name != self.file}
        return others if self.text is None else {**others, self.file: self.text}


@dataclass(frozen=True)
class Reshape:
    """Let a tree of requirements be what these steps make of it."""

    path: Path
    edits: tuple[outline.Edit, ...]
    verb = Verb.PUT

    def on(self, files: Files) -> dict[str, str]:
        return outline.rewritten(files, self.path, self.edits)


@dataclass(frozen=True)
class Rewrite:
    """Let one thing be what somebody wrote by hand; a text that is no YAML is refused."""

    path: Path
    text: str
    verb = Verb.PUT

    def on(self, files: Files) -> dict[str, str]:
        try:
            return writing.rewrite(files, self.path, self.text)
        except writing.Unreadable as slip:
            file = writing.source(files, self.path).file
            raise NotYaml(file, slip.line, slip.problem, "") from slip


Edit = Put | Insert | Remove | Move | Copy | Duplicate | Rename | Reshape | Rewrite | Write
