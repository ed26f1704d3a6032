"""What a form is made of: groups of slots, a slot for one key of an entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from flask_babel import lazy_gettext as _l

from rules.pack.written import Path
from rules.terms import Audience
from web.formats import first_up
from web.studio.compounds import CapSort, tags_in_use
from web.studio.sorts import ABSENT, About, Data, Fields, Label, Pick, Said, Some, Sort, Tags, told
from web.wording import words


class Asks(Protocol):
    """What a form asks of one thing, under one key or several."""

    @property
    def key(self) -> str: ...
    @property
    def keys(self) -> tuple[str, ...]: ...
    @property
    def layout(self) -> str: ...
    def fields(self, entry: Mapping[str, Any], about: About) -> Fields: ...
    def read(self, entry: Mapping[str, Any], about: About) -> dict[str, Any] | None: ...
    def write(self, entry: Mapping[str, Any], data: Data, about: About) -> dict[str, Any]: ...
    def field_of(self, rest: Path, entry: Mapping[str, Any], about: About) -> str: ...


@dataclass(frozen=True)
class Slot:
    """One key of an entry: what it is called here, and the sort of its value."""

    key: str
    label: Label
    sort: Sort
    note: Label = ""

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.key,)

    @property
    def layout(self) -> str:
        return self.sort.layout

    @property
    def title(self) -> str:
        return told(self.label)

    @property
    def help(self) -> str:
        return told(self.note)

    def fields(self, entry: Mapping[str, Any], about: About) -> Fields:
        value = entry.get(self.key, ABSENT)
        return self.sort.fields(self.key, self.title, self.help, value, about)

    def read(self, entry: Mapping[str, Any], about: About) -> dict[str, Any] | None:
        return self.sort.read(self.key, entry.get(self.key, ABSENT), about)

    def write(self, entry: Mapping[str, Any], data: Data, about: About) -> dict[str, Any]:
        return {self.key: self.sort.write(self.key, data, entry.get(self.key, ABSENT), about)}

    def field_of(self, rest: Path, entry: Mapping[str, Any], about: About) -> str:
        return self.sort.field_of(self.key, rest[1:], entry.get(self.key, ABSENT), about)


@dataclass(frozen=True)
class Group:
    """Fields that are thought of together."""

    title: Label
    slots: tuple[Asks, ...]

    @property
    def name(self) -> str:
        return told(self.title)


def named(term: str, n: int | None = 1) -> Label:
    return lambda: first_up(words(term, n))


Groups = Mapping[str, tuple[Group, ...]]
"""By section, what its form asks."""

TITLE = Slot("title", _l("Title"), Said(once=True))
SUMMARY = Slot("summary", _l("In a sentence"), Said(long=True))
AUDIENCE = Slot("audience", _l("For whom"), Some(family=Audience),
                 _l("For everybody, if none is chosen."))  # fmt: skip
CAMPUS = Slot("campus", named("campus"), Pick("campuses", _l("None")))
TAGS = Slot("tags", _l("Tags"), Tags(hints=tags_in_use), _l("With commas between them."))
CAP = Slot("cap", _l("Never more than"), CapSort(), _l("No limit, if no number is written."))
